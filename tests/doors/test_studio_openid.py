"""Signing in with an OpenID provider: a real one on this machine's loopback, honest and not."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.doors.conftest import NO_TLS, served
from tests.doors.studio_stage import Person, Stage, staged

CLIENT, SECRET = "studio", "client-secret"


@dataclass
class Provider:
    """An OpenID provider with one user. `lie` changes the claims it signs, `key` is what it signs with."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"}))
    signs: RSAKey | None = None
    lie: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: list[dict[str, str]] = field(default_factory=list)

    def app(self) -> Starlette:
        """Its addresses."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._describe),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )

    def _describe(self, request: Request) -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return JSONResponse({"issuer": self.url, **{name: f"{self.url}/{at}" for name, at in names.items()}})

    def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        self.seen.append(form)
        asked = self.codes.pop(form["code"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if proof != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "42", "iat": now, "exp": now + 60, "nonce": asked["nonce"],
            "email": "grace@example.com", "email_verified": True, "name": "Grace",
        } | self.lie  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.signs or self.key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    with served(made.app()) as url:
        made.url = url
        yield made


@pytest.fixture(scope="module")
def stage(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    how = {
        "oidc_issuer": provider.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "Example SSO",
    }
    with staged(Path(tmp_path_factory.mktemp("oidc")), oidc_roles="qa", **how) as opened:
        yield opened


@pytest.fixture(autouse=True)
def honest(provider: Provider) -> None:
    """Each test begins with an honest provider."""
    provider.lie, provider.signs = {}, None


def through(stage: Stage, person: Person) -> httpx.Response:
    """From the button to the provider and back."""
    sent = person.get("/studio/oidc?next=/studio/evaluations")
    assert sent.status_code == 303, sent.text
    back = httpx.get(sent.headers["location"], verify=NO_TLS).headers["location"]
    return person.get(back)


def test_a_newcomer_gets_the_roles_of_newcomers(stage: Stage, provider: Provider) -> None:
    """The button is there, the code is exchanged once with proof of who asked, and the page asked for is next."""
    person = stage.visitor()
    assert "Sign in with Example SSO" in person.get("/studio/sign-in").text
    answer = through(stage, person)
    assert (answer.status_code, answer.headers["location"]) == (303, "/studio/evaluations")
    accounts = stage.engine.accounts
    assert accounts is not None
    (grace,) = [user for user in accounts.users() if user.email == "grace@example.com"]
    assert (grace.roles, grace.external) == (("qa",), f"{provider.url}|42")
    assert through(stage, stage.visitor()).status_code == 303
    assert len([user for user in accounts.users() if user.email == "grace@example.com"]) == 1


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://other.example"},
        {"aud": "another client"},
        {"exp": 1_000_000_000},
        {"nonce": "another nonce"},
        {"sub": None},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_an_answer_that_is_not_for_us_signs_nobody_in(stage: Stage, provider: Provider, lie: dict[str, Any]) -> None:
    """Another issuer, audience, time or nonce."""
    provider.lie = lie
    answer = through(stage, stage.visitor())
    assert answer.status_code == 401 and "cannot be trusted" in answer.text


def test_a_token_signed_by_somebody_else_signs_nobody_in(stage: Stage, provider: Provider) -> None:
    """The signature is checked against the provider's keys."""
    provider.signs = RSAKey.generate_key(2048, {"kid": "k1"})
    assert through(stage, stage.visitor()).status_code == 401


def test_an_unverified_address_is_nobodys(stage: Stage, provider: Provider) -> None:
    """Whoever claims a colleague's address without proof does not become that colleague."""
    victim = stage.person("admin", name="victim")
    assert victim.get("/studio/sign-in").status_code == 200
    provider.lie = {"sub": "666", "email": "victim@example.com", "email_verified": False}
    answer = through(stage, stage.visitor())
    assert answer.status_code == 401
    accounts = stage.engine.accounts
    assert accounts is not None
    assert next(user for user in accounts.users() if user.email == "victim@example.com").external is None


def test_an_answer_without_its_beginning_is_refused(stage: Stage) -> None:
    """Somebody else's code and state, sent to a victim's browser, do nothing."""
    one = stage.visitor()
    assert one.get("/studio/oidc/callback?code=c&state=s").status_code == 401
    one.get("/studio/oidc")
    assert one.get("/studio/oidc/callback?code=c&state=s").status_code == 401
    assert one.get("/studio/oidc/callback?error=access_denied").status_code == 401


def test_without_a_provider_there_is_no_such_page(tmp_path: Path) -> None:
    """No button, and nothing at its address."""
    with staged(tmp_path) as stage:
        assert "/studio/oidc" not in stage.visitor().get("/studio/sign-in").text
        assert stage.visitor().get("/studio/oidc").status_code == 404
