"""`generate` and `improve`: texts from brief to review."""

from __future__ import annotations

from typing import Any

import click

from content_engine.cli.console import folded, say, settings_options, table
from content_engine.cli.opening import database_of, engine_of
from content_engine.cli.reviewing import actor_option
from content_engine.domain.errors import ContentEngineError
from content_engine.domain.jobs import Job
from content_engine.domain.writing import GenerationRequest
from content_engine.engine import generations_view
from content_engine.settings import Settings


class JobFailed(ContentEngineError):
    """The job did not end well. What was finished before is kept."""

    code = "job.failed"

    def __init__(self, job: Job) -> None:
        told = job.error or {"code": f"job.{job.state}", "detail": f"It was {job.state}."}
        super().__init__(f"{job.id}: {told['detail']}")
        self.code = str(told["code"])


@click.command("generate")
@click.option("--component", required=True, help="The component to write variants of.")
@click.option("--segment", help="The segment they are for.")
@click.option("--locale", help="Their language; the brand's first where nothing is said.")
@click.option("--count", default=3, show_default=True, type=click.IntRange(1, 50), help="How many.")
@click.option("--model", help="The LLM that writes; `offline` is the built-in writer.")
@click.option("--prompt", help="The prompt: TASK, TASK@LABEL or TASK/NUMBER.")
@click.option("--note", default="", help="What else the editor wishes, in words.")
@click.option("--document", "documents", multiple=True, help="Use passages of these documents only.")
@click.option("--attribute", "attributes", multiple=True, metavar="NAME=VALUE", help="Of an example subject.")
@click.option("--detach", is_flag=True, help="Leave the job to a worker and say its id.")
@actor_option
@settings_options
def generate_command(detach: bool, actor: str, settings: Settings, as_json: bool, **asked: Any) -> None:
    """Write variants of a component: checked, scored, and put into review. Exit status 1 when none passed the checks.

    Of the attributes only those reach a prompt that it declares, with a value of its closed list. The job is durable:
    if this process dies, `content-engine work` goes on with it, and no completion is paid for twice.

    Example: content-engine generate --component benefit.audit-logs --count 3 --model offline
    """
    with engine_of(settings) as engine:
        job = engine.generate(_request(asked), actor=actor)
    if detach:
        say(generations_view.row(job), f"{job.id} waits for a worker: content-engine work", as_json=as_json)
        return
    from content_engine.cli.working import run_here

    with database_of(settings) as opened:
        ended = run_here(settings, opened, job.id)
    if ended.state != "done":
        raise JobFailed(ended)
    told = generations_view.whole(ended)
    say(told, lambda: show_candidates(told), as_json=as_json)
    if not told["totals"]["passed"]:
        raise click.exceptions.Exit(1)


def _request(asked: dict[str, Any]) -> GenerationRequest:
    pairs = [text.partition("=") for text in asked.pop("attributes")]
    wrong = [name for name, equals, _ in pairs if not equals]
    if wrong:
        raise click.UsageError(f"--attribute {wrong[0]}: give NAME=VALUE")
    return GenerationRequest(**asked, attributes={name: value for name, _, value in pairs})


def show_candidates(told: dict[str, Any]) -> None:
    """A generation's candidates for people: the words, the verdict with its reasons, the scores."""
    for one in told["candidates"]:
        scores = ", ".join(f"{each['evaluator']} {_value(each)}" for each in one["scores"])
        click.echo(f"{one['variant']}  {one['state']}  ({one['origin']}, {one['model']})")
        for name, text in one["content"].items():
            click.echo(folded(f"{name}: {text}"))
        for violation in one["violations"]:
            click.echo(folded(f"- {violation['guardrail']}: {violation['message']}"))
        sources = sorted({source for each in one["evidence"] for source in each["sources"]})
        if sources:
            click.echo(folded(f"rests on {', '.join(sources)}"))
        if scores:
            click.echo(folded(f"scores {scores}"))
    totals, usage = told["totals"], told["usage"]
    click.echo(
        f"{totals['passed']} of {totals['candidates']} passed; {usage['tokens_in'] + usage['tokens_out']} tokens, "
        f"{usage['cost_usd']:.4f} US dollars. Next: content-engine review list"
    )
    for trouble in told["troubles"]:
        click.echo(f"trouble: {trouble}")


def _value(score: dict[str, Any]) -> str:
    value = score.get("value")
    return "broke" if value is None else f"{value:.2f}"


@click.command("improve")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--count", default=3, show_default=True, type=click.IntRange(1, 10), help="Texts for each place.")
@actor_option
@settings_options
def improve_command(dry_run: bool, count: int, actor: str, settings: Settings, as_json: bool) -> None:
    """Find slots and segments that want better texts, and texts that lost; ask for the former, propose the latter.

    A job is added for each place found; workers run them and their results go to review. Texts that lost are never
    retired by this: an editor confirms with `review retire`.

    Example: content-engine improve --dry-run
    """
    with engine_of(settings, there=True) as engine:
        told = engine.improve(actor=actor, dry_run=dry_run, count=count)
    say(told, lambda: _tell(told), as_json=as_json)


def _tell(told: dict[str, Any]) -> None:
    names = ("template", "slot", "segment", "component", "decisions")
    rows = [(*(one[name] or "" for name in names), "; ".join(one["reasons"])) for one in told["findings"]]
    table("Wanting better texts", (*names, "why"), rows)
    new = told["proposed"]
    lost = [
        (one["variant"], f"{one['probability_best']:.3f}", one["drawn"], one["origin"], one["variant"] in new)
        for one in told["losers"]
    ]
    table("Proposed for retirement", ("variant", "best", "drawn", "origin", "newly noted"), lost)
    if told["jobs"]:
        click.echo(f"{len(told['jobs'])} job(s) wait for a worker: content-engine work --idle-seconds 1")
