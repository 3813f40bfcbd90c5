"""The form of a section, built from its declarations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assessments.answers.document import is_fit, usable
from assessments.answers.parsing import is_likely
from assessments.answers.wording import date_in_words
from assessments.clinical.evaluation.case import is_later
from assessments.clinical.language.facts import Facts
from assessments.clinical.sections import QUESTIONS
from assessments.clinical.sections.history import OTHER_BONE_METASTASES, VERTEBRAL_METASTASES
from assessments.clinical.sections.imaging import BONE
from assessments.clinical.sections.patient import ASSESSED_ON
from assessments.forms.controls import draw
from assessments.forms.fields import Answered, Raw, field_of, moments_read, raw_of
from assessments.forms.layout import section_layout
from assessments.record.sources import SOURCE
from assessments.report.live_panel import FLAGGED, flags_by_question
from assessments.skeleton import FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessments.answers.document import Answers, Given
    from assessments.clinical.evaluation.emergency_path import Path
    from assessments.clinical.language.questions import Question, Section
    from assessments.forms.controls import Drawn
    from assessments.forms.last_time import LastTime
    from assessments.report.live_panel import Flag


class SectionForm(forms.Form):
    """The questions of one section, of the case (lesion None) or of one lesion.

    After validation `answers` holds what is to be stored for the section and `typed` the numbers as
    they were typed. Answers to questions that are not asked are kept, and not complained about.
    `last_time` is what was answered at the assessment before; nothing of it counts until it is confirmed.
    """

    def __init__(
        self,
        section: Section | Path,
        given: Answers,
        lesion: str | None,
        *,
        today: date,
        typed: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        follows: Iterable[str] = (),
        conventional: bool = False,
        last_time: Mapping[str, LastTime] | None = None,
    ) -> None:
        super().__init__(data)
        self.section, self.given, self.lesion, self.today = section, given, lesion, today
        self.follows = frozenset(follows)
        self.last_time = last_time if last_time is not None else {}
        self.stored = self.stored_answers()
        self.known_typed = dict(typed or {})
        self.answers: Given = dict(self.stored)
        self.typed: dict[str, Any] = self.known_typed
        for question in section:
            self.fields[question.key] = field_of(question)
            stored = raw_of(question, self.stored, self.known_typed)
            may_convert = conventional and question.kind == "decimal" and question.other_units
            if may_convert and not stored.text:
                stored = stored._replace(unit=question.other_units[0].unit)
            self.initial[question.key] = stored
        self.facts = self._facts_with(self.answers)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = False
        self.helper.layout = section_layout(section)

    def stored_answers(self) -> Given:
        """Give what is stored of these questions, with what is set aside."""
        return self.given.section(self.section.key, self.lesion)

    def _facts_with(self, answers: Given) -> Facts:
        others = self.given.stored(self.lesion)
        for question in self.section:
            others.pop(question.key, None)
        return Facts(usable(others | answers))

    # -- Checking

    def clean(self) -> dict[str, Any]:
        given: dict[str, Answered | None] = {q.key: self.cleaned_data.get(q.key) for q in self.section}
        self.answers = {key: answered.value for key, answered in given.items() if answered is not None}
        self.typed = {key: answered.typed for key, answered in given.items() if answered and answered.typed}
        self._keep_counted()
        self._keep_sources()
        if BONE.key in self.answers and self.pointed_with:
            self.typed[BONE.key] = {"figure": self.pointed_with}
        self.facts = self._facts_with(self.answers)
        for question in self.section:
            if self.facts.asked[question] is False:
                self.errors.pop(question.key, None)  # nobody can see it, so nobody could mend it
            self._keep_aside(question)
        for question in self.section:
            if question.key in self.answers and self.facts.asked[question] is not False:
                self._check(question, self.answers[question.key])
        self._check_counts()
        return self.cleaned_data

    def _keep_counted(self) -> None:
        """Keep the hours counted when a date and time was typed, where the same still stands there."""
        for key, typed in self.typed.items():
            known = self.known_typed.get(key, {})
            if "began" in typed and known.get("began") == typed["began"] and key in self.stored:
                self.typed[key], self.answers[key] = known, self.stored[key]

    def _keep_sources(self) -> None:
        """Keep where an answer was taken from, as long as it is the one that was taken."""
        for key, known in self.known_typed.items():
            if SOURCE in known and key in self.answers and self.answers[key] == self.stored.get(key):
                self.typed[key] = known

    def _keep_aside(self, question: Question) -> None:
        """Keep a stored answer that does not fit at present and that the form gave no new one for."""
        key = question.key
        if key in self.answers or key not in self.stored or key in self.errors:
            return
        if not is_fit(question, self.stored[key], self.facts):
            self.answers[key] = self.stored[key]

    def _check(self, question: Question, answer: Any) -> None:
        if answer is None:
            return
        if question.kind == "date":
            self._check_date(question, answer)
        elif question.likely is not None and not is_likely(question, answer):
            raw: Raw = self[question.key].value()
            if not raw.sure and answer != self.stored.get(question.key):
                self.add_error(
                    question.key, forms.ValidationError(self._is_this_right(question, raw), "likely")
                )

    def _is_this_right(self, question: Question, raw: Raw) -> str:
        unit = raw.unit or question.unit
        return _("Is this right? %(number)s is rarely met. Check it, or confirm it below.") % {
            "number": f"{raw.text} {_(unit) if unit else ''}".strip()
        }

    def _check_date(self, question: Question, answer: str) -> None:
        if is_later(answer, self.today.isoformat()):
            self.add_error(question.key, _("The date is in the future."))
            return
        if question is not ASSESSED_ON:
            day = self.facts.answer(ASSESSED_ON)
            if isinstance(day, str) and is_later(answer, day):
                self.add_error(
                    question.key,
                    _("That is after the assessment, which is dated %(day)s.") % {"day": date_in_words(day)},
                )
            return
        latest = max((found for found in self._other_dates() if is_later(found, answer)), default=None)
        if latest is not None:
            self.add_error(
                question.key,
                _("A finding is dated %(day)s, which is after this date.") % {"day": date_in_words(latest)},
            )

    def _other_dates(self) -> Iterable[str]:
        for lesion in (None, *self.given.lesions):
            for key, answer in self.given.facts(lesion).answers.items():
                if QUESTIONS[key].kind == "date" and key != ASSESSED_ON.key and isinstance(answer, str):
                    yield answer

    def _check_counts(self) -> None:
        counts = [self.answers.get(q.key) for q in (VERTEBRAL_METASTASES, OTHER_BONE_METASTASES)]
        if self.section.key == OTHER_BONE_METASTASES.section and counts == [0, 0]:
            self.add_error(
                OTHER_BONE_METASTASES.key,
                _("There is at least one bone metastasis: the lesion that is being assessed. Count it too."),
            )

    # -- Showing

    def forget_errors(self) -> None:
        """Show what was typed without judging it yet."""
        self.full_clean()
        self._errors = ErrorDict()

    def is_visible(self, question: Question) -> bool:
        """Tell whether the question is shown: it is asked, or may be and has an answer."""
        asked = self.facts.asked[question]
        return asked is True or (asked is None and question.key in self.answers)

    def drawn(self, question: Question, *, shows_last_time: bool = True) -> Drawn:
        """Draw one question as it stands; without last time's answer nothing is read for it."""
        bound = self[question.key]
        errors = list(self.errors.get(question.key, ())) if self.is_bound else []
        found = self.errors.as_data().get(question.key, ())
        sure = any(error.code in ("likely", "other_unit") for error in found)
        other = (error.params for error in found if error.code == "other_unit" and error.params)
        unit = next((params["name"] for params in other), "")
        return draw(
            question,
            bound.value(),
            self.facts,
            [str(error) for error in errors],
            asks_sure=sure or bound.value().sure,
            asks_unit=unit,
            visible=self.is_visible(question),
            follows=question.key in self.follows,
            flags=self.flags.get(question.key, []) if question.key in FLAGGED else None,
            last=self.last_time.get(question.key) if shows_last_time else None,
        )

    @property
    def pointed_with(self) -> str:
        """Give the version of the figure on which the bone was pointed out; empty where it was not."""
        known = (
            self.data.get("figure", "") if self.is_bound else self.typed.get(BONE.key, {}).get("figure", "")
        )
        return FIGURE if known == FIGURE else ""

    @property
    def sound_answers(self) -> Given:
        """Give what is answered and not in error: what may be evaluated before it is saved."""
        wrong = {
            key
            for key, errors in self.errors.as_data().items()
            if any(error.code != "likely" for error in errors)
        }
        return {key: answer for key, answer in self.answers.items() if key not in wrong}

    @cached_property
    def flags(self) -> dict[str, list[Flag]]:
        """List the red flags by the question whose answer brought them up."""
        return flags_by_question(self.facts, self.fields.keys())

    @property
    def flag_slots(self) -> list[tuple[str, list[Flag]]]:
        """List every question that may bring up a red flag, with those that it does."""
        return [(key, self.flags.get(key, [])) for key in self.fields if key in FLAGGED]

    @property
    def shown_keys(self) -> list[str]:
        """Name the questions that are shown."""
        return [question.key for question in self.section if self.is_visible(question)]

    @property
    def read(self) -> dict[str, dict[str, Any]]:
        """Tell how each moment is read that stands in the form where hours are asked for."""
        return moments_read({q.key: self[q.key].value().text for q in self.section if q.since})

    @property
    def is_counting(self) -> bool:
        """Tell whether hours are counted from a moment that is typed here and not saved yet."""
        return any(
            "began" in typed and typed is not self.known_typed.get(key) for key, typed in self.typed.items()
        )

    @property
    def problems(self) -> list[tuple[Drawn, str]]:
        """List every error with its question, in the order of the page."""
        if not self.is_bound:
            return []
        drawn = [self.drawn(question) for question in self.section if question.key in self.errors]
        return [(one, error) for one in drawn for error in one.errors]

    @property
    def waiting(self) -> list[Question]:
        """List the questions that other sections must be answered for before they can be asked."""
        return [q for q in self.section if self.facts.asked[q] is None and not self.is_visible(q)]
