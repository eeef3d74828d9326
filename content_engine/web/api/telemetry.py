"""What a running server tells: figures for Prometheus and JSON lines. Never an id or attribute of a subject."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics import MetricWrapperBase

from content_engine.domain.errors import ContentEngineError

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000)
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_STRING = rb'"(?:[^"\\]|\\.)*"'
_HEAD = re.compile(
    rb'\{"decision_id":' + _STRING + rb',"request_id":' + _STRING + rb',"status":"(\w+)","refusal":(?:null|'
    rb'\{"code":"([\w.]+)","detail":' + _STRING + rb',"retry_at":(?:null|"[^"]*")\}),"arm":"\w+","served_by":"(\w+)"'
)


def head_of(answer: bytes) -> tuple[str, str, str]:
    """Status, refusal code (or an empty string) and served_by of a decision's JSON, without parsing its message."""
    found = _HEAD.match(answer)
    if found is None:
        told = orjson.loads(answer)
        return told["status"], (told["refusal"] or {}).get("code", ""), told["served_by"]
    return found[1].decode(), (found[2] or b"").decode(), found[3].decode()


@dataclass
class Meters:
    """The figures of one application, in a registry of its own. With several workers each tells its own."""

    queue_length: Callable[[], float]
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _children: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own: Any = {"namespace": "content_engine", "registry": self.registry}
        self.decisions = Counter("decisions", "Decisions answered", ["status", "refusal", "served_by"], **own)
        self.errors = Counter("decision_errors", "Requests that could not be decided", ["code"], **own)
        self.http = Histogram("http_seconds", "Time to answer", ["method", "route", "status"], buckets=SECONDS, **own)
        self.batch = Histogram("batch_size", "Requests decided together", buckets=SIZES, **own)
        self.deciding = Histogram("batch_seconds", "Time to decide and record a batch", buckets=SECONDS, **own)
        self.refresh_failures = Counter("refresh_failures", "Catalogs that could not be taken up", **own)
        Gauge("queue_length", "Requests that wait to be decided", **own).set_function(self.queue_length)

    def _child(self, metric: MetricWrapperBase, *labels: str) -> Any:
        name = (metric._name, *labels)
        if name not in self._children:
            self._children[name] = metric.labels(*labels)
        return self._children[name]

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one HTTP call."""
        self._child(self.http, method, route, str(status)).observe(seconds)

    def decided(self, results: Sequence[Sequence[bytes | ContentEngineError] | Exception], seconds: float) -> None:
        """Counts one batch."""
        size = 0
        for result in results:
            answers = [result] if isinstance(result, Exception) else result
            size += len(answers)
            for answer in answers:
                self._count(answer)
        self.batch.observe(size)
        self.deciding.observe(seconds)

    def _count(self, answer: bytes | Exception) -> None:
        if isinstance(answer, bytes):
            self._child(self.decisions, *head_of(answer)).inc()
        else:
            self._child(self.errors, getattr(answer, "code", "internal")).inc()

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


def make_log(stream: BinaryIO | None = None) -> Any:
    """A logger that writes one JSON object per line to `stream` (standard error)."""
    return structlog.wrap_logger(
        structlog.BytesLogger(stream or sys.stderr.buffer),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=_line),
        ],
        wrapper_class=structlog.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _line(event: Any, **_: Any) -> bytes:
    return orjson.dumps(event, default=str)


def whereabouts(error: BaseException) -> dict[str, Any]:
    """An unexpected error for the log: its type and where it arose; its message may hold a subject's id."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return {
        "error": type(error).__name__,
        "at": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }
