"""Every additive score over its whole input grid, against a second computation out of tables.

An axis lists every way to answer what one item looks at, with the points it can then have; the tables are
retyped from the dossiers. A total is the sum of the lowest and of the highest points. The grids that
take more than seconds are whole in `make prove`, thinned in `make test`.
"""

from itertools import product

import pytest

from assessments.clinical.language.facts import Facts
from assessments.clinical.scores import SCORES_BY_KEY

pytestmark = pytest.mark.no_cover  # too many cases to trace each line of each

Axis = list[tuple[dict[str, object], set[int]]]


def axis(key: str, table: dict[object, set[int]]) -> Axis:
    """One question with the points of each answer; None stands for left open."""
    return [({} if value is None else {key: value}, points) for value, points in table.items()]


def pain_axis(none: int, weak: int, moderate: int, severe: int, mechanical: int) -> Axis:
    """Every number and word for pain with each answer to "is it mechanical?"."""
    by_number = {0: none, **dict.fromkeys(range(1, 5), weak), 5: moderate, 6: moderate}
    by_number |= dict.fromkeys(range(7, 11), severe)
    kinds: list[tuple[dict[str, object], set[int], bool]] = [
        ({"worst_pain": number}, {points}, number > 0) for number, points in by_number.items()
    ]
    words = {"none": {none}, "mild": {weak}, "moderate": {moderate}, "severe": {severe}}
    words["present"] = {weak, moderate, severe}
    kinds += [({"pain_in_words": word}, points, word != "none") for word, points in words.items()]
    kinds.append(({}, {none, weak, moderate, severe}, True))
    found: Axis = []
    for answers, points, asked in kinds:
        if asked:
            found.append(({**answers, "mechanical": True}, {mechanical}))
            found.append(({**answers, "mechanical": False}, points))
            found.append((answers, points | {mechanical}))
        else:
            found.append((answers, points))
    return found


def counts_axis(single: int, several: int) -> Axis:
    found: Axis = []
    for vertebral, other in product((0, 1, 2, 33, None), (0, 1, 2, 99, None)):
        least = (vertebral or 0) + (other or 0)
        most = (33 if vertebral is None else vertebral) + (99 if other is None else other)
        answers: dict[str, object] = {"vertebral_metastases": vertebral, "other_bone_metastases": other}
        found.append((answers, ({single} if least <= 1 else set()) | ({several} if most > 1 else set())))
    return found


def primary_axis(
    table: dict[str, set[int]], none_found: int, every: set[int], *, finer: bool = False
) -> Axis:
    """Every primary; with `finer`, breast, prostate and lung are told apart by their own questions."""
    found: Axis = [
        ({"cancer_history": "known_before", "primary": primary}, points) for primary, points in table.items()
    ]
    found += [
        ({"cancer_history": "no_primary_found"}, {none_found}),
        ({"cancer_history": "not_worked_up"}, every),
        ({"cancer_history": "found_after_bone_lesion"}, every),
        ({}, every),
    ]
    if finer:
        for primary in ("breast", "prostate"):
            start: dict[str, object] = {"cancer_history": "known_before", "primary": primary}
            found += [
                ({**start, "hormone_dependent": True}, {0}),
                ({**start, "hormone_dependent": False}, {2}),
            ]
        lung: dict[str, object] = {"cancer_history": "known_before", "primary": "lung"}
        found += [
            ({**lung, "lung_type": "small_cell"}, {3}),
            ({**lung, "lung_type": "non_small_cell"}, {2, 3}),
            ({**lung, "lung_type": "non_small_cell", "targeted_therapy": True}, {2}),
            ({**lung, "lung_type": "non_small_cell", "targeted_therapy": False}, {3}),
            ({**lung, "targeted_therapy": False}, {3}),
        ]
    return found


def by_points(table: dict[int, str]) -> dict[str, set[int]]:
    return {name: {points} for points, names in table.items() for name in names.split()}


YES_NO: dict[object, set[int]] = {True: {1}, False: {0}, None: {0, 1}}
ORGANS = ("none", "removable", "unremovable", "present", None)
BOOLEANS = (True, False, None)

