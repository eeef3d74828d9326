"""Performance in the Studio: parts read on their own, charts with the table behind each, and what is asked wrongly."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from content_engine import DecisionRequest, Exposure, Outcome, SegmentClaim
from content_engine.bootstrap import bootstrap
from content_engine.domain.ledger import CallRecord
from content_engine.engine.desk import usable
from content_engine.engine.performance_view import PARTS
from content_engine.reporting import Column, Estimate, Plot, Section
from content_engine.settings import Settings
from content_engine.testing import FixedClock
from content_engine.web.studio.charts import MOST, chart_of, figure_of
from tests.doors.conftest import ACME, IN_APP
from tests.doors.studio_stage import Stage, staged

HOLDOUTS = "holdouts:\n  - {id: default, share: 0.3, kind: holdout, salt: a}\n"


def lived_in(folder: Path, days: int = 36, users: int = 8) -> Path:
    """A content folder with a holdout, and weeks of life in `studio.db` beside it, up to a fortnight ago."""
    content = folder / "content"
    shutil.copytree(ACME, content)
    policy = content / "policies" / "acme.yaml"
    policy.write_text(policy.read_text(encoding="utf-8") + HOLDOUTS, encoding="utf-8")
    clock = FixedClock(datetime.now(UTC) - timedelta(days=days + 14))
    engine = bootstrap(Settings(content=content, database=f"sqlite:///{folder / 'studio.db'}"), clock=clock)
    for day in range(days):
        _a_day(engine, clock.now(), day, users)
        clock.advance(timedelta(days=1))
    engine.learn()
    for model, outcome, spent in (("m-1", "ok", 250_000), ("m-2", "ok", 500_000), ("m-1", "stored", 90_000)):
        at = int((datetime.now(UTC) - timedelta(days=2)).timestamp() * 1_000)
        call = CallRecord(at, "variant", "variant/1", model, "a", None, outcome, 1, 10, 20, spent, 0.5)
        usable(engine.desk).stores.ledger.record_call(call)
    engine.close()
    return content


def _a_day(engine: Any, now: datetime, day: int, users: int) -> None:
    claim = SegmentClaim(segment_id="all-users", version=1, observed_at=now)
    asked = [
        DecisionRequest(request_id=f"r{day}-{n}-{k}", template=IN_APP, user_id=f"u{n}", segments=(claim,))
        for n in range(users)
        for k in range(3 if n == 0 else 1)
    ]
    sent = [one for one in engine.decide_many(asked) if one.status == "assembled"]
    engine.expose_many([Exposure(decision_id=one.decision_id, at=now, kind="seen") for one in sent])
    won = sent[day % 3 :: 3]
    engine.observe_many(
        [Outcome(outcome="activated", at=now, external_id=one.decision_id, decision_id=one.decision_id) for one in won]
    )


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("performance")
    with staged(folder, content=lived_in(folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("nothing")) as opened:
        yield opened


def charts(page: str) -> list[dict[str, Any]]:
    """What a page's charts draw."""
    return [json.loads(unescape(found)) for found in re.findall(r'data-chart="([^"]+)"', page)]


