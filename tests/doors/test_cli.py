"""The command line as its users meet it: help, JSON, exit statuses, settings, and errors in plain words."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from content_engine.cli import COMMANDS, main
from content_engine.cli.sinks import writing
from content_engine.settings import Settings, without_password
from tests.doors.conftest import ACME, EMAIL, MEMBER, Seed, asking

HEAVY = ("jinja2", "numpy", "pyarrow", "pydantic_settings", "rich", "sqlalchemy", "uvicorn")
START = ("init my-content", "check")
SUBCOMMANDS = (
    *("assign import", "keys create", "keys list", "keys revoke", "db upgrade"),
    *("studio invite", "studio people", "studio disable", "studio enable"),
    *(
        f"review {one}"
        for one in ("list", "show", "approve", "reject", "edit", "retire", "restore", "comment", "assign")
    ),
)


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document it is."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CONTENT_ENGINE_")]:
        monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)

    def command(*args: str) -> Said:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Said(int(ended.value.code or 0), out, err)

    yield command
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def acme(run: Run, acme_seed: Seed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same with acme's content in the database of that folder."""
    shutil.copy(acme_seed.database, tmp_path / "content.db")
    monkeypatch.setenv("CONTENT_ENGINE_CONTENT", str(ACME))
    return run


def lines(path: Path, *records: Any) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_help_is_quick_to_load() -> None:
    """`--help` loads nothing that deciding, databases or tables need."""
    script = (
        "import sys\nfrom content_engine.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [*COMMANDS, *SUBCOMMANDS])
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    """`--help` of every command shows an example and ends with 0."""
    said = run(*command.split(), "--help")
    assert said.status == 0
    assert "Example:" in said.out


def test_a_mistyped_command_is_guessed(run: Run) -> None:
    """The nearest command is named."""
    assert "Did you mean `batch`?" in run("bach").err


def test_errors_as_json(run: Run) -> None:
    """With --json an error is one object on standard error, and nothing is on standard output."""
    said = run("decide", "--request", "none.json", "--json")
    assert (said.status, said.out) == (2, "")
    assert json.loads(said.err)["error"]["code"] == "not_found"


def test_settings_rise_from_environment_to_file_to_flag(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file wins over the environment, a flag over both, and `config` says where each value is from."""
    monkeypatch.setenv("CONTENT_ENGINE_DATABASE", "sqlite:///env.db")
    monkeypatch.setenv("CONTENT_ENGINE_BATCH_MAX", "7")
    Path("content-engine.toml").write_text('content = "here"\ndatabase = "sqlite:///file.db"\n')
    said = run("config", "--json", "--content", "there").json
    assert said["settings"]["database"] == "sqlite:///file.db"
    assert said["sources"] == dict.fromkeys(said["sources"], "default") | {
        "content": "flag --content",
        "database": "content-engine.toml:2",
        "batch_max": "environment CONTENT_ENGINE_BATCH_MAX",
    }


def test_no_settings_file_where_its_name_is_empty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """CONTENT_ENGINE_FILE="" keeps servers' workers on the settings they were given."""
    Path("content-engine.toml").write_text("batch_max = 9\n")
    monkeypatch.setenv("CONTENT_ENGINE_FILE", "")
    assert Settings().batch_max == 256


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"a = [", "not TOML"),
        (b'databse = "x"', "content-engine.toml:1: there is no setting databse"),
        (b'\nbatch_max = "many"', "content-engine.toml:2: batch_max"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[content]\n", "content"),
    ],
)
def test_a_broken_settings_file(run: Run, body: bytes, told: str) -> None:
    """A settings file that cannot be used is named with its line and what is wrong."""
    Path("content-engine.toml").write_bytes(body)
    said = run("config")
    assert (said.status, said.out) == (2, "")
    assert told in said.err


def test_passwords_of_databases_are_not_shown() -> None:
    """Wherever it stands in the URL, also with an @ in it."""
    for url in ("postgresql://me:se@cret@host/db", "postgresql://me@host/db?password=se@cret&x=1"):
        assert "cret" not in without_password(url)
    assert without_password("postgresql://me:x@host/db") == "postgresql://me:***@host/db"
    told = Settings(
        database="postgresql://me:cr3t@h/d", jobs_database="postgresql://me:cr3t@h/j", oidc_client_secret="cr3t"
    ).told()
    assert "cr3t" not in str(told)
    assert told["jobs_database"].endswith("@h/j")


