"""Reads the pages: their fenced blocks, and the console sessions inside them with the output they promise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block. `info` is what stands behind the opening fence; `line` is the line of its first line of text."""

    info: str
    body: str
    line: int

    @property
    def language(self) -> str:
        """The first word of the info string."""
        return self.info.split(" ")[0]

    @property
    def file(self) -> str | None:
        """The file this block is the text of: ```yaml file=segments/all.yaml."""
        found = re.search(r"\bfile=(\S+)", self.info)
        return found[1] if found else None


@dataclass(frozen=True)
class Step:
    """One command of a console block, and the output the page promises."""

    command: str
    promised: tuple[str, ...]
    line: int


def blocks_of(page: Path) -> list[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = _FENCE.finditer(text)
    return [
        Block(match["info"].strip(), match["body"], text.count("\n", 0, match.start("body")) + 1) for match in found
    ]


def steps_of(block: Block) -> list[Step]:
    """The commands of a console block. A command begins with `$ ` and goes on over lines that end in a backslash."""
    steps: list[Step] = []
    lines = list(enumerate(block.body.splitlines(), start=block.line))
    while lines:
        number, line = lines.pop(0)
        assert line.startswith("$ "), f"line {number}: a console block begins with `$ `, not with {line!r}"
        command = line[2:]
        while command.endswith("\\") and lines:
            command += "\n" + lines.pop(0)[1]
        promised = []
        while lines and not lines[0][1].startswith("$ "):
            promised.append(lines.pop(0)[1])
        steps.append(Step(command, tuple(promised), number))
    return steps


_SAME = (
    (re.compile(r"\bd[0-9a-f]{36}\b"), "<decision>"),
    (re.compile(r"\bd0[0-9a-f]*…"), "<decision>"),
    (re.compile(r"\bce_[\w-]{20,}"), "<key>"),
    (re.compile(r"\bkey_[0-9a-f]{12}\b"), "<key id>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ][\d:.]+Z?"), "<time>"),
    (re.compile(r"\b\d+(\.\d+)? s\b"), "<seconds>"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b"), "<hash>"),
)


def normal(line: str) -> str:
    """A line of output without what differs from run to run: ids, hashes, keys, times; nor spaces at its end."""
    for pattern, name in _SAME:
        line = pattern.sub(name, line)
    return line.rstrip()


def agrees(promised: tuple[str, ...], printed: str) -> bool:
    """Whether output is as promised: `…` alone on a line stands for any lines, within a line for any text."""
    wanted = [normal(line) for line in promised if line.strip()]
    pattern = "".join(_line_pattern(line) for line in wanted)
    lines = [normal(line) for line in printed.splitlines() if line.strip()]
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None


def _line_pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return "[^\n]*?".join(map(re.escape, line.split("…"))) + r"\n"
