"""Words that mean another thing beside what stands around them: "share the same", "sync HubSpot", "bleibt erhalten"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from content_engine.guardrails.grounding import figures
from content_engine.guardrails.grounding.atoms import Atom
from content_engine.guardrails.grounding.quantities import NEGATIONS, Token
from content_engine.guardrails.patterns import words

_OFFERERS = words("we it they that which acme plans plan also to can wir nous ofrecemos")
_OFTEN = words("every each times once twice per a")
_STAYS = words("bleibt bleiben")
_EVERYDAY_NAMES = words("segment amplitude outlook tableau apple intercom looker athena dynamics oracle")
_WAITING = words("wait waiting")
_OBLIGED = words("have has need needs must to you is there")
_BACK = 4


def in_context(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """An atom as what it means where it stands."""
    read = _READINGS.get(str(atom.value)) if atom.kind == "concept" else None
    return read(atom, tokens) if read else atom


def waited(atoms: Sequence[Atom]) -> list[Atom]:
    """`No need to wait for renewal to add a seat` as "add a seat at any time", and as "not" so without the "no".

    What one waits for says when something can be done, and is no part of it.
    """
    start = next((at for at, atom in enumerate(atoms) if atom.value in _WAITING), 0)
    end = next((at for at in range(start + 1, len(atoms)) if atoms[at].value in ("to", "before")), 0) if start else 0
    before = atoms[max(0, start - _BACK) : start]
    free = any(atom.value in NEGATIONS for atom in before)
    if not end or end + 1 >= len(atoms) or not (free or any(atom.value in ("have", "must") for atom in before)):
        return list(atoms)
    said = [atoms[end]._replace(kind="concept", value="any_time")]
    denied = [] if free else [atoms[start]._replace(kind="not", value="not")]
    head = [atom for atom in atoms[:start] if atom.value not in NEGATIONS and atom.value not in _OBLIGED]
    return [*head, *denied, *said, *atoms[end + 1 :]]


def _offer(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`We offer …`: what an "offer" is no offer in."""
    word = tokens[atom.at].word
    if word == "offer" and atom.at and tokens[atom.at - 1].word == "on":
        return atom._replace(kind="plain", value=word)
    offered = word in ("offer", "offers") and atom.at > 0
    verb = offered and (
        tokens[atom.at - 1].word in _OFFERERS or (word == "offers" and tokens[atom.at - 1].raw.istitle())
    )
    return atom._replace(kind="plain", value=word) if verb else atom


def _share(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`Two plans share the same limit`: nothing is shared with anybody."""
    after = [token.word for token in tokens[atom.at + 1 : atom.at + 3]]
    return atom._replace(kind="plain", value="share") if after in (["the", "same"], ["one", "and"]) else atom


def _api(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`The rest of the period` is no interface."""
    token = tokens[atom.at]
    return atom._replace(kind="plain", value="rest") if token.word == "rest" and not token.raw.isupper() else atom


def _brand_name(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`A segment of customers`: an everyday word in small letters is nobody's product."""
    token = tokens[atom.at]
    everyday = token.word in _EVERYDAY_NAMES and token.raw.islower()
    return atom._replace(kind="plain", value=token.word) if everyday else atom


def _switch(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`Switch the region`: from one to another is a change of it, where no plan or billing is meant."""
    region = any(token.word in ("region", "regions") for token in tokens[atom.at + 1 : atom.at + _BACK])
    return atom._replace(value="change") if region else atom


def _refresh(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`Sync Salesforce`: getting data in, where nothing says how often."""
    timed = any(token.word in _OFTEN or token.word in figures.OFTEN or token.word[0].isdigit() for token in tokens)
    return atom if timed or not tokens[atom.at].word.startswith("sync") else atom._replace(value="connector")


def _finished(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """`Bleibt erhalten` is kept, not obtained."""
    kept = tokens[atom.at].word == "erhalten" and any(token.word in _STAYS for token in tokens)
    return atom._replace(value="kept") if kept else atom


_READINGS: dict[str, Callable[[Atom, Sequence[Token]], Atom]] = {
    "offer": _offer,
    "share": _share,
    "refresh": _refresh,
    "finished": _finished,
    "api": _api,
    "switch": _switch,
    "otherconnector": _brand_name,
    "otherlogin": _brand_name,
}
