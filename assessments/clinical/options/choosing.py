"""Which options are offered, in which order, and what each band of survival would change."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assessments.clinical.advice import CONSIDER, NON_OPERATIVE, OPERATE, RESECTIONS
from assessments.clinical.language.facts import Facts
from assessments.clinical.risks.prognosis import SURVIVAL_BAND, TOLERATES
from assessments.clinical.rules.indications import RADIOTHERAPY_FIRST
from assessments.clinical.safety.states import OPERATION_PROPOSED
from assessments.clinical.sections.imaging import LONG_BONE

from .elsewhere import OTHER_BONES
from .limb import BY_AIM, FEMUR_PLACES
from .noms import NOMS_REASONS
from .option import BANDS, OPTIONS, Offered, bands
from .place import find
from .spine import SPINE_PLACES
from .states import (
    ABLATIVE_OR_OPEN,
    DECLINES,
    FAILING,
    OPEN_INJURY,
    PROSTATE,
    RESISTANT_CAUDA,
    SMALL_ONLY,
    UNSTABLE,
    UNSTABLE_NECK,
)
from .why_fixation import WHY_FIXATION
from .why_prosthesis import WHY_PROSTHESIS
from .why_spine import WHY_SPINE
from .why_without_surgery import WHY_WITHOUT_SURGERY
from .without_surgery import SMALL_MEANS, WITHOUT_SURGERY

if TYPE_CHECKING:
    from assessments.clinical.advice import Advice

    from .option import Option
    from .place import Place
    from .reason import Reason

MOST_OPTIONS = 4
ABLATED_FIRST = ABLATIVE_OR_OPEN | PROSTATE | RESISTANT_CAUDA
# In a long bone cement is hardly tested and may break, and screws in a stable spine free no cord: what else
# can be done stands first. Elsewhere in spine and pelvis small means do.
BEFORE_SMALL_MEANS = LONG_BONE | (FAILING & ~UNSTABLE)
MIDDLE_BAND = bands(over="3 months", until="6 months")  # stands for the order while the band is not known
OF_AN_OPEN_INJURY = ("external_fixation", "amputation")  # first and last beside what the bone needs
OPERATIONS: tuple[Place, ...] = (*SPINE_PLACES, *BY_AIM, *FEMUR_PLACES, *OTHER_BONES)
REASONS: tuple[Reason, ...] = (
    *(
        reason
        for reasons in (*WHY_FIXATION, *WHY_PROSTHESIS, *WHY_SPINE, *WHY_WITHOUT_SURGERY)
        for reason in reasons.reasons
    ),
    *NOMS_REASONS,
)
REASONS_BY_OPTION = {key: [reason for reason in REASONS if reason.option == key] for key in OPTIONS}


def options(facts: Facts, advice: Advice) -> tuple[Offered, ...]:
    """List one to four options in order of preference; none while the diagnosis or the advice is open."""
    if advice.decision not in (OPERATE, CONSIDER, NON_OPERATIVE):
        return ()
    presumed = facts.presumed
    band = SURVIVAL_BAND.value(presumed)
    if isinstance(band, str):
        return tuple(_offer(key, presumed, advice.aim) for key in _choice(presumed, advice, band))
    by_band = {each: _choice(presumed, advice, each) for each in BANDS}
    return tuple(
        _offer(
            key,
            presumed,
            advice.aim,
            _places(key, by_band),
        )
        for key in _of_any_band(by_band)
    )


def _places(key: str, by_band: dict[str, tuple[str, ...]]) -> tuple[tuple[str, int | None], ...]:
    """Give the option's place in each band; nothing where it is the same in all."""
    places = {band: keys.index(key) + 1 if key in keys else None for band, keys in by_band.items()}
    return tuple(places.items()) if len(set(places.values())) > 1 else ()


