"""The library room writes a catalog back as files, and touches only what has to change."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_engine.domain.assignments import Activation, OutcomeTerms, SegmentContract, Suppress
from content_engine.domain.brand import Brand, Fact, Period, PhraseRule, Sender
from content_engine.domain.canon import canonical, from_canonical, version_of
from content_engine.domain.catalog import (
    Audience,
    Catalog,
    Component,
    Field_,
    Goal,
    Kind,
    Layout,
    Slot,
    Taxonomy,
    Template,
    Variant,
)
from content_engine.domain.errors import BadInput, BrokenContent
from content_engine.domain.rules import Cap, Given, PolicyFile, PolicyTest, QuietHours, SuppressRule
from content_engine.library import init_folder, read_folder, schemas, write_folder
from content_engine.library.tree import read_tree

STEP = "components/how_to_step/invite.yaml"
TIP = "components/templates/first-step-tip"

# Drawing a whole catalog takes time: a quarter of the usual number of examples.
few = settings(max_examples=settings.default.max_examples // 4)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "no",
        "1e5",
        "2026-01-31",
        "a\nb\n",
        "  a\n b",
        "\n\nx",
        "a \nb",
        "# x",
        "{{ x }}",
        "x: y",
        "'",
        '"',
        "\\",
        "\u2028\n",
    ]
)
layout_texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=40
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
conditions = st.dictionaries(texts, json_values, max_size=3)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
periods = st.builds(lambda first, last: Period.model_validate({"from": first, "until": last}), days, days)
spans = st.timedeltas(timedelta(seconds=1), timedelta(days=90)).map(
    lambda span: timedelta(seconds=int(span.total_seconds()))
)


def many(ids: st.SearchStrategy[str], make: object, least: int = 0) -> st.SearchStrategy[tuple]:
    return st.lists(ids, min_size=least, max_size=3, unique_by=str.casefold).flatmap(
        lambda chosen: st.tuples(*(make(name) for name in sorted(chosen)))  # type: ignore[operator]
    )


def variants(owner: str, fields: list[str]) -> st.SearchStrategy[tuple[Variant, ...]]:
    content = st.fixed_dictionaries(dict.fromkeys(fields, texts))
    return st.lists(
        st.tuples(content, st.sampled_from(["en", "no", "pt-BR"]), st.none() | texts), min_size=1, max_size=3
    ).map(lambda rows: tuple(
        Variant(id=f"{owner}.{at}", locale=locale, content=text, tone=tone)
        for at, (text, locale, tone) in enumerate(rows)
    ))  # fmt: skip


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    field_sets = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=2, unique=True)
    kinds = draw(many(names.filter(lambda name: name.casefold() != "templates"), lambda name: field_sets.map(
        lambda fields: Kind(name=name, fields=tuple(Field_(name=field) for field in fields))), 1))  # fmt: skip

    def component(id: str) -> st.SearchStrategy[Component]:
        return st.sampled_from(kinds).flatmap(lambda kind: st.builds(
            Component, id=st.just(id), kind=st.just(kind.name), taxonomy=st.dictionaries(texts, texts, max_size=2),
            segments=st.builds(Audience, include=st.lists(names, max_size=2).map(tuple)), when=conditions,
            valid=periods,
            claims=st.lists(names, max_size=2).map(tuple), variants=variants(id, [f.name for f in kind.fields]),
            state=st.sampled_from(["approved", "draft"]),
        ))  # fmt: skip

    def template(id: str) -> st.SearchStrategy[Template]:
        slots = st.lists(st.builds(
            Slot, name=names, kinds=st.just((kinds[0].name,)), min=st.integers(0, 3), max=st.integers(1, 3),
            control=st.lists(names, max_size=2).map(tuple),
        ), min_size=1, max_size=2).map(tuple)  # fmt: skip
        parts = st.dictionaries(st.sampled_from(["mjml", "html", "text", "json"]), layout_texts, max_size=2)
        return st.builds(
            Template, id=st.just(id), channel=st.sampled_from(["email", "web"]), stage=texts, description=texts,
            goal=st.builds(Goal, outcome=names, window=spans), slots=slots, layout=parts.map(Layout.model_validate),
        )  # fmt: skip

    def segment(id: str) -> st.SearchStrategy[SegmentContract]:
        suppress = st.none() | st.builds(Suppress, when=conditions)
        return st.builds(
            SegmentContract, segment_id=st.just(id), scope=st.sampled_from(["user", "account"]),
            version=st.integers(0, 9), labels=st.lists(texts, max_size=2).map(tuple),
            outcomes=st.builds(OutcomeTerms, primary=names, sla=st.none() | spans),
            activation=st.builds(Activation, templates=st.lists(names, max_size=2).map(tuple), suppress=suppress),
            monitoring=conditions,
        )  # fmt: skip

    def policy(id: str) -> st.SearchStrategy[PolicyFile]:
        caps = st.builds(Cap, id=names, scope=st.just("user"), max=st.integers(0, 300), per=spans)
        quiet = st.builds(
            lambda name: QuietHours.model_validate({"id": name, "from": "21:00", "until": "07:00"}), names
        )
        suppress = st.builds(SuppressRule, id=names, when=conditions, detail=texts)
        tests = st.builds(PolicyTest, name=texts, given=st.builds(Given, template=names, attributes=conditions),
                          expect=st.just("assembled"))  # fmt: skip
        return st.builds(
            PolicyFile, id=st.just(id), caps=st.lists(caps, max_size=2).map(tuple),
            quiet_hours=st.lists(quiet, max_size=1).map(tuple), suppress=st.lists(suppress, max_size=1).map(tuple),
            tests=st.lists(tests, max_size=1).map(tuple),
        )  # fmt: skip

    rule = st.builds(PhraseRule, id=names, phrases=st.lists(texts, max_size=2).map(tuple))
    brand = st.builds(
        Brand, name=texts, sender=st.builds(Sender, name=texts, postal_address=texts, unsubscribe_url=texts),
        prohibited=st.lists(rule, max_size=2).map(tuple),
    )  # fmt: skip
    return Catalog(
        taxonomy=Taxonomy(kinds=kinds, dimensions=draw(st.dictionaries(texts, st.lists(texts, max_size=2).map(tuple)))),
        components=draw(many(names, component)),
        templates=draw(many(names, template)),
        segments=draw(many(names, segment)),
        policies=draw(many(names, policy)),
        brand=draw(brand),
        facts=draw(
            many(names, lambda id: st.builds(Fact, id=st.just(id), statement=texts, source=texts, valid=periods))
        ),
    )


# ------------------------------------------------------------------------------------------------ there and back


@few
@given(catalogs())
def test_what_is_written_reads_back_the_same(catalog: Catalog) -> None:
    """Any catalog that is written and read again is the same catalog, byte for byte in its canonical form."""
    with TemporaryDirectory() as name:
        write_folder(catalog, Path(name))
        content = read_folder(Path(name))
        assert [str(problem) for problem in content.problems] == []
        assert content.catalog is not None
        assert canonical(content.catalog) == canonical(catalog)


@few
@given(catalogs(), catalogs())
def test_writing_over_another_catalog_leaves_only_the_new_one(first: Catalog, second: Catalog) -> None:
    """Whatever a folder held before, it holds the catalog written last; writing it again changes nothing."""
    with TemporaryDirectory() as name:
        write_folder(first, Path(name))
        write_folder(second, Path(name))
        content = read_folder(Path(name))
        assert [str(problem) for problem in content.problems] == []
        assert content.catalog is not None
        assert canonical(content.catalog) == canonical(second)
        again = write_folder(second, Path(name))
        assert (again.written, again.removed) == ((), ())


@few
@given(catalogs())
def test_the_canonical_form_keeps_everything(catalog: Catalog) -> None:
    """A catalog survives its canonical form, and the form of what came back is the same bytes."""
    body = canonical(catalog)
    assert canonical(from_canonical(body)) == body
    assert len(version_of(body)) == 16


@few
@given(catalogs())
def test_what_is_written_fits_the_schemas(catalog: Catalog) -> None:
    """Every file that is written fits the schema of its kind."""
    kinds = {"segments": "segment", "policies": "policy", "components/templates": "template"}
    with TemporaryDirectory() as name:
        written = write_folder(catalog, Path(name)).written
        for file in (file for file in written if file.endswith(".yaml")):
            kind = kinds.get(file.rpartition("/")[0], Path(file).stem if file.count("/") == 1 else "component")
            tree = read_tree((Path(name) / file).read_text(encoding="utf-8"))[0]
            assert tree is not None
            # Unquoted numbers in the place of text are the reader's leniency, not the schema's; none are written.
            jsonschema_rs.validator_for(schemas()[kind]).validate(json.loads(json.dumps(tree.data())))


def test_the_order_of_items_does_not_make_a_version(folder: Path) -> None:
    """The version speaks of content, not of the order in which files were read."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    shuffled = catalog.model_copy(update={"components": tuple(reversed(catalog.components))})
    assert version_of(canonical(shuffled)) == version_of(canonical(catalog))


