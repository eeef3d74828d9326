"""The main job: a message, or a reason why not, for every account of the RavenStack customer base."""

from __future__ import annotations

import runpy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from content_engine.bootstrap import bootstrap
from content_engine.cli.deciding import Summary, run_batch
from content_engine.cli.files import read_nouns
from content_engine.domain.assignments import Assignment
from content_engine.engine import Engine
from content_engine.settings import Settings
from content_engine.testing import FixedClock

ROOT = Path(__file__).parents[2]
MOST_A_DAY = 2
"""The default cap of the starter content."""


@dataclass(frozen=True)
class Job:
    """The job as it was done once: its engine, its folder and its summary."""

    engine: Engine
    folder: Path
    summary: Summary
    errors: int

    def read(self, name: str) -> list[dict[str, Any]]:
        """A file of JSON lines."""
        return [orjson.loads(line) for line in (self.folder / name).read_bytes().splitlines()]

    def stored(self) -> int:
        """How many decisions the memory holds."""
        return int(self.engine.memory.summary()["rows"]["decisions"])


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    """Derive, assign, batch: once for all stories here."""
    folder = tmp_path_factory.mktemp("ravenstack")
    runpy.run_path(str(ROOT / "examples" / "ravenstack" / "derive.py"))["main"](folder)
    settings = Settings(content=ROOT, database=f"sqlite:///{folder / 'memory.db'}")
    engine = bootstrap(settings, clock=FixedClock())
    engine.assign_many(list(read_nouns(folder / "assignments.jsonl", Assignment)), complete=True)
    targets = [folder / "out.parquet", folder / "out.jsonl"]
    yield Job(engine, folder, *run_batch(engine, folder / "requests.jsonl", targets))
    engine.close()


def test_every_account_is_answered_in_order(job: Job) -> None:
    """500 requests, 500 rows in both files, in the order of the requests, none of them an error."""
    asked = [request["request_id"] for request in job.read("requests.jsonl")]
    assert len(asked) == len(set(asked)) == 500
    assert [answer["request_id"] for answer in job.read("out.jsonl")] == asked
    assert pq.read_table(job.folder / "out.parquet")["request_id"].to_pylist() == asked
    assert (job.errors, sum(job.summary.values())) == (0, 500)


def test_both_files_say_the_same(job: Job) -> None:
    """A row of the parquet file has the decision's id, its texts and its refusal."""
    rows = pq.read_table(job.folder / "out.parquet").to_pylist()
    for row, answer in zip(rows, job.read("out.jsonl"), strict=True):
        message, refusal = answer["message"] or {}, answer["refusal"] or {}
        assert (row["decision_id"], row["status"]) == (answer["decision_id"], answer["status"])
        assert (row["subject"], row["text"]) == (message.get("subject"), message.get("text"))
        assert row["refusal_code"] == refusal.get("code")


def test_the_same_command_again(job: Job) -> None:
    """Gives the same bytes and adds no decision."""
    before = job.stored()
    run_batch(job.engine, job.folder / "requests.jsonl", [job.folder / "again.jsonl"], size=37)
    assert (job.folder / "again.jsonl").read_bytes() == (job.folder / "out.jsonl").read_bytes()
    assert job.stored() == before == 500


def test_every_refusal_code_is_explained(job: Job) -> None:
    """For each code of the summary `explain` says the same code with its reason."""
    refused = {a["refusal"]["code"]: a for a in job.read("out.jsonl") if a["refusal"]}
    assert set(refused) == {code for _, _, _, code in job.summary if code}
    assert len(refused) >= 5
    for code, answer in refused.items():
        attempts = job.engine.explain(answer["decision_id"])["attempts"]
        told = {attempt["refusal"]["code"]: attempt["refusal"]["detail"] for attempt in attempts if attempt["refusal"]}
        assert told[code] == answer["refusal"]["detail"] != ""


def test_all_of_them_replay(job: Job) -> None:
    """Every stored decision, made again, is identical byte for byte."""
    results = list(job.engine.replay_all())
    assert len(results) == 500
    assert [result for result in results if not result.identical] == []


def test_nobody_gets_more_than_allowed(job: Job, tmp_path: Path) -> None:
    """Asked three times more for some accounts under new ids, no subject has more messages than the day's cap."""
    requests = job.read("requests.jsonl")[:60]
    more = [r | {"request_id": f"{r['request_id']}:{n}"} for n in range(3) for r in requests]
    (tmp_path / "more.jsonl").write_bytes(b"".join(orjson.dumps(request) + b"\n" for request in more))
    run_batch(job.engine, tmp_path / "more.jsonl", [tmp_path / "more-out.jsonl"])
    asked = {r["request_id"]: r["user_id"] for r in (*job.read("requests.jsonl"), *more)}
    answers = [orjson.loads(line) for line in (tmp_path / "more-out.jsonl").read_bytes().splitlines()]
    answers += job.read("out.jsonl")
    sent = Counter(asked[a["request_id"]] for a in answers if a["status"] == "assembled")
    assert max(sent.values()) == MOST_A_DAY
    assert {a["refusal"]["code"] for a in answers if a["refusal"]} & {"cap.user", "gap.channel"}
