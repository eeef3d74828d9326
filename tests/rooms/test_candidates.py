"""Candidates: what may fill a slot now, in which language, and why everything else may not."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.refusals import LoserCode
from content_engine.eligibility.candidates import (
    Candidate,
    Field,
    Situation,
    SlotPool,
    Window,
    fault_of,
    field_of,
    languages,
)
from content_engine.eligibility.conditions import compile_condition

NOW = 1_795_168_800_000
CODES = get_args(LoserCode)


def candidate(variant: str = "tip.a", locale: str = "en", **given: Any) -> Candidate:
    """A variant of the component its id begins with; nothing speaks against it."""
    return Candidate(
        **{"component": variant.rpartition(".")[0], "variant": variant, "kind": "tip", "locale": locale, **given}
    )


def code_of(
    one: Candidate, slot: str = "tips", segments: tuple[str, ...] = (), now: int = NOW, **attributes: Any
) -> str | None:
    """The code with which a candidate loses, None when it may be used."""
    fault = fault_of(one, slot, Situation(segments, attributes, now))
    assert fault is None or fault[0] in CODES
    return fault[0] if fault else None


def pool(*candidates: Candidate, name: str = "tips", **given: Any) -> SlotPool:
    """A slot that must be filled."""
    return SlotPool(name, candidates, **given)


def field(pools: list[SlotPool], locale: str = "en", default: str = "en", **attributes: Any) -> Field:
    """Who may fill these slots for a request in `locale`."""
    situation = Situation((), attributes, NOW)
    return field_of(pools, locale, default, lambda one, slot: fault_of(one, slot, situation))


def names(pools: list[SlotPool], found: Field) -> list[list[str]]:
    """The eligible variants by slot."""
    return [[one.candidates[i].variant for i in indices] for one, indices in zip(pools, found.eligible, strict=True)]


# ---------------------------------------------------------------- one candidate


def test_a_plain_approved_variant_may_be_used() -> None:
    """Nothing speaks against it: no fault."""
    assert code_of(candidate()) is None


def test_what_is_not_approved_never_leaves() -> None:
    """State comes before every other reason."""
    assert code_of(candidate(approved=False, include=frozenset({"x"}))) == "content.state"


@pytest.mark.parametrize(
    ("start", "end", "valid"), [(0, 1, True), (-5, 0, False), (1, 5, False), (-1, 1, True), (0, 0, False)]
)
def test_a_window_holds_from_its_first_millisecond_to_before_its_last(start: int, end: int, valid: bool) -> None:
    """`start` is inside, `end` is outside: two windows that meet leave no moment to neither nor to both."""
    for code in ("content.valid", "content.fact"):
        window = Window(NOW + start, NOW + end, code, "component tip")
        assert code_of(candidate(windows=(window,))) == (None if valid else code)


def test_every_window_must_hold() -> None:
    """A component that is valid loses with an expired fact, and the fact is named."""
    windows = (
        Window(NOW - 9, NOW + 9, "content.valid", "component tip"),
        Window(NOW - 9, NOW, "content.fact", "fact soc2"),
    )
    assert fault_of(candidate(windows=windows), "tips", Situation((), {}, NOW)) == (
        "content.fact",
        "fact soc2 is not valid now",
    )


@pytest.mark.parametrize(
    ("include", "exclude", "segments", "fits"),
    [
        ((), (), (), True),
        ((), (), ("a",), True),
        (("a", "b"), (), ("b", "z"), True),
        (("a",), (), ("b",), False),
        (("a",), (), (), False),
        ((), ("a",), ("a", "b"), False),
        ((), ("a",), ("b",), True),
        (("a",), ("b",), ("a", "b"), False),
    ],
)
def test_the_audience(
    include: tuple[str, ...], exclude: tuple[str, ...], segments: tuple[str, ...], fits: bool
) -> None:
    """An empty `include` is everyone, one of several is enough, and `exclude` outweighs it."""
    one = candidate(include=frozenset(include), exclude=frozenset(exclude))
    assert code_of(one, segments=segments) == (None if fits else "content.segment")


def test_the_condition_of_a_component_must_hold() -> None:
    """`when` sees the attributes of the situation."""
    one = candidate(when=compile_condition({"role": "admin", "plan": {"$nin": ["enterprise"]}}))
    assert code_of(one, role="admin", plan="trial") is None
    assert code_of(one, role="admin", plan="enterprise") == "content.condition"
    assert code_of(one) == "content.condition"


@pytest.mark.parametrize(
    ("attributes", "fits"),
    [
        ({"company": "Acme", "plan": {"name": "trial"}}, True),
        ({"company": "Acme"}, False),
        ({"company": "", "plan": {"name": "trial"}}, False),
        ({"company": None, "plan": {"name": "trial"}}, False),
        ({"company": "Acme", "plan": {"name": ""}}, False),
        ({"company": "Acme", "plan": "trial"}, False),
        ({"company": "Acme", "plan": [{"name": "trial"}]}, False),
        ({"company": 0, "plan": {"name": False}}, True),
    ],
)
def test_attributes_without_fallback_must_be_there(attributes: dict[str, Any], fits: bool) -> None:
    """Null, an empty text and a path that leads nowhere are missing; zero and false are values."""
    one = candidate(requires=frozenset({"company", "plan.name"}))
    assert code_of(one, **attributes) == (None if fits else "content.attribute")


def test_all_missing_attributes_are_named_in_order() -> None:
    """Whoever reads the explanation sees everything that was missing."""
    fault = fault_of(candidate(requires=frozenset({"b", "a"})), "tips", Situation((), {}, NOW))
    assert fault == ("content.attribute", "needs attribute a, b")


def test_a_text_too_long_for_one_slot_may_fit_another() -> None:
    """Length is a matter of the slot."""
    one = candidate(too_long_for=frozenset({"tips"}))
    assert code_of(one, "tips") == "content.length"
    assert code_of(one, "hero") is None


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("locale", "default", "chains"),
    [
        ("en", "en", (("en",),)),
        ("de", "en", (("de",), ("en",))),
        ("de-AT", "en", (("de-at", "de"), ("en",))),
        ("zh-Hant-TW", "en", (("zh-hant-tw", "zh-hant", "zh"), ("en",))),
        ("DE-at", "EN", (("de-at", "de"), ("en",))),
        ("fr", "en-US", (("fr",), ("en-us", "en"))),
        ("en", "en-US", (("en", "en-us"),)),
        ("en-GB", "en-US", (("en-gb", "en", "en-us"),)),
        ("en-US", "en", (("en-us", "en"),)),
    ],
)
def test_locales_fall_back_to_their_language_and_then_to_the_brands(
    locale: str, default: str, chains: tuple[tuple[str, ...], ...]
) -> None:
    """`de-AT` → `de` → `en`. The brand's own region stands in for another one of the same language."""
    assert languages(locale, default) == chains


