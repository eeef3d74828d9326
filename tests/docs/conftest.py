"""A place where a page's examples run: an empty folder, the project's commands on the PATH, no settings of ours."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PORT = "8000"
"""The port that pages speak of; a free one takes its place."""
KEPT = 'if [ -f "$DESK/.shell" ]; then . "$DESK/.shell"; fi; set -a'
KEEP = 'code=$?; { declare -px; echo "cd \'$PWD\'"; } > "$DESK/.shell"; exit $code'
STARTED = 30.0


@dataclass
class Desk:
    """Runs commands one after the other as one person would: shell variables stay, servers run on in the background."""

    folder: Path
    port: str
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self, command: str) -> str:
        """What `command` prints, standard error included. A command that ends in `&` runs on until the page's end."""
        command = re.sub(rf"\b{PORT}\b", self.port, command)
        if command.endswith("&"):
            self._serve(command.rstrip("& "))
            return ""
        script = f"{KEPT}\n{command}\n{KEEP}"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self._env(),
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return re.sub(rf"\b{self.port}\b", PORT, done.stdout.decode())

    def _env(self) -> dict[str, str]:
        clean = {
            k: v for k, v in os.environ.items() if not k.startswith(("CONTENT_ENGINE_", "PYTHON", "COV_", "COLUMNS"))
        }
        path = os.pathsep.join([str(Path(sys.executable).parent), str(self.folder / ".bin"), clean["PATH"]])
        return {**clean, "PATH": path, "TERM": "dumb", "NO_COLOR": "1", "DESK": str(self.folder)}

    def _serve(self, command: str) -> None:
        script = f"{KEPT}\nexec {command}"
        with (self.folder / "serve.log").open("wb") as log:
            server = subprocess.Popen(["bash", "-c", script], cwd=self.folder, env=self._env(), stdout=log, stderr=log)
        self.servers.append(server)
        until = time.monotonic() + STARTED
        while not self._answers():
            assert server.poll() is None and time.monotonic() < until, (self.folder / "serve.log").read_text()
            time.sleep(0.05)

    def _answers(self) -> bool:
        """Whether it speaks: it listens before it has read its content, and may end then."""
        try:
            with socket.create_connection(("127.0.0.1", int(self.port)), timeout=5) as connection:
                connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
                return bool(connection.recv(1))
        except OSError:
            return False

    def close(self) -> None:
        """Stops the servers that this desk started."""
        for server in self.servers:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk in an empty folder with the project's examples beside it."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    (tmp_path / ".bin").mkdir()
    (tmp_path / ".bin" / "curl").symlink_to(Path(__file__).with_name("little_curl.py"))
    made = Desk(tmp_path, port)
    yield made
    made.close()
