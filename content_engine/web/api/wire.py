"""What the wire carries where it is not a noun of the domain: lists, filters, answers about many things."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from content_engine.domain.assignments import Assignment
from content_engine.domain.base import Id, Locale, Moment, Name, Noun, SubjectId
from content_engine.domain.catalog import State
from content_engine.domain.decisions import Decision, DecisionRequest
from content_engine.domain.events import Exposure, Outcome
from content_engine.domain.problems import Problem

MOST = 1_000
"""Most items of a list that is sent."""


def addressed(assignment: Assignment) -> Assignment:
    """Lets an assignment pass that names the subject its scope needs."""
    if assignment.subject_key is None:
        raise ValueError(f"{assignment.scope}_id: is required for scope {assignment.scope}")
    return assignment


def attributable(outcome: Outcome) -> Outcome:
    """Lets an outcome pass that names a decision or a user."""
    if outcome.decision_id is None and outcome.user_id is None:
        raise ValueError("decision_id: is required where no user_id is given")
    return outcome


class Batch(Noun):
    """Decision requests that are accepted or refused together."""

    requests: Annotated[tuple[DecisionRequest, ...], Field(max_length=MOST)]


class Decisions(Noun):
    """One decision per request, in the order of the requests."""

    decisions: tuple[Decision, ...]


class Exposures(Noun):
    """What became of messages."""

    exposures: Annotated[tuple[Exposure, ...], Field(max_length=MOST)]


class Outcomes(Noun):
    """What subjects did."""

    outcomes: Annotated[
        tuple[Annotated[Outcome, AfterValidator(attributable)], ...],
        Field(max_length=MOST),
    ]


class Assignments(Noun):
    """Who is in which segment. With `complete` the list is the full membership of the segments it names."""

    assignments: Annotated[
        tuple[Annotated[Assignment, AfterValidator(addressed)], ...],
        Field(max_length=MOST),
    ]
    complete: bool = False


class Preferences(Noun):
    """What a subject wants: consent by channel (`all` for every channel), and silence. What is left out stays."""

    consent: dict[Literal["email", "in_app", "chat", "web", "all"], bool] = Field(default_factory=dict)
    do_not_disturb: bool | None = None


SomeText = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]


SlotName = Annotated[str, StringConstraints(max_length=250, pattern=r"^([A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+$")]


class CheckRequest(Noun):
    """A text, or the fields of one, to be judged by the guardrails. `slot` is a slot's name or `template/slot`."""

    content: SomeText | Annotated[dict[Name, SomeText], Field(max_length=20)]
    kind: Name
    slot: SlotName | None = None
    locale: Locale = "en"


class FolderReport(Noun):
    """What is wrong with the server's content folder."""

    ok: bool
    problems: tuple[Problem, ...]


class NoInputs(Noun):
    """A call without parameters."""


class DecisionInputs(Noun):
    """Which decision, and whether with its explanation."""

    decision_id: Id
    explain: Annotated[Literal["0", "1", "true", "false"], Field(description="1 adds why it was decided so")] = "0"


class RenderInputs(Noun):
    """A decision request without attributes: query strings end up in logs."""

    template: Name
    request_id: Id
    user_id: SubjectId
    account_id: SubjectId | None = None
    locale: Locale = "en"


class SubjectInputs(Noun):
    """Which subject."""

    user_id: SubjectId


class UnsubscribeInputs(Noun):
    """The token of an unsubscribe link."""

    token: str


class Page(Noun):
    """A page of a list. `cursor` is the `next_cursor` of the page before."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Name | None = None


class TemplatePage(Page):
    """A page of templates."""

    state: State | None = None


class ComponentPage(TemplatePage):
    """A page of components."""

    kind: Name | None = None


class VariantPage(ComponentPage):
    """A page of variants."""

    component: Name | None = None
    locale: Locale | None = None
    origin: Literal["authored", "generated"] | None = None


class ItemInputs(Noun):
    """Which piece of content."""

    id: Name


class Row(BaseModel):
    """A piece of content, with the fields its file has."""

    model_config = ConfigDict(extra="allow")

    id: str
    state: State


class TemplateRow(Row):
    """A template, without the text of its layout."""

    channel: str
    stage: str
    slots: list[dict[str, Any]]


class ComponentRow(Row):
    """A component, with the ids of its variants."""

    kind: str
    variants: list[str]


class VariantRow(Row):
    """A variant, with its component and kind."""

    component: str
    kind: str
    locale: str
    content: dict[str, str]


class ChangeRow(Noun):
    """One step in the life of a piece of content."""

    item: str
    id: str
    action: str
    actor: str
    at: Moment
    detail: str
    before: State | None = None
    after: State | None = None
    content_hash: str | None = None


class Listed(Noun):
    """A page of a catalog, by id; `next_cursor` is null on the last one."""

    catalog_version: str
    next_cursor: str | None


class Templates(Listed):
    """A page of templates."""

    templates: list[TemplateRow]


class Components(Listed):
    """A page of components."""

    components: list[ComponentRow]


class Variants(Listed):
    """A page of variants."""

    variants: list[VariantRow]


class TemplateDetail(TemplateRow):
    """A template and its history, newest first."""

    history: list[ChangeRow]


class ComponentDetail(ComponentRow):
    """A component and its history, newest first."""

    history: list[ChangeRow]


class VariantDetail(VariantRow):
    """A variant and its history, newest first."""

    history: list[ChangeRow]


class SubjectExport(Noun):
    """Everything that is stored about a user."""

    user_id: str
    memory: dict[str, Any]
    assignments: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    exposures: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]


class Erased(Noun):
    """How many rows were removed or made anonymous, by table."""

    erased: dict[str, int]


class Health(Noun):
    """That the process answers."""

    status: Literal["ok"]


class Readiness(Noun):
    """Whether requests can be served, with what, and what is the trouble."""

    ready: bool
    catalog_version: str | None
    policy_version: str | None
    problems: list[str]
