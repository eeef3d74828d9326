"""MJML to HTML, ahead of time, with mrml (https://github.com/jdrouet/mrml). Nothing is ever included or fetched.

mrml says little about where a source is wrong and overruns its stack on sources that are nested thousands deep, so the
source is read once before: for its depth, its unclosed elements and what mrml is known to get wrong.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import mrml

from content_engine.assembly.errors import TextError
from content_engine.assembly.masking import Masked

MAX_NESTING = 100

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_UNKNOWN = re.compile(r"</?(mj-[a-z-]+)")


def to_html(hidden: Masked) -> str:
    """The HTML of an MJML source with masked tags, the words still in it.

    Raises:
        TextError: for source that is no MJML, includes other files, or would lose a template tag; with the line.
    """
    checked = _Checked()
    checked.feed(hidden.text)
    checked.close()
    html = _compiled(hidden.text, checked)
    _check_complete(hidden, html)
    return html


def _compiled(source: str, checked: _Checked) -> str:
    try:
        options = mrml.ParserOptions(include_loader=mrml.noop_loader())
        # without this a page that names a well-known font, MJML's default among them, makes its readers fetch it
        rendering = mrml.RenderOptions(fonts={})
        return str(mrml.to_html(source, options, rendering).content)
    except OSError as error:
        line, hint = checked.suspect()
        raise TextError(f"not MJML: {error}{hint}", line) from error


def _check_complete(hidden: Masked, html: str) -> None:
    unknown = _UNKNOWN.search(html)
    if unknown:
        line = hidden.text.count("\n", 0, hidden.text.find(f"<{unknown[1]}")) + 1
        raise TextError(f"MJML cannot place <{unknown[1]}> here; is what stands in <mj-raw> closed there?", line)
    present = set(hidden.pieces(html)[1::2])
    for word, tag in hidden.tags.items():
        if word not in present:
            raise TextError(f"MJML drops `{tag.source}` here; put blocks inside <mj-raw>", tag.line)


class _Checked(HTMLParser):
    """Reads a source for what mrml would not survive or not explain."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self._unclosed: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_start(tag, attrs)
        if tag not in _VOID:
            self._open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_start(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in _VOID:
            name, line = self._open.pop()
            if name == tag:
                return
            self._unclosed = self._unclosed or (name, line)

    def suspect(self) -> tuple[int, str]:
        """The line where the source is probably wrong, and a hint; line 1 and nothing when it looks right."""
        unclosed = self._unclosed or (self._open[0] if self._open else None)
        return (1, "") if unclosed is None else (unclosed[1], f" (<{unclosed[0]}> seems not to be closed)")

    def _check_start(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag == "mj-include":
            raise TextError("mj-include is not possible: write the layout into one file", line)
        if len(self._open) >= MAX_NESTING:
            raise TextError(f"nested deeper than {MAX_NESTING} elements", line)
        text = self.get_starttag_text() or ""
        if re.search(r"=\s*'[^']*\"[^']*'", text):
            raise TextError(f'a double quote in an attribute of <{tag}>: write &quot; and put "…" around it', line)
