"""Blank forms: every question of a path stands on its sheet, and the scores are those of the declarations."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from assessments.report.blank_form import PATHS, blank_form
from assessments.report.pdf import blank_pdf


def labels(path: str) -> list[str]:
    return [question.label for part in blank_form(path).parts for question in part.questions]


def test_each_path_asks_what_its_bones_need() -> None:
    assert "Most affected level" in labels("spine")
    assert "Frankel grade" in labels("spine")
    assert "Axial cortical involvement" not in labels("spine")
    assert "Axial cortical involvement" in labels("limb")
    assert "Most affected level" not in labels("limb")
    assert "Harrington class of the acetabulum" in labels("pelvis")
    assert "Harrington class of the acetabulum" not in labels("limb")
    assert len(labels("emergency")) < 25 < len(labels("pelvis"))


def test_a_limb_offers_no_spine_and_nothing_coarse() -> None:
    bones = next(q for part in blank_form("limb").parts for q in part.questions if q.label == "Which bone")
    assert bones.choices[:3] == ("Femur", "Tibia", "Fibula")
    assert not {"Spine", "Pelvis, part not known", "Ilium"} & set(bones.choices)


def test_the_scores_are_the_published_tables() -> None:
    """Retyped: Mirels 1989 on the limb, SINS 2010 on the spine."""
    (mirels,) = [table for table in blank_form("limb").scores if table.title == "Mirels"]
    assert [points for _label, rows in mirels.items for _category, points in rows] == ["1", "2", "3"] * 4
    (sins,) = [table for table in blank_form("spine").scores if table.title == "SINS"]
    told = {
        label: sorted((int(points) for _name, points in rows), reverse=True) for label, rows in sins.items
    }
    assert told == {
        "Location": [3, 2, 1, 0],
        "Pain": [3, 1, 0],
        "Type of lesion": [2, 1, 0],
        "Alignment": [4, 2, 0],
        "Collapse of the body": [3, 2, 1, 0],
        "Posterolateral elements": [3, 1, 0],
    }
    assert [band[0] for band in sins.bands] == ["0–6", "7–12", "13–18"]
    assert "SINS" not in [table.title for table in blank_form("limb").scores]
    assert blank_form("emergency").scores == ()


def test_red_flags_stand_on_it() -> None:
    spine = dict(blank_form("spine").flags)
    assert "dexamethasone" in spine["Suspected cord or cauda equina compression"]
    assert "Open fracture or vascular injury" in dict(blank_form("limb").flags)


def test_the_command_writes_each_path_in_each_language(tmp_path: Path) -> None:
    call_command("blank_forms", str(tmp_path / "forms"), verbosity=0)
    names = sorted(file.name for file in (tmp_path / "forms").iterdir())
    assert names == sorted(f"bonemet-{path}-{code}.pdf" for path in PATHS for code in ("en", "zh-hans"))
    for file in (tmp_path / "forms").iterdir():
        with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
            assert len(pdf.pages) == 1 if "emergency" in file.name else len(pdf.pages) <= 4
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("blank_forms", str(tmp_path / "file"))


def test_the_same_form_gives_the_same_bytes_and_speaks_the_language() -> None:
    with translation.override("zh-hans"):
        form = blank_form("emergency")
        assert blank_pdf(form) == blank_pdf(form)
        assert form.title == "急诊"
