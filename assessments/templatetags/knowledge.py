"""{% rule_link line.key %}: from a rule to its row; {{ key|standing_word }}: on what it rests.

{% versions as in_force %}: of the program and of the knowledge that speaks.
"""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from assessments.clinical.advice import STANDINGS
from assessments.clinical.versions import VERSIONS
from bonemet import __version__

register = template.Library()

KIND_OF = {
    "I": "indications",
    "L": "limits",
    "D": "stops",
    "S": "safety",
    "P": "criteria",
    "T": "criteria",
}
KEY = re.compile(r"([ILDSPT])\d+[a-z]?")


@register.simple_tag
def versions() -> dict[str, Any]:
    """Give the versions in force; needs no database, for the foot of every page."""
    return {"program": __version__, "knowledge": VERSIONS[0]}


@register.simple_tag
def rule_link(key: Any) -> str:
    """Write the key of a rule as a link to what is declared of it; anything else as it is."""
    found = KEY.fullmatch(str(key))
    if found is None:
        return str(key)
    address = reverse("assessments:knowledge_kind", args=[KIND_OF[found[1]]])
    return format_html('<a class="rule-link" href="{}#{}">{}</a>', address, key, key)


# Questions whose choices are a classification of their own, and its sheet.
TERMS = {
    "cord_compression": "escc",
    "frankel": "frankel",
    "acetabular_class": "harrington_acetabulum",
    "axial_extent_mm": "axial_cortical",
    "posterolateral": "sins",
    "alignment": "sins",
    "collapse": "sins",
}


@register.simple_tag
def what_is(key: str, title: str = "") -> str:
    """Lead from a term to its sheet, in a page of its own: what is typed beside it stays where it is."""
    sheet = TERMS.get(key, key if title else "")
    if not sheet:
        return ""
    address = reverse("assessments:knowledge_score", args=[sheet])
    label = gettext("What is this? %(term)s") % {"term": title} if title else gettext("What is this?")
    return format_html(
        '<a class="what-is" href="{}" target="_blank" rel="noopener" aria-label="{}">?</a>', address, label
    )


@register.filter
def standing_word(key: Any) -> str:
    """Say on what a rule rests; an unknown key says nothing."""
    return gettext(STANDINGS[key]) if key in STANDINGS else ""
