"""The offline writer: approved statements, whole sentences at a time, fitted to the fields that were asked for."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.llm import Ask
from content_engine.gateway.faults import Fault
from content_engine.gateway.offline.phrases import BUTTONS, LEADS, TITLES, language_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÀ-Ý0-9])")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_SHORT = 40
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A text for one field, the ids of the facts behind it and the angle it takes."""

    text: str
    claims: tuple[str, ...]
    angle: str


def written(ask: Ask, source: random.Random) -> list[dict[str, Any]]:
    """As many variants as were asked for, or as there is something true to say for; each rests on other words.

    Raises Fault refused when there is nothing that it can say truthfully in that language.
    """
    inputs = ask.inputs
    language = str(inputs["locale"]).partition("-")[0].lower()
    pools = [_pool(field, inputs, language, source) for field in inputs["fields"]]
    if language not in LEADS or not all(pools):
        raise Fault(
            "refused",
            f"the offline writer only repeats approved statements, and has none that fit these fields in {language}",
        )
    return [_variant(pieces, inputs, ask.schema_ or {}) for pieces in _different(pools, inputs)]


def _different(pools: Sequence[list[Piece]], inputs: Mapping[str, Any]) -> Iterator[list[tuple[str, Piece]]]:
    names = [str(field["name"]) for field in inputs["fields"]]
    leading = max(range(len(pools)), key=lambda number: len(pools[number]))
    taken = [_words(text) for text in inputs.get("existing", ())]
    given = 0
    for number, piece in enumerate(pools[leading]):
        if given == int(inputs["count"]) or any(_alike(_words(piece.text), one) for one in taken):
            continue
        taken.append(_words(piece.text))
        given += 1
        yield [
            (name, piece if at == leading else pool[number % len(pool)])
            for at, (name, pool) in enumerate(zip(names, pools, strict=True))
        ]
    if not given:
        raise Fault("refused", "everything the offline writer could say is said by texts that are there already")


def _variant(pieces: list[tuple[str, Piece]], inputs: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    asked = schema.get("properties", {}).get("variants", {}).get("items", {})
    known = asked.get("properties", {"content": {}, "angle": {}, "claims": {}})
    claims = list(dict.fromkeys(one for _, piece in pieces for one in piece.claims))
    facts = {str(fact["id"]) for fact in inputs["facts"]}
    told: dict[str, Any] = {
        "content": {name: piece.text for name, piece in pieces},
        "angle": "; ".join(dict.fromkeys(piece.angle for _, piece in pieces if piece.angle))[:120],
        "claims": [one for one in claims if one in facts],
        "sources": [one for one in claims if one not in facts],
    }
    tones = known.get("tone", {}).get("enum") or inputs.get("tones") or ()
    if "tone" in asked.get("required", ()):
        told["tone"] = "direct" if "direct" in tones or not tones else str(tones[0])
    return {name: value for name, value in told.items() if name in known}


def _pool(field: Mapping[str, Any], inputs: Mapping[str, Any], language: str, source: random.Random) -> list[Piece]:
    """Texts for a field, those that suit the brief best first."""
    if field.get("type") == "url" or field["name"] in ("url", "href", "link"):
        return _links(inputs)
    most = int(field["max_chars"])
    if _is_button(inputs["kind"], most):
        return _shuffled(
            [Piece(text, (), f"a button that says {text}") for text in BUTTONS.get(language, ()) if len(text) <= most],
            source,
        )
    pieces = list(_statements(inputs, language, most, wide=bool(field.get("multiline")), source=source))
    if most <= 120:
        pieces += _titles(inputs, language, most, source)
    return [_dressed(piece, field) for piece in pieces if len(piece.text) <= most]


def _is_button(kind: str, most: int) -> bool:
    return most <= _SHORT and any(word in kind.lower() for word in ("cta", "button", "action", "label"))


def _links(inputs: Mapping[str, Any]) -> list[Piece]:
    urls = [one["url"] if isinstance(one, Mapping) else one for one in inputs.get("links", ())]
    return [Piece(str(url), (), "") for url in urls]


def _shuffled(pieces: list[Piece], source: random.Random) -> list[Piece]:
    return source.sample(pieces, len(pieces))


def _statements(
    inputs: Mapping[str, Any], language: str, most: int, *, wide: bool, source: random.Random
) -> Iterator[Piece]:
    """First each statement once, behind turning openings; then once more with the others."""
    facts = _ranked(inputs, language, source)
    leads = LEADS.get(language, ())
    for turn in range(len(leads)):
        for number, (name, sentences) in enumerate(facts):
            lead, angle = leads[(number + turn) % len(leads)]
            text = _fitted(sentences, most - len(lead), wide=wide)
            if text:
                yield Piece(f"{lead}{text}", (name,), f"{' '.join(text.split()[:4])} …, {angle}")


def _fitted(sentences: Sequence[str], most: int, *, wide: bool) -> str:
    """As many whole sentences as fit, one where the field has one line; without its aside where that makes it fit."""
    kept = ""
    for sentence in sentences if wide else sentences[:1]:
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    if kept or not sentences:
        return kept
    short = _ASIDE.sub("", sentences[0])
    return short if len(short) <= most else ""


def _ranked(inputs: Mapping[str, Any], language: str, source: random.Random) -> list[tuple[str, list[str]]]:
    """Facts and passages in the language, those closest to what the component is about first."""
    about = _words(" ".join(str(inputs.get(name, "")) for name in ("taxonomy", "wish", "audience")))
    known = [(str(one["id"]), str(one["statement"])) for one in inputs["facts"]]
    fitting = [(name, text) for name, text in known if language_of(text) == language]
    order = {name: (-_shared(text, about, inputs), source.random()) for name, text in fitting}
    ranked = sorted(fitting, key=lambda one: order[one[0]])
    return [(name, [_full(one) for one in _SENTENCE.split(text.strip())]) for name, text in ranked]


def _shared(text: str, about: frozenset[str], inputs: Mapping[str, Any]) -> float:
    words = _words(text)
    topic = len(words & about) * 2.0
    existing = max((len(words & _words(str(one))) for one in inputs.get("existing", ())), default=0)
    return topic + min(existing, 3)


def _full(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _titles(inputs: Mapping[str, Any], language: str, most: int, source: random.Random) -> list[Piece]:
    found = re.search(r"(?:feature|topic)\W+([A-Za-z][A-Za-z -]{2,30})", str(inputs.get("taxonomy", "")))
    name = found[1].replace("-", " ").strip() if found else ""
    if not name or name == "any":
        return []
    texts = [pattern.format(name) for pattern in TITLES.get(language, ())]
    return _shuffled([Piece(text, (), f"{name}, without a claim") for text in texts if len(text) <= most], source)


def _dressed(piece: Piece, field: Mapping[str, Any]) -> Piece:
    if field.get("markup") != "html":
        return piece
    return Piece(f"<p>{html.escape(piece.text, quote=False)}</p>", piece.claims, piece.angle)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) > 2)


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one or two) and len(one & two) / len(one | two) > _ALIKE
