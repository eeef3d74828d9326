"""The engine as callers hold it: one method per thing it does, each a few lines that walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import orjson

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import to_ms
from content_engine.domain.catalog import State
from content_engine.domain.decisions import Channel, Decision, DecisionRequest
from content_engine.domain.errors import BadInput, ContentEngineError
from content_engine.domain.events import Exposure, Outcome, Received
from content_engine.domain.jobs import Job, JobKind, JobStore
from content_engine.domain.memory import ContentStore, KeyStore, Memory, user_key
from content_engine.domain.ports import Clock
from content_engine.domain.problems import Problem
from content_engine.domain.writing import GenerationRequest, VariantStore, WrittenVariant
from content_engine.engine import briefing, catalog_view, jobs_view, learning, online, variants_view, workshop
from content_engine.engine.desk import Desk, usable
from content_engine.engine.improving import Improving
from content_engine.engine.improving import report as improving_report
from content_engine.engine.learning import LearnReport
from content_engine.engine.online import Answer
from content_engine.engine.reviewing import Opinion, Reviewing
from content_engine.engine.study import ReplayResult, Study
from content_engine.engine.workshop import SyncReport
from content_engine.engine.worlds import Worlds

if TYPE_CHECKING:
    from content_engine.engine.accounts import Accounts
    from content_engine.engine.reports import Moment
    from content_engine.reporting import Report

CONSENTED = (*get_args(Channel), "all")
"""What a subject may give or revoke consent for."""
EVERY = 1_000_000
"""Where no limit is given."""


@dataclass(frozen=True)
class Engine:
    """Decides, remembers, explains. Made by `content_engine.bootstrap.bootstrap`; safe to call from several threads."""

    memory: Memory
    content: ContentStore
    keys: KeyStore
    clock: Clock
    worlds: Worlds
    folder: Path
    close: Callable[[], None]
    jobs: JobStore | None
    desk: Desk | None
    accounts: Accounts | None

    def decide_many(self, requests: Sequence[DecisionRequest], *, arrived: datetime | None = None) -> list[Decision]:
        """One decision per request, in order. See `decide_raw`; an error of any request is raised."""
        return [_decision(answer) for answer in self.decide_raw(requests, arrived=arrived)]

    def decide(self, request: DecisionRequest) -> Decision:
        """`decide_many` of one."""
        return self.decide_many([request])[0]

    def decide_raw(self, requests: Sequence[DecisionRequest], *, arrived: datetime | None = None) -> list[Answer]:
        """Per request the decision's JSON as it was durably recorded, or the error that is its own.

        `arrived` is when the requests came in, from which their deadlines run. Raises `LostRace` under extreme
        contention and `NotSetUp` before the first sync.
        """
        answers = online.decide_all(requests, self.worlds.now(), self.memory, self.clock, arrived)
        return [self._explained(request, answer) for request, answer in zip(requests, answers, strict=True)]

    def _explained(self, request: DecisionRequest, answer: Answer) -> Answer:
        if not request.explain or isinstance(answer, ContentEngineError):
            return answer
        told = orjson.loads(answer)
        return answer if "explanation" in told else online.explained(answer, self.explain(told["decision_id"]))

    def knows_template(self, template_id: str) -> bool:
        """Whether the current catalog has a template of that id."""
        return template_id in self.worlds.now().catalog.templates

    def expose_many(self, exposures: Sequence[Exposure]) -> Received:
        """Confirms or gives back reservations."""
        return self.memory.expose(exposures, to_ms(self.clock.now()))

    def observe_many(self, outcomes: Sequence[Outcome]) -> Received:
        """Stores what subjects did."""
        return self.memory.observe(outcomes, to_ms(self.clock.now()))

    def assign_many(self, assignments: Sequence[Assignment], *, complete: bool = False) -> Received:
        """Stores segment assignments; with `complete` they are the full membership of the segments they name."""
        return self.memory.assign(assignments, complete=complete, now=to_ms(self.clock.now()))

    def set_preferences(
        self, user_id: str, *, consent: dict[str, bool] | None = None, do_not_disturb: bool | None = None
    ) -> None:
        """Records consent by channel (or `all`) and do-not-disturb; acts on the very next decision.

        Where one call speaks of `all` and of channels, `all` means the channels it does not name.
        Raises `BadInput`, storing nothing, for a channel that there is not.
        """
        for channel in consent or ():
            if channel not in CONSENTED:
                known = ", ".join(CONSENTED)
                raise BadInput(f"no channel {channel}; there are {known}", field=f"consent.{channel}")
        at = self._after_all_said(user_id)
        for channel, granted in _each_channel(consent or {}).items():
            self.memory.consent(user_id, channel, granted=granted, at=at)
        if do_not_disturb is not None:
            self.memory.consent(user_id, "do_not_disturb", granted=do_not_disturb, at=at)

    def _after_all_said(self, user_id: str) -> int:
        """Now, or a moment after what the subject said last: their newest word counts, also on a clock set back."""
        key = user_key(user_id)
        said = self.memory.recall([], [key]).subjects[key].consent
        return max(to_ms(self.clock.now()), *(at + 1 for _, at in said.values()), 0)

    def unsubscribe(self, decision_id: str) -> bool:
        """Revokes consent for the channel of a decision, as its unsubscribe link asks; False if unknown."""
        stored = self.memory.decision(decision_id)
        if stored is None or not stored.record.inputs or not stored.record.channel:
            return False
        self.set_preferences(stored.record.user_id, consent={stored.record.channel: False})
        return True

    def decision(self, decision_id: str, *, explain: bool = False) -> Decision:
        """A recorded decision. Raises `NotFound`."""
        return _decision(self.decision_raw(decision_id, explain=explain))

    def decision_raw(self, decision_id: str, *, explain: bool = False) -> bytes:
        """A recorded decision's JSON, with its explanation where asked. Raises `NotFound`."""
        body = self._study.stored(decision_id).record.answer
        return online.explained(body, self.explain(decision_id)) if explain else body

    def explain(self, decision_id: str) -> dict[str, Any]:
        """Why this was said: every candidate with its probability, every loser with its reason. Raises `NotFound`."""
        return self._study.explain(decision_id)

    def replay(self, decision_id: str) -> ReplayResult:
        """Makes a recorded decision again and compares byte for byte. Raises `NotFound`."""
        return self._study.replay(decision_id)

    def replay_all(self) -> Iterator[ReplayResult]:
        """Replays every recorded decision."""
        return self._study.replay_all()

    def learn(self, progress: Callable[[str, int, int], None] | None = None) -> LearnReport:
        """A new snapshot from all that is not yet learnt, used from now on.

        It depends on what was recorded and on the moment (a decision without a reward counts by its age), not on the
        order in which events came or on how often was learnt before.

        `progress` is told (what, done, of). Raises `LostRace` when others keep learning at the same time.
        """
        report = learning.learn(self.memory, self.content, to_ms(self.clock.now()), progress)
        self.refresh()
        return report

    def report(self, name: str, *, since: Moment = None, until: Moment = None, template: str | None = None) -> Report:
        """The report `uplift`, `policy`, `lift` or `memory`: see `engine.reports.report`."""
        from content_engine.engine import reports

        return reports.report(name, reports.sources_of(self), since=since, until=until, template=template)

    @property
    def _study(self) -> Study:
        return Study(self.memory, self.content, self.worlds)

    def templates(self) -> list[dict[str, Any]]:
        """The templates of the current catalog as JSON-ready rows."""
        return catalog_view.templates(self.worlds.now().catalog.catalog)

    def components(self) -> list[dict[str, Any]]:
        """The components of the current catalog as JSON-ready rows."""
        return catalog_view.components(self.worlds.now().catalog.catalog)

    def variants(self, *, after: str = "", limit: int | None = None, **wanted: str | None) -> list[dict[str, Any]]:
        """Variants by id, as JSON-ready rows: those of the current catalog, and those written, in every state.

        `wanted` are values of `state`, `component`, `kind`, `locale` and `origin`.
        """
        catalog, most = self.worlds.now().catalog.catalog, EVERY if limit is None else limit
        return variants_view.page(catalog, self._written, wanted, after=after, limit=most)

    def variant(self, variant_id: str, *, limit: int = 100) -> dict[str, Any]:
        """One variant, in whatever state, with its history, newest first. Raises `NotFound`."""
        catalog = self.worlds.now().catalog.catalog
        return variants_view.detail(catalog, self.content, self._written, variant_id, limit=limit)

    @property
    def _written(self) -> VariantStore | None:
        return self.desk.stores.variants if self.desk else None

    @property
    def _desk(self) -> Desk:
        return usable(self.desk)

    def generate(self, request: GenerationRequest, *, actor: str, kind: JobKind = "generate") -> Job:
        """Adds a job that writes variants; a worker does it. Raises `NotFound` and `BadInput` for what it cannot do.

        Only attributes that the prompt declares, with a value of its closed list, are kept of an example subject's.
        """
        desk = self._desk
        payload = briefing.asked_for(desk, request)
        job_id = jobs_view.new_id(desk.now(), desk.entropy())
        return desk.stores.jobs.add(Job(id=job_id, kind=kind, payload=payload, actor=actor, created_at=desk.now()))

    def job(self, job_id: str) -> Job:
        """A job as it is now. Raises `NotFound`."""
        return jobs_view.found(self.jobs, job_id)

    def written(
        self,
        *,
        states: Sequence[State] = ("in_review",),
        component: str | None = None,
        locale: str | None = None,
        order: Literal["oldest", "riskiest", "id"] = "riskiest",
        after: str = "",
        limit: int = 100,
    ) -> list[WrittenVariant]:
        """Generated variants; by default those that wait for an editor, high risk first. `after` pages on by id."""
        store = self._desk.stores.variants
        return list(
            store.variants(states=states, component=component, locale=locale, order=order, after=after, limit=limit)
        )

    def review(self, variant_id: str, opinion: Opinion) -> WrittenVariant:
        """Does what an editor says of a generated variant, and what follows: see `Reviewing.say`."""
        after = Reviewing.over(self._desk).say(variant_id, opinion)
        self.refresh()
        return after

    def improve(self, *, actor: str, dry_run: bool = False, count: int = 3) -> dict[str, Any]:
        """Looks for slots and segments that want better texts, and for texts that lost.

        Adds a generation job for each of the former, whose results go to review, and notes on generated losers that
        retiring them is proposed; an editor confirms. With `dry_run` it only tells.
        """
        desk = self._desk
        improving = Improving(desk, self.memory)
        findings, losers = improving.findings(), improving.losers()
        if dry_run:
            return improving_report(findings, losers, (), ())
        locale = desk.catalog().brand.locales[0]
        jobs = [self.generate(one.request(locale, count), actor=actor, kind="improve").id for one in findings]
        return improving_report(findings, losers, jobs, improving.propose(losers, actor))

    def history(self, item: str | None = None, id: str | None = None, *, limit: int = 100) -> list[dict[str, Any]]:
        """The audit trail of content, newest first, as JSON-ready rows."""
        return [catalog_view.change(change) for change in self.content.history(item, id, limit=limit)]

    def check_content(
        self, content: str | dict[str, str], kind: str, slot: str | None = None, locale: str = "en"
    ) -> dict[str, Any]:
        """What the guardrails say of a text. `slot` is `template/slot`, or a slot's name, whose limit holds.

        Raises `BadInput` for an unknown kind or slot.
        """
        return catalog_view.checked(self.worlds.now().catalog, content, kind, slot, locale)

    def subject(self, user_id: str) -> dict[str, Any]:
        """Everything stored about a user, as JSON-ready data with every value named."""
        return catalog_view.subject(self.memory.subject(user_id))

    def erase(self, user_id: str) -> dict[str, int]:
        """Removes every trace of a user; what was learnt stays."""
        return self.memory.erase(user_id)

    def check(self, folder: Path | None = None) -> tuple[Problem, ...]:
        """Every problem of a content folder."""
        return workshop.check_folder(folder or self.folder)

    def sync(self, folder: Path | None = None, *, actor: str = "cli") -> SyncReport:
        """Brings a content folder into the database. Raises `BrokenContent`, changing nothing."""
        report = workshop.sync(
            folder or self.folder,
            self.content,
            actor=actor,
            at=to_ms(self.clock.now()),
            written=self._written,
            documents=self.desk.stores.documents if self.desk else None,
        )
        self.refresh()
        return report

    def refresh(self) -> bool:
        """Takes up a newer catalog or snapshot; on trouble the present one stays and `status` tells why."""
        return self.worlds.refresh()

    @property
    def catalog_version(self) -> str:
        """The version of the catalog in use."""
        return self.worlds.now().catalog.version

    def status(self) -> dict[str, Any]:
        """Whether the engine is ready, with what, and what is the trouble."""
        world = self.worlds.present
        return {
            "ready": world is not None,
            "catalog_version": world.catalog.version if world else None,
            "policy_version": world.policy_version if world else None,
            "problems": [self.worlds.trouble] if self.worlds.trouble else [],
            "memory": self.memory.summary(),
        }


def _decision(answer: Answer) -> Decision:
    if isinstance(answer, ContentEngineError):
        raise answer
    return Decision.model_validate_json(answer)


def _each_channel(consent: dict[str, bool]) -> dict[str, bool]:
    """Said at once, the word for a channel outweighs that for `all`, which is then told for each of the others."""
    named = {channel: granted for channel, granted in consent.items() if channel != "all"}
    if "all" not in consent or not named:
        return consent
    return {channel: consent["all"] for channel in CONSENTED if channel != "all"} | named
