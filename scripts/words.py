"""Writes content_engine/generation/wordlist.py: stems of general words, from texts that this project owns.

    python scripts/words.py

A word counts when it is written in lower case somewhere in the documentation, the docstrings, the example content or
the test texts that guardrails must let through. Names, which are never written so, stay out.
"""

from __future__ import annotations

import ast
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from content_engine.generation.tokens import SHORT, fold, stem, words

ROOT = Path(__file__).parents[1]
FOLDERS = ("docs", "components", "examples/acme/components", "content_engine/library/starter")
HEAD = '''"""Stems of general words of four letters and more, made by scripts/words.py from this project's own texts."""

from __future__ import annotations

STEMS = """
'''


def texts() -> Iterator[str]:
    """Every text that words are taken from."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".md", ".yaml"):
                yield path.read_text(encoding="utf-8")
    yield (ROOT / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "content_engine").rglob("*.py")):
        yield from docstrings(path.read_text(encoding="utf-8"))
    for line in (ROOT / "tests/data/acme/allowed.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def docstrings(source: str) -> Iterator[str]:
    """Those of a module, its classes and functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def main() -> None:
    """Writes the list."""
    plain = {word for text in texts() for word in words(text) if word.isalpha() and word.islower()}
    stems = sorted({stem(fold(word)) for word in plain if len(word) >= SHORT})
    body = textwrap.fill(" ".join(stems), 118, break_long_words=False, break_on_hyphens=False)
    target = ROOT / "content_engine/generation/wordlist.py"
    target.write_text(f'{HEAD}{body}\n"""\n', encoding="utf-8")
    print(f"{len(stems)} stems in {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
