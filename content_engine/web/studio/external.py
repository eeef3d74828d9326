"""Signing in elsewhere: OpenID Connect, authorization code flow with PKCE (OpenID Connect Core 1.0; RFC 7636).

Authlib makes the requests of the flow and joserfc reads the ID token: its signature by the provider's keys, then
issuer, audience, time and nonce. What the browser carries between the two steps says nothing without the provider.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode

import httpx
from starlette.responses import Response

from content_engine.domain.accounts import ROLES, Role, SignInFailed
from content_engine.domain.errors import NotFound
from content_engine.settings import Settings
from content_engine.web.studio.cookies import HAND_OVER
from content_engine.web.studio.security import new_secret
from content_engine.web.studio.signing import accounts_of, inside, welcome
from content_engine.web.studio.visit import PUBLIC, Page, Visit

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

SECONDS = 10.0
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures by a key pair; `none` and those made with the client's own secret are not accepted."""
CALLBACK = "/studio/oidc/callback"


@dataclass(frozen=True)
class Provider:
    """One OpenID provider, as it describes itself, and the Studio as its client. `home` is the Studio's own address."""

    settings: Settings
    home: str
    metadata: Mapping[str, Any]

    @contextmanager
    def client(self) -> Iterator[OAuth2Client]:
        """The client of the flow; closed at the end. Loaded here: it costs a server a third of a second to start."""
        from authlib.integrations.httpx_client import OAuth2Client

        opened = OAuth2Client(
            client_id=self.settings.oidc_client_id,
            client_secret=self.settings.oidc_client_secret or None,
            scope="openid email profile",
            redirect_uri=self.home + CALLBACK,
            code_challenge_method="S256",
            timeout=SECONDS,
        )
        with opened:
            yield opened

    def where(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser."""
        with self.client() as client:
            endpoint = self.metadata["authorization_endpoint"]
            url, _ = client.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
        return str(url)

    def claims(self, answer: str, state: str, nonce: str, verifier: str) -> Mapping[str, Any]:
        """What the provider says of who signed in. Raises what the libraries raise for anything that is not right."""
        from joserfc import jwt
        from joserfc.jwk import KeySet

        with self.client() as client:
            token = client.fetch_token(
                self.metadata["token_endpoint"], authorization_response=answer, state=state, code_verifier=verifier
            )
        keys = httpx.get(self.metadata["jwks_uri"], timeout=SECONDS).raise_for_status().json()
        read = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        required = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": self.metadata["issuer"]},
            aud={"essential": True, "value": self.settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        required.validate(read.claims)
        return read.claims


def provider_of(visit: Visit) -> Provider:
    """The provider in the settings. Raises NotFound without one, SignInFailed when it does not describe itself."""
    issuer = visit.settings.oidc_issuer.rstrip("/")
    if not issuer:
        raise NotFound("No OpenID provider is set up (oidc_issuer).")
    try:
        found = httpx.get(f"{issuer}/.well-known/openid-configuration", timeout=SECONDS).raise_for_status().json()
        same = found["issuer"].rstrip("/") == issuer
    except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise SignInFailed(f"The provider does not describe itself as expected ({type(error).__name__}).") from error
    if not same:
        raise SignInFailed("The provider names another issuer than the one set up.")
    return Provider(visit.settings, _home(visit), found)


def _home(visit: Visit) -> str:
    return visit.settings.studio_url.rstrip("/") or f"http://{visit.headers.get('host', '127.0.0.1')}"


def start(visit: Visit) -> Response:
    """Sends the browser to the provider, with what is to come back kept in a cookie."""
    kept = {"state": new_secret(), "nonce": new_secret(), "verifier": new_secret()}
    answer = visit.see_other(provider_of(visit).where(**kept))
    told = json.dumps(kept | {"next": inside(visit.query.get("next", ""))})
    visit.cookies.put(answer, HAND_OVER, quote(told), seconds=600)
    return answer


def callback(visit: Visit) -> Response:
    """Where the provider sends the browser back to: signs in whom it vouches for."""
    kept = _kept(visit)
    claims = _vouched(visit, kept)
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    signed = accounts_of(visit).welcome(
        f"{claims['iss']}|{claims['sub']}", email, str(claims.get("name", "") or email), _roles(visit.settings)
    )
    answer = welcome(visit, signed, inside(kept.get("next", "")))
    visit.cookies.drop(answer, HAND_OVER)
    return answer


def _kept(visit: Visit) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(unquote(visit.cookie(HAND_OVER)))
    except ValueError as error:
        raise SignInFailed("This sign-in was not begun here, or too long ago. Begin again.") from error
    if not kept.get("state") or kept["state"] != visit.query.get("state"):
        raise SignInFailed("This sign-in was not begun here. Begin again.")
    return kept


def _vouched(visit: Visit, kept: Mapping[str, str]) -> Mapping[str, Any]:
    if visit.query.get("error"):
        raise SignInFailed(f"The provider refused: {visit.query['error'][:100]}.")
    provider = provider_of(visit)
    answer = f"{provider.home}{CALLBACK}?{urlencode(list(visit.query.multi_items()))}"
    try:
        return provider.claims(answer, kept["state"], kept["nonce"], kept["verifier"])
    except Exception as error:  # two libraries and a network; whatever is wrong, nobody is signed in and it is told
        raise SignInFailed(f"The provider's answer cannot be trusted ({type(error).__name__}).") from error


def _roles(settings: Settings) -> tuple[Role, ...]:
    named = {name.strip() for name in settings.oidc_roles.split(",")}
    return tuple(role for role in ROLES if role in named)


PAGES = (
    Page("GET", "/studio/oidc", PUBLIC, start),
    Page("GET", CALLBACK, PUBLIC, callback),
)
