"""Every page of the Studio, in the order in which addresses are compared."""

from __future__ import annotations

from content_engine.web.studio import external, signing
from content_engine.web.studio.visit import Page

PAGES: tuple[Page, ...] = (*signing.PAGES, *external.PAGES)
