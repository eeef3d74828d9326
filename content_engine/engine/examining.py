"""What looks at a generated text beside the guardrails' rules: evidence, near-duplicates, cheap scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content_engine.domain.evals import Case
from content_engine.domain.verdicts import Violation
from content_engine.domain.writing import Evidence, Score
from content_engine.engine.texts import Sources
from content_engine.evaluation.evaluators import Distinct, Fits, Grounded, Guarded
from content_engine.evaluation.sample import Sample, measured
from content_engine.generation import Brief, Judged
from content_engine.generation.texts import spoken
from content_engine.guardrails import Guardrails
from content_engine.guardrails.duplicates import near_duplicates

EVALUATORS = (Guarded("guardrails"), Grounded("grounding"), Fits("length"), Distinct("distinct"))


class PlainExaminer:
    """Needs no model: evidence from facts and passages, alikeness of letters, and evaluators that count."""

    def ground(
        self, guardrails: Guardrails, brief: Brief, content: Mapping[str, str], sources: Sources
    ) -> tuple[Sequence[Evidence], Sequence[Violation]]:
        """The evidence there is. What has none was told by the guardrails, which block or flag it as the brand says."""
        told = guardrails.evidence(content, kind=brief.kind.name, locale=brief.locale, sources=sources, rendered=False)
        return told, ()

    def duplicates(self, brief: Brief, content: Mapping[str, str], texts: Sequence[str]) -> Sequence[Violation]:
        """A violation for a field that is nearly one of `texts`; links are alike by nature."""
        told = [("", spoken(text)) for text in texts]
        prose = [one.name for one in brief.kind.fields if one.type == "text" and one.name in content]
        # a label of a call to action may be a common one, its text may not
        found = [name for name in prose[:1] if near_duplicates(spoken(content[name]), told)]
        message = "says nearly the same as a text that is there already"
        return [
            Violation(guardrail="duplicate", severity="reject", span=(0, 0), message=message, field=name)
            for name in found
        ]

    def scores(self, brief: Brief, judged: Judged) -> Sequence[Score]:
        """Those of `EVALUATORS` that have something to say of the text."""
        sample = sample_of(brief, judged)
        found = [measured(one, sample) for one in EVALUATORS]
        return [score for score in found if score is not None]


def sample_of(brief: Brief, judged: Judged) -> Sample:
    """A judged text as evaluators take it."""
    sourced = [one for one in judged.evidence if one.sources]
    return Sample(
        case=Case(id="generated", component=brief.component.id, locale=brief.locale),
        kind=brief.kind.name,
        locale=brief.locale,
        content=judged.content,
        spoken={name: spoken(text) for name, text in judged.content.items()},
        limits=brief.limits,
        verdict=judged.verdict,
        fixed=judged.fixed,
        evidence=sourced,
        ungrounded=len(judged.evidence) - len(sourced),
        others=[spoken(text) for text in brief.existing],
    )
