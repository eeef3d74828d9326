"""Links of generated texts are chosen from the brand's own, never copied: what the LLM wrote only says which one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

from content_engine.generation.patterns import pattern

_HREF = pattern(r"""(?i)(<a\b[^<>]*?[\s/"']href\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


def rebuild(written: str, allowed: Sequence[str]) -> str | None:
    """The address of `allowed` that `written` means: the same, else the same host and path.

    None where it means none of them. The answer is always one of `allowed`, byte for byte.
    """
    wanted = written.strip()
    if wanted in allowed:
        return wanted
    asked = _split(wanted)
    if asked is None:
        return None
    return next((url for url in allowed if _place(_split(url)) == _place(asked)), None)


def rebuild_html(text: str, allowed: Sequence[str]) -> tuple[str, int]:
    """`text` with the target of every `<a>` rebuilt, and how many meant no allowed address (these are left empty)."""
    lost = 0

    def target(match: Any) -> str:
        nonlocal lost
        found = rebuild(match[2] or match[3] or match[4] or "", allowed)
        lost += found is None
        return f'{match[1]}"{found or ""}"'

    rebuilt = str(_HREF.sub(target, text))
    return rebuilt, lost


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _place(parts: SplitResult | None) -> tuple[str, str, str] | None:
    """Scheme, host and path; None for an address that hides or adds anything."""
    if parts is None or parts.scheme not in ("https", "mailto") or "@" in parts.netloc:
        return None
    return parts.scheme, parts.netloc.lower(), parts.path.rstrip("/")
