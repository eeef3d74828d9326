"""The brand's own rules and approved facts: `guardrails/brand.yaml` and `guardrails/facts.yaml` (interface §2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from content_engine.domain.base import FileNoun, Name

OnFail = Literal["reject", "fix", "reask", "flag"]


class Period(FileNoun):
    """First and last day on which something holds, both included, in UTC."""

    from_: Annotated[date | None, Field(alias="from")] = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ or day) <= day <= (self.until or day)


class Fact(FileNoun):
    """An approved statement with its source. A component whose claim has expired leaves the engine at once."""

    id: Name
    statement: str
    source: str
    valid: Period = Period()


class Sender(FileNoun):
    """Who writes: the name, the postal address every e-mail carries, and where its unsubscribe links point.

    `unsubscribe_url` holds `{token}` once; the token names the decision and nothing of the subject.
    """

    name: str
    postal_address: str
    unsubscribe_url: str
    home_url: str = ""


class Links(FileNoun):
    """Where links may point. Anything else is a violation."""

    schemes: tuple[str, ...] = ("https",)
    hosts: tuple[str, ...] = ()
    mailto: tuple[str, ...] = ()
    on_fail: OnFail = "reject"


class Style(FileNoun):
    """Limits of style for the kinds named (all kinds when empty).

    `max_sentence_words` and `min_reading_ease` (0 hard to 100 easy, by the measure of the text's language) are off
    unless given, and a breach of theirs is `reading_on_fail`.
    """

    kinds: tuple[Name, ...] = ()
    max_emoji: int | None = None
    max_exclamations: int | None = None
    max_capitals_share: float | None = None
    max_sentence_words: int | None = None
    min_reading_ease: float | None = None
    reading_on_fail: OnFail = "flag"
    on_fail: OnFail = "reject"


class PhraseRule(FileNoun):
    """Wordings that are not allowed. `phrases` match whole words in any case; `patterns` are RE2 expressions.

    Both see the text in lower case with accents and look-alike letters folded. What matches one of `allow` is let
    through. With `on_fail: fix`, `replace` takes the place of what was found.
    """

    id: Name
    description: str = ""
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    kinds: tuple[Name, ...] = ()
    replace: str | None = None
    on_fail: OnFail = "reject"


class Disclosure(FileNoun):
    """A restricted claim and the words that must stand with it."""

    id: Name
    phrases: tuple[str, ...]
    requires: str
    on_fail: OnFail = "reject"


class Names(FileNoun):
    """Names that must not appear, in any spelling.

    `parts` cuts a name where its spelling does not show it (`Chartwise: [chart, wise]`), so that both words in one
    sentence about a rival are seen. `aliases` are further names; `patterns` (RE2, on folded text) are paraphrases;
    `allow` are ordinary wordings that only sound like a name.
    """

    names: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    on_fail: OnFail = "reject"


PersonalKind = Literal[
    "email", "phone", "iban", "card", "ip", "mac", "national_id", "birth_date", "address", "coordinates"
]


class PersonalData(FileNoun):
    """Personal data that content must not hold. `allow` lists what is the brand's own; `regions` (ISO 3166) are the
    countries whose telephone numbers are known without a country code.
    """

    kinds: tuple[PersonalKind, ...] = get_args(PersonalKind)
    allow: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("DE", "US", "GB", "FR", "ES")
    on_fail: OnFail = "reject"


Undecided = Literal["reject", "flag", "pass"]


class Grounding(FileNoun):
    """How statements are checked against the facts.

    `plans` are the names of the plans, the smallest first; those in `free` cost nothing. `synonyms` gives further words
    for what a fact names, per locale (`{audit log: {de: [Prüfprotokoll]}}`); `vocabulary` are words any statement may
    use. A statement that contradicts a fact is a breach of `on_fail`; one no fact settles is what `undecided` says.
    `account: false` lets texts speak of the reader's own account, where templates tell only those it is true of.
    """

    plans: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    synonyms: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    account: bool = True
    undecided: Undecided = "flag"
    on_fail: OnFail = "reject"


class Claims(FileNoun):
    """Settings of the rules on claims (`claim.outcome`, `claim.price` and so on), which every brand has.

    `plans` are the names of its plans where they are also everyday words (Free, Team), told apart by their capital.
    `allow` lists, by rule (`price: [the free plan]`), wordings to let through.
    """

    plans: tuple[str, ...] = ()
    allow: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    on_fail: OnFail = "reject"


class Voice(FileNoun):
    """How the brand sounds, in words for editors and prompts."""

    summary: str = ""
    do: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class Brand(FileNoun):
    """Everything that `guardrails/brand.yaml` declares."""

    name: str
    locales: tuple[str, ...] = ("en",)
    products: tuple[str, ...] = ()
    sender: Sender
    voice: Voice = Voice()
    links: Links = Links()
    style: tuple[Style, ...] = ()
    prohibited: tuple[PhraseRule, ...] = ()
    restricted: tuple[Disclosure, ...] = ()
    competitors: Names = Names()
    personal_data: PersonalData = PersonalData()
    claims: Claims = Claims()
    grounding: Grounding = Grounding()
    switched_off: tuple[Name, ...] = Field(default=(), description="ids of built-in guardrails this brand does without")
