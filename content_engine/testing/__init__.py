"""What this project ships for tests, yours as well as ours: a fixed clock, fakes of the ports, builders of nouns."""

from __future__ import annotations

from content_engine.testing.accounts import FakeAccountStore
from content_engine.testing.builders import T0, a_brand, a_record, a_request, a_touch, an_assignment, tiny_catalog
from content_engine.testing.clock import FixedClock
from content_engine.testing.gateway import ScriptedGateway
from content_engine.testing.memory import FakeMemory
from content_engine.testing.stores import FakeContentStore, FakeKeyStore

__all__ = [
    "T0",
    "FakeAccountStore",
    "FakeContentStore",
    "FakeKeyStore",
    "FakeMemory",
    "FixedClock",
    "ScriptedGateway",
    "a_brand",
    "a_record",
    "a_request",
    "a_touch",
    "an_assignment",
    "tiny_catalog",
]
