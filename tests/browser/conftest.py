"""Fixtures of the browser tests: the people of tests/people.py, behind a live server."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.stillness import still
from tests.patience import PATIENCE
from tests.people import TODAY, World, make_world

expect.set_options(timeout=1000 * PATIENCE)

# What is found right is not told node by node: half of the time. No sheet is fetched a second time.
ONLY_WHAT_IS_WRONG = {"preload": False, "resultTypes": ["violations"]}


@pytest.fixture
def world(transactional_db: None, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY)
    return make_world()


@pytest.fixture
def alice(world: World, log_in: Callable[[Any], Any], live_server: Any) -> Any:
    """A page on which Alice is logged in, at the list."""
    page = log_in(world.alice)
    page.goto(live_server.url)
    return page


# A test that looks at many pages leaves axe out; `make prove` runs it once more with axe.
AXE_IN_PROVE = pytest.mark.parametrize(
    "accessible", ["not asked", pytest.param("axe", marks=pytest.mark.prove)], indirect=True
)


@pytest.fixture(scope="session")
def accessible(request: pytest.FixtureRequest) -> Callable[[Any], None]:
    """Fails with the findings of axe, if there are any."""
    if getattr(request, "param", "axe") != "axe":
        return lambda _page: None
    axe = Axe()

    def check(page: Any) -> None:
        found = axe.run(still(page), options=ONLY_WHAT_IS_WRONG)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
