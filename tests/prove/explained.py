"""Changes in the tables that no test can notice, and why: nothing that is shown depends on them."""

OTHER_FINDING = "at the limit another finding makes the state high anyway, which is asked for beside it"
ALREADY = "said once more: the condition beside it holds there as well"
TAKEN = "the case before has already taken what lies beyond"
BAUER_TOO = "NESMS says long only with three points of the modified Bauer, which then says long as well"
FROM_49_HOURS = "from then on it is asked how fast the deficit developed, and that is looked at first"

EXPLAINED: dict[str, str] = {
    "I13 and others: axial_extent_mm high 30 -> 31": OTHER_FINDING,
    "I13 and others: circumferential_percent high 50 -> 51": OTHER_FINDING,
    "P6: stability is fractured/high/unstable without fractured": ALREADY,
    "S6: stability is unstable without unstable": ALREADY,
    # Karnofsky far below what goes with ECOG 1 is further below what goes with ECOG 0, and so on.
    "S23 and others: ecog low 1 -> 0": ALREADY,
    "S23 and others: ecog low 2 -> 1": ALREADY,
    "T9: sins high 12 -> 13": TAKEN,
    "rades_2013: deficit_hours high 48 -> 49": FROM_49_HOURS,
    "panel survival: NESMS says is 6_to_12_months/over_12_months without over_12_months": BAUER_TOO,
    # Where a row of NOMS is open to small operations it is open to the able as well, else to the unable.
    "noms: column of needs_review: ('able', 'small_only', 'unable') -> ('able', 'unable')": ALREADY,
    **{
        f"panel survival: {edge}": TAKEN
        for edge in (
            "katagiri low 4 -> 3",
            "bauer low 2 -> 1",
            "bauer_modified low 2 -> 1",
            "tokuhashi low 9 -> 8",
            "tomita low 6 -> 5",
            "nesms low 2 -> 1",
        )
    },
}
