"""One variant in the Studio: what an editor sees, each action, two editors at once, two people where two are needed."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest

from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.rules import PolicyFile
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence, Score, WrittenVariant, content_hash
from content_engine.engine.publishing import moved, step_of
from content_engine.engine.reviewing import Opinion
from content_engine.web.studio.variants import PAGES as SHOWN
from content_engine.web.studio.variants_acting import PAGES as ACTING
from tests.doors.studio_stage import Person, Stage, staged

BODY = "body_text.compare"
GOOD = (
    "Hello,\n\nOne number alone says little. Open a chart and use the Compare menu to pick a second one.\n\n"
    "Sort the chart so that the part you need is at the top. Postgres is among the 42 connectors."
)
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7 * 7 }}</textarea>"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One server for all that leaves the rules as they are."""
    with staged(tmp_path_factory.mktemp("variants")) as opened:
        yield opened


@pytest.fixture(scope="module")
def ada(stage: Stage) -> Person:
    """An editor."""
    return stage.person("editor", name="ada")


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A server where every template is of high risk, which takes two people."""
    with staged(tmp_path_factory.mktemp("strict")) as opened:
        _two_people(opened)
        yield opened


def _two_people(stage: Stage) -> None:
    store = stage.engine.content
    current = store.current_catalog()
    assert current is not None
    catalog = from_canonical(store.catalog(current))
    two = PolicyFile.model_validate({"id": "two", "review": {"high": {"approvals": 2}}})
    high = tuple(one.model_copy(update={"risk": "high"}) for one in catalog.templates)
    body = canonical(catalog.model_copy(update={"policies": (*catalog.policies, two), "templates": high}))
    assert store.publish(version_of(body), body, [], after=current, at=0)
    stage.engine.refresh()


HEADLINE = "Bring one question to your first chart"
_written: dict[tuple[str, str], WrittenVariant] = {}
_number = count(1)


def waiting(stage: Stage, text: str = HEADLINE, component: str = "headline.one-chart") -> WrittenVariant:
    """A text that waits for an editor: written once, then told again under other ids."""
    key = (stage.url, text + component)
    if key not in _written:
        _written[key] = stage.written(text, component=component)[0]
        assert _written[key].state == "in_review", _written[key].verdict
    assert stage.engine.desk is not None
    store, first = stage.engine.desk.stores.variants, _written[key]
    one = first.model_copy(update={"id": f"{first.id}-{next(_number)}", "version": 1})
    submitted = step_of(one, one, "submitted", "test", one.created_at)
    assert store.add([one], [submitted]) == 1
    return one


def known(stage: Stage, name: str) -> WrittenVariant:
    """A variant as it is stored."""
    assert stage.engine.desk is not None
    found = stage.engine.desk.stores.variants.variant(name)
    assert found is not None
    return found


def act(person: Person, one: WrittenVariant, action: str, **form: Any) -> Any:
    """Sends the form of an action on the version that was seen."""
    told = {"version": str(one.version), **{name.replace("__", "."): value for name, value in form.items()}}
    return person.send_form(f"/studio/variants/{one.id}/{action}", told)


def notice(person: Person, where: str) -> str:
    """What the next page says was done."""
    return person.get(where).text.partition('id="notices"')[2].partition("</div>")[0]


def test_the_page_shows_all_that_a_decision_needs(stage: Stage, ada: Person) -> None:
    """Words beside those they replace, evidence beside claims, scores, prompt, model, cost, history and frames."""
    one = waiting(stage, GOOD, BODY)
    page = ada.get(f"/studio/variants/{one.id}").text
    assert "body_text.compare.a" in page
    assert "<ins>alone " in page or "<ins>alone</ins>" in page
    assert "<del>" in page
    assert 'class="evidence"' in page and "42 connectors, among them Postgres, MySQL" in page
    for told in ("grounding", "2 of 2 statements have a source", "variant/2", "scripted", "$0.0000", "submitted"):
        assert told in page, told
    assert page.count("<iframe sandbox ") == 3
    assert "Nothing has been learnt of activated yet" in page
    assert page.count("<h1") == 1


def test_another_text_can_be_chosen_to_compare_with(stage: Stage, ada: Person) -> None:
    """Also the default of another component in the place, and only what is in the same language."""
    one = waiting(stage, "Show a colleague this chart", "headline.share")
    page = ada.get(f"/studio/variants/{one.id}", params={"against": "headline.one-chart.b"}).text
    assert "<option selected>headline.one-chart.b</option>" in page
    assert "headline.share.de" not in page


def test_an_approval_is_live_and_leads_to_the_next(stage: Stage, ada: Person) -> None:
    """The answer goes on to what waits, and says what was done."""
    one, other = waiting(stage), waiting(stage)
    answer = act(ada, one, "approve")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/studio/variants/")
    assert one.id not in answer.headers["location"]
    assert f"{one.id} is approved and live." in notice(ada, answer.headers["location"])
    in_use = {v.id for c in stage.engine.worlds.now().catalog.catalog.components for v in c.variants}
    assert one.id in in_use
    assert known(stage, one.id).approvals == ("ada@example.com",)
    assert known(stage, other.id).state == "in_review"


def test_the_last_one_leads_back_to_the_queue(tmp_path_factory: pytest.TempPathFactory) -> None:
    """There is no next one then, and the notice says so."""
    with staged(tmp_path_factory.mktemp("last")) as opened:
        (one,) = opened.written(HEADLINE)
        answer = act(opened.person("editor"), one, "approve")
        assert answer.headers["location"] == "/studio/reviews"


def test_a_rejection_needs_a_reason(stage: Stage, ada: Person) -> None:
    """Without one nothing is done; with one it is in the history."""
    one = waiting(stage)
    answer = act(ada, one, "reject", comment="  ")
    assert answer.status_code == 422
    assert "needs a reason" in answer.text
    assert known(stage, one.id) == one
    assert act(ada, one, "reject", comment="Says nothing new.").status_code == 303
    assert known(stage, one.id).state == "rejected"
    assert "Says nothing new." in ada.get(f"/studio/variants/{one.id}").text


def test_an_edit_is_stored_as_the_editors_words(stage: Stage, ada: Person) -> None:
    """They are checked as a writer's are; the page shows them at once."""
    one = waiting(stage)
    answer = act(ada, one, "edit", content__text="Your next chart in one step")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/studio/variants/{one.id}")
    now = known(stage, one.id)
    assert (now.content["text"], now.author, now.state) == (
        "Your next chart in one step",
        "ada@example.com",
        "in_review",
    )
    again = act(ada, now, "edit", content__text="Your next chart in one step")
    assert again.status_code == 422
    assert "The words are as they were." in again.text


