"""Programs of other people look at what goes out, and send back what was typed into their form.

`make prove-exchange` installs them: three validators, and LHC-Forms in Chromium.
"""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import threading
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assessments.answers.document import Answers
from assessments.clinical.case_files.write import as_data
from assessments.clinical.evaluation.evaluate import evaluate
from assessments.clinical.sections import BY_PATH
from assessments.exchange.questionnaire import questionnaire
from assessments.exchange.response import read_response, response_of
from assessments.exchange.signed import document
from tests.people import World, fill, sign

from .test_response import CASES, answers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

OTHERS = Path(__file__).parent / "others"
FHIRKIT = Path(__file__).parent.parent.parent / "var/fhirkit/bin/python"
BY_FHIRKIT = """
import fhirkit, json, sys
for line in sys.stdin:
    given = json.loads(line)
    each = [*(one["resource"] for one in given.get("entry", ())), given]
    found = []
    for one in each:
        try:
            found += [f"fhirkit: {told.path}: {told.message}" for told in fhirkit.validate(json.dumps(one))]
        except ValueError as error:
            found.append(f"fhirkit: {error}")
    print(json.dumps(found))
"""

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(
        not (OTHERS / "node_modules").exists() or not FHIRKIT.exists(),
        reason="the programs of others are not here: make prove-exchange installs them",
    ),
]


def problems(*resources: dict[str, Any]) -> list[list[str]]:
    """Give, for each resource, what the validators say of it."""
    lines = "".join(json.dumps(one) + "\n" for one in resources)
    found: list[list[str]] = [[] for _one in resources]
    for command in (["node", "validate.mjs"], [str(FHIRKIT), "-c", BY_FHIRKIT]):
        done = subprocess.run(command, input=lines, text=True, capture_output=True, check=True, cwd=OTHERS)
        for place, line in enumerate(done.stdout.splitlines()):
            found[place] += json.loads(line)
    return found


@pytest.fixture
def bundle(world: World) -> dict[str, Any]:
    fill(world.assessment, world.alice)
    sign(world.assessment, world.alice)
    return document(world.assessment)


def test_all_that_goes_out_is_valid(bundle: dict[str, Any]) -> None:
    responses = [response_of(answers_in(path), "in-progress") for path in CASES]
    found = problems(questionnaire(), bundle, *responses)
    assert [told for told in found if told] == []


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind)


Change = tuple[str, str, "Callable[[dict[str, Any]], object]"]
BROKEN: list[Change] = [
    ("a status that there is not", "DiagnosticReport", lambda r: r.update(status="done")),
    ("no code", "Observation", lambda r: r.pop("code")),
    ("two values", "Observation", lambda r: r.update(valueString="1")),
    ("an unknown element", "Observation", lambda r: r.update(weather="fine")),
    ("a date that there is not", "Observation", lambda r: r.update(effectiveDateTime="2026-13-40")),
    (
        "a reference to something else",
        "Observation",
        lambda r: r.update(subject={"reference": "Medication/1"}),
    ),
    (
        "a code of no clinical status",
        "Condition",
        lambda r: r["clinicalStatus"]["coding"][0].update(code="x"),
    ),
    ("a gender that there is not", "Patient", lambda r: r.update(gender="woman")),
    ("a value and why there is none", "Observation", lambda r: r.update(dataAbsentReason={"text": "x"})),
    ("ended while active", "Condition", lambda r: r.update(abatementDateTime="2026-01-01")),
    ("a list where one may be", "Observation", lambda r: r.update(subject=[r["subject"]])),
    ("a picture that is none", "DiagnosticReport", lambda r: r["presentedForm"][0].update(data="no base64!")),
    ("answers without a status", "QuestionnaireResponse", lambda r: r.pop("status")),
]


@pytest.mark.parametrize("change", BROKEN, ids=[one[0] for one in BROKEN])
def test_the_validators_are_not_blind(bundle: dict[str, Any], change: Change) -> None:
    _name, kind, breaks = change
    broken = deepcopy(bundle)
    breaks(resource(broken, kind))
    assert problems(broken)[0]


# -- Somebody else's form


@pytest.fixture(scope="module")
def form_server() -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(OTHERS))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/form.html"
        server.shutdown()


def type_answer(page: Page, path: str, answer: object, lesion: int) -> None:
    """Type or press one answer, as somebody who fills in the form would."""
    question = BY_PATH[path]
    place = f"{path}/1/{lesion}/1" if path.split(".")[0] not in ("patient", "history") else f"{path}/1/1"
    if question.kind == "yes_no":
        page.locator(f'[id="{place}|{str(answer).lower()}"]').click()
    elif question.kind == "choice" and len(question.choices) <= 7:
        page.locator(f'[id^="{place}|"][id$="|{answer}"]').click()
    elif question.kind == "choice":
        label = next(c for c in question.choices if c.value == answer)
        field = page.locator(f'[id="{place}"]')
        field.press_sequentially(f"{label.label}: {label.hint}" if label.hint else label.label)
        field.press("Tab")
    elif question.kind == "date":
        year, month, day = str(answer).split("-")
        field = page.locator(f'[id="{place}"] input')
        field.fill(f"{month}/{day}/{year}")
        field.press("Enter")
    else:
        field = page.locator(f'[id="{place}"]')
        field.fill(str(answer))
        field.press("Tab")


@pytest.mark.parametrize("name", ["limb-femur-about-to-break", "spine-cord-touched"])
def test_a_case_typed_into_somebody_elses_form_gets_the_same_advice(
    page: Page, form_server: str, name: str
) -> None:
    path = next((one for one in CASES if one.stem == name), None)
    assert path is not None, sorted(one.stem for one in CASES)
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    given: Answers = answers_in(path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(form_server)
    page.wait_for_function("() => Boolean(window.LForms?.Util?.addFormToPage)")
    page.evaluate("form => LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'})", questionnaire())
    page.locator('[id="patient.age/1/1"]').wait_for()
    wanted = [(None, given.case), *enumerate(given.lesions.values(), start=1)]
    for lesion, sections in wanted:
        for section in sections:
            for question in (one for one in BY_PATH.values() if one.section == section):
                answer = sections[section].get(question.key)
                if answer is not None:
                    type_answer(page, question.path, answer, lesion or 1)
    back = page.evaluate("() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form')")
    told = as_data(evaluate(read_response(back)))
    expected = evaluate({key: case[key] for key in ("case", "lesions")})
    assert told == as_data(expected)
    assert [url for url in asked if not url.startswith(form_server.rsplit("/", 1)[0])] == []