def _of_any_band(by_band: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Keep the middle band's first two, then what stands first or second in another, then the rest."""
    middle = by_band[MIDDLE_BAND]
    heads = tuple(dict.fromkeys((*middle[:2], *(key for keys in by_band.values() for key in keys[:2]))))
    return heads + tuple(key for key in middle if key not in heads)[: max(0, MOST_OPTIONS - len(heads))]


def _choice(facts: Facts, advice: Advice, band: str) -> tuple[str, ...]:
    without = find(WITHOUT_SURGERY, facts, None, band).keys(facts, band)
    declines = DECLINES.holds(facts)
    held = ("brace_or_splint",) if UNSTABLE_NECK.holds(facts) else ()
    if advice.decision == NON_OPERATIVE:
        small = (
            _small_means(facts, band) if _cannot_bear(facts) and band not in bands(until="6 weeks") else ()
        )
        before = without[:1] if declines or BEFORE_SMALL_MEANS.holds(facts) else ()
        keys = (*held, *before, *small, *without)
    else:
        operations = ordered_operations(facts, advice.aim, band)
        if declines:
            keys = (*held, *without[:2], *operations[:2])
        else:
            first = without[:1] if RADIOTHERAPY_FIRST.holds(facts) else ()
            keys = (*first, *operations, *without[: 1 if advice.decision == OPERATE else MOST_OPTIONS])
    return tuple(dict.fromkeys(keys))[:MOST_OPTIONS]


def _cannot_bear(facts: Facts) -> bool:
    """Tell whether an operation would be proposed, were it not more than the patient can bear."""
    return TOLERATES.holds(facts) is False and bool(OPERATION_PROPOSED.holds(facts))


def _small_means(facts: Facts, band: str) -> tuple[str, ...]:
    return find(SMALL_MEANS, facts, None, band).keys(facts, band)


def ordered_operations(facts: Facts, aim: str | None, band: str) -> tuple[str, ...]:
    """List what is offered where an operation is advised or weighed, the preferred first, for a band."""
    keys = find(OPERATIONS, facts, aim, band).keys(facts, band)
    if OPEN_INJURY.holds(facts):
        return (OF_AN_OPEN_INJURY[0], "brace_or_splint", keys[0], OF_AN_OPEN_INJURY[1])
    if aim in RESECTIONS:
        return ("stereotactic_radiotherapy", *keys) if ABLATED_FIRST.holds(facts) else keys
    if SMALL_ONLY.holds(facts):
        small = tuple(key for key in keys if OPTIONS[key].small)
        return small or _small_means(facts, band)
    return keys


def _table(key: str, facts: Facts, aim: str | None) -> Place:
    """Give the first table for the lesion that names the option; what is put before all is of the first."""
    fitting = (place for place in OPERATIONS if place.fits(facts, aim))
    others = (
        place for places in (SMALL_MEANS, WITHOUT_SURGERY) for place in places if place.fits(facts, None)
    )
    tables = (*fitting, *others)
    return next((table for table in tables if key in table), tables[0])


def _offer(
    key: str, facts: Facts, aim: str | None, bands: tuple[tuple[str, int | None], ...] = ()
) -> Offered:
    told = [reason for reason in REASONS_BY_OPTION[key] if reason.when.holds(facts)]
    table = _table(key, facts, aim)
    return Offered(
        OPTIONS[key],
        tuple(reason.says for reason in told if reason.favours),
        tuple(reason.says for reason in told if not reason.favours),
        tuple(dict.fromkeys((*table.references, *(key for reason in told for key in reason.references)))),
        tuple(dict.fromkeys((*table.evidence, *(word for reason in told for word in reason.evidence)))),
        bands,
    )


@cache
def operations_on(bone: str) -> tuple[Option, ...]:
    """List the operations that may be advised on a bone, by its key, whatever else is answered; all for "".

    These are the ones that the forms offer where somebody says what is planned, decided or was done.
    """
    offered = _may_be_advised(Facts({"bone": bone})) if bone else frozenset(OPTIONS)
    return tuple(option for option in OPTIONS.values() if option.operative and option.key in offered)


def _may_be_advised(facts: Facts) -> frozenset[str]:
    aims = {aim for place in OPERATIONS for aim in place.aims or ()} | {None}
    keys = {key for aim in aims for key in _of_the_tables(OPERATIONS, facts, aim)}
    injured = OF_AN_OPEN_INJURY if OPEN_INJURY.holds(facts) is not False else ()
    small = _of_the_tables(SMALL_MEANS, facts, None)
    return frozenset({*keys, *small, *_of_the_tables(WITHOUT_SURGERY, facts, None), *injured})


def _of_the_tables(places: tuple[Place, ...], facts: Facts, aim: str | None) -> frozenset[str]:
    """List the options of the tables that may be the first to fit, down to the first that certainly does."""
    last = places.index(find(places, facts, aim))
    possible = (place for place in places[: last + 1] if place.may_fit(facts, aim))
    return frozenset(key for place in possible for key in place.possible_keys(facts))
