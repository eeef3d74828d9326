"""Reports tell what happened: the same counts as a reader of the decisions would find, with honest intervals."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from content_engine import DecisionRequest, Exposure, Outcome, SegmentClaim
from content_engine.domain.base import from_ms
from content_engine.domain.errors import BadInput, NotFound
from content_engine.domain.memory import SnapshotInfo, user_key
from content_engine.domain.rules import PolicyFile
from content_engine.engine import reports, reports_reading
from content_engine.engine.compiled import compile_catalog
from content_engine.engine.reports_predicting import Levels, Predicted
from content_engine.experiments.intervals import difference
from content_engine.reporting import Estimate, page
from content_engine.testing import T0, FakeContentStore, FakeMemory, a_record, tiny_catalog

DAY = 86_400_000
HOLDOUTS = [
    {"id": "held", "share": 0.25, "salt": "a"},
    {"id": "quiet", "share": 0.2, "salt": "b", "kind": "silent_holdout"},
]


def tiny(**rules: Any) -> Any:
    """The tiny catalog with these rules."""
    return tiny_catalog(policies=(PolicyFile.model_validate({"id": "p", **rules}),))


def told(house: Any, name: str, **asked: Any) -> dict[str, Any]:
    """A report of a house's engine, as JSON; the page of it can be made too."""
    made = reports.report(name, reports.sources_of(house.engine), **asked)
    assert page(made).startswith("<!doctype html>")
    answer: dict[str, Any] = json.loads(json.dumps(made.to_json(), allow_nan=False))
    return answer


def section(report: dict[str, Any], id: str) -> dict[str, Any]:
    """A section by its id."""
    found: dict[str, Any] = next(one for one in report["sections"] if one["id"] == id)
    return found


def codes(told: dict[str, Any]) -> set[str]:
    """The codes of a report's or section's notes."""
    return {note["code"] for note in told["notes"]}


def live(house: Any, users: int, days: int = 1) -> list[Any]:
    """So many users a day, everyone exposed at once; every third decision of an arm leads to the goal a day later."""
    decisions: list[Any] = []
    for day in range(days):
        claim = SegmentClaim(segment_id="newcomers", version=1, observed_at=house.clock.now())
        asked = [
            DecisionRequest(request_id=f"{day}-{n}", template="tip", user_id=f"<u>{day}-{n}", segments=(claim,))
            for n in range(users)
        ]
        decisions += house.engine.decide_many(asked)
        seen = [
            Exposure(decision_id=one.decision_id, at=one.decided_at, kind="seen")
            for one in decisions[-users:]
            if one.status == "assembled"
        ]
        house.engine.expose_many(seen)
        house.later(days=1)
        house.engine.observe_many([_reached(one, house) for one in decisions[-users:] if won(one)])
    return decisions


def won(decision: Any) -> bool:
    """Who reaches the goal: a share that differs by arm and variant, fixed by the request's number."""
    number = int(decision.request_id.partition("-")[2])
    every = {"treatment": 3, "holdout": 5, "silent_holdout": 11}[decision.arm]
    better = decision.arm == "treatment" and decision.choices[0].variant == "tip.second.a"
    return number % (2 if better else every) == 0


def _reached(decision: Any, house: Any) -> Outcome:
    return Outcome(
        outcome="activated", at=house.clock.now(), external_id=decision.decision_id, decision_id=decision.decision_id
    )


def counted(decisions: list[Any]) -> dict[str, tuple[int, int]]:
    """Decisions and rewards by arm, counted by hand."""
    arms = Counter(one.arm for one in decisions)
    hits = Counter(one.arm for one in decisions if won(one))
    return {arm: (n, hits[arm]) for arm, n in arms.items()}


def test_measured_uplift_is_what_a_reader_would_count(make_house: Any, stores: Any) -> None:
    """On every store: counts by arm as in the decisions, rates and Newcombe's intervals of just these counts."""
    house = make_house(stores, tiny(holdouts=HOLDOUTS))
    arms = counted(live(house, 150, days=2))
    house.later(days=10)
    report = told(house, "uplift")
    rows = section(report, "measured-tip")["rows"]
    assert [row["segment"] for row in rows] == ["all segments", "newcomers"]
    for row in rows:
        assert (row["treated"], row["holdout"], row["silent"]) == tuple(
            arms[arm][0] for arm in ("treatment", "holdout", "silent_holdout")
        )
        for key, other in (("over_control", "holdout"), ("over_silence", "silent_holdout")):
            (n, hits), (m, their) = arms["treatment"], arms[other]
            wanted = difference(hits, n, their, m)
            assert row[key] == pytest.approx({"mean": wanted.value, "low": wanted.low, "high": wanted.high})
    assert "brings" in report["headline"][0]
    assert codes(report) == {"independence"}


