"""Content as the engine sees it: taxonomy, components and variants, templates and slots, the catalog."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.base import FileNoun, Json, Locale, Name
from content_engine.domain.brand import Brand, Fact, Period
from content_engine.domain.rules import PolicyFile

State = Literal["draft", "checked", "in_review", "approved", "rejected", "retired"]
Markup = Literal["none", "html"]


class Field_(FileNoun):
    """One field of a component kind: its limits after rendering. `type: url` must be a link the brand allows."""

    name: str
    type: Literal["text", "url"] = "text"
    max_chars: Annotated[int, Field(ge=1, le=20_000)] = 2_000
    multiline: bool = False
    markup: Markup = "none"


class Kind(FileNoun):
    """A sort of component, with the fields every variant of it fills."""

    name: Name
    description: str = ""
    fields: Annotated[tuple[Field_, ...], Field(min_length=1)]


class Taxonomy(FileNoun):
    """`components/taxonomy.yaml`: the kinds, and the closed value list of each taxonomy dimension."""

    kinds: tuple[Kind, ...]
    dimensions: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Audience(FileNoun):
    """Segments a component is for; an empty `include` is everyone."""

    include: tuple[Name, ...] = ()
    exclude: tuple[Name, ...] = ()


class Variant(FileNoun):
    """One concrete text of a component. `content` maps the kind's fields to approved template text.

    `claims` are facts that these words rest on beside the component's own: once one expires, the variant leaves.
    """

    id: Name
    locale: Locale
    content: dict[str, str]
    tone: str | None = None
    claims: tuple[Name, ...] = ()
    origin: Literal["authored", "generated"] = "authored"
    state: State = "approved"

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if isinstance(data, dict) and "text" in data and "content" not in data:
            data = {**data, "content": {"text": data["text"]}}
            del data["text"]
        return data


class Component(FileNoun):
    """A modular block: taxonomy, whom it is for, when it holds, what it claims, and its variants."""

    id: Name
    kind: Name
    taxonomy: dict[str, str] = Field(default_factory=dict)
    segments: Audience = Audience()
    when: Json = Field(default_factory=dict)
    valid: Period = Period()
    claims: tuple[Name, ...] = ()
    state: State = "approved"
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]


class Slot(FileNoun):
    """A place in a template. `control` names the default variants, one per place that must be filled."""

    name: Name
    kinds: Annotated[tuple[Name, ...], Field(min_length=1)]
    min: Annotated[int, Field(ge=0, le=10)] = 1
    max: Annotated[int, Field(ge=1, le=10)] = 1
    distinct: Literal["component", "variant"] = "component"
    max_chars: int | None = None
    control: tuple[Name, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_control(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("control"), str):
            data = {**data, "control": (data["control"],)}
        return data


class Constraint(FileNoun):
    """A rule over the whole message: no key twice (`distinct`), or one key throughout (`same`).

    A key is `claim`, `component`, `tone`, or a taxonomy dimension.
    """

    distinct: str | None = None
    same: str | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Constraint:
        if (self.distinct is None) == (self.same is None):
            raise ValueError("give exactly one of `distinct` and `same`")
        return self


class Goal(FileNoun):
    """The outcome a message is for, and how long after the exposure it counts."""

    outcome: Name
    window: Annotated[timedelta, Field(gt=timedelta(0), le=timedelta(days=365))]
    secondary: tuple[Name, ...] = ()


class Layout(FileNoun):
    """Layout files beside the template, by part; in a catalog, their text."""

    mjml: str | None = None
    html: str | None = None
    text: str | None = None
    json_: Annotated[str | None, Field(alias="json")] = None


class Template(FileNoun):
    """The ordered skeleton of a message."""

    id: Name
    channel: Literal["email", "in_app", "chat", "web"]
    stage: str
    description: str = ""
    goal: Goal
    risk: Literal["high", "low"] = "high"
    state: State = "approved"
    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    constraints: tuple[Constraint, ...] = ()
    layout: Layout = Layout()


class Catalog(FileNoun):
    """All content at one moment. Its version is the hash of its canonical JSON; nothing in it changes afterwards."""

    taxonomy: Taxonomy
    components: tuple[Component, ...] = ()
    templates: tuple[Template, ...] = ()
    segments: tuple[SegmentContract, ...] = ()
    policies: tuple[PolicyFile, ...] = ()
    brand: Brand
    facts: tuple[Fact, ...] = ()
