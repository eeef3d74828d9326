"""A text as each rule wants to see it (as sent, without markup, normalised, folded), and the way back to its source."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from content_engine.domain.catalog import Field_
from content_engine.guardrails.confusables import SKELETON, VISIBLE
from content_engine.guardrails.fragments import Fragment, fragment
from content_engine.guardrails.patterns import pattern
from content_engine.guardrails.sentences import sentences

_FEW = 24
_STAND_IN = "Ada"
View = Literal["visible", "clean", "folded"]
_EXPRESSION = pattern(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_SURROGATE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def clean(text: str) -> str:
    """NFKC, without characters that show nothing, with every look-alike of `.`, `:` and `/` made plain."""
    return text if text.isascii() else _translated(unicodedata.normalize("NFKC", text), VISIBLE)


def fold(text: str) -> str:
    """Lower case, without accents, look-alike letters made Latin: two texts a reader takes for the same fold alike."""
    if text.isascii():
        return text.lower()
    return _translated(unicodedata.normalize("NFKD", text), SKELETON).casefold()


def _translated(text: str, table: Mapping[int, str | None]) -> str:
    """`text.translate(table)`, quicker for texts in which few different characters are not ASCII."""
    strange = [char for char in set(text) if not char.isascii()]
    if len(strange) > _FEW:
        return text.translate(table)
    for char in strange:
        if ord(char) in table:
            text = text.replace(char, table[ord(char)] or "")
    return text


@dataclass(frozen=True)
class Reading:
    """One field of a content and its views.

    `rendered` is False for approved template text: its `{{ … }}` are then no text but places where text comes.
    `known` are values that were filled in from elsewhere: what they say is not the author's. `sources` are
    passages (id, text) that may support a statement beside the facts.
    """

    raw: str
    field: Field_
    kind: str
    locale: str = "en"
    rendered: bool = True
    max_chars: int = 20_000
    known: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    @cached_property
    def static(self) -> str:
        """`visible` with blanks, at equal length, for values that were filled in: what an author wrote, and no more."""
        text = self.visible
        values = self.known if self.rendered else (*self.known, _STAND_IN)
        for value in sorted(values, key=len, reverse=True):
            text = text.replace(value, " " * len(value)) if value in text else text
        return text

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of the sentences of `static`."""
        return sentences(self.static)

    @cached_property
    def source(self) -> str:
        """The text as sent, with unpaired surrogates and the expressions of template text replaced, at equal length."""
        text = self.raw if self.raw.isascii() else self.raw.translate(_SURROGATE)
        if self.rendered or "{" not in text:
            return text
        masked, _ = _EXPRESSION.subn(_stand_in, text)
        return str(masked)

    @cached_property
    def shape(self) -> Fragment | None:
        """The parsed HTML of a field that may hold it, else None."""
        return fragment(self.source) if self.field.markup == "html" else None

    @cached_property
    def visible(self) -> str:
        """What a reader sees: tags gone and entities decoded where the field is HTML."""
        return self.source if self.shape is None else self.shape.text

    @cached_property
    def shared(self) -> dict[object, object]:
        """What rules have worked out from this text and keep for one another, by what worked it out."""
        return {}

    @cached_property
    def clean(self) -> str:
        """`visible` for links, placeholders, secrets and personal data: case kept."""
        return clean(self.visible)

    @cached_property
    def folded(self) -> str:
        """`visible` for words: phrases and names."""
        return fold(self.visible)

    def span(self, view: View, start: int, end: int) -> tuple[int, int]:
        """Where in the text as sent the part `start:end` of a view comes from."""
        if view != "visible":
            whole = self.clean if view == "clean" else self.folded
            start, end = _back(self.visible, whole, clean if view == "clean" else fold, start, end)
        return (start, end) if self.shape is None else self.shape.span(start, end)


def _stand_in(match: object) -> str:
    found = match[0]  # type: ignore[index]
    return " " * len(found) if found[1] != "{" else _STAND_IN.ljust(len(found))


def _back(source: str, view: str, change: Callable[[str], str], start: int, end: int) -> tuple[int, int]:
    """The part of `source` that `change` made into `view[start:end]`; all of it where the two do not line up."""
    if source.isascii():
        return start, end
    begins, offsets = _aligned(source, change)
    if offsets[-1] != len(view):
        return 0, len(source)
    first = bisect_right(offsets, start) - 1
    last = bisect_right(offsets, max(end - 1, start)) - 1
    return begins[first], begins[min(last + 1, len(begins) - 1)]


def _aligned(source: str, change: Callable[[str], str]) -> tuple[list[int], list[int]]:
    """For each base character with its marks: where it begins in the source, and where in the view."""
    begins = [i for i, char in enumerate(source) if i == 0 or not unicodedata.combining(char)]
    ends = [*begins[1:], len(source)]
    offsets, total = [], 0
    for begin, end in zip(begins, ends, strict=True):
        offsets.append(total)
        total += len(change(source[begin:end]))
    return [*begins, len(source)], [*offsets, total]
