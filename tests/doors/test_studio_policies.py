"""Policies in the Studio: rules in words, tests, what an edited policy would have changed, and saving it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from content_engine.domain.decisions import DecisionRequest
from content_engine.domain.rules import PolicyFile
from content_engine.engine.policies_view import judged_again
from content_engine.engine.policy_words import condition, rules_of, span
from tests.doors.conftest import ACME, Seed, asking
from tests.doors.studio_stage import Person, Stage, staged

AT = "/studio/policies/acme"
STRICT = """id: acme
caps:
  - {id: two-a-day, scope: user, max: 1, per: P1D}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder of one's own."""
    shutil.copytree(ACME, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def stage(tmp_path: Path, folder: Path, acme_seed: Seed) -> Iterator[Stage]:
    """A server over that folder."""
    shutil.copy(acme_seed.database, tmp_path / "studio.db")
    with staged(tmp_path, content=folder) as made:
        yield made


@pytest.fixture
def editor(stage: Stage) -> Iterator[Person]:
    """An editor."""
    person = stage.person("editor")
    yield person
    person.close()


def decide(stage: Stage, users: int, each: int) -> None:
    """So many messages asked for so many subjects."""
    member = {"segment_id": "all-users", "version": 1, "observed_at": stage.engine.clock.now().isoformat()}
    asked = [asking(f"r-{u}-{n}", f"u-{u}", segments=[member]) for u in range(users) for n in range(each)]
    stage.engine.decide_many([DecisionRequest.model_validate_json(orjson.dumps(one)) for one in asked])


def digest(page: str) -> str:
    """The digest of the text that a page was made for."""
    return page.partition('name="digest" value="')[2].partition('"')[0]


def test_rules_are_told_in_words_with_their_tests(editor: Person) -> None:
    """A cap and a gap in words; all tests pass; default messages pass too."""
    page = editor.get("/studio/policies")
    assert page.status_code == 200
    assert "At most 2 messages to a subject within any day." in page.text
    assert "No e-mail within 2 hours after an earlier in-app message." in page.text
    assert "9 tests pass" in page.text
    assert "all 2: acme-tip-email, acme-tip-inapp" in page.text


def test_an_edited_policy_tells_what_would_have_changed(stage: Stage, editor: Person, folder: Path) -> None:
    """Refusals by code before and after, with examples; nothing is saved by trying."""
    decide(stage, users=5, each=2)
    before = (folder / "policies/acme.yaml").read_bytes()
    page = editor.send_form(f"{AT}/try", {"text": STRICT})
    assert page.status_code == 200
    assert "10 recorded decisions judged again under policy acme: 5 would be answered otherwise." in page.text
    assert "1 per 24 hours for this user reached" in page.text
    assert "Save and publish" in page.text
    assert (folder / "policies/acme.yaml").read_bytes() == before


def test_without_decisions_there_is_nothing_to_judge(editor: Person) -> None:
    """The empty state says so."""
    assert "No recorded decision to judge" in editor.send_form(f"{AT}/try", {"text": STRICT}).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: acme\ncaps:\n  - {id: a, scope: user, max: many, per: P1D}\n", "policies/acme.yaml:3"),
        ("id: acme\ncaps: [\n", "policies/acme.yaml:"),
        ("id: other\n", "there is no policy `other`"),
        ("", "policies/acme.yaml:1"),
        ("id: acme\ntests:\n  - {given: {template: nowhere}, expect: refused}\n", "policies/acme.yaml:3"),
    ],
)
def test_problems_are_told_by_file_line_and_field(editor: Person, text: str, told: str) -> None:
    """Whatever is wrong with the text is told, and the text stays in the field."""
    page = editor.send_form(f"{AT}/try", {"text": text})
    assert page.status_code == 422
    assert told in page.text
    assert "Save and publish" not in page.text
    assert not text or text.splitlines()[0] in page.text


