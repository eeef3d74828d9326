"""Reports: their nouns, and how they read as JSON, as text and as one HTML page. No I/O, no clock, no randomness."""

from __future__ import annotations

from content_engine.reporting.evaluation import evaluation_page
from content_engine.reporting.junit import junit
from content_engine.reporting.nouns import Cell, Column, Estimate, Note, Plot, Report, Section, Unit
from content_engine.reporting.page import page
from content_engine.reporting.words import in_short, in_words, unit_of

__all__ = [
    "Cell",
    "Column",
    "Estimate",
    "Note",
    "Plot",
    "Report",
    "Section",
    "Unit",
    "evaluation_page",
    "in_short",
    "in_words",
    "junit",
    "page",
    "unit_of",
]