def test_an_edit_that_breaks_rules_changes_nothing_and_is_kept(stage: Stage, ada: Person) -> None:
    """Every violation is told with its place, and what was typed stays in its field."""
    one = waiting(stage)
    answer = act(ada, one, "edit", content__text="Save 50% with Chartwise")
    assert answer.status_code == 422
    assert "competitor" in answer.text and "characters 15 to 23" in answer.text
    assert 'value="Save 50% with Chartwise"' in answer.text
    assert known(stage, one.id) == one


def test_line_ends_of_browsers_are_those_of_content(stage: Stage, ada: Person) -> None:
    """A form sends CR LF; an untouched text is the same text."""
    one = waiting(stage, GOOD, BODY)
    answer = act(ada, one, "edit", content__text=one.content["text"].replace("\n", "\r\n"))
    assert "The words are as they were." in answer.text


def test_comments_and_assignments(stage: Stage, ada: Person) -> None:
    """Both are steps of the history; a variant can be given to those who may decide, or to nobody."""
    one = waiting(stage)
    assert act(ada, one, "comment", comment="Is this true?").status_code == 303
    assert act(ada, known(stage, one.id), "comment", comment=" ").status_code == 422
    assert act(ada, known(stage, one.id), "assign", assignee="ada@example.com").status_code == 303
    assert known(stage, one.id).assigned_to == "ada@example.com"
    assert act(ada, known(stage, one.id), "assign", assignee="nobody@example.com").status_code == 422
    assert act(ada, known(stage, one.id), "assign", assignee="").status_code == 303
    assert known(stage, one.id).assigned_to is None
    assert "Is this true?" in ada.get(f"/studio/variants/{one.id}").text