def test_failed_tests_are_told_beside_what_would_have_changed(stage: Stage, editor: Person, folder: Path) -> None:
    """A test that no longer holds is a problem with its line; the replay is shown, saving is not offered."""
    decide(stage, users=2, each=2)
    text = (folder / "policies/acme.yaml").read_text(encoding="utf-8").replace("max: 2", "max: 1")
    page = editor.send_form(f"{AT}/try", {"text": text})
    assert page.status_code == 422
    assert "expected the message, it was refused: cap.user" in page.text
    assert "2 would be answered otherwise" in page.text
    assert "Save and publish" not in page.text
    saved = editor.send_form(AT, {"text": text, "digest": digest(page.text)})
    assert saved.status_code == 422


def test_a_policy_is_saved_and_acts_at_once(stage: Stage, editor: Person, folder: Path) -> None:
    """The file is written, the folder published in the editor's name, and the history shows the lines."""
    form = {"text": STRICT.replace("\n", "\r\n"), "digest": digest(editor.get(AT).text)}
    assert editor.send_form(AT, form).status_code == 303
    assert (folder / "policies/acme.yaml").read_text(encoding="utf-8") == STRICT
    assert stage.engine.history("policy", "acme")[0]["actor"].startswith("editor-")
    assert "At most 1 message to a subject" in editor.get("/studio/policies").text
    assert (
        "<b>+</b>  - id: two-a-day" in editor.get(f"{AT}/history").text or "max: 1" in editor.get(f"{AT}/history").text
    )
    first = stage.engine.content.history("policy", "acme")[-1].at
    assert "max: 2" in editor.get(f"{AT}?at={first}").text


def test_who_saves_second_is_told(editor: Person, folder: Path) -> None:
    """A file that changed since it was opened is not written over."""
    form = {"text": STRICT, "digest": digest(editor.get(AT).text)}
    file = folder / "policies/acme.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    assert editor.send_form(AT, form).status_code == 409
    assert "# by hand" in file.read_text(encoding="utf-8")


def test_a_broken_folder_is_not_published_and_the_file_is_put_back(editor: Person, folder: Path, stage: Stage) -> None:
    """Problems elsewhere in the folder are told, and nothing is changed."""
    file, version = folder / "policies/acme.yaml", stage.engine.catalog_version
    form, before = {"text": STRICT, "digest": digest(editor.get(AT).text)}, file.read_bytes()
    (folder / "guardrails/brand.yaml").write_text("name: [", encoding="utf-8")
    answer = editor.send_form(AT, form)
    assert answer.status_code == 400
    assert "guardrails/brand.yaml" in answer.text
    assert (file.read_bytes(), stage.engine.catalog_version) == (before, version)
    assert [one.name for one in (folder / "policies").iterdir()] == ["acme.yaml"]


def test_without_a_folder_the_text_is_offered(editor: Person, folder: Path) -> None:
    """The catalog's form is shown and can be tried; why it cannot be saved is told."""
    shutil.rmtree(folder / "policies")
    page = editor.get(AT).text
    assert "The policy as the catalog holds it" in page
    tried = editor.send_form(f"{AT}/try", {"text": STRICT}).text
    assert "This cannot be saved from here" in tried
    assert editor.send_form(AT, {"text": STRICT}).status_code == 422


def test_only_editors_try_and_save(stage: Stage) -> None:
    """QA reads the rules and changes none."""
    qa = stage.person("qa")
    assert "readonly" in qa.get(AT).text
    assert qa.send_form(AT, {"text": STRICT}).status_code == 403
    assert qa.send_form(f"{AT}/try", {"text": STRICT}).status_code == 403


def test_text_is_never_markup(editor: Person) -> None:
    """What was typed comes back escaped."""
    page = editor.send_form(f"{AT}/try", {"text": "id: acme # </textarea><script>alert(1)</script>\n"}).text
    assert "<script>alert" not in page


