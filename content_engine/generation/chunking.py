"""Documents cut into passages at their headings and paragraphs, small enough to stand in a brief."""

from __future__ import annotations

from content_engine.domain.documents import Passage

SIZE = 800
"""About how many characters a passage has."""


def chunks(document: str, title: str, text: str, *, size: int = SIZE) -> list[Passage]:
    """The passages of a document in Markdown or plain text. `document` is its id; passages are `<id>#<n>` from 1."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return [Passage(id=f"{document}#{n}", document=document, title=title, text=part) for n, part in enumerate(parts, 1)]
