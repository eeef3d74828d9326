"""Reads the prompt library: `prompts/<task>/<n>.prompt`, the labels, and the digests of what was released.

A `.prompt` file is YAML front matter between two lines `---`, then sections that a line `system:` or `user:` begins.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from content_engine.domain.errors import BrokenContent
from content_engine.domain.problems import Problem
from content_engine.domain.prompts import Prompt, PromptTask
from content_engine.library.documents import Document, Unreadable, fault_problem, parse, read_text
from content_engine.library.files import list_files
from content_engine.library.schemas import PromptHead
from content_engine.library.validation import near, read_noun

LABELS = "labels.yaml"
RELEASED = "released.yaml"
PromptErrors = Callable[[Prompt], Iterable[tuple[str, str, int]]]
"""What generation finds wrong with a prompt: dotted key, message, and the line of the body (0 for the front matter)."""

_SECTION = re.compile(r"(?m)^(system|user):[ \t]*$")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PromptFile:
    """A prompt, the front matter it was read from, and the line in its file at which each section's body begins."""

    prompt: Prompt
    document: Document
    starts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PromptFolder:
    """The prompts of a content folder, and every problem of reading them."""

    tasks: tuple[PromptTask, ...]
    files: tuple[PromptFile, ...]
    problems: tuple[Problem, ...]


def read_prompts(folder: FilePath) -> tuple[PromptTask, ...]:
    """The prompt library of a content folder, by task. Raises BrokenContent with every problem it has."""
    found = examine_prompts(folder)
    if found.problems:
        raise BrokenContent(found.problems)
    return found.tasks


def examine_prompts(folder: FilePath) -> PromptFolder:
    """The prompt library as far as it can be read, and what is wrong with it. Never raises for what files hold."""
    listed, _ = list_files(folder)
    reader = _Reader(folder)
    for file in listed.get("prompt", ()):
        reader.prompt(file)
    for file in (*listed.get("labels", ()), *listed.get("released", ()), *listed.get("prompt data", ())):
        reader.data(file)
    return reader.folder()


def check_prompts(found: PromptFolder, errors: PromptErrors) -> tuple[Problem, ...]:
    """What `errors`, the judgement of generation, finds in each prompt, by file and line."""
    return tuple(
        _placed(file, key, message, line) for file in found.files for key, message, line in errors(file.prompt)
    )


def _placed(file: PromptFile, key: str, message: str, line: int) -> Problem:
    if not line:
        return file.document.problem(tuple(re.findall(r"[^.\[\]]+", key)), message)
    start = file.starts.get(key, 1)
    return Problem(file=file.document.file, line=start + line - 1, key=key, message=message)


