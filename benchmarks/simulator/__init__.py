"""Simulated SaaS worlds with a known truth: what a policy loses beside an oracle, through the public engine."""

from __future__ import annotations
