"""A long life in random steps, against a simple model: caps and gaps hold, and no request is answered two ways.

The model knows only what the outside knows (the rules in words, what was answered, what was told) and predicts every
answer: assembled, or the code of the first rule that forbids. It shares no code with the engine.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from content_engine import Decision, DecisionRequest, Exposure, Outcome
from content_engine.domain.errors import IdempotencyMismatch
from content_engine.memory import open_stores

HOUR = 3_600_000
CHANNELS = {"acme-tip-inapp": "in_app", "acme-tip-email": "email"}
ACCOUNTS = {"ada": "acme", "bob": "acme", "eve": None}
RESERVED = {"in_app": 4 * HOUR, "email": 24 * HOUR}
RULES: dict[str, Any] = {
    "caps": [
        {"id": "account", "scope": "account", "max": 3, "per": "PT36H"},
        {"id": "template", "scope": "template", "templates": ["acme-tip-email"], "max": 1, "per": "PT12H"},
    ],
    "reservation": {"default": "P1D", "channels": {"in_app": "PT4H"}},
}
EVERYTHING = {
    None,
    "cap.user",
    "cap.account",
    "cap.template",
    "gap.channel",
    "consent.missing",
    "consent.do_not_disturb",
}


@dataclass
class Said:
    """One message that was assembled, and the first time each kind of exposure named for it."""

    user: str
    template: str
    at: int
    exposures: dict[str, int] = field(default_factory=dict)

    def since(self, now: int) -> int | None:
        """From when on it counts at `now`; None when it does not (any longer)."""
        confirmed = [at for kind, at in self.exposures.items() if kind != "aborted"]
        if confirmed:
            return max(self.at, *confirmed)
        lasting = now < self.at + RESERVED[CHANNELS[self.template]]
        return self.at if lasting and not self.exposures else None


@dataclass
class Model:
    """What was said to whom, and what they said about it, in the order in which it came."""

    said: dict[str, Said] = field(default_factory=dict)
    words: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)
    heard: int = 0

    def tell(self, user: str, granted: dict[str, bool]) -> None:
        """A subject's newest words, all at once."""
        self.heard += 1
        named = {about: yes for about, yes in granted.items() if about in CHANNELS.values()}
        if "all" in granted and named:
            # said at once, the word for a channel outweighs that for all
            rest = {about: yes for about, yes in granted.items() if about != "all"}
            granted = dict.fromkeys(CHANNELS.values(), granted["all"]) | rest
        self.words |= {(user, about): (self.heard, yes) for about, yes in granted.items()}

    def refused(self, user: str, template: str, now: int) -> str | None:
        """The code of the first rule that forbids this message now."""
        if self.words.get((user, "do_not_disturb"), (0, False))[1]:
            return "consent.do_not_disturb"
        words = [self.words[user, about] for about in (CHANNELS[template], "all") if (user, about) in self.words]
        if any(not yes for heard, yes in words if heard == max(words)[0]):
            return "consent.missing"
        return next((code for code, full in self.limits(user, template, now) if full), None)

    def limits(self, user: str, template: str, now: int) -> list[tuple[str, bool]]:
        """Each cap and gap, and whether it is full."""
        mine = [one for one in self.said.values() if one.user == user]
        ours = [one for one in self.said.values() if ACCOUNTS[one.user] == ACCOUNTS[user]] if ACCOUNTS[user] else []
        mails = [one for one in mine if one.template == "acme-tip-email"]
        prompts = [one for one in mine if one.template == "acme-tip-inapp"]
        mail = template == "acme-tip-email"
        return [
            ("cap.user", self.number(mine, now, 24) >= 2),
            ("cap.account", self.number(ours, now, 36) >= 3),
            ("cap.template", mail and self.number(mails, now, 12) >= 1),
            ("gap.channel", mail and self.number(prompts, now, 2) >= 1),
        ]

    @staticmethod
    def number(messages: list[Said], now: int, hours: int) -> int:
        """How many of them count in the window that ends now."""
        return sum(since is not None and now - since < hours * HOUR for since in (one.since(now) for one in messages))


users = st.sampled_from(sorted(ACCOUNTS))
templates = st.sampled_from(sorted(CHANNELS))
questions = st.tuples(users, templates)


