"""Which of a subject's attributes reach a prompt: those it declares, and of those only values from its closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content_engine.domain.prompts import Prompt
from content_engine.generation.texts import visible


@dataclass(frozen=True)
class Admitted:
    """The attributes that may be sent, in the prompt's own words, and how many were kept back."""

    values: dict[str, str]
    dropped: int


def admit(prompt: Prompt, attributes: Mapping[str, Any]) -> Admitted:
    """The attributes that `prompt` declares and whose value is one of its closed list.

    What is sent is the list's own spelling, never what came in: case, width and invisible characters cannot carry
    anything across. A list, a mapping or a long text is no value.
    """
    values: dict[str, str] = {}
    for name, allowed in prompt.attributes.items():
        found = _listed(attributes.get(name), allowed) if name in attributes else None
        if found is not None:
            values[name] = found
    return Admitted(values, len(attributes) - len(values))


def _listed(value: Any, allowed: tuple[str, ...]) -> str | None:
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str | int) or len(str(value)) > 200:
        return None
    wanted = visible(str(value)).casefold()
    return next((one for one in allowed if visible(one).casefold() == wanted), None)