def test_variants_are_corrected_by_their_propensity(make_house: Any) -> None:
    """Slot by slot: exposures and rates as counted, the control marked, the difference between the corrected rates."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    decisions = [one for one in live(house, 700) if one.arm == "treatment"]
    house.later(days=10)
    slot = section(told(house, "uplift"), "slot-tip-text")
    rows = {row["variant"]: row for row in slot["rows"]}
    for name, row in rows.items():
        mine = [one for one in decisions if one.choices[0].variant == name]
        assert row["exposures"] == len(mine)
        assert row["rate"]["mean"] == pytest.approx(sum(map(won, mine)) / len(mine))
        weights = [1 / one.choices[0].propensity for one in mine]
        wanted = sum(w for w, one in zip(weights, mine, strict=True) if won(one)) / sum(weights)
        assert row["corrected"]["mean"] == pytest.approx(wanted)
        assert row["corrected"]["low"] < wanted < row["corrected"]["high"]
    first, second = rows["tip.first.a"], rows["tip.second.a"]
    assert (first["role"], first["difference"], second["role"]) == ("control", None, "")
    assert second["difference"]["mean"] == pytest.approx(second["corrected"]["mean"] - first["corrected"]["mean"])
    assert second["difference"]["low"] > 0


def test_too_little_overlap_is_said(make_house: Any) -> None:
    """With few decisions no corrected rate is given, and a note says why."""
    house = make_house(None, tiny())
    live(house, 60)
    house.later(days=10)
    slot = section(told(house, "uplift"), "slot-tip-text")
    assert {row["corrected"] for row in slot["rows"]} == {None}
    assert codes(slot) == {"overlap", "control_unseen"}
    assert "cannot say" in slot["notes"][0]["text"]


def test_without_holdouts_the_report_says_what_cannot_be_measured(make_house: Any) -> None:
    """No holdout, no uplift: nulls and notes instead of figures, and a sentence that says so."""
    house = make_house(None, tiny())
    live(house, 40)
    house.later(days=10)
    report = told(house, "uplift")
    measured = section(report, "measured-tip")
    assert measured["rows"][0]["over_control"] is measured["rows"][0]["over_silence"] is None
    assert codes(measured) == {"no_holdout", "no_silent_holdout"}
    assert report["headline"] == ["tip: 40 decisions, and nothing to compare them with."]
    assert not [one for one in report["sections"] if one["id"].startswith("gains")]
    assert codes(section(told(house, "lift"), "lift-tip")) == {"no_holdout"}


@pytest.mark.parametrize("name", reports.NAMES)
def test_reports_of_nothing(make_house: Any, name: str) -> None:
    """Before anything was decided every report can be made, and says that there is nothing."""
    report = told(make_house(), name)
    assert report["report"] == name
    assert len(report["headline"]) == 1
    assert "no" in report["headline"][0].lower()
    assert all(row["rows"] in (0, None) for one in report["sections"] for row in one["rows"] if "rows" in row)


def test_what_is_too_young_does_not_count_as_a_no(make_house: Any) -> None:
    """Until window and settling have passed a decision is left out, with or without its outcome, and that is told."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    decisions = live(house, 50)
    house.later(days=7)
    young = told(house, "uplift")
    assert young["headline"] == ["There is nothing to report yet."]
    assert young["notes"][0]["text"].startswith("50 decisions too young to count")
    house.later(days=1, milliseconds=1)
    rows = section(told(house, "uplift"), "measured-tip")["rows"]
    assert rows[0]["treated"] == sum(one.arm == "treatment" for one in decisions)


