"""The review queue: what waits for an editor, filtered and counted; many decided at once, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from content_engine.domain.accounts import User
from content_engine.domain.base import to_ms
from content_engine.domain.catalog import State
from content_engine.domain.errors import BadInput
from content_engine.domain.writing import Wanted
from content_engine.engine.bulk import BULK, Bulk, Bulking, Deed, Told
from content_engine.engine.desk import Desk, usable
from content_engine.engine.queue_view import choices, queue, read_place, shown_place
from content_engine.web.studio.signing import accounts_of
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit, values

PAGE = 50
WAITING: tuple[State, ...] = ("checked", "in_review")
STATES: dict[str, tuple[State, ...]] = {
    "": WAITING,
    "draft": ("draft",),
    "checked": ("checked",),
    "in_review": ("in_review",),
    "approved": ("approved",),
    "rejected": ("rejected",),
    "retired": ("retired",),
    "all": (),
}
"""What the filter `state` can be: by default what can be decided."""
CLOSED = {"risk": ("high", "low"), "origin": ("llm", "offline")}
ME, NOBODY = "me", "nobody"
LABELS = {
    "component": "Component",
    "kind": "Kind",
    "locale": "Language",
    "risk": "Risk",
    "origin": "Written by",
}
LONGEST = 200


def show(visit: Visit) -> Response:
    """`GET /studio/reviews`: a page of the queue."""
    return visit.page("reviews/queue.html", **_page(visit, visit.query), told=None)


def _page(visit: Visit, query: ImmutableMultiDict[str, str]) -> dict[str, Any]:
    desk, wanted = usable(visit.engine.desk), _wanted(visit, query)
    kept = {name: query[name] for name in (*LABELS, "state", "assigned") if query.get(name)}
    after = read_place(query.get("after", ""))
    found = queue(desk, wanted, after=after, limit=PAGE)
    if after and not found.entries:  # what stood here was decided
        found, after = queue(desk, wanted, limit=PAGE), None
    later = shown_place(found.later) if found.later else ""
    return {
        "entries": found.entries,
        "filters": _filters(visit, desk, wanted, kept),
        "narrowed": bool(kept),
        "kept": urlencode({**kept, **({"after": shown_place(after)} if after else {})}),
        "first": f"/studio/reviews?{urlencode(kept)}" if after else "",
        "later": f"/studio/reviews?{urlencode({**kept, 'after': later})}" if later else "",
        "now": to_ms(visit.engine.clock.now()),
        "may": visit.may(EDITORS),
        "editors": _editors(visit) if visit.may(EDITORS) else (),
    }


def _wanted(visit: Visit, query: ImmutableMultiDict[str, str]) -> Wanted:
    state, assigned = query.get("state", ""), query.get("assigned", "")
    _one_of("state", state, STATES)
    _one_of("assigned", assigned, ("", ME, NOBODY))
    given = {name: query[name][:LONGEST] for name in LABELS if query.get(name)}
    for name, allowed in CLOSED.items():
        _one_of(name, given.get(name, ""), ("", *allowed))
    asked = {ME: visit.actor, NOBODY: ""}.get(assigned)
    return Wanted(states=STATES[state], assigned_to=asked, **cast("dict[str, Any]", given))


def _one_of(name: str, value: str, allowed: Any) -> None:
    if value not in allowed:
        raise BadInput(f"There is no such choice: {value[:50]}.", field=name)


def _filters(visit: Visit, desk: Desk, wanted: Wanted, kept: dict[str, str]) -> list[dict[str, Any]]:
    """The selects of the queue: name, label, and for each choice its value, words, and how many there would be."""
    told = choices(desk.stores.variants.piles(), wanted)
    states = dict(told["state"])
    number = {value: sum(states.get(one, 0) for one in (many or states)) for value, many in STATES.items()}
    words = {"": "waiting", "all": "all"}
    state = [(value, words.get(value, value.replace("_", " ")), number[value]) for value in STATES]
    rest = [_filter(name, kept, told[name]) for name in LABELS]
    return [_told("state", "State", kept, state), *rest, _assigned(visit, kept, dict(told["assigned_to"]))]


def _filter(name: str, kept: dict[str, str], told: Sequence[tuple[str, int]]) -> dict[str, Any]:
    there = dict(told) | ({kept[name]: dict(told).get(kept[name], 0)} if name in kept else {})
    some = [(value, value, number) for value, number in sorted(there.items()) if value]
    return _told(name, LABELS[name], kept, [("", "any", sum(there.values())), *some])


def _assigned(visit: Visit, kept: dict[str, str], told: dict[str, int]) -> dict[str, Any]:
    mine, nobody = told.get(visit.actor, 0), told.get("", 0)
    choice = [("", "anyone or nobody", sum(told.values())), (ME, "me", mine), (NOBODY, "nobody", nobody)]
    return _told("assigned", "Assigned to", kept, choice)


def _told(name: str, label: str, kept: dict[str, str], choice: list[tuple[str, str, int]]) -> dict[str, Any]:
    return {"name": name, "label": label, "chosen": kept.get(name, ""), "choices": choice}


def _editors(visit: Visit) -> list[User]:
    there = [one for one in accounts_of(visit).users() if one.disabled_at is None and not EDITORS.isdisjoint(one.roles)]
    return sorted(there, key=lambda one: (one.email != visit.actor, one.name, one.email))


def bulk(visit: Visit) -> Response:
    """`POST /studio/reviews/bulk`: approves, rejects or assigns what was chosen, and tells what came of each."""
    action, comment = _action(visit), visit.form.get("comment", "")
    assignee = _assignee(visit) if action == "assign" else None
    told = _bulking(visit).say(action, _chosen(visit), comment=comment, assignee=assignee)
    said = comment if action == "reject" else ""
    return _answer(visit, {"action": action, "each": told, "said": said, "undone": False, "assignee": assignee})


def undo(visit: Visit) -> Response:
    """`POST /studio/reviews/undo`: takes back what one's own last action did."""
    action = _action(visit)
    told = _bulking(visit).undo(action, _deeds(visit))
    return _answer(visit, {"action": action, "each": told, "said": "", "undone": True, "assignee": None})


