"""The rule: sentence by sentence, what states something is judged against the facts, and passages given beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from content_engine.domain.brand import Brand, Fact, OnFail
from content_engine.domain.brand import Grounding as Settings
from content_engine.domain.verdicts import Severity
from content_engine.domain.writing import Evidence
from content_engine.guardrails.grounding.account import Account
from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.figures import Quantity
from content_engine.guardrails.grounding.judging import Judge
from content_engine.guardrails.grounding.knowledge import BRAND, Knowledge, knowledge, learned
from content_engine.guardrails.grounding.mood import mood
from content_engine.guardrails.grounding.parsing import Parser
from content_engine.guardrails.grounding.relations import Judgement
from content_engine.guardrails.grounding.strangers import strangers
from content_engine.guardrails.grounding.vocabulary import LANGUAGES, common
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found
from content_engine.guardrails.sentences import sentences

_REMEMBERED = 8_192
_LONGEST = 2_000


class Said(NamedTuple):
    """What a sentence of a text amounts to: whether it states anything, and how each part was judged."""

    states: bool
    judgements: tuple[Judgement, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts its supported parts rest on."""
        return tuple(
            dict.fromkeys(fact for each in self.judgements if each.answer == "supported" for fact in each.facts)
        )


@dataclass(frozen=True)
class Language:
    """What one locale needs: its parser, and what is said of accounts in it."""

    parser: Parser
    account: Account


class Grounding:
    """Blocks statements that the facts contradict or do not know, and anything about the reader's own account."""

    id = "grounding"

    def __init__(
        self,
        settings: Settings,
        languages: Mapping[str, Language],
        known: Knowledge,
        light: frozenset[str],
        quoted: Mapping[str, str],
    ) -> None:
        self.settings = settings
        self._quoted = quoted
        self._light = light
        self._languages = dict(languages)
        self._judge = Judge(known, settings.plans, settings.free)
        self._said = lru_cache(_REMEMBERED)(self._read)

    @property
    def on_fail(self) -> OnFail:
        """What a contradiction means."""
        return self.settings.on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """Plans, synonyms and what is done where no fact settles a statement."""
        return self.settings.model_dump(mode="json")

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each sentence that no fact supports, with the fact it contradicts where there is one."""
        language = _language(reading.locale)
        text = reading.static
        before = ""
        for start, end in reading.sentences:
            said = self._said(language, text[start:end], before)
            before = text[start:end] if _goes_on(text, end) else ""
            for each in said.judgements:
                severity = self._severity(each)
                if severity is not None and not self._beside(each, language, text[start:end], reading):
                    span = reading.span("visible", *_trimmed(text, start, end))
                    yield Found(*span, _message(each), None, severity)
                    break

    def evidence(self, reading: Reading) -> Iterator[Evidence]:
        """The sentences that state something, with the facts that support them.

        A passage given with the reading is the source of a sentence no fact supports, where it holds every figure,
        name and concept of it.
        """
        language = _language(reading.locale)
        text = reading.static
        for start, end in reading.sentences:
            said = self._said(language, text[start:end])
            if said.states:
                found = said.facts or self.passages(language, text[start:end], reading.sources)
                span = reading.span("visible", *_trimmed(text, start, end))
                yield Evidence(field=reading.field.name, span=span, sources=found)

    def _beside(self, judged: Judgement, language: str, sentence: str, reading: Reading) -> bool:
        """Whether a passage given with the reading supports what no fact contradicts."""
        return (
            bool(reading.sources)
            and judged.answer == "unsupported"
            and bool(self.passages(language, sentence, reading.sources))
        )

    def passages(self, language: str, sentence: str, sources: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The ids of the sources that hold every figure, name and concept of `sentence`."""
        wanted = self._weight(language, sentence)
        return tuple(name for name, text in sources if wanted and wanted <= self._weight("en", text))

    def _weight(self, language: str, text: str) -> frozenset[object]:
        parser = self._languages[language].parser
        atoms = parser.parse(parser.tokens(text))
        return frozenset(atom.value for atom in atoms if atom.kind in ("figure", "name", "concept", "plan", "unknown"))

    def _severity(self, judged: Judgement) -> Severity | None:
        if judged.answer == "supported":
            return None
        what = self.settings.on_fail if judged.answer == "contradicted" else self.settings.undecided
        return None if what == "pass" else "flag" if what == "flag" else "reject"

    def _read(self, language: str, sentence: str, before: str = "") -> Said:
        known = self._languages[language]
        if (fact := self._quoted.get(_plain(sentence))) is not None:
            return Said(True, (Judgement("supported", "", -1, (fact,)),))
        about = tuple(_about_account(known, sentence)) if self.settings.account else ()
        tokens = known.parser.tokens(sentence[:_LONGEST]) if before or known.parser.weighs(sentence) else []
        if not tokens:
            return Said(bool(about), about)
        atoms = known.parser.parse(tokens)
        how = mood(tokens, atoms, sentence, language)
        subject = self._judge.subject(known.parser.parse(known.parser.tokens(before))) if before else frozenset()
        how = "statement" if subject and how == "advice" else how
        if how == "question":
            return Said(False, ())
        judged = [*about, *self._judge.judge(atoms, how == "statement", subject)]
        carried = _carried(judged, atoms)
        judged += strangers(atoms, tokens, how == "statement", language, self._light, carried)
        return Said(how == "statement" or any(each.facts for each in judged), tuple(judged))


