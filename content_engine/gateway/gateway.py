"""One completion from beginning to end: the store, one deadline, models in order, requests under budget."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

from content_engine.domain.base import to_ms
from content_engine.domain.ledger import CallRecord, Ledger
from content_engine.domain.llm import OFFLINE, Ask, Attempt, Completion, GatewayFailed, Usage
from content_engine.domain.ports import Clock
from content_engine.gateway.adapter import PLAINER, Adapter, Call, Format
from content_engine.gateway.breaker import Breakers
from content_engine.gateway.budget import Budget, Hold, micro
from content_engine.gateway.claims import Claims, Lease
from content_engine.gateway.config import GatewayConfig
from content_engine.gateway.faults import Fault
from content_engine.gateway.masking import masked
from content_engine.gateway.reading import Reply, declines
from content_engine.gateway.retrying import retrying
from content_engine.gateway.structured import WrongSchema, validated
from content_engine.gateway.wire import Exchange
from content_engine.gateway.within import within

LOOK_EVERY = 1.0
"""Seconds between looks whether an answer is still wanted, while a pause between requests lasts."""


@dataclass
class _Course:
    """What one `complete` has done so far."""

    ask: Ask
    started: float
    deadline: float
    lease: Lease
    cancelled: Callable[[], bool] | None = None
    requests: int = 0
    usage: Usage = field(default_factory=Usage)
    attempts: list[Attempt] = field(default_factory=list)

    def check(self) -> None:
        """Raises Fault cancelled where nobody wants the answer any more."""
        if self.cancelled is not None and self.cancelled():
            raise Fault("cancelled", "the job was cancelled")


@dataclass
class ModelGateway:
    """See `Gateway`. Made by `open_gateway`; safe for threads."""

    config: GatewayConfig
    ledger: Ledger
    clock: Clock
    networked: Adapter
    offline: Adapter
    breakers: Breakers
    budget: Budget
    claims: Claims
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]
    random: random.Random
    secrets: tuple[str, ...]
    _formats: dict[str, Format] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def params(self) -> Mapping[str, object]:
        """See `Gateway.params`."""
        named = {name: getattr(self.config, name) for name in self.config.__slots__ if name != "proxy"}
        return named | {"proxy": bool(self.config.proxy), "base_url": masked(self.config.base_url, self.secrets)}

    def complete(self, ask: Ask) -> Completion:
        """See `Gateway.complete`."""
        return self._complete(ask, None)

    def complete_unless(self, ask: Ask, cancelled: Callable[[], bool]) -> Completion:
        """See `Interruptible.complete_unless`. It is asked every second or two, from this thread."""
        return self._complete(ask, cancelled)

    def _complete(self, ask: Ask, cancelled: Callable[[], bool] | None) -> Completion:
        stored = self._stored(ask)
        if stored is not None:
            return stored
        for model in ask.models:
            self._adapter(model).prepare()
        started = self.monotonic()
        deadline = started + self.config.deadline_seconds
        with self.claims.alone(ask.key(ask.models[0]), deadline) as lease:
            stored = self._stored(ask) if lease.waited else None
            return stored or self._course(_Course(ask, started, deadline, lease, cancelled))

    def _adapter(self, model: str) -> Adapter:
        return self.offline if model == OFFLINE else self.networked

    def _stored(self, ask: Ask) -> Completion | None:
        """A completion of the first model that has one: asked again, the fallback that answered answers again."""
        for model in ask.models:
            found = self.ledger.completion(ask.key(model))
            if found is not None:
                self._record(ask, found.model, found.adapter, "stored", 0, Usage(), 0.0)
                return found
        return None

    def _course(self, course: _Course) -> Completion:
        last = Fault("unreachable", "no model was named")
        for number, model in enumerate(course.ask.models):
            left = len(course.ask.models) - number
            now = self.monotonic()
            share = now + (course.deadline - now) / left
            try:
                return self._of_model(course, model, share)
            except Fault as fault:
                last = fault
                if self.monotonic() >= course.deadline or fault.kind == "cancelled":
                    break
        tried = tuple(course.attempts)
        told = ", ".join(f"{one.model}: {one.failure}" for one in tried[-6:])
        raise GatewayFailed(
            last.kind, f"No model gave an answer ({told}). {last.detail}".strip(), attempts=tried
        ) from None

    def _of_model(self, course: _Course, model: str, share: float) -> Completion:
        """The requests to one model, `share` being the moment until which it may use the time."""
        adapter = self._adapter(model)

        def once() -> Completion:
            began = self.monotonic()
            try:
                return self._request(course, adapter, model, share)
            except Fault as fault:
                fault.detail = masked(fault.detail, self.secrets)
                spent = self.monotonic() - began
                course.attempts.append(Attempt(model=model, failure=fault.kind, detail=fault.detail, seconds=spent))
                raise

        attempts = retrying(self.config, self.random, partial(self._pause, course), lambda: share - self.monotonic())
        return attempts(once)

    def _pause(self, course: _Course, seconds: float) -> None:
        """Waits, looking now and then whether the answer is still wanted."""
        while course.cancelled is not None and seconds > LOOK_EVERY:
            self.sleep(LOOK_EVERY)
            seconds -= LOOK_EVERY
            course.check()
        self.sleep(seconds)

    def _request(self, course: _Course, adapter: Adapter, model: str, share: float) -> Completion:
        course.check()
        if not self.breakers.admits(model):
            raise Fault("circuit_open", "the model failed too often just now and is left alone for a while")
        try:
            completion = self._paid(course, adapter, model, share)
        except Fault as fault:
            self._plainer(model, fault)
            self.breakers.failed(model, counts=fault.treatment.counts)
            raise
        except BaseException:
            self.breakers.failed(model, counts=False)
            raise
        self.breakers.succeeded(model)
        course.attempts.append(Attempt(model=model, seconds=completion.seconds))
        return completion

    def _plainer(self, model: str, fault: Fault) -> None:
        """Asks for structured output in a plainer way from now on where the provider rejected this one."""
        with self._lock:
            after = PLAINER.get(self._formats.get(model, "json_schema"))
            if fault.plainer and after:
                self._formats[model] = after
            else:
                fault.plainer = False

    def _paid(self, course: _Course, adapter: Adapter, model: str, share: float) -> Completion:
        if adapter.origin == "offline":
            return self._sent(course, adapter, model, share, None)
        seconds = share - self.monotonic()
        hold = self.budget.hold(course.ask, seconds, lambda i, o: adapter.price(model, i, o))
        return self._sent(course, adapter, model, share, hold)

    def _sent(self, course: _Course, adapter: Adapter, model: str, share: float, hold: Hold | None) -> Completion:
        exchange = Exchange(share, self.monotonic, self.clock.now, self.config.max_answer_bytes)
        began, outcome, usage = self.monotonic(), "cancelled", Usage()
        try:
            reply = self._reply(course, adapter, Call(course.ask, model, self._format(model), exchange))
            usage = self._priced(adapter, model, reply.usage)
            data = self._checked(course.ask, reply)
            kept = self._kept(course, adapter, model, reply, data, exchange.requests, usage)
            outcome = "ok"
        except Fault as fault:
            outcome, usage = fault.kind, self._charged(adapter, model, fault, hold, exchange)
            raise
        finally:
            course.requests += exchange.requests
            course.usage = course.usage + usage
            if hold:
                self.budget.settle(hold, usage)
            took = self.monotonic() - began
            self._record(course.ask, model, adapter.name, outcome, exchange.requests, usage, took)
        return kept

    def _format(self, model: str) -> Format:
        with self._lock:
            return self._formats.get(model, "json_schema")

    def _reply(self, course: _Course, adapter: Adapter, call: Call) -> Reply:
        left = call.exchange.deadline - self.monotonic()
        if adapter.origin == "offline":
            return adapter.send(call)
        if left <= 0:
            raise Fault("timeout", "no time was left to ask")

        def tick() -> None:
            course.lease.renew()
            course.check()

        try:
            return within(left, lambda: adapter.send(call), tick=tick)
        except Fault as fault:
            if fault.kind == "cancelled":
                call.exchange.abandon()
            raise

    def _checked(self, ask: Ask, reply: Reply) -> dict[str, Any] | None:
        """The data in a reply where a schema was asked for. Raises Fault wrong_schema, refused or malformed."""
        if ask.schema_ is None:
            _plain_text(reply)
            return None
        try:
            return validated(reply.text, ask.schema_)
        except WrongSchema as error:
            kind = "refused" if declines(reply.text) else "wrong_schema"
            raise Fault(kind, str(error), usage=reply.usage) from None  # type: ignore[arg-type] # both are kinds

    def _charged(self, adapter: Adapter, model: str, fault: Fault, hold: Hold | None, exchange: Exchange) -> Usage:
        """What a failure may have cost: what its answer told, else the prompt's estimate where it was surely read."""
        if fault.usage and (fault.usage.tokens_in or fault.usage.tokens_out):
            return self._priced(adapter, model, fault.usage)
        if hold and fault.treatment.charged and exchange.requests:
            return self._priced(adapter, model, Usage(tokens_in=hold.tokens_in))
        return Usage()

    def _priced(self, adapter: Adapter, model: str, usage: Usage) -> Usage:
        cost = adapter.price(model, usage.tokens_in, usage.tokens_out)
        return usage.model_copy(update={"cost_usd": cost})

    def _kept(
        self,
        course: _Course,
        adapter: Adapter,
        model: str,
        reply: Reply,
        data: dict[str, Any] | None,
        requests: int,
        usage: Usage,
    ) -> Completion:
        """Keeps what was paid for before anything else is done, so that a process killed now does not pay again."""
        completion = Completion(
            key=course.ask.key(model),
            text=reply.text,
            data=data,
            model=model,
            adapter=adapter.name,
            origin=adapter.origin,
            usage=course.usage + usage,
            requests=course.requests + requests,
            seconds=max(0.0, self.monotonic() - course.started),
        )
        return self.ledger.keep(completion, at=to_ms(self.clock.now()))

    def _record(
        self, ask: Ask, model: str, adapter: str, outcome: str, requests: int, usage: Usage, seconds: float
    ) -> None:
        self.ledger.record_call(
            CallRecord(
                at=to_ms(self.clock.now()),
                task=ask.task,
                prompt=ask.prompt,
                model=model,
                adapter=adapter,
                job=ask.job,
                outcome=outcome,
                requests=requests,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
                micro_usd=micro(usage.cost_usd),
                seconds=max(0.0, seconds),
            )
        )


def _plain_text(reply: Reply) -> None:
    if declines(reply.text):
        raise Fault("refused", "the model declined", usage=reply.usage)
