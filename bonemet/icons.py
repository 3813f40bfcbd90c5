"""{% lucide "siren" size=18 %}: an icon of the library of that name.

A page shows thirty; the library writes each anew from its tree, here each is written once a process.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from lucide.templatetags.lucide import lucide

register = template.Library()
written = lru_cache(maxsize=500)(lucide)
register.simple_tag(written, name="lucide")
