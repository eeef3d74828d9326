"""Product documents that texts are grounded in: passages with ids, and the port to their index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from content_engine.domain.base import Noun


class Passage(Noun):
    """A passage of a document, small enough to stand in a brief. `id` is `<document>#<n>` and is what answers cite."""

    id: str
    document: str
    title: str
    heading: str = ""
    text: str
    rank: float = 0.0


class Document(Noun):
    """An indexed document: its id (a relative path), title, the SHA-256 of what was indexed, and how many passages."""

    id: str
    title: str
    digest: str
    passages: int
    added_at: int


class DocumentIndex(Protocol):
    """Full-text search over passages: FTS5 on SQLite, tsvector on PostgreSQL."""

    def put(self, document: Document, passages: Sequence[Passage]) -> bool:
        """Indexes a document in place of an earlier one of its id; False where nothing had changed."""

    def remove(self, document_id: str) -> bool:
        """Takes a document out; False where there was none."""

    def documents(self) -> Sequence[Document]:
        """All documents by id."""

    def search(self, query: str, *, limit: int = 6) -> Sequence[Passage]:
        """The best passages for words (any of them may match), best first. `query` is text, never search syntax."""

    def common(self, words: Iterable[str], *, documents: int = 3) -> frozenset[str]:
        """Those of `words` that at least so many documents hold in some form: general words, not one document's own."""

    def passage(self, passage_id: str) -> Passage | None:
        """One passage."""