def test_retired_and_brought_back(stage: Stage, ada: Person) -> None:
    """Retiring takes it out; restoring sends it to review, where the page offers approval again."""
    one = waiting(stage)
    assert act(ada, one, "retire").status_code == 303
    page = ada.get(f"/studio/variants/{one.id}").text
    assert "Back to review" in page and 'data-key="a"' not in page
    assert act(ada, known(stage, one.id), "restore").status_code == 303
    assert known(stage, one.id).state == "in_review"


FORMS: dict[str, dict[str, str]] = {
    "approve": {},
    "reject": {"comment": "My reason <b>"},
    "edit": {"content__text": "My own words here"},
    "comment": {"comment": "My remark"},
    "assign": {"assignee": "ada@example.com"},
    "retire": {},
}


@pytest.mark.parametrize("action", FORMS)
def test_who_comes_second_is_told_and_loses_nothing(stage: Stage, ada: Person, action: str) -> None:
    """Whatever they wanted: who decided what meanwhile is shown, their words stay, and nothing is changed."""
    one = waiting(stage)
    stage.engine.review(one.id, Opinion("comment", "eve@example.com", comment="Look <i>here</i>"))
    after = stage.engine.review(one.id, Opinion("edit", "eve@example.com", {"text": "Charts for Monday"}))
    answer = act(ada, one, action, **FORMS[action])
    assert answer.status_code == 409
    assert f"so your {action} was not done" in answer.text
    assert answer.text.count("<strong>eve@example.com</strong>") == 2
    assert "Look &lt;i&gt;here&lt;/i&gt;" in answer.text
    for typed in ("My reason &lt;b&gt;", "My own words here", "My remark"):
        assert (typed in answer.text) == (typed.replace("&lt;", "<").replace("&gt;", ">") in FORMS[action].values())
    assert f'name="version" value="{after.version}"' in answer.text
    assert known(stage, one.id) == after


def test_a_decision_on_what_is_decided_already(stage: Stage, ada: Person) -> None:
    """The page of a rejected text offers no approval, and a form that comes all the same is told why not."""
    one = waiting(stage)
    after = stage.engine.review(one.id, Opinion("reject", "eve@example.com", comment="no"))
    answer = act(ada, after, "approve")
    assert answer.status_code == 409
    assert "is rejected" in answer.text
    assert known(stage, one.id).state == "rejected"


def test_two_people_where_two_are_needed(strict: Stage) -> None:
    """The first approval waits for another's, nobody approves twice, and nobody counts for their own words."""
    ada, eve = strict.person("editor", name="ada"), strict.person("editor", name="eve")
    one = waiting(strict)
    first = act(ada, one, "approve")
    assert "another editor&#39;s is needed" in notice(ada, first.headers["location"])
    now = known(strict, one.id)
    assert (now.state, now.approvals) == ("in_review", ("ada@example.com",))
    assert "You approved it; another editor is needed." in ada.get(f"/studio/variants/{one.id}").text
    assert act(ada, now, "approve").status_code == 409
    assert act(eve, now, "approve").status_code == 303
    assert known(strict, one.id).state == "approved"
    page = eve.get(f"/studio/variants/{one.id}").text
    assert "2 of 2 approvals: ada@example.com, eve@example.com" in page


def test_nobody_approves_their_own_words(strict: Stage) -> None:
    """After an edit the editor's approval button is off, says why, and a form that comes all the same is refused."""
    kim = strict.person("editor", name="kim")
    one = waiting(strict)
    act(kim, one, "edit", content__text="A calm start with charts")
    now = known(strict, one.id)
    page = kim.get(f"/studio/variants/{one.id}").text
    assert "These are your words: another editor must approve them." in page
    assert 'data-key="a" disabled' in page
    answer = act(kim, now, "approve")
    assert answer.status_code == 409
    assert "Ask another editor" in answer.text
    assert known(strict, one.id) == now


