"""Builders: a valid noun for every test that does not care how it looks. Every field can be given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from content_engine.domain.assignments import Activation, Assignment, OutcomeTerms, SegmentContract
from content_engine.domain.brand import Brand, Sender
from content_engine.domain.catalog import Catalog, Component, Field_, Goal, Kind, Layout, Slot, Taxonomy, Template
from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.memory import Record, Touch, user_key

DAY_MS = 86_400_000
T0 = 1_795_168_800_000
"""2026-11-20T10:00Z in milliseconds: the moment where a `FixedClock` starts."""


def a_request(user_id: str = "u_1", **given: Any) -> DecisionRequest:
    """A decision request for `tiny_catalog`'s template, its request_id made from the user's id."""
    plain = {"request_id": f"req-{user_id}", "template": "tip", "user_id": user_id, "attributes": {"first_name": "Ada"}}
    return DecisionRequest(**{**plain, **given})


def an_assignment(user_id: str | None = "u_1", **given: Any) -> Assignment:
    """An assignment of a user to segment `newcomers`, version 1."""
    return Assignment(**{"segment_id": "newcomers", "version": 1, "user_id": user_id, **given})


def a_touch(decision_id: str = "d-1", **given: Any) -> Touch:
    """A reservation made at `T0` that ends an hour later."""
    plain = {"at": T0, "until": T0 + 3_600_000, "channel": "email", "template": "tip", "stage": "onboarding"}
    more = {"segment": "newcomers", "components": ("tip.first",), "claims": ()}
    return Touch(**{"decision_id": decision_id, **plain, **more, **given})


def a_record(decision_id: str = "d-1", user_id: str = "u_1", **given: Any) -> Record:
    """An assembled decision at `T0`, with the reservation it makes; `touch=None, status="refused"` for a refusal."""
    at = given.get("decided_at", T0)
    plain: dict[str, Any] = {
        "request_id": f"req-{decision_id}",
        "request_hash": "h1",
        "account_id": None,
        "template": "tip",
        "channel": "email",
        "segment": "newcomers",
        "status": "assembled",
        "refusal": None,
        "arm": "treatment",
        "served_by": "policy",
        "policy_version": "p1",
        "catalog_version": "c1",
        "decided_at": at,
        "expires_at": at + 3_600_000,
        "choices": [{"slot": "text", "component": "tip.first", "variant": "tip.first.a", "propensity": 0.5}],
        "answer": b'{"status":"assembled"}',
        "inputs": b'{"attributes":{"first_name":"Ada"}}',
        "subjects": (user_key(user_id),),
        "touch": a_touch(decision_id, at=at, until=at + 3_600_000),
    }
    return Record(**{"decision_id": decision_id, "user_id": user_id, **plain, **given})


def a_brand(**given: Any) -> Brand:
    """A brand without rules, that sends as Acme."""
    address = {"postal_address": "1 Main Street, Springfield", "unsubscribe_url": "https://acme.example/u/{token}"}
    return Brand(**{"name": "Acme", "sender": Sender(name="Acme", **address), **given})


def tiny_catalog(**given: Any) -> Catalog:
    """The smallest catalog that decides something: one segment, one in-app template with one slot, two components."""
    kind = Kind(name="contextual_tip", fields=(Field_(name="text"),))
    template = Template(
        id="tip",
        channel="in_app",
        stage="onboarding",
        goal=Goal(outcome="activated", window=timedelta(days=7)),
        slots=(Slot(name="text", kinds=("contextual_tip",), control=("tip.first.a",)),),
        layout=Layout.model_validate({"json": '{"tip": "{{ slots.text.text }}"}'}),
    )
    contract = SegmentContract(
        segment_id="newcomers",
        scope="user",
        version=1,
        outcomes=OutcomeTerms(primary="activated"),
        activation=Activation(templates=("tip",)),
    )
    plain: dict[str, Any] = {
        "taxonomy": Taxonomy(kinds=(kind,), dimensions={"stage": ("onboarding",)}),
        "components": tuple(_tip(name) for name in ("first", "second")),
        "templates": (template,),
        "segments": (contract,),
        "brand": a_brand(),
    }
    return Catalog(**{**plain, **given})


def _tip(name: str) -> Component:
    return Component.model_validate(
        {
            "id": f"tip.{name}",
            "kind": "contextual_tip",
            "taxonomy": {"stage": "onboarding"},
            "variants": [{"id": f"tip.{name}.a", "locale": "en", "text": f"The {name} tip."}],
        }
    )