def test_any_change_of_a_text_makes_a_version(folder: Path) -> None:
    """One other word is another version."""
    before = read_folder(folder).catalog
    path = folder / STEP
    path.write_text(path.read_text(encoding="utf-8").replace("one colleague", "two colleagues"), encoding="utf-8")
    after = read_folder(folder).catalog
    assert before is not None
    assert after is not None
    assert version_of(canonical(before)) != version_of(canonical(after))


# ------------------------------------------------------------------------------------------------ what stays


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid content folder."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_text(catalog: Catalog, id: str, text: str) -> Catalog:
    """The catalog with another text in the first variant of a component."""
    changed = []
    for component in catalog.components:
        if component.id == id:
            first = component.variants[0].model_copy(update={"content": {"text": text}})
            component = component.model_copy(update={"variants": (first, *component.variants[1:])})  # noqa: PLW2901
        changed.append(component)
    return catalog.model_copy(update={"components": tuple(changed)})


def test_only_changed_files_are_written(folder: Path) -> None:
    """One changed text rewrites one file; every other file keeps its bytes, comments and all."""
    catalog, before = read_folder(folder).catalog, contents(folder)
    assert catalog is not None
    written = write_folder(with_text(catalog, "step.invite", "Line one\nline two"), folder)
    assert (written.written, written.removed) == ((STEP,), ())
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} == {STEP}
    text = after[STEP].decode()
    assert text.startswith("# yaml-language-server: $schema=../../schemas/component.json\nid: step.invite\n")
    assert "    text: |-\n      Line one\n      line two\n" in text


