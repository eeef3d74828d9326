"""`work` and `jobs`: running durable jobs, and watching them."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from content_engine.bootstrap import Database, open_jobs, open_works
from content_engine.cli.console import bar, say, settings_options, table
from content_engine.cli.opening import database_of
from content_engine.domain.base import to_ms
from content_engine.domain.jobs import ENDED, Job
from content_engine.engine import jobs_view
from content_engine.settings import Settings

if TYPE_CHECKING:
    from content_engine.jobs.durable import DurableJobs


@click.command("work")
@click.option("--idle-seconds", type=click.FloatRange(min=0), help="Leave after so long without a job.")
@click.option("--slots", default=1, show_default=True, type=click.IntRange(1, 32), help="Jobs at once in this worker.")
@click.option("--most", default=0, type=click.IntRange(0, 1_000), help="Jobs at once in all workers; 0: no limit.")
@settings_options
def work_command(idle_seconds: float | None, slots: int, most: int, settings: Settings, as_json: bool) -> None:
    """Run durable jobs: those that wait, and those whose worker died. Any number of workers may do so.

    SIGTERM and Ctrl-C finish the step at hand and leave; what is not done goes on in another worker. With --json the
    first line on standard output is {"worker": "..."}.

    Example: content-engine work --idle-seconds 60
    """
    with database_of(settings) as opened, open_works(settings, opened) as works:
        worker = open_jobs(settings, opened.jobs, works, slots=slots, most=most)
        try:
            _stop_on_signals(worker)
            say({"worker": worker.worker}, f"{worker.worker} looks for jobs", as_json=as_json)
            sys.stdout.flush()
            worker.serve(idle_seconds=idle_seconds)
        finally:
            worker.close()


def _stop_on_signals(worker: DurableJobs) -> None:
    """SIGTERM and Ctrl-C: the step at hand is finished, then it leaves."""

    def stop(number: int, frame: object) -> None:
        worker.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def run_here(settings: Settings, opened: Database, job_id: str) -> Job:
    """Runs a job in this process with a progress bar, or goes on with one whose worker died; returns it ended.

    The same job can be gone on with by calling this again, or by any worker.
    """
    with open_works(settings, opened) as works, bar(job_id, None) as advance:
        worker = open_jobs(settings, opened.jobs, works)
        try:
            _stop_on_signals(worker)
            done = 0

            def told(job: Job) -> None:
                nonlocal done
                advance(job.done - done)
                done = job.done

            return worker.run(job_id, told)
        finally:
            worker.close()


@click.group("jobs")
def jobs_command() -> None:
    """List, show, cancel and watch durable jobs.

    Example: content-engine jobs list
    """


@jobs_command.command("list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 200), help="How many, newest first.")
@settings_options
def jobs_list(limit: int, settings: Settings, as_json: bool) -> None:
    """List jobs, newest first.

    Example: content-engine jobs list --limit 10
    """
    with database_of(settings, there=True) as opened:
        rows = [jobs_view.shown(job) for job in opened.jobs.jobs(limit=limit)]
    headers = ("id", "kind", "state", "done", "total", "step", "created_at")
    cells = [[row[name] for name in headers] for row in rows]
    say({"jobs": rows}, lambda: table("", headers, cells), as_json=as_json)


@jobs_command.command("show")
@click.argument("job_id")
@settings_options
def jobs_show(job_id: str, settings: Settings, as_json: bool) -> None:
    """Show a job: how far it is, what came of it.

    Example: content-engine jobs show job_1795993733937_5c2e7a9b --json
    """
    with database_of(settings, there=True) as opened:
        _tell(jobs_view.found(opened.jobs, job_id), as_json=as_json)


@jobs_command.command("cancel")
@click.argument("job_id")
@settings_options
def jobs_cancel(job_id: str, settings: Settings, as_json: bool) -> None:
    """Cancel a job: at once where it waits, after the step at hand where it runs. What was finished is kept.

    Example: content-engine jobs cancel job_1795993733937_5c2e7a9b
    """
    with database_of(settings, there=True) as opened:
        job = jobs_view.cancelled(opened.jobs, job_id, to_ms(opened.clock.now()))
        _tell(job, as_json=as_json)


@jobs_command.command("watch")
@click.argument("job_id")
@settings_options
def jobs_watch(job_id: str, settings: Settings, as_json: bool) -> None:
    """Wait for a job to end, with a progress bar on a terminal; exit 1 when it failed or was cancelled.

    Example: content-engine jobs watch job_1795993733937_5c2e7a9b
    """
    with database_of(settings, there=True) as opened, bar(job_id, None) as advance:
        done = 0
        while (job := jobs_view.found(opened.jobs, job_id)).state not in ENDED:
            advance(job.done - done)
            done = job.done
            time.sleep(0.5)
    _tell(job, as_json=as_json)
    if job.state != "done":
        raise click.exceptions.Exit(1)


def _tell(job: Job, *, as_json: bool) -> None:
    told: dict[str, Any] = jobs_view.shown(job)
    rows = [(name, "" if value is None else value) for name, value in told.items()]
    say(told, lambda: table("", ("field", "value"), rows), as_json=as_json)