def test_words_are_checked_while_they_are_typed(stage: Stage, ada: Person) -> None:
    """The fragment marks what would be refused; a good text passes with its evidence; nothing is stored."""
    one = waiting(stage)
    rows = stage.engine.memory.summary()["rows"]
    where = f"/studio/variants/{one.id}/check"
    bad = ada.send_form(where, {"content.text": "Save 50% with Chartwise"}, headers={"HX-Request": "true"})
    assert bad.status_code == 200
    assert "would be refused" in bad.text
    assert '<mark class="reject" title="competitor' in bad.text
    assert "<html" not in bad.text
    good = ada.send_form(where, {"content.text": "Postgres is among the 42 connectors"}, headers={"HX-Request": "true"})
    assert "passes" in good.text and "brand policy, fact F3" in good.text
    broken = ada.send_form(where, {"content.text": EVIL}, headers={"HX-Request": "true"})
    assert "would be refused" in broken.text and "<script" not in broken.text and "<img" not in broken.text
    assert known(stage, one.id) == one
    assert stage.engine.memory.summary()["rows"] == rows


def test_a_field_that_there_is_not_is_told(stage: Stage, ada: Person) -> None:
    """A forged field is a mistake of the form, not of the server."""
    one = waiting(stage)
    assert ada.send_form(f"/studio/variants/{one.id}/check", {"content.colour": "red"}).status_code == 422
    assert act(ada, one, "edit", content__colour="red").status_code == 422


@pytest.mark.parametrize("version", ["", "x", "-1", "１", "9" * 30])
def test_a_form_without_its_version_does_nothing(stage: Stage, ada: Person, version: str) -> None:
    """What was seen is not known then, so nothing may be decided."""
    one = waiting(stage) if version == "" else None
    name = one.id if one else "headline.one-chart.a"
    answer = ada.send_form(f"/studio/variants/{name}/approve", {"version": version})
    assert answer.status_code == 422
    assert "which version" in answer.text


@pytest.mark.parametrize("frame", ["phone", "desktop", "dark"])
def test_the_message_runs_and_loads_nothing(stage: Stage, ada: Person, frame: str) -> None:
    """A page of its own with a policy of its own, the text in its place and default content around it."""
    one = waiting(stage)
    answer = ada.get(f"/studio/variants/{one.id}/message", params={"frame": frame})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy and "frame-ancestors 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert one.content["text"] in answer.text
    assert "Acme Analytics GmbH" in answer.text
    assert ("invert(1)" in answer.text) == (frame == "dark")


def test_a_message_without_html_is_a_card(stage: Stage, ada: Person) -> None:
    """An in-app text is shown among the other blocks of its card."""
    page = ada.get("/studio/variants/inapp_title.idea.b/message", params={"frame": "dark"}).text
    assert '<html lang="en" class="dark">' in page
    assert 'class="line title"' in page and 'class="line button"' in page


@pytest.mark.parametrize(
    "query", [{"frame": "huge"}, {"template": "nothing"}, {"template": "acme-tip-inapp"}, {"subject": "nobody"}]
)
def test_a_message_that_there_is_not(stage: Stage, ada: Person, query: dict[str, str]) -> None:
    """A frame, template or subject that is unknown, or a template that does not take the text."""
    assert ada.get("/studio/variants/headline.one-chart.a/message", params=query).status_code == 404


def test_a_text_of_a_file_is_read_only(stage: Stage, ada: Person) -> None:
    """It is shown with its message; an action on it says where it is changed."""
    page = ada.get("/studio/variants/headline.one-chart.a").text
    assert "written in a file of the content folder" in page
    assert "Approve" not in page and "<textarea" not in page
    answer = ada.send_form("/studio/variants/headline.one-chart.a/retire", {"version": "1"})
    assert answer.status_code == 404
    assert "changed in its file" in answer.text
    assert ada.get("/studio/variants/nothing").status_code == 404


