"""The skeleton for templates: {% skeleton places index %} to look at, {% skeleton_picker … %} to point at."""

from django import template

from assessments.skeleton.drawing import looked_at, pointed_at

register = template.Library()
register.inclusion_tag("assessments/skeleton/small.html", name="skeleton")(looked_at)
register.inclusion_tag("assessments/skeleton/picker.html", name="skeleton_picker")(pointed_at)
