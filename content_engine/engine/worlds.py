"""The present world and past ones: catalogs and snapshots read from the store and compiled, a few kept at hand."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from content_engine.domain.canon import from_canonical
from content_engine.domain.errors import NotFound, NotSetUp
from content_engine.domain.memory import ContentStore
from content_engine.engine.case import World
from content_engine.engine.compiled import CompiledCatalog, compile_catalog
from content_engine.ranking.snapshot import Snapshot

AT_HAND = 6
"""How many compiled catalogs are kept for replays."""


@dataclass
class Worlds:
    """Compiles catalogs by version and holds the present one. `refresh` replaces it whole, or leaves it as it is."""

    content: ContentStore
    salt: str
    compiled: OrderedDict[str, CompiledCatalog] = field(default_factory=OrderedDict)
    present: World | None = None
    trouble: str | None = None

    def catalog(self, version: str) -> CompiledCatalog:
        """A catalog version, compiled. Raises `NotFound`."""
        if version not in self.compiled:
            self.compiled[version] = compile_catalog(version, from_canonical(self.content.catalog(version)))
        self.compiled.move_to_end(version)
        while len(self.compiled) > AT_HAND:
            self.compiled.popitem(last=False)
        return self.compiled[version]

    def snapshot(self, version: str) -> Snapshot:
        """A policy snapshot by version. Raises `NotFound`; the cold one, which knows nothing, needs no storing."""
        cold = Snapshot()
        if version == cold.version:
            return cold
        raise NotFound(f"no policy snapshot {version}")

    def past(self, catalog: str, policy: str, *, stale: bool) -> World:
        """The world of a recorded decision. Raises `NotFound`."""
        return World(self.catalog(catalog), self.snapshot(policy), policy, self.salt, stale)

    def now(self) -> World:
        """The present world. Raises `NotSetUp` before the first catalog."""
        if self.present is None:
            raise NotSetUp
        return self.present

    def refresh(self) -> bool:
        """Takes up the newest catalog and snapshot, if they are new. On any trouble the present world stays and the

        trouble is told by `trouble`: content that cannot be compiled must not stop a running server.
        """
        newest = self.content.current_catalog()
        if newest is None or (self.present is not None and self.present.catalog.version == newest):
            return False
        try:
            snapshot = Snapshot()
            self.present = World(self.catalog(newest), snapshot, snapshot.version, self.salt)
        except Exception as error:
            if self.present is None:
                raise
            self.trouble = f"catalog {newest} cannot be used: {error}"
            return False
        self.trouble = None
        return True
