"""Nouns as YAML that people like to read: block style, the nouns' own order, defaults left out, long texts as `|`."""

from __future__ import annotations

import re
from typing import Any

import yaml
from pydantic import BaseModel

from content_engine.library.schemas import formats
from content_engine.library.tree import scalar
from content_engine.library.validation import matching, put

# PyYAML writes these as they are in all but double quotes, where an editor does not show them.
_OTHER_BREAKS = re.compile(r"[\x85\u2028\u2029]")


class _Date(str):
    """A date, which needs no quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Items of a list are indented below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Every value is written where it stands."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Text stays text: quoted where this room's reader or a YAML 1.1 tool would see anything else."""
    style = None if isinstance(scalar(text), str) else "'"
    if _OTHER_BREAKS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _date(dumper: yaml.SafeDumper, text: _Date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(text))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Date, _date)


def plain_data(noun: BaseModel) -> dict[str, Any]:
    """`noun` as JSON-ready data under its file keys, defaults left out, dates marked so that they are not quoted."""
    data: dict[str, Any] = noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for pattern, name in formats(type(noun)):
        for path, value in matching(data, pattern, ()) if name == "date" else ():
            put(data, path, _Date(value))
    return data


def to_yaml(data: dict[str, Any], head: str = "") -> str:
    """`data` as a YAML document after the comment lines `head`."""
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=10_000)
    return head + body
