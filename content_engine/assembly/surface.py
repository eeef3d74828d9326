"""What a layout can see, and whether it looks only at what is there.

`slots.<name>` holds the rendered fields of the slot's piece (`slots.hero.title`), or for a slot that takes several a
list of them (`{% for tip in slots.tips %}`); an empty optional slot is false. Besides: `message.subject`,
`message.preheader`, `sender.name`, `sender.postal_address`, `sender.home_url`, `unsubscribe_url`, `brand.name`,
`locale` and `decision_id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from content_engine.assembly.errors import TextError
from content_engine.assembly.grammar import EACH, Path, Read
from content_engine.domain.catalog import Slot, Taxonomy, Template

_PLAIN: frozenset[Path] = frozenset(
    {
        ("message", "subject"),
        ("message", "preheader"),
        ("sender", "name"),
        ("sender", "postal_address"),
        ("sender", "home_url"),
        ("brand", "name"),
        ("unsubscribe_url",),
        ("locale",),
        ("decision_id",),
    }
)
_SHOWN = "slots.<name>, " + ", ".join(sorted(".".join(map(str, path)) for path in _PLAIN))


class SlotView(NamedTuple):
    """A slot as layouts see it. `some` are the fields of any of its kinds, `all` those that every kind has."""

    name: str
    several: bool
    optional: bool
    some: frozenset[str] | None
    all: frozenset[str]


def slot_views(template: Template, taxonomy: Taxonomy | None) -> dict[str, SlotView]:
    """The template's slots by name; without a taxonomy their fields are not known, and any name is let through."""
    fields = {kind.name: frozenset(field.name for field in kind.fields) for kind in taxonomy.kinds} if taxonomy else {}
    return {slot.name: _view(slot, [fields[kind] for kind in slot.kinds if kind in fields]) for slot in template.slots}


def check_reads(found: Iterable[Read], slots: dict[str, SlotView], *, whole: bool = False) -> None:
    """Refuses reads of what is not there, or may not be; `whole` lets a slot be taken as a value (JSON layouts).

    Raises:
        TextError: for the first such read, with its line.
    """
    for read in found:
        if read.path[0] == "slots" and len(read.path) > 1:
            _check_slot(read, slots, whole)
        elif read.path not in _PLAIN or read.looped:
            raise TextError(f"`{read.shown}` is nothing a layout can see; there are: {_SHOWN}", read.line)


def _view(slot: Slot, fields: Sequence[frozenset[str]]) -> SlotView:
    known = len(fields) == len(slot.kinds)
    some = frozenset().union(*fields) if known else None
    every = fields[0].intersection(*fields[1:]) if known else frozenset()
    return SlotView(slot.name, slot.max > 1, slot.min == 0, some, every)


def _check_slot(read: Read, slots: dict[str, SlotView], whole: bool) -> None:
    slot = slots.get(str(read.path[1]))
    if slot is None:
        raise TextError(f"there is no slot `{read.path[1]}`; there are: {', '.join(sorted(slots))}", read.line)
    keys = read.path[2:]
    if slot.several:
        _check_several(read, slot, keys, whole)
    else:
        _check_single(read, slot, keys, whole)


def _check_several(read: Read, slot: SlotView, keys: Path, whole: bool) -> None:
    if keys and keys[0] == EACH:
        _check_field(read, slot, keys[1:])
    elif keys or not (read.looped or read.tested or whole):
        raise TextError(f"`slots.{slot.name}` holds several: {{% for item in slots.{slot.name} %}}", read.line)


def _check_single(read: Read, slot: SlotView, keys: Path, whole: bool) -> None:
    if read.looped:
        raise TextError(f"`slots.{slot.name}` holds one piece (max: 1) and cannot be looped over", read.line)
    if not keys and not read.tested and not whole:
        raise TextError(f"name a field of `slots.{slot.name}`", read.line)
    _check_field(read, slot, keys)
    piece: Path = ("slots", slot.name)
    if slot.optional and keys and not (whole or read.optional or piece in read.guards):
        raise TextError(f"`slots.{slot.name}` may be empty: put this inside {{% if slots.{slot.name} %}}", read.line)
    if slot.some is not None and keys and not read.optional and not whole and keys[0] not in slot.all:
        raise TextError(f"not every kind in `slots.{slot.name}` has `{keys[0]}`: ask with `if` first", read.line)


def _check_field(read: Read, slot: SlotView, keys: Path) -> None:
    if not keys or keys[0] == "loop":
        return
    if len(keys) > 1:
        raise TextError(f"`{read.shown}`: a field has no parts", read.line)
    if slot.some is not None and keys[0] not in slot.some:
        listed = ", ".join(sorted(slot.some))
        raise TextError(f"`slots.{slot.name}` has no field `{keys[0]}`; there are: {listed}", read.line)
