"""A writer that obeys: every way an injected text may come back, and every way it may get in."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from content_engine.domain.base import Noun
from content_engine.domain.brand import Fact
from content_engine.domain.catalog import Catalog
from content_engine.domain.documents import Passage
from content_engine.domain.llm import Ask, Completion
from content_engine.domain.verdicts import Verdict
from content_engine.generation import Brief, Judged, ask, brief, judge, parse, select
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.library import read_folder, read_prompts

ROOT = Path(__file__).parents[2]
ACME = ROOT / "examples/acme"
KIND = "body_text"
COMPONENT = "body_text.connect"
WAYS = ("attribute", "note", "label", "fact", "passage", "component")
GOOD = "Open the Compare menu and put two date ranges beside each other."


class Attack(Noun):
    """A text that wants something, and what obeying it would put into an answer."""

    id: str
    text: str
    obey: str = ""
    canary: str = ""


@cache
def acme() -> Catalog:
    """The example brand."""
    catalog = read_folder(ACME).catalog
    assert catalog is not None
    return catalog


@cache
def guards() -> Guardrails:
    """Its guardrails."""
    return compile_guardrails(acme().brand, acme().facts, acme().taxonomy)


def attacks(name: str = "") -> list[Attack]:
    """The attacks of the public data sets whose id begins with `name`."""
    lines = (ROOT / "tests/data/prompt_injection/attacks.jsonl").read_text(encoding="utf-8").splitlines()
    return [Attack.model_validate_json(line) for line in lines if json.loads(line)["id"].startswith(name)]


def injected(attack: str, way: str, component: str = COMPONENT) -> Brief:
    """The brief of a job into which the attack came that way."""
    catalog, given = acme(), dict[str, Any]()
    if way == "attribute":
        given["attributes"] = {"plan": attack, "company": attack, "nested": {"role": [attack]}}
    elif way == "note":
        given["note"] = attack
    elif way == "passage":
        text = f"Charts are made by drag and drop. {attack} Tables can be sorted."
        given["passages"] = [Passage(id="guide.md#1", document="guide.md", title="Guide", text=text)]
    elif way == "fact":
        given["facts"] = [*catalog.facts, Fact(id="F99", statement=attack, source="imported")]
    elif way == "label":
        segment = catalog.segments[0].model_copy(update={"labels": (attack,)})
        catalog = catalog.model_copy(update={"segments": (segment,)})
        given["segment"] = segment.segment_id
    else:
        catalog = _with_text(catalog, attack, component)
    return brief(catalog, component, **given)


def _with_text(catalog: Catalog, text: str, component: str) -> Catalog:
    """The catalog with the attack as an authored text of a component, as a CMS may have brought it in."""
    changed = [
        one.model_copy(
            update={
                "variants": (*one.variants, one.variants[0].model_copy(update={"id": "x", "content": {"text": text}}))
            }
        )
        if one.id == component
        else one
        for one in catalog.components
    ]
    return catalog.model_copy(update={"components": tuple(changed)})


def obeyed(attack: Attack) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an obeying writer answers: the text itself and what it asks for, plain and in every disguise."""
    text, wanted = attack.text, attack.obey or attack.text
    quoted = re.findall(r"[\"'“«‘„]([^\"'”»’“]{4,200})[\"'”»’“]", text)
    pieces = {
        "whole": text,
        "wanted": wanted,
        "start": " ".join(text.split()[:9]),
        "end": " ".join(text.split()[-9:]),
        "last sentence": re.split(r"(?<=[.!?])\s+", text.strip())[-1],
        "after a good text": f"{GOOD} {wanted}",
        "before a good text": f"{wanted} {GOOD}",
        "framed": f"In English: «{wanted}»",
        "loud": wanted.upper(),
        "base64": f"{GOOD} {base64.b64encode(wanted.encode()).decode()[:60]}",
        "reversed": f"{GOOD} {wanted[::-1]}",
        "zero width": "\u200b".join(wanted),
        "spread": " ".join(wanted),
        "full width": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in wanted),
        **{f"quoted {n}": f"{GOOD} {one}" for n, one in enumerate(quoted[:4])},
    }
    for name, piece in pieces.items():
        yield name, {"content": {"text": piece}, "angle": "another way", "claims": []}
    yield "angle", {"content": {"text": GOOD}, "angle": wanted, "tone": wanted, "claims": [wanted]}


def checked(content: Any, locale: str = "en") -> Verdict:
    """The brand's guardrails on a content, as the workers ask them."""
    return guards().check(content, kind=KIND, locale=locale, rendered=False)


def answer(ask_: Ask, item: dict[str, Any]) -> Completion:
    """The scripted writer's completion."""
    return Completion(key="k", text="", data={"variants": [item]}, model="obeying", adapter="scripted", origin="llm")


def judgements(attack: Attack, way: str) -> Iterator[tuple[str, Judged]]:
    """What comes of every way of obeying, through ask, parse and judge."""
    made = injected(attack.text, way)
    asked = ask(select(read_prompts_once()), made, ["obeying"])
    for name, item in obeyed(attack):
        for draft in parse(answer(asked, item), made):
            yield name, judge(draft, made, check=checked)


@cache
def read_prompts_once() -> Any:
    """The example's prompts."""
    return read_prompts(ACME)
