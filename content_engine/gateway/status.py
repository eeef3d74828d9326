"""What an HTTP status and an error body mean (RFC 9110 §15), and when to come back (§10.2.3)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from content_engine.domain.llm import FailureKind
from content_engine.gateway.faults import Fault
from content_engine.gateway.strictjson import NotJson, loads

_BY_STATUS: dict[int, FailureKind] = {
    401: "unauthorised", 403: "unauthorised", 404: "unknown_model", 408: "server_error", 425: "server_error",
    429: "rate_limited",
}  # fmt: skip
_FORMAT = ("response_format", "json_schema", "json_object", "structured output", "json mode", "output_format")
_FILTER = ("content_filter", "content management policy", "responsibleaipolicyviolation")
_PAY_FIRST = ("insufficient_quota", "billing_hard_limit", "credit balance")


def judged(status: int, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Fault | None:
    """What a status other than success means; None for success. Details are not masked yet."""
    if 200 <= status < 300:
        return None
    text = _told(body)
    if 300 <= status < 400:
        return Fault("redirected", f"HTTP {status}; redirects are not followed")
    return _fault(status, text, retry_after(headers.get("retry-after", ""), now=now))


def told_error(error: Any) -> Fault:
    """What an error inside of a successful answer means."""
    code = error.get("code") if isinstance(error, Mapping) else None
    if isinstance(code, str) and code.isdigit():
        code = int(code)
    text = str(error.get("message") or error.get("type") or "") if isinstance(error, Mapping) else str(error)
    status = code if isinstance(code, int) and 400 <= code < 600 else 500
    return _fault(status, f"{text} {code if isinstance(code, str) else ''}".strip(), None)


def _fault(status: int, text: str, wait: float | None) -> Fault:
    low = text.lower()
    detail = f"HTTP {status}: {text}" if text else f"HTTP {status}"
    if status < 500 and any(words in low for words in _FILTER):
        return Fault("filtered", detail)
    kind = _BY_STATUS.get(status) or ("server_error" if status >= 500 else "rejected")
    plainer = status in (400, 404, 422, 501) and any(words in low for words in _FORMAT)
    final = status == 429 and any(words in low for words in _PAY_FIRST)
    return Fault(kind, detail, retry_after=wait, final=final, plainer=plainer)


def _told(body: bytes) -> str:
    try:
        found = loads(body)
    except NotJson:
        return body[:400].decode("utf-8", "replace").strip()
    error = found.get("error", found) if isinstance(found, Mapping) else found
    if isinstance(error, Mapping):
        words = [str(error[name]) for name in ("message", "code", "type", "param", "detail") if error.get(name)]
        return " · ".join(words)
    return str(error)[:400]


def retry_after(value: str, *, now: datetime) -> float | None:
    """Seconds to wait, from delta-seconds or an HTTP date (RFC 9110 §10.2.3); None where it says neither."""
    text = value.strip()
    if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit():
        seconds = float(text[:20])
        return seconds if math.isfinite(seconds) else None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
