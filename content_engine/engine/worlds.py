"""The present world and past ones: catalogs and snapshots read from the store and compiled, a few kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TypeVar

from content_engine.domain.canon import from_canonical
from content_engine.domain.catalog import Catalog
from content_engine.domain.errors import NotSetUp
from content_engine.domain.memory import ContentStore
from content_engine.engine.case import World
from content_engine.engine.compiled import CompiledCatalog, compile_catalog
from content_engine.guardrails import Guardrails
from content_engine.ranking.snapshot import Snapshot

K = TypeVar("K")
T = TypeVar("T")

AT_HAND = 6
"""How many compiled catalogs, and how many snapshots, are kept for replays."""


@dataclass
class Worlds:
    """Compiles catalogs by version and holds the present one. `refresh` replaces it whole, or leaves it as it is."""

    content: ContentStore
    salt: str
    compiled: OrderedDict[str, CompiledCatalog] = field(default_factory=OrderedDict)
    read: OrderedDict[str, Snapshot] = field(default_factory=OrderedDict)
    made: OrderedDict[tuple[str, str, bool], World] = field(default_factory=OrderedDict)
    present: World | None = None
    trouble: str | None = None

    def catalog(self, version: str) -> CompiledCatalog:
        """A catalog version, compiled. Raises `NotFound`."""
        if version not in self.compiled:
            catalog = from_canonical(self.content.catalog(version))
            self.compiled[version] = compile_catalog(version, catalog, self._guardrails(catalog))
        return _kept(self.compiled, version)

    def _guardrails(self, catalog: Catalog) -> Guardrails | None:
        """Those of a catalog at hand with the same rules: compiling them takes longer than all the rest."""
        for one in list(self.compiled.values()):
            known = one.catalog
            if (known.brand, known.facts, known.taxonomy) == (catalog.brand, catalog.facts, catalog.taxonomy):
                return one.guardrails
        return None

    def snapshot(self, version: str) -> Snapshot:
        """A policy snapshot by version. Raises `NotFound`; the cold one, which knows nothing, needs no storing."""
        cold = Snapshot()
        if version == cold.version:
            return cold
        if version not in self.read:
            found = Snapshot.from_bytes(self.content.snapshot(version))
            if found.version != version:
                raise ValueError(f"snapshot {version} holds {found.version}")
            self.read[version] = found
        return _kept(self.read, version)

    def past(self, catalog: str, policy: str, *, stale: bool) -> World:
        """The world of a recorded decision. Raises `NotFound`."""
        key, here = (catalog, policy, stale), self.present
        if here is not None and _named(here) == key:
            return here
        if key not in self.made:
            self.made[key] = World(self.catalog(catalog), self.snapshot(policy), policy, self.salt, stale)
        return _kept(self.made, key)

    def now(self) -> World:
        """The present world. Raises `NotSetUp` before the first catalog."""
        if self.present is None:
            raise NotSetUp
        return self.present

    def refresh(self) -> bool:
        """Takes up the newest catalog and snapshot, if they are new.

        On any trouble the present world stays and the trouble is told by `trouble`: content that cannot be compiled, or
        a snapshot that cannot be read, must not stop a running server. With an older snapshot than the newest the world
        is `stale`.
        """
        newest, learnt = self.content.current_catalog(), self.content.current_snapshot() or Snapshot().version
        if newest is None or self._is(newest, learnt):
            return False
        try:
            catalog = self.catalog(newest)
        except Exception as error:
            if self.present is None:
                raise
            self.trouble = f"catalog {newest} cannot be used: {error}"
            return False
        before, world = self.present, self._world(catalog, learnt)
        world.boards.warm()
        self.present = world
        return before is None or _named(before) != _named(world)

    def _is(self, catalog: str, snapshot: str) -> bool:
        here = self.present
        return (
            here is not None and not here.stale and (here.catalog.version, here.policy_version) == (catalog, snapshot)
        )

    def _world(self, catalog: CompiledCatalog, learnt: str) -> World:
        try:
            snapshot = self.snapshot(learnt)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, decisions go on with the one at hand
            self.trouble = f"snapshot {learnt} cannot be used: {error}"
            known = self.present.snapshot if self.present else Snapshot()
            return World(catalog, known, known.version, self.salt, stale=True)
        self.trouble = None
        return World(catalog, snapshot, learnt, self.salt)


def _named(world: World) -> tuple[str, str, bool]:
    return world.catalog.version, world.policy_version, world.stale


def _kept(shelf: OrderedDict[K, T], name: K) -> T:
    """What is on the shelf under a name, as the last to be taken off when it is full."""
    found = shelf[name]
    shelf.move_to_end(name)
    while len(shelf) > AT_HAND:
        shelf.popitem(last=False)
    return found
