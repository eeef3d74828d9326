"""`content-engine serve` as a real process with two workers on SQLite: repeats, a clean stop, a sudden end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from content_engine.bootstrap import open_database
from content_engine.domain.memory import iter_pages
from content_engine.settings import Settings
from tests.doors.conftest import ACME, Seed, asking, settings_for

MAIN = [sys.executable, "-c", "from content_engine.cli import main; main()"]


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process group of its own, and its address."""
    given = ["--content", str(ACME), "--database", settings.database, "--json"]
    command = [*MAIN, "serve", "--port", "0", "--workers", "2", *given]
    log = (folder / "server.log").open("w")
    # a file of settings in the way: flags must win over it in the workers too
    (folder / "content-engine.toml").write_text('database = "sqlite:///another.db"\n')
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["serving"]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        log.close()


def ask(url: str, key: str, numbers: list[int]) -> list[Any]:
    """Sends the requests of these numbers at the same time; the answers in order."""
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=url, headers=headers, timeout=60) as client, ThreadPoolExecutor(16) as pool:
        sent = pool.map(lambda n: client.post("/v1/decisions", json=asking(f"r-{n}", f"u-{n}")), numbers)
        answers = list(sent)
    assert {answer.status_code for answer in answers} == {200}
    return [answer.json() for answer in answers]


def kept(settings: Settings) -> dict[str, str]:
    """What the database holds: request id to decision id."""
    database = open_database(settings)
    stored = [each.record for each in iter_pages(database.memory)]
    database.close()
    assert len(stored) == len({record.request_id for record in stored})
    return {record.request_id: record.decision_id for record in stored}


def test_repeats_and_a_clean_stop(acme_seed: Seed, tmp_path: Path) -> None:
    """60 concurrent requests are answered, repeats get the same answers, and SIGTERM ends the server with 0."""
    settings = settings_for(acme_seed, tmp_path)
    with serving(settings, tmp_path) as (process, url):
        first = ask(url, acme_seed.keys["caller"], list(range(60)))
        assert ask(url, acme_seed.keys["caller"], list(range(60))) == first
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{url}/healthz")
    assert kept(settings) == {answer["request_id"]: answer["decision_id"] for answer in first}
    assert not (tmp_path / "another.db").exists()
    assert "Traceback" not in (tmp_path / "server.log").read_text()


def test_nothing_acknowledged_is_lost(acme_seed: Seed, tmp_path: Path) -> None:
    """The whole group is killed at once; what was answered is stored once, and the next server says the same."""
    settings = settings_for(acme_seed, tmp_path)
    with serving(settings, tmp_path) as (process, url):
        acknowledged = ask(url, acme_seed.keys["caller"], list(range(30)))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)
    stored = kept(settings)
    assert {answer["request_id"]: answer["decision_id"] for answer in acknowledged}.items() <= stored.items()
    with serving(settings, tmp_path) as (_, url):
        assert ask(url, acme_seed.keys["caller"], list(range(30))) == acknowledged


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """It is said in plain words with status 2, before a database is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*MAIN, "serve", "--port", str(port), "--content", str(ACME)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_batch_that_is_stopped(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """Ctrl-C and SIGTERM in the middle of writing leave no output file and no traceback."""
    script = (
        "import sys, time, click\nfrom pathlib import Path\nfrom content_engine.cli.running import run\n"
        "from content_engine.cli.sinks import writing\n"
        "@click.group()\ndef cli(): pass\n"
        "@cli.command()\ndef go():\n"
        "    with writing([Path('out.jsonl')]) as sinks:\n"
        "        sinks[0].add([b'{}'])\n        print('writing', flush=True)\n        time.sleep(60)\n"
        "run(cli, ['go'])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
