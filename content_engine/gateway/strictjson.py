"""JSON as RFC 8259 has it, nothing beside: no NaN, no endless integers, no overlong UTF-8, no unpaired surrogates."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class NotJson(ValueError):
    """This is not JSON."""


class Unpaired(NotJson):
    """A string holds half of a surrogate pair: JSON by its grammar, and no text."""


def _no_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is no JSON number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJson("a key stands twice in one object")
    return found


_DECODER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_once)


def loads(raw: bytes | str) -> Any:
    """The value of a JSON text. Raises NotJson, with a reason that never repeats the text."""
    try:
        text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
        value = _DECODER.decode(text)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJson(f"not UTF-8 at byte {error.start}") from None
    except UnicodeEncodeError:
        raise Unpaired("an unpaired surrogate in a string") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"not JSON at character {error.pos}: {error.msg}") from None
    except RecursionError:
        raise NotJson("nested too deeply") from None
    except NotJson:
        raise
    except ValueError:
        raise NotJson("a number with too many digits") from None
    return value


def the_object(text: str) -> dict[str, Any]:
    """The one JSON object in an answer: alone, in a code fence, or with words around it that hold no brace.

    Raises NotJson for none, for more than one, and for what only resembles JSON: nothing is guessed.
    """
    start = text.find("{")
    end = text.rfind("}")
    if start < 0 or end < start:
        raise NotJson("no JSON object in the answer")
    around = text[:start] + text[end + 1 :]
    if "}" in around or any(mark in around for mark in "[]"):
        raise NotJson("more than one JSON object, or one inside of something else")
    value = loads(text[start : end + 1])
    assert isinstance(value, dict)
    return value
