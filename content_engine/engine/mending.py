"""Approved texts that never reached the catalog and others that never left it: mended while a server runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from content_engine.engine.desk import Desk
from content_engine.engine.publishing import Published

Difference = tuple[str, frozenset[str]]
"""A version of the catalog, and the ids by which it disagrees with the store of variants."""


@dataclass
class Mender:
    """Looks whether the catalog in use agrees with the variants approved, and publishes the difference where not.

    A look costs one query. A difference is left alone until it is seen twice, since whoever made it may be about to
    publish it, and one that publishing does not mend (its component is gone) is tried once for each catalog. Not safe
    for threads.
    """

    desk: Desk
    _seen: Difference | None = None
    _tried: Difference | None = None
    _live: tuple[str, frozenset[str]] = ("", frozenset())
    _foreign: set[str] = field(default_factory=set)

    def look(self) -> Published | None:
        """What was published, None where there was nothing to do. Raises what the store raises."""
        found = self._difference()
        before, self._seen = self._seen, found
        if not found[1] or found != before or found == self._tried:
            return None
        self._tried = found
        return self.desk.reconcile()

    def _difference(self) -> Difference:
        version, live = self._in_use()
        approved = self.desk.stores.variants.approved()
        left = {one for one in live - approved - self._foreign if self._known(one)}
        return version, (approved - live) | left

    def _in_use(self) -> tuple[str, frozenset[str]]:
        compiled = self.desk.compiled()
        if self._live[0] != compiled.version:
            variants = (one for each in compiled.catalog.components for one in each.variants)
            live = frozenset(one.id for one in variants if one.origin == "generated" and one.state == "approved")
            self._live = (compiled.version, live)
        return self._live

    def _known(self, name: str) -> bool:
        """Whether the store knows it; what came in a file from elsewhere is remembered and not asked for again."""
        known = self.desk.stores.variants.variant(name) is not None
        if not known:
            self._foreign.add(name)
        return known
