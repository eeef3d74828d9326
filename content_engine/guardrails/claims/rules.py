"""The rules on claims as guardrails: one rule per id, all of them answered by one reading of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from types import ModuleType

from content_engine.domain.brand import Brand, Claims, Fact, OnFail
from content_engine.guardrails.claims import lexicon
from content_engine.guardrails.claims.evidence import Evidence
from content_engine.guardrails.claims.learned import Learned
from content_engine.guardrails.claims.matcher import Hit, Matcher
from content_engine.guardrails.claims.notation import Line, Notation, Terms
from content_engine.guardrails.claims.wording import Wording, wording
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found

LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class Language:
    """The matcher of one language and the facts as it reads them."""

    matcher: Matcher
    evidence: Evidence


class Reader:
    """Reads a text once for all rules on claims."""

    def __init__(self, languages: Mapping[str, Language], plans: frozenset[str], learned: Learned | None) -> None:
        self._languages = dict(languages)
        self._plans = plans
        self._learned = learned

    def hits(self, reading: Reading) -> Mapping[str, Sequence[Found]]:
        """By rule, what was found in the text of `reading`; worked out at the first call and kept with it."""
        kept = reading.shared.get(self)
        if kept is None:
            kept = reading.shared[self] = self._read(reading)
        return kept  # type: ignore[return-value]

    def _read(self, reading: Reading) -> Mapping[str, Sequence[Found]]:
        language = self._languages.get(reading.locale.partition("-")[0], self._languages["en"])
        text = wording(reading.folded, reading.visible, self._plans)
        found: dict[str, list[Found]] = {}
        if self._learned is not None and self._learned.objects(language.evidence.unquoted(text)):
            found[PARAPHRASE] = [Found(0, len(reading.raw), MESSAGES[PARAPHRASE])]
        for hit in language.matcher.hits(text):
            if hit.rule in found or language.evidence.covers(hit, language.matcher, text):
                continue
            found[hit.rule] = [Found(*_span(reading, text, hit), MESSAGES[hit.rule])]
        return found


def _span(reading: Reading, text: Wording, hit: Hit) -> tuple[int, int]:
    spans = [text.span(place) for place in hit.places]
    return reading.span("folded", min(start for start, _ in spans), max(end for _, end in spans))


PARAPHRASE = "paraphrase"
MESSAGES: Mapping[str, str] = {
    "outcome": "a business result promised as certain",
    "superlative": "a superlative, a rank or a comparison with the market",
    "compliance": "a compliance statement that no fact makes",
    "price": "a price or an offer that no fact makes",
    "urgency": "scarcity, a deadline or a threat that no fact makes",
    "security": "an absolute claim of security or privacy",
    "advice": "advice in matters of law, tax, medicine or investment",
    "sla": "a commitment on availability or support that no fact makes",
    "ai": "a claim that AI is always right, needs no check, decides or replaces people",
    "data_use": "a statement on the use of data that no fact makes",
    "proof": "a number, quote, award or result that no fact states",
    "deception": "a false sender, subject or button, or a hidden way out",
    "tone": "profanity, insult, shame, fear or a theme that does not belong here",
    "machine": "what is left of a conversation with a language model",
    PARAPHRASE: "by its wording as a whole this reads like a claim that brands do not make; no single rule says which "
    "(a learned second opinion)",
}
_LISTED = tuple(rule for rule in MESSAGES if rule != PARAPHRASE)
_STORED = "learned.bin"


@dataclass(frozen=True)
class Claim:
    """One rule on claims."""

    rule: str
    reader: Reader
    on_fail: OnFail = "reject"
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The name in violations and in `switched_off`."""
        return f"claim.{self.rule}"

    def find(self, reading: Reading) -> Iterator[Found]:
        """The breach of this rule, if there is one."""
        yield from self.reader.hits(reading).get(self.rule, ())


def claims(brand: Brand, facts: Sequence[Fact]) -> list[Claim]:
    """The rules on claims for `brand`, whose `facts` are what may be claimed."""
    plans = frozenset(fold(plan) for plan in brand.claims.plans)
    texts = [wording(fold(fact.statement), fact.statement, plans) for fact in facts]
    english = matcher("en", brand.claims)
    evidence = Evidence(english, texts, _LISTED)
    languages = {name: Language(matcher(name, brand.claims), evidence) for name in LANGUAGES[1:]}
    learned = None if f"claim.{PARAPHRASE}" in brand.switched_off else Learned(stored())
    reader = Reader({"en": Language(english, evidence), **languages}, plans, learned)
    return [Claim(rule, reader, brand.claims.on_fail, {"about": MESSAGES[rule]}) for rule in MESSAGES]


def stored() -> bytes:
    """The trained model that ships with this package."""
    return resources.files("content_engine.guardrails.claims").joinpath(_STORED).read_bytes()


def matcher(language: str, settings: Claims) -> Matcher:
    """All rules in English and in `language`. Raises ValueError naming the list that cannot be read."""
    base = Notation()
    names = ["EN"] if language == "en" else ["EN", language.upper()]
    for name in names:
        base.without = _others_words(name, language)
        base.learn(getattr(lexicon.base, name))
    lines: dict[str, list[Line]] = {}
    keys: dict[str, Mapping[str, Terms]] = {}
    for rule in _LISTED:
        lines[rule], keys[rule] = _rule(rule, names, base, language, settings.allow.get(rule, ()))
    return Matcher(lines, base.concepts["denial"], keys, denied_after=language == "de")


def _frames(frames: ModuleType, names: Sequence[str], base: Notation, language: str) -> list[Line]:
    notation, lines = Notation(base.concepts), []
    for name in names:
        notation.without = _others_words(name, language)
        notation.learn(getattr(frames, name))
        lines += notation.lines(getattr(frames, name))
    return [replace(line, whole_sentence=True) for line in lines]


def _rule(
    rule: str, names: Sequence[str], base: Notation, language: str, allowed: Sequence[str]
) -> tuple[list[Line], Mapping[str, Terms]]:
    words: ModuleType = getattr(lexicon, rule)
    notation = Notation(base.concepts)
    for name in names:
        notation.without = _others_words(name, language)
        notation.learn(getattr(words, name))
    lines: list[Line] = []
    for name in names:
        notation.without = _others_words(name, language)
        lines += notation.lines(getattr(words, name))
    for frames in (lexicon.frames, lexicon.doubt):
        if rule in frames.RULES:
            lines += _frames(frames, names, base, language)
    lines += [line for phrase in allowed for line in notation.lines("! " + "+".join(fold(phrase).split()))]
    return lines, {name: terms for name, terms in notation.concepts.items() if name.startswith("key_")}


def _others_words(name: str, language: str) -> frozenset[str]:
    """What an English list must not take for English in a text of another language."""
    return frozenset(lexicon.base.HOMOGRAPHS[language].split()) if name == "EN" and language != "en" else frozenset()
