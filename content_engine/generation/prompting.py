"""Prompts as templates: Jinja2 in a sandbox after an allow-list walk, and the turns that come of one.

Prompts are written by the team and reviewed like code, and still can do no more than print, branch and loop over what
their inputs declare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from content_engine.domain.brand import Brand
from content_engine.domain.errors import BadInput, ContentEngineError, NotFound
from content_engine.domain.llm import Ask, Turn
from content_engine.domain.prompts import Prompt, PromptTask
from content_engine.generation.schema import faults, schema_faults
from content_engine.generation.texts import neutral

MAX_BODY = 40_000
MAX_TURN = 200_000
_FILTERS = frozenset({"default", "join", "length", "lower", "upper", "trim"})
_TESTS = frozenset({"defined", "undefined"})
_PLAIN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.And, nodes.Or, nodes.Not,
    nodes.Compare, nodes.Operand,
)  # fmt: skip
_LOOP = frozenset({"index", "first", "last"})


class PromptError(ContentEngineError):
    """This prompt cannot be used. `line` is the line of the body, `part` is `system` or `user`."""

    code = "prompt.broken"

    def __init__(self, message: str, part: str = "", line: int = 1) -> None:
        self.part, self.line = part, line
        super().__init__(message)


def prompt_errors(prompt: Prompt) -> Iterator[tuple[str, str, int]]:
    """Dotted key, message and line of the body (0 for the front matter) of all that keeps a prompt from being used."""
    yield from ((key, message, 0) for key, message in schema_faults(prompt.inputs, "inputs"))
    if prompt.output is not None:
        yield from ((key, message, 0) for key, message in schema_faults(prompt.output, "output"))
    empty = [name for name, values in prompt.attributes.items() if not values]
    yield from ((f"attributes.{name}", "lists no values", 0) for name in empty)
    declared = _declared(prompt)
    for part, body in (("system", prompt.system), ("user", prompt.user)):
        try:
            _walk(_parse(body, part), declared, part)
        except PromptError as error:
            yield part, error.message, error.line


def _declared(prompt: Prompt) -> frozenset[str]:
    properties = prompt.inputs.get("properties", {})
    return frozenset(properties if isinstance(properties, Mapping) else ())


def select(tasks: Sequence[PromptTask], name: str | None = None, *, task: str = "variant") -> Prompt:
    """The prompt that `name` means: `<task>`, `<task>@<label>` or `<task>/<number>`; None is `<task>@production`.

    Raises NotFound naming what there is.
    """
    wanted, _, number = (name or task).partition("/")
    wanted, _, label = wanted.partition("@")
    found = next((one for one in tasks if one.task == wanted), None)
    if found is None:
        raise NotFound(f"there is no prompt {wanted!r}; there are: {_names(one.task for one in tasks)}", field="prompt")
    if number:
        wanted_number = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else -1
    else:
        wanted_number = found.labels.get(label or "production", -1)
    chosen = next((one for one in found.prompts if one.number == wanted_number), None)
    if chosen is None:
        known = _names((*(str(one.number) for one in found.prompts), *(f"@{one}" for one in found.labels)))
        raise NotFound(f"{name or task!r} is none of this task's prompts: {known}", field="prompt")
    return chosen


def _names(names: Iterator[str] | Sequence[str] | Any) -> str:
    return ", ".join(names) or "none"


def render(prompt: Prompt, inputs: Mapping[str, Any]) -> tuple[Turn, ...]:
    """The turns of `prompt` over `inputs`, plain values only.

    Raises BadInput where the inputs do not fit the prompt's schema, PromptError where the body cannot be used.
    """
    found = next(faults(inputs, prompt.inputs), None)
    if found is not None:
        raise BadInput(f"input `{found[0]}` of the prompt {prompt.name} {found[1]}", field=found[0])
    declared = _declared(prompt)
    values = dict.fromkeys(declared) | dict(inputs)
    parts: tuple[tuple[Any, str], ...] = (("system", prompt.system), ("user", prompt.user))
    turns = [Turn(role=part, content=_rendered(body, part, declared, values)) for part, body in parts if body.strip()]
    return tuple(turns)


def _rendered(body: str, part: str, declared: frozenset[str], values: Mapping[str, Any]) -> str:
    try:
        text = _compiled(body, part, declared).render(values)
    except TemplateError as error:
        raise PromptError(f"cannot be rendered: {error.message}", part) from error
    if len(text) > MAX_TURN:
        raise PromptError(f"makes {len(text)} characters, at most {MAX_TURN}", part)
    return text.strip()


@lru_cache(maxsize=64)
def _compiled(body: str, part: str, declared: frozenset[str]) -> Template:
    _walk(_parse(body, part), declared, part)
    return _environment().from_string(body)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    environment.globals = {}
    return environment


def _parse(body: str, part: str) -> nodes.Template:
    if len(body) > MAX_BODY:
        raise PromptError(f"has {len(body)} characters, at most {MAX_BODY}", part)
    try:
        return _environment().parse(body)
    except TemplateError as error:
        raise PromptError(f"not a template: {error.message}", part, getattr(error, "lineno", 1)) from error
    except RecursionError as error:
        raise PromptError("nested too deeply to read", part) from error


def _walk(node: nodes.Node, names: frozenset[str], part: str) -> None:
    """Raises PromptError at the first node that is not on the list, or a name that no input declares."""
    if isinstance(node, nodes.For):
        _for(node, names, part)
        return
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        _member(node, part)
    elif fault := _fault(node, names):
        _refuse(node, part, fault)
    for child in node.iter_child_nodes():
        _walk(child, names, part)


def _fault(node: nodes.Node, names: frozenset[str]) -> str:
    """Why a node is not possible in a prompt; empty where it is."""
    if isinstance(node, nodes.Name):
        return "" if node.name in names else f"`{node.name}` is declared by no input"
    if isinstance(node, nodes.Filter):
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs) and node.node is not None
        known = f"there is no filter `{node.name}` here; there are: {', '.join(sorted(_FILTERS))}"
        return "" if plain and node.name in _FILTERS else known
    if isinstance(node, nodes.Test):
        return "" if node.name in _TESTS else f"there is no test `{node.name}`; there are: {', '.join(sorted(_TESTS))}"
    return "" if isinstance(node, _PLAIN) else f"{type(node).__name__} is not possible in a prompt"


def _for(node: nodes.For, names: frozenset[str], part: str) -> None:
    if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
        _refuse(node, part, "a loop is `{% for item in items %}`, without conditions")
    _walk(node.iter, names, part)
    for child in (*node.body, *node.else_):
        _walk(child, names | {node.target.name, "loop"}, part)


def _member(node: nodes.Getattr | nodes.Getitem, part: str) -> None:
    key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
    if not isinstance(key, str) or key.startswith("_") or not key.replace("_", "").isalnum():
        _refuse(node, part, "a key is a plain name without a leading underscore")
    if isinstance(node.node, nodes.Name) and node.node.name == "loop" and key not in _LOOP:
        _refuse(node, part, "of `loop` there are `loop.index`, `loop.first` and `loop.last`")


def _refuse(node: nodes.Node, part: str, message: str) -> NoReturn:
    raise PromptError(message, part, node.lineno or 1)


def request(prompt: Prompt, inputs: dict[str, Any], models: Sequence[str], job: str | None, repetition: int) -> Ask:
    """The rendered prompt as what is asked. Raises as `render` does."""
    return Ask.model_validate(
        {
            "task": prompt.task,
            "turns": render(prompt, inputs),
            "models": tuple(models),
            "parameters": dict(prompt.parameters),
            "schema": prompt.output,
            "inputs": inputs,
            "prompt": prompt.name,
            "job": job,
            "repetition": repetition,
        }
    )


def voice_of(brand: Brand) -> dict[str, Any]:
    """How the brand sounds, as prompts are told."""
    voice = brand.voice
    return {
        "summary": neutral(voice.summary),
        "do": [neutral(rule) for rule in voice.do],
        "avoid": [neutral(rule) for rule in voice.avoid],
    }
