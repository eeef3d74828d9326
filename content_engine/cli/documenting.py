"""`docs`: the product documents that generated texts are grounded in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from content_engine.cli.console import folded, progress, say, settings_options, table
from content_engine.cli.opening import database_of
from content_engine.domain.base import from_ms, rfc3339, to_ms
from content_engine.domain.documents import Document, DocumentIndex, Passage
from content_engine.domain.errors import BadInput, NotFound
from content_engine.generation import chunks, title_of
from content_engine.library.sources import SourceFile, find_sources, read_source
from content_engine.settings import Settings


@click.group("docs")
def docs_command() -> None:
    """Index product documents: passages of them go into briefs, and generated texts cite them.

    Example: content-engine docs add handbook/
    """


@docs_command.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@settings_options
def docs_add(paths: tuple[Path, ...], settings: Settings, as_json: bool) -> None:
    """Index documents: Markdown, plain text or HTML in UTF-8. Of a folder, all below it.

    A document that is there already is replaced; one that has not changed is left as it is. Files that cannot be read
    are named, the others are indexed, and the exit status is 1.

    Example: content-engine docs add handbook/ pricing.md
    """
    sources, left_out = find_sources(paths)
    if not sources:
        raise BadInput("there is no document among these: Markdown (.md), text (.txt) or HTML (.html)")
    done: dict[str, list[str]] = {"added": [], "unchanged": [], "failed": []}
    with database_of(settings) as opened:
        at = to_ms(opened.clock.now())
        for source in progress(sources, total=len(sources), what="Indexing"):
            outcome, told = _add(opened.documents, source, at)
            done[outcome].append(told)
    data = {**done, "left_out": left_out}
    say(data, lambda: _tell(data), as_json=as_json)
    if done["failed"]:
        raise click.exceptions.Exit(1)


def _add(index: DocumentIndex, source: SourceFile, at: int) -> tuple[str, str]:
    try:
        text = read_source(source)
    except BadInput as error:
        return "failed", error.message
    title = title_of(text, source.id) if source.markup != "text" else source.id
    passages = chunks(source.id, text, title=title, markup=source.markup)
    if not passages:
        return "failed", f"{source.path}: holds no text"
    digest = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    document = Document(id=source.id, title=title, digest=digest, passages=len(passages), added_at=at)
    return ("added" if index.put(document, passages) else "unchanged"), source.id


def _tell(data: dict[str, list[str]]) -> None:
    for line in (*data["failed"], *data["left_out"]):
        click.echo(line, err=True)
    counts = {name.replace("_", " "): len(listed) for name, listed in data.items()}
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items() if count or name == "added"))


@docs_command.command("list")
@settings_options
def docs_list(settings: Settings, as_json: bool) -> None:
    """List the indexed documents.

    Example: content-engine docs list
    """
    with database_of(settings, there=True) as opened:
        found = opened.documents.documents()
    rows = [one.model_dump() | {"added_at": rfc3339(from_ms(one.added_at))} for one in found]
    headers = ("id", "title", "passages", "added_at")
    say({"documents": rows}, lambda: table("", headers, [[r[h] for h in headers] for r in rows]), as_json=as_json)


@docs_command.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=6, show_default=True, type=click.IntRange(1, 100), help="How many passages.")
@settings_options
def docs_search(words: tuple[str, ...], limit: int, settings: Settings, as_json: bool) -> None:
    """Search the passages for any of the words, best first. Exit status 1 when there is none.

    Example: content-engine docs search export to PDF
    """
    with database_of(settings, there=True) as opened:
        found = opened.documents.search(" ".join(words), limit=limit)
    say({"passages": [one.model_dump() for one in found]}, lambda: _show(found), as_json=as_json)
    if not found:
        raise click.exceptions.Exit(1)


def _show(found: Any) -> None:
    passages: list[Passage] = list(found)
    for passage in passages:
        click.echo(f"{passage.id}  {passage.title}{f' > {passage.heading}' if passage.heading else ''}")
        click.echo(folded(passage.text))
    if not passages:
        click.echo("no passage holds any of these words")


@docs_command.command("remove")
@click.argument("ids", nargs=-1, required=True)
@settings_options
def docs_remove(ids: tuple[str, ...], settings: Settings, as_json: bool) -> None:
    """Take documents out of the index, by id, all or none.

    Example: content-engine docs remove handbook/pricing.md
    """
    with database_of(settings, there=True) as opened:
        known = {document.id for document in opened.documents.documents()}
        missing = [one for one in ids if one not in known]
        if missing:
            raise NotFound(f"there is no document {missing[0]!r}; `content-engine docs list` names them")
        for one in ids:
            opened.documents.remove(one)
    say({"removed": list(ids)}, f"removed: {', '.join(ids)}", as_json=as_json)
