"""Writing with a language model as a user has it: a real process, litellm, and a server of the OpenAI protocol."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from content_engine.cli import main
from tests.gateway.serving import Loopback, Request, chat, reply

COMMAND = (sys.executable, "-c", "from content_engine.cli import main; main()")
COMPONENT = "subject.first-step"
GOOD = "Connecting your first data source takes about ten minutes"
RECORDED = Path(__file__).parents[3] / "shared/data/llm_http_cassettes"
NAMED = ("gateway.wrong_schema", "gateway.malformed", "gateway.refused", "gateway.empty", "gateway.failed")
Writer = Callable[[socket.socket, Request], None]


def run(folder: Path, url: str, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, in `folder`; the environment points to that server and to nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONTENT_ENGINE_", "OPENAI_"))}
    environment = {**kept, "OPENAI_API_BASE": url, "OPENAI_API_KEY": "sk-test", "NO_COLOR": "1", **more}
    done = subprocess.run(
        [*COMMAND, *args], cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the starter content, which is valid, and no database yet."""
    with pytest.raises(SystemExit) as ended:
        main(["init", str(tmp_path / "content")])
    assert not ended.value.code
    return tmp_path


def generate(folder: Path, url: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One text for the component of the starter content."""
    args = ("--content", "content", "--component", COMPONENT, "--count", "1", "--json")
    return run(folder, url, "generate", *args, **more)


def states(database: Path) -> list[str]:
    """The states of all generated variants."""
    with sqlite3.connect(database) as connection:
        found = [state for (state,) in connection.execute("SELECT state FROM written_variants ORDER BY id")]
    connection.close()
    return found


def writes(text: str) -> Writer:
    """A model that answers as the schema in the request wants it, with this text."""

    def respond(connection: socket.socket, request: Request) -> None:
        asked = request.json["response_format"]
        assert asked["type"] == "json_schema"
        assert asked["json_schema"]["schema"]["required"] == ["variants"]
        one = {"content": {"text": text}, "angle": "plain", "claims": [], "sources": []}
        connection.sendall(reply(chat(json.dumps({"variants": [one]}), model=request.json["model"])))

    return respond


def test_a_model_that_answers_as_asked_writes_into_review(folder: Path) -> None:
    """The request goes out through litellm with key, model and schema; the text passes the checks and waits."""
    with Loopback(writes(GOOD)) as server:
        done = generate(folder, server.url)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    (one,) = told["candidates"]
    assert (one["state"], one["adapter"], one["origin"], one["model"]) == ("in_review", "litellm", "llm", "gpt-4o-mini")
    assert one["content"] == {"text": GOOD}
    assert (one["tokens_in"], one["tokens_out"]) == (30, 5)
    (request,) = server.requests
    assert request.head.startswith("POST /v1/chat/completions ")
    assert "Bearer sk-test" in request.head
    assert request.json["model"] == "gpt-4o-mini"
    assert states(folder / "content.db") == ["in_review"]


def test_a_text_that_fails_every_round_is_told_and_not_reviewed(folder: Path) -> None:
    """Exit status 1, every candidate with its reasons, none in review."""
    with Loopback(writes("As an AI language model, I cannot write that.")) as server:
        done = generate(folder, server.url)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert len(server.requests) == 3
    assert told["totals"]["passed"] == 0
    assert all(one["violations"] for one in told["candidates"])
    assert set(states(folder / "content.db")) == {"rejected"}


def recorded() -> list[Any]:
    """Real chat completions, as providers sent them."""
    bodies = []
    for path in sorted((RECORDED / "test_openai").glob("*.yaml")):
        for one in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["interactions"]:
            response = one.get("response") or {}
            body = response.get("parsed_body")
            if one["request"]["uri"].endswith("/chat/completions") and isinstance(body, dict) and body.get("choices"):
                bodies.append(body)
    return bodies


def test_recorded_answers_that_are_not_what_was_asked_for_are_named(folder: Path) -> None:
    """Real answers to other questions end the job with the fault's name and exit status 2; nothing is in review."""
    if not RECORDED.is_dir():
        pytest.skip("the recorded exchanges are not on this machine: ../shared/data")
    bodies = recorded()
    assert len(bodies) > 10
    said = next(one for one in bodies if isinstance(one["choices"][0]["message"].get("content"), str))
    called = next(one for one in bodies if one["choices"][0]["message"].get("tool_calls"))
    for body in (said, called):
        with Loopback(lambda connection, _, body=body: connection.sendall(reply(body))) as server:
            done = generate(folder, server.url, CONTENT_ENGINE_LLM_ATTEMPTS="1")
        assert (done.returncode, done.stdout) == (2, "")
        error = json.loads(done.stderr)["error"]
        assert error["code"] in NAMED
        assert "gpt-4o-mini" in error["detail"]
        assert server.requests
    assert states(folder / "content.db") == []


def test_the_demonstration_writes_with_the_model_the_environment_names(tmp_path: Path) -> None:
    """Its texts come from the model and wait for review; a second run asks for nothing again."""
    text = "The audit log records changes to dashboards, roles, API keys, exports and settings"
    with Loopback(writes(text)) as server:
        done = run(tmp_path, server.url, "demo", "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)["generation"]
        asked = len(server.requests)
        again = run(tmp_path, server.url, "demo", "--json")
    assert {one["adapter"] for one in told["candidates"]} == {"litellm"}
    assert "in_review" in states(tmp_path / "var/demo.db")
    assert again.returncode == 0
    assert len(server.requests) == asked


def test_the_demonstration_names_what_recorded_answers_lack(tmp_path: Path) -> None:
    """It does its main job, tells the fault by name, puts nothing into review, and ends with status 1."""
    if not RECORDED.is_dir():
        pytest.skip("the recorded exchanges are not on this machine: ../shared/data")
    body = next(one for one in recorded() if isinstance(one["choices"][0]["message"].get("content"), str))
    with Loopback(lambda connection, _: connection.sendall(reply(body))) as server:
        done = run(tmp_path, server.url, "demo", CONTENT_ENGINE_LLM_ATTEMPTS="1")
    assert done.returncode == 1
    assert any(name in done.stdout for name in NAMED), done.stdout
    assert "500 requests answered" in done.stdout
    assert states(tmp_path / "var/demo.db") == []