class Life(RuleBasedStateMachine):
    """Decides, exposes, observes, sets preferences and clocks, and restarts."""

    open_house: Callable[[], Any]
    seen: Counter[str | None]

    def __init__(self) -> None:
        super().__init__()
        self.house, self.reopen, self.close = type(self).open_house()
        self.model = Model()
        self.asked: dict[str, DecisionRequest] = {}
        self.answers: dict[str, bytes] = {}
        self.told: list[Any] = []
        self.numbers = count()
        self.newest = self.house.clock.now()

    @initialize()
    def open(self) -> None:
        self.house.rule(**RULES)

    @property
    def now(self) -> int:
        return int(self.house.clock.now().timestamp() * 1000)

    def tick(self) -> None:
        """Nothing happens twice in one millisecond, so that an order in time is an order."""
        self.house.later(milliseconds=1)
        self.newest = max(self.newest, self.house.clock.now())

    def request(self, user: str, template: str, **given: Any) -> DecisionRequest:
        """A new question."""
        name = f"q{next(self.numbers)}"
        made = self.house.ask(user, name, template=template, account_id=ACCOUNTS[user], **given)
        self.asked[name] = made
        return made

    def learn(self, request: DecisionRequest, answer: Any) -> None:
        """Holds an answer against the earlier one, or a new one against the model's."""
        assert isinstance(answer, bytes)
        if request.request_id in self.answers:
            assert answer == self.answers[request.request_id]
            return
        self.answers[request.request_id] = answer
        decision = Decision.model_validate_json(answer)
        user, template = request.user_id, str(request.template)
        self.told.append(decision.decision_id)
        code = decision.refusal.code if decision.refusal else None
        type(self).seen[code] += 1
        assert code == self.model.refused(user, template, self.now)
        if code is None:
            self.model.said[decision.decision_id] = Said(user, template, self.now)

    @rule(question=questions)
    def decide(self, question: tuple[str, str]) -> None:
        self.tick()
        request = self.request(*question)
        self.learn(request, self.house.engine.decide_raw([request])[0])

    @rule(asked=st.lists(questions, min_size=2, max_size=5), repeats=st.lists(st.integers(0), max_size=2))
    def decide_batch(self, asked: list[tuple[str, str]], repeats: list[int]) -> None:
        self.tick()
        earlier = list(self.asked.values())
        batch = [self.request(*question) for question in asked]
        batch += [earlier[number % len(earlier)] for number in repeats if earlier] + batch[:1]
        for request, answer in zip(batch, self.house.engine.decide_raw(batch), strict=True):
            self.learn(request, answer)

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(list(self.asked.values())))
        self.learn(request, self.house.engine.decide_raw([request])[0])

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def ask_something_else_under_the_same_id(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(list(self.asked.values())))
        other = request.model_copy(update={"attributes": {"plan": "pro"}})
        first, second = self.house.engine.decide_raw([other, request])
        assert isinstance(first, IdempotencyMismatch)
        self.learn(request, second)

    @rule(question=questions)
    def try_when_told(self, question: tuple[str, str]) -> None:
        """A dry run agrees with the model; at `retry_at` nothing forbids, a millisecond before something does."""
        here = self.house.clock.now()
        refusal = self.house.decide(
            question[0], dry_run=True, template=question[1], account_id=ACCOUNTS[question[0]]
        ).refusal
        assert (refusal.code if refusal else None) == self.model.refused(*question, self.now)
        if refusal and refusal.retry_at:
            for moment, free in ((refusal.retry_at, True), (refusal.retry_at - timedelta(milliseconds=1), False)):
                self.house.clock.set(moment)
                code = self.house.code(question[0], template=question[1], account_id=ACCOUNTS[question[0]])
                assert (code is None) == free == (self.model.refused(*question, self.now) is None)
            self.house.clock.set(here)

    @precondition(lambda self: self.model.said)
    @rule(
        data=st.data(),
        kind=st.sampled_from(["sent", "seen", "aborted"]),
        late=st.integers(0, 300),
        times=st.integers(1, 2),
    )
    def expose(self, data: st.DataObject, kind: Any, late: int, times: int) -> None:
        self.tick()
        name = data.draw(st.sampled_from(sorted(self.model.said)))
        at = self.house.clock.now() - timedelta(minutes=late)
        if kind not in self.model.said[name].exposures:
            self.model.said[name].exposures[kind] = int(at.timestamp() * 1000)
            told = Exposure(decision_id=name, at=at, kind=kind, external_id=f"{name}/{kind}")
            received = self.house.engine.expose_many([told] * times)
            assert (received.accepted, received.duplicates) == (1, times - 1)

    @precondition(lambda self: self.told)
    @rule(data=st.data(), word=st.sampled_from(["unsubscribed", "complained", "resubscribed", "clicked"]), user=users)
    def observe(self, data: st.DataObject, word: str, user: str) -> None:
        """Words reach the model in the order of their times: an outcome is dated, and dates go back with the clock."""
        if self.house.clock.now() < self.newest:
            return
        self.tick()
        decision_id = data.draw(st.sampled_from([None, *self.told]))
        about, channel = user, "all"
        if decision_id is not None:
            stored = self.house.stores.memory.decision(decision_id).record
            about, channel = stored.user_id, stored.channel
        news = Outcome(
            outcome=word,
            at=self.house.clock.now(),
            external_id=f"e{next(self.numbers)}",
            user_id=user,
            decision_id=decision_id,
        )
        assert self.house.engine.observe_many([news, news]).accepted == 1
        if word != "clicked":
            self.model.tell(about, {channel: word == "resubscribed"})

    @rule(
        user=users,
        consent=st.dictionaries(st.sampled_from(["email", "in_app", "all"]), st.booleans(), max_size=2),
        silence=st.none() | st.booleans(),
    )
    def prefer(self, user: str, consent: dict[str, bool], silence: bool | None) -> None:
        self.tick()
        self.house.engine.set_preferences(user, consent=consent, do_not_disturb=silence)
        self.model.tell(user, consent | ({} if silence is None else {"do_not_disturb": silence}))

    @rule(minutes=st.one_of(st.integers(1, 180), st.integers(180, 2_400)))
    def wait(self, minutes: int) -> None:
        self.house.later(minutes=minutes)
        self.tick()

    @rule(minutes=st.integers(1, 900))
    def set_the_clock_back(self, minutes: int) -> None:
        """By less than a day in all: for longer, reservations that ended are not kept."""
        earliest = self.newest - timedelta(hours=23)
        self.house.clock.set(max(earliest, self.house.clock.now() - timedelta(minutes=minutes)))

    @rule()
    def restart(self) -> None:
        self.reopen(self.house)

    def teardown(self) -> None:
        """In the end every decision is there once, and replays to the byte."""
        replayed = list(self.house.engine.replay_all())
        assert len(replayed) == len(self.answers) == sum(self.house.stores.memory.summary()["decisions"].values())
        assert [one.differences for one in replayed if not one.identical] == []
        self.close(self.house)


def live(opening: Callable[[], Any], examples: int) -> Counter[str | None]:
    """Runs the machine over houses opened like this; what was answered how often."""
    machine = type("Life", (Life,), {"open_house": staticmethod(opening), "seen": Counter()})
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=40))
    return machine.seen  # type: ignore[attr-defined, no-any-return]


def test_a_life_on_the_fakes(make_house: Callable[..., Any]) -> None:
    """On the shipped fakes; every rule was met at least once, so the model was put to the test."""
    seen = live(
        lambda: (make_house(), lambda house: house.restart(), lambda house: None), settings.default.max_examples * 2
    )
    assert set(seen) == EVERYTHING


def test_a_life_on_sqlite(make_house: Callable[..., Any], sqlite_template: Path, tmp_path: Path) -> None:
    """On SQLite, where a restart opens the file anew."""
    numbers = count()

    def reopen(house: Any) -> None:
        house.stores.close()
        house.stores = open_stores(str(house.url))
        house.restart()

    def opening() -> Any:
        url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / f'{next(numbers)}.db')}"
        house = make_house(open_stores(url))
        house.url = url
        return house, reopen, lambda house: house.stores.close()

    assert len(live(opening, settings.default.max_examples // 2)) > 3