def test_what_was_not_drawn_or_not_seen_is_left_out(make_house: Any) -> None:
    """Default content served for want of time, and messages nobody saw, are counted as left out and not as rows."""
    house = make_house(None, tiny())
    claim = SegmentClaim(segment_id="newcomers", version=1, observed_at=house.clock.now())
    asked = [DecisionRequest(request_id=f"r{n}", template="tip", user_id=f"u{n}", segments=(claim,)) for n in range(9)]
    late = house.engine.decide_many(asked[:2], arrived=house.clock.now() - timedelta(minutes=1))
    rest = house.engine.decide_many(asked[2:])
    seen = [*late, *rest[:4]]
    house.engine.expose_many([Exposure(decision_id=d.decision_id, at=d.decided_at, kind="sent") for d in seen])
    house.later(days=10)
    report = told(house, "uplift")
    assert section(report, "measured-tip")["rows"][0]["treated"] == 4
    assert [note["text"][:22] for note in report["notes"][:2]] == ["3 decisions left out: ", "2 decisions left out: "]
    assert {"unexposed", "fallback"} <= codes(report)


def test_spans_templates_and_names(make_house: Any) -> None:
    """Decisions are those from `since` until before `until`; what cannot be is refused with its field."""
    house = make_house(None, tiny())
    live(house, 10, days=3)
    house.later(days=10)
    treated = lambda **asked: section(told(house, "uplift", **asked), "measured-tip")["rows"][0]["treated"]  # noqa: E731
    assert treated() == 30
    assert treated(since="2026-11-21") == 20
    assert treated(since="2026-11-21", until="2026-11-22T10:00:00Z") == 10
    assert treated(since="P12D", template="tip") == treated(since=timedelta(days=12)) == 20
    empty = told(house, "uplift", since="P1D", until="P2D")
    assert "empty_span" in codes(empty)
    assert empty["sections"] == []
    for field_, asked in (
        ("since", {"since": "yesterday"}),
        ("since", {"since": "-P3D"}),
        ("until", {"until": "1795168800"}),
        ("since", {"since": timedelta(days=999_999)}),
        ("template", {"template": "nope"}),
    ):
        with pytest.raises(BadInput) as wrong:
            told(house, "uplift", **asked)
        assert wrong.value.field == field_
    for name in ("drift", "nonsense", "<script>"):
        with pytest.raises(NotFound, match="uplift, policy, lift, memory"):
            told(house, name)


