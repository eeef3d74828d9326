"""One message from a compiled layout and the rendered fields of the chosen variants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from content_engine.assembly.errors import GuardFailed
from content_engine.assembly.fields import RenderedFields
from content_engine.assembly.filters import href
from content_engine.assembly.layout import HARD_BYTES, CompiledLayout
from content_engine.assembly.program import run

RenderedSlots = Mapping[str, Sequence[RenderedFields]]

# Line ends and controls end a header; an encoded word (RFC 2047) becomes them when a mail library decodes it.
_NO_HEADER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\?[^?\s]*\?[bBqQ]\?")


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What differs from message to message, besides the chosen pieces. The link is whole, its token filled in."""

    decision_id: str
    locale: str
    unsubscribe_url: str = ""


def render_message(
    layout: CompiledLayout, channel: str, rendered_slots: RenderedSlots, context: RenderContext
) -> dict[str, Any]:
    """The parts of a `Message`: channel, subject, preheader, html, text, blocks, payload, headers.

    Raises:
        GuardFailed: for a value that is missing, a link that is none, a subject or preheader that is empty or holds
            line ends, controls or encoded words, and a message above the layout's `max_bytes`; nothing is cut.
    """
    subject = _line("subject", layout.subject_slot, rendered_slots)
    preheader = _line("preheader", layout.preheader_slot, rendered_slots)
    seen = {
        **layout.seen,
        "message": {"subject": subject or "", "preheader": preheader or ""},
        "unsubscribe_url": context.unsubscribe_url,
        "locale": context.locale,
        "decision_id": context.decision_id,
    }
    message = {
        "channel": channel,
        "subject": subject,
        "preheader": preheader,
        **_parts(layout, seen, rendered_slots),
        "blocks": _blocks(layout, rendered_slots),
        "headers": list_unsubscribe(context.unsubscribe_url) if channel == "email" and context.unsubscribe_url else {},
    }
    _check_size(message, layout.max_bytes)
    return message


def list_unsubscribe(url: str) -> dict[str, str]:
    """The headers of RFC 2369 and, for an https link, of RFC 8058 (one click), with which mail programs unsubscribe.

    Raises:
        GuardFailed: for a link that is none, or that no header may hold.
    """
    if not url.isascii():
        raise GuardFailed("the unsubscribe link must be ASCII: percent-encode the rest")
    headers = {"List-Unsubscribe": f"<{href(url)}>"}
    if url[:8].lower() == "https://":
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _line(part: str, slot: str | None, rendered: RenderedSlots) -> str | None:
    if slot is None or not rendered.get(slot):
        return None
    text = next(iter(rendered[slot][0].text.values())).strip()
    if _NO_HEADER.search(text):
        raise GuardFailed(f"the {part} holds a line end, a control character or an encoded word", field=part)
    if not text:
        raise GuardFailed(f"the {part} is empty", field=part)
    return text


def _parts(layout: CompiledLayout, seen: dict[str, Any], rendered: RenderedSlots) -> dict[str, Any]:
    html = text = payload = None
    if layout.html is not None:
        html = run(layout.html, {**seen, "slots": _view(layout, rendered, "html")}, HARD_BYTES)
    if layout.text is not None:
        text = run(layout.text, {**seen, "slots": _view(layout, rendered, "text")}, HARD_BYTES)
    if layout.payload is not None:
        payload = layout.payload({**seen, "slots": _view(layout, rendered, "content")})
    return {"html": html, "text": text, "payload": payload}


def _view(layout: CompiledLayout, rendered: RenderedSlots, reading: str) -> dict[str, Any]:
    view: dict[str, Any] = {}
    for slot in layout.slots:
        pieces = rendered.get(slot.name, ())
        if slot.several:
            view[slot.name] = [getattr(piece, reading) for piece in pieces]
        else:
            view[slot.name] = getattr(pieces[0], reading) if pieces else None
    return view


def _blocks(layout: CompiledLayout, rendered: RenderedSlots) -> list[dict[str, Any]]:
    return [
        {"slot": slot.name, "content": dict(piece.content)}
        for slot in layout.slots
        for piece in rendered.get(slot.name, ())
    ]


def _check_size(message: dict[str, Any], limit: int) -> None:
    texts = [message[part] for part in ("subject", "preheader", "html", "text") if message[part]]
    texts += [text for block in message["blocks"] for text in block["content"].values()]
    # UTF-8 takes at most four bytes a character, so that most messages need no encoding to be seen small enough.
    size = 4 * sum(map(len, texts))
    if size > limit:
        size = sum(len(text) if text.isascii() else len(text.encode()) for text in texts)
    if message["payload"] is not None:
        size += len(orjson.dumps(message["payload"]))
    if size > limit:
        raise GuardFailed(f"the message has {size} bytes, at most {limit}")
