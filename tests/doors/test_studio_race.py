"""Two editors decide on one text at the same moment: one wins, the other is told by whom, and the record agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from threading import Barrier

import pytest
from playwright.sync_api import Page

from content_engine.domain.writing import WrittenVariant
from tests.doors.browsing import browser
from tests.doors.studio_showcase import copied, desk, signed_in
from tests.doors.studio_stage import Person, Stage, staged

ROUNDS = 100
THROUGH_BROWSERS = 5
TEXT = "Bring one question to your first chart"
EMAILS = {name: f"{name}@example.com" for name in ("ada", "eve")}
STATES = {"approve": "approved", "reject": "rejected"}
PAIRS = [("approve", "approve"), ("approve", "reject"), ("reject", "reject"), ("reject", "approve")]
Said = tuple[bool, str]
"""Whether one's decision was done, and what one was told."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("race")) as opened:
        yield opened


@pytest.fixture(scope="module")
def first(stage: Stage) -> WrittenVariant:
    """A text that waits, of which the others are copies."""
    (one,) = stage.written(TEXT)
    assert one.state == "in_review"
    return one


@dataclass(frozen=True)
class Editor:
    """Somebody with a signed-in client, and how they send a decision."""

    name: str
    person: Person
    token: str
    by_queue: bool

    def decides(self, one: WrittenVariant, action: str, gate: Barrier) -> Said:
        """Sends the form when everybody is ready."""
        data = {"csrf": self.token, "comment": f"{self.name} says so" if action == "reject" else ""}
        gate.wait()
        return self._in_queue(one, action, data) if self.by_queue else self._on_page(one, action, data)

    def _on_page(self, one: WrittenVariant, action: str, data: dict[str, str]) -> Said:
        where = f"/studio/variants/{one.id}/{action}"
        answer = self.person.post(where, data=data | {"version": str(one.version)})
        assert answer.status_code in (303, 409), answer.text
        return answer.status_code == 303, _problem(answer.text)

    def _in_queue(self, one: WrittenVariant, action: str, data: dict[str, str]) -> Said:
        form = data | {"action": action, "chosen": f"{one.version} {one.id}"}
        answer = self.person.post("/studio/reviews/bulk", data=form, headers={"HX-Request": "true"})
        assert answer.status_code == 200, answer.text
        return 'data-done="1"' in answer.text, _words(
            answer.text.partition('class="each"')[2].partition("</section>")[0]
        )


def _problem(page: str) -> str:
    return _words(page.partition('id="problem"')[2].partition("</section>")[0])


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def agrees(stage: Stage, one: WrittenVariant, actions: dict[str, str], said: dict[str, Said]) -> None:
    """One winner, whom the other is told of by address; state, approvals and history say the same."""
    (winner,) = [name for name, (done, _) in said.items() if done]
    (loser,) = said.keys() - {winner}
    told = said[loser][1]
    assert EMAILS[winner] in told and EMAILS[loser] not in told, told
    now = desk(stage).stores.variants.variant(one.id)
    assert now is not None
    assert (now.state, now.content) == (STATES[actions[winner]], one.content)
    decision = (EMAILS[winner], actions[winner], now.state)
    steps = desk(stage).stores.variants.reviews(one.id)
    assert [(each.actor, each.action, each.after) for each in steps if each.action in STATES] == [decision]
    follows = {"approved": ["published"], "rejected": []}[now.state]
    assert [each.action for each in steps] == [*follows, actions[winner], "submitted"]
    assert now.version == len(steps)
    assert now.approvals == ((EMAILS[winner],) if now.state == "approved" else ())
    live = {each.id for component in desk(stage).catalog().components for each in component.variants}
    assert (one.id in live) == (now.state == "approved")


def keeps_the_reason(actions: dict[str, str], said: dict[str, Said]) -> None:
    """Who typed a reason and came second finds it again."""
    for name, (done, told) in said.items():
        assert done or (f"{name} says so" in told) == (actions[name] == "reject"), told


@pytest.mark.parametrize("by_queue", [False, True], ids=["on the text's page", "in the queue"])
def test_two_editors_at_the_same_moment(stage: Stage, first: WrittenVariant, by_queue: bool) -> None:
    """Fifty times on the page and fifty in the queue, whatever each of them wants."""
    people = {name: stage.person("editor", name=name) for name in EMAILS}
    editors = [Editor(name, one, one.csrf, by_queue) for name, one in people.items()]
    won = []
    with ThreadPoolExecutor(2) as pool:
        for number in range(ROUNDS // 2):
            one = copied(stage, first, f"race.{by_queue}.{number}")
            actions = dict(zip(EMAILS, PAIRS[number % len(PAIRS)], strict=True))
            gate = Barrier(2)
            sent = {each.name: pool.submit(each.decides, one, actions[each.name], gate) for each in editors}
            said = {name: each.result() for name, each in sent.items()}
            agrees(stage, one, actions, said)
            keeps_the_reason(actions, said)
            won += [name for name, (done, _) in said.items() if done]
    assert len(won) == ROUNDS // 2


AT_ONCE = """([action, words, at]) => {
  const form = document.querySelector(`form[action$="/${action}"]`), reason = form.querySelector("textarea");
  if (reason) reason.value = words;
  setTimeout(() => form.requestSubmit(), at - Date.now());
}"""


def sends(page: Page, action: str, words: str, at: float) -> None:
    """Makes a page send its decision at a moment (ms since 1970)."""
    page.evaluate(AT_ONCE, [action, words, at])


def answered(page: Page, one: WrittenVariant) -> Said:
    """What came back: the page again with the problem, or another with a notice."""
    page.wait_for_selector("#problem, #notices .note")
    if page.locator("#problem").count() == 0:
        assert one.id in page.locator("#notices").inner_text()
        return True, ""
    return False, " ".join(page.locator("#problem").inner_text().split())


def test_two_browsers_at_the_same_moment(stage: Stage, first: WrittenVariant) -> None:
    """Each in a window of its own; who was second sees who decided, and the reason typed is still there."""
    with browser() as chromium:
        windows = {name: signed_in(stage, chromium, "editor", name=name, email=EMAILS[name]) for name in EMAILS}
        pages = {name: window.new_page() for name, window in windows.items()}
        for number in range(THROUGH_BROWSERS):
            one = copied(stage, first, f"race.browser.{number}")
            actions = dict(zip(EMAILS, PAIRS[number % len(PAIRS)], strict=True))
            for page in pages.values():
                page.goto(f"/studio/variants/{one.id}")
            at = next(iter(pages.values())).evaluate("() => Date.now() + 400")
            for name, page in pages.items():
                sends(page, actions[name], f"{name} says so", at)
            said = {name: answered(page, one) for name, page in pages.items()}
            agrees(stage, one, actions, said)
            keeps_the_reason(actions, said)
