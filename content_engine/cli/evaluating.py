"""`eval`: how good are the texts a prompt writes, and is it better than before?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from content_engine.bootstrap import Database
from content_engine.cli.console import F, folded, say, settings_options, table
from content_engine.cli.opening import database_of, engine_of
from content_engine.domain.base import from_ms
from content_engine.domain.evals import Run
from content_engine.domain.jobs import Job
from content_engine.engine import evaluations
from content_engine.engine.desk import Desk, usable
from content_engine.settings import Settings

SHOWN_RUNS = 10


def _options(command: F) -> F:
    file = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--junit", type=file, help="Write a JUnit file, for continuous integration."),
        click.option("--html", type=file, help="Write a self-contained page with every text and score."),
        click.option("--model", help="The LLM that writes; `offline` is the built-in writer."),
        click.option("--prompt", help="Another prompt than the suite's: TASK, TASK@LABEL or TASK/NUMBER."),
        click.option(
            "--against", metavar="RUN", help="Compare case by case with an earlier run; `last`: the one before."
        ),
        click.option("--run", "earlier", metavar="RUN", help="Show a run that there is, instead of running SUITE."),
        click.argument("suite", required=False),
    ):
        command = option(command)
    return command


@click.command("eval")
@_options
@settings_options
def eval_command(
    suite: str | None,
    earlier: str | None,
    against: str | None,
    prompt: str | None,
    model: str | None,
    html: Path | None,
    junit: Path | None,
    settings: Settings,
    as_json: bool,
) -> None:
    """Run an evaluation suite (prompts/<task>/evals.yaml). Without SUITE: list the suites, and the runs there are.

    \b
    Exit status 1 when a threshold fails, 2 when it could not be run. A run that was stopped goes on with
    `content-engine work`; completions that are paid for are not paid again.

    Example: content-engine eval variant --against last --html evaluation.html --junit evaluation.xml
    """
    if suite is None and earlier is None:
        _list(settings, as_json=as_json)
        return
    with engine_of(settings) as engine:
        desk = usable(engine.desk)
        if earlier is not None:
            run = evaluations.run_named(desk, earlier, "run")
        else:
            assert suite is not None
            beside = None if against in (None, "last") else evaluations.run_named(desk, str(against), "against")
            _same_suite(beside, evaluations.asked_for(desk, suite, prompt=prompt, model=model))
            job = evaluations.start(desk, suite, actor="cli", prompt=prompt, model=model)
            run = _run(settings, job.id)
        other = evaluations.earlier(desk, run, against) if against and _has(desk, run, against) else None
    _write(run, other, html, junit)
    say(dict(evaluations.told(run, other)), lambda: _tell(run, other), as_json=as_json)
    if not run.passed:
        raise click.exceptions.Exit(1)


def _same_suite(beside: Run | None, payload: dict[str, Any]) -> None:
    """Said before anything is paid for."""
    wanted = payload["suite"]["id"]
    if beside is not None and beside.suite != wanted:
        raise click.BadParameter(
            f"{beside.id} is a run of the suite {beside.suite}, not of {wanted}", param_hint="--against"
        )


def _has(desk: Desk, run: Run, against: str) -> bool:
    """The first run of a suite has none before it, and that is no mistake."""
    return against != "last" or any(one["id"] != run.id for one in evaluations.listed(desk, suite=run.suite, limit=2))


def _run(settings: Settings, job_id: str) -> Run:
    from content_engine.cli.working import run_here

    with database_of(settings) as opened:
        job = run_here(settings, opened, job_id)
        return _run_of(job, opened)


def _run_of(job: Job, opened: Database) -> Run:
    run = opened.runs.run(job.id)
    if job.state == "done" and run is not None:
        return run
    told = f": {job.error['detail']}" if job.error else ""
    raise click.ClickException(f"the evaluation {job.id} is {job.state}{told}")


def _write(run: Run, other: Run | None, html: Path | None, junit: Path | None) -> None:
    from content_engine.reporting import evaluation_page
    from content_engine.reporting import junit as as_junit

    if html is not None:
        compared, changes = evaluations.side_by_side(run, other)
        html.write_text(evaluation_page(run, other=other, compared=compared, changes=changes), encoding="utf-8")
    if junit is not None:
        junit.write_text(as_junit(run), encoding="utf-8")


def _list(settings: Settings, *, as_json: bool) -> None:
    with engine_of(settings) as engine:
        desk = usable(engine.desk)
        suites = evaluations.suites(desk)
        runs = evaluations.listed(desk, limit=SHOWN_RUNS)
    say({"suites": suites, "runs": list(runs)}, lambda: _tell_list(suites, runs), as_json=as_json)


def _tell_list(suites: Any, runs: Any) -> None:
    rows = [(one["id"], one["task"], one["cases"], ", ".join(one["evaluators"])) for one in suites]
    table("Suites", ("suite", "task", "cases", "evaluators"), rows)
    told = [
        (one["id"], one["suite"], one["prompt"] or "-", one["model"], _at(one["at"]), _word(one["passed"]))
        for one in runs
    ]
    if told:
        table("Runs, newest first", ("run", "suite", "prompt", "model", "at", "result"), told)


def _at(ms: int) -> str:
    return f"{from_ms(ms):%Y-%m-%d %H:%M}"


def _word(passed: bool) -> str:
    return "passed" if passed else "failed"


def _tell(run: Run, other: Run | None) -> None:
    texts = sum(len(one.judged) for one in run.cases)
    by = f"prompt {run.prompt} by {run.model}" if run.prompt else "fixed texts"
    click.echo(f"{run.suite}: {len(run.cases)} cases, {texts} texts, {by}: {_word(run.passed)}")
    if run.origin == "offline" and run.prompt:
        click.echo(folded("The built-in writer wrote these texts, no language model did.", ""))
    table("", ("evaluator", "mean", "95 %", "wanted", "result", "texts", "broke", "agreement"), _summaries(run))
    _tell_low(run)
    if other is not None:
        _tell_compared(run, other)
    cost = f"{run.usage.cost_usd:.4f} US dollars, {run.usage.tokens_in + run.usage.tokens_out} tokens"
    click.echo(f"run {run.id}: {cost}, {run.seconds:.1f} s")


def _summaries(run: Run) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in run.summaries:
        result = "skipped" if one.skipped else evaluations.RESULTS[evaluations.result_of(one)]
        ends = "-" if one.low is None else f"{one.low:.2f} to {one.high:.2f}"
        told = (_number(one.mean), ends, _number(one.threshold), result, str(one.values), str(one.failures))
        rows.append((one.evaluator, *told, "-" if one.agreement is None else f"{one.agreement:.2f}"))
    return rows


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _tell_low(run: Run) -> None:
    """What was skipped and why, cases without a text, and those below a threshold that fails."""
    for one in run.summaries:
        if one.skipped:
            click.echo(folded(f"- {one.evaluator} was not measured: {one.skipped}", ""))
    for why, cases in evaluations.without_text(run).items():
        click.echo(folded(f"- {len(cases)} without a text: {why}: {', '.join(cases)}", ""))
    for name, low in evaluations.below(run).items():
        click.echo(folded(f"- below the threshold of {name}: {', '.join(low)}", ""))


def _tell_compared(run: Run, other: Run) -> None:
    rows = []
    for one in evaluations.side_by_side(run, other)[0]:
        ends = "-" if one.low is None else f"{one.low:+.3f} to {one.high:+.3f}"
        mean = "-" if one.mean is None else f"{one.mean:+.3f}"
        rows.append(
            (
                one.evaluator,
                one.better,
                one.worse,
                one.same,
                mean,
                ends,
                "-" if one.p is None else "<0.001" if one.p < 0.001 else f"{one.p:.3f}",
            )
        )
    headers = ("evaluator", "better", "worse", "same", "difference", "95 %", "p")
    table(f"Against {other.id}: {other.writer}", headers, rows)
