"""What comes back of a language model: drafts with links rebuilt, ids that were offered, and faults that block."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.brand import Brand, Fact, Sender
from content_engine.domain.catalog import Catalog, Component, Taxonomy, Variant
from content_engine.domain.documents import Passage
from content_engine.domain.llm import Completion
from content_engine.domain.verdicts import Verdict, Violation
from content_engine.domain.writing import Evidence
from content_engine.generation import Brief, Draft, Judged, brief, judge, parse, policy_version
from content_engine.generation.links import rebuild

KINDS = {
    "cta": [{"name": "label", "max_chars": 30}, {"name": "url", "type": "url"}],
    "tip": [{"name": "text"}],
    "block": [{"name": "text", "markup": "html"}],
}
HOME = "https://www.acme.example/"
DOCS = "https://docs.acme.example/export?ref=mail"
FACTS = (
    Fact(id="F1", statement="Team costs $29 per month and keeps 1,800 rows. Business is for 50 people.", source="s"),
    Fact(id="F2", statement="Charts can be exported as PDF.", source="s"),
)


def catalog() -> Catalog:
    """A brand with three kinds."""
    texts = {"cta": {"label": "Open charts", "url": DOCS},
             "tip": {"text": "Good day {{ company | default('your team') }}"},
             "block": {"text": f'<p>See <a href="{DOCS}">how</a>.</p>'}}  # fmt: skip
    sender = Sender(name="A", postal_address="B", unsubscribe_url="https://x.example/{token}", home_url=HOME)
    kinds = [{"name": name, "fields": fields} for name, fields in KINDS.items()]
    components = [
        Component(id=kind, kind=kind, variants=(Variant(id=f"{kind}.a", locale="en", content=content, tone="warm"),))
        for kind, content in texts.items()
    ]
    return Catalog(
        taxonomy=Taxonomy.model_validate({"kinds": kinds}),
        components=tuple(components),
        brand=Brand(name="Acme", sender=sender),
        facts=FACTS,
    )


def made(kind: str = "tip", **more: Any) -> Brief:
    """A brief for the one component of a kind."""
    return brief(catalog(), kind, **more)


def answered(items: Any, **more: Any) -> Completion:
    """A completion with this list of variants."""
    return Completion(key="k", text="", data={"variants": items}, model="m", adapter="a", origin="llm", **more)


def one(content: Any, kind: str = "tip", **more: Any) -> Draft:
    """The draft of one variant."""
    return parse(answered([{"content": content, "angle": "x", "claims": [], **more}]), made(kind))[0]


def judged(text: str, kind: str = "tip", **more: Any) -> Judged:
    """The judgement on a text that no guardrail minds."""
    given_ = made(kind, **more)
    found = parse(answered([{"content": {"text": text}, "angle": "x", "claims": []}]), given_)
    return judge(found[0], given_, check=lambda _: Verdict())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (DOCS, DOCS),
        ("https://docs.acme.example/export", DOCS),
        ("https://DOCS.acme.example/export/?utm=1#x", DOCS),
        (" https://docs.acme.example/export ", DOCS),
        ("https://www.acme.example", HOME),
        ("https://docs.acme.example.evil.example/export", None),
        ("https://user@docs.acme.example/export", None),
        ("http://docs.acme.example/export", None),
        ("javascript:alert(1)", None),
        ("https://docs.acme.example/other", None),
        ("//docs.acme.example/export", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_a_link_is_one_of_the_brands_or_none(written: str, meant: str | None) -> None:
    """What was written only says which of the allowed addresses is meant; never a byte of it is used."""
    assert rebuild(written, (HOME, DOCS)) == meant


@given(st.text(max_size=80))
def test_no_text_makes_another_address(written: str) -> None:
    """Whatever is written, the answer is one of the allowed addresses or nothing."""
    assert rebuild(written, (HOME, DOCS)) in (HOME, DOCS, None)


def test_links_in_fields_and_html_are_rebuilt() -> None:
    """A url field and every `href` hold an allowed address afterwards; one that means none is a fault that blocks."""
    assert one({"label": "Go", "url": "https://docs.acme.example/export?x=evil"}, "cta").content["url"] == DOCS
    lost = one({"label": "Go", "url": "https://evil.example"}, "cta")
    assert lost.content["url"] == "" and lost.faults[0].guardrail == "generation.link"
    html = one({"text": "<p><a class=x href='https://docs.acme.example/export?q=1'>a</a></p>"}, "block")
    assert html.content["text"] == f'<p><a class=x href="{DOCS}">a</a></p>' and html.faults == ()
    assert one({"text": '<a href="https://evil.example/docs">a</a>'}, "block").faults[0].guardrail == "generation.link"


def test_what_was_not_offered_is_not_taken() -> None:
    """Ids of facts and passages, tones and fields count only where the brief offered them."""
    passage = Passage(id="d.md#1", document="d.md", title="D", text="Exports run at night.")
    item = {"content": {"text": "Hi"}, "angle": "a", "tone": "warm", "claims": ["[F1]"], "sources": ["d.md#1"]}
    draft = parse(answered([item]), made(passages=[passage]))[0]
    assert (draft.claims, draft.sources, draft.tone, draft.faults) == (("F1",), ("d.md#1",), "warm", ())
    assert one({"text": "Hi"}, tone="threatening").tone is None
    for wrong in ({"claims": ["F9"]}, {"sources": ["d.md#7"]}):
        assert one({"text": "Hi"}, **wrong).faults[0].guardrail == "generation.citation"
    assert one({"text": "Hi", "html": "x"}).faults[0].guardrail == "generation.draft"
    assert parse(answered([{"content": wrong} for wrong in ({}, {"text": "  "}, "no mapping", None)]), made()) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    )
)
def test_any_answer_parses_to_drafts_or_nothing(data: Any) -> None:  # fmt: skip
    """No answer makes parsing fail: what is no variant is no draft."""
    found = parse(answered(data), made())
    assert all(set(draft.content) <= {"text"} for draft in found)
    text = json.dumps({"variants": data})
    assert parse(answered(None).model_copy(update={"data": None, "text": text}), made()) == found
    assert parse(answered(None).model_copy(update={"data": None, "text": text[:-1]}), made()) == []


def test_no_more_than_asked_for_and_each_once() -> None:
    """Texts that come twice are one; more than the brief asked for are left out."""
    items = [{"content": {"text": f"Text {n % 4}"}, "angle": "x", "claims": []} for n in range(9)]
    assert [draft.content["text"] for draft in parse(answered(items), made(count=3))] == ["Text 0", "Text 1", "Text 2"]


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Hello {{ company | default('your team') }}", True),
        ('Hello {{ company | default("you") }}', True),
        ("Hello {{ company }}", False),
        ("Hello {{ compny | default('you') }}", False),
        ("Hello {{ email | default('you') }}", False),
        ("Hello {{ company | default(email) }}", False),
        ("Hello {{ company | upper }}", False),
        ("{% if company %}Hello{% endif %}", False),
        ("Hello {{ company | default('{{ x }}') }}", False),
        ("Hello {{", False),
        ("{# note #} Hello", False),
    ],
)
def test_placeholders_are_declared_and_have_a_fallback(text: str, passes: bool) -> None:
    """Only attributes that approved texts use, spelled right, with a plain fallback; no other template code."""
    assert judged(text).passable is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Team costs $29 a month.", True),
        ("Keep 1800 rows on Team.", True),
        ("Keep 1.800 rows on Team.", True),
        ("Team costs $19 a month.", False),
        ("Invite 500 people.", False),
        ("Two ways, 3 clicks.", True),
        ("The Business plan fits 50 people.", True),
        ("The Platinum plan is here.", False),
        ("Try the Premium Edition.", False),
        ("Pick your plan.", True),
        ("Pay with ZX7871Q.", False),
    ],
)
def test_figures_plans_and_codes_come_from_facts(text: str, passes: bool) -> None:
    """A figure, a plan or a code that no fact states blocks, in whatever way thousands are written."""
    assert judged(text).passable is passes


def test_evidence_becomes_claims_and_what_is_ungrounded_blocks() -> None:
    """Facts that evidence names are claims of the variant; a statement without a source keeps it from review."""
    given_ = made()
    draft = one({"text": "Export charts as PDF"})
    evidence = Evidence(field="text", span=(0, 6), sources=("F2",))
    found = judge(draft, given_, check=lambda _: Verdict(), ground=lambda *_: ([evidence], []))
    assert found.passable and found.claims == ("F2",) and found.evidence == (evidence,)
    missing = Violation(guardrail="grounding", severity="reject", span=(0, 6), message="nothing says 'this'")
    failed = judge(draft, given_, check=lambda _: Verdict(), ground=lambda *_: ([], [missing]))
    assert not failed.passable and failed.told() == ("text: grounding: nothing says this",)


def test_a_check_that_raises_blocks() -> None:
    """Guardrails, grounding and duplicates fail closed."""

    def broken(*_: Any) -> Any:
        raise RuntimeError("a rule broke")

    draft, fine = one({"text": "Export charts"}), lambda _: Verdict()
    for given_ in ({"check": broken}, {"check": fine, "ground": broken}, {"check": fine, "duplicates": broken}):
        found = judge(draft, made(), **given_)
        assert not found.passable and found.verdict.violations[0].guardrail == "internal"


def test_what_guardrails_mend_is_mended_and_judged_again() -> None:
    """The mended words go on, and only where they pass."""
    fixed = Verdict(verdict="fix", fixed={"text": "Export charts"})
    found = judge(one({"text": "Export charts!"}), made(), check=lambda c: fixed if "!" in c["text"] else Verdict())
    assert found.passable and found.fixed and found.content == {"text": "Export charts"}
    still = Violation(guardrail="x", severity="fix", span=(0, 1), message="m")
    again = fixed.model_copy(update={"violations": (still,)})
    assert not judge(one({"text": "Export!"}), made(), check=lambda _: again).passable


def test_a_text_in_use_is_no_new_one() -> None:
    """The words of an approved text, whatever its case and spacing, do not pass as new."""
    assert not judged("GOOD DAY,  your team").passable
    assert judged("Good morning, your team").passable


def test_the_policy_version_follows_rules_and_facts_alone() -> None:
    """Another fact or rule is another policy; another component or the order of facts is not."""
    given_ = catalog()
    version = policy_version(given_)
    assert policy_version(given_.model_copy(update={"facts": FACTS[::-1], "components": ()})) == version
    assert policy_version(given_.model_copy(update={"facts": FACTS[:1]})) != version
    brand = given_.brand.model_copy(update={"products": ("Charts",)})
    assert policy_version(given_.model_copy(update={"brand": brand})) != version
