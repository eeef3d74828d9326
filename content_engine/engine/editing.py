"""An editor's words, looked at as strictly as a writer's: by guardrails, grounding, defences and cheap evaluators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from content_engine.domain.base import from_ms
from content_engine.domain.catalog import Catalog
from content_engine.domain.documents import DocumentIndex, Passage
from content_engine.domain.verdicts import Verdict
from content_engine.domain.writing import Score, WrittenVariant
from content_engine.engine.briefing import common_words, holding
from content_engine.engine.desk import Examiner
from content_engine.engine.texts import check_text, passages_of
from content_engine.generation import Brief, Draft, Judged, brief, judge
from content_engine.generation.placeholders import names_in
from content_engine.generation.sieve import sources_of
from content_engine.guardrails import Guardrails

ALIKE = ("duplicate", "generation.copy")
"""What an editor is told of and may do: to write nearly what another text says."""


@dataclass(frozen=True)
class Edit:
    """New words for a generated variant, under the catalog and its guardrails; `at` in milliseconds."""

    catalog: Catalog
    guardrails: Guardrails
    examiner: Examiner
    documents: DocumentIndex | None
    one: WrittenVariant
    at: int
    beside: tuple[str, ...] = ()

    def judged(self, content: Mapping[str, str]) -> tuple[Judged, Sequence[Score]]:
        """The judgement on the words, and their scores where they pass. Another text's likeness is only flagged."""
        told = self.brief()
        found = judge(
            Draft(content=dict(content), tone=self.one.tone, claims=self._named()),
            told,
            check=lambda words: self._check(told, words),
            ground=lambda words, sources: self.examiner.ground(self.guardrails, told, words, sources),
            duplicates=lambda words, texts: self.examiner.duplicates(told, words, texts),
        )
        made = found.model_copy(update={"verdict": _milder(found.verdict)})
        return made, self.examiner.scores(told, made) if made.passable else ()

    def brief(self) -> Brief:
        """What the words are held against: as for a writer, without the variant's own words of before.

        The same for every key that is struck while nothing else changes, so that what is worked out of it is, too.
        """
        passages = tuple(passages_of(self.one, self.documents))
        common = tuple(common_words(self.documents, passages))
        day = from_ms(self.at).date()
        told = (id(self.catalog), self.one.id, self.one.version, day, self.beside, passages, common)
        return _brief(_Known(told, self, passages, common))

    def made(self, passages: Sequence[Passage], common: Sequence[str]) -> Brief:
        """The brief, worked out."""
        others, known = _without(self.catalog, self.one), {one.segment_id for one in self.catalog.segments}
        told = brief(
            others,
            self.one.component,
            segment=self.one.segment if self.one.segment in known else None,
            locale=self.one.locale,
            count=1,
            note=self.one.note,
            facts=holding(self.catalog.facts, from_ms(self.at).date()),
            passages=passages,
            existing=self.beside,
            common=common,
        )
        used = {name for text in self.one.content.values() for name in names_in(text)}
        return told.model_copy(update={"placeholders": tuple(sorted({*told.placeholders, *used}))})

    def _check(self, told: Brief, content: Mapping[str, str]) -> Verdict:
        return check_text(
            self.catalog, self.guardrails, told.component, told.locale, content, max_chars=told.tightest,
            sources=sources_of(told),
        )  # fmt: skip

    def _named(self) -> tuple[str, ...]:
        """The claims that were named, and not found in the words of before: those found are looked for again."""
        found = {source for each in self.one.evidence for source in each.sources}
        return tuple(one for one in self.one.claims if one not in found)


@dataclass(frozen=True)
class _Known:
    """What a brief depends on; the edit is held, so that no other catalog takes its catalog's identity."""

    told: tuple[object, ...]
    edit: Edit = field(compare=False)
    passages: tuple[Passage, ...] = field(compare=False)
    common: tuple[str, ...] = field(compare=False)


@lru_cache(maxsize=8)
def _brief(known: _Known) -> Brief:
    return known.edit.made(known.passages, known.common)


def _without(catalog: Catalog, one: WrittenVariant) -> Catalog:
    components = [
        each.model_copy(update={"variants": tuple(variant for variant in each.variants if variant.id != one.id)})
        if each.id == one.component
        else each
        for each in catalog.components
    ]
    return catalog.model_copy(update={"components": tuple(components)})


def _milder(verdict: Verdict) -> Verdict:
    """The verdict with likeness to another text as a flag."""
    return Verdict.of(
        one.model_copy(update={"severity": "flag"}) if one.guardrail in ALIKE else one for one in verdict.violations
    )
