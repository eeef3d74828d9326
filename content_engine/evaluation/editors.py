"""Judges checked against editors: do texts that a judge likes get approved, and those it does not get rejected?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from content_engine.domain.writing import Review, Score
from content_engine.evaluation.agreement import Agreement, agreement

Word = Literal["approve", "reject"]
LIKED = 3.5
"""A judge's value, from 1 to 5, from which it counts as approving: 4 is "a word could be better"."""


@dataclass(frozen=True, slots=True)
class AgainstEditors:
    """A judge's verdicts beside editors': agreement, kappa with its error, and how often each pair of words came."""

    evaluator: str
    agreement: Agreement
    table: Mapping[tuple[Word, Word], int]
    """Texts by (the judge's word, the editor's)."""


def editors_word(reviews: Iterable[Review], content_hash: str) -> Word | None:
    """What editors decided last on exactly this content; None where nobody has."""
    said = [one for one in reviews if one.action in ("approve", "reject") and one.content_hash == content_hash]
    last = max(said, key=lambda one: one.at, default=None)
    return None if last is None else "approve" if last.action == "approve" else "reject"


def against_editors(
    texts: Iterable[tuple[Sequence[Score], Word]], evaluator: str = "judge", *, liked: float = LIKED
) -> AgainstEditors:
    """How a judge's scores agree with editors' words on the same texts. Texts that it did not score are left out."""
    judge: list[Word] = []
    editor: list[Word] = []
    for scores, word in texts:
        value = next((one.value for one in scores if one.evaluator == evaluator), None)
        if value is not None:
            judge.append("approve" if value >= liked else "reject")
            editor.append(word)
    return AgainstEditors(evaluator, agreement(judge, editor), Counter(zip(judge, editor, strict=True)))
