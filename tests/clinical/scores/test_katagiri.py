"""New Katagiri, typed a second time from the dossier (prognosis.md 1 and 9)."""

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores import SCORES_BY_KEY
from assessments.clinical.scores.katagiri import KATAGIRI
from tests.clinical.scores.reading import band, points, total, without

# E1 of the dossier: hormone-sensitive breast, nothing else.
LEAST: dict[str, object] = {
    "bone": "femur",
    "cancer_history": "known_before",
    "primary": "breast",
    "hormone_dependent": True,
    "vertebral_metastases": 0,
    "other_bone_metastases": 1,
    "visceral_metastases": "none",
    "cerebral_metastases": False,
    "dissemination": False,
    "previous_chemotherapy": False,
    "ecog": 1,
    "crp": 2,
    "ldh": 200,
    "albumin": 42,
    "platelets": 250,
    "calcium": 2.35,
    "bilirubin": 10,
}
NO_PRIMARY = without(LEAST, "cancer_history", "primary", "hormone_dependent")


def primary(name: str, **more: object) -> dict[str, object]:
    return {**NO_PRIMARY, "cancer_history": "known_before", "primary": name, **more}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # slow
        (primary("breast", hormone_dependent=True), 0),
        (primary("prostate", hormone_dependent=True), 0),
        (primary("thyroid"), 0),
        (primary("thyroid", thyroid_differentiated=False), 0),
        (primary("myeloma"), 0),
        (primary("lymphoma"), 0),
        # moderate
        (primary("lung", lung_type="non_small_cell", targeted_therapy=True), 2),
        (primary("breast", hormone_dependent=False), 2),
        (primary("prostate", hormone_dependent=False), 2),
        (primary("kidney"), 2),
        (primary("sarcoma"), 2),
        (primary("endometrium"), 2),
        (primary("ovary"), 2),
        (primary("germ_cell"), 2),
        (primary("neuroendocrine"), 2),
        (primary("phaeochromocytoma"), 2),
        (primary("other"), 2),
        # rapid
        (primary("lung", lung_type="non_small_cell", targeted_therapy=False), 3),
        (primary("lung", lung_type="small_cell"), 3),
        (primary("colon"), 3),
        (primary("rectum"), 3),
        (primary("stomach"), 3),
        (primary("pancreas"), 3),
        (primary("head_neck"), 3),
        (primary("oesophagus"), 3),
        (primary("liver"), 3),
        (primary("melanoma"), 3),
        (primary("urothelial"), 3),
        (primary("biliary"), 3),
        (primary("cervix"), 3),
        ({**NO_PRIMARY, "cancer_history": "no_primary_found"}, 3),
    ],
)
def test_primary(answers: dict[str, object], expected: int) -> None:
    assert points(KATAGIRI, "primary", answers) == {expected}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (primary("breast"), {0, 2}),
        (primary("prostate"), {0, 2}),
        (primary("lung"), {2, 3}),
        (primary("lung", lung_type="non_small_cell"), {2, 3}),
        ({**NO_PRIMARY, "cancer_history": "known_before"}, {0, 2, 3}),
        ({**NO_PRIMARY, "cancer_history": "not_worked_up"}, {0, 2, 3}),
        (NO_PRIMARY, {0, 2, 3}),
    ],
)
def test_primary_while_it_is_open(answers: dict[str, object], expected: set[int]) -> None:
    assert points(KATAGIRI, "primary", answers) == expected


@pytest.mark.parametrize(
    ("visceral", "cerebral", "dissemination", "expected"),
    [
        ("none", False, False, {0}),
        ("removable", False, False, {1}),
        ("unremovable", False, False, {1}),
        ("present", False, False, {1}),
        ("none", True, False, {1}),
        ("unremovable", True, False, {1}),
        ("none", False, True, {2}),
        ("unremovable", True, True, {2}),
        (None, False, False, {0, 1}),
        ("none", None, False, {0, 1}),
        ("none", False, None, {0, 2}),
        ("present", False, None, {1, 2}),
        (None, None, None, {0, 1, 2}),
    ],
)
def test_organs_and_brain(
    visceral: str | None, cerebral: bool | None, dissemination: bool | None, expected: set[int]
) -> None:
    found = points(
        KATAGIRI,
        "visceral_cerebral",
        LEAST,
        visceral_metastases=visceral,
        cerebral_metastases=cerebral,
        dissemination=dissemination,
    )
    assert found == expected


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("crp", 0, 0),
        ("crp", 3.9, 0),
        ("crp", 4, 1),
        ("crp", 4.0, 1),
        ("crp", 200, 1),  # not two points, however high
        ("crp", 500, 1),
        ("ldh", 249, 0),
        ("ldh", 250, 1),
        ("ldh", 9000, 1),
        ("albumin", 37, 0),
        ("albumin", 37.0, 0),
        ("albumin", 36.9, 1),
        ("platelets", 100, 0),
        ("platelets", 99, 2),
        ("platelets", 1, 2),
        ("bilirubin", 23.8, 0),
        ("bilirubin", 23.9, 2),
        ("bilirubin", 23.94, 2),  # 1.4 mg/dL typed and converted
        ("bilirubin", 23.769, 0),  # 1.39 mg/dL
    ],
)
def test_each_blood_value_at_its_edge(key: str, value: float, expected: int) -> None:
    assert points(KATAGIRI, "laboratory", LEAST, **{key: value}) == {expected}