def _plain(sentence: str) -> str:
    return " ".join(fold(sentence).strip(" .\n").split())


def _about_account(known: Language, sentence: str) -> Iterator[Judgement]:
    if not sentence.rstrip("\"'”») \n").endswith("?") and known.account.find(fold(sentence)):
        yield Judgement("contradicted", "a figure or state of the reader's own account, which no fact can know")


def _carried(judged: Sequence[Judgement], atoms: Sequence[Atom]) -> bool:
    """Whether a sentence rests on a fact that gives its plans or its figures."""
    plan = any(atom.kind == "plan" for atom in atoms)
    figure = any(atom.kind == "figure" and _measures(atom.value) for atom in atoms)
    named = any(atom.kind == "concept" and atom.value not in common() for atom in atoms)
    facts = any(each.facts for each in judged) or (plan and figure and bool(judged))
    return (plan or figure) and (named or (plan and figure)) and facts and all(e.answer == "supported" for e in judged)


def _measures(figure: object) -> bool:
    return isinstance(figure, Quantity) and figure.unit not in ("", "thing", "ratio") and figure.value != 1.0


def _message(judged: Judgement) -> str:
    beside = f" ({', '.join(judged.facts)})" if judged.facts else ""
    said = "unsupported" if judged.answer == "unsupported" else "contradicted"
    return f"{said} by the facts: {judged.reason}{beside}"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _goes_on(text: str, end: int) -> bool:
    """Whether the next sentence begins with a pronoun, and so speaks of the same thing."""
    return text[end : end + 5].lower().startswith(("it ", "they ", "both ", "that "))


def _language(locale: str) -> str:
    tongue = locale.split("-", maxsplit=1)[0].lower()
    return tongue if tongue in LANGUAGES else "en"


def grounding(brand: Brand, facts: Sequence[Fact]) -> Grounding | None:
    """The rule for a brand, None where it has no facts."""
    if not facts:
        return None
    settings = brand.grounding
    synonyms = {tongue: _synonyms(brand, tongue) for tongue in LANGUAGES}
    parsers = {tongue: Parser(tongue, settings.plans, settings.free, synonyms[tongue]) for tongue in LANGUAGES}
    for form in settings.vocabulary:
        for parser in parsers.values():
            parser.allow(form)
    for word in (word for fact in facts for word in fact.statement.split() if word[:1].isupper()):
        for tongue in ("de", "fr", "es"):
            parsers[tongue].allow(word.strip(".,:;()"))
    learned(facts, parsers)
    known = knowledge(facts, parsers["en"])
    languages = {tongue: Language(parser, Account(tongue, settings.plans)) for tongue, parser in parsers.items()}
    said = frozenset(token.word for fact in facts for token in parsers["en"].tokens(fact.statement))
    own = frozenset(word for form in settings.vocabulary for word in fold(form).split())
    quoted = {_plain(fact.statement[start:end]): fact.id for fact in facts for start, end in sentences(fact.statement)}
    return Grounding(settings, languages, known, said | own, quoted)


def _synonyms(brand: Brand, tongue: str) -> dict[str, tuple[str, ...]]:
    """Concepts by name with the words a brand adds for them in one language; its own names among them."""
    english = Parser("en", brand.grounding.plans, brand.grounding.free, {})
    own = (brand.name, brand.name.split()[0])
    found: dict[str, tuple[str, ...]] = {BRAND: own}
    for term, forms in brand.grounding.synonyms.items():
        atoms = english.parse(english.tokens(term))
        concept = next((str(atom.value) for atom in atoms if atom.kind == "concept"), f"w:{fold(term)}")
        found[concept] = (
            *found.get(concept, ()),
            *forms.get(tongue, ()),
            *((term,) if concept.startswith("w:") else ()),
        )
    return found