def _bulking(visit: Visit) -> Bulking:
    return Bulking(usable(visit.engine.desk), visit.actor)


def _action(visit: Visit) -> Bulk:
    asked = visit.form.get("action", "")
    found = next((one for one in BULK if one == asked), None)
    if found is None:
        raise BadInput("Say what to do: approve, reject or assign.", field="action")
    return found


def _chosen(visit: Visit) -> list[tuple[str, int]]:
    """The boxes that are ticked: a version and an id each."""
    pairs = [one.partition(" ") for one in visit.form.getlist("chosen")]
    return [(name, _number(version)) for version, _, name in pairs]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput("A text was chosen without its version. Reload the page.", field="chosen")
    return int(text)


def _assignee(visit: Visit) -> str | None:
    wanted = visit.form.get("assignee", "")
    if wanted and all(one.email != wanted for one in _editors(visit)):
        raise BadInput("Nobody who can review has this address.", field="assignee")
    return wanted or None


def _deeds(visit: Visit) -> list[Deed]:
    form = visit.form
    rows = zip(form.getlist("id"), form.getlist("version"), form.getlist("was"), strict=False)
    return [Deed(name, _number(version), _printable(was)) for name, version, was in rows]


def _printable(was: str) -> str | None:
    if not was.isprintable() or len(was) > LONGEST:
        raise BadInput("This is no person's address.", field="was")
    return was or None


def _answer(visit: Visit, told: dict[str, Any]) -> Response:
    """What came of it, above the queue as it is now."""
    each: Sequence[Told] = told["each"]
    deeds = [one.deed for one in each if one.deed is not None]
    counts = {"done": sum(one.outcome == "done" for one in each), "of": len(each)}
    texts = _texts(usable(visit.engine.desk), each)
    query = values(parse_qsl(visit.form.get("kept", "")))
    template = "reviews/answer.html" if visit.is_fragment else "reviews/queue.html"
    more = {**told, "deeds": deeds, "counts": counts, "texts": texts}
    return visit.page(template, **_page(visit, query), told=more)


def _texts(desk: Desk, each: Sequence[Told]) -> dict[str, str]:
    found = (desk.stores.variants.variant(one.id) for one in each)
    return {one.id: " / ".join(one.content.values())[:120] for one in found if one is not None}


PAGES = (
    Page("GET", "/studio/reviews", EVERYBODY, show),
    Page("POST", "/studio/reviews/bulk", EDITORS, bulk),
    Page("POST", "/studio/reviews/undo", EDITORS, undo),
)
