"""Product documents on SQLite (FTS5) and PostgreSQL (tsvector). What is searched for is text, never search syntax."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.engine import Row

from content_engine.domain.documents import Document, Passage
from content_engine.memory import relevance
from content_engine.memory.database import Database
from content_engine.memory.search_index import NAME
from content_engine.memory.sql import Rows
from content_engine.memory.tables_writing import documents, passages

MAX_WORDS = 32
_LOOKED_AT = 40
_WEIGHED = 300
_SUPPORT = (0.3, 0.1)
_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    _WORD.findall(
        "a an and any are as at be by can could did do does for from get had has have how i if in into is it its me my "
        "no not of off on or our out so that the their them then there these they this to up us was we what when where "
        "which who why will with would you your der die das ein eine und oder ist sind wie was wo wann ich wir mit von "
        "zu im auf le la les un une et ou est sont comment que qui dans sur el los las y o es son como donde en de del "
        "du des"
    )
)
_DOCUMENTS = Rows(documents, keys=("id",), replaced=("title", "digest", "passages", "added_at"))
_PASSAGES = Rows(passages)
_d, _p = documents.c, passages.c
_COLUMNS = "p.id, p.document, p.title, p.heading, p.text"
_BM25 = f"bm25({NAME}, 0, 0, 6.0, 2.0, 1.0)"
# Titles and headings name what a passage is about; bm25 is better the lower it is.
_SEARCH = {
    "sqlite": text(
        f"SELECT {_COLUMNS}, -{_BM25} AS rank FROM {NAME} JOIN passages p ON p.id = {NAME}.id "  # noqa: S608 — our names
        f"WHERE {NAME} MATCH :query ORDER BY {_BM25}, p.id LIMIT :limit"
    ),
    # ts_rank knows nothing of how rare a word is, so that is worked out beside it.
    "postgresql": text(
        "WITH asked AS (SELECT DISTINCT to_tsquery('english', word) AS q FROM unnest(CAST(:query AS text[])) AS word), "  # noqa: S608
        f"weighed AS (SELECT q, ln(1 + (SELECT count(*) FROM {NAME})::float / "
        f"(1 + (SELECT count(*) FROM {NAME} WHERE words @@ q))) AS idf FROM asked WHERE numnode(q) > 0), "
        "ranked AS (SELECT f.id, sum(idf * ts_rank('{0.3, 0.5, 0.7, 1.0}', f.words, q, 1)) AS rank "
        f"FROM weighed JOIN {NAME} f ON f.words @@ q GROUP BY f.id ORDER BY rank DESC, f.id LIMIT :limit) "
        f"SELECT {_COLUMNS}, ranked.rank FROM ranked JOIN passages p ON p.id = ranked.id ORDER BY rank DESC, p.id"
    ),
}
_INSERT = {
    "sqlite": text(
        f"INSERT INTO {NAME} (id, document, title, heading, text) "  # noqa: S608 — a name of our own
        "VALUES (:id, :document, :title, :heading, :text)"
    ),
    "postgresql": text(
        f"INSERT INTO {NAME} (id, document, words) VALUES (:id, :document, "  # noqa: S608 — names of our own
        "setweight(to_tsvector('english', :title), 'B') || setweight(to_tsvector('english', :heading), 'A') || "
        "to_tsvector('english', :text))"
    ),
}
_SPREAD = {
    "sqlite": text(f"SELECT count(DISTINCT document) FROM {NAME} WHERE {NAME} MATCH :query"),  # noqa: S608
    "postgresql": text(f"SELECT count(DISTINCT document) FROM {NAME} WHERE words @@ to_tsquery('english', :query)"),  # noqa: S608
}
_FORGET = text(f"DELETE FROM {NAME} WHERE document = :document")  # noqa: S608 — a name of our own


class SqlDocumentIndex:
    """See `DocumentIndex`. Safe for threads and processes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, document: Document, passages: Sequence[Passage]) -> bool:
        """See `DocumentIndex.put`."""

        def work(connection: Connection) -> bool:
            known = connection.execute(select(_d.digest).where(_d.id == document.id)).scalar_one_or_none()
            if known == document.digest:
                return False
            _forget(connection, document.id)
            _DOCUMENTS.store(connection, [document.model_dump()])
            rows = [passage.model_dump(exclude={"rank"}) for passage in passages]
            _PASSAGES.store(connection, rows)
            if rows:
                connection.execute(_INSERT[connection.dialect.name], rows)
            return True

        return self._db.write(work)

    def remove(self, document_id: str) -> bool:
        """See `DocumentIndex.remove`."""

        def work(connection: Connection) -> bool:
            _forget(connection, document_id)
            return connection.execute(delete(documents).where(_d.id == document_id)).rowcount > 0

        return self._db.write(work)

    def documents(self) -> Sequence[Document]:
        """See `DocumentIndex.documents`."""
        with self._db.read() as connection:
            rows = connection.execute(select(documents).order_by(_d.id)).all()
        return [Document.model_validate(row._asdict()) for row in rows]

    def search(self, query: str, *, limit: int = 6) -> Sequence[Passage]:
        """See `DocumentIndex.search`."""
        words = _words(query)
        if not words or limit < 1:
            return []
        found = self._ranked(words, limit) if self._db.is_sqlite else self._scored(words, limit)
        return _supported(found)[:limit]

    def _ranked(self, words: Sequence[str], limit: int) -> list[Passage]:
        given = {"query": _any_of(words, "sqlite"), "limit": max(limit, _LOOKED_AT)}
        with self._db.read() as connection:
            return [_passage(row) for row in connection.execute(_SEARCH["sqlite"], given)]

    def _scored(self, words: Sequence[str], limit: int) -> list[Passage]:
        with self._db.snapshot() as connection:
            total = connection.execute(select(func.count()).select_from(passages)).scalar_one()
            given = {"query": words, "limit": max(limit, _WEIGHED)}
            rows = connection.execute(_SEARCH["postgresql"], given).all()
        return relevance.scored(words, [_passage(row) for row in rows], total)[: max(limit, _LOOKED_AT)]

    def passage(self, passage_id: str) -> Passage | None:
        """See `DocumentIndex.passage`."""
        with self._db.read() as connection:
            row = connection.execute(select(passages).where(_p.id == passage_id)).one_or_none()
        return None if row is None else _passage(row)

    def common(self, words: Iterable[str], *, documents: int = 3) -> frozenset[str]:
        """See `DocumentIndex.common`."""
        asked = {word: found for word in words if (found := _words(word, stop=frozenset()))}
        with self._db.snapshot() as connection:
            dialect = connection.dialect.name
            counts = {
                word: connection.execute(_SPREAD[dialect], {"query": _any_of(found[:1], dialect)}).scalar_one()
                for word, found in asked.items()
            }
        return frozenset(word for word, count in counts.items() if count >= documents)


