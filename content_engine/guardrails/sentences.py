"""Where sentences begin and end, in four languages, abbreviations and figures apart."""

from __future__ import annotations

from content_engine.guardrails.patterns import words

_CUT = "\0"
# What ends a sentence, and the same with the mark for a cut, at equal length. Replacing is quicker than a pattern.
_ENDS = tuple(
    (end + " ", end + _CUT)
    for end in (
        ".",
        "!",
        "?",
        "…",
        ";",
        " –",
        " —",
        '."',
        '!"',
        '?"',
        ".”",
        "!”",
        "?”",
        ".“",
        "?“",
        ".»",
        "?»",
        ".)",
        "?)",
        "!)",
    )
)
_SHORT = words(
    "e.g. i.e. etc. mr. mrs. ms. dr. prof. no. nr. st. vs. approx. z. b. d. h. u. a. bzw. ca. usw. inkl. p. "
    "ej. sra. sr."
    " mme. art. incl. max. min. std. mio. ee. uu. mon. tue. wed. thu. fri. sat. sun."
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`. A line break ends one, and so do a semicolon and a dash between spaces."""
    marked = text.replace("\n", _CUT)
    for end, cut in _ENDS:
        marked = marked.replace(end, cut)
    spans: list[tuple[int, int]] = []
    start = at = 0
    for part in marked.split(_CUT):
        at += len(part) + 1
        if part.endswith(".") and at <= len(text) and text[at - 1] == " " and _short(part):
            continue
        if text[start:at].strip():
            spans.append((start, min(at, len(text))))
        start = at
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _short(part: str) -> bool:
    """Whether the full stop at the end of `part` belongs to an abbreviation."""
    tail = part[-12:].split()
    return bool(tail) and tail[-1].lower() in _SHORT
