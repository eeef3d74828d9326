"""Judging texts and prompts: evaluators, suites, agreement; pure, the judge is handed in."""

from __future__ import annotations
