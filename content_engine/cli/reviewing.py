"""`review`: what editors see and say of generated variants."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from typing import Any

import click
import orjson

from content_engine.cli.console import folded, say, settings_options, table
from content_engine.cli.opening import engine_of
from content_engine.cli.words import code_of, in_words
from content_engine.domain.errors import ContentEngineError
from content_engine.domain.writing import ReviewAction, WrittenVariant
from content_engine.engine.reviewing import Opinion
from content_engine.engine.variants_view import row
from content_engine.settings import Settings

comment_option = click.option("--comment", default="", help="The reason, or remarks.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "cli"


actor_option = click.option("--actor", default=_user, help="Who says so, for the audit trail; by default the user.")


@click.group("review")
def review_command() -> None:
    """See generated variants and decide on them: an approved one is live within seconds.

    Example: content-engine review list
    """


@review_command.command("list")
@click.option("--state", "states", multiple=True, default=("in_review",), show_default=True, help="In these states.")
@click.option("--component", help="Of this component.")
@click.option("--locale", help="In this language.")
@click.option("--order", type=click.Choice(["riskiest", "oldest", "id"]), default="riskiest", show_default=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 500), help="How many.")
@settings_options
def review_list(
    states: Sequence[Any], component: str | None, locale: str | None, order: Any, limit: int, settings: Settings,
    as_json: bool,
) -> None:  # fmt: skip
    """List what waits for review, high risk first; or what is in other states.

    Example: content-engine review list --json
    """
    with engine_of(settings, there=True) as engine:
        found = engine.written(states=states, component=component, locale=locale, order=order, limit=limit)
    rows = [row(one) for one in found]
    say({"variants": rows}, lambda: _list(found), as_json=as_json)


def _list(found: Sequence[WrittenVariant]) -> None:
    cells = [
        (one.id, one.state, one.risk, one.locale, one.verdict.verdict, _scores(one), " / ".join(one.content.values()))
        for one in found
    ]
    table("", ("id", "state", "risk", "locale", "verdict", "least score", "text"), cells)


def _scores(one: WrittenVariant) -> str:
    values = [score.value for score in one.scores if score.value is not None]
    return f"{min(values):.2f}" if values else ""


@review_command.command("show")
@click.argument("variant_id")
@settings_options
def review_show(variant_id: str, settings: Settings, as_json: bool) -> None:
    """Show one variant with all that was found about it and every step of its life.

    Example: content-engine review show benefit.audit-logs.g0a1b2c3d4-0-0
    """
    with engine_of(settings, there=True) as engine:
        told = engine.variant(variant_id)
    say(told, lambda: _show(told), as_json=as_json)


def _show(told: dict[str, Any]) -> None:
    click.echo(orjson.dumps({k: v for k, v in told.items() if k != "history"}, option=orjson.OPT_INDENT_2).decode())
    cells = [(one["at"], one["action"], one["actor"], one.get("after") or "", one["detail"]) for one in told["history"]]
    table("History", ("at", "action", "actor", "state", "comment"), cells)


def _decide(settings: Settings, ids: Sequence[str], say_of: Callable[[str], Opinion], *, as_json: bool) -> None:
    """Decides on each id by itself: one that cannot be keeps none of the others back, and makes exit status 1."""
    done: list[WrittenVariant] = []
    failed: list[dict[str, str]] = []
    with engine_of(settings, there=True) as engine:
        for name in ids:
            try:
                done.append(engine.review(name, say_of(name)))
            except ContentEngineError as error:
                failed.append({"id": name, "code": code_of(error), "detail": in_words(error)})
    said = [
        {"id": one.id, "state": one.state, "version": one.version, "approvals": list(one.approvals)} for one in done
    ]
    data = {"reviewed": said, "failed": failed}
    say(data, lambda: _tell(done, failed), as_json=as_json)
    if failed:
        raise click.exceptions.Exit(1)


def _tell(done: Sequence[WrittenVariant], failed: Sequence[dict[str, str]]) -> None:
    for one in done:
        waiting = one.state == "in_review" and one.approvals
        click.echo(f"{one.id}  {one.state}" + (f", approved by {', '.join(one.approvals)} so far" if waiting else ""))
    for fault in failed:
        click.echo(folded(f"{fault['id']}: {fault['detail']}", ""), err=True)


def _of_many(action: ReviewAction, summary: str, example: str) -> click.Command:
    """A command that says the same of any number of variants."""

    @click.argument("variant_ids", nargs=-1, required=True, metavar="ID...")
    @comment_option
    @actor_option
    @settings_options
    def command(variant_ids: tuple[str, ...], comment: str, actor: str, settings: Settings, as_json: bool) -> None:
        def opinion(name: str) -> Opinion:
            return Opinion(action=action, actor=actor, comment=comment)

        _decide(settings, variant_ids, opinion, as_json=as_json)

    command.__doc__ = f"{summary}\n\nExit status 1 when any could not be.\n\nExample: content-engine review {example}\n"
    return click.command(action)(command)


for _made in (
    _of_many("approve", "Approve variants: those that need no second editor are live within seconds.", "approve ID ID"),
    _of_many("reject", "Reject variants; a reason is required.", 'reject ID --comment "too dry"'),
    _of_many("retire", "Take variants out of the catalog, or out of review.", 'retire ID --comment "lost"'),
    _of_many("restore", "Put rejected or retired variants into review again.", "restore ID"),
    _of_many("comment", "Say something of variants; it decides nothing.", 'comment ID --comment "who knows?"'),
):
    review_command.add_command(_made)


@review_command.command("edit")
@click.argument("variant_id")
@click.option("--set", "fields", multiple=True, required=True, metavar="FIELD=TEXT", help="The new text of a field.")
@comment_option
@actor_option
@settings_options
def review_edit(
    variant_id: str, fields: Sequence[str], comment: str, actor: str, settings: Settings, as_json: bool
) -> None:
    """Change the words of a variant. They are checked at once, and earlier approvals are void.

    Example: content-engine review edit ID --set text="Every change is on record."
    """
    pairs = [text.partition("=") for text in fields]
    if any(not equals for _, equals, _ in pairs):
        raise click.UsageError("--set wants FIELD=TEXT")
    content = {name: text for name, _, text in pairs}
    opinion = Opinion(action="edit", actor=actor, content=content, comment=comment)
    _decide(settings, [variant_id], lambda name: opinion, as_json=as_json)


@review_command.command("assign")
@click.argument("variant_ids", nargs=-1, required=True, metavar="ID...")
@click.option("--to", "assignee", required=True, help="Who shall look at them.")
@actor_option
@settings_options
def review_assign(variant_ids: tuple[str, ...], assignee: str, actor: str, settings: Settings, as_json: bool) -> None:
    """Say who shall look at variants.

    Example: content-engine review assign ID --to ada
    """
    opinion = Opinion(action="assign", actor=actor, assignee=assignee)
    _decide(settings, variant_ids, lambda name: opinion, as_json=as_json)
