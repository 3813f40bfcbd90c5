"""The forms around signing: the plan before the advice, what is said to the advice, a note, an amendment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.signing import Said
from assessments.answers.punctuation import clauses
from assessments.clinical.advice import CONSIDER, DECISIONS, NONE, UNDECIDED, URGENCIES
from assessments.clinical.options import OPTIONS, operations_on
from assessments.clinical.sections.imaging import BONE
from assessments.models import HowSoon, Intent, OverrideReason, SkipReason

from .written import WrittenField

if TYPE_CHECKING:
    from assessments.models import Lesion
    from assessments.report.tree import LesionReport

LONGEST_TEXT = 4000
AGREE, AGREE_OPERATE, AGREE_NOT, OTHER = "agree", "agree_operate", "agree_not", "other"
ANOTHER_PROCEDURE = "other"


def _radios(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class PlanForm(forms.Form):
    """What the surgeon means to do with one lesion: two taps."""

    def __init__(self, lesion: Lesion, name: str, data: Any = None, *, may_be_left: bool = False) -> None:
        super().__init__(data, prefix=lesion.key, empty_permitted=may_be_left, use_required_attribute=False)
        self.lesion, self.name = lesion, name
        self.fields["intent"] = _radios(_("Your own plan (before seeing the advice)"), Intent.choices)
        self.fields["how_soon"] = _radios(_("How soon?"), HowSoon.choices, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("intent") == Intent.OPERATE and not self.cleaned_data.get("how_soon"):
            self.add_error("how_soon", _("Say how soon."))
        return self.cleaned_data

    @property
    def plan(self) -> tuple[str, str]:
        return self.cleaned_data["intent"], self.cleaned_data["how_soon"] or HowSoon.NONE


class SkipForm(forms.Form):
    """Why the advice is looked at without a plan."""

    reason = _radios(gettext_lazy("Show the advice without a plan"), SkipReason.choices)


class ResponseForm(forms.Form):
    """What the signer says to the advice on one lesion."""

    def __init__(self, lesion: Lesion, advice: Any, shown: LesionReport, data: Any = None) -> None:
        super().__init__(data, prefix=lesion.key)
        self.lesion, self.advice, self.name = lesion, advice, f"{shown.number}. {shown.name}"
        self.fields["answer"] = _radios(_("Do you follow the advice?"), self._answers())
        self.fields["intent"] = _radios(_("What will be done?"), Intent.choices, required=False)
        self.fields["procedure"] = _radios(
            _("Which procedure? (may be left open)"), _procedures(advice, shown), required=False
        )
        self.fields["how_soon"] = _radios(_("How soon?"), HowSoon.choices, required=False)
        self.fields["reason"] = _radios(_("Why?"), OverrideReason.choices, required=False)
        self.fields["text"] = WrittenField(
            label=_("In your words (optional)"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        )

    def _answers(self) -> list[tuple[str, str]]:
        decision = self.advice.decision
        advice = _(DECISIONS[decision])
        if (decision, self.advice.urgency) != (UNDECIDED, NONE):  # what is undecided is not "no urgency"
            advice = clauses((advice, _(URGENCIES[self.advice.urgency]).lower()))
        if decision == CONSIDER:
            soon = _(URGENCIES[self.advice.urgency]).lower()
            agreed = [
                (AGREE_OPERATE, clauses((_("Agreed: we operate"), soon))),
                (AGREE_NOT, _("Agreed: we do not operate")),
            ]
        elif decision in Intent.values:
            agreed = [(AGREE, _("Agreed: %(advice)s") % {"advice": advice})]
        else:
            agreed = []
        return [*agreed, (OTHER, _("Different plan"))]

    def _operates(self) -> bool:
        """Tell whether what was said means an operation; only then procedure and time are asked for."""
        match self.cleaned_data.get("answer"):
            case "agree":
                return self.advice.decision == Intent.OPERATE  # type: ignore[no-any-return]
            case "other":
                return self.cleaned_data.get("intent") == Intent.OPERATE
            case answer:
                return answer == AGREE_OPERATE

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") == OTHER:
            needed = {"intent": _("Say what will be done."), "reason": _("Say why.")}
            if self.cleaned_data.get("intent") == Intent.OPERATE:
                needed["how_soon"] = _("Say how soon.")
            for name, message in needed.items():
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, message)
        elif self._operates() and _is_later(self.cleaned_data.get("how_soon", ""), self.advice.urgency):
            text = _("Later than advised (%(advised)s): choose “Different plan” and say why.")
            self.add_error("how_soon", text % {"advised": _(URGENCIES[self.advice.urgency]).lower()})
        return self.cleaned_data

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        agreed = {AGREE: self.advice.decision, AGREE_OPERATE: Intent.OPERATE}
        if data["answer"] == AGREE_NOT:  # how soon was said of the operation
            return Said(self.lesion, True, Intent.NON_OPERATIVE, HowSoon.NONE, text=data["text"])
        procedure = data["procedure"] if self._operates() else ""
        if data["answer"] in agreed:
            sooner = data["how_soon"] if self._operates() else ""
            return Said(
                self.lesion,
                True,
                agreed[data["answer"]],
                sooner or self.advice.urgency,
                text=data["text"],
                procedure=procedure,
            )
        how_soon = data["how_soon"] or HowSoon.NONE
        return Said(self.lesion, False, data["intent"], how_soon, data["reason"], data["text"], procedure)


def _procedures(advice: Any, shown: LesionReport) -> list[tuple[str, str]]:
    """List the operations that the report offers, in its order, the rest that fit the bone, and any other."""
    offered = {one.key: one.title for one in shown.options if OPTIONS[one.key].operative}
    rest = {option.key: _(option.title) for option in operations_on(str(advice.facts.answer(BONE) or ""))}
    return [*(offered | rest).items(), (ANOTHER_PROCEDURE, _("Another procedure (say which in your words)"))]


def _is_later(how_soon: str, advised: str) -> bool:
    """Tell whether a time was said that is later than the advised one; nothing said is as advised."""
    order = HowSoon.values  # the soonest first
    return bool(how_soon) and order.index(how_soon) > order.index(advised)


class TextForm(forms.Form):
    """A text that is kept: a note, or the reason of an amendment."""

    text = WrittenField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"})
    )

    def __init__(self, label: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"].label = label
