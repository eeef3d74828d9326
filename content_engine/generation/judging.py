"""Whether a draft may go on to review: the guardrails, grounding, and this room's own defences, all by code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from content_engine.domain.base import Noun
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence
from content_engine.generation.briefs import Brief
from content_engine.generation.defences import defend
from content_engine.generation.parsing import Draft
from content_engine.generation.sieve import sources_of
from content_engine.generation.telling import told

Check = Callable[[Mapping[str, str]], Verdict]
"""The brand's guardrails on a content of this kind and locale: `Guardrails.check` with the rest bound."""

Ground = Callable[[Mapping[str, str], Sequence[tuple[str, str]]], tuple[Sequence[Evidence], Sequence[Violation]]]
"""Where a content's statements come from: gets the content and (id, text) of every source that may be used, gives the
evidence and a violation for each statement that has none."""

Duplicates = Callable[[Mapping[str, str], Sequence[str]], Sequence[Violation]]
"""Violations where a content is nearly one of the texts to stay different from."""


class Judged(Noun):
    """A draft and what was found. `passable` says that it may go to review; `fixed` that its words were mended.

    `content` is what goes on: the draft's, or the mended. `claims` are the facts that it relies on.
    """

    draft: Draft
    verdict: Verdict
    content: dict[str, str]
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[str, ...] = ()
    fixed: bool = False

    @property
    def passable(self) -> bool:
        """Whether it passed every check, with or without a flag."""
        return self.verdict.shows

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, one line a violation."""
        return tuple(f"{one.guardrail}: {one.message}" for one in self.verdict.violations)

    def told(self) -> tuple[str, ...]:
        """The violations as a prompt may hear of them: by rule and field, nothing of the text quoted."""
        return tuple(told(one) for one in self.verdict.violations if one.severity != "flag")


def judge(
    draft: Draft,
    brief: Brief,
    *,
    check: Check,
    ground: Ground | None = None,
    duplicates: Duplicates | None = None,
) -> Judged:
    """The judgement on a draft. A check that raises blocks (fail closed), as violation `internal`.

    What the guardrails can mend is mended and judged again, once. The evidence names facts and passages; facts named
    there become claims of the variant, so that it leaves the catalog when they expire.
    """
    content, fixed, verdict = _checked(dict(draft.content), check)
    evidence: tuple[Evidence, ...] = ()
    violations = [*draft.faults, *verdict.violations, *_safely("defences", lambda: defend(draft, content, brief))]
    if ground is not None:
        evidence, ungrounded = _grounded(content, brief, ground)
        violations += ungrounded
    if duplicates is not None:
        compared = duplicates
        violations += _safely("duplicates", lambda: compared(content, brief.existing))
    facts = {fact.id for fact in brief.facts}
    claims = dict.fromkeys((*draft.claims, *(one for each in evidence for one in each.sources if one in facts)))
    return Judged(
        draft=draft,
        verdict=Verdict.of(violations),
        content=content,
        evidence=evidence,
        claims=tuple(claims),
        fixed=fixed,
    )


def _checked(content: dict[str, str], check: Check) -> tuple[dict[str, str], bool, Verdict]:
    verdict = _verdict_of(content, check)
    if verdict.verdict != "fix" or not isinstance(verdict.fixed, dict):
        return content, False, verdict
    mended = dict(verdict.fixed)
    return mended, True, _verdict_of(mended, check)


def _verdict_of(content: Mapping[str, str], check: Check) -> Verdict:
    try:
        return check(content)
    except Exception as error:  # noqa: BLE001 - a check that breaks must block, whatever broke it
        return Verdict(verdict="reject", violations=(_internal("guardrails", error),))


def _safely(name: str, run: Callable[[], Sequence[Violation]]) -> list[Violation]:
    try:
        return list(run())
    except Exception as error:  # noqa: BLE001 - a check that breaks must block, whatever broke it
        return [_internal(name, error)]


def _grounded(content: Mapping[str, str], brief: Brief, ground: Ground) -> tuple[tuple[Evidence, ...], list[Violation]]:
    try:
        evidence, violations = ground(content, sources_of(brief))
        return tuple(evidence), list(violations)
    except Exception as error:  # noqa: BLE001 - a check that breaks must block, whatever broke it
        return (), [_internal("grounding", error)]


def _internal(name: str, error: Exception) -> Violation:
    message = f"{name} could not judge this ({type(error).__name__}), so it blocks"
    return Violation(guardrail="internal", severity="reject", span=(0, 0), message=message)