MIRELS_SITE: Axis = [
    ({"bone": bone, "segment": segment}, {points})
    for bone, points in {"humerus": 1, "radius": 1, "ulna": 1, "tibia": 2, "fibula": 2}.items()
    for segment in ("proximal", "diaphysis", "distal")
]
MIRELS_SITE += [
    ({"bone": "femur", "segment": segment}, points)
    for segment, points in {
        "head_neck": {2},
        "intertrochanteric": {3},
        "subtrochanteric": {3},
        "diaphysis": {2},
        "distal": {2},
        "proximal": {2, 3},
        None: {2, 3},
    }.items()
]

SINS_LEVEL: dict[object, set[int]] = {
    **{f"C{number}": {3 if number in (0, 1, 2, 7) else 2} for number in range(8)},
    **{f"T{number}": {3 if number in (1, 2, 11, 12) else 1} for number in range(1, 13)},
    **{f"L{number}": {3 if number in (1, 5) else 2} for number in range(1, 6)},
    **{f"S{number}": {3 if number == 1 else 0} for number in range(1, 6)},
    "cervical": {2, 3},
    "thoracic": {1, 3},
    "lumbar": {2, 3},
    "sacral": {0, 3},
    None: {0, 1, 2, 3},
}

KATAGIRI_PRIMARY = by_points(
    {
        0: "thyroid myeloma lymphoma",
        2: "kidney sarcoma endometrium ovary germ_cell neuroendocrine phaeochromocytoma other",
        3: "colon rectum stomach pancreas head_neck oesophagus liver melanoma urothelial biliary cervix",
    }
) | {"breast": {0, 2}, "prostate": {0, 2}, "lung": {2, 3}}
KATAGIRI_SPREAD: Axis = []
for organs, brain, dissemination in product(ORGANS, BOOLEANS, BOOLEANS):
    nodular = organs in ("removable", "unremovable", "present") or brain is True
    clear = organs == "none" and brain is False
    local = {1} if nodular else {0} if clear else {0, 1}
    KATAGIRI_SPREAD.append(
        (
            {"visceral_metastases": organs, "cerebral_metastases": brain, "dissemination": dissemination},
            {2} if dissemination else local if dissemination is False else local | {2},
        )
    )
# One normal, one abnormal value and one left open for each substance.
BLOOD: dict[str, tuple[object, object, int]] = {
    "crp": (3.9, 4, 1),
    "ldh": (249, 250, 1),
    "albumin": (40, 36.9, 1),
    "platelets": (100, 99, 2),
    "calcium": (2.4, 2.7, 2),
    "bilirubin": (23.8, 23.9, 2),
}
KATAGIRI_BLOOD: Axis = []
for states in product(("normal", "beyond", "open"), repeat=len(BLOOD)):
    answers: dict[str, object] = {}
    surely = {0}
    possibly = {0}
    for (substance, (normal, beyond, tier)), state in zip(BLOOD.items(), states, strict=True):
        if state != "open":
            answers[substance] = normal if state == "normal" else beyond
        if state == "beyond":
            surely.add(tier)
        if state != "normal":
            possibly.add(tier)
    KATAGIRI_BLOOD.append((answers, {tier for tier in possibly if tier >= max(surely)} | {max(surely)}))

TOKUHASHI_PRIMARY = by_points(
    {
        0: "lung stomach urothelial oesophagus pancreas",
        1: "liver biliary",
        2: "myeloma lymphoma melanoma colon ovary head_neck germ_cell phaeochromocytoma other",
        3: "kidney endometrium cervix",
        4: "rectum",
        5: "thyroid breast prostate",
    }
) | {"sarcoma": {0, 2}, "neuroendocrine": {2, 5}}
TOKUHASHI_GENERAL: Axis = [
    ({"karnofsky": 10 * step}, {0 if step < 5 else 1 if step < 8 else 2}) for step in range(1, 11)
]
TOKUHASHI_GENERAL += axis("ecog", {0: {2}, 1: {2}, 2: {1}, 3: {0}, 4: {0}, None: {0, 1, 2}})
TOMITA_PRIMARY = by_points(
    {
        1: "breast thyroid prostate neuroendocrine",
        2: "kidney endometrium cervix",
        4: "lung stomach liver colon rectum biliary oesophagus pancreas melanoma urothelial head_neck",
    }
)
TOMITA_ORGANS: Axis = []
for organs, treatable in product(ORGANS, BOOLEANS):
    if organs == "none":
        TOMITA_ORGANS.append(({"visceral_metastases": organs}, {0}))
        continue
    ill = {2} if treatable or organs == "removable" else {4}
    if treatable is None and organs != "removable":
        ill = {2, 4}
    if treatable is False and organs in ("present", None):
        ill = {2, 4}
    TOMITA_ORGANS.append(
        (
            {"visceral_metastases": organs, "visceral_treatable": treatable},
            ill | ({0} if organs is None else set()),
        )
    )

