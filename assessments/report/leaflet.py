"""What was decided, in plain words, for the patient: one page, made of keys and so in any language.

The words are short and the sentences say one thing each; a test holds them to a grade of reading of 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.utils.functional import _StrPromise

    from .tree import LesionReport

BONES: dict[str, _StrPromise] = {
    "femur": gettext_lazy("your {side} thigh bone"),
    "tibia": gettext_lazy("your {side} shin bone"),
    "fibula": gettext_lazy("the thin bone of your {side} lower leg"),
    "humerus": gettext_lazy("your {side} upper arm bone"),
    "radius": gettext_lazy("your {side} lower arm"),
    "ulna": gettext_lazy("your {side} lower arm"),
    "acetabulum": gettext_lazy("your {side} hip socket"),
    "ilium": gettext_lazy("the {side} side of your pelvis"),
    "pubis_ischium": gettext_lazy("the {side} side of your pelvis"),
    "pelvis": gettext_lazy("your pelvis"),
    "scapula": gettext_lazy("your {side} shoulder blade"),
    "clavicle": gettext_lazy("your {side} collar bone"),
    "rib": gettext_lazy("a rib on your {side} side"),
    "sternum": gettext_lazy("your breast bone"),
    "skull": gettext_lazy("your skull"),
    "hand": gettext_lazy("your {side} hand"),
    "foot": gettext_lazy("your {side} foot"),
}
SPINE: dict[str, _StrPromise] = {
    "C": gettext_lazy("the neck part of your spine"),
    "T": gettext_lazy("the chest part of your spine"),
    "L": gettext_lazy("the low part of your spine"),
    "S": gettext_lazy("the base of your spine"),
}
DECIDED: dict[str, _StrPromise] = {
    "operate": gettext_lazy("Your doctors advise surgery."),
    "non_operative": gettext_lazy("Your doctors do not advise surgery now. You will get other care."),
    "diagnose_first": gettext_lazy(
        "First a test must show what this is. This may need a small piece of bone."
    ),
    "undecided": gettext_lazy("No choice has been made yet. Your doctors will talk with you."),
}
SOON: dict[str, _StrPromise] = {
    "emergency": gettext_lazy("This should be done within one day."),
    "urgent": gettext_lazy("This should be done within three days."),
    "expedited": gettext_lazy("This should be done within two weeks."),
    "planned": gettext_lazy("There is time to plan this well."),
}
ELSE: dict[str, _StrPromise] = {
    "operate": gettext_lazy(
        "You can say no to surgery. Then the pain may get worse. The bone or the nerves may get worse, too. "
        "Radiotherapy, a brace and pain drugs can still help."
    ),
    "non_operative": gettext_lazy(
        "Pain drugs, radiotherapy or a brace may help. If things change, we can look at surgery again."
    ),
    "diagnose_first": gettext_lazy(
        "Until then the bone must be kept safe. A splint, a brace or rest can help. "
        "What comes next depends on the test."
    ),
    "undecided": gettext_lazy("All ways are still open. Tell us what matters most to you."),
}
CAN: dict[str, _StrPromise] = {
    "operate spine": gettext_lazy(
        "Surgery can make your spine firm. It can take the pressure off the nerves. It can ease the pain. "
        "Lost strength does not always come back."
    ),
    "operate": gettext_lazy("Surgery can make the bone firm. It can help you move with less pain."),
    "risks": gettext_lazy(
        "It may not cure the cancer. It has risks, such as bleeding, a bad wound and blood clots. "
        "Some people need surgery again."
    ),
    "non_operative": gettext_lazy(
        "This care can ease pain. It may slow the cancer there. It does not make a weak bone firm at once. "
        "It may not cure the cancer."
    ),
    "diagnose_first": gettext_lazy(
        "The test shows what you have. Then we can choose the right care. The test does not treat it."
    ),
    "undecided": gettext_lazy("What it can bring depends on the way that you choose with us."),
}
WATCH: dict[str, _StrPromise] = {
    "spine": gettext_lazy(
        "Your legs or arms get weak or numb. You cannot pass water, or you lose control of it. "
        "You cannot hold your stool. The back or neck pain gets much worse."
    ),
    "limb": gettext_lazy(
        "The pain gets much worse, most of all when you stand or lift. You hear or feel a crack. "
        "You can no longer use the arm or leg."
    ),
    "trunk": gettext_lazy("The pain gets much worse. It hurts when you stand, cough or breathe in."),
    "operate": gettext_lazy(
        "You have a fever, or the wound gets red or wet. One leg swells. You find it hard to breathe."
    ),
}
LIMBS = frozenset({"femur", "tibia", "fibula", "humerus", "radius", "ulna", "hand", "foot", "acetabulum"})


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the leaflet, and what stands under it."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided on a lesion: to operate or what else, and how soon, as keys."""

    lesion: LesionReport
    intent: str
    how_soon: str


