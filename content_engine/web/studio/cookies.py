"""The Studio's cookies: out of reach of scripts, sent to this site alone, and only encrypted where the site is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

SESSION = "session"
BEFORE = "before"
"""Holds a random value before somebody has signed in, so that the sign-in form too has a token."""
NOTICE = "notice"
HAND_OVER = "hand_over"
"""What must survive the way to an OpenID provider and back."""


@dataclass(frozen=True)
class Cookies:
    """`secure` says whether the Studio is reached over https; names then carry the `__Host-` prefix (RFC 6265bis)."""

    secure: bool

    def name(self, of: str) -> str:
        """The full name of a cookie."""
        return f"__Host-studio-{of}" if self.secure else f"studio-{of}"

    def get(self, sent: Mapping[str, str], of: str) -> str:
        """What the browser sent, or nothing."""
        return sent.get(self.name(of), "")

    def put(self, answer: Response, of: str, value: str, *, seconds: int, lax: bool = True) -> None:
        """Sets a cookie. `lax` lets it come along when somebody follows a link from elsewhere to the Studio."""
        answer.set_cookie(
            self.name(of),
            value,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax" if lax else "strict",
        )

    def drop(self, answer: Response, of: str) -> None:
        """Takes a cookie away."""
        answer.delete_cookie(self.name(of), path="/", secure=self.secure, httponly=True, samesite="lax")
