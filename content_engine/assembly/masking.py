"""Template tags hidden behind plain words, so that MJML and HTML tools carry them along without reading them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from jinja2 import TemplateSyntaxError

from content_engine.assembly.errors import TextError
from content_engine.assembly.syntax import Syntax

TagKind = Literal["expression", "open", "branch", "close"]

_ENDS = {"variable_end": "expression", "block_end": "block", "comment_end": "comment"}
_BRANCHES = frozenset({"else", "elif"})
_DELIMITERS = re.compile(r"\{(?=[{%#])")


class Tag(NamedTuple):
    """One template tag: what stands for it, its source, its line, and what it does to the text around it."""

    word: str
    source: str
    line: int
    kind: TagKind

    @property
    def last_branch(self) -> bool:
        """Whether this is an `else`, after which one of the branches is always taken."""
        return _first_word(self.source) == "else"

    def wrapped(self, filter_name: str) -> str:
        """The source of an expression, sent through one more filter."""
        match = re.fullmatch(r"(\{\{[-+]?)(.*?)([-+]?\}\})", self.source, re.DOTALL)
        assert match is not None
        return f"{match[1]} ({match[2]}) | {filter_name} {match[3]}"


class Masked(NamedTuple):
    """Text in which every tag is a word that occurs nowhere else."""

    text: str
    tags: dict[str, Tag]
    pattern: re.Pattern[str]

    def pieces(self, text: str) -> list[str]:
        """`text` cut at the words: plain text and words in turn."""
        return self.pattern.split(text)

    def restored(self, text: str, source: Callable[[Tag, int], str]) -> str:
        """`text` with each word replaced by `source(tag, n)`, for its n-th tag; other braces are kept apart."""
        pieces = self.pieces(_DELIMITERS.sub("{ ", text))
        pieces[1::2] = [source(self.tags[word], index) for index, word in enumerate(pieces[1::2])]
        return "".join(pieces)


def masked(source: str, environment: Syntax) -> Masked:
    """`source` with its tags hidden; comments are left out.

    Raises:
        TextError: for source that cannot be cut into tags, with its line.
    """
    stem = "xq"
    while stem in source:
        stem += "q"
    tags: dict[str, Tag] = {}
    out: list[str] = []
    for text, line, end in _cut(source, environment):
        if end == "data":
            out.append(text)
        elif end != "comment":
            word = f"{stem}{len(tags)}z"
            tags[word] = Tag(word, text, line, _kind(text, end))
            out.append(word)
    return Masked("".join(out), tags, re.compile(rf"({stem}[0-9]+z)"))


def _cut(source: str, environment: Syntax) -> list[tuple[str, int, str]]:
    cut: list[tuple[str, int, str]] = []
    parts: list[str] = []
    start = 1
    try:
        for line, kind, value in environment.lex(source):
            start = start if parts else line
            if kind == "data":
                cut.append((value, line, "data"))
                continue
            parts.append(value)
            if kind in _ENDS:
                cut.append(("".join(parts), start, _ENDS[kind]))
                parts = []
    except TemplateSyntaxError as error:
        raise TextError(f"not a template: {error.message}", error.lineno) from error
    return cut


def _kind(source: str, end: str) -> TagKind:
    if end == "expression":
        return "expression"
    name = _first_word(source)
    if name in _BRANCHES:
        return "branch"
    return "close" if name.startswith("end") else "open"


def _first_word(source: str) -> str:
    match = re.match(r"\{%[-+]?\s*(\w*)", source)
    return match[1] if match else ""
