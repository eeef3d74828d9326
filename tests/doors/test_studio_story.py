"""A day in the Studio, as people spend it: a served process, a real browser, three editors and one subject."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doors.browsing import browser
from tests.doors.conftest import ACME, NO_TLS, asking

MAIN = [sys.executable, "-c", "from content_engine.cli import main; main()"]
PASSWORD = "correct horse battery"
PATIENCE = 60_000
"""Milliseconds for what a worker does; everything else is there at once."""
WORDS = "Bring one question to your first chart"
PROMISE = "Guaranteed to double your revenue"
TWO_EDITORS = "review: {high: {approvals: 2}}\n"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Any]]:
    """`content-engine serve` over acme's content, where two editors must say yes; its address and its command line."""
    content = folder / "content"
    shutil.copytree(ACME, content)
    template = content / "components/templates/acme-tip-email.yaml"
    template.write_text(template.read_text().replace("risk: low", "risk: high"))
    policy = content / "policies/acme.yaml"
    policy.write_text(policy.read_text().replace("caps:\n", TWO_EDITORS + "caps:\n", 1))
    given = ["--content", str(content), "--database", f"sqlite:///{folder / 'content.db'}", "--json"]
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [*MAIN, "serve", "--port", "0", *given], stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
    )
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["serving"]
        yield url, lambda *words: _run([*words, *given])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        log.close()


def _run(words: list[str]) -> Any:
    told = subprocess.run([*MAIN, *words], capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def join(opened: Browser, link: str) -> Page:
    """Somebody opens a one-time link in a browser of their own and chooses a password."""
    page = opened.new_context().new_page()
    page.goto(link)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Reviews", level=1)).to_be_visible()
    return page


def invite(admin: Page, name: str) -> str:
    """The admin makes a link for another editor."""
    admin.get_by_role("link", name="People").click()
    admin.get_by_label("E-mail").fill(f"{name.lower()}@example.com")
    admin.get_by_label("Name", exact=True).fill(name)
    new = admin.locator('form[action="/studio/people/invitations"]')
    new.locator("input[name=roles][value=editor]").check()
    new.get_by_role("button", name="Make a link").click()
    return admin.get_by_label("One-time link").input_value()


def generate(page: Page) -> None:
    """The built-in writer is asked for texts; the page follows the job to its end."""
    page.goto(page.url.split("/studio")[0] + "/studio/generate")
    page.get_by_label("Component").select_option("headline.one-chart")
    page.get_by_label("How many").fill("4")
    page.get_by_label("Model").select_option("offline")
    page.get_by_role("button", name="Generate").click()
    expect(page.locator("#job .badge").first).to_have_text("done", timeout=PATIENCE)
    expect(page.get_by_role("heading", name=re.compile("texts passed the checks"))).to_be_visible()


def edit(page: Page) -> str:
    """By keyboard alone: the first text is opened, its words are changed and checked meanwhile, then stored."""
    page.goto(page.url.split("/studio")[0] + "/studio/reviews")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Guardrails and evidence")).to_be_visible()
    page.keyboard.press("e")
    for words, told in ((PROMISE, "would be refused"), (WORDS, "passes")):
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        expect(page.locator("#check .badge").first).to_have_text(told, timeout=10_000)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-marked]").first).to_have_text(WORDS)
    return page.locator("h1").inner_text()


def approve(page: Page, variant: str) -> None:
    """Opens a text and approves it with a key."""
    page.goto(f"{page.url.split('/studio')[0]}/studio/variants/{variant}")
    page.keyboard.press("a")


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as started:
        yield started


def test_a_day_in_the_studio(opened: Browser, tmp_path: Path) -> None:
    """First admin, generation, review by keyboard, two editors, live, evaluations side by side, a subject erased."""
    with serving(tmp_path) as (url, command):
        told = command("studio", "invite", "ada@example.com", "--name", "Ada", "--role", "admin", "--url", url)
        ada = join(opened, told["link"])
        bob, cyd = (join(opened, invite(ada, name)) for name in ("Bob", "Cyd"))
        generate(ada)
        variant = edit(ada)
        expect(ada.get_by_role("button", name=re.compile("^Approve"))).to_be_disabled()
        expect(ada.locator("main")).to_contain_text("another editor must approve them")
        for editor in (bob, cyd):
            approve(editor, variant)
            expect(editor.locator("#notices")).to_contain_text(re.compile("approv", re.IGNORECASE))
        cyd.goto(f"{url}/studio/variants/{variant}")
        expect(cyd.locator(".badge.approved").first).to_be_visible()
        subject = is_live(url, command("keys", "create", "--role", "caller")["key"], variant)
        compare(ada, url)
        erase(ada, url, subject)


def is_live(url: str, key: str, variant: str) -> str:
    """Subjects are decided for until one gets the new text; who that is."""
    headers, until = {"Authorization": f"Bearer {key}"}, monotonic() + 60
    with httpx.Client(base_url=url, headers=headers, timeout=60, verify=NO_TLS) as client:
        for number in range(1_000):
            decision = client.post("/v1/decisions", json=asking(f"r-{number}", f"u-{number}")).json()
            if variant in {choice["variant"] for choice in decision["choices"]}:
                return f"u-{number}"
            assert monotonic() < until, "the approved text was never chosen"
    raise AssertionError("the approved text was never chosen")


def compare(page: Page, url: str) -> None:
    """Two prompts write the same suite; the page tells case by case which did better."""
    for number, prompt in enumerate(("variant/1", "variant/2"), start=1):
        page.goto(f"{url}/studio/evaluations")
        page.get_by_text("Run a suite").click()
        page.get_by_label(re.compile("^Prompt")).fill(prompt)
        page.get_by_label(re.compile("^Model")).fill("offline")
        page.get_by_role("button", name="Run", exact=True).click()
        _until(lambda number=number: _runs(page, url) == number)  # type: ignore[misc]
    page.get_by_role("button", name="Compare A and B").click()
    expect(page.locator("h1")).to_contain_text("two runs")
    expect(page.locator("main")).to_contain_text(re.compile("better", re.IGNORECASE))
    page.locator("table a[href*='/cases/']").first.click()
    expect(page.locator("main")).to_contain_text("variant/2")


def _runs(page: Page, url: str) -> int:
    page.goto(f"{url}/studio/evaluations")
    return page.locator("input[name=b]").count()


def _until(holds: Any) -> None:
    end = monotonic() + 90
    while not holds():
        assert monotonic() < end, "it did not come to an end"
        sleep(0.5)


def erase(page: Page, url: str, subject: str) -> None:
    """What is known of one subject is shown, and gone after the id was typed."""
    page.goto(f"{url}/studio/subjects?user_id={subject}")
    expect(page.locator("main")).to_contain_text("acme-tip-email")
    page.get_by_role("button", name="Erase …").click()
    page.get_by_label("Type the id to confirm").fill(subject)
    page.get_by_role("button", name="Erase for good").click()
    page.goto(f"{url}/studio/subjects?user_id={subject}")
    expect(page.locator("main")).not_to_contain_text("acme-tip-email")
