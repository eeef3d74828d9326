"""Reports: figures with intervals from what is remembered, in one shape (`content_engine.reporting`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from content_engine.domain.base import to_ms
from content_engine.domain.catalog import Template
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.memory import ContentStore, Memory
from content_engine.domain.ports import Clock
from content_engine.domain.rules import PolicyFile
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.desk import Desk, WritingStores
from content_engine.engine.reports_again import Pasts
from content_engine.engine.reports_arms import Arms
from content_engine.engine.reports_compared import SAMPLE, Compared
from content_engine.engine.reports_evaluations import EvaluationsReport
from content_engine.engine.reports_fatigue import Fatigue
from content_engine.engine.reports_lift import Lift
from content_engine.engine.reports_memory import Contents
from content_engine.engine.reports_policy import Drawn, snapshots_section
from content_engine.engine.reports_predicting import Predictor, Unlearnt
from content_engine.engine.reports_quality import Gains, Quality
from content_engine.engine.reports_reading import Progress, Reading, Row
from content_engine.engine.reports_replay import Replayed
from content_engine.engine.reports_slots import Slots
from content_engine.engine.reports_snapshot import SnapshotPredictor
from content_engine.engine.reports_tally import EACH_BY_ITSELF, left_notes
from content_engine.engine.rewards import DAY_MS
from content_engine.engine.study import Study
from content_engine.engine.worlds import Worlds
from content_engine.reporting import Note, Report, Section

USUAL_MS = 90 * DAY_MS
"""How far back a report reads where nothing is said."""

UNDECIDED = frozenset({"evaluations"})
"""Reports on other things than decisions."""
LATER = ("drift",)
"""Reports of later versions."""

Moment = str | date | timedelta | None
"""When a report begins or ends: a moment, a day, or a time back from now (`P30D`)."""


_NO_WRITING = Note("no_writing", "This engine was made without the stores of writing: it evaluates nothing.")
_EMPTY_SPAN = Note("empty_span", "There is no time between `since` and `until`: nothing was read.")


@dataclass(frozen=True)
class Sources:
    """What reports are made from. `predictor` asks the present snapshot, `study` decides recorded cases again.

    `written` holds what was written and evaluated; None where the engine cannot write.
    """

    memory: Memory
    content: ContentStore
    catalog: CompiledCatalog
    now: datetime
    predictor: Predictor = field(default_factory=Unlearnt)
    study: Study | None = None
    written: WritingStores | None = None

    @property
    def templates(self) -> Mapping[str, Template]:
        """The catalog's templates by id."""
        return {one.id: one for one in self.catalog.catalog.templates}


