"""What an answer of the OpenAI chat completions protocol says: a reply, or the name of what is wrong with it.

https://platform.openai.com/docs/api-reference/chat/object
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.domain.llm import Usage
from content_engine.gateway.faults import Fault
from content_engine.gateway.status import told_error

FINISHED = ("stop", "end_turn", "stop_sequence", "eos", "eos_token", "STOP")
FILTERED = ("content_filter", "SAFETY", "safety", "RECITATION")
TOO_LONG = ("length", "max_tokens", "MAX_TOKENS", "model_length")
REFUSED = ("refusal",)
_SORRY = ("i'm sorry", "i am sorry", "sorry,", "i apologize", "i apologise", "unfortunately, i", "as an ai")
_CANNOT = (
    "i can't ",
    "i cannot ",
    "i can not ",
    "i won't ",
    "i'm unable",
    "i am unable",
    "i'm not able",
    "i am not able",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and what it cost in tokens and, where known, micro-dollars."""

    text: str
    usage: Usage


def read(body: Any) -> Reply:
    """The reply in a chat completion. Raises Fault: empty, refused, filtered, too_long, cut_off or malformed."""
    if not isinstance(body, Mapping):
        raise Fault("malformed", "the answer is no JSON object")
    if body.get("error"):
        raise told_error(body["error"])
    usage = usage_of(body.get("usage"))
    choices = body.get("choices")
    if not isinstance(choices, list):
        raise Fault("malformed", "the answer has no list of choices", usage=usage)
    if not choices:
        raise Fault("empty", "the list of choices is empty", usage=usage)
    choice = _only(choices, usage)
    message = choice.get("message")
    if not isinstance(message, Mapping):
        raise Fault("malformed", "the choice holds no message", usage=usage)
    return Reply(_content(message, choice.get("finish_reason"), usage), usage)


def _only(choices: list[Any], usage: Usage) -> Mapping[str, Any]:
    first = choices[0]
    if len(choices) > 1 or not isinstance(first, Mapping) or first.get("index", 0) not in (0, None):
        raise Fault("malformed", "other choices than the one asked for", usage=usage)
    return first


def _content(message: Mapping[str, Any], finish: Any, usage: Usage) -> str:
    if message.get("refusal") or finish in REFUSED:
        raise Fault("refused", "the model declined", usage=usage)
    if finish in FILTERED:
        raise Fault("filtered", "a content filter stopped the answer", usage=usage)
    if finish in TOO_LONG:
        raise Fault("too_long", "the token limit stopped the answer", usage=usage)
    if finish is None:
        raise Fault("cut_off", "the answer does not say that it is finished", usage=usage)
    text = _text(message.get("content"), usage)
    if not text.strip():
        what = "tool calls instead of content" if _calls_tools(message) else "no content"
        raise Fault("empty", what, usage=usage)
    if finish == "error":
        raise Fault("server_error", "the provider stopped with an error", usage=usage)
    if finish not in FINISHED and not _calls_tools(message):
        raise Fault("malformed", "the answer ended for a reason that is not known", usage=usage)
    return text


def _calls_tools(message: Mapping[str, Any]) -> bool:
    return bool(message.get("tool_calls") or message.get("function_call"))


def _text(content: Any, usage: Usage) -> str:
    if content is None:
        return ""
    if isinstance(content, list) and all(isinstance(part, Mapping) for part in content):
        content = "".join(
            str(part.get("text") or "") for part in content if part.get("type") in ("text", "output_text")
        )
    if not isinstance(content, str):
        raise Fault("malformed", "the content is no text", usage=usage)
    return content


def usage_of(told: Any) -> Usage:
    """Tokens as the provider counts them; what cannot be read counts as 0."""
    if not isinstance(told, Mapping):
        return Usage()
    return Usage(
        tokens_in=_count(told.get("prompt_tokens", told.get("input_tokens"))),
        tokens_out=_count(told.get("completion_tokens", told.get("output_tokens"))),
    )


def _count(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0


def declines(text: str) -> bool:
    """Whether a short answer is the model declining, in the usual English words; for a text where JSON was asked for,
    or a plain one that opens so."""
    opening = " ".join(text[:200].lower().replace("’", "'").split()) + " "
    sorry = opening.startswith(_SORRY) and any(
        words in opening for words in (*_CANNOT, "can't assist", "cannot assist")
    )
    return len(text) < 600 and (sorry or opening.startswith(_CANNOT))
