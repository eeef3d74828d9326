"""One link judged against the brand's, read more strictly than any browser reads it: nothing is left to repair.

Where a browser repairs (backslashes, missing slashes, whitespace: https://url.spec.whatwg.org), this refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from content_engine.guardrails.patterns import pattern, words

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*")
_UNSAFE = pattern(r"[\x{0}-\x{20}\x{7F}-\x{A0}\\<>\"{}|^`\p{Cf}\p{Zs}\p{Zl}\p{Zp}]")
_DECODED_UNSAFE = pattern(r"[\x{0}-\x{1F}\x{7F}-\x{9F}\\\p{Cf}\p{Zl}\p{Zp}]")
_ADDRESS = pattern(r"(?i)(?:https?|ftp|file|data|javascript|vbscript|wss?|mailto)\s*:|^\s*[/\\]{2}|aHR0c[DH][A-Z0-9]")
_ELSEWHERE = pattern(
    r"(?i)^\s*(?:[a-z][a-z0-9+.-]*:|[/\\]\s*[/\\]|\\|[^/?#]*@|[\p{L}\p{N}_-]+(?:[.。．][\p{L}\p{N}_-]+)+)"
)
_ROUNDS = 4
# Parameters that servers send browsers on with.
_FORWARD = words(
    "url uri u link href src next redirect redirect_to redirect_uri redirect_url redirecturl redir rurl r return "
    "returnto return_to return_url returnurl continue continue_to dest destination to target goto go out forward fwd "
    "callback checkout_url success_url cancel_url back backurl back_url ref_url referrer login_url logout image_url"
)


@dataclass(frozen=True)
class Allowed:
    """Where links may lead."""

    schemes: frozenset[str]
    hosts: frozenset[str]
    mailto: frozenset[str]

    def fault(self, url: str) -> str:
        """Why `url` is not allowed, or an empty text when it is."""
        if not url or url == "#":
            return "a link that leads nowhere"
        if _UNSAFE.search(url):
            return "a link with a space, a backslash or another character that does not belong in one"
        scheme, colon, rest = url.partition(":")
        if not colon or _SCHEME.fullmatch(scheme) is None:
            return "a link without scheme and host"
        if scheme.lower() == "mailto":
            return self._mail_fault(rest)
        if scheme.lower() not in self.schemes:
            return f"a link may only begin with {' or '.join(sorted(self.schemes))}"
        if not rest.startswith("//") or rest.startswith("///"):
            return "a malformed link"
        return self._host_fault(rest[2:]) or tail_fault(_cut(rest[2:])[1])

    def _mail_fault(self, rest: str) -> str:
        address, _, headers = rest.partition("?")
        if address.lower() not in self.mailto:
            return "an e-mail address that is not the brand's"
        decoded = unquote(headers)
        plain = not headers or (headers.lower().startswith("subject=") and not _DECODED_UNSAFE.search(decoded))
        return "" if plain and not set("&@") & set(decoded) else "a mail link may set nothing but one subject"

    def _host_fault(self, rest: str) -> str:
        authority, _ = _cut(rest)
        if "@" in authority:
            return "a link with user data before the host"
        if "%" in authority or not authority.isascii() or "xn--" in authority.lower():
            return "a link whose host is disguised (encoded, punycode or foreign letters)"
        host, colon, port = authority.partition(":")
        if colon and port != "443":
            return "a link with a port"
        return "" if host.lower() in self.hosts else "a link to a host that is not allowed"


def _cut(rest: str) -> tuple[str, str]:
    """Authority, and everything after it."""
    at = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    return rest[:at], rest[at:]


def tail_fault(tail: str) -> str:
    """Why path, query and fragment are not allowed: they forward elsewhere or hide something."""
    for _ in range(_ROUNDS):
        if _DECODED_UNSAFE.search(tail) or "@" in tail:
            return "a link that hides characters after its host"
        if "//" in tail or _ADDRESS.search(tail) or _forwards(tail):
            return "a link that forwards to another address"
        decoded = unquote(tail, errors="replace")
        if decoded == tail:
            return ""
        tail = decoded
    return "a link encoded over and over"


def _forwards(tail: str) -> bool:
    return any(name in _FORWARD and _ELSEWHERE.search(value) for name, value in _parameters(tail).items())


def _parameters(tail: str) -> Mapping[str, str]:
    query = tail.replace("?", "&").replace("#", "&").replace(";", "&")
    pairs = (part.partition("=") for part in query.split("&")[1:])
    return {name.strip().lower().rstrip("[]").replace("-", "_"): value for name, _, value in pairs}
