"""One thing said of many variants, and taken back: each for itself, so that one that cannot be keeps none back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from content_engine.domain.catalog import State
from content_engine.domain.errors import BadInput, ContentEngineError, NotFound
from content_engine.domain.writing import OwnWords, ReviewConflict, ReviewRefused, WrittenVariant
from content_engine.engine import publishing
from content_engine.engine.desk import Desk
from content_engine.engine.reviewing import MAX_COMMENT, Opinion, Reviewing

Bulk = Literal["approve", "reject", "assign"]
BULK: tuple[Bulk, ...] = ("approve", "reject", "assign")
Outcome = Literal["done", "conflict", "refused", "own_words", "missing", "failed"]
OUTCOMES: tuple[tuple[type[ContentEngineError], Outcome], ...] = (
    (ReviewConflict, "conflict"),
    (ReviewRefused, "refused"),
    (OwnWords, "own_words"),
    (NotFound, "missing"),
)
MOST = 200
"""How many variants at once."""
ALSO = ("published", "withdrawn")
"""Steps that the engine takes because of an editor's."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to a variant, as it takes to undo it: the version it made, and who was asked before."""

    id: str
    version: int
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it for one variant; `message` says why not, `deed` is there where it was done."""

    id: str
    outcome: Outcome
    message: str = ""
    state: State | None = None
    approvals: tuple[str, ...] = ()
    deed: Deed | None = None


@dataclass(frozen=True)
class _Held(Reviewing):
    """Reviews that publish once at the end. What a crash leaves unpublished, any look at the catalog publishes."""

    held: list[str] = field(default_factory=list)

    def publish(self, actor: str = publishing.ENGINE) -> None:
        self.held.append(actor)

    def close(self) -> None:
        if self.held:
            super().publish(self.held[0])


@dataclass(frozen=True)
class Bulking:
    """Says things of many variants over a desk; `actor` is who does."""

    desk: Desk
    actor: str

    def say(
        self, action: Bulk, chosen: Sequence[tuple[str, int]], *, comment: str = "", assignee: str | None = None
    ) -> list[Told]:
        """What came of an action for each of `chosen`, which are ids with the versions the editor saw.

        Raises `BadInput` where nothing could come of it for any: none or too many chosen, a reason that is missing.
        """
        _check(chosen, action, comment)
        opinions = {
            name: Opinion(action, self.actor, comment=comment, assignee=assignee, version=version)
            for name, version in chosen
        }
        before = {name: self._assigned(name) for name in opinions if action == "assign"}
        told = self._each(list(opinions), lambda desk, name: desk.say(name, opinions[name]))
        return [self._with_deed(one, before.get(one.id)) for one in told]

    def undo(self, action: Bulk, deeds: Sequence[Deed]) -> list[Told]:
        """Takes back what this actor did, where nobody did anything since.

        What was rejected waits again, what was assigned is asked of whom it was before. An approval is taken back by
        retiring the text and putting it back into review: then all approvals have to be given anew.
        """
        known = {one.id: one for one in deeds}
        return self._each(list(known), lambda desk, name: self._undone(desk, action, known[name]))

    def _each(self, names: Sequence[str], do: Callable[[_Held, str], WrittenVariant]) -> list[Told]:
        held = _Held.over(self.desk)
        try:
            return [_told(held, name, do) for name in names]
        finally:
            held.close()
            self.desk.worlds.refresh()

    def _assigned(self, name: str) -> str | None:
        found = self.desk.stores.variants.variant(name)
        return found.assigned_to if found else None

    def _with_deed(self, told: Told, was: str | None) -> Told:
        """With the version that is there now, since publishing made one of its own."""
        now = self.desk.stores.variants.variant(told.id) if told.outcome == "done" else None
        if now is None:
            return told
        return Told(told.id, "done", told.message, now.state, now.approvals, Deed(told.id, now.version, was))

    def _undone(self, desk: _Held, action: Bulk, deed: Deed) -> WrittenVariant:
        self._still_mine(desk, action, deed)
        if action == "assign":
            return desk.say(deed.id, Opinion("assign", self.actor, assignee=deed.was, version=deed.version))
        at = deed.version
        if action == "approve":
            said = Opinion("retire", self.actor, comment="takes an approval back", version=at)
            at = desk.say(deed.id, said).version
        said = Opinion("restore", self.actor, comment=f"takes back: {action}", version=at)
        return desk.say(deed.id, said)

    def _still_mine(self, desk: _Held, action: Bulk, deed: Deed) -> None:
        steps = desk.written.reviews(deed.id, limit=20)
        last = next((step for step in steps if step.action not in ALSO), None)
        if last is None:
            raise NotFound(f"There is no variant {deed.id}.", field="id")
        one = desk.written.variant(deed.id)
        if one is None or one.version != deed.version:
            raise ReviewConflict(f"It was changed since ({last.actor}: {last.action}), so this stays.", field="id")
        if (last.actor, last.action) != (self.actor, action):
            raise ReviewConflict(f"The last step is not yours: {last.actor}: {last.action}.", field="id")


def _check(chosen: Sequence[tuple[str, int]], action: Bulk, comment: str) -> None:
    if not chosen:
        raise BadInput("Choose at least one text first.", field="chosen")
    if len(chosen) > MOST:
        raise BadInput(f"At most {MOST} texts at once.", field="chosen")
    if action == "reject" and not comment.strip():
        raise BadInput("A rejection needs a reason.", field="comment")
    if len(comment) > MAX_COMMENT:
        raise BadInput(f"A reason has at most {MAX_COMMENT} characters.", field="comment")


def _told(held: _Held, name: str, do: Callable[[_Held, str], WrittenVariant]) -> Told:
    try:
        after = do(held, name)
    except ContentEngineError as error:
        outcome: Outcome = next((told for kind, told in OUTCOMES if isinstance(error, kind)), "failed")
        return Told(name, outcome, error.message)
    return Told(name, "done", "", after.state, after.approvals)
