"""The review queue of the Studio: filters, counts, many at once, two editors at once, and taking back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from content_engine.domain.writing import Provenance, WrittenVariant, content_hash
from content_engine.engine.reviewing import Opinion
from content_engine.generation import policy_version
from tests.doors.conftest import ACME
from tests.doors.studio_stage import COMPONENT, Person, Stage, staged

GOOD = "Bring one question to your first chart"
BAD = "Guaranteed to double your revenue, risk-free!"
WRITER = Provenance(
    prompt="variant/1", prompt_hash="h", model="scripted", adapter="scripted", origin="llm", job="job-of-a-test"
)
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One server for all tests of this file."""
    with staged(tmp_path_factory.mktemp("reviews")) as stage:
        yield stage


@pytest.fixture
def stage(shared: Stage) -> Iterator[Stage]:
    """The same; what a test leaves in review is out of the way of the next."""
    yield shared
    for one in shared.engine.written(states=("checked", "in_review"), limit=500):
        shared.engine.review(one.id, Opinion("reject", "tidy", comment="the test is over"))


def put(stage: Stage, *names: str, **given: Any) -> list[WrittenVariant]:
    """Variants in review, as a worker leaves them; `given` are fields that differ."""
    engine = stage.engine
    assert engine.desk is not None
    plain: dict[str, Any] = {
        "component": COMPONENT, "kind": "headline", "locale": "en", "content": {"text": GOOD}, "state": "in_review",
        "policy_version": policy_version(engine.desk.catalog()), "provenance": WRITER, "author": "llm",
        "created_at": engine.desk.now(), "updated_at": engine.desk.now(),
    }  # fmt: skip
    fields = plain | given
    hashed = content_hash(fields["content"])
    made = [WrittenVariant(**{"id": f"headline.{name}", "content_hash": hashed, **fields}) for name in names]
    assert engine.desk.stores.variants.add(made, []) == len(made), "a name that another test has taken"
    return made


def shown(answer: httpx.Response) -> list[str]:
    """The ids on a page of the queue, in order."""
    assert answer.status_code == 200, answer.text
    return re.findall(r'<tr data-row data-id="([^"]+)"', answer.text)


def ids(variants: list[WrittenVariant]) -> list[str]:
    """Their ids."""
    return [one.id for one in variants]


def chosen(*variants: WrittenVariant) -> list[str]:
    """The boxes of these texts, as an editor sees them now."""
    return [f"{one.version} {one.id}" for one in variants]


def bulk(person: Person, action: str, *variants: WrittenVariant, **more: Any) -> httpx.Response:
    """Says something of many."""
    return person.send_form("/studio/reviews/bulk", {"action": action, "chosen": chosen(*variants), **more})


def hidden(answer: httpx.Response, name: str) -> list[str]:
    """The values of a hidden field of the form that undoes."""
    form = answer.text.partition('action="/studio/reviews/undo"')[2].partition("</form>")[0]
    return [unescape(value) for value in re.findall(f'name="{name}" value="([^"]*)"', form)]


def undo(person: Person, answer: httpx.Response) -> httpx.Response:
    """Presses the button that undoes."""
    fields: dict[str, Any] = {name: hidden(answer, name) for name in ("id", "version", "was")}
    assert fields["id"], "nothing to undo"
    return person.send_form("/studio/reviews/undo", {"action": hidden(answer, "action")[0], **fields})


def state(stage: Stage, one: WrittenVariant) -> str:
    """Where it stands now."""
    return str(stage.engine.variant(one.id)["state"])


def test_the_queue_is_riskiest_first_then_oldest(stage: Stage) -> None:
    """High risk before low whatever the age; the oldest first among equals."""
    low = put(stage, "q-low", risk="low", created_at=1)
    young = put(stage, "q-young", risk="high", created_at=3)
    old = put(stage, "q-old", risk="high", created_at=2)
    assert shown(stage.person("editor").get("/studio/reviews")) == ids([*old, *young, *low])


FILTERS = [
    ({"risk": "low"}, {"risk": "low"}),
    ({"kind": "tooltip"}, {"kind": "tooltip"}),
    ({"locale": "de"}, {"locale": "de"}),
    ({"component": "headline.other"}, {"component": "headline.other"}),
    ({"state": "rejected"}, {"state": "rejected", "id": "headline.f-state"}),
]


