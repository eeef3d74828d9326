"""`unicode`: characters that show nothing, turn the reading direction, or pass for another letter.

Sources: Unicode UTS #39 (confusables, mixed scripts), UTR #36 (security considerations), UTS #51 (emoji sequences).
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content_engine.domain.brand import OnFail
from content_engine.guardrails.confusables import IDENTICAL, PHONETIC
from content_engine.guardrails.emoji import SEQUENCE
from content_engine.guardrails.patterns import Pattern, pattern, words
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_FILLERS = r"\x{34F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{2800}\x{3164}\x{FFA0}"
_SELECTORS = r"\x{FE00}-\x{FE0F}\x{E0100}-\x{E01EF}"
_CONTROLS = r"\x{0}-\x{8}\x{B}\x{C}\x{E}-\x{1F}\x{7F}-\x{9F}"
_SUSPECT = pattern(rf"[{_CONTROLS}\p{{Cf}}\p{{Co}}\p{{Cs}}\p{{Zl}}\p{{Zp}}{_FILLERS}{_SELECTORS}\x{{FFFC}}\x{{FFFD}}]")
_ASSIGNED_LATER = (
    r"\x{1F6D8}\x{1FA8A}\x{1FA8E}\x{1FA8F}\x{1FABE}\x{1FAC6}-\x{1FAC8}\x{1FACD}\x{1FADC}\x{1FADF}"
    r"\x{1FAE9}\x{1FAEA}\x{1FAEF}"
)
_UNASSIGNED = pattern(rf"[^\p{{L}}\p{{M}}\p{{N}}\p{{P}}\p{{S}}\p{{Z}}\p{{C}}{_ASSIGNED_LATER}]")
_JOINING = (
    r"\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}"
)
_MEANT = pattern(
    rf"{SEQUENCE}|[{_JOINING}][\x{{200C}}\x{{200D}}][{_JOINING}]|\p{{Han}}[\x{{E0100}}-\x{{E01EF}}]|[\x{{600}}-"
    rf"\x{{605}}\x{{6DD}}]"
)
_OTHERS = (
    r"\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\p{Coptic}\p{Georgian}\p{Hebrew}\p{Arabic}\p{Lisu}\p{Deseret}"
    r"\p{Gothic}"
    r"\p{Osage}\p{Old_Italic}\p{Runic}\p{Tifinagh}\p{Vai}\p{Canadian_Aboriginal}\p{Glagolitic}\p{Thai}\p{Lao}\p{Nko}"
    r"\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Myanmar}\p{Ethiopic}\p{Khmer}"
    r"\p{Warang_Citi}"
)
_WITHIN = r"[\p{M}\p{Nd}_]*"
_MIXED = pattern(
    rf"\p{{Latin}}{_WITHIN}[{_OTHERS}]|[{_OTHERS}]{_WITHIN}\p{{Latin}}"
    rf"|\p{{Cyrillic}}{_WITHIN}[\p{{Greek}}\p{{Armenian}}\p{{Cherokee}}]|[\p{{Greek}}\p{{Armenian}}]{_WITHIN}"
    rf"\p{{Cyrillic}}"
    r"|\p{Latin}[ー一丨丿ノハ口ロ工エ二ニ卜ト丶〇ヘへㅣㅡㅇㄱ]\p{Latin}"
)
_WORD = pattern(r"[\p{L}\p{M}\p{Nd}_]+")
# Units and symbols of science are mixed by nature: 5 μs, 3 kΩ, Δt, Σx, χ2.
_SCIENCE = pattern(r"\d*(?:[kMGmµμ]?Ω|[µμ](?:[smglLAVFWJN]|Pa|mol|Hz)|[ΔΣΠ][A-Za-z]{1,2}|[αβγδλμπρσχω]\d*)")
_STYLED = pattern(
    r"[\x{1D400}-\x{1D7FF}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]+|[\x{24B6}-\x{24E9}\x{1F130}-\x{1F169}]{2,}"
    r"|[ᴬ-ᵡᶛ-ᶿʰ-ʸˠ-ˤ]{4,}|[ₐ-ₜ]{2,}|[\x{1F150}-\x{1F169}\x{1F170}-\x{1F189}]{2,}"
    r"|\p{Latin}[\x{24B6}-\x{24E9}]|[\x{24B6}-\x{24E9}]\p{Latin}"
    r"|\p{L}[ℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ]|[ℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ]\p{L}|\p{Ll}[ⅰ-ⅿ]|[ⅰ-ⅿ]\p{Ll}"
)
_INDICATORS = pattern(r"[\x{1F1E6}-\x{1F1FF}]+")
_WRITTEN_OTHERWISE = words("ru uk be bg sr mk kk ky mn tg os ab cv tt ba el hy chr cop ka he yi ar fa ur")
_OTHER_WORD = pattern(rf"[{_OTHERS}][{_OTHERS}\p{{M}}]*")
_STACKED = pattern(r"[\x{300}-\x{36F}\x{489}\x{1AB0}-\x{1AFF}\x{1DC0}-\x{1DFF}\x{20D0}-\x{20DF}]{3,}")
# Strokes through letters or digits; lines over or under two in a row. Languages write their own as one character.
_STRUCK = pattern(
    r"[\p{L}\p{N}]\p{M}*[\x{334}-\x{338}\x{20D2}\x{20D3}\x{20E5}\x{20EA}\x{20EB}]"
    r"|(?:[\p{L}\p{N}][\x{305}\x{332}\x{333}\x{33F}]){2}"
)
_GARBLED = pattern(r"Ã[\x{80}-\x{BF}]|Ã[ƒ‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\x{A0}-\x{BF}]|ï»¿|ðŸ")
_ENCODED = pattern(
    r"(?i)%E2%80%(?:8[B-F]|A[A-E])|%E2%81%A[0-9A-F]|%C2%AD|%EF%BB%BF|%CD%8F|%F3%A0%8[0-7]%[89AB][0-9A-F]"
    r"|%EF%B8%8[0-9A-F]"
)


@dataclass(frozen=True)
class Characters:
    """Blocks what a reader cannot see or would misread. Emoji sequences, soft typography and accents are left alone."""

    on_fail: OnFail = "reject"
    id: str = "unicode"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """Every hidden, unassigned, disguised or garbled character of the text."""
        text = reading.visible
        yield from _hidden(reading, text)
        if "&" in text:
            yield from _behind_entities(text)
        if "%" in text and (found := _ENCODED.search(text)):
            yield Found(*reading.span("visible", *found.span()), "percent-encoded invisible character")
        if not text.isascii():
            yield from _disguised(reading, text)


def _hidden(reading: Reading, text: str) -> Iterator[Found]:
    if not reading.raw.isascii() and "\ufffd" in reading.source and reading.source != reading.raw:
        at = next(i for i, char in enumerate(reading.raw) if "\ud800" <= char <= "\udfff")
        yield Found(at, at + 1, "unpaired surrogate")
    meant = None
    for found in _SUSPECT.finditer(text):
        meant = meant if meant is not None else _covered(_MEANT, text)
        if found.start() not in meant:
            yield Found(*reading.span("visible", *found.span()), f"{_named(found[0])} is not allowed", "")


def _covered(allowed: Pattern, text: str) -> frozenset[int]:
    return frozenset(i for found in allowed.finditer(text) for i in range(*found.span()))


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control or private character')}"


def _behind_entities(text: str) -> Iterator[Found]:
    """In plain text an entity shows as it stands, until something downstream decodes it."""
    decoded = html.unescape(html.unescape(text))
    if decoded == text:
        return
    meant = _covered(_MEANT, decoded)
    if any(found.start() not in meant for found in _SUSPECT.finditer(decoded)):
        yield Found(text.index("&"), len(text), "entity for an invisible character")


def _disguised(reading: Reading, text: str) -> Iterator[Found]:
    checks = (
        (_UNASSIGNED, "character that Unicode does not assign"),
        (_STYLED, "letters drawn with symbols; write plain letters"),
        (_STACKED, "stacked combining marks"),
        (_STRUCK, "letters struck through or underlined with marks"),
        (_GARBLED, "text in a wrong encoding"),
    )
    for suspect, message in checks:
        for found in suspect.finditer(text):
            yield Found(*reading.span("visible", *found.span()), message)
    for start, end, message in (*_mixed(text), *_whole(text, reading.locale), *_phonetic(text), *_half_flags(text)):
        yield Found(*reading.span("visible", start, end), message)


def _mixed(text: str) -> Iterator[tuple[int, int, str]]:
    if _MIXED.search(text) is None:
        return
    for word in _WORD.finditer(text):
        if _MIXED.search(word[0]) and not _SCIENCE.fullmatch(word[0]):
            yield *word.span(), "letters of two scripts in one word"


def _whole(text: str, locale: str) -> Iterator[tuple[int, int, str]]:
    """Whole words of another script that read as Latin ones, where Latin is what is written."""
    others = list(_OTHER_WORD.finditer(text))
    found = [word for word in others if IDENTICAL.issuperset(word[0])]
    foreign = sum(len(word[0]) for word in others)
    if found and (locale.partition("-")[0] not in _WRITTEN_OTHERWISE or foreign * 2 < sum(map(str.isalpha, text))):
        yield from ((*word.span(), "letters of another script that pass for Latin ones") for word in found)


def _half_flags(text: str) -> Iterator[tuple[int, int, str]]:
    """Regional indicators make flags two by two; one left over is a drawn letter."""
    for run in _INDICATORS.finditer(text):
        if len(run[0]) % 2:
            yield *run.span(), "letters drawn with symbols; write plain letters"


def _phonetic(text: str) -> Iterator[tuple[int, int, str]]:
    if PHONETIC.isdisjoint(text):
        return
    for word in _WORD.finditer(text):
        if not PHONETIC.isdisjoint(word[0]):
            yield *word.span(), "phonetic letters that pass for ordinary ones"
