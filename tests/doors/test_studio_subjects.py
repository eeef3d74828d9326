"""Looking a subject up in the Studio: what is remembered, why they got a message or not, export, erasure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args
from urllib.parse import quote

import pytest

from content_engine import DecisionRequest, Exposure, Outcome, SegmentClaim
from content_engine.domain.refusals import REFUSAL_CODES, LoserCode
from content_engine.engine.refusal_words import LOST, REFUSED, lost, refused
from content_engine.engine.subject_view import explained, shown
from tests.doors.conftest import IN_APP
from tests.doors.studio_stage import Stage, staged

ODD = "u/1?<b>&\"'#%41"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("subjects")) as opened:
        yield opened


def ask(stage: Stage, user_id: str, request_id: str, **more: object) -> str:
    """A decision about a tip; its id."""
    claim = SegmentClaim(segment_id="all-users", version=1, observed_at=stage.engine.clock.now())
    asked = DecisionRequest.model_validate(
        {"request_id": request_id, "template": IN_APP, "user_id": user_id, "segments": (claim,), **more}
    )
    return stage.engine.decide(asked).decision_id


@pytest.mark.parametrize("roles", [("editor",), ("qa",), ("editor", "qa")])
def test_only_admins_look_subjects_up(stage: Stage, roles: tuple[str, ...]) -> None:
    """Not to be seen, exported or erased by anybody else."""
    ask(stage, "u-secret", f"r-{roles}")
    person = stage.person(*roles)  # type: ignore[arg-type]
    assert person.get("/studio/subjects?user_id=u-secret").status_code == 403
    assert person.get("/studio/subjects/u-secret/export").status_code == 403
    assert person.send_form("/studio/subjects/u-secret/erase", {"again": "u-secret"}).status_code == 403
    assert stage.engine.subject("u-secret")["decisions"]


def test_a_subject_with_reasons(stage: Stage) -> None:
    """Consent, messages, and for each decision why it came out as it did, with what happened then."""
    name = ask(stage, "u-1", "r-1")
    now = stage.engine.clock.now()
    stage.engine.expose_many([Exposure(decision_id=name, at=now, kind="seen")])
    stage.engine.observe_many([Outcome(outcome="activated", at=now, external_id="o-1", decision_id=name)])
    stage.engine.set_preferences("u-1", consent={"email": False}, do_not_disturb=True)
    ask(stage, "u-1", "r-2")
    page = stage.person("admin").get("/studio/subjects", params={"user_id": "u-1"}).text
    assert "Sent as one of all-users, chosen by the policy: inapp_" in page
    assert "Nothing was sent: the subject wants to hear nothing" in page
    assert "seen" in page and "activated" in page and "revoked" in page
    assert page.index("wants to hear nothing") < page.index("chosen by the policy")


def test_one_decision_in_full(stage: Stage) -> None:
    """Sentences, candidates with probabilities, and those that were out by their reason."""
    name = ask(stage, "u-2", "r-3")
    admin = stage.person("admin")
    page = admin.get(f"/studio/subjects/decisions/{name}", params={"user_id": "u-2"}).text
    assert "The subject was met as one of the segment all-users." in page
    assert "this whole message had a probability of" in page
    assert "were out: in another language" in page
    assert admin.get("/studio/subjects/decisions/nope").status_code == 404


def test_decisions_are_paged(stage: Stage) -> None:
    """Newest first, and on from the last of a page, until there are no more."""
    names = [ask(stage, "u-many", f"many-{n}") for n in range(5)]
    stored = stage.engine.subject("u-many")
    first = shown(stored, limit=3)
    rest = shown(stored, before=first["earlier"], limit=3)
    told = [one["id"] for page in (first, rest) for one in page["decisions"]]
    assert told == sorted(names, reverse=True)
    assert rest["earlier"] == ""


def test_nobody_and_nothing(stage: Stage) -> None:
    """Without an id the form, for an unknown id that nothing is stored."""
    admin = stage.person("admin")
    assert "Look somebody up" in admin.get("/studio/subjects").text
    assert "Nothing is stored about this id" in admin.get("/studio/subjects?user_id=nobody").text


def test_the_export_is_everything_as_a_file(stage: Stage) -> None:
    """As the engine tells it, also for an id with every odd letter."""
    ask(stage, ODD, "odd-1")
    admin = stage.person("admin")
    page = admin.get("/studio/subjects", params={"user_id": ODD}).text
    assert "<b>" not in page
    link = re.search(r'href="(/studio/subjects/[^"]+/export)"', page)
    assert link and link[1] == f"/studio/subjects/{quote(ODD, safe='')}/export"
    answer = admin.get(link[1])
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.json() == stage.engine.subject(ODD)


def test_erasing_wants_the_id_typed(stage: Stage) -> None:
    """Another one erases nothing; the right one leaves nothing, and no id in the log."""
    ask(stage, "u-gone", "gone-1")
    admin = stage.person("admin")
    assert admin.send_form("/studio/subjects/u-gone/erase", {"again": "u-go"}).status_code == 422
    assert stage.engine.subject("u-gone")["decisions"]
    answer = admin.send_form("/studio/subjects/u-gone/erase", {"again": "u-gone"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/studio/subjects")
    assert not stage.engine.subject("u-gone")["decisions"]
    assert "u-gone" not in str(stage.log.said)


def test_every_code_has_words() -> None:
    """Refusals and losers alike; a code that is not known is told as it is."""
    assert set(REFUSED) == set(REFUSAL_CODES)
    assert set(LOST) == set(get_args(LoserCode))
    assert (refused("cap.moon"), lost("cap.moon")) == ("cap.moon", "cap.moon")


def test_rules_and_faults_in_words() -> None:
    """A cap with the moment it ends, a segment that did not count, a guard that failed."""
    told = {
        "template": "t", "status": "refused", "segment": None, "arm": "treatment", "served_by": "policy",
        "refusal": {"code": "cap.user", "detail": "3 per 7 days reached"}, "guard": "a link is missing",
        "segments": {"refused": {"old": {"code": "contract.stale", "detail": ""}}}, "message": None, "slots": [],
        "rules": [{"code": "cap.user", "rule": "week", "detail": "", "retry_at": "2026-12-01T09:30:00Z"}],
    }  # fmt: skip
    whole = {"decision_id": "d", "catalog_version": "c", "policy_version": "p", "remembered": [], "attempts": [told]}
    said = " ".join(explained(whole)["attempts"][0]["sentences"])
    assert "enough messages in that time (3 per 7 days reached)." in said
    assert "The segment old did not count: the segment assignment was too old." in said
    assert "by the rule week: the subject had enough messages in that time, until 2026-12-01 09:30 UTC." in said
    assert "broke a rule: a link is missing." in said