@pytest.mark.parametrize(
    ("calcium", "expected"),
    [
        (2.56, 0),
        (2.57, 2),
        (2.56985, 2),  # 10.3 mg/dL x 0.2495
        (2.567355, 0),  # 10.29 mg/dL
        (3.4, 2),
    ],
)
def test_calcium_at_its_edge(calcium: float, expected: int) -> None:
    # With albumin 40 the corrected calcium is the measured one.
    assert points(KATAGIRI, "laboratory", LEAST, calcium=calcium, albumin=40) == {expected}


@pytest.mark.parametrize(
    ("calcium", "albumin", "expected"),
    [
        (2.45, 28, {1, 2}),  # measured below, corrected 2.69 above; the albumin itself is abnormal
        (2.45, 38, {0}),  # corrected 2.49
        (2.57, 37, {2}),  # both above
        (2.57, 45, {0, 2}),  # measured above, corrected 2.47 below
        (2.5, 37, {0}),  # corrected 2.56
        (2.51, 37, {0, 2}),  # corrected 2.57
        (2.50985, 37, {0, 2}),  # corrected exactly to the limit
        (2.37, 30, {1, 2}),  # corrected 2.57, sums of decimals notwithstanding
        (2.36, 30, {1}),
    ],
)
def test_calcium_measured_and_corrected(calcium: float, albumin: float, expected: set[int]) -> None:
    assert points(KATAGIRI, "laboratory", LEAST, calcium=calcium, albumin=albumin) == expected


def test_without_albumin_the_measured_calcium_counts() -> None:
    answers = {**without(LEAST, "albumin"), "crp": 20}
    assert points(KATAGIRI, "laboratory", answers, calcium=2.57) == {2}
    assert points(KATAGIRI, "laboratory", answers, calcium=2.56) == {1}


def test_critical_outranks_abnormal_and_is_never_three() -> None:
    everything = {"crp": 80, "ldh": 900, "albumin": 25, "platelets": 30, "calcium": 3.4, "bilirubin": 90}
    assert points(KATAGIRI, "laboratory", LEAST, **everything) == {2}


@pytest.mark.parametrize(
    ("open_keys", "more", "expected"),
    [
        (("crp",), {}, {0, 1}),
        (("ldh",), {}, {0, 1}),
        (("albumin",), {}, {0, 1}),
        (("platelets",), {}, {0, 2}),
        (("calcium",), {}, {0, 2}),
        (("bilirubin",), {}, {0, 2}),
        (("platelets",), {"crp": 9}, {1, 2}),
        (("crp", "ldh", "albumin"), {"platelets": 60}, {2}),
        (("crp", "ldh", "albumin", "platelets", "calcium", "bilirubin"), {}, {0, 1, 2}),
    ],
)
def test_blood_values_while_open(
    open_keys: tuple[str, ...], more: dict[str, object], expected: set[int]
) -> None:
    assert points(KATAGIRI, "laboratory", {**without(LEAST, *open_keys), **more}) == expected


@pytest.mark.parametrize(("ecog", "expected"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1)])
def test_ecog(ecog: int, expected: int) -> None:
    assert points(KATAGIRI, "ecog", LEAST, ecog=ecog) == {expected}


def test_the_state_before_the_lesion_does_not_count() -> None:
    assert points(KATAGIRI, "ecog", LEAST, ecog=3, ecog_before=0) == {1}
    assert points(KATAGIRI, "ecog", without(LEAST, "ecog"), ecog_before=0) == {0, 1}


@pytest.mark.parametrize(("given", "expected"), [(False, {0}), (True, {1}), (None, {0, 1})])
def test_chemotherapy(given: bool | None, expected: set[int]) -> None:
    assert points(KATAGIRI, "chemotherapy", LEAST, previous_chemotherapy=given) == expected


