"""Components in the Studio: browsing, figures, where each is used, and retiring what was generated."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from content_engine.domain.catalog import Component, Template, Variant
from content_engine.engine.case import World
from content_engine.engine.compiled import compile_catalog
from content_engine.engine.components_view import SORTS, Shelf, Wanted
from content_engine.engine.reviewing import Opinion
from content_engine.ranking.snapshot import Head, Snapshot
from content_engine.testing import tiny_catalog
from tests.doors.studio_stage import COMPONENT, Person, Stage, staged

AT = "/studio/components"
NAMES = re.compile(r'href="/studio/components/([^"/?]+)"')


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A server over acme's content with one text that waits for a review."""
    with staged(tmp_path_factory.mktemp("components")) as made:
        made.written("Build one chart first")
        yield made


@pytest.fixture(scope="module")
def editor(stage: Stage) -> Iterator[Person]:
    """An editor."""
    person = stage.person("editor")
    yield person
    person.close()


def names(page: str) -> list[str]:
    """The components of a list, in its order."""
    return list(dict.fromkeys(html.unescape(one) for one in NAMES.findall(page)))


def test_all_components_are_listed_by_name(editor: Person, stage: Stage) -> None:
    """Every component of the catalog, in the order of ids."""
    page = editor.get(AT)
    assert page.status_code == 200
    assert names(page.text) == [one["id"] for one in stage.engine.components()]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("kind=cta", lambda one: one["kind"] == "cta"),
        ("tag-topic=charts", lambda one: one["taxonomy"].get("topic") == "charts"),
        ("kind=cta&tag-topic=charts", lambda one: one["kind"] == "cta" and one["taxonomy"]["topic"] == "charts"),
        ("q=one-chart", lambda one: "one-chart" in one["id"]),
        ("state=in_review", lambda one: one["id"] == COMPONENT),
        ("origin=generated", lambda one: one["id"] == COMPONENT),
        ("state=approved&origin=generated", lambda one: False),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(editor: Person, stage: Stage, query: str, kept: object) -> None:
    """By kind, tags, words, and by state and origin of a variant, also of one that waits for review."""
    assert callable(kept)
    wanted = [one["id"] for one in stage.engine.components() if kept(one)]
    assert names(editor.get(f"{AT}?{query}").text) == wanted


def test_an_empty_list_says_so(editor: Person) -> None:
    """Nothing found is told, not shown as an empty table."""
    assert "No component fits" in editor.get(f"{AT}?q=zzzz").text


def test_a_wrong_order_is_told(editor: Person) -> None:
    """There is no such order."""
    assert editor.get(f"{AT}?sort=luck").status_code == 422


def test_a_component_tells_where_it_is_used(editor: Person) -> None:
    """Its variants, the slots that take it, which of its variants is the default there, and for which segments."""
    page = editor.get(f"{AT}/{COMPONENT}").text
    assert 'href="/studio/templates/acme-tip-email"' in page
    assert "headline.one-chart.a" in page
    assert "all-users" in page
    assert "components/headline/one-chart.yaml" in page
    assert editor.get(f"{AT}/none").status_code == 404


def test_a_generated_variant_is_retired(stage: Stage, editor: Person) -> None:
    """It leaves the catalog in the editor's name; whoever saw an earlier version is told and changes nothing."""
    [one] = stage.written("Start with a single chart")
    stage.engine.review(one.id, Opinion("approve", "ada"))
    form = {"variant": one.id, "version": stage.engine.variant(one.id)["version"]}
    assert one.id in editor.get(f"{AT}/{COMPONENT}").text
    late = editor.send_form(f"{AT}/{COMPONENT}/retire", form | {"version": 1})
    assert late.status_code == 409
    assert editor.send_form(f"{AT}/{COMPONENT}/retire", form).status_code == 303
    told = stage.engine.variant(one.id)
    assert told["state"] == "retired"
    assert next(step for step in told["history"] if step["action"] == "retire")["actor"].endswith("@example.com")
    assert one.id not in {v["id"] for v in stage.engine.variants(state="approved")}


def test_an_authored_variant_is_changed_in_its_file(editor: Person) -> None:
    """Retiring one is refused with the way to do it."""
    answer = editor.send_form(f"{AT}/{COMPONENT}/retire", {"variant": "headline.one-chart.a"})
    assert answer.status_code == 404
    assert "authored content is changed in its file" in answer.text


def test_a_variant_of_another_component_is_not_retired_here(editor: Person) -> None:
    """The address names the component; a form for another's variant was not made by its page."""
    assert editor.send_form(f"{AT}/{COMPONENT}/retire", {"variant": "cta.build.a"}).status_code == 404


def test_only_editors_retire(stage: Stage) -> None:
    """QA sees the page without the button, and is refused."""
    qa = stage.person("qa")
    assert '<button class="danger">' not in qa.get(f"{AT}/{COMPONENT}").text
    assert qa.send_form(f"{AT}/{COMPONENT}/retire", {"variant": "x"}).status_code == 403


def shelf(count: int = 120) -> Shelf:
    """A world with many components of one kind, of which two were seen."""
    catalog = tiny_catalog()
    template: Template = catalog.templates[0]
    kind = template.slots[0].kinds[0]
    field = next(one for one in catalog.taxonomy.kinds if one.name == kind).fields[0].name
    more = tuple(
        Component(
            id=f"many.{number:03d}",
            kind=kind,
            variants=(Variant(id=f"many.{number:03d}.a", locale="en", content={field: f"Text {number}"}),),
        )
        for number in range(count)
    )
    catalog = catalog.model_copy(update={"components": (*catalog.components, *more)})
    counts = {"many.007.a": (3.0, 10.0), "many.003.a": (1.0, 100.0)}
    head = Head(template.goal.outcome, {}, counts=counts)
    return Shelf(World(compile_catalog("c", catalog), Snapshot(heads={head.outcome: head}), "p", "salt"), None)


def test_pages_go_forth_and_back_without_gap_or_repeat() -> None:
    """Every component is on one page, whatever the order."""
    found = shelf()
    for sort in SORTS:
        after, seen = "", list[str]()
        starts: list[str] = []
        while True:
            page = found.browse(Wanted(words="many."), sort=sort, after=after)
            assert page.earlier == (starts[-1] if starts else None)
            starts.append(after)
            seen += [row.component.id for row in page.rows]
            if page.later is None:
                break
            after = page.later
        assert len(seen) == len(set(seen)) == 120


def test_figures_are_those_learnt() -> None:
    """Exposures and the share rewarded, of the outcome that a template of the kind is for; sorted by either."""
    found = shelf()
    first = found.browse(Wanted(words="many."), sort="seen").rows
    assert [(row.component.id, row.figure and row.figure.rate) for row in first[:2]] == [
        ("many.003", 0.01), ("many.007", 0.3),
    ]  # fmt: skip
    assert first[2].figure is None
    best = found.browse(Wanted(words="many."), sort="rate").rows
    assert [row.component.id for row in best[:2]] == ["many.007", "many.003"]
