"""What is wrong with a content folder, and where."""

from __future__ import annotations

from content_engine.domain.base import FileNoun


class Problem(FileNoun):
    """One error in a content folder: file (relative, POSIX), line (1-based), key (dotted path), what to do."""

    file: str
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: key: message (hint)`, the form editors and terminals make clickable."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.key}: {self.message}{hint}"