def test_the_most_specific_locale_of_each_component_speaks() -> None:
    """For `de-AT` a component with an Austrian text uses that one, another its German one, both in one message."""
    pools = [pool(candidate("a.1", "de"), candidate("a.2", "de-AT"), candidate("b.1", "de"), candidate("b.2", "en"))]
    found = field(pools, "de-AT")
    assert names(pools, found) == [["a.2", "b.1"]]
    assert found.locales == ("de-at", "de")
    assert {one.variant: one.code for one in found.losers[0]} == {"a.1": "content.locale", "b.2": "content.locale"}


def test_a_specific_text_that_may_not_be_used_gives_way_to_the_general_one() -> None:
    """A fault of the Austrian text does not silence the component: its German text is used."""
    pools = [pool(candidate("a.1", "de"), candidate("a.2", "de-AT", requires=frozenset({"company"})))]
    assert names(pools, field(pools, "de-AT")) == [["a.1"]]
    assert names(pools, field(pools, "de-AT", company="Acme")) == [["a.2"]]


def test_a_message_speaks_one_language() -> None:
    """Where one required slot has no German text, the whole message is English, though others have German ones."""
    pools = [
        pool(candidate("a.1", "de"), candidate("a.2", "en"), name="subject"),
        pool(candidate("b.1", "en"), name="body"),
    ]
    found = field(pools, "de-AT")
    assert names(pools, found) == [["a.2"], ["b.1"]]
    assert found.locales == ("en",)


