"""The only file that knows guardrails-ai: the same pure rules, run the way that library runs validators.

For workers, where texts are generated: loading the library takes two seconds and a call two milliseconds, so nothing on
the request path comes here. Its telemetry is switched off before anything of it is made; no hub, no RAIL, no LLM. What
it calls passed is not believed: a verdict counts when the rules gave one and the summary of the validation agrees.
https://guardrailsai.com/docs/concepts/validators
"""

from __future__ import annotations

import os
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from content_engine.domain.verdicts import Verdict, Violation

Run = Callable[[], Verdict]
NAME = "content-engine/rules"
SECONDS = 5.0
"""How long the rules may take for one text before it is blocked."""


@dataclass
class _Call:
    """One text on its way through the library. The validator leaves the rules' verdict here."""

    run: Run
    verdict: Verdict | None = None
    agreed: bool = False
    error: str = ""
    done: threading.Event = field(default_factory=threading.Event)


class HubGuard:
    """Runs checks through a guardrails-ai Guard, built once. Safe for threads.

    A check that raises, takes longer than `seconds`, or answers nothing blocks the text, as violation `internal`;
    `failures` counts these by kind: raised, hung, silent, disagreed.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._guard = _guard()
        self._seconds = seconds
        self._lock = threading.Lock()
        self._failures: Counter[str] = Counter()

    @property
    def failures(self) -> Mapping[str, int]:
        """How many checks failed so far, by kind."""
        with self._lock:
            return dict(self._failures)

    def verdict(self, run: Run) -> Verdict:
        """The verdict of `run`, a check of the pure rules with its text bound. Never raises for what a check does."""
        call = _Call(run)
        threading.Thread(target=self._validate, args=(call,), daemon=True, name="guardrails").start()
        if not call.done.wait(self._seconds):
            return self._blocked("hung", f"took longer than {self._seconds:g} seconds")
        if call.error:
            return self._blocked("raised", f"could not judge this ({call.error})")
        if not isinstance(call.verdict, Verdict):
            return self._blocked("silent", "gave no verdict")
        return call.verdict if call.agreed else self._blocked("disagreed", "and their report disagree")

    def around(self, check: Callable[[Mapping[str, str]], Verdict]) -> Callable[[Mapping[str, str]], Verdict]:
        """`check` run through the library: what `generation.judge` takes as its `check`."""
        return lambda content: self.verdict(lambda: check(content))

    def _validate(self, call: _Call) -> None:
        try:
            outcome = self._guard.validate("text", metadata={"call": call})
            failed = any(each.validator_status == "fail" for each in outcome.validation_summaries or ())
            passed = isinstance(call.verdict, Verdict) and call.verdict.verdict == "pass"
            call.agreed = failed is not passed
        except Exception as error:  # noqa: BLE001 - a check that breaks must block, whatever broke it
            call.error = call.error or type(error).__name__
        finally:
            call.done.set()

    def _blocked(self, kind: str, message: str) -> Verdict:
        with self._lock:
            self._failures[kind] += 1
        told = f"the guardrails {message}, so it blocks"
        violation = Violation(guardrail="internal", severity="reject", span=(0, 0), message=told)
        return Verdict(verdict="reject", violations=(violation,))


class HubWhenNeeded:
    """A `HubGuard` that is made when the first text is judged, so that opening a worker does not wait for it.

    Where it cannot be made, every check raises, and `generation.judge` blocks what a check raises for. Safe for
    threads.
    """

    def __init__(self, make: Callable[[], HubGuard] = HubGuard) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: HubGuard | None = None

    def around(self, check: Callable[[Mapping[str, str]], Verdict]) -> Callable[[Mapping[str, str]], Verdict]:
        """See `HubGuard.around`; the check raises what making the guard raises."""
        return lambda content: self._guard().verdict(lambda: check(content))

    def _guard(self) -> HubGuard:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def _validated(metadata: Mapping[str, Any]) -> Verdict | None:
    call: _Call = metadata["call"]
    try:
        call.verdict = call.run()
    except Exception as error:
        call.error = type(error).__name__
        raise
    return call.verdict


@cache
def _guard() -> Any:
    """The Guard with the one validator. Building it costs 50 ms; what its libraries say of themselves helps nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _built()


def _built() -> Any:
    _without_telemetry()
    from guardrails.validator_base import FailResult, PassResult, Validator, register_validator

    from guardrails import Guard, OnFailAction

    def validate(_self: Any, _value: Any, metadata: dict[str, Any]) -> Any:
        verdict = _validated(metadata)
        if isinstance(verdict, Verdict) and verdict.verdict == "pass":
            return PassResult()
        found = verdict.violations if isinstance(verdict, Verdict) else ()
        reasons = [f"{one.guardrail}: {one.message}" for one in found]
        return FailResult(error_message="; ".join(reasons) or "not passed")

    kind = type("Rules", (Validator,), {"validate": validate, "__doc__": "The brand's own rules."})
    rules = register_validator(name=NAME, data_type="string")(kind)
    guard = Guard().use(rules(on_fail=OnFailAction.NOOP))
    # Making a Guard reads the user's settings again, in which telemetry is on unless they say otherwise.
    guard.configure(allow_metrics_collection=False)
    _without_telemetry()
    return guard


def _without_telemetry() -> None:
    """Switches telemetry off and keeps the library from making its exporter, whose thread would hold up the end."""
    os.environ.setdefault("GUARDRAILS_RUN_SYNC", "true")
    from guardrails.classes.rc import RC
    from guardrails.settings import settings
    from guardrails.utils.hub_telemetry_utils import HubTelemetry

    settings.rc = RC(enable_metrics=False)
    settings.disable_tracing = True
    if HubTelemetry._instance is None:
        HubTelemetry._instance = object.__new__(HubTelemetry)
    HubTelemetry._instance._enabled = False