def digest_of(text: str) -> str:
    """The digest of a prompt file: the SHA-256 of its text, with line ends as `\\n`, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Reader:
    def __init__(self, root: FilePath) -> None:
        self.root = root
        self.files: list[PromptFile] = []
        self.problems: list[Problem] = []
        self.labels: dict[str, Document] = {}
        self.released: dict[str, Document] = {}
        self.broken: set[tuple[str, int]] = set()

    def text(self, file: str) -> str | None:
        try:
            return read_text(self.root, file)
        except Unreadable as error:
            self.problems.append(fault_problem(file, error.fault))
            return None

    def prompt(self, file: str) -> None:
        path = PurePosixPath(file)
        task, number = path.parts[1], int(path.stem)
        text = self.text(file)
        found = None if text is None else self.parsed(file, text, task, number)
        if found is None:
            self.broken.add((task, number))
        else:
            self.files.append(found)

    def parsed(self, file: str, text: str, task: str, number: int) -> PromptFile | None:
        head, closed, body = text.removeprefix("---\n").partition("\n---\n")
        if not text.startswith("---\n") or not closed:
            hint = "start with a line `---`, the keys model, parameters, inputs and output, and a line `---`"
            self.tell(file, 1, "the YAML front matter is missing", hint)
            return None
        document, problems = parse(file, "\n" + head)
        self.problems += problems
        if document is None or problems:
            return None
        noun, problems = read_noun(PromptHead, document)
        self.problems += problems
        sections = self.sections(file, body, head.count("\n") + 4)
        if noun is None or problems or sections is None:
            return None
        bodies = {name: text_ for name, (_, text_) in sections.items()}
        prompt = Prompt(
            task=task,
            number=number,
            system=bodies.get("system", ""),
            user=bodies.get("user", ""),
            digest=digest_of(text),
            **noun.model_dump(),
        )
        return PromptFile(prompt, document, {name: line for name, (line, _) in sections.items()})

    def sections(self, file: str, body: str, first: int) -> dict[str, tuple[int, str]] | None:
        """The sections by name with the line at which each body begins, or None where they cannot be told apart."""
        marks = list(_SECTION.finditer(body))
        names = [mark[1] for mark in marks]
        if not names or len(set(names)) < len(names) or body[: marks[0].start()].strip():
            hint = "after the front matter comes a line `system:` or `user:`, each at most once"
            self.tell(file, first, "the sections cannot be told apart", hint)
            return None
        ends = [*(mark.start() for mark in marks[1:]), len(body)]
        return {
            mark[1]: (first + body.count("\n", 0, mark.end()) + 1, body[mark.end() + 1 : end].strip("\n"))
            for mark, end in zip(marks, ends, strict=True)
        }

    def data(self, file: str) -> None:
        path = PurePosixPath(file)
        text = self.text(file)
        document, problems = parse(file, text) if text is not None else (None, [])
        self.problems += problems
        if document is None or len(path.parts) != 3:
            return
        if path.name == LABELS:
            self.labels[path.parts[1]] = document
        elif path.name == RELEASED:
            self.released[path.parts[1]] = document

    def tell(self, file: str, line: int, message: str, hint: str = "", key: str = "") -> None:
        self.problems.append(Problem(file=file, line=line, key=key, message=message, hint=hint))

    def folder(self) -> PromptFolder:
        names = sorted({file.prompt.task for file in self.files} | set(self.labels) | set(self.released))
        tasks = tuple(self.task(name) for name in names)
        self.problems.sort(key=lambda problem: (problem.file, problem.line, problem.key))
        return PromptFolder(tuple(task for task in tasks if task.prompts), tuple(self.files), tuple(self.problems))

    def task(self, name: str) -> PromptTask:
        files = sorted((one for one in self.files if one.prompt.task == name), key=lambda one: one.prompt.number)
        known = {one.prompt.number for one in files} | {number for task, number in self.broken if task == name}
        return PromptTask(
            task=name,
            prompts=tuple(one.prompt for one in files),
            labels=self.labels_of(name, known),
            released=self.released_of(name, files, known),
        )

    def labels_of(self, task: str, known: set[int]) -> dict[str, int]:
        labels: dict[str, int] = {}
        document = self.labels.get(task)
        for label, number in document.data.items() if document else ():
            assert document is not None
            if not _LABEL.fullmatch(label):
                self.problems.append(document.problem((label,), "a label is a name such as production"))
            elif not isinstance(number, int) or isinstance(number, bool):
                self.problems.append(document.problem((label,), "must be the number of a prompt"))
            elif number not in known:
                hint = near(str(number), map(str, sorted(known)))
                self.problems.append(document.problem((label,), f"there is no prompts/{task}/{number}.prompt", hint))
            else:
                labels[label] = number
        return labels

    def released_of(self, task: str, files: Sequence[PromptFile], known: set[int]) -> dict[int, str]:
        released: dict[int, str] = {}
        document = self.released.get(task)
        digests = {file.prompt.number: file.prompt.digest for file in files}
        for key, digest in document.data.items() if document else ():
            assert document is not None
            if not key.isascii() or not key.isdecimal() or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
                hint = "this file is written by `content-engine prompts release`"
                self.problems.append(document.problem((key,), "must be a number with its digest", hint))
                continue
            released[int(key)] = digest
            self.kept(task, int(key), digest, digests, known, document)
        return released

    def kept(
        self, task: str, number: int, digest: str, digests: Mapping[int, str], known: set[int], document: Document
    ) -> None:
        """A released number is there, and is what it was."""
        file = f"prompts/{task}/{number}.prompt"
        if number not in known:
            self.problems.append(document.problem((str(number),), f"{file} was released and is gone", "bring it back"))
        elif number in digests and digests[number] != digest:
            hint = f"undo the change, and give the new wording the number {max(known) + 1}"
            self.tell(file, 1, "was released and may not change, but it was changed", hint)
