"""Runs something for no longer than it may take, whatever it hangs in (a name look-up knows no timeout)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

from content_engine.gateway.faults import Fault

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], *, tick: Callable[[], None], every: float = 1.5) -> T:
    """What `work` returns or raises; Fault timeout when it takes longer than `seconds`.

    `tick` is called in the meantime, every so many seconds; what it raises ends the wait. `work` runs in a daemon
    thread, which ends by itself at its own deadline and keeps no process from exiting.
    """
    done, result, failure = Event(), list[T](), list[BaseException]()

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 — handed on to the caller
            failure.append(error)
        finally:
            done.set()

    thread = Thread(target=run, name="llm-call", daemon=True)
    thread.start()
    left = seconds
    while not done.wait(min(every, max(left, 0.0))):
        left -= every
        if left <= 0:
            raise Fault("timeout", "no whole answer before the deadline")
        tick()
    thread.join()
    if failure:
        raise failure[0]
    return result[0]