def test_those_who_do_not_decide_may_read(stage: Stage) -> None:
    """QA sees the page without its forms, and no action is theirs; strangers are sent to sign in."""
    one, reader = waiting(stage), stage.person("qa")
    page = reader.get(f"/studio/variants/{one.id}").text
    assert "Editors decide; you can read." in page and f"/studio/variants/{one.id}/approve" not in page
    for each in (*SHOWN, *ACTING):
        if each.method == "POST":
            answer = reader.send_form(each.path.replace("{id}", one.id), {"version": "1"})
            assert answer.status_code == 403, each.path
    assert stage.visitor().get(f"/studio/variants/{one.id}").headers["location"].startswith("/studio/sign-in")
    assert known(stage, one.id) == one


def test_a_form_of_another_site_does_nothing(stage: Stage, ada: Person) -> None:
    """Without the session's token no action and no check is done."""
    one = waiting(stage)
    for action in (*FORMS, "check"):
        answer = ada.post(f"/studio/variants/{one.id}/{action}", data={"version": "1", "csrf": "0" * 64})
        assert answer.status_code == 403
    assert known(stage, one.id) == one


class _Page(HTMLParser):
    """Collects what could act in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = tag == "script" and (given.get("src") or "").startswith("/studio/static/")
        icon = tag == "img" and given.get("src") == "/studio/static/icon.svg"
        if (tag in ("script", "img", "svg", "object", "b", "i") and not own and not icon) or "style" in given:
            self.acting.append(tag)
        self.acting += [name for name in given if name.startswith("on")]


def _hostile(one: WrittenVariant) -> WrittenVariant:
    """The variant with markup in every field that takes any text."""
    return moved(
        one,
        one.updated_at,
        content={"text": EVIL},
        content_hash=content_hash({"text": EVIL}),
        tone=EVIL,
        note=EVIL,
        author=EVIL,
        assigned_to=EVIL,
        approvals=(EVIL,),
        verdict=Verdict.of([Violation(guardrail=EVIL, severity="reject", span=(3, 900), message=EVIL, field="text")]),
        evidence=(Evidence(field="text", span=(0, 12), sources=(EVIL, f"{EVIL}#1")),),
        scores=(Score(evaluator=EVIL, reason=EVIL), Score(evaluator=EVIL, failure=EVIL)),
        provenance=one.provenance.model_copy(
            update={"prompt": EVIL, "prompt_hash": EVIL, "model": EVIL, "adapter": EVIL, "angle": EVIL, "job": EVIL}
        ),
    )


def test_hostile_words_in_every_field_are_only_words(stage: Stage, ada: Person) -> None:
    """Nothing of what strangers wrote becomes part of the page: texts, reasons, names, scores, what was typed."""
    one = waiting(stage)
    bad = _hostile(one)
    assert stage.engine.desk is not None
    store = stage.engine.desk.stores.variants
    assert store.step(bad, step_of(one, bad, "comment", EVIL, bad.updated_at, EVIL))
    page = ada.get(f"/studio/variants/{one.id}", params={"against": EVIL}).text
    assert "&lt;script&gt;alert(1)" in page
    assert _Page(page).acting == []
    again = act(ada, one, "edit", content__text=EVIL + "2", comment=EVIL)
    assert again.status_code == 409
    assert _Page(again.text).acting == []
    framed = ada.get(f"/studio/variants/{one.id}/message").text
    assert "<script>alert" not in framed and "<img" not in framed


def test_a_component_that_is_gone(stage: Stage, ada: Person) -> None:
    """Its texts are still there to be read; there is no message and nothing is expected of them."""
    one = waiting(stage)
    gone = moved(one, one.updated_at, component="headline.gone")
    assert stage.engine.desk is not None
    assert stage.engine.desk.stores.variants.step(gone, step_of(one, gone, "comment", "test", one.updated_at, "x"))
    answer = ada.get(f"/studio/variants/{one.id}")
    assert answer.status_code == 200
    assert "is not in the catalog any more" in answer.text
    assert "No template takes this text" in ada.get(f"/studio/variants/{one.id}/message").text
