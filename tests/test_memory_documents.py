"""The document index on SQLite in memory, a SQLite file and PostgreSQL: one contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_engine.domain.documents import Document, Passage
from content_engine.generation import chunks
from content_engine.memory import open_stores
from content_engine.memory.documents import SqlDocumentIndex

GUIDE = """# Exports

Charts can be exported as PDF or CSV on paid plans.

## Scheduled reports

A scheduled report is sent every Monday morning to everybody on the list.
"""
HOSTILE = (
    '"', "'", '" OR "1"="1', "a AND", "NOT", "NEAR(a b)", "title:x", "*", "^x", "(", "a & | !", "x:*", "\\", "%",
    "a\0b",
    "'; DROP TABLE passages; --", "\ud800", "😀", " ", "OR", "<->", "{title heading}: a", "- -",
    "export" * 5_000,
)  # fmt: skip


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def index(request: pytest.FixtureRequest) -> Iterator[SqlDocumentIndex]:
    """An empty index of each kind."""
    url = "sqlite:///:memory:" if request.param == "memory" else request.getfixturevalue(f"{request.param}_ready")
    stores = open_stores(url)
    yield stores.documents
    stores.close()


def put(index: SqlDocumentIndex, name: str, text: str, digest: str = "d") -> bool:
    """Indexes a Markdown text."""
    found = chunks(name, text)
    return index.put(Document(id=name, title=found[0].title, digest=digest, passages=len(found), added_at=1), found)


def test_what_was_put_is_found_listed_and_read(index: SqlDocumentIndex) -> None:
    """A passage is found by any of its words in any form, tells where it stands, and is read by its id."""
    assert put(index, "guide.md", GUIDE)
    found = index.search("when are reports scheduled?")
    assert (found[0].id, found[0].document, found[0].title) == ("guide.md#2", "guide.md", "Exports")
    assert found[0].heading == "Scheduled reports" and found[0].rank > 0
    assert index.passage("guide.md#2") == found[0].model_copy(update={"rank": 0.0})
    assert index.passage("guide.md#99") is None
    assert [(one.id, one.passages) for one in index.documents()] == [("guide.md", 2)]


def test_the_same_document_again_changes_nothing_and_a_new_one_replaces_it(index: SqlDocumentIndex) -> None:
    """Nothing is written for an unchanged digest; of a changed document nothing old is found."""
    assert put(index, "guide.md", GUIDE) and not put(index, "guide.md", GUIDE)
    assert put(index, "guide.md", "# Other\n\nInvoices are in the settings.", "e")
    assert index.search("scheduled report") == [] and index.search("invoice")[0].document == "guide.md"
    assert [one.digest for one in index.documents()] == ["e"]


def test_a_removed_document_is_gone(index: SqlDocumentIndex) -> None:
    """Neither it nor a passage of it is found; another one stays."""
    put(index, "a.md", GUIDE)
    put(index, "b.md", GUIDE)
    assert index.remove("a.md") and not index.remove("a.md")
    assert {one.document for one in index.search("report", limit=30)} == {"b.md"}
    assert index.passage("a.md#1") is None


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_is_text(index: SqlDocumentIndex, query: str) -> None:
    """Nothing of a query is search syntax or SQL: it finds passages or none, and the index is whole afterwards."""
    put(index, "guide.md", GUIDE)
    assert all(isinstance(one, Passage) for one in index.search(query))
    assert index.search("exported")[0].id == "guide.md#1"


def test_limits_and_order_hold(index: SqlDocumentIndex) -> None:
    """The best come first and equal ones by id, no more than asked for; the same question gets the same answer."""
    for name in ("a.md", "b.md", "c.md"):
        put(index, name, GUIDE)
    found = index.search("scheduled report", limit=2)
    assert [one.id for one in found] == ["a.md#2", "b.md#2"] and found == index.search("scheduled report", limit=2)
    ranks = [one.rank for one in index.search("scheduled report chart", limit=30)]
    assert ranks == sorted(ranks, reverse=True) and len(ranks) == 6
    assert index.search("report", limit=0) == []


def test_words_of_several_documents_are_common(index: SqlDocumentIndex) -> None:
    """A word that three documents hold in some form is common; one document's own, and what is no word, is not."""
    for name in ("a.md", "b.md", "c.md"):
        put(index, name, GUIDE)
    put(index, "d.md", "# Odd\n\nFlurbington said so.")
    assert index.common(["exports", "flurbington", "nowhere", "", "'"]) == frozenset({"exports"})
    assert index.common(["flurbington"], documents=1) == frozenset({"flurbington"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(max_size=200))
def test_any_text_may_be_asked_for(index: SqlDocumentIndex, query: str) -> None:
    """No text makes a search fail."""
    index.search(query)