class Keeper(Protocol):
    """What an engine has that reports are made from."""

    @property
    def memory(self) -> Memory:
        """The content memory."""

    @property
    def content(self) -> ContentStore:
        """Catalogs and snapshots."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def worlds(self) -> Worlds:
        """The present world and past ones."""

    @property
    def desk(self) -> Desk | None:
        """Where texts are written; None where the engine cannot write."""


def sources_of(engine: Keeper) -> Sources:
    """What an engine's reports are made from now. Raises `NotSetUp` before the first catalog."""
    world = engine.worlds.now()
    study = Study(engine.memory, engine.content, engine.worlds)
    written = engine.desk.stores if engine.desk else None
    return Sources(
        engine.memory, engine.content, world.catalog, engine.clock.now(), SnapshotPredictor(world), study, written
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A report's span, template and who is told of its progress."""

    since: int
    until: int
    template: str | None
    progress: Progress | None
    draws: int = SAMPLE


def report(
    name: str,
    sources: Sources,
    *,
    since: Moment = None,
    until: Moment = None,
    template: str | None = None,
    draws: int = SAMPLE,
    progress: Progress | None = None,
) -> Report:
    """A report on what happened from `since` until before `until`: `uplift`, `policy`, `lift`, `memory`, `evaluations`.

    Both times may be ISO 8601 durations back from now, days (UTC) or moments; by default the last 90 days. A span
    without a day in it makes an empty report that says so. `draws` is how many recorded draws the values of policies
    are told from; `progress` is told how many days more were read. Raises `NotFound` for a name that is none, and
    `BadInput` for a time or template that cannot be.
    """
    maker = _MAKERS.get(name)
    if maker is None:
        known = f"there are {', '.join(_MAKERS)}"
        later = f"the report {name} is not in this version; {known}"
        raise NotFound(later if name in LATER else f"no report {name[:100]}; {known}", field="name")
    asked = replace(_asked(sources, since, until, template, progress), draws=draws)
    made = maker(sources, asked if name in UNDECIDED else _from_the_first(sources, asked))
    empty = (_EMPTY_SPAN,) if asked.since >= asked.until else ()
    until_now = min(asked.until, to_ms(sources.now))
    return replace(made, since=asked.since, until=until_now, notes=(*empty, *made.notes))


def _asked(sources: Sources, since: Moment, until: Moment, template: str | None, progress: Progress | None) -> _Asked:
    if template is not None and template not in sources.templates:
        raise BadInput(f"there is no template {template}", field="template")
    now = to_ms(sources.now)
    end = to_ms(moment_of(until, sources.now, "until")) if until is not None else now + 1
    start = to_ms(moment_of(since, sources.now, "since")) if since is not None else min(end, now) - USUAL_MS
    return _Asked(max(start, 0), min(max(end, 1), now + 1), template, progress)


def days_between(sources: Sources, since: Moment, until: Moment) -> int:
    """How many days a report will read, for a progress bar. Raises `BadInput` as `report` does."""
    asked = _from_the_first(sources, _asked(sources, since, until, None, None))
    return max(-(-(asked.until - asked.since) // DAY_MS), 0)


def _from_the_first(sources: Sources, asked: _Asked) -> _Asked:
    """What is asked, without the days before anything was decided."""
    found = sources.memory.decisions(limit=1)
    first = found[0].record.decided_at // DAY_MS * DAY_MS if found else asked.until
    return replace(asked, since=max(asked.since, first))


def moment_of(told: str | date | timedelta, now: datetime, field: str) -> datetime:
    """A moment from a moment, a day (its start, UTC), a time back from `now`, or any of these in ISO 8601.

    Raises `BadInput` naming `field`.
    """
    value = _parsed(told, field) if isinstance(told, str) else told
    try:
        if isinstance(value, timedelta):
            return now - value
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        return datetime.combine(value, time(), UTC)
    except OverflowError:
        raise BadInput("is out of range", field=field) from None


_WAYS: tuple[TypeAdapter[timedelta] | TypeAdapter[date] | TypeAdapter[datetime], ...] = (
    TypeAdapter(timedelta),
    TypeAdapter(date),
    TypeAdapter(datetime),
)


def _parsed(told: str, field: str) -> date | timedelta:
    # a number alone would be taken for seconds since 1970
    ways = _WAYS[:1] if told.startswith("P") else _WAYS[1:] if told[4:5] == "-" else ()
    for way in ways:
        try:
            found: date | timedelta = way.validate_strings(told)
        except ValidationError:
            continue
        if not isinstance(found, timedelta) or found >= timedelta():
            return found
    raise BadInput("must be a time back from now (P30D), a day (2026-11-20) or a moment (RFC 3339)", field=field)


def _read(sources: Sources, asked: _Asked, parts: Sequence[Callable[[Sequence[Row]], None]]) -> tuple[Note, ...]:
    """Feeds all rows to all parts in one pass; tells what was left out."""
    now = to_ms(sources.now)
    reading = Reading(sources.memory, sources.catalog, asked.since, asked.until, now, asked.template, asked.progress)
    young = 0
    for chunk in reading.chunks():
        young += sum(not row.mature for row in chunk)
        for add in parts:
            add(chunk)
    return tuple(left_notes(reading.left, young))


def _made(
    kind: str,
    title: str,
    sources: Sources,
    asked: _Asked,
    headline: Sequence[str],
    sections: Sequence[Section],
    notes: tuple[Note, ...],
) -> Report:
    now = to_ms(sources.now)
    told = tuple(headline) or ("There is nothing to report yet.",)
    return Report(kind, title, now, asked.since, asked.until, told, tuple(sections), notes, asked.template)


def _uplift(sources: Sources, asked: _Asked) -> Report:
    arms, quality, gains = Arms(), Quality(), Gains(sources.predictor)
    slots, fatigue = Slots(sources.templates, sources.predictor), Fatigue(sources.predictor)
    notes = _read(sources, asked, [arms.add, slots.add, quality.add, gains.add, fatigue.add])

    def chapters() -> Iterator[Section]:
        for template in arms.templates():
            yield arms.section(template)
            for part in (slots, gains, quality):
                yield from part.sections(template)
            yield from fatigue.sections(template, slots.usual(template))

    return _made("uplift", "Uplift", sources, asked, arms.sentences(), list(chapters()), (*notes, EACH_BY_ITSELF))


def _lift(sources: Sources, asked: _Asked) -> Report:
    lift = Lift()
    notes = _read(sources, asked, [lift.add])
    return _made("lift", "Lift", sources, asked, lift.sentences(), lift.sections(), (*notes, EACH_BY_ITSELF))


def _policy(sources: Sources, asked: _Asked) -> Report:
    drawn = Drawn(sources.catalog)
    worlds = sources.study.worlds if sources.study else None
    compared = Compared(sources.memory, worlds.now(), Pasts(worlds), asked.draws) if worlds else None
    notes = _read(sources, asked, [drawn.add, *((compared.add,) if compared else ())])
    values = compared.sections() if compared else []
    sections = [*drawn.sections(), *values, snapshots_section(sources.content, to_ms(sources.now))]
    return _made("policy", "Policy", sources, asked, drawn.sentences(), sections, notes)


def _evaluations(sources: Sources, asked: _Asked) -> Report:
    stores = sources.written
    if stores is None:
        return _made("evaluations", "Evaluations", sources, asked, (), (), (_NO_WRITING,))
    found = EvaluationsReport(stores.runs, stores.variants, stores.ledger, asked.since, asked.until)
    return _made("evaluations", "Evaluations", sources, asked, found.sentences(), found.sections(), ())


def _memory(sources: Sources, asked: _Asked) -> Report:
    contents = Contents(sources.memory, asked.since, asked.until, asked.template, asked.progress)
    contents.read()
    return _made("memory", "Content memory", sources, asked, contents.sentences(), contents.sections(), ())


def replay_policy(
    policy: PolicyFile,
    sources: Sources,
    *,
    since: Moment = None,
    until: Moment = None,
    template: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """What a changed policy file would have answered to recorded decisions, and earned; see `report` for the span.

    Raises `BadInput` for a time or template that cannot be.
    """
    assert sources.study is not None
    asked = _asked(sources, since, until, template, progress)
    span = _from_the_first(sources, asked)
    reading = Reading(sources.memory, sources.catalog, span.since, span.until, to_ms(sources.now), template, progress)
    replayed = Replayed(sources.study, policy, reading, Pasts(sources.study.worlds))
    replayed.read()
    title = f"Replay under policy {policy.id}"
    made = _made("replay", title, sources, asked, replayed.sentences(), replayed.sections(), ())
    return replace(made, until=min(asked.until, made.made_at))


_MAKERS: Mapping[str, Callable[[Sources, _Asked], Report]] = {
    "uplift": _uplift,
    "policy": _policy,
    "lift": _lift,
    "memory": _memory,
    "evaluations": _evaluations,
}
NAMES = tuple(_MAKERS)
"""The reports there are."""
