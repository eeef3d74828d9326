"""Runs `assembly.probe` in a child process with limits, for templates that nobody has approved yet.

Content cannot loop, call or multiply, so what is left to guard against is native code (MJML, HTML) on strange sources:
a crash or a runaway ends the child, and is told as a problem of the template that caused it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from content_engine.assembly.probe import probe_render
from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Taxonomy, Template

MAX_ANSWER = 1_000_000

Found = tuple[str, str, str]


def probe_templates(
    templates: Sequence[Template], *, brand: Brand, taxonomy: Taxonomy, seconds: float = 20, megabytes: int = 2_048
) -> list[Found]:
    """Compiles and renders each template with sample pieces in a child process: what goes wrong (id, part, message).

    `seconds` bounds the child's time and `megabytes` its address space. When a child does not come back with an answer,
    each template gets a child of its own, so that the one to blame is named.
    """
    if not templates:
        return []
    answer = _child(_question(templates, brand, taxonomy), seconds, megabytes)
    if not isinstance(answer, str):
        return answer
    if len(templates) == 1:
        return [(templates[0].id, "layout", answer)]
    found: list[Found] = []
    for one in templates:
        found += probe_templates([one], brand=brand, taxonomy=taxonomy, seconds=seconds, megabytes=megabytes)
    return found


def _question(templates: Sequence[Template], brand: Brand, taxonomy: Taxonomy) -> bytes:
    nouns = {"brand": brand, "taxonomy": taxonomy, "templates": templates}
    return json.dumps(nouns, default=lambda noun: noun.model_dump(mode="json", by_alias=True)).encode()


def _child(question: bytes, seconds: float, megabytes: int) -> list[Found] | str:
    """The child's findings, or in words why there are none."""
    command = [sys.executable, "-I", "-m", "content_engine.engine.probe", str(max(int(seconds), 1)), str(megabytes)]
    try:
        done = subprocess.run(command, input=question, capture_output=True, timeout=seconds, check=False)  # noqa: S603 (our own interpreter and module)
    except subprocess.TimeoutExpired:
        return f"rendering a sample took longer than {seconds} seconds"
    if done.returncode != 0 or len(done.stdout) > MAX_ANSWER:
        return f"rendering a sample ended the process (code {done.returncode}): the layout is too large or too deep"
    return [(id, part, message) for id, part, message in json.loads(done.stdout)]


def _limit(seconds: int, megabytes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def main() -> None:
    """The child: limits itself, reads the question from standard input, writes the findings to standard output."""
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    question = json.load(sys.stdin.buffer)
    brand = Brand.model_validate(question["brand"])
    taxonomy = Taxonomy.model_validate(question["taxonomy"])
    found = [
        (template.id, part, message)
        for template in map(Template.model_validate, question["templates"])
        for part, message in probe_render(template, brand=brand, taxonomy=taxonomy)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
