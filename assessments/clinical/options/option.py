"""The kinds of procedure and treatment that may be advised, and how one is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.clinical.language.translatable import _

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, eq=False, slots=True)
class Option:
    """A family of procedures, or a treatment without surgery (`operative` false).

    `small` marks what can be borne by a patient who is fit for a small operation only.
    """

    key: str
    title: str
    operative: bool = True
    small: bool = False


def _by_key(*options: Option) -> dict[str, Option]:
    return {option.key: option for option in options}


OPTIONS: dict[str, Option] = _by_key(
    Option("long_nail", _("Long intramedullary nail, interlocked"), small=True),
    Option("cephalomedullary_nail", _("Cephalomedullary nail"), small=True),
    Option("plate_and_cement", _("Curettage, plating and cement augmentation"), small=True),
    Option("hemiarthroplasty", _("Cemented hip hemiarthroplasty"), small=True),
    Option("endoprosthesis", _("Modular (tumour) endoprosthesis")),
    Option("intercalary_prosthesis", _("Intercalary (diaphyseal) endoprosthesis")),
    Option("curettage_and_cement", _("Curettage and cementation"), small=True),
    Option("wide_resection", _("Wide resection")),
    Option("acetabular_reconstruction", _("Acetabular reconstruction (cage, cemented THA)")),
    Option("percutaneous_screws_and_cement", _("Percutaneous screw fixation with cementoplasty"), small=True),
    Option("cementoplasty", _("Vertebroplasty / cementoplasty"), small=True),
    Option(
        "decompression_and_fixation", _("Decompression and instrumented stabilisation (separation surgery)")
    ),
    Option("percutaneous_fixation", _("Percutaneous pedicle screw fixation"), small=True),
    Option("en_bloc_spondylectomy", _("En bloc spondylectomy")),
    Option("occipitocervical_fixation", _("Occipitocervical fixation")),
    Option("lumbopelvic_fixation", _("Lumbopelvic fixation")),
    Option("external_fixation", _("Debridement and external fixation"), small=True),
    Option("thermal_ablation", _("Thermal ablation (radiofrequency, microwave or cryoablation)"), small=True),
    Option("amputation", _("Amputation or ray resection")),
    Option("radiotherapy_8gy", _("Single-fraction radiotherapy (8 Gy)"), operative=False),
    Option("radiotherapy_fractionated", _("Multifraction radiotherapy"), operative=False),
    Option("stereotactic_radiotherapy", _("Stereotactic radiotherapy"), operative=False),
    Option("brace_or_splint", _("Brace or splint, protected weight-bearing"), operative=False),
    Option("systemic_treatment", _("Systemic treatment"), operative=False),
    Option("supportive_care", _("Supportive care"), operative=False),
)

# The bands of expected survival (see outlook.SURVIVAL_BAND).
BANDS = {
    "A": _("life expectancy under 6 weeks"),
    "B": _("life expectancy 6 weeks to 3 months"),
    "C": _("life expectancy 3 to 6 months"),
    "D": _("life expectancy 6 to 12 months"),
    "E": _("life expectancy over 12 months"),
}
# Where one band ends and the next begins.
_ENDS = ("6 weeks", "3 months", "6 months", "12 months")


def bands(*, over: str = "", until: str = "") -> str:
    """Name the bands of who has `over` so long to live, and `until` so long: each one of _ENDS, or no end."""
    first = _ENDS.index(over) + 1 if over else 0
    last = _ENDS.index(until) + 1 if until else None
    return "".join(BANDS)[first:last]


CHOICE_IN_BAND = _("With {band}: choice {place}.")
NO_CHOICE_IN_BAND = _("With {band}: not among the choices.")


@dataclass(frozen=True, slots=True)
class Offered:
    """An option as it is offered for one lesion, with why it fits and what speaks against it.

    `bands` is empty where the survival band is known or changes nothing. Else it gives for each band the
    place that the option would have, 1 for the first choice, None where it would not be a choice.
    """

    option: Option
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    references: tuple[str, ...]
    standing: tuple[str, ...]
    bands: tuple[tuple[str, int | None], ...] = ()

    @property
    def key(self) -> str:
        """Give the option's key."""
        return self.option.key

    @property
    def title(self) -> str:
        """Give the option's title."""
        return self.option.title

    def by_band(self, translate: Callable[[str], str] = str) -> tuple[str, ...]:
        """Say in words what each band of survival would change."""
        return tuple(
            translate(CHOICE_IN_BAND if place else NO_CHOICE_IN_BAND).format(
                band=translate(BANDS[band]), place=place
            )
            for band, place in self.bands
        )
