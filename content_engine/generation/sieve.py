"""A brief's sources sorted into what may be believed, what may be read, and what is kept from the prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content_engine.domain.brand import Fact
from content_engine.domain.documents import Passage
from content_engine.generation.briefs import Brief, Example
from content_engine.generation.instructions import instructs, no_statement, sentences
from content_engine.generation.texts import neutral, spoken, visible


@dataclass(frozen=True)
class Sifted:
    """What the sieve let through, and what it kept back: sentences that a candidate must not echo.

    `tainted` are the other sentences of passages that were kept back for one of theirs.
    """

    facts: tuple[Fact, ...]
    passages: tuple[tuple[Passage, str], ...]
    labels: tuple[str, ...]
    withheld: tuple[str, ...]
    tainted: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()


class Once:
    """A brief by identity, so that what is worked out of it is worked out once for all drafts of an answer."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    def __hash__(self) -> int:
        return id(self.brief)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Once) and other.brief is self.brief


def sifted(brief: Brief) -> Sifted:
    """The sources of a brief, sorted. A fact with one bad sentence is withheld whole: half a fact is none."""
    return _sifted(Once(brief))


@lru_cache(maxsize=16)
def _sifted(once: Once) -> Sifted:
    brief = once.brief
    withheld: list[str] = []
    facts = tuple(fact for fact in brief.facts if _sound(fact.statement, withheld))
    labels = tuple(neutral(label, 300) for label in brief.labels if _sound(label, withheld))
    tainted: list[str] = []
    passages = tuple((one, _cleared(one.text, withheld, tainted)) for one in brief.passages)
    titled = [(one, text) for one, text in passages if text and _described(one, withheld)]
    withheld += dict.fromkeys(text for text in (*brief.approved, *brief.existing) if _speaks(text))
    return Sifted(
        facts,
        tuple(titled),
        labels,
        tuple(withheld),
        tuple(tainted),
        approved=tuple(text for text in brief.approved if not _speaks(text)),
        existing=tuple(text for text in brief.existing if not _speaks(text)),
        good=tuple(one for one in brief.good if not _speaks(one.text)),
        bad=tuple(one for one in brief.bad if not _speaks(one.text)),
    )


def sources_of(brief: Brief) -> list[tuple[str, str]]:
    """(id, text) of every source that a candidate's statements may come from: facts, then passages."""
    kept = sifted(brief)
    facts = [(fact.id, visible(fact.statement)) for fact in kept.facts]
    return facts + [(passage.id, text) for passage, text in kept.passages]


@lru_cache(maxsize=4_096)
def _verdicts(text: str, strict: bool) -> tuple[tuple[str, bool], ...]:
    bad: Callable[[str], bool] = no_statement if strict else instructs
    return tuple((sentence, bad(sentence)) for sentence in sentences(text))


@lru_cache(maxsize=32_768)
def _speaks(text: str) -> bool:
    """Whether a text of the catalog speaks to a model: a content system brought it in, and nobody read it."""
    plain = spoken(text)
    return instructs(plain) or any(is_bad for _, is_bad in _verdicts(plain, False))


def _sound(text: str, withheld: list[str]) -> bool:
    bad = any(is_bad for _, is_bad in _verdicts(text, True)) or no_statement(text)
    if bad:
        withheld.append(text)
    return not bad


def _cleared(text: str, withheld: list[str], tainted: list[str]) -> str:
    """A passage as it may be sent; nothing of one that speaks to a model, since whoever planted that wrote the rest."""
    judged = _verdicts(text, False)
    if any(is_bad for _, is_bad in judged):
        for sentence, is_bad in judged:
            (withheld if is_bad else tainted).append(sentence)
        return ""
    return neutral(text)


def _described(passage: Passage, withheld: list[str]) -> bool:
    heads: Sequence[str] = [head for head in (passage.title, passage.heading) if head and instructs(head)]
    withheld.extend(heads)
    return not heads
