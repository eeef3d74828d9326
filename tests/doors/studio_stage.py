"""The Studio on a real server with acme's content: people who are signed in, and texts that wait for a review."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, cast

import httpx

from content_engine.bootstrap import bootstrap
from content_engine.domain.accounts import Role
from content_engine.domain.jobs import Job, StepContext
from content_engine.domain.llm import Ask, Completion
from content_engine.domain.writing import GenerationRequest, WrittenVariant
from content_engine.engine import Engine
from content_engine.engine.writing import Generation
from content_engine.settings import Settings
from content_engine.web.door import build_app
from tests.doors.conftest import ACME, NO_TLS, Lines, served

PASSWORD = "correct horse battery"
COMPONENT = "headline.one-chart"
TOKEN = re.compile(r'<meta name="csrf" content="([0-9a-f]{64})">')
_number = count(1)


class Says:
    """A gateway that writes these texts, whatever it is asked."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def complete(self, ask: Ask) -> Completion:
        """The texts, as the answer of a model."""
        data = {"variants": [{"content": {"text": text}, "angle": "plain"} for text in self.texts]}
        key = ask.key("scripted")
        return Completion(key=key, text=json.dumps(data), data=data, model="scripted", adapter="scripted", origin="llm")

    @property
    def params(self) -> dict[str, object]:
        """None."""
        return {}


class Person(httpx.Client):
    """Somebody's browser without its eyes: keeps cookies, and sends the form token with every form."""

    @property
    def csrf(self) -> str:
        """The token of the present session."""
        found = TOKEN.search(self.get("/studio/reviews", follow_redirects=True).text)
        assert found, "a page without a form token"
        return found[1]

    def send_form(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Posts a form as a page of the Studio would."""
        return self.post(path, data={"csrf": self.csrf, **(data or {})}, **more)


@dataclass(frozen=True)
class Stage:
    """A served engine. `log` holds what the server said; `stack` closes the browsers at the end."""

    engine: Engine
    url: str
    log: Lines
    stack: ExitStack

    def visitor(self) -> Person:
        """Somebody who has not signed in."""
        return self.stack.enter_context(Person(base_url=self.url, verify=NO_TLS, timeout=30))

    def person(self, *roles: Role, name: str = "") -> Person:
        """Somebody new with these roles, signed in."""
        called = name or f"{'-'.join(roles)}-{next(_number)}"
        accounts = self.engine.accounts
        assert accounts is not None
        signed = accounts.accept(accounts.invite(f"{called}@example.com", called, roles), PASSWORD)
        person = self.visitor()
        person.cookies.set("studio-session", signed.secret)
        return person

    def written(self, *texts: str, component: str = COMPONENT, actor: str = "test", **how: Any) -> list[WrittenVariant]:
        """Texts as a worker leaves them after a generation."""
        engine = self.engine
        assert engine.desk is not None
        desk = dataclasses.replace(engine.desk, gateway=lambda: Says(*texts))
        asked = GenerationRequest(component=component, count=len(texts), model="scripted", **how)
        job = engine.generate(asked, actor=actor)
        work = Generation(desk)
        results = [work.do(step, StepContext(job, at, lambda: False)) for at, step in enumerate(work.steps(job))]
        done = cast(Job, job)
        desk.stores.jobs.change(
            done.id, state="done", ended_at=desk.now(), done=1, total=1, result=work.finish(done, results)
        )
        return list(desk.stores.variants.variants(job=job.id))


@contextmanager
def staged(folder: Path, *, content: Path = ACME, **settings: Any) -> Iterator[Stage]:
    """A server over a new database in `folder`."""
    how = Settings(database=f"sqlite:///{folder / 'studio.db'}", content=content, **settings)
    engine, log = bootstrap(how), Lines()
    try:
        with served(build_app(engine, how, log=log)) as url, ExitStack() as stack:
            yield Stage(engine, url, log, stack)
    finally:
        engine.close()
