"""An editor's note as a prompt may see it: a wish in words, without anything that could name or reach a person."""

from __future__ import annotations

from content_engine.generation.instructions import plants, sentences
from content_engine.generation.patterns import pattern
from content_engine.generation.texts import neutral
from content_engine.generation.tokens import hosts, is_code, words

_DIGITS = pattern(r"\+?\d[\d ()/.-]{4,}\d")


def wish(note: str) -> str:
    """The note without addresses, hosts, codes and long numbers; empty where it speaks to the model.

    It is shown to the LLM as data. Names of people cannot be told from other words by code: the field's documentation
    asks for none, and no subject's data is ever put there.
    """
    line = neutral(note, 600)
    if not line or "?" in line or any(plants(sentence) for sentence in (*sentences(note), note)):
        return ""
    for found in sorted(hosts(line), key=len, reverse=True):
        at = line.lower().find(found)
        if at >= 0:
            line = line[:at] + "(…)" + line[at + len(found) :]
    line = str(_DIGITS.sub(lambda _: "(…)", line))
    for word in words(line):
        if is_code(word):
            line = line.replace(word, "(…)")
    return line
