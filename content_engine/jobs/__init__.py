"""Durable jobs on DBOS: the same code on SQLite in one process and on PostgreSQL across workers."""

from __future__ import annotations
