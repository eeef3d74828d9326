"""Generated variants from brief to catalog: what is asked for, what came of it, who decided, and where that is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NamedTuple, Protocol

from pydantic import Field

from content_engine.domain.base import Id, Json, Locale, Name, Noun, Text
from content_engine.domain.catalog import State
from content_engine.domain.errors import BadInput, ContentEngineError
from content_engine.domain.llm import Origin, Usage
from content_engine.domain.verdicts import Verdict, Violation

ReviewAction = Literal["approve", "reject", "edit", "comment", "assign", "retire", "restore"]
"""What a person may say of a variant."""

StepAction = Literal[
    "approve", "reject", "edit", "comment", "assign", "retire", "restore",
    "generated", "checked", "submitted", "published", "withdrawn", "rechecked", "retire_proposed",
]  # fmt: skip
"""Every step in a variant's life: what people say, and what the engine does. `withdrawn`: it left the catalog."""


class ReviewConflict(ContentEngineError):
    """Somebody else decided on this variant meanwhile; nothing was changed."""

    code = "review.conflict"


class OwnWords(ContentEngineError):
    """Two editors must approve this, and nobody's approval of their own words counts. Ask another editor."""

    code = "review.own_words"


class ReviewRefused(BadInput):
    """The text breaks rules; nothing was approved. `violations` are all that were found."""

    code = "review.refused"

    def __init__(self, message: str, violations: Sequence[Violation] = (), *, field: str | None = None) -> None:
        self.violations = tuple(violations)
        super().__init__(message, field=field)


def content_hash(content: Mapping[str, str]) -> str:
    """The hash an approval is bound to: the first 32 hexadecimal digits of the SHA-256 of the content's JSON."""
    body = json.dumps(dict(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class GenerationRequest(Noun):
    """`POST /v1/generations`: new variants of a component, for a segment, in a language.

    `attributes` are an example subject's; only those that the prompt declares, with a value from its closed list, reach
    it. `prompt` is `<task>`, `<task>@<label>` or `<task>/<number>`; `documents` limits the passages that may be used.
    """

    component: Name
    segment: Name | None = None
    locale: Locale | None = None
    count: Annotated[int, Field(ge=1, le=50)] = 3
    model: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")] | None = None
    prompt: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")] | None = None
    attributes: Json = Field(default_factory=dict)
    note: Text = ""
    documents: Annotated[tuple[Id, ...], Field(max_length=50)] = ()


class Evidence(Noun):
    """Where a statement of a text comes from: its span in `field`, and ids of facts or passages that say it."""

    field: str
    span: tuple[int, int]
    sources: tuple[str, ...]


class Score(Noun):
    """A graded quality. A judge that broke is a `failure`, with no value, and never a failed text.

    `repeated` are the judgements that `value` is made from, where a judge was asked several times.
    """

    evaluator: str
    version: str = "1"
    value: float | None = None
    repeated: tuple[float, ...] = ()
    reason: str = ""
    failure: str | None = None


class Provenance(Noun):
    """Where a generated text comes from. `origin: offline` is the built-in writer, never a language model."""

    prompt: str
    prompt_hash: str
    model: str
    adapter: str
    origin: Origin
    job: str | None = None
    completion: str = ""
    usage: Usage = Usage()
    angle: str = ""
    rounds: int = 1


class WrittenVariant(Noun):
    """A generated variant with all that was found about it.

    `state` goes draft -> checked -> in_review -> approved or rejected -> retired. `version` rises with every change;
    `content_hash` and `policy_version` (of the guardrails and facts it was checked under) are what an approval is bound
    to. `approvals` are the actors whose approval of exactly this content under exactly this policy stands. `author` is
    who wrote the words that are there now: the origin, or the editor who changed them.
    """

    id: Name
    component: Name
    kind: Name
    locale: Locale
    segment: Name | None = None
    content: dict[str, str]
    claims: tuple[Name, ...] = ()
    tone: str | None = None
    state: State = "draft"
    risk: Literal["high", "low"] = "high"
    content_hash: str
    policy_version: str
    verdict: Verdict = Verdict()
    evidence: tuple[Evidence, ...] = ()
    scores: tuple[Score, ...] = ()
    provenance: Provenance
    author: str
    approvals: tuple[str, ...] = ()
    assigned_to: str | None = None
    note: str = ""
    created_at: int
    updated_at: int
    version: Annotated[int, Field(ge=1)] = 1


class Review(Noun):
    """One step in a variant's life, never changed afterwards. `before` and `after` are states."""

    variant: Name
    action: StepAction
    actor: Id
    at: int
    before: State | None = None
    after: State
    content_hash: str
    policy_version: str
    comment: str = ""


class Place(NamedTuple):
    """Where a variant stands in the queue: high risk first, then the oldest; the id decides between equals."""

    risk: str
    created_at: int
    id: str


class Wanted(Noun):
    """Which variants of the queue: in one of `states`, and with each value that is given.

    `assigned_to` is an actor; the empty text asks for those that nobody was asked to look at.
    """

    states: tuple[State, ...] = ()
    component: str | None = None
    kind: str | None = None
    locale: str | None = None
    risk: Literal["high", "low"] | None = None
    origin: Origin | None = None
    assigned_to: str | None = None


class Pile(NamedTuple):
    """What variants have in common that are counted together. `assigned_to` is empty where nobody is asked."""

    state: str
    component: str
    kind: str
    locale: str
    risk: str
    origin: str
    assigned_to: str


class VariantStore(Protocol):
    """Generated variants and their reviews. One contract suite runs on SQLite and on PostgreSQL."""

    def add(self, variants: Sequence[WrittenVariant], reviews: Sequence[Review]) -> int:
        """Stores new variants with their first steps, in one transaction; ids already there are left as they are.

        Returns how many were new.
        """

    def variant(self, variant_id: str) -> WrittenVariant | None:
        """One variant."""

    def variants(
        self,
        *,
        states: Sequence[State] = (),
        component: str | None = None,
        job: str | None = None,
        locale: str | None = None,
        risk: str | None = None,
        order: Literal["oldest", "riskiest", "id"] = "id",
        after: str = "",
        limit: int = 100,
    ) -> Sequence[WrittenVariant]:
        """A page: by id those after `after`; `oldest` by creation; `riskiest` high risk first, then oldest."""

    def queue(self, wanted: Wanted, *, after: Place | None = None, limit: int = 50) -> Sequence[WrittenVariant]:
        """A page of the queue: those wanted that stand after a place, high risk first, then the oldest."""

    def piles(self) -> Mapping[Pile, int]:
        """How many variants there are of each sort that the queue can be filtered by."""

    def approved(self) -> frozenset[str]:
        """The ids of all approved variants: a running server asks every second."""

    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """How many variants by (state, risk, locale)."""

    def step(self, after: WrittenVariant, review: Review) -> bool:
        """Stores a variant as it is after a step, together with the step.

        `after.version` is one above the version it was read at; False, storing nothing, when somebody else was faster.
        """

    def reviews(self, variant_id: str | None = None, *, limit: int = 200) -> Sequence[Review]:
        """The steps of one variant, or of all, newest first."""