def test_an_optional_slot_stays_empty_rather_than_change_the_language() -> None:
    """Optional slots do not decide the language."""
    pools = [
        pool(candidate("a.1", "de"), candidate("a.2", "en")),
        pool(candidate("b.1", "en"), name="proof", needs=0),
    ]
    assert names(pools, field(pools, "de")) == [["a.1"], []]


def test_a_slot_that_takes_two_is_not_filled_by_one() -> None:
    """A language with one German tip does not fill a slot that must hold two; English with two does."""
    pools = [pool(candidate("a.1", "de"), candidate("a.2", "en"), candidate("b.1", "en"), needs=2)]
    assert names(pools, field(pools, "de")) == [["a.2", "b.1"]]


def test_two_texts_of_one_component_fill_two_places_only_where_variants_may() -> None:
    """A slot whose components differ counts components; one whose variants differ counts variants."""
    texts = (candidate("a.1", "de"), candidate("a.2", "de"), candidate("b.1", "en"), candidate("c.1", "en"))
    by_component, by_variant = [pool(*texts, needs=2)], [pool(*texts, needs=2, by_component=False)]
    assert names(by_component, field(by_component, "de")) == [["b.1", "c.1"]]
    assert names(by_variant, field(by_variant, "de")) == [["a.1", "a.2"]]


def test_where_no_language_fills_the_slots_the_last_one_is_told() -> None:
    """The explanation then shows what the brand's own language lacks."""
    pools = [pool(candidate("a.1", "de", approved=False))]
    found = field(pools, "de-AT")
    assert found.eligible == ((),)
    assert found.locales == ("en",)
    assert [(one.variant, one.code) for one in found.losers[0]] == [("a.1", "content.state")]


locales = st.sampled_from(["en", "en-US", "de", "de-AT", "fr"])


@st.composite
def pools_of(draw: st.DrawFn) -> list[SlotPool]:
    """Up to three slots of up to five variants in several languages, some of them not approved."""
    made = []
    for slot in range(draw(st.integers(1, 3))):
        rows = draw(st.lists(st.tuples(st.sampled_from("abc"), locales, st.booleans()), max_size=5))
        candidates = [candidate(f"{name}.{i}", locale, approved=ok) for i, (name, locale, ok) in enumerate(rows)]
        made.append(pool(*candidates, name=f"s{slot}", needs=draw(st.integers(0, 2))))
    return made


@given(pools=pools_of(), locale=locales, default=locales)
def test_every_candidate_is_eligible_or_has_a_reason(pools: list[SlotPool], locale: str, default: str) -> None:
    """Winners and losers of a slot are all its candidates, none twice, in one language, with known codes."""
    found = field(pools, locale, default)
    for one, won, lost in zip(pools, found.eligible, found.losers, strict=True):
        variants = [one.candidates[i].variant for i in won] + [loser.variant for loser in lost]
        assert sorted(variants) == sorted(candidate.variant for candidate in one.candidates)
        assert all(loser.code in CODES and loser.detail for loser in lost)
        for index in won:
            assert one.candidates[index].approved
            assert one.candidates[index].locale.lower() in found.locales
    assert len({tag.partition("-")[0] for tag in found.locales}) == 1


@given(pools=pools_of(), locale=locales, default=locales)
def test_another_language_is_taken_only_when_the_first_cannot_fill_the_message(
    pools: list[SlotPool], locale: str, default: str
) -> None:
    """The request's language wins whenever it fills every required slot with as many components as that needs."""

    def fills(language: str) -> bool:
        # the other region of a language speaks only where it is the brand's own
        tags = {tag for chain in languages(locale, default) for tag in chain if tag.partition("-")[0] == language}
        said = lambda one: {c.component for c in one.candidates if c.approved and c.locale.lower() in tags}  # noqa: E731
        return all(len(said(one)) >= one.needs for one in pools)

    asked, own = locale.partition("-")[0], default.partition("-")[0]
    spoken = field(pools, locale, default).locales[0].partition("-")[0]
    assert spoken == (asked if fills(asked) else own)