def _forget(connection: Connection, document_id: str) -> None:
    connection.execute(_FORGET, {"document": document_id})
    connection.execute(delete(passages).where(_p.document == document_id))


def _words(query: str, stop: frozenset[str] = _STOP) -> list[str]:
    """The words that are searched for: letters and digits only, so that nothing of them is syntax."""
    folded = unicodedata.normalize("NFKC", query[:4_000]).encode("utf-8", "replace").decode().casefold()
    found = list(dict.fromkeys(word[:64] for word in _WORD.findall(folded)))
    return ([word for word in found if word not in stop] or found)[:MAX_WORDS]


def _any_of(words: Sequence[str], dialect: str) -> str:
    if dialect == "sqlite":
        return " OR ".join(f'"{word}"' for word in words)
    return " | ".join(f"'{word}'" for word in words)


def _supported(found: Sequence[Passage]) -> list[Passage]:
    """Passages by rank, each with what the next best of its document add: a page that says more of it comes first."""
    ranks: dict[str, list[float]] = {}
    for passage in found:
        ranks.setdefault(passage.document, []).append(passage.rank)
    support = {
        document: sum(weight * rank for weight, rank in zip(_SUPPORT, sorted(all_, reverse=True)[1:], strict=False))
        for document, all_ in ranks.items()
    }
    raised = [one.model_copy(update={"rank": one.rank + support[one.document]}) for one in found]
    return sorted(raised, key=lambda one: (-one.rank, one.id))


def _passage(row: Row[Any]) -> Passage:
    return Passage.model_validate(row._asdict())