@pytest.mark.parametrize(("query", "given"), FILTERS, ids=lambda one: "-".join(one))
def test_each_filter_leaves_what_it_names_and_counts_it(stage: Stage, query: Any, given: Any) -> None:
    """One text of the sort and one of another: the filter shows the first, and its choice tells how many there are."""
    name = f"f-{next(iter(query))}"
    mine, other = put(stage, name, **given), put(stage, f"{name}-other")
    page = stage.person("qa").get("/studio/reviews", params=query)
    assert mine[0].id in shown(page) and other[0].id not in shown(page)
    value = next(iter(query.values()))
    told = re.search(rf'<option value="{re.escape(value)}" selected>[^(]*\((\d+)\)', page.text)
    assert told and int(told[1]) == len(shown(page))


def test_the_filter_by_origin_tells_the_built_in_writer_from_a_model(stage: Stage) -> None:
    """What the offline writer wrote is another filter's than a model's, and is labelled."""
    model = put(stage, "f-llm")
    provenance = model[0].provenance.model_copy(update={"origin": "offline"})
    offline, person = put(stage, "f-offline", provenance=provenance), stage.person("editor")
    page = person.get("/studio/reviews", params={"origin": "offline"})
    assert shown(page) == ids(offline) and 'badge offline"' in page.text
    assert shown(person.get("/studio/reviews", params={"origin": "llm"})) == ids(model)


def test_the_filters_by_assignment_are_about_who_asks(stage: Stage) -> None:
    """`me` is the one who is signed in; `nobody` are those that nobody was asked to look at."""
    ada, bob = stage.person("editor", name="ada-f"), stage.person("editor", name="bob-f")
    mine, free = put(stage, "f-mine", assigned_to="ada-f@example.com"), put(stage, "f-free")
    assert shown(ada.get("/studio/reviews?assigned=me")) == ids(mine)
    assert shown(bob.get("/studio/reviews?assigned=me")) == []
    assert shown(bob.get("/studio/reviews?assigned=nobody")) == ids(free)


@pytest.mark.parametrize("query", ["risk=none", "state=gone", "origin=me", "assigned=x", "after=1", "after=high.x.a"])
def test_a_filter_that_there_is_not_is_told(stage: Stage, query: str) -> None:
    """An address made by hand gets an answer in words, not an empty list that looks like the truth."""
    assert stage.person("editor").get(f"/studio/reviews?{query}").status_code == 422


def test_pages_follow_one_another(stage: Stage) -> None:
    """Fifty a page, and the link leads to the rest with the filters kept."""
    made, person = put(stage, *(f"p-{n:03}" for n in range(60)), locale="de"), stage.person("editor")
    first = person.get("/studio/reviews?locale=de")
    link = re.search(r'<a href="([^"]+)" rel="next"', first.text)
    assert link and "locale=de" in link[1]
    second = person.get(unescape(link[1]))
    assert [*shown(first), *shown(second)] == ids(made) and 'rel="next"' not in second.text


def test_an_empty_queue_says_so(stage: Stage) -> None:
    """Nothing waits, nothing fits: two different things."""
    person = stage.person("editor")
    assert "Nothing waits for a review" in person.get("/studio/reviews").text
    assert "Nothing fits these filters" in person.get("/studio/reviews?risk=low").text


def test_a_hostile_text_is_shown_and_does_nothing(stage: Stage) -> None:
    """In the queue and in the answer to an action, in every field that a stranger can fill."""
    person = stage.person("editor")
    one = put(stage, "h-1", content={"text": HOSTILE}, note=HOSTILE, assigned_to=HOSTILE, locale="fr")[0]
    answer = bulk(person, "reject", one, comment=HOSTILE)
    again = bulk(person, "reject", one, comment=HOSTILE)
    for page in (answer, again, person.get("/studio/reviews?state=rejected&locale=fr")):
        assert page.status_code == 200 and HOSTILE not in page.text and "&lt;script&gt;" in page.text


