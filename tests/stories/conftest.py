"""The stories' stage: the Acme folder on fakes, SQLite and PostgreSQL, opened by the same function as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from content_engine import Decision, DecisionRequest, SegmentClaim
from content_engine.bootstrap import Settings, bootstrap
from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.catalog import Catalog
from content_engine.domain.rules import PolicyFile
from content_engine.engine import Engine, worlds
from content_engine.engine.compiled import compile_catalog
from content_engine.library import read_folder
from content_engine.testing import FakeContentStore, FakeKeyStore, FakeMemory, FixedClock

ACME = Path(__file__).parents[2] / "examples" / "acme"


@cache
def _acme() -> bytes:
    """The folder as a catalog, read once: the stories of syncing read it again themselves."""
    catalog = read_folder(ACME).catalog
    assert catalog is not None
    return canonical(catalog)


@dataclass
class Fakes:
    """The shipped fakes, named as the real stores are."""

    memory: FakeMemory = field(default_factory=FakeMemory)
    content: FakeContentStore = field(default_factory=FakeContentStore)
    keys: FakeKeyStore = field(default_factory=FakeKeyStore)


@dataclass(repr=False)
class House:
    """One deployment on examples/acme: its stores, its clock, and an engine over them."""

    stores: Any
    clock: FixedClock
    engine: Engine

    @classmethod
    def open(cls, stores: Any, catalog: Catalog | None = None) -> House:
        """Publishes the folder's content (or another catalog) and opens it as `bootstrap` does for everyone."""
        clock = FixedClock()
        body = canonical(catalog) if catalog else _acme()
        stores.content.publish(version_of(body), body, [], after=None, at=0)
        return cls(stores, clock, cls._engine(stores, clock))

    @staticmethod
    def _engine(stores: Any, clock: FixedClock) -> Engine:
        given = {"memory": stores.memory, "content": stores.content, "keys": stores.keys}
        return bootstrap(Settings(content=ACME), clock=clock, **given)

    def restart(self) -> None:
        """Another process over the same stores takes over: only what was stored is known."""
        self.engine = self._engine(self.stores, self.clock)

    def later(self, **step: float) -> None:
        """Moves the clock: `later(hours=3)`, or back with a negative step."""
        self.clock.advance(timedelta(**step))

    @property
    def catalog(self) -> Catalog:
        """The content now current."""
        return from_canonical(self.stores.content.catalog(self.engine.catalog_version))

    def change(self, **parts: Any) -> None:
        """Publishes the current content with other `templates`, `components`, … and takes it up."""
        body = canonical(self.catalog.model_copy(update=parts))
        store = self.stores.content
        assert store.publish(version_of(body), body, [], after=store.current_catalog(), at=0)
        assert self.engine.refresh()

    def rule(self, **sections: Any) -> None:
        """Adds a policy file with these sections; `caps=[]` and `gaps=[]` alone clear those of the folder."""
        files = [one.model_copy(update={"tests": ()}) for one in self.catalog.policies]
        more = PolicyFile.model_validate({"id": "more", **sections})
        self.change(policies=(*files, more))

    def without_rules(self) -> None:
        """Takes caps and gaps away, for stories that are about something else."""
        self.change(policies=())

    def ask(self, user_id: str = "u_1", request_id: str | None = None, **given: Any) -> DecisionRequest:
        """A request for the in-app tip, with a good assignment; its request_id is new unless it is given."""
        claim = SegmentClaim(segment_id="all-users", version=1, observed_at=self.clock.now())
        plain: dict[str, Any] = {"template": "acme-tip-inapp", "segments": (claim,)}
        self.asked = getattr(self, "asked", 0) + 1
        return DecisionRequest(request_id=request_id or f"r{self.asked}", user_id=user_id, **{**plain, **given})

    def decide(self, user_id: str = "u_1", request_id: str | None = None, **given: Any) -> Decision:
        """Asks and answers."""
        return self.engine.decide(self.ask(user_id, request_id, **given))

    def code(self, user_id: str = "u_1", **given: Any) -> str | None:
        """What a dry run is refused with, None when it is assembled; nothing is stored."""
        refusal = self.decide(user_id, dry_run=True, **given).refusal
        return refusal.code if refusal else None


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """A catalog version is compiled once for all stories: its name is a hash of its content, and it never changes."""
    known: dict[str, Any] = {}

    def compile_once(version: str, catalog: Catalog, guardrails: Any = None) -> Any:
        if version not in known:
            known[version] = compile_catalog(version, catalog, guardrails)
        return known[version]

    patch = pytest.MonkeyPatch()
    patch.setattr(worlds, "compile_catalog", compile_once)
    yield
    patch.undo()


@pytest.fixture
def house(stores: Any) -> House:
    """Acme on the shipped fakes, on SQLite and on PostgreSQL."""
    return House.open(stores)


@pytest.fixture
def quick_house() -> House:
    """Acme on the shipped fakes alone, for stories in which the database plays no part."""
    return House.open(Fakes())


@pytest.fixture(scope="session")
def make_house() -> Callable[..., House]:
    """Opens Acme, or another catalog, over given stores or over new fakes."""
    return lambda stores=None, catalog=None: House.open(stores or Fakes(), catalog)


@pytest.fixture(scope="session")
def starter() -> Catalog:
    """The starter content, without its holdouts."""
    catalog = read_folder(ACME.parents[1]).catalog
    assert catalog is not None
    policies = tuple(file.model_copy(update={"holdouts": ()}) for file in catalog.policies)
    return catalog.model_copy(update={"policies": policies})
