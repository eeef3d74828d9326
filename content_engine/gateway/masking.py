"""Keeps keys out of everything that is told: a provider's error text may repeat the key it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SHOWN = 200
HIDDEN = "[hidden]"
_NAMED = re.compile(r"(?:API_?KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS?)S?$", re.IGNORECASE)
_LOOKS_LIKE_ONE = re.compile(
    r"\b(?:sk|pk|rk|gsk|xai|hf|ghp|key|tok)[-_][\w.*-]{4,}|\bbearer\s+\S+|\bAIza[\w-]{10,}|(?<![\w-])(?=[\w-]*\d)[\w-]{24,}",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def secrets_in(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Values of the environment whose names say that they are secret, longest first."""
    found = {value.strip() for name, value in environ.items() if _NAMED.search(name) and len(value.strip()) >= 6}
    return tuple(sorted(found, key=len, reverse=True))


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """One line of at most 200 characters in which known secrets, and what looks like one, are hidden."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    told = _CONTROL.sub(" ", _LOOKS_LIKE_ONE.sub(HIDDEN, text[:20_000]))
    return told if len(told) <= SHOWN else f"{told[: SHOWN - 1]}…"
