"""Briefs, prompts and what comes back of them. Pure: the gateway, another room, carries the words."""

from __future__ import annotations
