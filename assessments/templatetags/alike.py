"""{% alike "components/x.html" name=value %}: as include with only, drawn once a process (bonemet.alike)."""

from django import template

from bonemet.alike import alike

register = template.Library()
register.simple_tag(alike)
