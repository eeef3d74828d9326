"""What people say of generated variants, and what follows. An approval holds for one text under one set of rules.

Every step is stored together with the variant's new version, so the second of two editors is told and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from content_engine.domain.base import from_ms, rfc3339
from content_engine.domain.catalog import Catalog, State
from content_engine.domain.documents import DocumentIndex
from content_engine.domain.errors import BadInput, LostRace, NotFound, NotSetUp
from content_engine.domain.memory import ContentStore
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import (
    Evidence,
    OwnWords,
    ReviewAction,
    ReviewConflict,
    ReviewRefused,
    Score,
    StepAction,
    VariantStore,
    WrittenVariant,
    content_hash,
)
from content_engine.engine import publishing
from content_engine.engine.desk import Desk, Examiner
from content_engine.engine.editing import Edit
from content_engine.engine.examining import PlainExaminer
from content_engine.engine.publishing import moved, reasons, step_of
from content_engine.engine.texts import check_text, component_of, is_high_risk, review_rules, sources_of, waiting
from content_engine.engine.worlds import Worlds
from content_engine.generation import policy_version

MAX_COMMENT = 2_000
ALLOWED: Mapping[ReviewAction, tuple[State, ...]] = {
    "approve": ("checked", "in_review"),
    "reject": ("checked", "in_review"),
    "edit": ("checked", "in_review", "approved", "rejected"),
    "comment": ("draft", "checked", "in_review", "approved", "rejected", "retired"),
    "assign": ("draft", "checked", "in_review"),
    "retire": ("checked", "in_review", "approved", "rejected"),
    "restore": ("rejected", "retired"),
}
"""In which states an action makes sense."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an editor says: an action, who, and what it takes.

    `content` are the changed fields of an `edit`; `comment` is the reason of a `reject` (required) or remarks;
    `assignee` is who an `assign` is for (nobody when empty). `version` is the one the editor saw: where it is given and
    another is there now, nothing is done.
    """

    action: ReviewAction
    actor: str
    content: Mapping[str, str] | None = None
    comment: str = ""
    assignee: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What an edit's words would come to: the whole content, the verdict, and what is known of it if it passes."""

    content: dict[str, str]
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True)
class Reviewing:
    """Reviews over the stores; `now` gives milliseconds."""

    content: ContentStore
    worlds: Worlds
    written: VariantStore
    now: Callable[[], int]
    documents: DocumentIndex | None = None
    examiner: Examiner = field(default_factory=PlainExaminer)

    @classmethod
    def over(cls, desk: Desk) -> Self:
        """Reviews over a desk's stores."""
        stores = desk.stores
        return cls(desk.content, desk.worlds, stores.variants, desk.now, stores.documents, desk.examiner)

    def say(self, variant_id: str, opinion: Opinion) -> WrittenVariant:
        """Does what an editor says and returns the variant as it is then.

        Raises `NotFound`, `ReviewConflict` when somebody else decided meanwhile, `ReviewRefused` with all violations
        when the text breaks rules (an edit then changes nothing; an approval sends the variant back), `OwnWords`, and
        `BadInput` for a reason or a text that is missing. What was approved is in the catalog when this returns, or,
        if others keep publishing, at the next look of any server or worker.
        """
        one = self._found(variant_id)
        self._allowed(one, opinion)
        after = _Case(self, one, opinion).decided()
        if "approved" in (one.state, after.state) and one.state != after.state:
            self.publish(opinion.actor)
            return self.written.variant(variant_id) or after
        return after

    def examined(self, variant_id: str, content: Mapping[str, str]) -> Examined:
        """What an edit to these fields would come to; nothing is stored. Raises `NotFound` and `BadInput`."""
        one = self._found(variant_id)
        return _Case(self, one, Opinion("edit", one.author, content)).examined()

    def publish(self, actor: str = publishing.ENGINE) -> None:
        """Brings the catalog into agreement; others who publish at the same time do it as well."""
        try:
            publishing.reconcile(self.content, self.written, at=self.now(), actor=actor, documents=self.documents)
        except LostRace:
            return

    def _found(self, variant_id: str) -> WrittenVariant:
        found = self.written.variant(variant_id)
        if found is not None:
            return found
        _, catalog = publishing.current(self.content)
        if any(variant.id == variant_id for component in catalog.components for variant in component.variants):
            raise NotFound(f"{variant_id} was not generated here; authored content is changed in its file", field="id")
        raise NotFound(f"no variant {variant_id}", field="id")

    def _allowed(self, one: WrittenVariant, opinion: Opinion) -> None:
        if len(opinion.comment) > MAX_COMMENT:
            raise BadInput(f"at most {MAX_COMMENT} characters", field="comment")
        if opinion.action == "reject" and not opinion.comment.strip():
            raise BadInput("a rejection needs a reason", field="comment")
        if opinion.action == "edit" and not opinion.content:
            raise BadInput("an edit needs the changed fields", field="content")
        if opinion.action == "comment" and not opinion.comment.strip():
            raise BadInput("a comment needs words", field="comment")
        seen_other = opinion.version is not None and opinion.version != one.version
        if seen_other or one.state not in ALLOWED[opinion.action]:
            raise self.conflict(one, opinion.action)

    def conflict(self, one: WrittenVariant, action: str) -> ReviewConflict:
        """Who decided what, for the one who came second."""
        quiet = ("comment", "assign", "published", "withdrawn")
        last = next((step for step in self.written.reviews(one.id, limit=20) if step.action not in quiet), None)
        told = f"{last.actor}: {last.action} at {rfc3339(from_ms(last.at))}" if last else "no step is known"
        return ReviewConflict(
            f"{one.id} is {one.state} (version {one.version}) and cannot take `{action}` now; the last step: {told}. "
            "Nothing was changed.",
            field="id",
        )


