"""Every page of the Studio, in the order in which addresses are compared."""

from __future__ import annotations

from content_engine.web.studio import (
    components_page,
    evaluations_page,
    external,
    generating,
    people,
    performance,
    policies_page,
    reviews,
    signing,
    subjects_page,
    templates_page,
    variants,
    variants_acting,
)
from content_engine.web.studio.visit import Page

PAGES: tuple[Page, ...] = (
    *signing.PAGES,
    *reviews.PAGES,
    *generating.PAGES,
    *external.PAGES,
    *subjects_page.PAGES,
    *people.PAGES,
    *evaluations_page.PAGES,
    *performance.PAGES,
    *templates_page.PAGES,
    *components_page.PAGES,
    *policies_page.PAGES,
    *variants.PAGES,
    *variants_acting.PAGES,
)
