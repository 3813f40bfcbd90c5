"""The words of a report that are not its own: headings and labels, for page, PDF and letter alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.clinical.advice import NONE, UNDECIDED, URGENCIES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# By the name under which templates (`w.why`), report.typ (`w.why`) and text.py (`word("why")`) ask for it.
WORDS: dict[str, _StrPromise] = {
    "title": _("Bone metastasis assessment"),
    "draft": _("DRAFT"),
    # In a letter, where the report stands among other text.
    "letter_title": _("Bone metastasis: does it need surgery?"),
    "letter_draft": _("draft"),
    "letter_assessed": _("assessed on {day}"),
    "letter_advised": _("advised"),
    "letter_follow_up": _("Next follow-up"),
    "letter_due": _("due on {day}"),
    "letter_first": _("{weeks} weeks after the operation or the signed report"),
    "letter_knowledge": _("Knowledge {version}. {disclaimer}"),
    "patient": _("Patient"),
    "born": _("Born"),
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
    "settled": _("Final for the answers given"),
    "provisional": _("Unanswered questions could change it"),
    "contradicted": _("Answers contradict each other"),
    "rests_on": _("Evidence"),
    "strength": _("Strength: {strength}. Evidence: {grounds}."),
    "contradictions": _("Answers that contradict each other"),
    "advice": _("Advice"),
    "rests_title": _("Evidence and scoring"),
    "options": _("Treatment options"),
    "options_weighed": _("Treatment options: for and against"),
    "before_theatre": _("Before theatre"),
    "safety_in_full": _("Precautions and work-up in full"),
    "answers": _("All answers"),
    "key_images": _("Key images"),
    "not_recorded": _("Not recorded"),
    "differs": _("Differs from the advice"),
    "against": _("Against:"),
    "why": _("Why"),
    "why_and_against": _("Why, and what argues against it"),
    "nothing": _("No indication for an operation holds with these answers."),
    "undecided": _("Too little is known to decide."),
    "missing": _("What is missing"),
    "missing_line": _("To find out next; it could change the advice"),
    "more": _("and {n} more"),
    "and_then": _("And then:"),
    "possible": _("Decisions still possible:"),
    "not_known": _("Not known, would help:"),
    "presumed": _("Assumed until answered:"),
    "harmless": _("Open, but cannot change the advice"),
    "changes": _("What would change the advice"),
    "act_by": _("Act {by}."),
    "from_start": _("Counted from the beginning of this assessment."),
    "surgeon": _("Surgeon"),
    "surgeon_signs": _("Surgeon, date"),
    "board": _("Tumour board"),
    "board_signs": _("Tumour board, date"),
    "criteria": _("The sixteen criteria"),
    "not_applicable": _("{n} that do not apply"),
    "survival_and_risks": _("Survival and risks"),
    "own_estimate": _("Your own estimate of survival"),
    "more_cohorts": _("Other published groups"),
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
    "principles": _("Principles of surgical treatment (reference text)"),
    "timings": _("Timing of intervention (reference text)"),
    "agree": _("Do the instruments agree?"),
    "scores": _("Scores"),
    "risks": _("Risks beside survival"),
    "risks_note": _(
        "Published figures of others, for the conversation and the preparation. None of them enters the "
        "advice."
    ),
    "read_as": _("Read as:"),
    "validation": _("Validation:"),
    "beside": _("Beside the reference text:"),
    "high": _("Higher score:"),
    "safety": _("Precautions and work-up"),
    "rules": _("Rules applied, and not applicable"),
    "rules_told": _("Applied, and given above as a reason:"),
    "none": _("None."),
    "considered": _("Not applicable:"),
    "decided": _("What was decided"),
    "advised": _("Advised"),
    "decided_by": _("Decided by {who}"),
    "decided_by_board": _("Decided by the tumour board of {on}"),
    "differ": _("Surgeon and tumour board decided otherwise than each other."),
    "plan_before": _("Plan before the advice"),
    "board_words": _("In the board's words"),
    "board_who": _("To be done by"),
    "board_why": _("Why otherwise"),
    "own_words": _("In the signer's words"),
    "sources": _("Sources"),
    "source": _("Source"),
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


def how_soon(decision: str, urgency: str) -> str:
    """Say how soon, "" for a key of another edition: what is undecided has no urgency yet, not none."""
    if (decision, urgency) == (UNDECIDED, NONE):
        return word("urgency_open")
    return gettext(URGENCIES[urgency]) if urgency in URGENCIES else ""
