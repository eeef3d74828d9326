"""Policies: the rules in words with their tests, and editing one after seeing what it would have changed."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from starlette.responses import Response

from content_engine.domain.errors import BadInput, LostRace
from content_engine.domain.rules import PolicyFile
from content_engine.engine import content_history, folder_edits
from content_engine.engine import policies_view as view
from content_engine.engine.policy_words import rules_of
from content_engine.web.studio.charts import figure_of
from content_engine.web.studio.visit import EDITORS, EVERYBODY, Page, Visit

PATIENCE = 8.0
"""Seconds that recorded requests are judged again before the page is shown."""


def listing(visit: Visit) -> Response:
    """Every policy: its rules in words, and whether its tests hold."""
    compiled = visit.engine.worlds.now().catalog
    policies = [(one, rules_of(one), view.tested(one, compiled)) for one in compiled.catalog.policies]
    return visit.page(
        "policies/list.html",
        policies=policies,
        faults=view.default_faults(compiled),
        templates=sorted(compiled.templates),
    )


def _policy(visit: Visit) -> PolicyFile:
    return view.policy_of(visit.engine.worlds.now().catalog.catalog, visit.params["file"])


def edit(visit: Visit) -> Response:
    """The text of a policy, its own or that of an earlier moment, to be changed."""
    policy = _policy(visit)
    source = view.source_of(visit.engine.folder, policy)
    at = visit.query.get("at")
    text = source.text
    if at is not None:
        earlier = content_history.form_at(visit.engine.content, "policy", policy.id, _moment(at))
        text = content_history.form_of("policy", earlier)
    return _form(visit, policy, source, text, at=at)


def _moment(told: str) -> int:
    if not told.isdecimal() or len(told) > 15:
        raise BadInput("must be a moment of the history", field="at")
    return int(told)


def _form(visit: Visit, policy: PolicyFile, source: view.Source, text: str, **more: Any) -> Response:
    context: dict[str, Any] = {"problems": (), "again": None, "figures": (), "at": None, "status": 200}
    context |= {"digest": source.digest, "lines": content_history.difference(source.text, text)} | more
    why_not = folder_edits.why_not(visit.engine.folder, folder_edits.POLICIES)
    if not why_not and not source.file:
        why_not = "this server's content folder has no file of this policy"
    return visit.page("policies/edit.html", policy=policy, source=source, text=text, why_not=why_not, days=view.DAYS,
                      **context)  # fmt: skip


def _text(visit: Visit) -> str:
    text = visit.form.get("text", "").replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def attempt(visit: Visit) -> Response:
    """Checks an edited policy, runs its tests, and judges recorded requests again under it. Nothing is saved."""
    policy, text = _policy(visit), _text(visit)
    source = view.source_of(visit.engine.folder, policy)
    digest = visit.form.get("digest") or source.digest
    found = view.edited(text, source.file, policy.id, visit.engine.worlds.now().catalog)
    if found.policy is None:
        return _form(visit, policy, source, text, problems=found.problems, digest=digest, status=422)
    end = perf_counter() + PATIENCE
    again = view.judged_again(visit.engine, found.policy, lambda: perf_counter() > end)
    figures = [figure_of(section) for section in again.replayed.sections()]
    status = 422 if found.problems else 200
    return _form(visit, policy, source, text, again=again, figures=figures, digest=digest, problems=found.problems,
                 status=status)  # fmt: skip


def save(visit: Visit) -> Response:
    """Writes the file into the content folder and publishes the folder, or changes nothing."""
    policy, text = _policy(visit), _text(visit)
    source = view.source_of(visit.engine.folder, policy)
    if not source.file:
        raise BadInput("Nothing was saved: this server's content folder has no file of this policy.", field="text")
    if visit.form.get("digest") != source.digest:
        raise LostRace(f"{source.file} was changed by somebody else meanwhile. Nothing was saved; open it again.")
    found = view.edited(text, source.file, policy.id, visit.engine.worlds.now().catalog)
    if found.problems:
        return _form(visit, policy, source, text, problems=found.problems, status=422)
    report = folder_edits.save_text(visit.engine, source.file, text, actor=visit.actor)
    told = f"{source.file} is saved and published." if report.changed else f"{source.file} is saved; no rule changed."
    return visit.see_other("/studio/policies", notice=told)


def history(visit: Visit) -> Response:
    """Who changed a policy when, and what one change did."""
    policy, content = _policy(visit), visit.engine.content
    steps = content_history.steps(content, "policy", policy.id)
    wanted = visit.query.get("at")
    at = _moment(wanted) if wanted else steps[0].at if steps else None
    found = content_history.compared(content, "policy", policy.id, at) if at is not None else None
    return visit.page("policies/history.html", policy=policy, steps=steps, at=at, found=found)


PAGES = (
    Page("GET", "/studio/policies", EVERYBODY, listing),
    Page("GET", "/studio/policies/{file}", EVERYBODY, edit),
    Page("POST", "/studio/policies/{file}", EDITORS, save),
    Page("POST", "/studio/policies/{file}/try", EDITORS, attempt),
    Page("GET", "/studio/policies/{file}/history", EVERYBODY, history),
)
