"""What a judge says of a generated text before it may go live without an editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content_engine.domain.catalog import Catalog
from content_engine.domain.evals import Evaluator as Spec
from content_engine.domain.jobs import JobCancelled, StepContext
from content_engine.domain.llm import Completion
from content_engine.domain.writing import Score
from content_engine.engine.desk import Desk
from content_engine.engine.examining import sample_of
from content_engine.engine.llm_judges import Bill, LlmJudges
from content_engine.evaluation import measured
from content_engine.evaluation.judges import Rubric
from content_engine.generation import Brief, Judged
from content_engine.library import read_prompts

JUDGE = "judge"
"""What the judge's score is called."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The judge's score, from 1 to 5, and the completions it took; a judge that broke has a `failure` and no value."""

    score: Score
    completions: Sequence[Completion] = ()


def second_opinion(
    desk: Desk,
    catalog: Catalog,
    prompt: str,
    models: Sequence[str],
    brief: Brief,
    judged: Judged,
    context: StepContext,
) -> SecondOpinion:
    """Asks the judge once: the deployment's judging model, else `models`, which wrote the text.

    Without a judge's prompt or a model that can judge it is a failure. Raises JobCancelled.
    """
    bill = Bill()

    def cancelled() -> None:
        if context.cancelled():
            raise JobCancelled

    try:
        judges = LlmJudges(
            catalog, read_prompts(desk.folder), desk.gateway(), desk.judges or tuple(models), bill, cancelled,
            context.job.id,
        ).judges()  # fmt: skip
        if judges.judge is None:
            return _broke(judges.absent)
        rubric = Rubric(JUDGE, judges.judge(Spec(use="judge", prompt=prompt)))
    except JobCancelled:
        raise
    except Exception as error:  # noqa: BLE001 - a judge that cannot be asked has not said yes, whatever is the matter
        return _broke(f"{type(error).__name__}: {error}")
    score = measured(rubric, sample_of(brief, judged))
    return SecondOpinion(score or _broke("it said nothing").score, tuple(bill.made))


def _broke(why: str) -> SecondOpinion:
    return SecondOpinion(Score(evaluator=JUDGE, failure=why[:300]))
