"""A stream of server-sent events read back into the one answer it adds up to.

https://html.spec.whatwg.org/multipage/server-sent-events.html and
https://platform.openai.com/docs/api-reference/chat-streaming; Anthropic's events are recognised beside OpenAI's
(https://docs.anthropic.com/en/docs/build-with-claude/streaming).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from content_engine.gateway.faults import Fault
from content_engine.gateway.strictjson import NotJson, loads


def events(raw: bytes) -> Iterator[Any]:
    """The JSON values of a stream's `data` fields, up to `[DONE]`. Raises Fault malformed, or cut_off inside of one."""
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Fault("malformed", "the stream is not UTF-8") from None
    whole = text.endswith("\n")
    blocks = [block for block in text.split("\n\n") if block.strip()]
    for number, block in enumerate(blocks, 1):
        data = "\n".join(line[5:].removeprefix(" ") for line in block.split("\n") if line.startswith("data:"))
        if data.strip() == "[DONE]":
            return
        if data:
            yield _value(data, cut=number == len(blocks) and not whole)


def _value(data: str, *, cut: bool) -> Any:
    try:
        return loads(data)
    except NotJson as error:
        raise Fault("cut_off" if cut else "malformed", f"an event of the stream: {error}") from None


def assembled(raw: bytes) -> dict[str, Any]:
    """The chat completion (or Anthropic message) that the events of a stream add up to."""
    found = list(events(raw))
    if not all(isinstance(one, Mapping) for one in found):
        raise Fault("malformed", "an event of the stream is no JSON object")
    if any("type" in one and "choices" not in one for one in found):
        return _message(found)
    return _completion(found)


def _completion(found: list[Any]) -> dict[str, Any]:
    parts: dict[str, str] = {"content": "", "refusal": ""}
    tools: list[Any] = []
    told: dict[str, Any] = {"finish_reason": None, "usage": None}
    for event in found:
        if event.get("error"):
            return {"error": event["error"]}
        told["usage"] = event.get("usage") or told["usage"]
        for choice in event.get("choices") or []:
            _add(choice, parts, tools, told)
    message = {"role": "assistant", **parts, "tool_calls": tools or None}
    choice = {"index": 0, "message": message, "finish_reason": told["finish_reason"]}
    return {
        "object": "chat.completion",
        "id": "stream",
        "created": 0,
        "model": "",
        "choices": [choice],
        "usage": told["usage"],
    }


def _add(choice: Any, parts: dict[str, str], tools: list[Any], told: dict[str, Any]) -> None:
    if not isinstance(choice, Mapping) or choice.get("index", 0) != 0:
        raise Fault("malformed", "pieces of another choice in the stream")
    delta = choice.get("delta") or {}
    if not isinstance(delta, Mapping):
        raise Fault("malformed", "a piece of the stream is no JSON object")
    for name in parts:
        piece = delta.get(name)
        parts[name] += _joined(piece)
    tools.extend(delta.get("tool_calls") or [])
    told["finish_reason"] = choice.get("finish_reason") or told["finish_reason"]


def _joined(piece: Any) -> str:
    """Mistral sends a list of parts where a model thinks aloud; its text parts are the answer."""
    if isinstance(piece, list):
        return "".join(
            str(one.get("text") or "") for one in piece if isinstance(one, Mapping) and one.get("type") == "text"
        )
    return piece if isinstance(piece, str) else ""


def _message(found: list[Any]) -> dict[str, Any]:
    message: dict[str, Any] = {}
    blocks: dict[int, dict[str, Any]] = {}
    for event in found:
        kind = event.get("type")
        if kind == "error":
            return {"error": event.get("error")}
        if kind == "message_start":
            message = dict(event.get("message") or {})
        elif kind == "content_block_start":
            blocks[event.get("index", 0)] = dict(event.get("content_block") or {})
        elif kind == "content_block_delta":
            _grow(blocks.setdefault(event.get("index", 0), {}), event.get("delta") or {})
        elif kind == "message_delta":
            message |= event.get("delta") or {}
            message["usage"] = {**(message.get("usage") or {}), **(event.get("usage") or {})}
    if not message.get("stop_reason"):
        raise Fault("cut_off" if message else "malformed", "the stream does not say that the answer is finished")
    return {**message, "content": [block for _, block in sorted(blocks.items())]}


def _grow(block: dict[str, Any], delta: Mapping[str, Any]) -> None:
    if delta.get("type") == "text_delta":
        block["text"] = str(block.get("text") or "") + str(delta.get("text") or "")
