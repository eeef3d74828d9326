"""A variant's texts made ready for the page: differences, marked spans, evidence beside claims, plain messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.catalog import Variant
from content_engine.domain.verdicts import Violation
from content_engine.domain.writing import Evidence
from content_engine.engine import variant_page
from content_engine.engine.desk import Desk
from content_engine.engine.message_view import Preview
from content_engine.engine.reviewing import Examined
from content_engine.engine.variant_page import Shown, Source
from content_engine.web.studio.differences import Mark, Marked, Piece, marked, word_diff

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_ALWAYS, _NEVER = "(min-width: 0px)", "(max-width: 0px)"
_FORCED = "<style>:root { color-scheme: %s !important; }</style>"
_INVERTED = (
    "<style>html { background: #fff; filter: invert(1) hue-rotate(180deg); min-height: 100%; }"
    " img { filter: invert(1) hue-rotate(180deg); }</style>"
)
ROLES = {"title": "title", "headline": "title", "cta": "button", "label": "button", "tooltip": "hint", "hint": "hint"}


@dataclass(frozen=True)
class Text:
    """One field: its words with what was found marked, and how they came from the text it is compared with."""

    field: str
    text: str
    marked: Sequence[Marked]
    difference: Sequence[Piece]
    limit: int | None
    multiline: bool


@dataclass(frozen=True)
class Claim:
    """A statement of the text (empty for a claim that is only named), and what it rests on."""

    field: str
    words: str
    sources: Sequence[Source]


def texts(one: Shown, against: Variant | None) -> list[Text]:
    """The fields of a variant, in the order of its kind."""
    written = one.written
    found = written.verdict.violations if written else ()
    evidence = written.evidence if written else ()
    return _texts(one, one.variant.content, against.content if against else {}, found, evidence)


def _texts(
    one: Shown,
    content: Mapping[str, str],
    before: Mapping[str, str],
    found: Sequence[Violation],
    evidence: Sequence[Evidence],
) -> list[Text]:
    declared = {each.name: each for each in one.kind.fields} if one.kind else {}
    order = [*(name for name in declared if name in content), *(name for name in content if name not in declared)]
    return [
        Text(
            field=name,
            text=content[name],
            marked=marked(content[name], _marks(name, found, evidence)),
            difference=word_diff(before.get(name, ""), content[name]),
            limit=declared[name].max_chars if name in declared else None,
            multiline=name not in declared or declared[name].multiline or declared[name].max_chars > MOST_ON_A_LINE,
        )
        for name in order
    ]


MOST_ON_A_LINE = 100


def _marks(field: str, found: Sequence[Violation], evidence: Sequence[Evidence]) -> list[Mark]:
    """Breaches first: where a breach and evidence overlap, the breach is what is seen."""
    breaches = [
        Mark(*each.span, each.severity, f"{each.guardrail}: {each.message}")
        for each in worst_first(found)
        if each.field == field
    ]
    grounded = [
        Mark(*each.span, "evidence", f"rests on {', '.join(each.sources)}")
        for each in evidence
        if each.field == field and each.sources
    ]
    return [*breaches, *grounded]


def worst_first(found: Iterable[Violation]) -> list[Violation]:
    """Each breach once, what refuses a text before what only flags it."""
    return sorted(dict.fromkeys(found), key=lambda each: each.severity == "flag")


def claims(desk: Desk, one: Shown) -> list[Claim]:
    """Each statement with its sources, then the claims that are only named, of the variant and of its component."""
    evidence = one.written.evidence if one.written else ()
    named = [*one.variant.claims, *(one.component.claims if one.component else ())]
    return _claims(desk, one.variant.content, evidence, named)


def _claims(desk: Desk, content: Mapping[str, str], evidence: Iterable[Evidence], named: Iterable[str]) -> list[Claim]:
    told = list(evidence)
    spoken = [name for each in told for name in each.sources]
    rest = [name for name in dict.fromkeys(named) if name not in spoken]
    known = variant_page.sources(desk.catalog(), desk.stores.documents, [*spoken, *rest])
    found = [Claim(e.field, _cut(content, e), [known[name] for name in e.sources]) for e in told]
    return [*found, *(Claim("", "", [known[name]]) for name in rest)]


def _cut(content: Mapping[str, str], one: Evidence) -> str:
    start, end = one.span
    return content.get(one.field, "")[start:end]


def examined(desk: Desk, one: Shown, found: Examined) -> dict[str, Any]:
    """The words that are being typed, against those that stand."""
    told = _texts(one, found.content, one.variant.content, found.verdict.violations, found.evidence)
    return {
        "texts": told,
        "claims": _claims(desk, found.content, found.evidence, found.claims),
        "breaches": worst_first(found.verdict.violations),
        "changed": dict(found.content) != dict(one.variant.content),
    }


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a message without HTML: what it is (`title`, `button`, `hint`, `text`) and its lines."""

    role: str
    slot: str
    lines: Sequence[str]


def blocks(shown: Preview) -> list[Block]:
    """A message's blocks as a card shows them."""
    told = shown.message["blocks"] if shown.message else ()
    return [
        Block(_role(kind), block["slot"], [str(value) for value in block["content"].values()])
        for kind, block in zip(shown.kinds, told, strict=True)
    ]


def _role(kind: str) -> str:
    return next((role for word, role in ROLES.items() if word in kind), "text")


def in_scheme(page: str, *, dark: bool) -> str:
    """An e-mail's page as a mail program in light or dark mode shows it.

    Styles for the mode apply, whatever the reader's own screen prefers; a page without dark styles is inverted, as mail
    programs do that recolour messages.
    """
    own = any(found[1].lower() == "dark" for found in _SCHEME.finditer(page))
    wanted = "dark" if dark else "light"
    told = _SCHEME.sub(lambda found: _ALWAYS if found[1].lower() == wanted else _NEVER, page)
    if dark and not own:
        return _with_style(told, _FORCED % "light" + _INVERTED)
    return _with_style(told, _FORCED % wanted)


def _with_style(page: str, style: str) -> str:
    head = re.search(r"</head\s*>", page, re.IGNORECASE)
    return page[: head.start()] + style + page[head.start() :] if head else style + page
