"""One variant: the page where an editor decides, the message in a frame of its own, and the check while typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse, Response

from content_engine.domain.errors import NotFound
from content_engine.engine import message_view, outlook_view, variant_page
from content_engine.engine.desk import Desk, usable
from content_engine.engine.message_view import SUBJECTS, Place, Preview
from content_engine.engine.reviewing import Reviewing
from content_engine.engine.variant_page import Shown
from content_engine.web.studio import variants_shown
from content_engine.web.studio.rendering import render
from content_engine.web.studio.security import PREVIEW_POLICY
from content_engine.web.studio.signing import accounts_of
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit

FIELD = "content."
"""Names of the fields of a text in a form: `content.text`."""
FRAMES = (("phone", "Phone"), ("desktop", "Desktop"), ("dark", "Dark"))


def desk_of(visit: Visit) -> Desk:
    """What the page works with. Raises NotSetUp where the engine cannot write."""
    return usable(visit.engine.desk)


def variant(visit: Visit) -> Response:
    """`/studio/variants/{id}`."""
    return page(visit)


def page(visit: Visit, *, status: int = 200, **more: Any) -> Response:
    """The page of a variant.

    After an `action` that was not done, `more` are its `problem`, the `violations`, the steps that were `missed`, and
    what was `typed` and `said`, which stays in the forms.
    """
    desk = desk_of(visit)
    one = variant_page.shown(desk, visit.params["id"])
    told = {"problem": "", "action": "", "violations": (), "missed": (), "typed": {}, "said": ""}
    return visit.page("variants/variant.html", status=status, **_facts(visit, desk, one), **(told | more))


def _facts(visit: Visit, desk: Desk, one: Shown) -> dict[str, Any]:
    place, everywhere = _place(visit, desk, one)
    beside = variant_page.rivals(desk.compiled(), one, place)
    against = next((each for each in beside if each.id == visit.query.get("against")), beside[0] if beside else None)
    return {
        "one": one,
        "place": place,
        "places": everywhere,
        "rivals": beside,
        "against": against,
        "texts": variants_shown.texts(one, against),
        "found": variants_shown.worst_first(one.written.verdict.violations) if one.written else [],
        "claims": variants_shown.claims(desk, one),
        "preview": _preview(visit, desk, one, place),
        "subjects": SUBJECTS,
        "frames": FRAMES,
        "asked": _asked(visit, place),
        "outlook": _outlook(desk, one, place),
        "steps": variant_page.timeline(desk, one.variant.id),
        "next": variant_page.next_waiting(desk, one, visit.actor),
        "people": people(visit),
        "may": visit.may(EDITORS),
        "own": one.own_words(visit.actor),
        "approved_already": visit.actor in one.given,
    }


def _place(visit: Visit, desk: Desk, one: Shown) -> tuple[Place | None, list[Place]]:
    """The template asked for, or the first that takes the text."""
    everywhere = message_view.places(desk.compiled(), one.kind.name) if one.kind and one.component else []
    wanted = visit.query.get("template", "")
    found = next((each for each in everywhere if each.template == wanted), None)
    if wanted and found is None:
        raise NotFound(f"The template {wanted} does not take this text.", field="template")
    return found or (everywhere[0] if everywhere else None), everywhere


def _preview(visit: Visit, desk: Desk, one: Shown, place: Place | None) -> Preview | None:
    who = message_view.subject(visit.query.get("subject", ""))
    if place is None or one.kind is None:
        return None
    return message_view.preview(desk.compiled(), one.variant, one.kind, place, who)


def _asked(visit: Visit, place: Place | None) -> dict[str, str]:
    who = message_view.subject(visit.query.get("subject", ""))
    return {"template": place.template if place else "", "subject": who.id}


def _outlook(desk: Desk, one: Shown, place: Place | None) -> outlook_view.Outlook | None:
    if place is None or one.component is None:
        return None
    segment = one.written.segment if one.written else None
    world = desk.worlds.now()
    return outlook_view.outlook(world, place.template, place.slot, one.component, one.variant, segment)


def people(visit: Visit) -> list[str]:
    """Whom a variant can be given to: those who may decide."""
    users = accounts_of(visit).users()
    return [user.email for user in users if user.disabled_at is None and not EDITORS.isdisjoint(user.roles)]


def message(visit: Visit) -> Response:
    """`/studio/variants/{id}/message`: the message as a page of its own that runs, loads and reaches nothing."""
    desk = desk_of(visit)
    one = variant_page.shown(desk, visit.params["id"])
    frame = visit.query.get("frame", FRAMES[0][0])
    if frame not in dict(FRAMES):
        raise NotFound(f"There is no frame {frame}.", field="frame")
    place, _ = _place(visit, desk, one)
    shown = _preview(visit, desk, one, place)
    text = _document(shown, one.variant.locale, dark=frame == "dark")
    return HTMLResponse(text, headers={"Content-Security-Policy": PREVIEW_POLICY})


def _document(shown: Preview | None, locale: str, *, dark: bool) -> str:
    page = shown.message.get("html") if shown and shown.message else None
    if page is not None:
        return variants_shown.in_scheme(str(page), dark=dark)
    blocks = variants_shown.blocks(shown) if shown else []
    text = shown.message.get("text") if shown and shown.message else None
    fault = shown.fault if shown else "No template takes this text."
    told = {"dark": dark, "blocks": blocks, "text": text, "fault": fault, "locale": locale}
    return render("variants/plain_message.html", told)


def check(visit: Visit) -> Response:
    """What would be said of the words that are being typed. Nothing is stored."""
    desk = desk_of(visit)
    one = variant_page.shown(desk, visit.params["id"])
    found = Reviewing.over(desk).examined(one.variant.id, typed(visit.form))
    told = variants_shown.examined(desk, one, found)
    return visit.page("variants/check.html", found=found, one=one, **told)


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a text in a form. Browsers send line ends as CR LF; content has LF."""
    names = [name for name in form if name.startswith(FIELD)]
    return {name.removeprefix(FIELD): form[name].replace("\r\n", "\n") for name in names}


PAGES = (
    Page("GET", "/studio/variants/{id}", EVERYBODY, variant),
    Page("GET", "/studio/variants/{id}/message", EVERYBODY, message),
    Page("POST", "/studio/variants/{id}/check", EDITORS, check),
)
