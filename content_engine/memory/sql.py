"""The few phrases in which SQLite and PostgreSQL differ, written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Connection, Dialect, Table, Text, bindparam, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

SQLITE = make_url("sqlite://").get_dialect()()
POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()(paramstyle="format")  # type: ignore[call-arg] # its own class takes it


class Strings(TypeDecorator[Sequence[str]]):
    """Any number of strings as one parameter, so that a statement's text never changes with their number."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """An array for PostgreSQL, a JSON list for SQLite."""
        return ARRAY(Text()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        """The list as the driver takes it."""
        strings = list(value or ())
        return strings if dialect.name == "postgresql" else orjson.dumps(strings).decode()


class _Listed(FunctionElement[str]):
    name = "listed"
    type = Text()
    inherit_cache = True


@compiles(_Listed, "sqlite")
def _listed_sqlite(element: _Listed, compiler: SQLCompiler, **kw: Any) -> str:
    strings = compiler.process(element.clauses, **kw)
    return f"(SELECT value FROM json_each({strings}))"  # noqa: S608 — the compiler's own text, values are parameters


@compiles(_Listed, "postgresql")
def _listed_postgresql(element: _Listed, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **kw)}))"


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether `column` is one of the strings given as parameter `name`."""
    return column.op("IN", is_comparison=True, return_type=Boolean())(_Listed(bindparam(name, type_=Strings())))


class Rows:
    """A statement that stores any number of rows of one table, compiled once.

    SQLAlchemy's own way works each row over in Python, which costs more than the database does; these rows hold nothing
    but what the drivers take as it is.
    """

    def __init__(self, table: Table, *, keys: Sequence[str] = (), replaced: Sequence[str] = (), new_only: bool = False):
        """Inserts; with `replaced`, those columns change where `keys` are there; `new_only` leaves what is there."""
        self._names = [column.name for column in table.c if column.autoincrement is not True]
        self._pick = itemgetter(*self._names)
        self._sql = dict(self._compiled(table, keys, replaced, new_only=new_only))

    def _compiled(
        self, table: Table, keys: Sequence[str], replaced: Sequence[str], *, new_only: bool
    ) -> Iterator[tuple[str, str]]:
        for library, dialect in ((sqlite, SQLITE), (postgresql, POSTGRESQL)):
            stmt = library.insert(table)
            if replaced:
                changes = {name: stmt.excluded[name] for name in replaced}
                stmt = stmt.on_conflict_do_update(index_elements=keys, set_=changes)
            elif new_only:
                stmt = stmt.on_conflict_do_nothing()
            compiled = stmt.compile(dialect=dialect, column_keys=self._names)
            assert compiled.positiontup == self._names
            yield dialect.name, str(compiled)

    def store(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> int:
        """Stores `rows`, each with every column, and tells how many were new or changed."""
        return self.store_values(connection, [self._pick(row) for row in rows])

    def store_values(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> int:
        """The same for rows that are already in the order of the table's columns."""
        if not rows:
            return 0
        return connection.exec_driver_sql(self._sql[connection.dialect.name], list(rows)).rowcount
