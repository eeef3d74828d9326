"""Components: browsing by kind, tags, state and figures, where each is used, and retiring what was generated."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from starlette.responses import Response

from content_engine.domain.catalog import State
from content_engine.domain.errors import BadInput, NotFound
from content_engine.engine import components_view as view
from content_engine.engine.reviewing import Opinion
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit

TAG = "tag-"
STATES = get_args(State)
ORIGINS = ("authored", "generated")
PLAIN = ("kind", "locale", "state", "origin")


def _shelf(visit: Visit) -> view.Shelf:
    desk = visit.engine.desk
    return view.Shelf(visit.engine.worlds.now(), desk.stores.variants if desk else None)


def listing(visit: Visit) -> Response:
    """A page of components, filtered and sorted."""
    wanted, sort = _wanted(visit), visit.query.get("sort") or "id"
    if sort not in view.SORTS:
        raise BadInput(f"there are {', '.join(view.SORTS)}", field="sort")
    found = _shelf(visit).browse(wanted, sort=sort, after=visit.query.get("after", ""))
    catalog = visit.engine.worlds.now().catalog.catalog
    return visit.page(
        "components/list.html",
        found=found,
        wanted=wanted,
        sort=sort,
        earlier=_where(visit, found.earlier),
        later=_where(visit, found.later),
        kinds=[one.name for one in catalog.taxonomy.kinds],
        dimensions=catalog.taxonomy.dimensions,
        locales=catalog.brand.locales,
        states=STATES,
        origins=ORIGINS,
        sorts=view.SORTS,
    )


def _wanted(visit: Visit) -> view.Wanted:
    given = {name: value for name, value in visit.query.items() if value}
    tags = {name.removeprefix(TAG): value for name, value in given.items() if name.startswith(TAG)}
    plain = {name: given.get(name, "") for name in PLAIN}
    return view.Wanted(**plain, tags=tags, words=given.get("q", "").strip())


def _where(visit: Visit, after: str | None) -> str:
    """The list with the same filters after an id."""
    if after is None:
        return ""
    return "/studio/components?" + urlencode([*_kept(visit), *([("after", after)] if after else [])])


def _kept(visit: Visit) -> list[tuple[str, str]]:
    return [(name, value) for name, value in visit.query.items() if value and name != "after"]


def detail(visit: Visit) -> Response:
    """One component: its variants with state and figures, and where it may stand."""
    catalog, shelf = visit.engine.worlds.now().catalog, _shelf(visit)
    component = view.component_of(catalog, visit.params["id"])
    facts = {one.id: one for one in catalog.catalog.facts}
    return visit.page(
        "components/component.html",
        component=component,
        variants=shelf.variants_of(component),
        figure=shelf.figure_of(component),
        uses=view.uses_of(catalog, component),
        file=view.file_of(visit.engine.folder, component),
        facts=facts,
    )


def retire(visit: Visit) -> Response:
    """Takes a generated variant out of use. What was authored is told to be changed in its file."""
    name, component = visit.form.get("variant", ""), visit.params["id"]
    known = {
        one.id for one in _shelf(visit).variants_of(view.component_of(visit.engine.worlds.now().catalog, component))
    }
    if name not in known:
        raise NotFound(f"{component} has no variant {name[:120]}", field="variant")
    version, comment = visit.form.get("version", ""), visit.form.get("comment", "").strip()
    seen = int(version) if version.isdecimal() and len(version) < 10 else None
    visit.engine.review(name, Opinion("retire", visit.actor, comment=comment, version=seen))
    return visit.see_other(f"/studio/components/{component}", notice=f"{name} is retired and out of the catalog.")


PAGES = (
    Page("GET", "/studio/components", EVERYBODY, listing),
    Page("GET", "/studio/components/{id}", EVERYBODY, detail),
    Page("POST", "/studio/components/{id}/retire", EDITORS, retire),
)
