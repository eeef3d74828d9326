"""What an editor may choose for a generation, and which model would write it."""

from __future__ import annotations

from dataclasses import dataclass

from content_engine.domain.errors import BrokenContent, NotFound
from content_engine.domain.jobs import Job, JobStore
from content_engine.domain.llm import OFFLINE
from content_engine.engine.briefing import models_of, prompt_of
from content_engine.engine.desk import Desk

MOST_COUNT = 50


@dataclass(frozen=True, slots=True)
class Choices:
    """Components and segments of the present catalog with words for each, the brand's languages, and known models.

    `writers` are the models that write where none is chosen, the preferred first; `trouble` says why nothing can.
    """

    components: tuple[tuple[str, str], ...]
    segments: tuple[tuple[str, str], ...]
    locales: tuple[str, ...]
    models: tuple[str, ...]
    writers: tuple[str, ...]
    trouble: str = ""


def choices(desk: Desk) -> Choices:
    """What there is to choose from now."""
    catalog = desk.catalog()
    writers, trouble = _writers(desk)
    return Choices(
        components=tuple(sorted((one.id, one.kind) for one in catalog.components)),
        segments=tuple(sorted((one.segment_id, ", ".join(one.labels)) for one in catalog.segments)),
        locales=catalog.brand.locales,
        models=tuple(dict.fromkeys((*writers, *desk.models, OFFLINE))),
        writers=writers,
        trouble=trouble,
    )


def _writers(desk: Desk) -> tuple[tuple[str, ...], str]:
    try:
        return models_of(desk, None, prompt_of(desk, None)), ""
    except (BrokenContent, NotFound) as error:
        return (), error.message


def listed(store: JobStore, *, before: str = "", limit: int = 50) -> tuple[list[Job], str]:
    """A page of jobs of every kind, newest first, and the id that the next page starts before; empty on the last."""
    found = list(store.jobs(limit=limit + 1, before=before))
    return found[:limit], found[limit - 1].id if len(found) > limit else ""