def test_many_are_approved_at_once_and_are_live(stage: Stage) -> None:
    """Each is approved, and the catalog has them when the answer is there."""
    made = put(stage, "w-0", "w-1", "w-2")
    answer = bulk(stage.person("editor"), "approve", *made)
    assert f"{len(made)} of {len(made)} approved" in answer.text
    assert [state(stage, one) for one in made] == ["approved"] * len(made)
    live = {variant.id for one in stage.engine.worlds.now().catalog.catalog.components for variant in one.variants}
    assert live >= set(ids(made))


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(stage: Stage) -> None:
    """What the first decided stays; the second learns who it was; the rest of their batch is done; their words stay."""
    ada, bob = stage.person("editor", name="ada-c"), stage.person("editor", name="bob-c")
    first, second = put(stage, "w-3", "w-4")
    bulk(ada, "approve", first)
    answer = bulk(bob, "reject", first, second, comment="says nothing new")
    assert "1 of 2 rejected" in answer.text and "somebody was faster" in answer.text
    assert "ada-c@example.com: approve" in answer.text and "says nothing new" in answer.text
    assert (state(stage, first), state(stage, second)) == ("approved", "rejected")


def test_a_text_that_breaks_the_rules_is_refused_with_the_reason(stage: Stage) -> None:
    """The guardrails have the last word in a bulk approval too."""
    one = put(stage, "r-1", content={"text": BAD})[0]
    answer = bulk(stage.person("editor"), "approve", one)
    assert "breaks rules" in answer.text and "0 of 1 approved" in answer.text
    assert state(stage, one) == "in_review"


def test_a_rejection_needs_a_reason_and_a_bulk_action_a_text(stage: Stage) -> None:
    """Nothing is done, and the answer says what is missing."""
    person, one = stage.person("editor"), put(stage, "w-7")[0]
    assert bulk(person, "reject", one, comment=" ").status_code == 422
    assert bulk(person, "approve").status_code == 422
    assert bulk(person, "publish", one).status_code == 422
    assert person.send_form("/studio/reviews/bulk", {"action": "approve", "chosen": one.id}).status_code == 422
    assert state(stage, one) == "in_review"


def test_a_rejection_is_taken_back(stage: Stage) -> None:
    """What was rejected waits again, and the history tells both."""
    person, made = stage.person("editor"), put(stage, "w-5", "w-6")
    told = undo(person, bulk(person, "reject", *made, comment="too long"))
    assert "2 of 2 taken back" in told.text
    assert {state(stage, one) for one in made} == {"in_review"}
    steps = [step["action"] for step in stage.engine.variant(made[0].id)["history"]]
    assert {"reject", "restore"} <= set(steps)


def test_an_approval_is_taken_back_out_of_the_catalog(stage: Stage) -> None:
    """The text leaves the catalog, waits again, and has no approval."""
    person, one = stage.person("editor"), put(stage, "w-8")[0]
    undo(person, bulk(person, "approve", one))
    told = stage.engine.variant(one.id)
    assert told["state"] == "in_review" and told["approvals"] == []
    live = {variant.id for each in stage.engine.worlds.now().catalog.catalog.components for variant in each.variants}
    assert one.id not in live


def test_an_assignment_is_taken_back_to_whom_it_was(stage: Stage) -> None:
    """To the one who was asked before, not to nobody."""
    ada = stage.person("editor", name="ada-a")
    stage.person("editor", name="bob-a")
    one = put(stage, "a-1", assigned_to="bob-a@example.com")[0]
    answer = bulk(ada, "assign", one, assignee="ada-a@example.com")
    assert stage.engine.variant(one.id)["assigned_to"] == "ada-a@example.com"
    undo(ada, answer)
    assert stage.engine.variant(one.id)["assigned_to"] == "bob-a@example.com"


def test_nobody_is_assigned_who_cannot_review(stage: Stage) -> None:
    """A typo and somebody of another role get an answer in words."""
    person, one = stage.person("editor"), put(stage, "w-9")[0]
    stage.person("qa", name="quinn")
    for who in ("nobody@example.com", "quinn@example.com"):
        assert bulk(person, "assign", one, assignee=who).status_code == 422


def test_only_the_one_who_did_it_takes_it_back(stage: Stage) -> None:
    """Somebody else with the same form changes nothing and is told whose it is."""
    ada, bob = stage.person("editor", name="ada-u"), stage.person("editor", name="bob-u")
    one = put(stage, "w-10")[0]
    told = undo(bob, bulk(ada, "reject", one, comment="no"))
    assert "0 of 1 taken back" in told.text and "ada-u@example.com" in told.text
    assert state(stage, one) == "rejected"


