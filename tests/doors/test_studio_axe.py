"""Every page of the Studio in a real browser: accessible in light, dark and on a phone, and usable by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.doors.browsing import browser, violations
from tests.doors.studio_showcase import Showcase, desk, filled, signed_in
from tests.doors.studio_stage import staged

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NOT_PAGES = ("/studio", "/studio/", "/studio/evaluations/compare", "/studio/evaluations/jobs")
"""They lead elsewhere, need a question (`Showcase.states` has one), or are a part of another page."""
RUN = """async (more) => (await axe.run(document, {resultTypes: ['violations'], iframes: false, ...more})).violations
  .filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => [one.id, one.nodes[0].html])"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the scheme. The others' answers depend on the width."""
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [document.documentElement.scrollWidth,
  ...[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 160))]"""


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Showcase]:
    with staged(tmp_path_factory.mktemp("axe")) as opened:
        yield filled(opened)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def admin(show: Showcase, chromium: Browser) -> Iterator[BrowserContext]:
    with signed_in(show.stage, chromium, "admin", name="Ada", viewport=DESKTOP) as context:
        yield context


@contextmanager
def quiet(context: BrowserContext) -> Iterator[Page]:
    """A page that may not complain: no error of a script, in the console, or of the policy."""
    page, said = context.new_page(), []
    page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert not [one for one in said if "status of 404" not in one]


def opened(page: Page, where: str) -> None:
    """Goes to a page and waits until what it loads by itself is there."""
    answer = page.goto(where, wait_until="load")
    assert answer is not None and answer.status == (404 if where.endswith("nowhere") else 200), where
    page.wait_for_selector(".htmx-request", state="detached")


def faults(page: Page) -> dict[str, Any]:
    """What is wrong with a page in light, in dark, and at the width of a phone."""
    found: dict[str, Any] = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = page.evaluate(RUN, {"runOnly": COLOURS})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found["phone"] = page.evaluate(RUN, {"rules": {one: {"enabled": False} for one in COLOURS}})
    found["wider than the phone"] = page.evaluate(WIDER)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return {name: what for name, what in found.items() if what}


def test_every_page_is_accessible_in_light_in_dark_and_on_a_phone(show: Showcase, admin: BrowserContext) -> None:
    """Nothing serious or critical of axe-core, nothing in the console, no sideways scrolling on a phone."""
    pages = [one for one in show.addresses() if one not in NOT_PAGES and not one.endswith(("/export", "/message"))]
    found = {}
    with quiet(admin) as page:
        for where in [*pages, *show.states]:
            opened(page, where)
            found[where] = faults(page)
    assert not {where: what for where, what in found.items() if what}


STOPS = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const seen = [...document.querySelectorAll(kinds)].filter((one) => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({visibilityProperty: true})) return false;
    if (one.type !== 'radio') return true;
    const group = [...document.getElementsByName(one.name)];
    const stop = group.find((each) => each.checked) || group[0];
    return stop === one;
  });
  seen.forEach((one, at) => { one.dataset.stop = at; });
  return seen.length;
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.dataset.stop === undefined) return null;
  const style = getComputedStyle(one), [box] = one.getClientRects();
  const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const clear = top !== null && (one.contains(top) || top.contains(one) && !top.matches('.top, .actions'));
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  return {stop: Number(one.dataset.stop), seen: clear && ringed, what: one.outerHTML.slice(0, 120)};
}"""


def walked(page: Page) -> tuple[int, list[int], list[str]]:
    """How many stops there are, those that Tab makes, each once, and those of them where the focus cannot be seen."""
    number, stops, hidden = page.evaluate(STOPS), list[int](), list[str]()
    for _ in range(2 * number + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at and at["stop"] not in stops:
            stops.append(at["stop"])
            hidden += [] if at["seen"] else [at["what"]]
        if len(stops) == number:
            break
    return number, stops, hidden


@pytest.mark.parametrize("which", ["the queue", "a text", "a preview"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    show: Showcase, admin: BrowserContext, which: str
) -> None:
    """Each link, button and field once, as the page has them; the focus has a ring and nothing lies over it."""
    where = {
        "the queue": "/studio/reviews",
        "a text": f"/studio/variants/{show.waiting}",
        "a preview": "/studio/templates/acme-tip-email/preview",
    }
    with quiet(admin) as page:
        opened(page, where[which])
        number, stops, hidden = walked(page)
    assert number > 15
    assert stops == list(range(number))
    assert not hidden


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until an element has the focus."""
    for _ in range(150):
        if page.evaluate("(which) => document.activeElement.matches(which)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def test_a_text_is_rejected_by_tab_and_enter_alone(show: Showcase, admin: BrowserContext) -> None:
    """From the queue to the text, its dialog, the reason, and on: no mouse and no shortcut."""
    with quiet(admin) as page:
        opened(page, "/studio/reviews?component=headline.one-chart")
        tab_to(page, f'a.words[href$="{show.breached}"]')
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{show.breached}")
        tab_to(page, "[data-dialog=reject]")
        page.keyboard.press("Enter")
        page.keyboard.type("It names a competitor.")
        tab_to(page, "#reject button.danger")
        page.keyboard.press("Enter")
        page.wait_for_selector("#notices >> text=is rejected")
    found = desk(show.stage).stores.variants.variant(show.breached)
    assert found is not None and found.state == "rejected"


@pytest.mark.parametrize("where", ["/studio/reviews", "/studio/evaluations", "/studio/people"])
def test_the_list_of_keys_opens_and_closes(admin: BrowserContext, where: str) -> None:
    """By `?` and by its button; Escape closes it, and the focus is back where it was."""
    with quiet(admin) as page:
        opened(page, where)
        page.locator("nav a[aria-current]").focus()
        before = page.evaluate("() => document.activeElement.outerHTML")
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#help").is_visible()
        assert page.evaluate("() => document.activeElement.outerHTML") == before
        page.locator("[data-help]").focus()
        page.keyboard.press("Enter")
        assert page.locator("#help dt").count() >= 2 and page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#help").is_visible()