FAVOURABLE = {"breast", "kidney", "lymphoma", "myeloma"}
BAUER_PRIMARY: Axis = [
    (
        {"cancer_history": "known_before", "primary": primary},
        {0 if primary == "lung" else 2 if primary in FAVOURABLE else 1},
    )
    for primary in TOKUHASHI_PRIMARY
]
BAUER_PRIMARY += [({"cancer_history": "no_primary_found"}, {1}), ({}, {0, 1, 2})]
BAUER_ORGANS: Axis = [
    (
        {"visceral_metastases": organs, "cerebral_metastases": brain},
        {1}
        if organs == "none" and brain is False
        else {0}
        if brain or organs in ("removable", "unremovable", "present")
        else {0, 1},
    )
    for organs, brain in product(ORGANS, BOOLEANS)
]
LESION = {"blastic": 0, "mixed": 1, "lytic": 2}


def lesion_axis(least: int) -> Axis:
    every = {least, least + 1, least + 2}
    return axis("lesion_type", {**{name: {least + more} for name, more in LESION.items()}, None: every})


GRIDS: dict[str, tuple[dict[str, object], list[Axis]]] = {
    "mirels": (
        {"fracture": "none"},
        [
            MIRELS_SITE,
            pain_axis(1, 1, 2, 3, 3),
            lesion_axis(1),
            axis(
                "cortical_fraction",
                {"under_third": {1}, "third_to_two_thirds": {2}, "over_two_thirds": {3}, None: {1, 2, 3}},
            ),
        ],
    ),
    "sins": (
        {"bone": "spine"},
        [
            axis("level", SINS_LEVEL),
            pain_axis(0, 1, 1, 1, 3),
            lesion_axis(0),
            axis("alignment", {"normal": {0}, "deformity": {2}, "subluxation": {4}, None: {0, 2, 4}}),
            axis(
                "collapse",
                {
                    "none": {0},
                    "none_over_half_involved": {1},
                    "under_half": {2},
                    "over_half": {3},
                    "present": {2, 3},
                    None: {0, 1, 2, 3},
                },
            ),
            axis(
                "posterolateral",
                {"none": {0}, "unilateral": {1}, "bilateral": {3}, "present": {1, 3}, None: {0, 1, 3}},
            ),
        ],
    ),
    "katagiri": (
        {},
        [
            primary_axis(KATAGIRI_PRIMARY, 3, {0, 2, 3}, finer=True),
            KATAGIRI_SPREAD,
            KATAGIRI_BLOOD,
            axis("ecog", {0: {0}, 1: {0}, 2: {0}, 3: {1}, 4: {1}, None: {0, 1}}),
            axis("previous_chemotherapy", YES_NO),
            counts_axis(0, 1),
        ],
    ),
    "tokuhashi": (
        {"bone": "spine"},
        [
            TOKUHASHI_GENERAL,
            axis("other_bone_metastases", {0: {2}, 1: {1}, 2: {1}, 3: {0}, 99: {0}, None: {0, 1, 2}}),
            axis("vertebral_metastases", {1: {2}, 2: {1}, 3: {0}, 33: {0}, None: {0, 1, 2}}),
            axis(
                "visceral_metastases",
                {"none": {2}, "removable": {1}, "unremovable": {0}, "present": {0, 1}, None: {0, 1, 2}},
            ),
            primary_axis(TOKUHASHI_PRIMARY, 1, {0, 1, 2, 3, 4, 5}),
            axis(
                "frankel",
                {"A": {0}, "B": {0}, "C": {1}, "D": {1}, "E": {2}, "impaired": {0, 1}, None: {0, 1, 2}},
            ),
        ],
    ),
    "tomita": (
        {"bone": "spine"},
        [primary_axis(TOMITA_PRIMARY, 4, {1, 2, 4}), TOMITA_ORGANS, counts_axis(1, 2)],
    ),
    "bauer": (
        {"bone": "tibia"},
        [
            BAUER_PRIMARY,
            BAUER_ORGANS,
            counts_axis(1, 0),
            axis(
                "fracture",
                {"none": {1}, "undisplaced": {0}, "displaced": {0}, "present": {0}, None: {0, 1}},
            ),
        ],
    ),
    "bauer_modified": ({"bone": "spine"}, [BAUER_PRIMARY, BAUER_ORGANS, counts_axis(1, 0)]),
}