@pytest.mark.parametrize(
    ("vertebral", "other", "expected"),
    [
        (0, 1, {0}),
        (1, 0, {0}),
        (1, 1, {1}),
        (2, 0, {1}),
        (0, 2, {1}),
        (9, 30, {1}),
        (None, 1, {0, 1}),
        (None, 2, {1}),
        (None, None, {0, 1}),
    ],
)
def test_number_of_bone_metastases(vertebral: int | None, other: int | None, expected: set[int]) -> None:
    found = points(KATAGIRI, "multiple", LEAST, vertebral_metastases=vertebral, other_bone_metastases=other)
    assert found == expected


STEPS: list[dict[str, object]] = [
    {},
    {"ecog": 3},
    {"previous_chemotherapy": True},
    {"other_bone_metastases": 4},
    {"cerebral_metastases": True},
    {"dissemination": True},
    {"crp": 8},
    {"platelets": 70},
]


@pytest.mark.parametrize(
    ("start", "steps", "expected", "name"),
    [
        (LEAST, 1, 0, "low"),
        (LEAST, 2, 1, "low"),
        (LEAST, 3, 2, "low"),
        (LEAST, 4, 3, "low"),
        (LEAST, 5, 4, "intermediate"),
        (LEAST, 6, 5, "intermediate"),
        (LEAST, 7, 6, "intermediate"),
        (LEAST, 8, 7, "high"),
        (primary("kidney"), 7, 8, "high"),
        (primary("kidney"), 8, 9, "high"),
        (primary("colon"), 8, 10, "high"),
    ],
)
def test_every_total_and_its_band(start: dict[str, object], steps: int, expected: int, name: str) -> None:
    answers = dict(start)
    for step in STEPS[:steps]:
        answers.update(step)
    assert total(KATAGIRI, answers) == (expected, expected)
    assert band(KATAGIRI, answers) == name


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("E1", LEAST, (0, 0)),
        (
            "E2",
            primary(
                "lung",
                lung_type="non_small_cell",
                targeted_therapy=True,
                visceral_metastases="unremovable",
                ldh=310,
                ecog=2,
                previous_chemotherapy=True,
                other_bone_metastases=3,
            ),
            (6, 6),
        ),
        (
            "E3",
            primary(
                "prostate",
                hormone_dependent=False,
                crp=18,
                ecog=3,
                previous_chemotherapy=True,
                other_bone_metastases=5,
            ),
            (6, 6),
        ),
        (
            "E4",
            primary(
                "lung",
                lung_type="non_small_cell",
                targeted_therapy=False,
                dissemination=True,
                calcium=2.7445,  # 11.0 mg/dL
                albumin=40,
                ecog=3,
                previous_chemotherapy=True,
                vertebral_metastases=2,
            ),
            (10, 10),
        ),
        ("E5", primary("kidney", fracture="displaced"), (2, 2)),
        (
            "E6",
            {
                **NO_PRIMARY,
                "cancer_history": "no_primary_found",
                "albumin": 28,
                "calcium": 2.45,
                "vertebral_metastases": 2,
            },
            (5, 6),
        ),
    ],
)
def test_worked_examples(name: str, answers: dict[str, object], expected: tuple[int, int]) -> None:
    assert total(KATAGIRI, answers) == expected, name


def test_it_always_applies() -> None:
    assert total(KATAGIRI, {}) == (0, 10)
    assert total(KATAGIRI, {"bone": "spine"}) == (0, 10)
    assert band(KATAGIRI, {}) is None


def test_what_would_complete_it() -> None:
    assert KATAGIRI.open_keys(Facts(without(LEAST, "calcium"))) == {"history.calcium"}
    assert KATAGIRI.open_keys(Facts(LEAST)) == set()
    # Measured and corrected calcium disagree: nothing that could be asked would decide it.
    assert KATAGIRI.open_keys(Facts({**LEAST, "calcium": 2.57, "albumin": 45})) == set()


def test_it_reads_albumin_with_calcium() -> None:
    assert {"history.calcium", "history.albumin"} <= KATAGIRI.reads


@pytest.mark.parametrize(
    ("score", "item", "expected"),
    [("katagiri", "multiple", {1}), ("bauer_modified", "solitary", {0}), ("tomita", "bone", {2})],
)
def test_scores_keep_the_counts_as_entered(score: str, item: str, expected: set[int]) -> None:
    one_tumour: dict[str, object] = {
        "bone": "spine", "vertebral_metastases": 3, "other_bone_metastases": 0, "contiguous_levels": 3,
        "primary": "breast", "cancer_history": "known_before",
    }  # fmt: skip
    assert points(SCORES_BY_KEY[score], item, one_tumour) == expected
