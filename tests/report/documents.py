"""Two cases, typed out: a spine that is operated on, and a femur about which half is open."""

from copy import deepcopy
from typing import Any

from assessments.clinical.evaluation.evaluate import evaluate
from assessments.report.build import Identity, report
from assessments.report.tree import LesionReport, Report

Document = dict[str, Any]

CORD: Document = {
    "case": {
        "patient": {"age": 62, "assessed_on": "2026-11-02"},
        "history": {
            "cancer_history": "known_before",
            "primary": "kidney",
            "vertebral_metastases": 1,
            "other_bone_metastases": 1,
            "whole_body_staging": "complete",
            "visceral_metastases": "none",
            "cerebral_metastases": False,
            "dissemination": False,
            "systemic_options": True,
            "ecog": 2,
            "ecog_before": 1,
            "fit_for_anaesthesia": "fit",
            "expected_survival": "6_to_12_months",
            "expected_benefit": True,
            "tumour_free_interval_expected": False,
        },
    },
    "lesions": [
        {
            "imaging": {
                "bone": "spine",
                "level": "T8",
                "histology": "metastasis_confirmed",
                "lesion_type": "lytic",
                "alignment": "normal",
                "collapse": "under_half",
                "posterolateral": "bilateral",
                "treated_before": False,
                "implant": "none",
                "cord_compression": "3",
                "bone_retropulsion": False,
                "separate_compression_levels": False,
            },
            "pain": {"worst_pain": 7, "mechanical": True},
            "fracture": {"limb_function": "normal"},
            "neuro": {
                "deficit": "cord",
                "frankel": "D",
                "walking": "aided",
                "sphincter": "normal",
                "deficit_hours": 96,
                "onset": "2_to_7_days",
            },
        }
    ],
}

HALF_OPEN: Document = {
    "case": {
        "patient": {"age": 70, "assessed_on": "2026-11-02"},
        "history": {
            "cancer_history": "known_before",
            "primary": "breast",
            "expected_survival": "over_12_months",
            "fit_for_anaesthesia": "fit",
            "expected_benefit": True,
            "tumour_free_interval_expected": False,
            "vertebral_metastases": 0,
            "other_bone_metastases": 3,
        },
    },
    "lesions": [
        {
            "imaging": {
                "bone": "femur",
                "side": "left",
                "segment": "subtrochanteric",
                "lesion_type": "lytic",
                "histology": "metastasis_confirmed",
                "treated_before": False,
            },
            "fracture": {"fracture": "none", "limb_function": "normal"},
            "neuro": {"deficit": "none"},
        }
    ],
}

WHO = Identity(
    identifier="DEMO-08", name="<script>alert(1)</script>", unit="Orthopaedics", assessed_on="2 November 2026"
)


def report_of(document: Document, **history: Any) -> Report:
    """Give the report on a case, with some answers of the history changed."""
    changed = deepcopy(document)
    changed["case"]["history"].update(history)
    return report(evaluate(changed), identity=WHO)


def lesion_of(document: Document, **history: Any) -> LesionReport:
    """Give the report on the first lesion of a case."""
    return report_of(document, **history).lesions[0]
