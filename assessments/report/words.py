"""The words of a report that are not its own: headings and labels, for page, PDF and letter alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# By the name under which templates (`w.why`), report.typ (`w.why`) and text.py (`word("why")`) ask for it.
WORDS: dict[str, _StrPromise] = {
    "title": _("When does this bone metastasis need surgery?"),
    "draft": _("DRAFT"),
    # In a letter, where the report stands among other text.
    "letter_title": _("Bone metastasis: does it need surgery?"),
    "letter_draft": _("draft"),
    "letter_assessed": _("assessed on {day}"),
    "letter_advised": _("advised"),
    "letter_knowledge": _("Knowledge {version}. {disclaimer}"),
    "patient": _("Patient"),
    "born": _("Born"),
    "sex": _("Sex"),
    "assessed_on": _("Assessed on"),
    "unit": _("Unit"),
    "by": _("By"),
    "signed": _("Signed"),
    "signed_by": _("Signed by {who}, {when}"),
    "replaced": _("□ stands for a sign that this file cannot show; the page on the screen shows it."),
    "figure": _("Skeleton from the front with the lesions marked."),
    "no_lesion": _("No lesion has been entered yet"),
    "order": _("Order of treatment"),
    "in_order": _("In the order of treatment"),
    "urgency_open": _("Urgency not known yet"),
    "settled": _("Settled: no open answer can change it"),
    "provisional": _("Provisional: open answers could change it"),
    "contradicted": _("Provisional: answers contradict each other"),
    "rests_on": _("rests on"),
    "strength": _("Strength: {strength}; rests on: {grounds}."),
    "rests_title": _("Rests on"),
    "contradictions": _("Answers that contradict each other"),
    "procedures": _("Kinds of procedure"),
    "against": _("Against:"),
    "why": _("Why"),
    "nothing": _("No indication for an operation holds with these answers."),
    "undecided": _("Too little is known to decide."),
    "so_far": _("Too little is known to decide. As far as can be told:"),
    "missing": _("To find out next"),
    "missing_hint": _("Open, and could change the advice; the most useful first."),
    "missing_line": _("To find out next; it could change the advice"),
    "more": _("and {n} more"),
    "and_then": _("And then:"),
    "possible": _("Decisions still possible:"),
    "not_known": _("Not known, would help:"),
    "presumed": _("Presumed until answered:"),
    "harmless": _("Open, but cannot change the advice"),
    "changes": _("What would change the advice"),
    "act_by": _("Act {by}."),
    "from_start": _("Counted from the beginning of this assessment."),
    "surgeon": _("Surgeon, date"),
    "board": _("Tumour board, date"),
    "grounds": _("Grounds"),
    "on_this_page": _("On this page"),
    "criteria": _("Principles and timings"),
    "survival_link": _("Survival"),
    "survival": _("Survival, as published"),
    "plot": _("Published survival of groups like this patient; the same figures stand in the list"),
    "months": _("months"),
    "alive": _("% alive"),
    "survival_note": _(
        "Per cent alive. Only figures that were printed are drawn; dotted lines only join those of one "
        "group. None is calibrated for patients treated today, and none is this patient's own chance."
    ),
    "elsewhere": _("Not computed here:"),
    "see": _("See"),
    "principles": _("The source's principles of surgery"),
    "timings": _("The source's timings of intervention"),
    "agree": _("Do the instruments agree?"),
    "scores": _("Scores"),
    "risks": _("Risks beside survival"),
    "risks_note": _(
        "Published figures of others, for the conversation and the preparation. None of them enters the "
        "advice."
    ),
    "read_as": _("Read as:"),
    "validation": _("Validation:"),
    "beside": _("Beside the source:"),
    "high": _("High:"),
    "safety": _("Safety and work-up"),
    "rules": _("Rules that spoke"),
    "rule": _("Rule"),
    "says": _("What it says"),
    "none": _("None."),
    "considered": _("Considered, and did not speak:"),
    "decided": _("What was decided"),
    "advised": _("Advised"),
    "decided_by": _("Decided by {who}"),
    "decided_by_board": _("Decided by the tumour board of {on}"),
    "differ": _("Surgeon and tumour board decided otherwise than each other."),
    "plan_before": _("Plan before the advice"),
    "to_advice": _("To the advice"),
    "is_done": _("What is done"),
    "board_words": _("In the board's words"),
    "own_words": _("In the signer's words"),
    "sources": _("Sources"),
    "source": _("Source"),
    "about": _("About this report"),
    "knowledge": _("Knowledge"),
    "knowledge_of": _("Knowledge {version}."),
    # The marks between them, which differ in Chinese.
    "comma": pgettext_lazy("between words", ", "),
    "after_title": pgettext_lazy("after a title", ":"),
    "semicolon": pgettext_lazy("between parts", "; "),
    "colon": pgettext_lazy("before an answer", ": "),
    "stop": pgettext_lazy("ends a list", "."),
    "open": pgettext_lazy("a bracket opens", " ("),
    "close": pgettext_lazy("a bracket closes", ")"),
}


def words() -> dict[str, str]:
    """Give every heading and label by its name, in the language in force."""
    return {name: str(text) for name, text in WORDS.items()}


def word(name: str, **values: object) -> str:
    """Give one of them, with its places filled."""
    return str(WORDS[name]).format(**values)