def test_judging_stops_where_it_is_enough(stage: Stage) -> None:
    """The newest requests are judged first; how far back is told."""
    decide(stage, users=3, each=1)
    policy = PolicyFile.model_validate({"id": "acme"})
    all_ = judged_again(stage.engine, policy, lambda: False)
    assert all_.whole
    assert sum(all_.replayed.moves.values()) == 3
    assert sum(judged_again(stage.engine, policy, lambda: True).replayed.moves.values()) == 3


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"plan": "team"}, 'plan is "team"'),
        ({"seats": {"$gte": 10, "$lt": 50}}, "seats is at least 10 and seats is below 50"),
        ({"plan": {"$in": ["a", "b"]}}, 'plan is one of "a" or "b"'),
        ({"$or": [{"a": 1}, {"b": {"$exists": False}}]}, "(a is 1) or (b is not known)"),
        ({"$not": {"a": True}}, "not (a is true)"),
        ({"tags": {"$elemMatch": {"$eq": "x"}}}, 'tags fits {"$elemMatch": {"$eq": "x"}}'),
        ({}, "anything holds"),
    ],
)
def test_conditions_in_words(node: dict[str, object], words: str) -> None:
    """What is simple is told simply, the rest as JSON."""
    assert condition(node) == words


def test_every_sort_of_rule_has_words() -> None:
    """No rule of a file is left out."""
    policy = PolicyFile.model_validate(
        {
            "id": "p",
            "caps": [{"id": "c", "scope": "claim", "max": 0, "per": "P7D", "channels": ["email", "in_app"]}],
            "gaps": [{"id": "g", "after": "email", "before": "web", "min": "PT90M"}],
            "quiet_hours": [{"id": "q", "channels": ["email"], "from": "21:00", "until": "08:00"}],
            "consent": {"email": {"attribute": "ok", "when_absent": "missing"}},
            "do_not_disturb": {},
            "regions": [{"id": "r", "allow": ["DE"], "deny": ["AT"]}],
            "suppress": [{"id": "s", "when": {"a": 1}, "except_templates": ["t"], "detail": "Ask Bea."}],
            "priorities": [{"id": "o", "until": {"b": 2}, "stages": ["upsell"]}],
            "holdouts": [{"id": "h", "share": 0.1, "salt": "x", "kind": "silent_holdout"}],
            "ranking": {"default": {"silence": 0.9}, "templates": {"t": {"policy": "fixed"}}},
            "learning": {},
            "reservation": {"default": "P1D", "channels": {"web": "PT1H"}},
            "review": {"high": {"approvals": 2}},
        }
    )
    told = [f"{rule.sort}: {rule.words}" for rule in rules_of(policy)]
    assert told == [
        "Do not disturb: Nothing at all while the attribute do_not_disturb is true.",
        "Consent: An e-mail needs ok to be true; where it is not stated, nothing is sent. A revocation always wins.",
        "Region: Only to DE, not to AT.",
        "Suppression: Nothing, except t while a is 1. Ask Bea.",
        "Priority: Nothing of stage upsell until b is 2.",
        "Quiet hours: Nothing on e-mail from 21:00 until 08:00, by the clock of the subject's timezone, else UTC.",
        "Cap: No message to a subject with the same claim on e-mail or in-app within any week.",
        "Gap: No web message within 90 minutes after an earlier e-mail.",
        "Holdout: 10 % of subjects hear nothing, so that the effect of the rest can be measured.",
        "Choice: Variants are chosen by what was learnt of every response, 5 % of the probability spread evenly; "
        "nothing is said once silence is better with probability 0.9.",
        "Choice: In t they are chosen as the default content.",
        "Learning: What is 60 days old counts half; a message is judged 2 days after its window has passed.",
        "Reservation: A decision waits for its exposure: 1 day; 1 hour on web.",
        "Review: A generated variant of high risk needs two editors, neither of whom wrote it; one of low risk needs "
        "one editor.",
    ]
    assert span(timedelta(minutes=1)) == "1 minute"
