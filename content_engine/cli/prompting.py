"""`prompts`: the prompt library of a content folder."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from content_engine.cli.console import say, settings_options, table
from content_engine.domain.errors import BadInput, BrokenContent
from content_engine.domain.prompts import Prompt, PromptTask
from content_engine.generation import brief, inputs_of, judge_inputs, prompt_errors, render, select
from content_engine.library import check_prompts, examine_prompts, label, read_folder, read_prompts, release
from content_engine.settings import Settings


@click.group("prompts")
def prompts_command() -> None:
    """List, show, render, compare, release and label the prompts of the content folder.

    Example: content-engine prompts list
    """


@prompts_command.command("list")
@settings_options
def prompts_list(settings: Settings, as_json: bool) -> None:
    """List every prompt with its labels, and whether it is released.

    Example: content-engine prompts list --json
    """
    rows = [row for task in read_prompts(settings.content) for row in _rows(task)]
    headers = ("prompt", "labels", "released", "model", "inputs", "digest")
    cells = [[_cell(row[name]) for name in headers] for row in rows]
    say({"prompts": rows}, lambda: table("", headers, cells), as_json=as_json)


def _rows(task: PromptTask) -> Iterator[dict[str, Any]]:
    for one in task.prompts:
        yield {
            "prompt": one.name,
            "task": task.task,
            "number": one.number,
            "labels": sorted(name for name, number in task.labels.items() if number == one.number),
            "released": one.number in task.released,
            "model": one.model,
            "inputs": sorted(one.inputs.get("properties", {})),
            "attributes": {name: list(values) for name, values in one.attributes.items()},
            "digest": one.digest,
        }


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return text[:12] if re.fullmatch(r"[0-9a-f]{64}", text) else text


@prompts_command.command("show")
@click.argument("prompt")
@settings_options
def prompts_show(prompt: str, settings: Settings, as_json: bool) -> None:
    """Show a prompt as it is written. PROMPT is a task, `task@label` or `task/number`.

    Example: content-engine prompts show variant@production
    """
    found = select(read_prompts(settings.content), prompt)
    say(found.model_dump(mode="json"), "\n".join(_written(settings.content, found)), as_json=as_json)


@prompts_command.command("render")
@click.argument("prompt")
@click.option("--component", help="Write for this component; the first of the folder when left out.")
@click.option("--segment", help="Write for this segment.")
@click.option("--locale", help="Write in this language.")
@click.option("--count", default=3, show_default=True, help="How many texts to ask for.")
@click.option("--attribute", "attributes", multiple=True, metavar="NAME=VALUE", help="An example subject's attribute.")
@click.option("--note", default="", help="An editor's wish.")
@click.option("--text", "texts", multiple=True, help="The text to judge; twice for a comparison.")
@click.option("--inputs", type=click.File("r", encoding="utf-8"), help="Inputs as a JSON object, in place of those.")
@settings_options
def prompts_render(
    prompt: str, attributes: tuple[str, ...], texts: tuple[str, ...], inputs: Any, settings: Settings, as_json: bool,
    **wanted: Any,
) -> None:  # fmt: skip
    """Show exactly what would be sent to a language model. Nothing is sent.

    Example: content-engine prompts render variant --component cta.open-workspace --attribute plan=trial
    """
    found = select(read_prompts(settings.content), prompt)
    values = _read_inputs(inputs) if inputs else _example(found, settings.content, attributes, texts, wanted)
    turns = [turn.model_dump() for turn in render(found, values)]
    words = "\n\n".join(f"[{turn['role']}]\n{turn['content']}" for turn in turns)
    say({"prompt": found.name, "inputs": values, "turns": turns}, words, as_json=as_json)


def _read_inputs(file: Any) -> dict[str, Any]:
    try:
        read = json.load(file)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.name}: this is not JSON: {error}") from error
    if not isinstance(read, dict):
        raise BadInput(f"{file.name}: the inputs must be a JSON object")
    return read


def _example(
    prompt: Prompt, folder: Path, attributes: tuple[str, ...], texts: tuple[str, ...], wanted: Mapping[str, Any]
) -> dict[str, Any]:
    content = read_folder(folder)
    if content.catalog is None:
        raise BrokenContent(content.problems)
    components = [one.id for one in content.catalog.components]
    if not components:
        raise BadInput("the folder has no components to write for; give --inputs")
    component = wanted["component"] or components[0]
    given = {name: wanted[name] for name in ("segment", "locale", "count", "note")}
    made = brief(content.catalog, component, attributes=dict(map(_pair, attributes)), **given)
    declared = prompt.inputs.get("properties", {})
    judged = {"text": texts, "a": texts[:1], "b": texts[1:2]}
    if not set(declared) & set(judged):
        return inputs_of(prompt, made)
    stand_in = next(iter(made.existing), "A text to judge.")
    chosen = {name: next(iter(given_), stand_in) for name, given_ in judged.items() if name in declared}
    return judge_inputs(prompt, made.brand, made.kind, made.locale, chosen)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput(f"--attribute takes NAME=VALUE, not {text!r}")
    return name, value


@prompts_command.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--words", "by_words", is_flag=True, help="Mark words within lines: [-gone-]{+new+}.")
@settings_options
def prompts_diff(before: str, after: str, by_words: bool, settings: Settings, as_json: bool) -> None:
    """Show what changed from one prompt to another. Each is a task, `task@label` or `task/number`.

    Example: content-engine prompts diff variant/1 variant/2
    """
    tasks = read_prompts(settings.content)
    one, other = select(tasks, before), select(tasks, after)
    old, new = _written(settings.content, one), _written(settings.content, other)
    lines = _by_words(old, new) if by_words else list(difflib.unified_diff(old, new, one.name, other.name, lineterm=""))
    data = {"before": one.name, "after": other.name, "changed": old != new, "diff": lines}
    say(data, "\n".join(lines) or f"{one.name} and {other.name} are the same", as_json=as_json)


def _written(folder: Path, prompt: Prompt) -> list[str]:
    return (folder / f"prompts/{prompt.name}.prompt").read_text(encoding="utf-8").splitlines()


def _by_words(old: list[str], new: list[str]) -> list[str]:
    marked: list[str] = []
    before, after = (re.findall(r"\s+|[^\s]+", "\n".join(lines)) for lines in (old, new))
    for what, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        marked.append(gone if what == "equal" else (f"[-{gone}-]" if gone else "") + (f"{{+{came}+}}" if came else ""))
    return "".join(marked).splitlines()


@prompts_command.command("release")
@click.argument("task")
@settings_options
def prompts_release(task: str, settings: Settings, as_json: bool) -> None:
    """Release the prompts of a task: from now on `check` reports any change to them.

    Example: content-engine prompts release variant
    """
    problems = check_prompts(examine_prompts(settings.content), prompt_errors)
    if problems:
        raise BrokenContent(problems)
    numbers = release(settings.content, task)
    listed = ", ".join(f"{task}/{number}" for number in numbers)
    words = f"released: {listed}" if numbers else f"every prompt of {task} is released already"
    say({"task": task, "released": list(numbers)}, words, as_json=as_json)


@prompts_command.command("label")
@click.argument("task")
@click.argument("name")
@click.argument("number", type=click.IntRange(min=1))
@settings_options
def prompts_label(task: str, name: str, number: int, settings: Settings, as_json: bool) -> None:
    """Point a label to a released number.

    Example: content-engine prompts label variant production 2
    """
    before = label(settings.content, task, name, number)
    was = f", was {before}" if before not in (None, number) else ""
    data = {"task": task, "label": name, "number": number, "before": before}
    say(data, f"{task}@{name} is {number}{was}", as_json=as_json)
