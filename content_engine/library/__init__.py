"""Reads, checks and writes the content folder (interface §2)."""

from __future__ import annotations

from content_engine.library.checks import check_catalog, check_content
from content_engine.library.folder import FolderContent, read_folder
from content_engine.library.prompts import PromptFolder, check_prompts, examine_prompts, read_prompts
from content_engine.library.releasing import label, release
from content_engine.library.schemas import schemas, write_schemas
from content_engine.library.starting import init_folder
from content_engine.library.suites import SuiteFolder, check_suites, examine_suites, read_suites, suite_named
from content_engine.library.writing import Written, write_folder

__all__ = [
    "FolderContent",
    "PromptFolder",
    "SuiteFolder",
    "Written",
    "check_catalog",
    "check_content",
    "check_prompts",
    "check_suites",
    "examine_prompts",
    "examine_suites",
    "init_folder",
    "label",
    "read_folder",
    "read_prompts",
    "read_suites",
    "release",
    "schemas",
    "suite_named",
    "write_folder",
    "write_schemas",
]
