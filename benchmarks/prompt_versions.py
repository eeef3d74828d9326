"""Two prompt versions over the starter content's suite, compared: by the built-in writer, and by a scripted model.

    python benchmarks/prompt_versions.py [FOLDER]

The scripted model is a server on this machine's loopback that speaks the chat completions protocol. It does what it is
told and nothing else: without a line that forbids promises it promises now and then, without addresses it makes one up,
and facts it only repeats where they are given. Its judge marks promises down and prefers the longer text, and of two
texts of one length the one shown first. So its figures say that the comparison sees differences, and nothing about any
real model. Pages and JUnit files are left in FOLDER.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MAIN = "import sys; from content_engine.cli import main; main(sys.argv[1:])"
GERMAN = ("Sehen Sie zuerst nach, was sich geändert hat", "Ein Schritt, dann sehen Sie das Ergebnis",
          "So geht es weiter, wenn Sie es möchten")  # fmt: skip
ENGLISH = (
    "Look first at what has changed",
    "One step, then you see what comes of it",
    "Take it from here at your pace",
)
PROMISE = {"en": "Guaranteed to be the best choice", "de": "Garantiert die beste Wahl für dich"}


def written(system: str, user: str) -> dict[str, Any]:
    """Texts as the prompt asks for them."""
    count = int(re.search(r"Write (\d+) texts", user)[1])  # type: ignore[index]
    locale = re.search(r'in the language "(\w+)"', user)[1]  # type: ignore[index]
    fields = re.findall(r"^- (\w+): (\d+)", user.partition("Fields")[2].partition("<data")[0], re.MULTILINE)
    facts = re.findall(r"^- \[([\w-]+)\] (.+)$", user, re.MULTILINE)
    urls = re.findall(r"^- (https://\S+)$", user, re.MULTILINE)
    rash = "Promise no outcome" not in system and len(user) % 3 == 0
    texts = [PROMISE[locale]] if rash else []
    fitting = [told for _, told in facts if locale == "en" and len(told) <= int(fields[0][1])]
    texts += [*fitting[:count], *(GERMAN if locale == "de" else ENGLISH)]
    variants = [
        {
            "content": {name: _field(name, texts[n], int(most), urls) for name, most in fields},
            "angle": f"angle {n}",
            "claims": [id for id, told in facts if told == texts[n]],
            **({"sources": []} if "sources" in system + user or "passages" in system else {}),
        }
        for n in range(count)
    ]
    return {"variants": variants}


def _field(name: str, text: str, most: int, urls: list[str]) -> str:
    if name == "url":
        return urls[0] if urls else "https://example.com/start"
    return text if len(text) <= most else text[:most].rpartition(" ")[0]


def answered(system: str, user: str) -> dict[str, Any]:
    """What the scripted model says."""
    texts = re.findall(r"<data \w+>\n(.*?)\n</data", user, re.DOTALL)
    if system.startswith("You compare"):
        return {"reason": "it says more", "preference": "A" if len(texts[0]) >= len(texts[1]) else "B"}
    if system.startswith("You judge"):
        promises = any(word in texts[0] for word in ("Guaranteed", "Garantiert"))
        return {"reasons": ["it promises" if promises else "plain words"], "score": 1 if promises else 4}
    return written(system, user)


class Model(BaseHTTPRequestHandler):
    """Chat completions on the loopback."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answers one request."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        turns = {turn["role"]: turn["content"] for turn in asked["messages"]}
        text = json.dumps(answered(turns.get("system", ""), turns["user"]), ensure_ascii=False)
        usage = {"prompt_tokens": len(str(turns)) // 4, "completion_tokens": len(text) // 4}
        told = {
            "id": "c", "object": "chat.completion", "created": 0, "model": asked["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
            "usage": {**usage, "total_tokens": sum(usage.values())},
        }  # fmt: skip
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


@contextmanager
def scripted() -> Iterator[str]:
    """The address of a scripted model, as OPENAI_API_BASE has it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def evaluate(folder: Path, name: str, number: int, model: str, environment: dict[str, str]) -> None:
    """One run, told on the terminal, against the one before."""
    files = ["--html", f"{name}-{number}.html", "--junit", f"{name}-{number}.xml"]
    told = ["eval", "variant", "--prompt", f"variant/{number}", "--model", model, "--against", "last", *files]
    where = ["--content", str(ROOT), "--database", f"sqlite:///{name}.db"]
    told_environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", MAIN, *told, *where]
    subprocess.run(command, cwd=folder, env=told_environment, check=False)  # noqa: S603 - it is our own command


def main() -> None:
    """Both writers, both prompts."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="prompt-versions-"))
    folder.mkdir(parents=True, exist_ok=True)
    for number in (1, 2):
        evaluate(folder, "offline", number, "offline", {})
    with scripted() as address:
        for number in (1, 2):
            environment = {
                "OPENAI_API_BASE": address,
                "OPENAI_API_KEY": "none",
                "CONTENT_ENGINE_ADAPTER": "openai_http",
            }
            evaluate(folder, "scripted", number, "scripted", environment)
    print(f"pages and JUnit files: {folder}")


if __name__ == "__main__":
    main()