def leaflet(chosen: Iterable[Chosen]) -> tuple[Part, ...]:
    """Say in plain words what was decided on these lesions, the one to treat first first."""
    all_chosen = list(chosen)
    return (
        Part(_("What was found"), _each(all_chosen, _found)),
        Part(_("What is advised, and how soon"), _each(all_chosen, _advised)),
        Part(_("What else you can choose"), _each(all_chosen, lambda one: [str(ELSE[one.intent])])),
        Part(_("What it can do, and what it cannot"), _each(all_chosen, _can)),
        Part(_("Watch for this"), _each(all_chosen, _watch)),
        Part(
            _("When to call"),
            (
                _("Call at once if one of these starts, by day or by night."),
                _("Do not wait for your next visit."),
            ),
        ),
    )


def _each(chosen: list[Chosen], say: Callable[[Chosen], Iterable[str]]) -> tuple[str, ...]:
    """Say it of each lesion; where several come to the same, once."""
    return tuple(dict.fromkeys(sentence for one in chosen for sentence in say(one)))


def place_in_plain_words(lesion: LesionReport) -> str:
    """Name the place as one would to somebody who knows no anatomy."""
    if lesion.bone == "spine":
        return str(SPINE.get(lesion.part[:1], _("your spine")))
    if lesion.bone not in BONES:
        return _("a bone")
    sides = {"left": pgettext("of the body", "left"), "right": pgettext("of the body", "right")}
    return " ".join(str(BONES[lesion.bone]).format(side=sides.get(lesion.side, "")).split())


def _found(one: Chosen) -> Iterator[str]:
    lesion, place = one.lesion, place_in_plain_words(one.lesion)
    if one.intent == "diagnose_first" or lesion.decision == "diagnose_first":
        yield _("Something is wrong in {place}. We do not yet know what it is.").format(place=place)
    else:
        yield _("There is cancer in {place}.").format(place=place)
    met = {line.key for line in (*lesion.principles, *lesion.timings) if line.verdict == "met"}
    if "T7" in met:
        yield _("The bone is broken there.")
    elif "P6" in met:
        yield _("The bone is weak there and may break.")
    if "T8" in met:
        yield _("It harms the nerves.")


def _advised(one: Chosen) -> Iterator[str]:
    soon = SOON.get(one.how_soon)
    said = str(DECIDED[one.intent])
    place = place_in_plain_words(one.lesion)
    yield _("For {place}: {advice}").format(place=place, advice=f"{said} {soon}" if soon else said)


def _can(one: Chosen) -> Iterator[str]:
    if one.intent != "operate":
        yield str(CAN[one.intent])
        return
    yield str(CAN["operate spine" if one.lesion.bone == "spine" else "operate"])
    yield str(CAN["risks"])


def _watch(one: Chosen) -> Iterator[str]:
    kind = "spine" if one.lesion.bone == "spine" else "limb" if one.lesion.bone in LIMBS else "trunk"
    yield str(WATCH[kind])
    if one.intent == "operate":
        yield str(WATCH["operate"])
