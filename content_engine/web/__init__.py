"""The web doors: `api`."""

from __future__ import annotations