@dataclass(frozen=True)
class _Case:
    """One opinion on one variant."""

    desk: Reviewing
    one: WrittenVariant
    opinion: Opinion

    @cached_property
    def _current(self) -> tuple[str, Catalog]:
        version = self.desk.content.current_catalog()
        if version is None:
            raise NotSetUp
        return version, self.desk.worlds.catalog(version).catalog

    @property
    def catalog(self) -> Catalog:
        return self._current[1]

    def decided(self) -> WrittenVariant:
        if self.opinion.action == "approve":
            return self._approved()
        if self.opinion.action == "edit":
            return self._edited()
        return self._stored(**self._plain())

    def _plain(self) -> dict[str, Any]:
        if self.opinion.action == "reject":
            return {"state": "rejected", "approvals": ()}
        if self.opinion.action == "retire":
            return {"state": "retired", "approvals": ()}
        if self.opinion.action == "restore":
            return {"state": "in_review", "approvals": ()}
        return {"assigned_to": self.opinion.assignee} if self.opinion.action == "assign" else {}

    def _approved(self) -> WrittenVariant:
        rules, present = review_rules(self.catalog), policy_version(self.catalog)
        self._still_passes(present)
        component = component_of(self.catalog, self.one.component)
        risk = "high" if is_high_risk(self.catalog, component) else "low"
        needed = rules.high.approvals if risk == "high" else 1
        if needed > 1 and self.opinion.actor == self.one.author:
            raise OwnWords(field="actor")
        earlier = self.one.approvals if self.one.policy_version == present else ()
        if self.opinion.actor in earlier:
            raise ReviewConflict(f"{self.opinion.actor} approved this already; another editor is needed", field="actor")
        approvals = (*earlier, self.opinion.actor)
        state = "approved" if len(approvals) >= needed else "in_review"
        return self._stored(state=state, approvals=approvals, policy_version=present, risk=risk)

    def _still_passes(self, present: str) -> None:
        """What was checked then may break the rules of now; then it goes back with the reasons."""
        verdict = self._check(self.one.content)
        if verdict.shows and self.one.content_hash == content_hash(self.one.content):
            return
        after = moved(
            self.one,
            self.desk.now(),
            state="in_review",
            approvals=(),
            verdict=verdict,
            policy_version=present,
            content_hash=content_hash(self.one.content),
        )
        self._step(after, "rechecked", reasons(verdict) or "the words are not those that were checked")
        raise ReviewRefused(
            f"not approved, since the text breaks the present rules: {reasons(verdict) or 'it was changed'}",
            verdict.violations,
        )

    def _edited(self) -> WrittenVariant:
        """What could be mended is not mended here: the words are the editor's, who is told instead."""
        found = self.examined()
        self._must_show(found.verdict)
        return self._stored(
            state="in_review",
            content=found.content,
            content_hash=content_hash(found.content),
            policy_version=policy_version(self.catalog),
            verdict=found.verdict,
            approvals=(),
            evidence=found.evidence,
            claims=found.claims,
            scores=found.scores,
            author=self.opinion.actor,
        )

    def examined(self) -> Examined:
        content = self._merged()
        verdict = self._check(content)
        if verdict.verdict == "fix":
            return Examined(content, verdict)
        judged, scores = self._edit().judged(content)
        return Examined(content, judged.verdict, judged.evidence, judged.claims, tuple(scores))

    def _edit(self) -> Edit:
        guardrails = self.desk.worlds.catalog(self._current[0]).guardrails
        found = waiting(self.desk.written, self.one.component, self.one.locale)
        beside = tuple(text for one in found if one.id != self.one.id for text in one.content.values())
        return Edit(
            self.catalog, guardrails, self.desk.examiner, self.desk.documents, self.one, self.desk.now(), beside
        )

    def _must_show(self, verdict: Verdict) -> None:
        if not verdict.shows:
            raise ReviewRefused(f"not changed, since the text breaks rules: {reasons(verdict)}", verdict.violations,
                                field="content")  # fmt: skip

    def _merged(self) -> dict[str, str]:
        changed = dict(self.opinion.content or {})
        unknown = sorted(changed.keys() - self.one.content.keys())
        if unknown:
            raise BadInput(f"there is no field {unknown[0]}; there are {', '.join(self.one.content)}", field="content")
        return {**self.one.content, **changed}

    def _check(self, content: Mapping[str, str]) -> Verdict:
        guardrails = self.desk.worlds.catalog(self._current[0]).guardrails
        component = component_of(self.catalog, self.one.component)
        sources = sources_of(self.one, self.desk.documents)
        return check_text(self.catalog, guardrails, component, self.one.locale, content, sources=sources)

    def _stored(self, **fields: Any) -> WrittenVariant:
        after = moved(self.one, self.desk.now(), **fields)
        self._step(after, self.opinion.action, self.opinion.comment)
        return after

    def _step(self, after: WrittenVariant, action: StepAction, comment: str) -> None:
        step = step_of(self.one, after, action, self.opinion.actor, after.updated_at, comment)
        if not self.desk.written.step(after, step):
            raise self.desk.conflict(self.desk.written.variant(self.one.id) or self.one, self.opinion.action)
