"""Templates: the slot map, where nothing can be said, a preview for anybody with its reasons, what was changed."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.responses import HTMLResponse, Response

from content_engine.domain.base import to_ms
from content_engine.domain.errors import BadInput
from content_engine.engine import content_history, folder_edits, preview
from content_engine.engine import templates_view as view
from content_engine.engine.compiled import CompiledTemplate
from content_engine.engine.default_tests import default_message
from content_engine.web.studio.security import PREVIEW_POLICY
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit

EVERY_LOCALE = "all"
NOTHING_TO_SHOW = "Nothing is said here, or not as a page: see the text beside it."


def listing(visit: Visit) -> Response:
    """All templates."""
    return visit.page("templates/list.html", rows=view.rows(visit.engine.worlds.now().catalog))


def _template(visit: Visit) -> CompiledTemplate:
    return view.compiled_of(visit.engine.worlds.now().catalog, visit.params["id"])


def _tab(visit: Visit, name: str, compiled: CompiledTemplate, **context: Any) -> Response:
    return visit.page(f"templates/{name}.html", skeleton=compiled.template, tab=name, **context)


def slots(visit: Visit) -> Response:
    """The slot map: what each slot takes, holds by default, and has to choose from."""
    compiled, catalog = _template(visit), visit.engine.worlds.now().catalog
    rule = visit.engine.worlds.now().boards.rule(compiled.template.id)
    segments = view.segments_of(catalog, compiled.template.id)
    return _tab(visit, "slots", compiled, slots=view.slot_rows(compiled), segments=segments, rule=rule)


def coverage(visit: Visit) -> Response:
    """Segment by slot: what can be said in a language, or in all of them where only gaps are told."""
    compiled, world = _template(visit), visit.engine.worlds.now()
    locales = world.catalog.catalog.brand.locales
    wanted = visit.query.get("locale") or locales[0]
    if wanted not in (*locales, EVERY_LOCALE):
        raise BadInput(f"the brand does not write in {wanted[:35]}; there are {', '.join(locales)}", field="locale")
    told = locales if wanted == EVERY_LOCALE else (wanted,)
    now = to_ms(visit.engine.clock.now())
    found = {one: view.coverage(world, compiled, one, now) for one in told}
    gaps = {one: view.gaps(covered) for one, covered in found.items()}
    return _tab(visit, "coverage", compiled, locales=locales, wanted=wanted, found=found, gaps=gaps)


def _asked(visit: Visit) -> preview.Asked:
    form = visit.form
    return preview.Asked(
        template=visit.params["id"],
        user=form.get("user", "").strip(),
        account=form.get("account", "").strip(),
        locale=form.get("locale", "").strip(),
        segments=tuple(one for one in form.getlist("segments") if one),
        attributes=form.get("attributes", ""),
        request_id=form.get("request_id") or f"studio-{secrets.token_hex(12)}",
    )


def ask(visit: Visit) -> Response:
    """The form for whom to preview."""
    return _preview(visit, _fresh(visit), {}, None)


def _fresh(visit: Visit) -> preview.Asked:
    """Somebody new of the first segment that may get the template, in the brand's own language."""
    catalog = visit.engine.worlds.now().catalog
    segments = view.segments_of(catalog, visit.params["id"])
    return preview.Asked(visit.params["id"], locale=catalog.catalog.brand.locales[0], segments=segments[:1])


def show(visit: Visit) -> Response:
    """Decides without recording anything and tells who won and why each loser lost."""
    asked, catalog = _asked(visit), visit.engine.worlds.now().catalog
    _template(visit)
    found = preview.question(asked, catalog, visit.engine.clock.now())
    if found.request is None:
        return _preview(visit, asked, found.errors, None, status=422)
    answer = visit.engine.decide(found.request).model_dump(mode="json")
    return _preview(visit, asked, {}, answer)


def _preview(
    visit: Visit, asked: preview.Asked, errors: Any, answer: dict[str, Any] | None, *, status: int = 200
) -> Response:
    compiled, catalog = _template(visit), visit.engine.worlds.now().catalog
    attempt = answer["explanation"]["attempts"][0] if answer else None
    told = preview.places(attempt, preview.texts_of(catalog, compiled.template.id)) if attempt else []
    known = view.segments_of(catalog, compiled.template.id)
    segments = (*known, *sorted(catalog.contracts.keys() - set(known)))
    return _tab(visit, "preview", compiled, status=status, asked=asked, errors=errors, answer=answer, attempt=attempt,
                places=told, segments=segments, locales=catalog.catalog.brand.locales)  # fmt: skip


def message(visit: Visit) -> Response:
    """The default message with made-up values, as it would look."""
    compiled, catalog = _template(visit), visit.engine.worlds.now().catalog
    found = default_message(catalog, compiled.template.id)
    return _bare(found)


def message_for(visit: Visit) -> Response:
    """The message of a preview as it would look. What is known of a person is sent in a form, never in an address."""
    asked = _asked(visit)
    found = preview.question(asked, visit.engine.worlds.now().catalog, visit.engine.clock.now())
    if found.request is None:
        raise BadInput(next(iter(found.errors.values())), field=next(iter(found.errors)))
    return _bare(visit.engine.decide(found.request).model_dump(mode="json")["message"])


def _bare(found: dict[str, Any] | None) -> Response:
    page = (found or {}).get("html") or f"<!doctype html><title>Preview</title><p>{NOTHING_TO_SHOW}</p>"
    return HTMLResponse(page, headers={"Content-Security-Policy": PREVIEW_POLICY})


def history(visit: Visit) -> Response:
    """Who changed the template when, what one change did, and how to have the earlier form back."""
    compiled, content, name = _template(visit), visit.engine.content, visit.params["id"]
    steps = content_history.steps(content, "template", name)
    at = _moment(visit.query.get("at")) if visit.query.get("at") else steps[0].at if steps else None
    found = content_history.compared(content, "template", name, at) if at is not None else None
    now = content_history.form_of("template", compiled.template)
    why_not = folder_edits.why_not(visit.engine.folder, folder_edits.TEMPLATES)
    return _tab(visit, "history", compiled, steps=steps, at=at, found=found, why_not=why_not,
                same=found is None or found.text == now)  # fmt: skip


def _moment(told: str | None) -> int:
    if told is None or not told.isdecimal() or len(told) > 15:
        raise BadInput("must be a moment of the history", field="at")
    return int(told)


def restore(visit: Visit) -> Response:
    """Puts an earlier form into the content folder and publishes it."""
    name, at = visit.params["id"], _moment(visit.form.get("at"))
    template = content_history.form_at(visit.engine.content, "template", name, at)
    folder_edits.restore_template(visit.engine, template, actor=visit.actor)
    told = f"{name} is as it was; the content folder holds that form and it is published."
    return visit.see_other(f"/studio/templates/{name}/history", notice=told)


PAGES = (
    Page("GET", "/studio/templates", EVERYBODY, listing),
    Page("GET", "/studio/templates/{id}", EVERYBODY, slots),
    Page("GET", "/studio/templates/{id}/coverage", EVERYBODY, coverage),
    Page("GET", "/studio/templates/{id}/preview", EVERYBODY, ask),
    Page("POST", "/studio/templates/{id}/preview", EVERYBODY, show),
    Page("GET", "/studio/templates/{id}/message", EVERYBODY, message),
    Page("POST", "/studio/templates/{id}/message", EVERYBODY, message_for),
    Page("GET", "/studio/templates/{id}/history", EVERYBODY, history),
    Page("POST", "/studio/templates/{id}/restore", EDITORS, restore),
)
