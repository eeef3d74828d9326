"""The command line: `content-engine COMMAND`. Commands are imported when they run, so that `--help` stays quick."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("content", "Make a new content folder to start from."),
    "check": ("content", "Check a content folder: every problem with file, line and key."),
    "sync": ("content", "Bring the content folder into the database."),
    "export": ("content", "Write approved content from the database back out as files."),
    "decide": ("deciding", "Answer one decision request."),
    "batch": ("deciding", "Answer a file of decision requests."),
    "assign": ("events", "Bring in segment assignments."),
    "expose": ("events", "Report exposures: what was sent, seen or aborted."),
    "observe": ("events", "Report outcomes: what subjects did."),
    "learn": ("learning", "Learn from what happened: a new policy snapshot."),
    "prompts": ("prompting", "List, show, render, compare, release and label prompts."),
    "docs": ("documenting", "Index product documents that texts are grounded in."),
    "eval": ("evaluating", "Run an evaluation suite, and compare it with an earlier run."),
    "report": ("reporting", "Show what decisions brought, with intervals: uplift, policy, lift, memory, evaluations."),
    "generate": ("writing", "Write variants of a component: checked, scored, put into review."),
    "review": ("reviewing", "See generated variants and decide on them."),
    "improve": ("writing", "Find where better texts are wanted, and texts that lost."),
    "explain": ("looking", "Say why a decision came out as it did."),
    "replay": ("looking", "Make recorded decisions again and compare them byte for byte."),
    "subject": ("looking", "Show everything stored about a user."),
    "erase": ("looking", "Remove every trace of a user."),
    "keys": ("admin", "Create, list and revoke API keys."),
    "studio": ("studio", "Invite, list, disable and enable people of the Studio."),
    "db": ("admin", "Create or upgrade the database."),
    "config": ("admin", "Show the settings in force and where each comes from."),
    "work": ("working", "Run durable jobs: those that wait, and those whose worker died."),
    "jobs": ("working", "List, show, cancel and watch durable jobs."),
    "serve": ("serving", "Serve the HTTP API."),
    "demo": ("demo", "Assemble messages for the example customer base and show them."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the one command that is asked for."""
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, 1)
            meant = f" Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command `{cmd_name}`.{meant}", ctx)
        module = import_module(f"content_engine.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="content-engine")
def cli() -> None:
    """Decide what to say to whom: content-engine assembles, ranks and records messages.

    \b
    Start here:
      content-engine init my-content && cd my-content
      content-engine check
      content-engine decide --request request.json

    \b
    Exit status: 0 done, 1 ran and found what it reports, 2 could not do it.
    With --json a command prints one JSON document on standard output; where it
    cannot do its work, nothing there and one on standard error:
      {"error": {"code": "input.invalid", "detail": "...", "field": "user_id"}}
    """


def main(args: list[str] | None = None) -> None:
    """Runs the command line; turns errors into plain words and exit status 2, or 1 for broken content."""
    from content_engine.cli.running import run

    run(cli, args)