def test_a_setting_that_is_none_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped variable of the environment is ignored, and `config` says so."""
    monkeypatch.setenv("CONTENT_ENGINE_DATABSE", "x")
    said = run("config", "--json")
    assert said.json["ignored"] == ["CONTENT_ENGINE_DATABSE"]


@pytest.mark.parametrize("command", [("explain", "d1"), ("replay", "--all"), ("erase", "u"), ("subject", "u")])
def test_looking_into_a_database_that_is_not_there(run: Run, command: tuple[str, ...]) -> None:
    """Nobody is told that nothing is stored because the database was misnamed; nothing is made either."""
    said = run(*command, "--database", "sqlite:///typo.db")
    assert said.status == 2
    assert "no content memory at sqlite:///typo.db" in said.err
    assert not Path("typo.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite:///no/such/folder/x.db", "sqlite:///broken.db"])
def test_databases_that_cannot_be_used(run: Run, url: str) -> None:
    """A wrong URL and a file that is no database are told in words."""
    Path("broken.db").write_text("not a database, though as long as its header would have to be " * 20)
    said = run("sync", "--content", str(ACME), "--database", url)
    assert said.status == 2
    assert "database" in said.err


def test_the_first_way(run: Run) -> None:
    """init, check, sync, export, keys and db work one after the other, each with one JSON document."""
    assert run("init", "mine", "--json").json["folder"] == "mine"
    assert run("check", "mine", "--json").json["problems"] == []
    assert run("sync", "--content", "mine", "--json").json["changed"] is True
    assert run("export", "out", "--json").json["written"]
    assert run("db", "upgrade", "--json").json["current"] is True
    key = run("keys", "create", "--role", "caller", "--json").json
    assert key["role"] == "caller"
    assert key["key"] not in run("keys", "list", "--json").out
    assert run("keys", "revoke", key["id"], "--json").json == {"revoked": key["id"]}
    assert run("init", "mine").status == 2


def test_the_start_lines_of_the_help_work_as_they_stand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """init, check and decide of `--help`, one after the other in an empty folder, end in an assembled message."""
    said = [line.strip() for line in run("--help").out.partition("Start here:")[2].splitlines()[1:4]]
    made, entered = said[0].split(" && ")
    assert [made, *said[1:]] == [f"content-engine {words}" for words in (*START, "decide --request request.json")]
    assert run(*START[0].split()).status == 0
    monkeypatch.chdir(entered.removeprefix("cd "))
    assert run(*START[1].split()).status == 0
    decision = run("decide", "--request", "request.json", "--json").json
    assert (decision["status"], decision["refusal"], decision["dry_run"]) == ("assembled", None, False)


def test_a_broken_folder_is_found(run: Run) -> None:
    """`check` ends with 1 and names file and line; `sync` changes nothing."""
    run("init", "mine")
    (Path("mine") / "guardrails" / "facts.yaml").write_text("facts: [\n")
    checked = run("check", "mine", "--json")
    assert checked.status == 1
    assert "guardrails/facts.yaml" in {problem["file"] for problem in checked.json["problems"]}
    synced = run("sync", "--content", "mine", "--json")
    assert (synced.status, synced.out) == (1, "")
    assert json.loads(synced.err)["error"]["problems"] == checked.json["problems"]


def test_decide_explain_replay_erase(acme: Run) -> None:
    """The verbs on one decision, each as one JSON document."""
    Path("r.json").write_text(json.dumps(asking()))
    decision = acme("decide", "--request", "r.json", "--json").json
    assert acme("decide", "--request", "r.json", "--json").json == decision
    assert acme("explain", decision["decision_id"], "--json").json["decision_id"] == decision["decision_id"]
    assert acme("replay", decision["decision_id"], "--json").json["identical"] == 1
    told = {"decision_id": decision["decision_id"], "at": "2026-11-22T10:00:00Z", "kind": "seen", "external_id": "e"}
    assert acme("expose", str(lines(Path("e.jsonl"), told)), "--json").json["accepted"] == 1
    outcome = {"outcome": "clicked", "user_id": "u-1", "at": "2026-11-22T10:00:00Z", "external_id": "o"}
    assert acme("observe", str(lines(Path("o.jsonl"), outcome)), "--json").json["accepted"] == 1
    assert acme("subject", "u-1", "--json").json["decisions"]
    assert acme("erase", "u-1", "--json").json["erased"]["decisions"] == 1
    assert acme("explain", decision["decision_id"]).status == 2


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"\xff\xfe", b"[]", b"{", b"null", b"[" * 100_000, b'"' + b"x" * 300_000 + b'"']
)
def test_requests_that_are_none(acme: Run, body: bytes) -> None:
    """Whatever is in the file, the answer is 2 and words that name it."""
    Path("r.json").write_bytes(body)
    said = acme("decide", "--request", "r.json")
    assert (said.status, said.out) == (2, "")
    assert "r.json" in said.err


def test_a_request_with_a_wrong_field(acme: Run) -> None:
    """The field is named, in the JSON error too."""
    Path("r.json").write_text(json.dumps({**asking(), "usr": "x"}))
    said = acme("decide", "--request", "r.json", "--json")
    assert json.loads(said.err)["error"]["field"] == "usr"


def test_batch_as_lines_and_as_parquet_in_and_out(acme: Run) -> None:
    """Structs, JSON text and lines give the same answers, one row per request in order."""
    requests = [asking(f"r-{n}", f"u-{n}", attributes={"plan": "pro"}) for n in range(5)]
    lines(Path("r.jsonl"), *requests)
    pq.write_table(pa.Table.from_pylist(requests), "struct.parquet")
    texts = [one | {"segments": json.dumps([MEMBER]), "attributes": '{"plan": "pro"}'} for one in requests]
    pq.write_table(pa.Table.from_pylist(texts), "text.parquet")
    for source in ("r.jsonl", "struct.parquet", "text.parquet"):
        said = acme("batch", "--requests", source, "--out", f"{source}.out.jsonl", "--out", "d.parquet", "--json")
        assert said.json["requests"] == 5, said.err
        assert Path(f"{source}.out.jsonl").read_bytes() == Path("r.jsonl.out.jsonl").read_bytes()
    rows = pq.read_table("d.parquet").to_pylist()
    assert [row["request_id"] for row in rows] == [f"r-{n}" for n in range(5)]
    assert said.err == ""
    assert not list(Path().glob(".*.part"))


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("r.jsonl", b'{"request_id": 1}\n', "r.jsonl:1: request_id"),
        ("r.jsonl", b"\xff\n", "r.jsonl:1"),
        ("r.jsonl", b"x" * 2_000_000, "longer than"),
        ("r.csv", b"request_id,user_id\n\xff,u\n", "UTF-8"),
        ("r.csv", b"request_id,nonsense,template,user_id\nr,1,t,u\n", "nonsense: there is no field"),
        ("r.csv", b"request_id\nr,more\n", "more cells"),
        ("r.csv", b"a,a\n1,2\n", "more than once"),
        ("r.csv", b'a\n"open', "not CSV"),
        ("r.parquet", b"PAR1 and nothing", "parquet"),
        ("r.parquet", b"", "parquet"),
        ("r.txt", b"", "must end in"),
    ],
)
def test_request_files_that_cannot_be_read(acme: Run, name: str, body: bytes, told: str) -> None:
    """File, line and field are told, and there is no output file."""
    Path(name).write_bytes(body)
    said = acme("batch", "--requests", name, "--out", "out.jsonl")
    assert (said.status, said.out) == (2, "")
    assert told in said.err
    assert not list(Path().glob("*out.jsonl*"))


@pytest.mark.parametrize("out", ["r.jsonl", "out.csv", "folder.jsonl", "r.jsonl/x.jsonl"])
def test_targets_that_cannot_be_written(acme: Run, out: str) -> None:
    """The requests are not overwritten, folders and other endings are refused before anything is decided."""
    lines(Path("r.jsonl"), asking())
    Path("folder.jsonl").mkdir()
    before = Path("r.jsonl").read_bytes()
    assert acme("batch", "--requests", "r.jsonl", "--out", out).status == 2
    assert Path("r.jsonl").read_bytes() == before


def test_assignments_from_csv_with_ids_of_digits(acme: Run) -> None:
    """An id is text, whatever it looks like; numbers stay numbers."""
    Path("a.csv").write_text("user_id,segment_id,version,confidence,member\n0012,all-users,1,0.5,TRUE\n")
    assert acme("assign", "import", "a.csv", "--json").json == {"accepted": 1, "duplicates": 0, "parked": 0}
    assert acme("subject", "0012", "--json").json["assignments"]


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """What goes wrong while writing leaves the old file and nothing else."""
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt), writing([target, tmp_path / "out.parquet"]) as sinks:
        sinks[0].add([b"{}"])
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert target.read_text() == "old"


def test_templates_in_a_list_from_csv(acme: Run) -> None:
    """A cell may hold JSON where the field may."""
    Path("r.csv").write_text(f'request_id,user_id,template\nr1,7,"[""{EMAIL}""]"\n')
    assert acme("batch", "--requests", "r.csv", "--out", "o.jsonl", "--json").json["requests"] == 1
