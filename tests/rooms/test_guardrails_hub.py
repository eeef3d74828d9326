"""The rules through guardrails-ai: the same verdicts, no telemetry, and whatever goes wrong blocks."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from content_engine.domain.verdicts import Verdict, Violation
from content_engine.guardrails import compile_guardrails
from content_engine.guardrails.hub import HubGuard
from content_engine.library import read_folder

ROOT = Path(__file__).parents[2]
REJECT = Verdict(verdict="reject", violations=(Violation(guardrail="x", severity="reject", span=(0, 1), message="m"),))


@pytest.fixture(scope="module")
def hub() -> HubGuard:
    """The wrapper, with a short limit."""
    return HubGuard(seconds=20)


def lines(name: str) -> list[dict[str, str]]:
    """Every twelfth of the hand-written texts."""
    text = (ROOT / f"tests/data/acme/{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()][::12]


@pytest.mark.parametrize("name", ["allowed", "blocked"])
def test_verdicts_are_those_of_the_pure_rules(hub: HubGuard, name: str) -> None:
    """Through the library or not, a text gets the same verdict, violations and mended words included."""
    catalog = read_folder(ROOT / "examples/acme").catalog
    assert catalog is not None
    rules = compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)
    for case in lines(name):
        given = {"kind": case["kind"], "locale": case.get("locale", "en")}
        wanted = rules.check(case["text"], **given)
        assert (
            hub.around(lambda content, given=given: rules.check(content["text"], **given))({"text": case["text"]})
            == wanted
        )


@pytest.mark.parametrize("verdict", ["pass", "flag", "fix", "reject"])
def test_every_verdict_comes_through(hub: HubGuard, verdict: str) -> None:
    """The library calls a mended text passed; the verdict of the rules stays what it was."""
    given = Verdict() if verdict == "pass" else REJECT.model_copy(update={"verdict": verdict, "fixed": "f"})
    assert hub.verdict(lambda: given) == given


def test_what_raises_hangs_or_says_nothing_blocks_and_is_counted() -> None:
    """A broken check is a rejected text, with the reason counted by kind."""
    guard, gate = HubGuard(seconds=0.2), threading.Event()

    def hangs() -> Verdict:
        gate.wait(30)
        return Verdict()

    def raises() -> Verdict:
        raise ZeroDivisionError

    for run in (hangs, raises, lambda: None, lambda: "pass"):
        blocked = guard.verdict(run)  # type: ignore[arg-type] # what a broken check may do
        assert blocked.verdict == "reject" and blocked.violations[0].guardrail == "internal"
    gate.set()
    assert guard.failures == {"hung": 1, "raised": 1, "silent": 2}


def test_many_threads_get_their_own_verdicts(hub: HubGuard) -> None:
    """Texts judged at once do not mix."""
    found: dict[int, Verdict] = {}
    asked = {n: REJECT if n % 2 else Verdict() for n in range(16)}
    crowd = [threading.Thread(target=lambda n=n: found.update({n: hub.verdict(lambda: asked[n])})) for n in asked]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert found == asked


def test_the_library_sends_nothing_and_ends_with_the_process() -> None:
    """No exporter is made, so no thread of it exists; a new process that used the library ends by itself."""
    code = (
        "import threading; from content_engine.guardrails.hub import HubGuard; "
        "from content_engine.domain.verdicts import Verdict; HubGuard().verdict(Verdict); "
        "from guardrails.settings import settings; from guardrails.utils.hub_telemetry_utils import HubTelemetry; "
        "print(settings.rc.enable_metrics, HubTelemetry()._enabled, HubTelemetry()._processor, "
        "[one.name for one in threading.enumerate() if 'Span' in one.name])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert told.stdout.split() == ["False", "False", "None", "[]"]
