"""What the tests of the gateway share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def litellm_is_loaded(request: pytest.FixtureRequest) -> None:
    """Loading it takes seconds, which are no part of a deadline."""
    if "litellm" in request.node.name:
        from content_engine.gateway.litellm_adapter import load

        load()
