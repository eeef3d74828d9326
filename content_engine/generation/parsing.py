"""What came back, as drafts: fields known, links rebuilt, sources and tones only from what was offered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from content_engine.domain.base import Noun
from content_engine.domain.llm import Completion
from content_engine.domain.verdicts import Violation
from content_engine.generation.briefs import Brief
from content_engine.generation.links import rebuild, rebuild_html
from content_engine.generation.texts import neutral

MAX_FIELD = 40_000


class Draft(Noun):
    """One candidate as it was written, not yet judged.

    `content` maps the kind's fields to text; links in it are the brand's own. `claims` and `sources` are ids that were
    offered. `faults` are what parsing found: a missing field, a link that means no address of the brand, an id that was
    not offered. A draft with a fault never passes.
    """

    content: dict[str, str]
    angle: str = ""
    tone: str | None = None
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    faults: tuple[Violation, ...] = ()


def parse(completion: Completion, brief: Brief) -> list[Draft]:
    """The drafts in a completion: its parsed data, else its text read as JSON. Nothing usable gives an empty list.

    Texts that come twice in one completion are one draft. More than were asked for are left out.
    """
    data = completion.data if completion.data is not None else _read(completion.text)
    items = data.get("variants") if isinstance(data, Mapping) else None
    drafts = [_draft(item, brief) for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    by_content = {tuple(sorted(draft.content.items())): draft for draft in reversed(drafts) if draft.content}
    kept = [draft for draft in drafts if by_content.get(tuple(sorted(draft.content.items()))) is draft]
    return kept[: brief.count]


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _draft(item: Mapping[str, Any], brief: Brief) -> Draft:
    written = item.get("content")
    given = written if isinstance(written, Mapping) else {}
    content: dict[str, str] = {}
    faults: list[Violation] = []
    for field in brief.kind.fields:
        text = given.get(field.name)
        if not isinstance(text, str) or not text.strip():
            faults.append(_fault("draft", field.name, "the field has no text"))
            continue
        content[field.name], found = _linked(text[:MAX_FIELD].strip(), field.type, field.markup, brief)
        faults += [_fault("link", field.name, message) for message in found]
    faults += [_fault("draft", brief.kind.fields[0].name, "a field that the kind does not have")] * bool(
        set(map(str, given)) - {field.name for field in brief.kind.fields}
    )
    claims, unknown = _offered(item.get("claims"), {fact.id for fact in brief.facts})
    sources, unknown_sources = _offered(item.get("sources"), {one.id for one in brief.passages})
    if unknown or unknown_sources:
        faults.append(_fault("citation", brief.kind.fields[0].name, "it cites a fact or passage that was not given"))
    tone = item.get("tone")
    return Draft(
        content=content,
        angle=neutral(str(item.get("angle", "")), 120),
        tone=tone if isinstance(tone, str) and tone in brief.tones else None,
        claims=claims,
        sources=sources,
        faults=tuple(faults),
    )


def _linked(text: str, type_: str, markup: str, brief: Brief) -> tuple[str, list[str]]:
    message = "a link that means no address of the brand"
    if type_ == "url":
        url = rebuild(text, brief.links)
        return (url or "", []) if url else ("", [message])
    if markup == "html":
        rebuilt, lost = rebuild_html(text, brief.links)
        return rebuilt, [message] * bool(lost)
    return text, []


def _offered(named: Any, offered: set[str]) -> tuple[tuple[str, ...], bool]:
    ids = [one.strip().strip("[]") for one in named if isinstance(one, str)] if isinstance(named, list) else []
    return tuple(dict.fromkeys(one for one in ids if one in offered)), any(one not in offered for one in ids)


def _fault(guardrail: str, field: str, message: str) -> Violation:
    return Violation(guardrail=f"generation.{guardrail}", severity="reject", span=(0, 0), message=message, field=field)
