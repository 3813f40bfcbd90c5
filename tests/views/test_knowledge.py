"""The knowledge pages: everything declared, found by words, for whoever is logged in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from assessments.clinical.scores import GRADINGS, SCORES
from assessments.knowledge import cases
from assessments.knowledge.catalogue import KINDS, catalogue
from assessments.knowledge.entries import find
from assessments.knowledge.sheets import by_hand
from assessments.templatetags.knowledge import rule_link
from tests.people import World, fill

INDEX = reverse("assessments:knowledge")
INSTRUMENTS = [score.key for score in SCORES] + [grading.key for grading in GRADINGS]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_overview_names_every_kind_and_the_version(alices: Client) -> None:
    text = page(alices, INDEX)
    for title in KINDS.values():
        assert title in text
    assert "version 2026." in text
    assert "What changed" in text
    assert 'href="/knowledge/?standing=trial">Randomised trial</a>' in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_of_a_kind_stands_on_its_page_with_an_anchor(alices: Client, kind: str) -> None:
    text = page(alices, reverse("assessments:knowledge_kind", args=[kind]))
    for entry in catalogue():
        if entry.kind == kind:
            assert f'id="{entry.key}"' in text, entry.key


def test_a_row_shows_sentence_condition_sources_standing_and_cases(alices: Client) -> None:
    text = page(alices, reverse("assessments:knowledge_kind", args=["indications"]))
    assert "New motor or sphincter loss with compression: decompress as soon as safe" in text
    assert "lost within 48 hours, or not known when" in text
    assert "DOI 10.1016/S0140-6736(05)66954-1" in text
    assert "randomised trial; cohort studies" in text
    assert "Legs and bladder failing since yesterday at T5" in text


@pytest.mark.parametrize("key", INSTRUMENTS)
def test_every_score_has_its_audit_sheet(alices: Client, key: str) -> None:
    text = page(alices, reverse("assessments:knowledge_score", args=[key]))
    for heading in ("Cohort", "Validation", "Misprints and traps", "Not verified", "Sources"):
        assert heading in text


def test_the_sheet_of_sins_has_its_table_and_bands(alices: Client) -> None:
    text = page(alices, reverse("assessments:knowledge_score", args=["sins"]))
    assert "Collapse of more than half" in text
    assert "junctional: C0, C1, C2, C7, T1, T2, T11, T12, L1, L5, S1" in text
    assert "13–18" in text
    assert "kappa 0.76" in text


def test_tables_and_lists_written_by_hand_are_read(alices: Client) -> None:
    (validation,) = [part for part in by_hand("mirels") if part.heading == "Validation"]
    assert validation.table[0][:2] == ("study", "bone")
    (paper,) = [part for part in by_hand("sins") if part.heading == "The paper"]
    assert paper.paragraphs[0].startswith("Fisher 2010")
    (units,) = [part for part in by_hand("sins") if part.heading == "Units and boundaries"]
    assert len(units.points) == 5
    assert "<th" in page(alices, reverse("assessments:knowledge_score", args=["mirels"]))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("I10", "I10"),
        ("s14", "S14"),
        ("sins", "sins"),
        ("patchell", "patchell_2005"),
        ("10.1016/S0140-6736(05)66954-1", "I1"),
        ("alpha-blockade", "S9"),
        ("dexamethasone lymphoma", "U5"),
        ("dexamethasone taper", "S5"),
    ],
)
def test_what_is_searched_is_found(words: str, first: str) -> None:
    assert find(words)[0].entry.key == first


def test_a_search_shows_what_it_found(alices: Client) -> None:
    text = page(alices, f"{INDEX}?q=embolisation")
    assert 'id="safety-S9"' in text
    assert 'value="embolisation"' in text
    assert 'id="limits-L9"' not in text


def test_a_search_can_be_narrowed_to_a_standing(alices: Client) -> None:
    expert = find("", "expert")
    assert {"L2", "I23"} <= {row.entry.key for row in expert}
    assert "I10" in {row.entry.key for row in expert}, "its hour is ours"
    assert "L9" not in {row.entry.key for row in expert}
    assert 'id="indications-I23"' in page(alices, f"{INDEX}?standing=expert&q=open+fracture")
    assert page(alices, f"{INDEX}?standing=nonsense")


@pytest.mark.parametrize("words", ["zebra", "<script>", "%00", "x" * 5000])
def test_a_search_without_result_says_so(alices: Client, words: str) -> None:
    response = alices.get(INDEX, {"q": words})
    assert response.status_code == 200
    text = response.content.decode()
    assert "Nothing holds all of these words" in text
    assert "<script>" not in text.replace('<script src="', "")


def test_what_does_not_exist_is_not_found(alices: Client, world: World) -> None:
    assert world
    assert alices.get(reverse("assessments:knowledge_kind", args=["nonsense"])).status_code == 404
    assert alices.get(reverse("assessments:knowledge_score", args=["apgar"])).status_code == 404


def test_the_cases_behind_the_entries_are_not_stale() -> None:
    assert cases.FILE.read_text("utf-8") == cases.as_text(cases.index()), "run manage.py knowledge_cases"


def test_every_case_named_exists_and_every_entry_named_exists() -> None:
    entries = {f"{entry.kind}/{entry.key}" for entry in catalogue()}
    found = cases.index()
    assert set(found["rows"]) <= entries
    assert all(found["cases"].values())


def test_the_command_tells_what_is_stale_and_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cases.json"
    file.write_text("{}")
    monkeypatch.setattr("assessments.management.commands.knowledge_cases.FILE", file)
    with pytest.raises(CommandError, match="stale"):
        call_command("knowledge_cases", check=True, stdout=StringIO())
    call_command("knowledge_cases", stdout=StringIO())
    call_command("knowledge_cases", check=True, stdout=StringIO())
    assert "spine-since-yesterday" in file.read_text("utf-8")


def test_the_report_links_its_rules_to_their_rows(alices: Client, world: World) -> None:
    fill(world.assessment, world.alice)
    text = page(alices, reverse("assessments:report", args=[world.assessment.uuid]))
    for kind, key in (("indications", "I13"), ("safety", "S1"), ("criteria", "P1"), ("criteria", "T10")):
        assert f'href="/knowledge/{kind}/#{key}">{key}</a>' in text
    assert '<a class="rule-link" href="/knowledge/scores/mirels/">Mirels</a>' in text
    assert '<a class="rule-link" href="/knowledge/scores/capanna/">Capanna class</a>' in text
    assert rule_link("sins") == "sins"


def test_every_rule_speaks_in_a_whole_case() -> None:
    kinds = ("indications", "limits", "stops", "criteria", "safety", "options", "contradictions")
    instruments = ("scores", "classifications")
    found = cases.index()["rows"]
    silent = [
        f"{entry.kind}/{entry.key}"
        for entry in catalogue()
        if entry.kind in (*kinds, *instruments) and f"{entry.kind}/{entry.key}" not in found
    ]
    assert silent == []
