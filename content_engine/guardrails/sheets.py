"""Style sheets, as far as they can hide something: declarations, and which elements a rule may reach.

Grammar after CSS Syntax 3 and Selectors 4, read so that doubt counts as a match: an unknown pseudo-class selects, an
ancestor anywhere above will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from content_engine.guardrails.patterns import pattern

Declarations = Mapping[str, str]
_COMMENT = pattern(r"(?s)/\*.*?(?:\*/|$)")
_ESCAPE = pattern(r"\\([0-9a-fA-F]{1,6})[ \t\n\r\f]?")
_COMPOUND = pattern(r"[^\s>+~]+")
_SIMPLE = pattern(
    r"([.#]?)([a-zA-Z_*\x{80}-\x{10FFFF}-][\w\x{80}-\x{10FFFF}-]*|\*)|\[\s*([\w-]+)[^\]]*\]"
    r"|(::?)([\w-]+)(?:\([^()]*\))?"
)
_NOT_NOW = frozenset(("hover", "focus", "active", "visited", "focus-within", "focus-visible", "target", "checked"))
_PARTS = frozenset(("before", "after", "first-line", "first-letter", "marker", "placeholder", "selection", "backdrop"))


@dataclass(frozen=True)
class Element:
    """An element as selectors see it."""

    name: str
    attributes: Mapping[str, str]

    @cached_property
    def keys(self) -> frozenset[str]:
        """What simple selectors can call it: `*`, its name, `#id` and each `.class`."""
        classes = (f".{name}" for name in self.attributes.get("class", "").split())
        return frozenset(("*", self.name, f"#{self.attributes.get('id', '')}", *classes))


@dataclass(frozen=True)
class StyleRule:
    """One selector, compound by compound from the outermost, and what it declares."""

    compounds: tuple[str, ...]
    declarations: Declarations
    important: frozenset[str] = frozenset()
    conditional: bool = False

    @property
    def key(self) -> str:
        """A class, id or name that an element must have for this to reach it; `*` when it may be any."""
        found = [f"{match[1] or ''}{match[2]}" for match in _SIMPLE.finditer(self.compounds[-1]) if match[2]]
        return min(found, key=lambda simple: simple[0] not in ".#", default="*")

    def beats(self, inline: Declarations) -> Declarations:
        """What is left of it beside the declarations of a `style` attribute."""
        return {k: v for k, v in self.declarations.items() if k not in inline or k in self.important}

    def reaches(self, chain: Sequence[Element]) -> bool:
        """Whether it may select the last element of `chain`, whose ancestors stand before it."""
        if not chain or not _selects(self.compounds[-1], chain[-1]):
            return False
        return all(any(_selects(compound, above) for above in chain[:-1]) for compound in self.compounds[:-1])


def declarations(source: str) -> tuple[dict[str, str], frozenset[str]]:
    """What a `style` attribute or a block declares, the last of a property counting, and which of it is important."""
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in _plain(source).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            value, _, weight = value.lower().partition("!")
            into = important if "important" in weight else found
            into[name.strip().lower()] = value.strip()
    return {**found, **important}, frozenset(important)


def _plain(source: str) -> str:
    source = str(_COMMENT.sub("", source))
    if "\\" not in source:
        return source
    return str(_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), source)).replace("\\", "")


def style_rules(source: str, *, conditional: bool = False) -> Iterator[StyleRule]:
    """Every rule of a style sheet. Those inside `@media` and its like are conditional; those for print are left out."""
    source = _plain(source)
    at = 0
    while (start := source.find("{", at)) >= 0:
        end = _block_end(source, start)
        head = source[at:start].rpartition(";")[2].strip() if "@" not in source[at:start] else source[at:start].strip()
        body = source[start + 1 : end]
        if head.startswith("@"):
            if head.lower().startswith(("@media", "@supports", "@layer", "@container")) and "print" not in head.lower():
                yield from style_rules(body, conditional=True)
        else:
            yield from _of_block(head, body, conditional)
        at = end + 1


def _of_block(head: str, body: str, conditional: bool) -> Iterator[StyleRule]:
    declared, important = declarations(body)
    for selector in head.split(","):
        compounds = tuple(match[0] for match in _COMPOUND.finditer(selector))
        if compounds and declared:
            yield StyleRule(compounds, declared, important, conditional)


def _block_end(source: str, start: int) -> int:
    depth = 0
    for at in range(start, len(source)):
        depth += (source[at] == "{") - (source[at] == "}")
        if depth == 0:
            return at
    return len(source)


def _selects(compound: str, element: Element) -> bool:
    return all(_holds(match, element) for match in _SIMPLE.finditer(compound))


def _holds(simple: object, element: Element) -> bool:
    sign, name, attribute, colons, pseudo = (simple[i] for i in range(1, 6))  # type: ignore[index]
    if colons:
        return colons == ":" and pseudo not in _NOT_NOW and pseudo not in _PARTS
    if attribute:
        return attribute.lower() in element.attributes
    return f"{sign or ''}{name}" in element.keys