def fragment(stage: Stage, name: str, **query: str) -> str:
    """A part as the page asks for it."""
    headers = {"HX-Request": "true"}
    answer = stage.person("editor").get(f"/studio/performance/{name}", params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    assert "<html" not in answer.text
    return answer.text


def test_the_page_reads_nothing_itself(stage: Stage) -> None:
    """Every part has its place and is asked for later; what takes seconds only when somebody wants it."""
    page = stage.person("qa").get("/studio/performance", params={"template": IN_APP, "days": "30"}).text
    assert charts(page) == []
    for one in PARTS:
        assert f'hx-get="/studio/performance/{one.name}?template={IN_APP}&amp;days=30"' in page
    assert page.count('hx-trigger="') == len(PARTS) - 1


@pytest.mark.parametrize("name", [one.name for one in PARTS])
def test_every_part_before_anything_happened(empty: Stage, name: str) -> None:
    """Says so, as a fragment and as a page of its own, and draws nothing."""
    told = fragment(empty, name)
    assert charts(told) == []
    assert "Nothing to report in this time" in told or "Nothing yet." in told
    assert "<h1>" in empty.person("qa").get(f"/studio/performance/{name}").text


def test_lift_against_the_holdout_over_time(stage: Stage) -> None:
    """Week by week, with intervals and the same figures in words."""
    (chart,) = charts(fragment(stage, "lift"))
    assert (chart["unit"], chart["of"]) == ("day", "points")
    (lift,) = chart["series"]
    assert len(chart["x"]) >= 5 and len(lift["low"]) == len(chart["x"])
    assert any("pts" in words for words in lift["words"])


def test_uplift_by_segment_and_component(stage: Stage) -> None:
    """Measured by segment; by variant with intervals; the table has the component and how probably it is the best."""
    told = fragment(stage, "uplift")
    drawn = charts(told)
    assert drawn[0]["names"][0] == "everyone" or len(drawn[0]["names"]) >= 1
    assert all(chart["unit"] == "name" for chart in drawn)
    assert any("low" in chart["series"][0] for chart in drawn)
    assert "Probably best" in told and "Component" in told


def test_exposures_and_refusals_by_code(stage: Stage) -> None:
    """Refusals are stacked by day: what is drawn adds up to all of them."""
    told = fragment(stage, "messages")
    days, by_code, stacked = charts(told)
    assert [one["label"] for one in days["series"]] == ["Assembled", "Exposed", "Refused"]
    assert by_code["names"] == ["cap.user"]
    assert all(one["stacked"] for one in stacked["series"])
    assert sum(sum(filter(None, one["values"])) for one in stacked["series"]) == sum(by_code["series"][0]["values"])


def test_fatigue_and_the_health_of_draws(stage: Stage) -> None:
    """Rates by what was sent lately; propensities in classes, with the least allowed; calibration."""
    assert "When much was sent" in fragment(stage, "fatigue")
    told = fragment(stage, "propensity")
    assert "How messages were drawn" in told and "Snapshots" in told
    assert any(chart["diagonal"] for chart in charts(told))


def test_spend_by_day_and_model(stage: Stage) -> None:
    """Stacked; what came from the store cost nothing again."""
    told = fragment(stage, "spend")
    (chart,) = charts(told)
    assert {one["label"]: one["values"] for one in chart["series"]} == {"m-1": [0.25], "m-2": [0.5]}
    assert "cost 0.75 US dollars" in told


def test_other_policies_on_demand(stage: Stage) -> None:
    """What uniform draws and default content would have earned, from recorded decisions made again."""
    told = fragment(stage, "values")
    assert "uniform" in told and "default content" in told


def test_every_chart_has_its_table_and_its_name(stage: Stage) -> None:
    """A figure with a name, in the order of tabs, its drawing hidden from readers, a live region, and the table."""
    told = "".join(fragment(stage, one.name) for one in PARTS)
    figures = re.findall(r"<figure.*?</figure>", told, re.DOTALL)
    drawn = [one for one in figures if "data-chart" in one]
    assert len(drawn) > 8
    for one in drawn:
        name = re.search(r'aria-labelledby="([^"]+)"', one)
        assert name and f'id="{name[1]}"' in one
        for needed in ('tabindex="0"', 'data-canvas aria-hidden="true"', 'aria-live="polite"', "<table>", "<summary>"):
            assert needed in one
    ids = re.findall(r'\bid="([^"]+)"', told)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/studio/performance?days=8", 422),
        ("/studio/performance/lift?days=x", 422),
        ("/studio/performance/lift?template=nope", 422),
        ("/studio/performance/nope", 404),
    ],
)
def test_wrong_questions(empty: Stage, path: str, status: int) -> None:
    """Are told as such."""
    assert empty.person("qa").get(path).status_code == status


def test_a_section_as_a_chart() -> None:
    """Gaps stay gaps, intervals come from estimates or from columns, and long lists are cut for the drawing alone."""
    columns = (Column("at", "At", "day"), Column("who", "Who"), Column("rate", "Rate", "rate"))
    rows = ({"at": 0, "who": "a", "rate": Estimate(0.5, 0.4, 0.6)}, {"at": 86_400_000, "who": "b", "rate": 0.25})
    over = chart_of(Section("s", "S", columns, rows, plot=Plot("line", "at", ("rate",), by="who")))
    assert over is not None
    assert [one["values"] for one in over["series"]] == [[0.5, None], [None, 0.25]]
    assert (over["series"][0]["low"], over["names"]) == ([0.4, None], ["1 Jan 1970", "2 Jan 1970"])
    many = tuple({"who": f"w{n}", "rate": 0.1, "at": 0} for n in range(MOST + 5))
    bars = figure_of(Section("s", "S", columns, many, plot=Plot("bars", "who", ("rate",))))
    assert len(bars["chart"]["x"]) == MOST and len(bars["rows"]) == MOST + 5
    assert chart_of(Section("s", "S", columns, (), plot=Plot("bars", "who", ("rate",)))) is None
    assert (
        chart_of(Section("s", "S", columns, ({"who": "x", "rate": None},), plot=Plot("bars", "who", ("rate",)))) is None
    )
