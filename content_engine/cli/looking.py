"""`explain`, `replay`, `subject` and `erase`: looking back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import orjson

from content_engine.cli.console import progress, say, settings_options, table, working
from content_engine.cli.opening import database_of, engine_of
from content_engine.cli.reporting import days, span_options, tell
from content_engine.engine import reports
from content_engine.engine.reports_rules import read_policy
from content_engine.settings import Settings

SHOWN = 6
"""How many losers per slot are shown to people; `--json` has all."""


@click.command("explain")
@click.argument("decision_id")
@settings_options
def explain_command(decision_id: str, settings: Settings, as_json: bool) -> None:
    """Say why a decision came out as it did: rules, candidates with their probabilities, and why each loser lost.

    Example: content-engine explain d019f2c4e8a10c3f…
    """
    with engine_of(settings, there=True) as engine:
        explanation = engine.explain(decision_id)
    say(explanation, lambda: _explained(explanation), as_json=as_json)


def _explained(explanation: dict[str, Any]) -> None:
    click.echo(f"decision {explanation['decision_id']}")
    click.echo(f"catalog {explanation['catalog_version']}, policy {explanation['policy_version']}")
    for attempt in explanation["attempts"]:
        _attempt(attempt)


def _attempt(attempt: dict[str, Any]) -> None:
    click.echo(f"\n{attempt['template']}: {attempt['status']} ({attempt['arm']}, served by {attempt['served_by']})")
    if attempt["refusal"]:
        click.echo(f"  {attempt['refusal']['code']}: {attempt['refusal']['detail']}")
    for name, fault in attempt["segments"]["refused"].items():
        click.echo(f"  segment {name}: {fault['code']}: {fault['detail']}")
    for rule in attempt["rules"]:
        until = f", until {rule['retry_at']}" if rule["retry_at"] else ""
        click.echo(f"  rule {rule['rule']}: {rule['code']}: {rule['detail']}{until}")
    for slot in attempt["slots"]:
        _slot(slot)


def _slot(slot: dict[str, Any]) -> None:
    rows = [
        ("→" if row["variant"] in slot["chosen"] else "", row["variant"], f"{row['probability']:.4f}",
         f"{row['expected']:.4f}", f"{row['uplift']['mean']:+.4f}")
        for row in slot["candidates"]
    ]  # fmt: skip
    title = f"\n{slot['slot']}: chosen {', '.join(slot['chosen']) or 'nothing'}"
    if rows:
        table(title, ("", "candidate", "probability", "expected", "uplift"), rows)
    else:
        click.echo(title)
    for loser in slot["losers"][:SHOWN]:
        click.echo(f"  not {loser['variant']}: {loser['code']}: {loser['detail']}")
    if len(slot["losers"]) > SHOWN:
        click.echo(f"  … and {len(slot['losers']) - SHOWN} more")


@click.command("replay")
@click.argument("decision_id", required=False)
@click.option("--all", "everything", is_flag=True, help="Replay every recorded decision.")
@click.option(
    "--policy", type=click.Path(path_type=Path), help="Judge recorded decisions under this changed policy file."
)
@span_options
@settings_options
def replay_command(
    decision_id: str | None, everything: bool, policy: Path | None, settings: Settings, as_json: bool, **span: Any
) -> None:
    """Make recorded decisions again, from what was recorded, and compare byte for byte; exit status 1 on a difference.

    With --policy, decide them again with that file in the place of the policy of the same id: how many would be
    refused, and what would have been earned. The other options of a span are for --policy alone.

    Example: content-engine replay --all

    Example: content-engine replay --policy changed-policy.yaml --since P30D
    """
    if [decision_id is not None, everything, policy is not None].count(True) != 1:
        raise click.UsageError("give a decision id, --all, or --policy FILE")
    if policy is not None:
        _replay_policy(policy, settings, as_json=as_json, **span)
        return
    given = [name for name, value in span.items() if value is not None]
    if given:
        raise click.UsageError(f"--{given[0].removesuffix('_file').replace('page', 'html')} is for --policy only")
    _replay(decision_id, settings, as_json=as_json)


def _replay(decision_id: str | None, settings: Settings, *, as_json: bool) -> None:
    with engine_of(settings, there=True) as engine:
        total = engine.memory.summary()["rows"]["decisions"] if decision_id is None else 1
        results = engine.replay_all() if decision_id is None else iter([engine.replay(decision_id)])
        seen = list(progress(results, total=total, what="replaying"))
    different = [result.to_json() for result in seen if not result.identical]
    data = {"replayed": len(seen), "identical": len(seen) - len(different), "different": different}
    words = f"{data['replayed']} replayed, {data['identical']} identical"
    say(data, words + "".join(f"\n{row['decision_id']}: {row['differences']}" for row in different), as_json=as_json)
    if different:
        raise click.exceptions.Exit(1)


def _replay_policy(file: Path, settings: Settings, *, page_file: Path | None, as_json: bool, **asked: Any) -> None:
    with engine_of(settings, there=True) as engine:
        sources = reports.sources_of(engine)
        policy = read_policy(file, sources.catalog.catalog)
        with days(sources, asked) as advance:
            made = reports.replay_policy(policy, sources, **asked, progress=advance)
    tell(made, page_file, as_json=as_json)


@click.command("subject")
@click.argument("user_id")
@settings_options
def subject_command(user_id: str, settings: Settings, as_json: bool) -> None:
    """Show everything stored about a user, as JSON.

    Example: content-engine subject u_1
    """
    with database_of(settings, there=True) as opened:
        data = opened.memory.subject(user_id)
    say(data, orjson.dumps(data, option=orjson.OPT_INDENT_2).decode(), as_json=as_json)


@click.command("erase")
@click.argument("user_id")
@settings_options
def erase_command(user_id: str, settings: Settings, as_json: bool) -> None:
    """Remove every trace of a user from the database. What was learnt stays, without the user.

    Example: content-engine erase u_1 --json
    """
    with working("Erasing"), database_of(settings, there=True) as opened:
        counts = opened.memory.erase(user_id)
    words = ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing was stored"
    say({"erased": counts}, words, as_json=as_json)
