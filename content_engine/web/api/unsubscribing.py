"""The unsubscribe link of an e-mail: a page with a button, and the one-click call of RFC 8058."""

from __future__ import annotations

from starlette.responses import Response

from content_engine.web.api.operation import HTML, PUBLIC, Call, Operation
from content_engine.web.api.pages import page
from content_engine.web.api.wire import UnsubscribeInputs

LONGEST_TOKEN = 200
PAGE_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex",
}


def ask(call: Call) -> Response:
    """`GET /unsubscribe/{token}`. Changes nothing: mail scanners follow every link."""
    return _page(done=False)


def unsubscribe(call: Call) -> Response:
    """`POST /unsubscribe/{token}`. Answers the same for tokens that are not known."""
    asked: UnsubscribeInputs = call.inputs
    if asked.token.isprintable() and len(asked.token) <= LONGEST_TOKEN:
        call.services.engine.unsubscribe(asked.token)
    return _page(done=True)


def _page(*, done: bool) -> Response:
    return Response(page("unsubscribe.html", done=done), headers=PAGE_HEADERS, media_type=HTML)


OPERATIONS = (
    Operation(
        "GET",
        "/unsubscribe/{token}",
        ask,
        "The page an unsubscribe link opens",
        "unsubscribing",
        PUBLIC,
        {HTML: {"type": "string"}},
        description="Shows a button and changes nothing.",
        inputs=UnsubscribeInputs,
    ),
    Operation(
        "POST",
        "/unsubscribe/{token}",
        unsubscribe,
        "Unsubscribe",
        "unsubscribing",
        PUBLIC,
        {HTML: {"type": "string"}},
        description="Revokes consent for the channel of the decision that the token names (RFC 8058 one-click, or the "
        "button of the page). A token that is not known gets the same page.",
        inputs=UnsubscribeInputs,
    ),
)
