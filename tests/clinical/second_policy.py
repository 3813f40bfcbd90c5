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
RESECTIONS = ("curative_resection", "local_control_resection")
LARGE = ("femur", "tibia", "humerus")


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
    def __init__(self, answers: dict[str, Any], merged_elsewhere: int = 0) -> None:
        self.a = answers
        self.merged_elsewhere = merged_elsewhere
        self.bone = answers["bone"]
        self.spine = self.bone == "spine"
        self.long = self.bone in LONG

    def __getattr__(self, key: str) -> Any:
        return self.a.get(key)

    # Findings

    @property
    def metastases(self) -> int:
        spanned = self.contiguous_levels - 1 if self.spine and self.contiguous_levels else 0
        raw = self.vertebral_metastases + self.other_bone_metastases
        return max(1, int(raw) - spanned - self.merged_elsewhere)

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
        return bool(
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
            if self.fractured:
                return "high"
            return {"I": "low", "II": "high", "III": "high", "IV": "borderline"}[self.acetabular_class]
        if self.fractured:
            return "fractured"
        if self.bone == "ilium" and self.pelvic_weight_bearing:
            return "borderline"
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
            quiet = self.bone == "femur" and not self.mechanical and not self.severe_pain
            return "borderline" if quiet else "high"
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

    # The spine and its nerves

    @property
    def compressed(self) -> bool:
        return self.cord_compression in ("1c", "2", "3") or self.cauda_compression in ("partial", "severe")

    @property
    def cord_high_grade(self) -> bool:
        return self.cord_compression in ("2", "3")

    @property
    def high_grade(self) -> bool:
        return self.cord_high_grade or self.cauda_compression == "severe"

    @property
    def motor(self) -> bool:
        return self.deficit in ("cord", "cauda_equina") or self.frankel in ("A", "B", "C", "D")

    @property
    def disturbed(self) -> bool:
        return bool(self.sphincter == "disturbed")

    @property
    def nerves_failing(self) -> bool:
        weak = self.deficit == "radiculopathy" and self.weakest_power <= 3
        return self.spine and (self.disturbed or self.motor or weak)

    @property
    def loss(self) -> str | None:
        """Give how long ago power or walking was lost; "open" where nothing tells, None where nothing was."""
        if self.deficit == "none" and not self.motor:
            return None
        hours = [h for h in (self.hours_since_walking_lost, self.deficit_hours) if h is not None]
        if not hours:
            return "open"
        if min(hours) <= 48:
            return "within_48_hours"
        return "2_to_7_days" if min(hours) <= 168 else "over_7_days"

    @property
    def lost_now(self) -> bool:
        return self.loss in ("within_48_hours", "open")

    @property
    def sphincter_now(self) -> bool:
        return self.disturbed and not (self.sphincter_hours is not None and self.sphincter_hours > 168)

    @property
    def paralysed(self) -> bool:
        return self.frankel in ("A", "B") or (self.weakest_power == 0 and self.walking == "unable")

    @property
    def paralysis_hours(self) -> int | None:
        hours = self.hours_since_walking_lost
        if hours is not None and self.deficit_hours is not None and self.deficit_hours < hours:
            return int(self.deficit_hours)
        return None if hours is None else int(hours)

    @property
    def prolonged(self) -> bool:
        return self.paralysed and self.paralysis_hours is not None and self.paralysis_hours > 48

    def paralysed_over_a_week(self) -> bool:
        return self.paralysed and self.paralysis_hours is not None and self.paralysis_hours > 168

    @property
    def radiotherapy_first(self) -> bool:  # I4
        return bool(
            self.spine
            and (self.high_grade or (self.compressed and (self.motor or self.disturbed)))
            and self.radiosensitivity == "sensitive" and self.sins <= 12
            and not self.bone_retropulsion and not self.radiotherapy_here
        )  # fmt: skip

    def least_urgencies(self) -> dict[str, str]:
        """Give U1 to U5 where they ask for something."""
        found = {"U1": self.u1(), "U3": self.u3(), "U4": self.u4(), "U5": self.u5()}
        if self.open_or_vascular_injury:
            found["U2"] = "emergency"
        return {key: urgency for key, urgency in found.items() if urgency != "none"}

    def u1(self) -> str:
        if not self.nerves_failing:
            return "none"
        if self.prolonged:
            return "expedited" if self.paralysed_over_a_week() else "urgent"
        if self.lost_now or self.sphincter_now:
            return "urgent" if self.expected_survival == "under_6_weeks" else "emergency"
        return "urgent" if self.motor or self.disturbed or self.loss == "2_to_7_days" else "expedited"

    def u3(self) -> str:
        if not self.fractured or not (self.long or self.bone == "acetabulum"):
            return "none"
        return "urgent" if self.bone in ("femur", "tibia") and self.fracture == "displaced" else "expedited"

    def u4(self) -> str:
        if not self.spine:
            return "none"
        if self.sins >= 13 or self.alignment == "subluxation":
            return "urgent"
        if self.fractured and self.level in ("C0", "C1", "C2"):
            return "urgent"
        return "expedited" if self.bone_retropulsion or (self.fractured and self.level[0] in "CS") else "none"

    def u5(self) -> str:
        if not self.spine or not self.compressed or self.radiosensitivity != "sensitive":
            return "none"
        if self.paralysed_over_a_week():
            return "none"
        dying = self.expected_survival == "under_6_weeks"
        if self.motor or self.disturbed:
            return "urgent" if self.prolonged or dying else "emergency"
        return "urgent" if self.high_grade and not dying else "none"

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

    def leaves_open(self) -> bool:
        """Tell whether answers given in full leave a finding unknown, so that a resection stays possible."""
        return (
            self.solitary is None or self.p4 is None or self.tumour_free_interval_expected is None
            or self.tolerates is None or self.cancer_history == "not_worked_up"
            or (self.bone in WEIGHT_BEARING and self.destruction_on_radiograph == "not_taken")
        )  # fmt: skip

    # Indications

    def proposals(self) -> list[Proposal]:
        found = [*self.of_the_spine(), *self.of_the_limbs(), *self.of_anything()]
        order = [
            "I1", "I2", "I2b", "I3", "I5", "I6", "I7", "I7b", "I8", "I8b", "I9", "I24", "I10", "I11", "I12",
            "I13", "I14", "I15", "I16", "I16b", "I17", "I18", "I19", "I20", "I20b", "I21", "I22", "I23",
        ]  # fmt: skip
        return sorted(found, key=lambda proposal: order.index(proposal.key))

    def of_the_spine(self) -> list[Proposal]:
        if not self.spine:
            return []
        # I0 asks for a compression that is neither known nor excluded: never in a lesion answered in full.
        found = []
        aim = DECOMPRESSION_AND_STABILISATION
        sensitivity = self.radiosensitivity
        out, spent = self.bone_retropulsion is True, self.radiotherapy_here is True
        if (
            ((self.motor and self.lost_now) or self.sphincter_now)
            and (self.compressed or out) and not self.prolonged and not self.radiotherapy_first
        ):  # fmt: skip
            found.append(Proposal("I1", "operate", aim, "emergency"))
        week = self.loss in ("within_48_hours", "2_to_7_days", "open")
        if self.high_grade and self.motor and not self.prolonged and (
            sensitivity == "resistant" or out or spent
            or (sensitivity == "intermediate" and (week or self.sins >= 7))
        ):  # fmt: skip
            found.append(Proposal("I2", "operate", aim, "urgent"))
        if (
            (self.compressed or out) and self.motor and (sensitivity != "sensitive" or out or spent)
            and not (self.frankel == "A" and (self.paralysis_hours or 0) > 168)
        ):  # fmt: skip
            found.append(Proposal("I2b", "consider", aim, "expedited" if self.prolonged else "urgent"))
        if self.cord_high_grade and (sensitivity == "resistant" or spent) and not self.prolonged:
            found.append(Proposal("I3", "operate", aim, "urgent"))
        if self.cord_compression == "1c" and self.deficit == "none" and sensitivity != "sensitive":
            found.append(Proposal("I5", "consider", aim, "expedited"))
        if not self.motor and (
            (
                self.cord_high_grade and not spent
                and (sensitivity == "intermediate" or (sensitivity == "sensitive" and out))
            )
            or (self.cauda_compression == "severe" and (sensitivity != "sensitive" or out or spent))
        ):  # fmt: skip
            found.append(Proposal("I6", "consider", aim, "urgent"))
        found += self.of_the_unstable_spine()
        return found

    def of_the_unstable_spine(self) -> list[Proposal]:
        found = []
        if self.sins >= 13 or self.alignment == "subluxation":
            found.append(Proposal("I7", "operate", "stabilisation", "urgent"))
        if self.level in ("C0", "C1", "C2") and self.fractured:
            if self.alignment in ("deformity", "subluxation"):
                found.append(Proposal("I7b", "operate", "stabilisation", "urgent"))
            elif self.mechanical or self.severe_pain:
                found.append(Proposal("I7b", "consider", "stabilisation", "urgent"))
        if self.sins >= 10 and self.mechanical and (self.severe_pain or self.failed):
            found.append(Proposal("I8", "operate", "stabilisation", "expedited"))
        hurts = self.mechanical or self.limb_function != "normal"
        if self.level[0] == "S" and self.fractured and hurts:
            found.append(Proposal("I8b", "consider", "stabilisation", "expedited"))
        if self.sins >= 7:
            found.append(Proposal("I9", "consider", "stabilisation", "planned"))
        return found

    def of_the_limbs(self) -> list[Proposal]:
        if self.spine:
            return []
        found = [*self.of_a_fracture(), *self.of_a_long_bone_unbroken(), *self.of_the_pelvis()]
        if self.open_or_vascular_injury:
            found.append(Proposal("I23", "operate", "fracture_fixation", "emergency"))
        return found

    def of_a_fracture(self) -> list[Proposal]:
        found: list[Proposal] = []
        if not self.fractured:
            return found
        if self.bone in ("femur", "tibia"):
            urgency = "expedited" if self.fracture == "undisplaced" else "urgent"
            found.append(Proposal("I10", "operate", "fracture_fixation", urgency))
        if self.bone == "humerus" and (
            self.fracture == "displaced" or self.mechanical or self.limb_function == "lost"
            or self.severe_pain
        ):  # fmt: skip
            found.append(Proposal("I11", "operate", "fracture_fixation", "expedited"))
        if self.long or self.limb_function in ("limited", "lost"):
            trunk = self.bone in ("rib", "sternum", "scapula", "skull")
            aim = "pain_palliation" if trunk else "fracture_fixation"
            found.append(Proposal("I12", "consider", aim, "expedited"))
        return found

    def of_a_long_bone_unbroken(self) -> list[Proposal]:
        found: list[Proposal] = []
        if self.fractured or not self.long:
            return found
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
        return found

    def of_the_pelvis(self) -> list[Proposal]:
        weak = self.bone == "acetabulum" and (self.acetabular_class in ("II", "III", "IV") or self.fractured)
        weak = weak or (self.bone == "ilium" and self.pelvic_weight_bearing)
        if weak and (self.mechanical or self.limb_function != "normal"):
            firm = self.severe_pain or self.failed or self.fractured
            return [Proposal("I16", "operate" if firm else "consider", "reconstruction", "expedited")]
        pelvis = self.bone in ("acetabulum", "ilium", "pubis_ischium")
        if pelvis and self.mechanical and self.severe_pain:
            return [Proposal("I16b", "consider", "pain_palliation", "planned")]
        return []

    def not_for_resection(self) -> bool:
        return (
            self.primary in ("myeloma", "lymphoma", "germ_cell") or self.lung_type == "small_cell"
            or (self.primary == "thyroid" and self.thyroid_differentiated is False)
        )  # fmt: skip

    def of_anything(self) -> list[Proposal]:
        found = []
        if (
            self.p4 is True and self.solitary is True and self.t1 and self.visceral_metastases == "none"
            and not self.cerebral_metastases and not self.dissemination
            and not self.not_for_resection() and self.primary != "prostate"
        ):  # fmt: skip
            acts = "consider" if self.spine else "operate"
            found.append(Proposal("I17", acts, "curative_resection", "planned"))
        if (
            self.solitary is True and self.histology == "metastasis_confirmed" and self.p4 is not False
            and self.primary in ("kidney", "thyroid", "breast", "prostate", "sarcoma", "neuroendocrine")
            and not self.not_for_resection()
        ):  # fmt: skip
            found.append(Proposal("I18", "consider", "local_control_resection", "planned"))
        carries = self.bone in WEIGHT_BEARING or self.long
        if self.failed:
            if self.severe_pain and self.mechanical and carries:
                found.append(Proposal("I19", "operate", "pain_palliation", "expedited"))
            if (self.worst_pain or 0) >= 4 or self.mechanical or self.limb_function != "normal":
                found.append(Proposal("I20", "consider", "pain_palliation", "planned"))
        if self.response_on_imaging == "progressed" and carries:
            aim = {"spine": "stabilisation", "acetabulum": "reconstruction"}.get(
                self.bone, "prophylactic_fixation"
            )
            found.append(Proposal("I20b", "consider", aim, "planned"))
        if self.deficit in ("radiculopathy", "peripheral_nerve"):
            failing = self.weakest_power <= 3 and self.loss in ("within_48_hours", "2_to_7_days", "open")
            found.append(Proposal("I21", "consider", "decompression", "urgent" if failing else "expedited"))
        if self.t10 and ((self.worst_pain or 0) >= 4 or self.t3):
            found.append(Proposal("I22", "consider", "pain_palliation", "planned"))
        if self.implant == "failed" and (self.mechanical or self.limb_function != "normal" or self.fractured):
            soon = self.bone in ("femur", "tibia") and self.fracture == "displaced"
            found.append(Proposal("I24", "operate", "reconstruction", "urgent" if soon else "expedited"))
        return found

    # Limits

    def limit(self, proposal: Proposal) -> None:
        if self.expected_benefit is False and proposal.key not in ("I1", "I23"):
            proposal.left = {"operate": "consider", "consider": "non_operative"}[proposal.left]
        resection = proposal.aim in RESECTIONS
        if self.fit_for_anaesthesia == "small_operation_only" and (
            resection or proposal.aim in ("reconstruction", "decompression", DECOMPRESSION_AND_STABILISATION)
        ):
            proposal.cap("consider")
            if resection:
                proposal.aim = "pain_palliation"
        if self.tolerates is False:
            proposal.cap("non_operative")
        unbearable = self.fractured and (self.severe_pain or self.limb_function == "lost")
        large = self.bone in LARGE
        if self.expected_survival == "under_6_weeks":
            worth = large and (self.fracture == "displaced" or unbearable)
            proposal.cap("consider" if worth else "non_operative")
        if self.expected_survival == "6_weeks_to_3_months":
            self.limit_short_survival(proposal, unbearable=unbearable)
        if self.prolonged and not (self.sins >= 13 and self.severe_pain):
            proposal.cap("consider")
        if proposal.aim == DECOMPRESSION_AND_STABILISATION and self.separate_compression_levels:
            proposal.cap("consider")
        if (
            self.primary in ("myeloma", "lymphoma") and self.spine and not self.fractured
            and self.sins <= 12 and not self.bone_retropulsion
        ):  # fmt: skip
            proposal.cap("consider" if self.sins >= 7 or self.radiotherapy_here else "non_operative")
        if resection and (self.expected_survival != "over_12_months" or self.baseline_ecog >= 3):
            proposal.aim = "pain_palliation"
            proposal.cap("consider")
        if proposal.key == "I23" and proposal.left == "non_operative":
            proposal.left = "consider"

    def limit_short_survival(self, proposal: Proposal, *, unbearable: bool) -> None:
        hurts = self.mechanical or self.severe_pain
        if self.spine:
            worth = (
                self.motor or self.disturbed or (self.mechanical and (self.sins >= 7 or self.fractured))
                or self.baseline_ecog <= 2
            )  # fmt: skip
        else:
            large = self.bone in LARGE
            if unbearable or (large and self.fracture == "displaced"):
                return
            weak = self.stability == "high" or self.fractured or self.acetabular_class in ("II", "III", "IV")
            worth = (large and self.fractured) or (hurts and weak)
        proposal.cap("consider" if worth else "non_operative")

    # The advice

    def stops(self, left: set[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.age < 18:
            found["D3"] = "urgent"
        if self.histology == "other_disease":
            found["D4"] = "none"
        if self.histology == "primary_bone_tumour" or self.aggressive_features:
            found["D1"] = "urgent"
        waits = not (left & {"I1", "I2", "I2b", "I23"} or ("I3" in left and self.nerves_failing))
        if self.histology in ("inconclusive", "not_done") and waits:
            if self.infection_signs:
                found["D5"] = "urgent"
            if (
                not self.spine and self.cancer_history == "no_primary_found"
                and self.whole_body_staging == "complete" and self.metastases <= 1
            ):  # fmt: skip
                found["D1"] = "urgent"
            if (
                self.cancer_history in ("no_primary_found", "not_worked_up") or self.metastases == 1
                or (self.metastases == 2 and (self.interval_months or 0) >= 60)
            ):  # fmt: skip
                found["D2"] = "urgent" if self.fractured else "expedited"
        return found

    def weighed(self) -> tuple[list[Proposal], str]:
        proposals = self.proposals()
        for proposal in proposals:
            self.limit(proposal)
        left = [p for p in proposals if p.left != "non_operative"]
        return left, max((p.left for p in left), key=DECISION.index, default="non_operative")

    def advice(self) -> tuple[str, str, str | None]:
        left, decision = self.weighed()
        stops = self.stops({p.key for p in left})
        urgency = worse("none", *self.least_urgencies().values(), *(p.urgency for p in left), *stops.values())
        if stops:
            return "diagnose_first", urgency, None
        if not left:
            return "non_operative", urgency, None
        return decision, urgency, self.aim_of(left, decision)

    def aim_of(self, left: list[Proposal], decision: str) -> str:
        final = [p for p in left if p.left == decision]
        for one in final:
            if one.key == "I17" and one.aim == "curative_resection":
                others = [p for p in left if p is not one]
                both = DECOMPRESSION_AND_STABILISATION
                if not any(p.urgency == "emergency" or p.aim == both for p in others):
                    return one.aim
        aim = final[0].aim
        decompressed = any(p.aim == DECOMPRESSION_AND_STABILISATION for p in left)
        if aim == "stabilisation" and decompressed and self.fit_for_anaesthesia != "small_operation_only":
            return DECOMPRESSION_AND_STABILISATION
        return aim


def advise(answers: dict[str, Any]) -> tuple[str, str, str | None]:
    """Give decision, urgency and aim of a fully answered lesion."""
    return Lesion(answers).advice()
