"""Policies as people read and change them: where each is kept, whether its tests hold, what an edited one would do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from content_engine.domain.base import to_ms
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import BrokenContent, NotFound
from content_engine.domain.problems import Problem
from content_engine.domain.rules import PolicyFile
from content_engine.engine.compiled import CompiledCatalog
from content_engine.engine.content_history import form_of
from content_engine.engine.default_tests import failed_defaults
from content_engine.engine.folder_edits import POLICIES, put_text
from content_engine.engine.reports import Keeper, sources_of
from content_engine.engine.reports_again import Pasts
from content_engine.engine.reports_reading import Reading
from content_engine.engine.reports_replay import Replayed
from content_engine.engine.reports_rules import read_policy, recompiled
from content_engine.engine.rewards import DAY_MS
from content_engine.engine.rule_tests import failed_tests
from content_engine.engine.study import Study
from content_engine.library.documents import Document, Unreadable, parse, read_text
from content_engine.library.forms import to_noun_form

DAYS = 30
"""How far back recorded requests are judged again."""
STEP_MS = 3 * 3_600_000
"""Between two looks at whether there is time for more."""
KEPT = 4
_DEFAULTS: dict[str, tuple[tuple[str, str], ...]] = {}


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of a policy file; `wrong` says what happened instead, empty where it holds."""

    name: str
    expects: str
    wrong: str


def policy_of(catalog: Catalog, policy_id: str) -> PolicyFile:
    """A policy of the catalog. Raises `NotFound`."""
    found = next((one for one in catalog.policies if one.id == policy_id), None)
    if found is None:
        raise NotFound(f"no policy {policy_id}", field="file")
    return found


def tested(policy: PolicyFile, compiled: CompiledCatalog) -> list[Tested]:
    """Each test of a policy with its result, run now."""
    wrong = dict(failed_tests(policy, compiled))
    return [
        Tested(one.name or f"test {at + 1}", one.code or one.expect, wrong.get(at, "").partition(": ")[2])
        for at, one in enumerate(policy.tests)
    ]


def default_faults(compiled: CompiledCatalog) -> tuple[tuple[str, str], ...]:
    """The templates whose default message cannot be sent, with the reason; worked out once for a catalog."""
    found = _DEFAULTS.get(compiled.version)
    if found is None:
        while len(_DEFAULTS) >= KEPT:
            _DEFAULTS.pop(next(iter(_DEFAULTS)), None)
        found = _DEFAULTS[compiled.version] = tuple(failed_defaults(compiled))
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a policy. `file` is where the content folder has it, empty where the text is the catalog's form."""

    file: str
    text: str

    @property
    def digest(self) -> str:
        """Names the text, to see whether somebody changed it meanwhile."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def source_of(folder: Path, policy: PolicyFile) -> Source:
    """The file of a policy where this server has it, else the policy as the catalog holds it."""
    for path in sorted((folder / POLICIES).glob("*.yaml")):
        relative = f"{POLICIES}/{path.name}"
        found = _document(folder, relative)
        if found is not None and found.data.get("id") == policy.id:
            return Source(relative, found.text)
    return Source("", form_of("policy", policy))


def _document(folder: Path, relative: str) -> Document | None:
    try:
        text = read_text(folder, relative)
    except Unreadable:
        return None
    return _parsed(relative, text)


def _parsed(relative: str, text: str) -> Document | None:
    document, _ = parse(relative, text)
    return to_noun_form("policy", document, {}) if document else None


@dataclass(frozen=True)
class Edited:
    """An edited policy, None where the text is none that fits here; every problem with its line, failed tests too."""

    policy: PolicyFile | None
    problems: tuple[Problem, ...] = ()


def edited(text: str, file: str, policy_id: str, compiled: CompiledCatalog) -> Edited:
    """Reads an edited policy, checks it against the catalog, and runs its tests and those of the other policies."""
    named = file or f"{POLICIES}/{policy_id}.yaml"
    try:
        policy = _read(text, named, compiled.catalog)
    except BrokenContent as error:
        return Edited(None, tuple(one.model_copy(update={"file": named}) for one in error.problems))
    document = _parsed(named, text)
    if document is None or policy.id != policy_id:
        told = Problem(file=named, line=1, key="id", message=f"this is the file of {policy_id}", hint="keep its id")
        return Edited(None, (told,))
    return Edited(policy, tuple(_failed(policy, document, compiled)))


def _read(text: str, named: str, catalog: Catalog) -> PolicyFile:
    # the same reader that will read the file, with its limits on size and signs
    with TemporaryDirectory() as place:
        path = Path(place) / Path(named).name
        put_text(path, text)
        return read_policy(path, catalog)


def _failed(policy: PolicyFile, document: Document, compiled: CompiledCatalog) -> Iterator[Problem]:
    """Tests that do not hold under a changed policy: its own, and those of the others."""
    changed = recompiled(compiled, policy)
    for index, message in failed_tests(policy, changed):
        yield document.problem(("tests", index), message)
    for other in (one for one in changed.catalog.policies if one.id != policy.id):
        for _, message in failed_tests(other, changed):
            yield Problem(file=document.file, line=1, key="", message=f"policy {other.id}: {message}")


@dataclass(frozen=True)
class Again:
    """Recorded requests judged again under an edited policy, newest first. `reached` is how far back, `asked` how far
    was wanted (milliseconds); `whole` says whether time was enough."""

    replayed: Replayed
    asked: int
    reached: int
    until: int

    @property
    def whole(self) -> bool:
        """Whether the whole time was judged."""
        return self.reached <= self.asked


def judged_again(engine: Keeper, policy: PolicyFile, enough: Callable[[], bool], *, days: int = DAYS) -> Again:
    """What an edited policy would have answered to the requests of the last days, the newest first.

    `enough` is asked between steps whether to stop there.
    """
    sources = sources_of(engine)
    now = to_ms(sources.now)
    asked = max(now - days * DAY_MS, _first(engine, now))
    reading = Reading(sources.memory, sources.catalog, now, now + 1, now)
    study = Study(engine.memory, engine.content, engine.worlds)
    replayed, reached = Replayed(study, policy, reading, Pasts(engine.worlds)), now + 1
    while reached > asked and not (reached <= now and enough()):
        start = max(reached - STEP_MS, asked)
        replayed.reading = replace(reading, since=start, until=reached)
        replayed.read()
        reached = start
    return Again(replayed, asked, reached, now)


def _first(engine: Keeper, now: int) -> int:
    found = engine.memory.decisions(limit=1)
    return found[0].record.decided_at if found else now