def test_reading_goes_by_parts_and_tells_its_progress(make_house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the parts, the report is the same, and every day that is read is told once."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    live(house, 30, days=3)
    house.later(days=10)
    whole = told(house, "uplift")
    monkeypatch.setattr(reports_reading, "CHUNK", 7)
    days: list[int] = []
    assert told(house, "uplift", progress=days.append) == whole
    assert sum(days) == reports.days_between(reports.sources_of(house.engine), None, None)


def test_subjects_are_in_no_report(make_house: Any) -> None:
    """No report holds the id of a subject or of a request."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    live(house, 20)
    house.later(days=10)
    for name in reports.NAMES:
        whole = json.dumps(told(house, name))
        assert "<u>" not in whole
        assert "0-1" not in whole


def test_lift_by_week(make_house: Any) -> None:
    """Weeks begin on Monday; every mature decision of treatment and holdout is in one of them."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    arms = counted(live(house, 40, days=9))
    house.later(days=10)
    report = told(house, "lift")
    rows = section(report, "lift-tip")["rows"]
    assert [row["week"] for row in rows] == ["2026-11-16", "2026-11-23"]
    assert sum(row["treated"] for row in rows) == arms["treatment"][0]
    assert sum(row["holdout"] for row in rows) == arms["holdout"][0]
    assert all(row["lift"]["low"] < row["lift"]["high"] for row in rows)
    assert "lift" in report["headline"][0]


def test_memory_counts_decisions_refusals_and_parked_events(make_house: Any, stores: Any) -> None:
    """On every store: statuses and refusals by day, outcomes that followed, and events that wait for their decision."""
    house = make_house(stores, tiny(holdouts=HOLDOUTS))
    decisions = live(house, 30, days=2)
    house.engine.observe_many([Outcome(outcome="clicked", at=house.clock.now(), external_id="x", decision_id="later")])
    report = told(house, "memory")
    refused = sum(one.status == "refused" for one in decisions)
    assert refused
    assert section(report, "refusals")["rows"] == [
        {"code": "holdout.silent", "decisions": refused, "share": pytest.approx(refused / 60)}
    ]
    days = section(report, "days")["rows"]
    assert [row["day"] for row in days] == ["2026-11-20", "2026-11-21"]
    assert sum(row["assembled"] for row in days) == sum(row["exposed"] for row in days) == 60 - refused
    assert sum(row["refused"] for row in days) == refused
    by_code = section(report, "refusals-by-day")["rows"]
    assert sum(row["decisions"] for row in by_code) == refused
    assert section(report, "outcomes")["rows"] == [{"outcome": "activated", "decisions": sum(map(won, decisions))}]
    rows = {row["what"]: row for row in section(report, "rows")["rows"]}
    assert (rows["decisions"]["rows"], rows["outcomes"]["parked"]) == (60, 1)


@dataclass
class Remembered:
    """Decisions written down by hand, to say exactly what was drawn and seen."""

    memory: FakeMemory = field(default_factory=FakeMemory)
    content: FakeContentStore = field(default_factory=FakeContentStore)
    number: int = 0

    def add(
        self,
        variant: str = "tip.first.a",
        *,
        reward: int = 0,
        arm: str = "treatment",
        segment: str = "newcomers",
        propensity: float = 0.5,
        repeat: Any = None,
        **context: Any,
    ) -> None:
        """One decision, exposed, with or without its outcome."""
        at = T0 + 1_000 * self.number
        name, user = f"d{at:012x}{self.number:024x}", f"u{self.number}"
        choice = {
            "slot": "text",
            "position": 0,
            "component": variant[:-2],
            "variant": variant,
            "propensity": propensity,
            "expected": 0.25,
            **({"repeat": repeat} if repeat else {}),
        }
        silent = arm == "silent_holdout"
        given = {"status": "refused", "refusal": "holdout.silent", "touch": None, "subjects": (), "choices": []}
        plain = {"choices": [choice], "subjects": (), "touch": None}
        record = a_record(
            name,
            user,
            decided_at=at,
            arm=arm,
            segment=segment,
            served_by="policy" if arm == "treatment" else "control",
            context={} if silent else {"propensity": propensity, **context},
            **(given if silent else plain),
        )
        self.memory.record(
            [record], {user_key(user): self.memory.recall([], [user_key(user)]).subjects[user_key(user)]}
        )
        if not silent:
            self.memory.expose([Exposure(decision_id=name, at=from_ms(at), kind="seen")], at)
        if reward:
            self.memory.observe(
                [Outcome(outcome="activated", at=from_ms(at + 60_000), external_id=name, decision_id=name)], at + 60_000
            )
        self.number += 1

    def report(self, name: str, predictor: Any = None, **rules: Any) -> dict[str, Any]:
        """A report a month later."""
        compiled = compile_catalog("c1", tiny(**rules))
        more = {"predictor": predictor} if predictor else {}
        sources = reports.Sources(self.memory, self.content, compiled, from_ms(T0 + 30 * DAY), **more)
        made = reports.report(name, sources)
        page(made)
        answer: dict[str, Any] = made.to_json()
        return answer


class Oracle:
    """A snapshot that knows everything."""

    def predicted(self, template: str, segment: str | None, slot: str, variant: str, beside: Any) -> Predicted | None:
        """The second variant is best."""
        second = variant == "tip.second.a"
        return Predicted(0.3 if second else 0.2, Estimate(0.1 * second, 0.0, 0.2 * second), 0.9 if second else 0.1)

    def message(self, template: str, segment: str) -> Estimate | None:
        """Newcomers gain, others do not; nobody knows of strangers."""
        return {"newcomers": Estimate(0.2, 0.1, 0.3), "others": Estimate(0.0, -0.1, 0.1)}.get(segment)

    def fatigue(self, template: str, what: str, levels: Levels, beside: Any) -> float | None:
        """Halved by each repeat."""
        return float(0.5 ** levels[1]) if what == "repeat" else None


def test_predictions_stand_beside_what_was_measured() -> None:
    """What the present snapshot predicts comes with each variant; before learning there is nothing."""
    seen = Remembered()
    for n in range(8):
        seen.add("tip.second.a" if n % 2 else "tip.first.a", reward=n % 2)
    rows = {row["variant"]: row for row in section(seen.report("uplift", Oracle()), "slot-tip-text")["rows"]}
    assert (rows["tip.second.a"]["expected"], rows["tip.second.a"]["best"]) == (0.3, 0.9)
    assert rows["tip.second.a"]["uplift"] == {"mean": 0.1, "low": 0.0, "high": 0.2}
    cold = section(seen.report("uplift"), "slot-tip-text")["rows"]
    assert {row["expected"] for row in cold} == {None}


def test_calibration_compares_what_was_recorded_with_what_happened() -> None:
    """Predictions of a quarter, a quarter of which come true, are right in every table."""
    seen = Remembered()
    for n in range(200):
        seen.add(reward=int(n % 4 == 0), segment="newcomers" if n % 8 < 4 else "others")
    report = seen.report("uplift")
    bins = section(report, "reliability-tip")["rows"]
    assert [(row["predicted"], row["n"], row["observed"]["mean"]) for row in bins] == [(0.25, 200, 0.25)]
    rows = section(report, "calibration-tip")["rows"]
    assert {(row["of"], row["name"], row["n"]) for row in rows} == {
        ("message", "all segments", 200),
        ("segment", "newcomers", 100),
        ("segment", "others", 100),
        ("slot: text", "tip.first", 200),
    }
    assert all(row["error"] == pytest.approx(0.0) for row in rows)


def test_qini_asks_whether_those_predicted_to_gain_do() -> None:
    """With a silent holdout and predictions, a score that is right has a Qini above zero and falling uplift."""
    seen = Remembered()
    for n in range(400):
        gains = n % 2 == 0
        arm = "silent_holdout" if n % 4 >= 2 else "treatment"
        treated = arm == "treatment"
        seen.add(arm=arm, segment="newcomers" if gains else "others", reward=int(gains and treated and n % 8 < 4))
    gains_section = section(seen.report("uplift", Oracle()), "gains-tip")
    uplifts = [row["uplift"]["mean"] for row in gains_section["rows"]]
    assert len(uplifts) == 2
    assert uplifts[0] > uplifts[1] == 0.0
    assert gains_section["text"].startswith("Qini 0.")
    assert codes(gains_section) == {"in_sample"}
    unlearnt = section(seen.report("uplift"), "gains-tip")
    assert (unlearnt["rows"], codes(unlearnt)) == ([], {"no_qini"})


def test_fatigue_is_told_by_level_beside_the_learnt_curve() -> None:
    """Rates by how often a component was repeated, and by volume; the curve starts at the first measured rate."""
    seen = Remembered()
    for n in range(300):
        level = (0.0, 1.0, 2.0)[n % 3]
        again = [level, level, level]
        seen.add(reward=int(n % (2, 4, 8)[n % 3] == 0), repeat=again if level else None, volume=again)
    report = seen.report("uplift", Oracle())
    rows = section(report, "repeat-tip")["rows"]
    assert [(row["level"], row["n"]) for row in rows] == [(0.0, 100), (1.0, 100), (2.0, 100)]
    rates = [row["rate"]["mean"] for row in rows]
    assert [row["learnt"] for row in rows] == pytest.approx([rates[0], rates[0] / 2, rates[0] / 4])
    assert {row["learnt"] for row in section(report, "volume-tip")["rows"]} == {None}


def test_how_the_policy_draws() -> None:
    """Lowest propensities, the shares below a half and below the floor, and the classes they fall in."""
    seen = Remembered()
    for propensity, times in ((0.9, 6), (0.3, 3), (0.01, 1)):
        for _ in range(times):
            seen.add(propensity=propensity)
    report = seen.report("policy", ranking={"default": {"minimum": 0.1}})
    row = section(report, "drawn")["rows"][0]
    assert (row["messages"], row["minimum"], row["lowest"], row["lowest_whole"]) == (10, 0.1, 0.01, 0.01)
    assert row["unlikely"] == pytest.approx(0.4)
    assert row["floor"] == 1
    classes = {row["class"]: row["choices"] for row in section(report, "propensities-tip")["rows"] if row["choices"]}
    assert classes == {"0.01 to 0.05": 1, "0.25 to 0.5": 3, "0.75 to 0.95": 6}


def test_snapshots_over_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every snapshot with its age and what it was learnt from, newest first."""
    seen = Remembered()
    infos = [
        SnapshotInfo("bayes-2", T0 + 29 * DAY, {"learnt_from": 500, "outcomes": {"activated": {}}}),
        SnapshotInfo("bayes-1", T0 + 20 * DAY, {}),
    ]
    monkeypatch.setattr(seen.content, "snapshots", lambda *, limit=100: infos)
    rows = section(seen.report("policy"), "snapshots")["rows"]
    assert [(row["version"], row["age"], row["decisions"], row["outcomes"]) for row in rows] == [
        ("bayes-2", 1.0, 500, "activated"),
        ("bayes-1", 10.0, None, None),
    ]


def ranked(**default: Any) -> dict[str, Any]:
    """The ranking section of a policy file."""
    return {"ranking": {"default": default}}


def test_other_policies_are_valued_from_what_was_drawn(make_house: Any) -> None:
    """From even draws of two variants: default content is worth the first's rate, even draws what was earned.

    Weights are 2 or 0, so that every estimate has a closed form: the mean reward of those who got the first variant.
    """
    house = make_house(None, tiny(**ranked(policy="uniform")))
    decisions = live(house, 500)
    house.later(days=10)
    values = {row["policy"]: row for row in section(told(house, "policy"), "values-tip")["rows"]}
    first = [one for one in decisions if one.choices[0].variant == "tip.first.a"]
    rate, whole = sum(map(won, first)) / len(first), sum(map(won, decisions)) / len(decisions)
    assert values["as drawn"]["snips"]["mean"] == pytest.approx(whole)
    for name in ("snips", "ips", "dr", "pi"):
        assert values["uniform"][name]["mean"] == pytest.approx(whole)
    fixed = values["default content"]
    assert fixed["snips"]["mean"] == pytest.approx(rate)
    assert fixed["ips"]["mean"] == fixed["pi"]["mean"] == pytest.approx(2 * sum(map(won, first)) / len(decisions))
    assert fixed["dr"]["low"] < rate < fixed["dr"]["high"]
    assert (fixed["effective"], fixed["max_weight"]) == (pytest.approx(len(first)), 2.0)
    assert values["the policy now"]["snips"] == values["uniform"]["snips"]


def test_the_snapshots_best_is_valued_once_learnt(make_house: Any) -> None:
    """After learning, the best of the snapshot is the better variant, worth what those earned who got it."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    decisions = [one for one in live(house, 600) if one.arm == "treatment"]
    house.later(days=10)
    assert house.engine.learn().decisions
    report = told(house, "policy")
    better = [one for one in decisions if one.choices[0].variant == "tip.second.a"]
    values = {row["policy"]: row for row in section(report, "values-tip")["rows"]}
    assert values["best of the snapshot"]["snips"]["mean"] == pytest.approx(sum(map(won, better)) / len(better))
    assert values["default content"]["snips"]["high"] < values["best of the snapshot"]["snips"]["low"]
    assert "in_sample" in codes(section(report, "values-tip"))
    assert section(report, "snapshots")["rows"][0]["decisions"]
    slot = {row["variant"]: row for row in section(told(house, "uplift"), "slot-tip-text")["rows"]}
    assert slot["tip.second.a"]["best"] > 0.9 > 0.1 > slot["tip.first.a"]["best"]
    assert slot["tip.second.a"]["uplift"]["low"] > 0


def test_values_of_few_draws_are_not_told(make_house: Any) -> None:
    """Below the least effective number of draws there is a note and no figure."""
    house = make_house(None, tiny())
    live(house, 60)
    house.later(days=10)
    values = section(told(house, "policy"), "values-tip")
    assert [row["policy"] for row in values["rows"] if row["snips"]] == ["as drawn"]
    assert "overlap" in codes(values)
    assert "cannot say" in values["rows"][1]["note"]


def test_values_can_be_told_from_a_sample(make_house: Any) -> None:
    """As many draws as asked are made again, always the same ones, and a note says of how many."""
    house = make_house(None, tiny())
    live(house, 60)
    house.later(days=10)
    some = section(told(house, "policy", draws=10), "values-tip")
    assert some == section(told(house, "policy", draws=10), "values-tip")
    assert some["rows"][0]["n"] == 10
    assert next(note["text"] for note in some["notes"] if note["code"] == "sample").startswith("From 10 of 60 draws")


def judged(house: Any, **rules: Any) -> dict[str, Any]:
    """The replay of everything under the policy `p` with other rules."""
    policy = PolicyFile.model_validate({"id": "p", **rules})
    made = reports.replay_policy(policy, reports.sources_of(house.engine))
    assert page(made).startswith("<!doctype html>")
    answer: dict[str, Any] = json.loads(json.dumps(made.to_json(), allow_nan=False))
    return answer


def test_the_same_policy_changes_nothing(make_house: Any, stores: Any) -> None:
    """On every store: judged under the rules of the time, all is answered as before and worth what was earned."""
    house = make_house(stores, tiny(holdouts=HOLDOUTS))
    decisions = live(house, 150, days=2)
    house.later(days=10)
    report = judged(house, holdouts=HOLDOUTS)
    assert "all are answered as before" in report["headline"][0]
    assert section(report, "moves")["rows"] == []
    drawn, now = section(report, "values-tip")["rows"]
    mine = [one for one in decisions if one.arm == "treatment"]
    assert now["n"] == drawn["n"] == len(mine)
    assert now["snips"]["mean"] == pytest.approx(sum(map(won, mine)) / len(mine))
    assert now["max_weight"] == pytest.approx(1.0)


def test_a_changed_minimum_is_valued(make_house: Any) -> None:
    """Default content but for a share drawn evenly is worth the mixture of what both earned."""
    house = make_house(None, tiny(**ranked(policy="uniform")))
    decisions = live(house, 600)
    house.later(days=10)
    row = section(judged(house, **ranked(policy="fixed", minimum=0.4)), "values-tip")["rows"][1]
    first = [one for one in decisions if one.choices[0].variant == "tip.first.a"]
    second = [one for one in decisions if one.choices[0].variant == "tip.second.a"]
    wanted = (1.6 * sum(map(won, first)) + 0.4 * sum(map(won, second))) / len(decisions)
    assert row["ips"]["mean"] == pytest.approx(wanted)
    assert row["max_weight"] == pytest.approx(1.6)
    assert row["dr"]["low"] < wanted < row["dr"]["high"]


def test_a_changed_cap_says_who_would_be_refused(make_house: Any) -> None:
    """Answers by code then and now, what became what, and nothing valued that would not be said."""
    house = make_house(None, tiny(holdouts=HOLDOUTS))
    arms = counted(live(house, 60))
    said = arms["treatment"][0] + arms["holdout"][0]
    house.later(days=10)
    report = judged(house, holdouts=HOLDOUTS, caps=[{"id": "none", "scope": "user", "max": 0, "per": "P1D"}])
    rows = {row["code"]: row for row in section(report, "answers")["rows"]}
    assert (rows["said"]["then"], rows["said"]["now"]) == (said, 0)
    assert (rows["cap.user"]["then"], rows["cap.user"]["now"]) == (0, 60)
    moves = section(report, "moves")["rows"]
    assert moves[0] == {"then": "said", "now": "cap.user", "decisions": said}
    values = section(report, "values-tip")
    assert (values["rows"][1]["n"], values["rows"][1]["snips"]) == (0, None)
    assert {"spared", "snapshot"} <= codes(values)
    assert "60 would be answered otherwise" in report["headline"][0]


def test_what_was_erased_is_not_judged(make_house: Any) -> None:
    """A decision whose subject was erased cannot be made again, and that is told."""
    house = make_house(None, tiny())
    live(house, 12)
    house.later(days=10)
    house.engine.erase("<u>0-3")
    report = judged(house)
    assert sum(row["then"] for row in section(report, "answers")["rows"]) == 11
    assert "lost" in codes(section(report, "answers"))


def test_reports_leave_the_running_policy_alone(make_house: Any) -> None:
    """Whatever was compared, the next decision is drawn as it would have been without any report."""
    house, twin = (make_house(None, tiny()) for _ in range(2))
    for one in (house, twin):
        live(one, 200)
        one.later(days=10)
        one.engine.learn()
    told(house, "policy")
    judged(house, **ranked(policy="fixed", minimum=0.0))
    asked = [
        DecisionRequest(
            request_id=f"n{n}",
            template="tip",
            user_id=f"n{n}",
            segments=(SegmentClaim(segment_id="newcomers", version=1, observed_at=house.clock.now()),),
        )
        for n in range(30)
    ]
    drawn = [
        [(one.choices[0].variant, one.choices[0].propensity) for one in each.engine.decide_many(asked)]
        for each in (house, twin)
    ]
    assert drawn[0] == drawn[1]
    assert all(one.identical for one in house.engine.replay_all())
