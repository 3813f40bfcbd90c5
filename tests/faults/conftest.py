"""What the tests of faults share."""

from collections.abc import Callable

import pytest


@pytest.fixture
def measured(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Say a line of what was measured, though the test passes; `make prove` says it again at its end."""

    def say(words: str) -> None:
        with capsys.disabled():
            print(f"\nmeasured: {words}")

    return say
