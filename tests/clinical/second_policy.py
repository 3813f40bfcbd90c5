"""The policy computed a second time, for fully answered lesions: plain two-valued code, shared with nothing.

It is slow to read and that is its purpose: it was written down from the policy's rows and not from the
declarations, so that a slip in either shows as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DECISION = ["non_operative", "consider", "operate"]
URGENCY = ["none", "planned", "expedited", "urgent", "emergency"]
LONG = {"femur", "tibia", "fibula", "humerus", "radius", "ulna"}
UPPER = {"humerus", "radius", "ulna"}
WEIGHT_BEARING = {"spine", "femur", "tibia", "acetabulum", "foot"}
SENSITIVE = {"lymphoma", "myeloma", "germ_cell"}
RESISTANT = {"kidney", "melanoma", "thyroid", "colon", "rectum", "liver", "sarcoma"}
RAPID = {
    "melanoma", "liver", "biliary", "colon", "rectum", "stomach", "oesophagus", "pancreas", "urothelial",
    "cervix", "head_neck",
}  # fmt: skip
DECOMPRESSION_AND_STABILISATION = "decompression_and_stabilisation"


@dataclass
class Proposal:
    key: str
    decision: str
    aim: str
    urgency: str
    left: str = ""

    def __post_init__(self) -> None:
        self.left = self.decision

    def cap(self, highest: str) -> None:
        if DECISION.index(self.left) > DECISION.index(highest):
            self.left = highest


def worse(*urgencies: str) -> str:
    return max(urgencies, key=URGENCY.index)


class Lesion:
    def __init__(self, answers: dict[str, Any]) -> None:
        self.a = answers
        self.bone = answers["bone"]
        self.spine = self.bone == "spine"
        self.long = self.bone in LONG

    def __getattr__(self, key: str) -> Any:
        return self.a.get(key)

    # Findings

    @property
    def metastases(self) -> int:
        return int(self.vertebral_metastases + self.other_bone_metastases)

    @property
    def solitary(self) -> bool | None:
        if self.metastases > 1:
            return False
        return True if self.whole_body_staging == "complete" else None

    @property
    def fractured(self) -> bool:
        if self.spine:
            return self.collapse in ("under_half", "over_half") or self.other_spinal_fracture is True
        return self.fracture in ("undisplaced", "displaced")

    @property
    def growth(self) -> str | None:
        if self.cancer_history == "no_primary_found":
            return "rapid"
        if self.cancer_history == "not_worked_up":
            return None
        if self.primary in ("thyroid", "myeloma", "lymphoma"):
            return "slow"
        if self.primary in ("breast", "prostate"):
            return "slow" if self.hormone_dependent else "moderate"
        if self.primary == "lung":
            return "moderate" if self.lung_type != "small_cell" and self.targeted_therapy else "rapid"
        return "rapid" if self.primary in RAPID else "moderate"

    @property
    def radiosensitivity(self) -> str | None:
        if self.radiosensitivity_known:
            return str(self.radiosensitivity_known)
        if self.primary is None:
            return None
        if self.primary in SENSITIVE or self.lung_type == "small_cell":
            return "sensitive"
        return "resistant" if self.primary in RESISTANT else "intermediate"

    @property
    def severe_pain(self) -> bool:
        return (self.worst_pain or 0) >= 7 or self.pain_in_words == "severe"

    @property
    def failed(self) -> bool:
        return (
            self.response_on_imaging == "progressed"
            or self.pain_trend == "worse"
            or self.function_trend == "not_restored"
        )

    @property
    def mirels(self) -> int:
        if self.segment in ("intertrochanteric", "subtrochanteric"):
            site = 3
        else:
            site = 1 if self.bone in UPPER else 2
        pain = 1
        if self.mechanical or self.severe_pain:
            pain = 3
        elif self.worst_pain in (5, 6):
            pain = 2
        size = {"under_third": 1, "third_to_two_thirds": 2, "over_two_thirds": 3}[self.cortical_fraction]
        return site + pain + {"blastic": 1, "mixed": 2, "lytic": 3}[self.lesion_type] + size

    @property
    def sins(self) -> int:
        level = self.level
        number = int(level[1:])
        if level[0] == "S":
            place = 3 if number == 1 else 0
        elif level[0] == "L":
            place = 2 if 2 <= number <= 4 else 3
        elif level[0] == "T":
            place = 1 if 3 <= number <= 10 else 3
        else:
            place = 2 if 3 <= number <= 6 else 3
        pain = 0
        if self.mechanical:
            pain = 3
        elif self.worst_pain:
            pain = 1
        return (
            place + pain
            + {"lytic": 2, "mixed": 1, "blastic": 0}[self.lesion_type]
            + {"subluxation": 4, "deformity": 2, "normal": 0}[self.alignment]
            + {"over_half": 3, "under_half": 2, "none_over_half_involved": 1, "none": 0}[self.collapse]
            + {"bilateral": 3, "unilateral": 1, "none": 0}[self.posterolateral]
        )  # fmt: skip

    @property
    def pain_after_radiotherapy(self) -> bool:
        return bool(self.mechanical and self.radiotherapy_here and (self.weeks_since_radiotherapy or 0) >= 4)

    @property
    def stability(self) -> str:
        if self.spine:
            return "stable" if self.sins <= 6 else "borderline" if self.sins <= 12 else "unstable"
        if self.bone == "acetabulum":
            return "high" if self.fractured or self.acetabular_class != "I" else "low"
        if self.fractured:
            return "fractured"
        return self.of_long_bone if self.long else "low"

    @property
    def of_long_bone(self) -> str:
        upper = self.bone in UPPER
        over = self.mirels >= (8 if upper else 9)
        wide = self.bone == "femur" and (self.axial_extent_mm >= 30 or self.circumferential_percent > 50)
        other = (
            wide or self.lesser_trochanter_avulsed or self.pain_after_radiotherapy
            or (self.bone == "humerus" and self.cortical_breach)
        )  # fmt: skip
        if other:
            return "high"
        if over:
            return "borderline" if self.bone == "femur" and not self.mechanical else "high"
        return "borderline" if self.mirels == (7 if upper else 8) else "low"

    @property
    def baseline_ecog(self) -> int:
        return int(self.ecog_before)

    @property
    def tolerates(self) -> bool | None:
        if self.fit_for_anaesthesia in ("fit", "small_operation_only"):
            return True
        if self.fit_for_anaesthesia == "unfit" or self.asa == 5 or self.baseline_ecog == 4:
            return False
        return None

    # The spine

    @property
    def high_grade(self) -> bool:
        return self.cord_compression in ("2", "3")

    @property
    def motor(self) -> bool:
        return self.deficit in ("cord", "cauda_equina") or self.frankel in ("A", "B", "C", "D")

    @property
    def may_be_motor(self) -> bool:
        return self.motor or (self.deficit == "radiculopathy" and self.weakest_power <= 3)

    @property
    def lost_for_long(self) -> bool:
        return self.frankel == "A" and (self.hours_since_walking_lost or 0) > 48

    @property
    def floor(self) -> str:
        disturbed = self.sphincter == "disturbed"
        if not self.spine or not (disturbed or self.may_be_motor):
            return "none"
        if self.lost_for_long or self.expected_survival == "under_6_weeks":
            return "none"
        if disturbed or self.onset == "within_48_hours":
            return "emergency"
        return "urgent" if self.onset == "2_to_7_days" else "none"

    @property
    def radiosensitive_cord(self) -> bool:  # I4
        return (
            self.spine and (self.high_grade or self.cauda_compression == "severe")
            and self.radiosensitivity == "sensitive" and self.sins <= 12
            and not self.bone_retropulsion and not self.radiotherapy_here
        )  # fmt: skip

    # The source's criteria that rules read

    @property
    def p4(self) -> bool | None:
        if self.tumour_free_interval_expected is not None:
            return bool(self.tumour_free_interval_expected)
        if (
            self.growth == "rapid" or self.visceral_metastases == "unremovable"
            or self.cerebral_metastases or self.dissemination
        ):  # fmt: skip
            return False
        if self.growth == "slow" and self.primary_controlled and self.visceral_metastases == "none":
            return True
        return None

    @property
    def t1(self) -> bool:
        return (
            self.cancer_history in ("known_before", "found_after_bone_lesion")
            and self.solitary is True
            and self.histology == "metastasis_confirmed"
        )

    @property
    def t3(self) -> bool:
        return self.bone in WEIGHT_BEARING and self.destruction_on_radiograph == "seen"

    @property
    def t10(self) -> bool:
        tried = (
            self.radiotherapy_here
            and self.weeks_since_radiotherapy >= 4
            and (self.pain_trend == "worse" or self.response_on_imaging == "progressed")
        )
        return bool((tried or self.radiosensitivity == "resistant") and self.systemic_options is False)

    def criteria(self) -> dict[str, str]:
        """Give the verdict on each of the sixteen."""

        def verdict(value: bool | None) -> str:
            return {True: "met", False: "not_met", None: "unknown"}[value]

        def treated(value: bool) -> str:
            return verdict(value) if self.treated_before else "not_applicable"

        risk = {"low": "not_met", "stable": "not_met", "borderline": "borderline"}
        seen = self.destruction_on_radiograph
        t3 = None if seen == "not_taken" and self.bone in WEIGHT_BEARING else self.t3
        one = (
            self.cancer_history in ("known_before", "found_after_bone_lesion"),
            self.solitary,
            self.histology == "metastasis_confirmed",
        )
        return {
            "P1": verdict(self.expected_survival not in ("under_6_weeks", "6_weeks_to_3_months")),
            "P2": verdict(self.tolerates),
            "P3": verdict(self.expected_benefit),
            "P4": verdict(self.p4),
            "P5": verdict(self.solitary),
            "P6": "met" if self.fractured else risk.get(self.stability, "met"),
            "T1": verdict(False if False in one else None if None in one else True),
            "T2": verdict(self.fractured and self.limb_function != "normal"),
            "T3": verdict(t3),
            "T4": treated(self.response_on_imaging == "progressed"),
            "T5": treated(self.pain_trend == "worse"),
            "T6": treated(self.function_trend == "not_restored"),
            "T7": verdict(self.fractured),
            "T8": verdict(self.deficit != "none"),
            "T9": self.t9,
            "T10": verdict(self.t10),
        }

    @property
    def t9(self) -> str:
        if not self.spine:
            return "not_applicable"
        if self.lesion_type == "blastic":
            return "not_met"
        if (
            self.cord_compression in ("1c", "2", "3") or self.cauda_compression == "severe"
            or self.sins >= 13 or self.bone_retropulsion
        ):  # fmt: skip
            return "met"
        return "borderline" if self.sins >= 7 else "not_met"

    # Indications

    def proposals(self) -> list[Proposal]:
        found = [*self.of_the_spine(), *self.of_the_limbs(), *self.of_anything()]
        order = [
            "I0", "I1", "I2", "I2b", "I3", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14",
            "I15", "I16", "I17", "I18", "I19", "I20", "I21", "I22", "I23", "I24",
        ]  # fmt: skip
        return sorted(found, key=lambda proposal: order.index(proposal.key))

    def of_the_spine(self) -> list[Proposal]:
        if not self.spine:
            return []
        found = []
        aim = DECOMPRESSION_AND_STABILISATION
        disturbed = self.sphincter == "disturbed"
        deficit = self.deficit != "none"
        recent = self.onset in ("within_48_hours", "2_to_7_days")
        cord_or_cauda = self.high_grade or self.cauda_compression == "severe"
        compressed = self.cord_compression in ("1c", "2", "3") or self.cauda_compression in (
            "partial",
            "severe",
        )
        may_act = not self.lost_for_long
        if (disturbed or self.may_be_motor) and compressed and may_act and not self.radiosensitive_cord:
            found.append(Proposal("I0", "consider", aim, worse(self.floor, "expedited")))
        acute = (self.motor or disturbed) and self.onset == "within_48_hours"
        if (
            (acute or (disturbed and deficit)) and (compressed or self.bone_retropulsion)
            and may_act and not self.radiosensitive_cord
        ):  # fmt: skip
            found.append(Proposal("I1", "operate", aim, "emergency"))
        pressing = recent or self.sins >= 7 or self.bone_retropulsion or self.radiotherapy_here
        sensitivity = self.radiosensitivity
        if cord_or_cauda and self.motor and may_act:
            if sensitivity == "resistant" or (sensitivity == "intermediate" and pressing):
                found.append(Proposal("I2", "operate", aim, "urgent"))
            if sensitivity != "sensitive":
                found.append(Proposal("I2b", "consider", aim, "urgent"))
        if self.high_grade and (sensitivity == "resistant" or self.radiotherapy_here):
            found.append(Proposal("I3", "operate", aim, "urgent"))
        if self.cord_compression == "1c" and not deficit and sensitivity != "sensitive":
            found.append(Proposal("I5", "consider", aim, "expedited"))
        if (
            self.high_grade
            and not self.motor
            and sensitivity == "intermediate"
            and not self.radiotherapy_here
        ):
            found.append(Proposal("I6", "consider", aim, "urgent"))
        if self.sins >= 13 or self.alignment == "subluxation":
            found.append(Proposal("I7", "operate", "stabilisation", "urgent"))
        if self.sins >= 10 and self.mechanical and (self.severe_pain or self.failed):
            found.append(Proposal("I8", "operate", "stabilisation", "expedited"))
        if self.sins >= 7:
            found.append(Proposal("I9", "consider", "stabilisation", "planned"))
        return found

    def of_the_limbs(self) -> list[Proposal]:
        if self.spine:
            return []
        found = []
        impaired = self.limb_function != "normal"
        if self.fractured:
            if self.bone in ("femur", "tibia"):
                urgency = "expedited" if self.fracture == "undisplaced" else "urgent"
                found.append(Proposal("I10", "operate", "fracture_fixation", urgency))
            if self.bone == "humerus" and (
                self.fracture == "displaced" or self.limb_function == "lost" or self.severe_pain
            ):
                found.append(Proposal("I11", "operate", "fracture_fixation", "expedited"))
            if self.long or impaired:
                found.append(Proposal("I12", "consider", "fracture_fixation", "expedited"))
        elif self.long:
            aim = "prophylactic_fixation"
            if self.stability == "high" and self.bone in ("femur", "tibia"):
                irradiated = self.radiotherapy_here and self.weeks_since_radiotherapy >= 4
                second = (
                    self.mechanical or (self.axial_extent_mm or 0) >= 30 or self.circumferential_percent > 50
                    or self.cortical_fraction == "over_two_thirds" or self.lesser_trochanter_avulsed
                    or (irradiated and self.worst_pain > 0)
                )  # fmt: skip
                found.append(Proposal("I13", "operate" if second else "consider", aim, "expedited"))
            if self.stability == "high" and self.bone == "humerus":
                acts = ("operate", "expedited") if self.mechanical else ("consider", "planned")
                found.append(Proposal("I14", acts[0], aim, acts[1]))
            if self.stability in ("borderline", "high"):
                found.append(Proposal("I15", "consider", aim, "planned"))
        deficient = self.bone == "acetabulum" and (self.acetabular_class in ("II", "III") or self.fractured)
        if deficient and (self.mechanical or impaired):
            firm = self.severe_pain or self.failed or self.fractured
            found.append(Proposal("I16", "operate" if firm else "consider", "reconstruction", "expedited"))
        if self.open_or_vascular_injury:
            found.append(Proposal("I23", "operate", "fracture_fixation", "emergency"))
        return found

    def of_anything(self) -> list[Proposal]:
        found = []
        if (
            self.p4 is True and self.solitary is True and self.t1 and self.visceral_metastases == "none"
            and not self.cerebral_metastases and not self.dissemination
        ):  # fmt: skip
            found.append(Proposal("I17", "operate", "curative_resection", "planned"))
        if (
            self.solitary is True and self.histology == "metastasis_confirmed" and self.p4 is not False
            and self.primary in ("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine")
        ):  # fmt: skip
            found.append(Proposal("I18", "consider", "local_control_resection", "planned"))
        if self.failed:
            if self.severe_pain and self.mechanical and (self.bone in WEIGHT_BEARING or self.long):
                found.append(Proposal("I19", "operate", "pain_palliation", "expedited"))
            found.append(Proposal("I20", "consider", "pain_palliation", "planned"))
        if self.deficit in ("radiculopathy", "peripheral_nerve"):
            failing = self.weakest_power <= 3 and self.onset in ("within_48_hours", "2_to_7_days")
            found.append(Proposal("I21", "consider", "decompression", "urgent" if failing else "expedited"))
        if self.t10 and ((self.worst_pain or 0) >= 4 or self.t3):
            found.append(Proposal("I22", "consider", "pain_palliation", "planned"))
        if self.implant == "failed" and (self.mechanical or self.limb_function != "normal"):
            found.append(Proposal("I24", "operate", "reconstruction", "expedited"))
        return found

    # Limits

    def limit(self, proposal: Proposal) -> None:
        if self.expected_benefit is False and proposal.key not in ("I1", "I23"):
            proposal.left = {"operate": "consider", "consider": "non_operative"}[proposal.left]
        resection = proposal.aim in ("curative_resection", "local_control_resection")
        if self.fit_for_anaesthesia == "small_operation_only" and (
            resection or proposal.aim in ("reconstruction", "decompression", DECOMPRESSION_AND_STABILISATION)
        ):
            proposal.cap("consider")
            if resection:
                proposal.aim = "pain_palliation"
        if self.tolerates is False:
            proposal.cap("non_operative")
        if self.expected_survival == "under_6_weeks":
            simple = self.bone in ("femur", "tibia", "humerus") and self.fracture == "displaced"
            proposal.cap("consider" if simple and self.severe_pain else "non_operative")
        if self.expected_survival == "6_weeks_to_3_months":
            self.limit_short_survival(proposal)
        if self.lost_for_long and not (self.sins >= 13 and self.severe_pain):
            proposal.cap("consider")
        if proposal.aim == DECOMPRESSION_AND_STABILISATION and self.separate_compression_levels:
            proposal.cap("consider")
        if (
            self.primary in ("myeloma", "lymphoma") and self.spine and not self.fractured
            and self.sins <= 12 and not self.bone_retropulsion
        ):  # fmt: skip
            spent = self.systemic_options is False and self.radiotherapy_here
            proposal.cap("consider" if spent else "non_operative")
        if resection and (self.expected_survival != "over_12_months" or self.baseline_ecog >= 3):
            proposal.aim = "pain_palliation"
            proposal.cap("consider")

    def limit_short_survival(self, proposal: Proposal) -> None:
        if not self.spine and self.fractured and (self.severe_pain or self.limb_function == "lost"):
            return
        held = (self.spine and self.motor) or (
            self.stability in ("high", "unstable") and self.mechanical and self.severe_pain
        )
        proposal.cap("consider" if held else "non_operative")

    # The advice

    def stop(self, keys: set[str]) -> str | None:
        if self.histology == "primary_bone_tumour" or self.aggressive_features:
            return "urgent"
        unproven = (
            self.cancer_history in ("no_primary_found", "not_worked_up") or self.metastases == 1
        ) and self.histology in ("inconclusive", "not_done")
        if unproven and not keys & {"I0", "I1", "I2", "I2b", "I3", "I23"}:
            return "urgent" if self.fractured else "expedited"
        return None

    def advice(self) -> tuple[str, str, str | None]:
        proposals = self.proposals()
        with_i17 = any(proposal.key == "I17" for proposal in proposals)
        for proposal in proposals:
            self.limit(proposal)
        decision = max((p.left for p in proposals), key=DECISION.index, default="non_operative")
        urgency, aim = self.floor, None
        if decision == "non_operative":
            if self.radiosensitive_cord:
                urgency = worse(urgency, "emergency" if self.motor else "urgent")
        else:
            at_or_above = [p for p in proposals if DECISION.index(p.decision) >= DECISION.index(decision)]
            urgency = worse(urgency, *(p.urgency for p in at_or_above))
            aim = at_or_above[0].aim
            emergency = any(p.urgency == "emergency" for p in proposals) or (
                self.radiosensitive_cord and self.motor
            )
            seventeen = next((p for p in proposals if p.key == "I17"), None)
            if with_i17 and seventeen and seventeen.aim == "curative_resection" and not emergency:
                aim = "curative_resection"
        stopped = self.stop({proposal.key for proposal in proposals})
        if stopped:
            return "diagnose_first", worse(urgency, stopped), None
        return decision, urgency, aim


def advise(answers: dict[str, Any]) -> tuple[str, str, str | None]:
    """Give decision, urgency and aim of a fully answered lesion."""
    return Lesion(answers).advice()
