"""What if: a changed answer as the clause of a sentence, such as "if the pain were not mechanical"."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext

from assessments.answers.punctuation import bare, listed
from assessments.answers.wording import choice_of, in_words, question_name
from assessments.clinical.evaluation.what_if import alternatives, cuts_beside
from assessments.clinical.language.translatable import _
from assessments.clinical.sections import fracture, history, imaging, neuro, pain, patient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.clinical.language.facts import Facts
    from assessments.clinical.language.questions import Question

# By question: the clause for yes, and the one for no.
YES_OR_NO: dict[Question, tuple[str, str]] = {
    history.HORMONE_DEPENDENT: (
        _("if the tumour were hormone-dependent"),
        _("if the tumour were not hormone-dependent"),
    ),
    history.TARGETED_THERAPY: (
        _("if a targeted drug were given or possible"),
        _("if no targeted drug were given or possible"),
    ),
    history.PRIMARY_CONTROLLED: (
        _("if the primary were controlled"),
        _("if the primary were not controlled"),
    ),
    history.CEREBRAL_METASTASES: (
        _("if there were brain metastases"),
        _("if there were no brain metastases"),
    ),
    history.DISSEMINATION: (
        _("if there were pleural, peritoneal or leptomeningeal dissemination"),
        _("if there were no pleural, peritoneal or leptomeningeal dissemination"),
    ),
    history.PREVIOUS_CHEMOTHERAPY: (
        _("if chemotherapy had been given before"),
        _("if chemotherapy had not been given before"),
    ),
    history.SYSTEMIC_OPTIONS: (
        _("if effective systemic therapy were still available"),
        _("if no effective systemic therapy were available any more"),
    ),
    history.EXPECTED_BENEFIT: (
        _("if surgery were expected to improve quality of life and allow immediate mobilisation"),
        _("if surgery were not expected to improve quality of life and allow immediate mobilisation"),
    ),
    history.TUMOUR_FREE_INTERVAL_EXPECTED: (
        _("if prolonged disease-free survival were expected after treatment of the primary"),
        _("if no prolonged disease-free survival were expected after treatment of the primary"),
    ),
    imaging.AGGRESSIVE_FEATURES: (
        _("if there were features of a primary bone tumour"),
        _("if there were no features of a primary bone tumour"),
    ),
    history.THYROID_DIFFERENTIATED: (
        _("if the thyroid cancer were differentiated"),
        _("if the thyroid cancer were not differentiated"),
    ),
    imaging.INFECTION_SIGNS: (
        _("if there were signs of infection"),
        _("if there were no signs of infection"),
    ),
    imaging.PELVIC_WEIGHT_BEARING: (
        _("if the weight-bearing part of the ilium were involved"),
        _("if the weight-bearing part of the ilium were not involved"),
    ),
    imaging.CORTICAL_BREACH: (
        _("if the cortex were breached"),
        _("if the cortex were not breached"),
    ),
    imaging.LESSER_TROCHANTER_AVULSED: (
        _("if the lesser trochanter were avulsed"),
        _("if the lesser trochanter were not avulsed"),
    ),
    imaging.OTHER_SPINAL_FRACTURE: (
        _("if there were a spinal fracture without collapse of the body"),
        _("if there were no spinal fracture without collapse of the body"),
    ),
    imaging.SEPARATE_COMPRESSION_LEVELS: (
        _("if there were non-contiguous levels of compression"),
        _("if one operation could reach all levels of compression"),
    ),
    imaging.BONE_RETROPULSION: (
        _("if there were bony retropulsion into the canal"),
        _("if there were no bony retropulsion into the canal"),
    ),
    imaging.TREATED_BEFORE: (
        _("if this lesion had had conservative treatment"),
        _("if this lesion had not been treated before"),
    ),
    imaging.RADIOTHERAPY_HERE: (
        _("if this lesion had been irradiated"),
        _("if this lesion had not been irradiated"),
    ),
    pain.MECHANICAL: (
        _("if the pain were mechanical"),
        _("if the pain were not mechanical"),
    ),
    fracture.OPEN_OR_VASCULAR_INJURY: (
        _("if there were an open fracture or a vascular injury"),
        _("if the fracture were closed, without vascular injury"),
    ),
}
# By question: the clause around any other answer. A question in neither table is quoted with its answer.
CLAUSES: dict[Question, str] = {
    patient.AGE: _("if the patient were {answer} old"),
    history.INTERVAL_MONTHS: _("if the primary had been diagnosed {answer} before this bone disease"),
    history.LUNG_TYPE: _("if the lung cancer were {answer}"),
    history.RADIOSENSITIVITY_KNOWN: _("if the tumour were known to be {answer} to radiotherapy"),
    history.VERTEBRAL_METASTASES: _("if the number of vertebrae with metastases were {answer}"),
    history.OTHER_BONE_METASTASES: _("if the number of bone metastases outside the spine were {answer}"),
    history.WHOLE_BODY_STAGING: _("if whole-body staging were: {answer}"),
    history.VISCERAL_METASTASES: _("if visceral metastases were: {answer}"),
    history.ECOG: _("if ECOG were {answer} now"),
    history.ECOG_BEFORE: _("if ECOG had been {answer} before this fracture, pain or deficit"),
    history.ASA: _("if ASA class were {answer}"),
    history.FIT_FOR_ANAESTHESIA: _("if fitness for anaesthesia and surgery were: {answer}"),
    history.EXPECTED_SURVIVAL: _("if your own estimate of survival were {answer}"),
    history.ALBUMIN: _("if albumin were {answer}"),
    history.CRP: _("if C-reactive protein were {answer}"),
    history.LDH: _("if lactate dehydrogenase were {answer}"),
    history.PLATELETS: _("if platelets were {answer}"),
    history.CALCIUM: _("if total calcium were {answer}"),
    history.BILIRUBIN: _("if bilirubin were {answer}"),
    history.INR: _("if the INR were {answer}"),
    imaging.HISTOLOGY: _("if histology were: {answer}"),
    imaging.LESION_TYPE: _("if the lesion were {answer}"),
    imaging.DESTRUCTION_ON_RADIOGRAPH: _("if bone destruction on plain radiographs were: {answer}"),
    imaging.CORTICAL_FRACTION: _("if cortical involvement were {answer} of the diameter"),
    imaging.AXIAL_EXTENT_MM: _("if axial cortical involvement were {answer}"),
    imaging.CIRCUMFERENTIAL_PERCENT: _("if circumferential cortical involvement were {answer}"),
    imaging.ACETABULAR_CLASS: _("if the acetabulum were Harrington class {answer}"),
    imaging.CONTIGUOUS_LEVELS: _("if this tumour spanned so many neighbouring vertebrae: {answer}"),
    imaging.ALIGNMENT: _("if spinal alignment were: {answer}"),
    imaging.COLLAPSE: _("if collapse of the vertebral body were: {answer}"),
    imaging.POSTEROLATERAL: _("if involvement of the posterolateral elements were: {answer}"),
    imaging.CORD_COMPRESSION: _("if epidural cord compression were ESCC {answer}"),
    imaging.CAUDA_COMPRESSION: _("if compression of the cauda equina were: {answer}"),
    imaging.WEEKS_SINCE_RADIOTHERAPY: _("if radiotherapy had ended {answer} ago"),
    imaging.RESPONSE_ON_IMAGING: _("if the bone destruction since that treatment had: {answer}"),
    imaging.IMPLANT: _("if the implant in this bone were: {answer}"),
    pain.WORST_PAIN: _("if the worst pain in the last 24 hours were {answer}"),
    pain.PAIN_IN_WORDS: _("if the pain in words were: {answer}"),
    pain.PAIN_TREND: _("if the pain since conservative treatment were: {answer}"),
    fracture.FRACTURE: _("if the pathological fracture were: {answer}"),
    fracture.LIMB_FUNCTION: _("if motor function of the limb or trunk were: {answer}"),
    fracture.FUNCTION_TREND: _("if motor function since conservative treatment were: {answer}"),
    neuro.DEFICIT: _("if the neurological deficit were: {answer}"),
    neuro.FRANKEL: _("if the Frankel grade were {answer}"),
    neuro.WALKING: _("if ambulation were: {answer}"),
    neuro.DEFICIT_HOURS: _("if the deficit had begun {answer} ago"),
    neuro.ONSET: _("if the deficit had developed: {answer}"),
    neuro.SPHINCTER_HOURS: _("if sphincter dysfunction had begun {answer} ago"),
    neuro.HOURS_SINCE_WALKING_LOST: _("if ambulation had been lost {answer} ago"),
    neuro.SPHINCTER: _("if bladder and bowel were: {answer}"),
    neuro.WEAKEST_POWER: _("if the lowest MRC grade were {answer}"),
}
QUOTED = _("if “{question}” were “{answer}”")


def supposed(question: Question, answers: Iterable[object], facts: Facts) -> str:
    """Say "if this were the answer"; several answers that come to the same stand in one clause."""
    told = list(answers)
    if question in YES_OR_NO:
        yes, no = YES_OR_NO[question]
        return gettext(yes if told[0] else no)
    is_number = question.kind in ("integer", "decimal") and facts.answer(question) is not None
    words = either(
        spans(question, told, facts) if is_number else [_word(question, answer, facts) for answer in told]
    )
    if question in CLAUSES:
        return gettext(CLAUSES[question]).format(answer=words)
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