def test_an_item_that_is_gone_takes_its_files_along(folder: Path) -> None:
    """A template that the catalog no longer holds goes with its layout; files that are no items stay."""
    catalog, before = read_folder(folder).catalog, contents(folder)
    assert catalog is not None
    written = write_folder(catalog.model_copy(update={"templates": catalog.templates[1:]}), folder)
    assert written.removed == (f"{TIP}.json", f"{TIP}.yaml")
    assert set(before) - set(contents(folder)) == set(written.removed)


def test_without_pruning_nothing_is_removed(folder: Path) -> None:
    """`prune=False` only adds and changes."""
    catalog, before = read_folder(folder).catalog, contents(folder)
    assert catalog is not None
    written = write_folder(catalog.model_copy(update={"templates": (), "components": ()}), folder, prune=False)
    assert (written.written, written.removed) == ((), ())
    assert contents(folder) == before


def test_a_component_moves_to_the_folder_of_its_kind(folder: Path) -> None:
    """Its file lies where its kind says."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    moved = tuple(
        c.model_copy(update={"kind": "opening"}) if c.id == "step.invite" else c for c in catalog.components
    )  # fmt: skip
    written = write_folder(catalog.model_copy(update={"components": moved}), folder)
    assert (written.written, written.removed) == (("components/opening/step.invite.yaml",), (STEP,))


def test_short_texts_follow_a_renamed_field(folder: Path) -> None:
    """A file with `text:` says something else once its kind's field has another name, so it is looked at again."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    kinds = tuple(
        k.model_copy(update={"fields": (Field_(name="a"), Field_(name="text"))}) if k.name == "how_to_step" else k
        for k in catalog.taxonomy.kinds
    )
    wanted = catalog.model_copy(update={"taxonomy": catalog.taxonomy.model_copy(update={"kinds": kinds})})
    write_folder(wanted, folder)
    assert read_folder(folder).catalog == wanted


def test_files_of_others_are_not_written_over(folder: Path) -> None:
    """A new layout whose usual name is taken by some other file gets a name of its own."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    (folder / "components/templates/new.json").write_text("mine", encoding="utf-8")
    new = catalog.templates[0].model_copy(update={"id": "new"})
    wanted = catalog.model_copy(update={"templates": (*catalog.templates, new)})
    write_folder(wanted, folder)
    assert (folder / "components/templates/new.json").read_text(encoding="utf-8") == "mine"
    back = read_folder(folder).catalog
    assert back is not None
    assert canonical(back) == canonical(wanted)


def test_two_templates_that_share_a_layout_part_ways(folder: Path) -> None:
    """Changing the layout of one does not change the other's."""
    text = (folder / f"{TIP}.yaml").read_text(encoding="utf-8")
    (folder / "components/templates/twin.yaml").write_text(
        text.replace("id: first-step-tip", "id: twin"), encoding="utf-8"
    )
    catalog = read_folder(folder).catalog
    assert catalog is not None
    twin = next(t for t in catalog.templates if t.id == "twin").model_copy(update={"layout": Layout(json="{}")})
    wanted = catalog.model_copy(update={"templates": tuple(twin if t.id == "twin" else t for t in catalog.templates)})
    write_folder(wanted, folder)
    assert read_folder(folder).catalog == wanted


def test_a_broken_folder_is_not_written_over(folder: Path) -> None:
    """What cannot be read is not replaced: the author may still want it."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    (folder / STEP).write_text("id: [", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(BrokenContent, match=r"invite\.yaml"):
        write_folder(with_text(catalog, "tip.start-here", "other"), folder)
    assert contents(folder) == before


def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    """A folder that leads elsewhere is refused before anything is written."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/segments").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match="outside"):
        write_folder(catalog, tmp_path / "new")
    assert contents(tmp_path / "new") == {}
    with pytest.raises(BadInput, match="not a folder"):
        write_folder(catalog, folder / STEP)
