"""What if: a changed answer as the clause of a sentence, such as "if the pain were not mechanical"."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext

from assessments.answers.punctuation import bare, listed
from assessments.answers.wording import choice_of, in_words, question_name
from assessments.clinical.evaluation.what_if import alternatives, cuts_beside
from assessments.clinical.language.translatable import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question

# By question: the clause for yes, and the one for no.
YES_OR_NO: dict[str, tuple[str, str]] = {
    "history.hormone_dependent": (
        _("if the tumour were hormone-dependent"),
        _("if the tumour were not hormone-dependent"),
    ),
    "history.targeted_therapy": (
        _("if a targeted drug were given or possible"),
        _("if no targeted drug were given or possible"),
    ),
    "history.primary_controlled": (
        _("if the primary were controlled"),
        _("if the primary were not controlled"),
    ),
    "history.cerebral_metastases": (
        _("if there were brain metastases"),
        _("if there were no brain metastases"),
    ),
    "history.dissemination": (
        _("if there were pleural, peritoneal or leptomeningeal dissemination"),
        _("if there were no pleural, peritoneal or leptomeningeal dissemination"),
    ),
    "history.previous_chemotherapy": (
        _("if chemotherapy had been given before"),
        _("if chemotherapy had not been given before"),
    ),
    "history.systemic_options": (
        _("if effective systemic therapy were still available"),
        _("if no effective systemic therapy were available any more"),
    ),
    "history.expected_benefit": (
        _("if surgery were expected to improve quality of life and allow immediate mobilisation"),
        _("if surgery were not expected to improve quality of life and allow immediate mobilisation"),
    ),
    "history.tumour_free_interval_expected": (
        _("if prolonged disease-free survival were expected after treatment of the primary"),
        _("if no prolonged disease-free survival were expected after treatment of the primary"),
    ),
    "imaging.aggressive_features": (
        _("if there were features of a primary bone tumour"),
        _("if there were no features of a primary bone tumour"),
    ),
    "history.thyroid_differentiated": (
        _("if the thyroid cancer were differentiated"),
        _("if the thyroid cancer were not differentiated"),
    ),
    "imaging.infection_signs": (
        _("if there were signs of infection"),
        _("if there were no signs of infection"),
    ),
    "imaging.pelvic_weight_bearing": (
        _("if the weight-bearing part of the ilium were involved"),
        _("if the weight-bearing part of the ilium were not involved"),
    ),
    "imaging.cortical_breach": (
        _("if the cortex were breached"),
        _("if the cortex were not breached"),
    ),
    "imaging.lesser_trochanter_avulsed": (
        _("if the lesser trochanter were avulsed"),
        _("if the lesser trochanter were not avulsed"),
    ),
    "imaging.other_spinal_fracture": (
        _("if there were a spinal fracture without collapse of the body"),
        _("if there were no spinal fracture without collapse of the body"),
    ),
    "imaging.separate_compression_levels": (
        _("if there were non-contiguous levels of compression"),
        _("if one operation could reach all levels of compression"),
    ),
    "imaging.bone_retropulsion": (
        _("if there were bony retropulsion into the canal"),
        _("if there were no bony retropulsion into the canal"),
    ),
    "imaging.treated_before": (
        _("if this lesion had had conservative treatment"),
        _("if this lesion had not been treated before"),
    ),
    "imaging.radiotherapy_here": (
        _("if this lesion had been irradiated"),
        _("if this lesion had not been irradiated"),
    ),
    "pain.mechanical": (
        _("if the pain were mechanical"),
        _("if the pain were not mechanical"),
    ),
    "fracture.open_or_vascular_injury": (
        _("if there were an open fracture or a vascular injury"),
        _("if the fracture were closed, without vascular injury"),
    ),
}
# By question: the clause around any other answer. A question in neither table is quoted with its answer.
CLAUSES: dict[str, str] = {
    "patient.age": _("if the patient were {answer} old"),
    "history.interval_months": _("if the primary had been diagnosed {answer} before this bone disease"),
    "history.lung_type": _("if the lung cancer were {answer}"),
    "history.radiosensitivity_known": _("if the tumour were known to be {answer} to radiotherapy"),
    "history.vertebral_metastases": _("if the number of vertebrae with metastases were {answer}"),
    "history.other_bone_metastases": _("if the number of bone metastases outside the spine were {answer}"),
    "history.whole_body_staging": _("if whole-body staging were: {answer}"),
    "history.visceral_metastases": _("if visceral metastases were: {answer}"),
    "history.ecog": _("if ECOG were {answer} now"),
    "history.ecog_before": _("if ECOG had been {answer} before this fracture, pain or deficit"),
    "history.asa": _("if ASA class were {answer}"),
    "history.fit_for_anaesthesia": _("if fitness for anaesthesia and surgery were: {answer}"),
    "history.expected_survival": _("if your own estimate of survival were {answer}"),
    "history.albumin": _("if albumin were {answer}"),
    "history.crp": _("if C-reactive protein were {answer}"),
    "history.ldh": _("if lactate dehydrogenase were {answer}"),
    "history.platelets": _("if platelets were {answer}"),
    "history.calcium": _("if total calcium were {answer}"),
    "history.bilirubin": _("if bilirubin were {answer}"),
    "history.inr": _("if the INR were {answer}"),
    "imaging.histology": _("if histology were: {answer}"),
    "imaging.lesion_type": _("if the lesion were {answer}"),
    "imaging.destruction_on_radiograph": _("if bone destruction on plain radiographs were: {answer}"),
    "imaging.cortical_fraction": _("if cortical involvement were {answer} of the diameter"),
    "imaging.axial_extent_mm": _("if axial cortical involvement were {answer}"),
    "imaging.circumferential_percent": _("if circumferential cortical involvement were {answer}"),
    "imaging.acetabular_class": _("if the acetabulum were Harrington class {answer}"),
    "imaging.contiguous_levels": _("if this tumour spanned so many neighbouring vertebrae: {answer}"),
    "imaging.alignment": _("if spinal alignment were: {answer}"),
    "imaging.collapse": _("if collapse of the vertebral body were: {answer}"),
    "imaging.posterolateral": _("if involvement of the posterolateral elements were: {answer}"),
    "imaging.cord_compression": _("if epidural cord compression were ESCC {answer}"),
    "imaging.cauda_compression": _("if compression of the cauda equina were: {answer}"),
    "imaging.weeks_since_radiotherapy": _("if radiotherapy had ended {answer} ago"),
    "imaging.response_on_imaging": _("if the bone destruction since that treatment had: {answer}"),
    "imaging.implant": _("if the implant in this bone were: {answer}"),
    "pain.worst_pain": _("if the worst pain in the last 24 hours were {answer}"),
    "pain.pain_in_words": _("if the pain in words were: {answer}"),
    "pain.pain_trend": _("if the pain since conservative treatment were: {answer}"),
    "fracture.fracture": _("if the pathological fracture were: {answer}"),
    "fracture.limb_function": _("if motor function of the limb or trunk were: {answer}"),
    "fracture.function_trend": _("if motor function since conservative treatment were: {answer}"),
    "neuro.deficit": _("if the neurological deficit were: {answer}"),
    "neuro.frankel": _("if the Frankel grade were {answer}"),
    "neuro.walking": _("if ambulation were: {answer}"),
    "neuro.deficit_hours": _("if the deficit had begun {answer} ago"),
    "neuro.onset": _("if the deficit had developed: {answer}"),
    "neuro.sphincter_hours": _("if sphincter dysfunction had begun {answer} ago"),
    "neuro.hours_since_walking_lost": _("if ambulation had been lost {answer} ago"),
    "neuro.sphincter": _("if bladder and bowel were: {answer}"),
    "neuro.weakest_power": _("if the lowest MRC grade were {answer}"),
}
QUOTED = _("if “{question}” were “{answer}”")


def supposed(question: Question, answers: Iterable[object], facts: Facts) -> str:
    """Say "if this were the answer"; several answers that come to the same stand in one clause."""
    told = list(answers)
    if question.path in YES_OR_NO:
        yes, no = YES_OR_NO[question.path]
        return gettext(yes if told[0] else no)
    is_number = question.kind in ("integer", "decimal") and facts.answer(question) is not None
    words = either(
        spans(question, told, facts) if is_number else [_word(question, answer, facts) for answer in told]
    )
    if question.path in CLAUSES:
        return gettext(CLAUSES[question.path]).format(answer=words)
    return gettext(QUOTED).format(question=question_name(question), answer=words)


def spans(question: Question, numbers: Iterable[object], facts: Facts) -> list[str]:
    """Say how far the numbers reach that what_if tried, such as "7 or more"."""
    found = set(numbers)
    tried = sorted(cast("set[float]", {facts.answer(question), *alternatives(question, facts)}))
    runs = [list(run) for is_found, run in groupby(tried, found.__contains__) if is_found]
    return [reach(question, run[0], run[-1], facts) for run in runs]


def reach(question: Question, first: float, last: float, facts: Facts) -> str:
    """Say from where to where numbers bring the same: each stands for all others up to its cut-off."""
    cuts = dict(cuts_beside(question, facts))
    ends = sorted(below for below in cuts if question.minimum <= below <= question.maximum)
    begin = next((cuts[below] for below in reversed(ends) if below < first), None)
    end = next((below for below in ends if below >= last), None)
    if begin is None and end is None:
        return gettext("any number")
    if begin is None:
        return gettext("under {number}").format(number=in_words(question, cuts[end or 0], facts))
    if end is None:
        return gettext("{number} or more").format(number=in_words(question, begin, facts))
    if begin == end:
        return in_words(question, begin, facts)
    return gettext("{low} to {high}").format(low=f"{begin:.6g}", high=in_words(question, end, facts))


def _word(question: Question, answer: object, facts: Facts) -> str:
    choice = choice_of(question, answer, facts) if question.kind == "choice" else None
    return lower(gettext(choice.label)) if choice else bare(in_words(question, answer, facts))


def either(words: list[str]) -> str:
    """Join words as alternatives."""
    if len(words) < 2:
        return "".join(words)
    return gettext("{these} or {last}").format(these=listed(words[:-1]), last=words[-1])


def lower(text: str) -> str:
    """Begin with a small letter, as inside a sentence; "II" and "D" stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text
