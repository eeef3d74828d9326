"""What keeps strangers' words and other sites' forms from acting: headers, and a token in every form.

The policy is strict (CSP level 3): scripts and styles from this site alone, none written into a page. Forms carry a
token derived from the session's secret, which no other site knows (OWASP, "Cross-Site Request Forgery Prevention",
HMAC-based token pattern); browsers that say where a request comes from are believed as well (Fetch Metadata).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content_engine.web.studio.visit import Visit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""For messages shown as they would appear: no scripts, no forms, nothing loaded, an origin of their own."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}
HOME = frozenset({"same-origin", "none"})


def new_secret() -> str:
    """256 random bits, for a cookie."""
    return secrets.token_urlsafe(32)


def token_of(secret: str) -> str:
    """The form token of a session: nothing of the secret can be learnt from it."""
    return hmac.new(secret.encode("utf-8", "replace"), b"content-engine studio form", hashlib.sha256).hexdigest()


def forged(visit: Visit) -> bool:
    """Whether a form was not made by the Studio for this session."""
    sent = visit.headers.get("x-csrf-token") or visit.form.get("csrf", "")
    site = visit.headers.get("sec-fetch-site", "same-origin")
    right = bool(visit.secret) and hmac.compare_digest(sent.encode(), visit.csrf.encode())
    return site not in HOME or not right
