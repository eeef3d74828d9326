"""The policy file: caps, gaps, quiet hours, consent, regions, priorities, holdouts, ranking (interface §2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from content_engine.domain.base import FileNoun, Json, Name

ChannelName = Literal["email", "in_app", "chat", "web"]
Window = Annotated[timedelta, Field(gt=timedelta(0), le=timedelta(days=90))]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Aim(FileNoun):
    """Which messages a rule speaks of; an empty list is no limit."""

    channels: tuple[ChannelName, ...] = ()
    templates: tuple[Name, ...] = ()
    stages: tuple[str, ...] = ()


class Cap(Aim):
    """At most `max` in any window of length `per`, counted per subject and, for the narrower scopes, per thing.

    `user` and `account` count every message the rule's aim covers; `channel`, `template`, `component` and `claim` count
    per channel, template, component or claim. A reservation counts until it is given back.
    """

    id: Name
    scope: Literal["user", "account", "channel", "template", "component", "claim"]
    max: Annotated[int, Field(ge=0, le=300)]
    per: Window


class Gap(FileNoun):
    """No message on `before` within `min` after one on `after`."""

    id: Name
    after: ChannelName
    before: ChannelName
    min: Window


class QuietHours(FileNoun):
    """No message on these channels from `from` until `until`, in the subject's own time zone where it is known."""

    id: Name
    channels: tuple[ChannelName, ...] = ()
    from_: Annotated[Clock, Field(alias="from")]
    until: Clock
    timezone_attribute: str = "timezone"
    default_timezone: str = "UTC"


class ConsentRule(FileNoun):
    """Consent for a channel: the attribute that states it, and what its absence means. A revocation always wins."""

    attribute: str
    when_absent: Literal["granted", "missing"] = "granted"


class DoNotDisturb(FileNoun):
    """The attribute that silences everything while it is true."""

    attribute: str = "do_not_disturb"


class RegionRule(Aim):
    """Regions (attribute `region`) where these messages are not sent."""

    id: Name
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


class SuppressRule(Aim):
    """Says nothing while `when` holds, except for the templates named."""

    id: Name
    when: Json
    code: Literal["suppressed.account_owner", "suppressed.rule"] = "suppressed.rule"
    except_templates: tuple[Name, ...] = ()
    detail: str = ""


class PriorityRule(Aim):
    """These messages wait until `until` holds. Conditions also see `milestones`, the outcomes seen so far."""

    id: Name
    until: Json
    detail: str = ""


class Holdout(FileNoun):
    """A share of subjects kept off personalisation: `holdout` gets control content, `silent_holdout` nothing."""

    id: Name
    kind: Literal["holdout", "silent_holdout"] = "holdout"
    share: Annotated[float, Field(ge=0, le=0.9)]
    salt: Annotated[str, Field(min_length=1)]
    unit: Literal["user", "account"] = "user"
    templates: tuple[Name, ...] = ()


class RankingRule(FileNoun):
    """How choices are drawn.

    `policy`: `bayes` (the learnt response model), `beta` (Thompson sampling on each variant's own counts), `fixed` (the
    default content of each slot) or `uniform`. `minimum` is the share of probability spread evenly over a slot's
    candidates. `width` scales the posterior draws: 1 explores as much as is uncertain, less explores less. `silence`
    is how certain it must be that saying nothing is better before nothing is said (`uplift.negative`); empty: never.
    """

    policy: Literal["bayes", "beta", "fixed", "uniform"] = "bayes"
    minimum: Annotated[float, Field(ge=0, le=1)] = 0.05
    width: Annotated[float, Field(ge=0, le=2)] = 0.25
    silence: Annotated[float, Field(ge=0.5, lt=1)] | None = None


class RankingRules(FileNoun):
    """The ranking rule for each template, and for the rest."""

    default: RankingRule = RankingRule()
    templates: dict[Name, RankingRule] = Field(default_factory=dict)


class LearningRules(FileNoun):
    """How `learn` learns.

    `members` is the number of posterior draws a snapshot stands for. What is `half_life` old counts half. `settle` is
    how long after a goal's window has passed events may still arrive. Outcomes from `ignore_sources`, and an `opened`
    or `clicked` within `human_after` of the exposure, are a machine's and ignored.
    """

    members: Annotated[int, Field(ge=16, le=512)] = 128
    half_life: Annotated[timedelta, Field(ge=timedelta(days=1), le=timedelta(days=3650))] = timedelta(days=60)
    settle: Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=30))] = timedelta(days=2)
    human_after: Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(minutes=10))] = timedelta(seconds=2)
    ignore_sources: tuple[str, ...] = ()


class Reservation(FileNoun):
    """How long a decision waits for its exposure before what it reserved is given back, by channel."""

    default: Window = timedelta(days=1)
    channels: dict[ChannelName, Window] = Field(default_factory=dict)


class HighRisk(FileNoun):
    """How many distinct editors a generated variant needs where any template that takes it is of high risk."""

    approvals: Annotated[int, Field(ge=1, le=2)] = 1


class LowRisk(FileNoun):
    """Whether a generated variant may go live on evaluation alone: every check passed and no score is lower.

    `judge` names a judge's prompt, as `<task>`, `<task>@<label>` or `<task>/<number>`; where it is given, its opinion
    of the text, from 1 to 5, must reach `min_judged` as well. A judge that does not answer has not said yes.
    """

    auto: bool = False
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.8
    judge: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")] | None = None
    min_judged: Annotated[float, Field(ge=1, le=5)] = 4.0


class ReviewRules(FileNoun):
    """Who has to say yes to a generated variant. With two approvals, nobody's of their own words counts."""

    high: HighRisk = HighRisk()
    low: LowRisk = LowRisk()


class Past(FileNoun):
    """A message in the past of a policy test: sent `ago` before now."""

    template: Name
    ago: Window
    components: tuple[Name, ...] = ()
    claims: tuple[Name, ...] = ()


class Given(FileNoun):
    """The situation of a policy test. `segments` default to one good assignment of the first contract that fits."""

    template: Name
    at: str | None = None
    locale: str = "en"
    attributes: dict[str, Any] = Field(default_factory=dict)
    segments: tuple[Name, ...] | None = None
    history: tuple[Past, ...] = ()
    milestones: tuple[Name, ...] = ()
    revoked: tuple[str, ...] = ()


class PolicyTest(FileNoun):
    """A unit test beside the rules: what is given, and whether the message is refused, with which code."""

    name: str = ""
    given: Given
    expect: Literal["assembled", "refused"]
    code: str | None = None


class PolicyFile(FileNoun):
    """One `policies/*.yaml`. The rules of all files hold together; ids are unique over all of them."""

    id: Name
    description: str = ""
    caps: tuple[Cap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    quiet_hours: tuple[QuietHours, ...] = ()
    consent: dict[ChannelName, ConsentRule] = Field(default_factory=dict)
    do_not_disturb: DoNotDisturb | None = None
    regions: tuple[RegionRule, ...] = ()
    suppress: tuple[SuppressRule, ...] = ()
    priorities: tuple[PriorityRule, ...] = ()
    holdouts: tuple[Holdout, ...] = ()
    ranking: RankingRules | None = None
    learning: LearningRules | None = None
    reservation: Reservation | None = None
    review: ReviewRules | None = None
    tests: tuple[PolicyTest, ...] = ()