def test_nothing_is_taken_back_over_somebody_elses_step(stage: Stage) -> None:
    """Once another editor restored and approved, undoing the rejection would undo theirs."""
    ada, one = stage.person("editor", name="ada-o"), put(stage, "w-11")[0]
    answer = bulk(ada, "reject", one, comment="no")
    stage.engine.review(one.id, Opinion("restore", "bob"))
    stage.engine.review(one.id, Opinion("approve", "bob"))
    assert "0 of 1 taken back" in undo(ada, answer).text
    assert state(stage, one) == "approved"


def test_undoing_twice_undoes_once(stage: Stage) -> None:
    """The second press finds that the text was changed since."""
    person, one = stage.person("editor"), put(stage, "w-12")[0]
    answer = bulk(person, "reject", one, comment="no")
    assert "1 of 1" in undo(person, answer).text
    assert "0 of 1" in undo(person, answer).text


def test_htmx_gets_the_answer_and_the_list_as_it_is_now(stage: Stage) -> None:
    """A fragment: what came of it, the queue without what was decided and with its filters, no whole page."""
    person = stage.person("editor")
    first, second = put(stage, "x-1", "x-2", locale="de")
    put(stage, "x-3")
    form = {"action": "reject", "chosen": chosen(first), "comment": "no", "kept": "locale=de"}
    answer = person.send_form("/studio/reviews/bulk", form, headers={"HX-Request": "true"})
    assert "<html" not in answer.text and answer.text.count('hx-swap-oob="true"') == 2
    assert shown(answer) == [second.id]


def test_quality_people_see_the_queue_and_decide_nothing(stage: Stage) -> None:
    """No boxes and no buttons for them, and the server refuses what they send all the same."""
    person, one = stage.person("qa"), put(stage, "w-13")[0]
    page = person.get("/studio/reviews")
    assert shown(page) == [one.id] and 'name="chosen"' not in page.text and "data-chosen" not in page.text
    assert bulk(person, "approve", one).status_code == 403
    form = {"action": "approve", "id": one.id, "version": "1", "was": ""}
    assert person.send_form("/studio/reviews/undo", form).status_code == 403
    assert state(stage, one) == "in_review"


def test_two_people_approve_what_is_of_high_risk(tmp_path: Path) -> None:
    """The queue tells how many are needed and who approved; the first approval alone publishes nothing."""
    content = shutil.copytree(ACME, tmp_path / "acme")
    rule = "id: two-people\ndescription: Two people approve.\nreview: {high: {approvals: 2}}\n"
    (content / "policies" / "two-people.yaml").write_text(rule, encoding="utf-8")
    template = content / "components" / "templates" / "acme-tip-email.yaml"
    template.write_text(template.read_text(encoding="utf-8").replace("risk: low", "risk: high"), encoding="utf-8")
    with staged(tmp_path, content=content) as stage:
        ada, bob, one = stage.person("editor", name="ada-2"), stage.person("editor", name="bob-2"), put(stage, "two")[0]
        assert "2 approvals needed" in ada.get("/studio/reviews").text
        answer = bulk(ada, "approve", one)
        assert "one more editor has to approve it" in answer.text and state(stage, one) == "in_review"
        assert "approved by ada-2@example.com (1 of 2)" in bob.get("/studio/reviews").text
        assert "1 of 1 taken back" in undo(ada, answer).text and not stage.engine.variant(one.id)["approvals"]
        again = one.model_copy(update={"version": stage.engine.variant(one.id)["version"]})
        bulk(bob, "approve", again)
        last = again.model_copy(update={"version": again.version + 1})
        assert "approved this already" in bulk(bob, "approve", last).text
        bulk(ada, "approve", last)
        assert state(stage, one) == "approved"


def test_a_form_of_another_site_decides_nothing(stage: Stage) -> None:
    """Without the session's token nothing is done."""
    person, one = stage.person("editor"), put(stage, "w-14")[0]
    answer = person.post("/studio/reviews/bulk", data={"action": "approve", "chosen": chosen(one), "csrf": "0" * 64})
    assert answer.status_code == 403 and state(stage, one) == "in_review"
