"""Words that say nothing about where a text comes from."""

from __future__ import annotations

from content_engine.generation.tokens import stem

COMMON: frozenset[str] = frozenset(map(stem, ()))
"""Stems of general words of six letters and more, in the four languages."""

SHORT: frozenset[str] = frozenset(["html", "http", "https", "json", "data", "free", "team", "plan", "mail", "apis"])
"""Words of four and five letters that are written in capitals."""
