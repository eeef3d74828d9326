"""A real browser for the pages of the Studio: the system's Chromium, driven by Playwright, with axe-core at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

AXE = (Path(__file__).parents[1] / "data" / "axe" / "axe.min.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SERIOUS = ("serious", "critical")
CHECK = "async () => (await axe.run(document, {resultTypes: ['violations'], iframes: false})).violations"


def chromium() -> str:
    """The browser on this machine. Raises LookupError, with what to do, where there is none."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise LookupError("No Chromium on this machine: run `make setup`, or name one in CHROMIUM.")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with nothing in it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        try:
            yield opened
        finally:
            opened.close()


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds serious on a page: the rule, and where."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(CHECK)
    return [
        {"rule": one["id"], "help": one["help"], "where": [node["html"][:200] for node in one["nodes"][:3]]}
        for one in found
        if one["impact"] in SERIOUS
    ]
