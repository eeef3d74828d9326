"""Which concept a word or phrase stands for: by the trade's lexicon, the brand's synonyms, the words of its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from content_engine.guardrails.grounding.general import FUNCTION
from content_engine.guardrails.grounding.lexicon import CONCEPTS
from content_engine.guardrails.grounding.unclaimed import UNCLAIMED
from content_engine.guardrails.reading import fold

LANGUAGES = ("en", "de", "fr", "es")
_SHORTEST, _LONG = 3, 5
_ELIDED = ("d", "l", "n", "qu", "-")


@dataclass
class Vocabulary:
    """Forms of one language. Phrases are tuples of words, by their first word and by their first two, longest first.

    `stems` holds beginnings of words; a word is what the longest of them says.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    language: str = "en"

    def learn(self, form: str, concept: str) -> None:
        """Takes up a form: `_` between the words of a phrase, `*` for any ending. The first meaning stays."""
        parts = tuple(part for part in fold(form).replace("_", " ").split() if part not in _ELIDED)
        if len(parts) > 1:
            listed = self.phrases.setdefault(parts[0], [])
            listed.append((parts, concept))
            if self.language == "en" and not parts[-1].endswith("s"):
                listed.append(((*parts[:-1], parts[-1] + "s"), concept))
            listed.sort(key=lambda each: -len(each[0]))
            for phrase in {each[0][:2] for each in listed}:
                self.pairs[phrase[0], phrase[1]] = [each for each in listed if each[0][:2] == phrase]
        elif parts and parts[0].endswith("*"):
            self.stems.setdefault(parts[0][:-1], concept)
        elif parts:
            self.words.setdefault(parts[0], concept)

    def _base(self, word: str) -> str | None:
        """What an English word without its ending stands for."""
        for ending in ("s", "ed", "d", "ing"):
            stem = word.removesuffix(ending)
            if len(stem) >= _LONG and stem != word and (stem in self.words or stem + "e" in self.words):
                return self.words.get(stem) or self.words[stem + "e"]
        return None

    def telling(self) -> frozenset[str]:
        """One word of each phrase for what is not common, the first that is no function word where there is one."""
        listed = [parts for each in self.phrases.values() for parts, concept in each if concept not in common()]
        return frozenset(next((part for part in parts if part not in FUNCTION), parts[-1]) for parts in listed)

    def concept(self, word: str) -> str | None:
        """What a folded word stands for, None when nothing is known."""
        found = self.words.get(word)
        if found is not None:
            return found
        if self.language == "en" and (base := self._base(word)) is not None:
            return base
        ends = range(len(word), _SHORTEST - 1, -1)
        return next((self.stems[word[:end]] for end in ends if word[:end] in self.stems), None)


def _lines(text: str) -> Iterator[tuple[str, bool, list[str]]]:
    """Each line's concept, whether it is common, and its forms per language."""
    for line in filter(str.strip, text.replace("\n  ", " ").splitlines()):
        head, _, forms = line.partition(": ")
        yield head.lstrip("~"), head.startswith("~"), [column.strip() for column in forms.split(" | ")]


@cache
def _columns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((concept, tuple(forms)) for text in (CONCEPTS, UNCLAIMED) for concept, _, forms in _lines(text))


@cache
def common() -> frozenset[str]:
    """Concepts any sentence may bring along."""
    return frozenset(concept for concept, is_common, _ in (*_lines(CONCEPTS), *_lines(UNCLAIMED)) if is_common)


def vocabulary(language: str, synonyms: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The forms of `language` (English ones where it is unknown), those of `synonyms` (concept: forms) first."""
    column = LANGUAGES.index(language) if language in LANGUAGES else 0
    known = Vocabulary(language=language)
    for concept, forms in synonyms.items():
        for form in forms:
            known.learn(form.replace(" ", "_"), concept)
    for concept, columns in _columns():
        for form in columns[column].split():
            known.learn(form, concept)
    return known
