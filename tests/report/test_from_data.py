"""A report that was kept as data is the same report when it is read again."""

import json
from dataclasses import asdict

import pytest

from assessments.report.from_data import kept_report

from .documents import CORD, HALF_OPEN, Document, report_of


@pytest.mark.parametrize("document", [CORD, HALF_OPEN], ids=["cord", "half open"])
def test_it_is_the_same_again(document: Document) -> None:
    shown = report_of(document)
    assert kept_report(json.loads(json.dumps(asdict(shown)))) == shown


def test_what_came_later_than_the_data_has_its_default() -> None:
    data = asdict(report_of(CORD))
    del data["version"]
    assert kept_report(data).version == 1


def test_data_that_lacks_a_part_is_no_report() -> None:
    data = asdict(report_of(CORD))
    del data["lesions"]
    with pytest.raises(KeyError):
        kept_report(data)