def one_of_each(one: Axis) -> Axis:
    """Of the ways to answer that have the same points, one."""
    return list({frozenset(points): (answers, points) for answers, points in one}.values())


def mismatches(key: str, base: dict[str, object], axes: list[Axis]) -> list[object]:
    """The grid points where the score and the tables differ (the first few)."""
    score = SCORES_BY_KEY[key]
    found: list[object] = []
    for steps in product(*axes):
        answers = dict(base)
        low = high = 0
        for change, points in steps:
            answers.update(change)
            low += min(points)
            high += max(points)
        reading = score.read(Facts(answers))
        if reading is None or (reading.low, reading.high) != (low, high):
            found.append((answers, reading, low, high))
            if len(found) > 5:
                break
    return found


WHOLE_AT_ONCE = ("mirels", "tomita", "bauer", "bauer_modified")


@pytest.mark.parametrize("key", WHOLE_AT_ONCE)
def test_whole_grid(key: str) -> None:
    assert mismatches(key, *GRIDS[key]) == []


def thinned(axes: list[Axis], whole: int) -> list[Axis]:
    """One axis whole, of the others the first, the last and, where that is quick, one between."""
    quick = len(axes[whole]) < 100
    return [
        one if number == whole else [one[0], *one[len(one) // 2 :][:quick], one[-1]]
        for number, one in enumerate(axes)
    ]


@pytest.mark.parametrize("key", ["sins", "katagiri", "tokuhashi"])
def test_each_axis_whole_beside_a_few_of_the_others(key: str) -> None:
    base, axes = GRIDS[key]
    for whole in range(len(axes)):
        assert mismatches(key, base, thinned(axes, whole)) == []


@pytest.mark.prove
@pytest.mark.parametrize("key", ["sins", "tokuhashi"])
def test_whole_grid_of_the_larger_scores(key: str) -> None:
    assert mismatches(key, *GRIDS[key]) == []


@pytest.mark.prove
def test_whole_grid_of_katagiri_by_classes_of_blood_results() -> None:
    """The blood results (729 ways) are whole beside each single other axis, and by class beside them all."""
    base, axes = GRIDS["katagiri"]
    for other in (0, 1, 3, 4, 5):
        chosen = [one if number in (2, other) else [one[-1]] for number, one in enumerate(axes)]
        assert mismatches("katagiri", base, chosen) == []
    chosen = [*axes[:2], one_of_each(KATAGIRI_BLOOD), *axes[3:5], one_of_each(axes[5])]
    assert mismatches("katagiri", base, chosen) == []


def test_nesms_over_the_whole_grid_of_what_its_items_look_at() -> None:
    score = SCORES_BY_KEY["nesms"]
    walks: dict[object, set[int]] = {"unaided": {1}, "aided": {0}, "unable": {0}, None: {0, 1}}
    albumin: dict[object, set[int]] = {34.9: {0}, 35: {1}, None: {0, 1}}
    for one, two, three in product(*map(one_of_each, (BAUER_PRIMARY, BAUER_ORGANS, counts_axis(1, 0)))):
        least = min(one[1]) + min(two[1]) + min(three[1])
        most = max(one[1]) + max(two[1]) + max(three[1])
        bauer = {1} if least >= 3 else {0} if most < 3 else {0, 1}
        for (walking, gait), (value, protein) in product(walks.items(), albumin.items()):
            answers = {"bone": "spine", **one[0], **two[0], **three[0], "walking": walking, "albumin": value}
            reading = score.read(Facts(answers))
            assert reading is not None
            assert reading.low == min(bauer) + min(gait) + min(protein), answers
            assert reading.high == max(bauer) + max(gait) + max(protein), answers
