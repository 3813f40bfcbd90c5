"""The figure's outlines, written short: the same points, each as the step from the one before."""

from assessments.skeleton.figure import OUTLINES
from assessments.skeleton.shorter import in_steps, shorter


def test_an_outline_is_written_in_steps() -> None:
    drawn = "M81.6 391.4C86 388.8 100.4 388.8 105.4 391.2L1 2H3V4.5Z"
    assert in_steps(drawn) == "m81.6 391.4c4.4-2.6 18.8-2.6 23.8-.2l-104.4-389.2h2v2.5z"


def test_points_after_the_first_and_a_second_outline_go_on_from_the_last() -> None:
    assert in_steps("M1 1L2 3 5 4ZM2 2L2 3") == "m1 1l1 2 3 1zm1 1l0 1"
    assert in_steps("M1 1C1 2 2 3 4 4 5 5 6 6 7 7") == "m1 1c0 1 1 2 3 3 1 1 2 2 3 3"


def test_what_is_no_such_outline_stays() -> None:
    assert in_steps("M1 1A2 2 0 0 1 3 3") == "M1 1A2 2 0 0 1 3 3"
    assert shorter('<g id="M1 2"><path d="M1 1H4"/></g>') == '<g id="M1 2"><path d="m1 1h3"/></g>'


def test_every_bone_becomes_shorter() -> None:
    assert all(len(in_steps(one.path)) < len(one.path) for one in OUTLINES)
