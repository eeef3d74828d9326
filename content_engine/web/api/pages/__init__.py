"""The pages this door serves. They run no scripts and load nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def page(name: str, **values: Any) -> str:
    """A page by its file name, with `values` filled in and escaped."""
    loader = PackageLoader("content_engine.web.api", "pages")
    known = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return known.get_template(name).render(**values)
