"""Cross checks: each finds its mistake, says where, and finds nothing in a good folder."""
# ruff: noqa: E501 - a table of mistakes is read one row a line

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from content_engine.domain.brand import Brand
from content_engine.domain.catalog import Component, Template, Variant
from content_engine.domain.problems import Problem
from content_engine.library import check_catalog, check_content, init_folder, read_folder
from content_engine.library.checks import CHECKS

TAXONOMY = "components/taxonomy.yaml"
INVITE = "components/how_to_step/invite.yaml"
CONNECT = "components/how_to_step/connect-data.yaml"
OPENING = "components/opening/workspace-ready.yaml"
SUBJECT = "components/subject_line/first-step.yaml"
CTA = "components/cta/open-workspace.yaml"
EMAIL = "components/templates/welcome-email.yaml"
TIP = "components/templates/first-step-tip.yaml"
SEGMENT = "segments/new-admins.yaml"
POLICY = "policies/defaults.yaml"
BRAND = "guardrails/brand.yaml"
FACTS = "guardrails/facts.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid content folder."""
    init_folder(tmp_path / "content")
    return tmp_path / "content"


def fine(*_: Any) -> list[tuple[str, str]]:
    return []


def problems(folder: Path, **judges: Any) -> tuple[Problem, ...]:
    given = {"condition_errors": fine, "text_errors": fine, "layout_errors": fine, **judges}
    return check_content(read_folder(folder), **given)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(folder: Path, problem: Problem) -> str:
    return (folder / problem.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]


def test_a_good_folder_has_no_problems(folder: Path) -> None:
    """No check finds fault with the folder that `init` makes."""
    assert problems(folder) == ()


QUIET = "quiet_hours: [{channels: [email], from: 22:00, until: 07:00, default_timezone: UTC}]\n"

# file · what stands there · what is written instead · key of the problem · words of its message · hint
MISTAKES = [
    # taxonomy
    (TAXONOMY, "role: [admin", "claim: [x]\n  role: [admin", "dimensions.claim", "means something else", "another name"),
    (TAXONOMY, "[warm, direct]", "[warm, direct, warm]", "dimensions.tone[2]", "given twice", ""),
    (TAXONOMY, "  hero:", "  templates: [text]\n  hero:", "kinds.templates", "folder of the templates", ""),
    (TAXONOMY, "{name: text, max_chars: 60}", "text, text", "kinds.subject_line.fields[1]", "given twice", ""),
    # brand and facts
    (BRAND, "locales: [en]", "locales: []", "locales", "at least one locale", ""),
    (BRAND, "/{token}", "", "sender.unsubscribe_url", "{token} exactly once", ""),
    (BRAND, "{max_emoji: 0", "{kinds: [heroo], max_emoji: 0", "style[0].kinds[0]", "no kind `heroo`", "`hero`?"),
    (BRAND, "phrases: [guaranteed, risk-free]", "patterns: [a, (?=b)c]", "prohibited[0].patterns[1]", "RE2 reads", "look-around"),
    (BRAND, "competitors: {names: []}", "competitors: {patterns: ['(']}", "competitors.patterns[0]", "RE2 reads", ""),
    (BRAND, "phrases: [guaranteed, risk-free]", "phrases: []", "prohibited[0]", "looks for nothing", ""),
    (BRAND, "competitors:", "restricted: [{id: r, phrases: [], requires: x}]\ncompetitors:", "restricted[0].phrases", "nothing", ""),
    (BRAND, "competitors:", "restricted: [{id: promises, phrases: [a], requires: x}]\ncompetitors:", "restricted[0].id", "another rule", ""),
    (FACTS, "statement:", "valid: {from: 2026-02-01, until: 2026-01-01}\n    statement:", "[valid.until]", "before it", ""),
    # components and variants
    (INVITE, "kind: how_to_step", "kind: opening", "kind", "lies in components/how_to_step/", "move the file"),
    (TAXONOMY, "  contextual_tip:", "  contextual_tips:", "kind", "no kind `contextual_tip`", "`contextual_tips`?"),
    (INVITE, "{stage: activation", "{stag: activation", "taxonomy.stag", "no taxonomy dimension `stag`", "`stage`?"),
    (INVITE, "{stage: activation", "{stage: activated", "taxonomy.stage", "`activated` is no value", "`activation`?"),
    (INVITE, "when:", "segments: {include: [new-admin]}\nwhen:", "segments.include[0]", "no segment", "`new-admins`?"),
    (INVITE, "when:", "segments: {include: [new-admins], exclude: [new-admins]}\nwhen:", "segments.exclude[0]", "as well", ""),
    (CONNECT, "[setup-ten-minutes]", "[setup-ten]", "claims[0]", "no fact `setup-ten`", "`setup-ten-minutes`?"),
    (INVITE, "when:", "valid: {from: 2026-02-01, until: 2026-01-01}\nwhen:", "valid.until", "before it begins", ""),
    (INVITE, "id: step.invite\n", "id: step.connect-data\n", "id", "another component", "connect-data.yaml:2"),
    (INVITE, "id: step.invite.a", "id: step.connect-data.a", "variants[0].id", "of `step.connect-data`", ""),
    (INVITE, "locale: en", "locale: fr", "variants[0].locale", "no locale of the brand", "en"),
    (OPENING, "tone: warm", "tone: warmer", "variants[0].tone", "no tone `warmer`", "`warm`?"),
    (CTA, '"Open the workspace", url:', '"Open", uri:', "variants[0].content.uri", "no field `uri`", "`url`?"),
    (CTA, '{label: "Open the workspace", url', "{url", "variants[0].content", "field `label` is missing", "label, url"),
    (SUBJECT, "Your first step", "Your " + "very " * 10 + "first step", "variants[0].text", "83 characters", "shorten"),
    (INVITE, "Invite one", "Invite\\none", "variants[0].text", "is a single line", ">-"),
    (INVITE, "Invite one", "Invite\\x07 one", "variants[0].text", "U+0007", "remove"),
    # templates
    (EMAIL, "stage: activation", "stage: activate", "stage", "no stage `activate`", "`activation`?"),
    (SEGMENT, "[welcome-email, first-step-tip]", "[welcome-email]", "id", "no segment activates", "activation"),
    (EMAIL, "{mjml: welcome-email.mjml, ", "{", "layout", "needs a layout `mjml` or `html`", ""),
    (EMAIL, ", text: welcome-email.txt", "", "layout", "needs a layout `text`", ""),
    (EMAIL, "name: subject, kinds: [subject_line]", "name: top, kinds: [subjects]", "slots", "slot of the kind", ""),
    (EMAIL, "{distinct: claim}", "{same: tones}", "constraints[0].same", "nothing called `tones`", "`tone`?"),
    (EMAIL, "name: preheader, ", "name: subject, ", "slots[1]", "`subject` is given twice", ""),
    (EMAIL, "min: 1, max: 2", "min: 3, max: 2", "slots[3].min", "more than `max`", ""),
    (EMAIL, "kinds: [preheader]", "kinds: [preheder]", "slots[1].kinds[0]", "no kind", "`preheader`?"),
    (EMAIL, "kinds: [preheader]", "kinds: [hero]", "slots[1].kinds", "needs 1 component(s) of hero; there are 0", "min: 0"),
    (EMAIL, "control: preheader.what-next.a", "control: preheader.a", "slots[1].control", "no variant", ""),
    (EMAIL, ", control: preheader.what-next.a", "", "slots[1].control", "needs 1 control variant(s); 0 given", "default"),
    (EMAIL, "[step.connect-data.a]", "[step.invite.a, step.invite.a]", "slots[3].control[1]", "given twice", ""),
    (TIP, "control: tip.start-here.a", "control: [tip.start-here.a, tip.start-here.b]", "slots[0].control", "at most 1", ""),
    (TIP, "control: tip.start-here.a", "control: step.invite.a", "slots[0].control", "is a how_to_step", ""),
    (INVITE, "locale: en", "state: draft, locale: en", "", "", ""),
    (CONNECT, "locale: en", "state: draft, locale: en", "slots[3].control[0]", "not approved but draft", ""),
    (CONNECT, "kind: how", "state: retired\nkind: how", "slots[3].control[0]", "not approved but retired", ""),
    (CONNECT, "locale: en", "locale: en-GB", "slots[3].control[0]", "not in the default locale `en`", ""),
    (EMAIL, "max_chars: 60", "max_chars: 10", "slots[0].control", "33 characters; the slot takes 10", ""),
    # segments
    (SEGMENT, "[email, in_app]", "[email]", "activation.templates[1]", "goes out on in_app", "channels"),
    (SEGMENT, "[welcome-email, ", "[welcome-email, welcome-mail, ", "activation.templates[1]", "no template", "`welcome-email`?"),
    # policies
    (POLICY, "id: in-app-then-email", "id: two-a-day", "gaps[0].id", "another rule has the id", ""),
    (POLICY, "scope: user", "templates: [welcome], scope: user", "caps[0].templates[0]", "no template", "`welcome-email`?"),
    (POLICY, "scope: user", "stages: [active], scope: user", "caps[0].stages[0]", "no stage `active`", "`activation`?"),
    (POLICY, "gaps:", "ranking: {templates: {tip: {}}}\ngaps:", "ranking.templates.tip", "no template `tip`", ""),
    (POLICY, "gaps:", QUIET.replace("UTC", "Berlin") + "gaps:", "quiet_hours[0].default_timezone", "`Berlin`", "Europe/"),
    (POLICY, "gaps:", QUIET.replace("UTC", "../x") + "gaps:", "quiet_hours[0].default_timezone", "no time zone", ""),
    (POLICY, "gaps:", QUIET.replace("07:00", "22:00") + "gaps:", "quiet_hours[0].until", "no length", ""),
    (POLICY, "holdouts:", "holdouts:\n  - {share: 0.9, salt: a}\n  - {share: 0.1, salt: b}", "holdouts", "add up to 1.05", ""),
    (POLICY, "given: {template: welcome-email}", "given: {template: x}", "tests[0].given.template", "no template `x`", ""),
    (POLICY, "{template: welcome-email}", "{template: welcome-email, segments: [x]}", "tests[0].given.segments[0]", "no segment", ""),
    (POLICY, "{template: welcome-email, ago", "{template: mail, ago", "tests[1].given.history[0].template", "no template", ""),
    (POLICY, "ago: PT5H", "ago: PT5H, claims: [x]", "tests[1].given.history[1].claims[0]", "no fact `x`", ""),
    (POLICY, "ago: PT5H", "ago: PT5H, components: [x]", "tests[1].given.history[1].components[0]", "no component `x`", ""),
    (POLICY, "code: cap.user", "code: cap.users", "tests[1].code", "no refusal code `cap.users`", "`cap.user`?"),
    (POLICY, "expect: refused", "expect: assembled", "tests[1].code", "has no refusal code", "remove"),
    (POLICY, "{template: welcome-email}", "{template: welcome-email, at: noon}", "tests[0].given.at", "a moment", "2026"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "words", "hint"), MISTAKES)
def test_each_mistake_is_found_where_it_stands(
    folder: Path, file: str, old: str, new: str, key: str, words: str, hint: str
) -> None:
    """One mistake is reported with its key, in plain words, on the line that holds it, with what to do."""
    edit(folder, file, old, new)
    found = problems(folder)
    if not key:
        assert found == ()
        return
    key = {"[valid.until]": "facts[0].valid.until"}.get(key, key)
    match = [p for p in found if p.key == key and words in p.message and hint in p.hint]
    assert len(match) == 1, "\n".join(map(str, found))
    named = {key.rpartition(".")[2].partition("[")[0], *re.findall(r"`([^`]+)`", match[0].message)}
    line = line_of(folder, match[0])
    # What is missing in an item of a list is told on the line where that item begins.
    assert any(name in line for name in named) or line.lstrip().startswith(("- {name: preheader", "- id: promises"))


def test_what_there_can_be_only_one_of_is_given_once(folder: Path) -> None:
    """Two files may not both say how do-not-disturb or a channel's consent works; different channels are fine."""
    text = "id: more\ndo_not_disturb: {}\nconsent: {email: {attribute: x}, chat: {attribute: y}}\n"
    (folder / "policies/more.yaml").write_text(text, encoding="utf-8")
    assert [(p.file, p.line, p.key) for p in problems(folder)] == [
        ("policies/more.yaml", 2, "do_not_disturb"),
        ("policies/more.yaml", 3, "consent.email"),
    ]


@pytest.mark.parametrize(
    ("file", "kind"),
    [(EMAIL, "template"), (SEGMENT, "segment"), (POLICY, "policy"), (FACTS, "fact")],
)
def test_ids_are_unique_over_the_folder(folder: Path, file: str, kind: str) -> None:
    """The second of two items with one id is reported, and the first is named."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if kind == "fact":
        path.write_text(text + "  - {id: setup-ten-minutes, statement: S, source: T}\n", encoding="utf-8")
    else:
        path.with_stem("zzz").write_text(text, encoding="utf-8")
    found = [p for p in problems(folder) if p.message.startswith(f"another {kind} has the id")]
    assert len(found) == 1
    assert found[0].file == (file if kind == "fact" else path.with_stem("zzz").relative_to(folder).as_posix())
    assert found[0].hint.startswith(f"it stands in {file}:")


def test_an_expired_fact_is_no_problem(folder: Path) -> None:
    """The engine takes its components out by itself; nobody has to do anything at midnight."""
    edit(folder, FACTS, "statement:", "valid: {until: 2020-01-01}\n    statement:")
    assert problems(folder) == ()


def test_the_other_rooms_are_asked_about_everything(folder: Path) -> None:
    """Conditions, texts, layouts, guardrails and the brand are judged by the callables, at the place they speak of."""
    edit(folder, SEGMENT, "caps:", "suppress: {when: {a: {$gt: 1}}}\n  caps:")
    edit(folder, POLICY, "gaps:", "suppress: [{when: {b: 1}}]\npriorities: [{until: {c: 1}}]\ngaps:")

    def conditions(condition: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [(f"{name}.$gt" if isinstance(body, dict) else name, "odd") for name, body in condition.items()]

    def text(component: Component, variant: Variant) -> list[tuple[str, str]]:
        return [("url", "odd link")] if variant.id == "cta.open-workspace.b" else []

    def layout(template: Template) -> list[tuple[str, str]]:
        return [("json", "odd layout")] if template.channel == "in_app" else []

    found = problems(
        folder,
        condition_errors=conditions,
        text_errors=text,
        layout_errors=layout,
        content_errors=lambda component, variant: [("text", "not our voice")] if component.id == "step.invite" else [],
    )
    assert [(p.file, p.key, p.message) for p in found] == [
        (CTA, "variants[1].content.url", "odd link"),
        (INVITE, "when.seats.$gt", "odd"),
        (INVITE, "variants[0].text", "not our voice"),
        (TIP, "layout.json", "odd layout"),
        (POLICY, "suppress[0].when.b", "odd"),
        (POLICY, "priorities[0].until.c", "odd"),
        (SEGMENT, "activation.suppress.when.a.$gt", "odd"),
    ]
    assert all(p.key.rpartition(".")[2].partition("[")[0] in line_of(folder, p) for p in found)


def test_the_guardrails_judge_the_brand_first(folder: Path) -> None:
    """What they find wrong with the brand is told at its place, and then no text is judged by it."""

    def brand(brand: Brand) -> list[tuple[str, str]]:
        return [("prohibited[0].phrases[1]", f"odd phrase of {brand.name}")]

    found = problems(folder, brand_errors=brand, content_errors=lambda *_: [("text", "never asked")])
    assert [(p.file, p.key, p.message) for p in found] == [
        (BRAND, "prohibited[0].phrases[1]", "odd phrase of Example"),
    ]
    assert "risk-free" in line_of(folder, found[0])


@pytest.mark.parametrize(
    ("file", "old", "new", "asked"),
    [
        (BRAND, "phrases: [guaranteed, risk-free]", "phrases: []", False),
        (TAXONOMY, "[warm, direct]", "[warm, direct, warm]", False),
        (CTA, '"Open the workspace", url', '"Open the workspace", uri', True),
        (EMAIL, "kinds: [preheader]", "kinds: [preheder]", True),
    ],
)
def test_the_other_rooms_are_asked_only_about_what_is_sound(
    folder: Path, file: str, old: str, new: str, *, asked: bool
) -> None:
    """Texts are judged when brand and taxonomy are sound, and only those with the fields and kinds there are."""
    edit(folder, file, old, new)
    seen: list[str] = []

    def text(_component: Component, variant: Variant) -> list[tuple[str, str]]:
        assert set(variant.content) in ({"text"}, {"label", "url"})
        seen.append(variant.id)
        return []

    def layout(template: Template) -> list[tuple[str, str]]:
        assert not any("preheder" in slot.kinds for slot in template.slots)
        seen.append(template.id)
        return []

    assert len(problems(folder, text_errors=text, layout_errors=layout)) >= 1
    assert bool(seen) is asked


def test_a_catalog_without_files_is_checked_too(folder: Path) -> None:
    """A catalog from the database has no lines: the item stands in place of the file."""
    catalog = read_folder(folder).catalog
    assert catalog is not None
    broken = catalog.model_copy(update={"segments": ()})
    found = check_catalog(broken, condition_errors=fine, text_errors=fine, layout_errors=fine)
    assert [(p.file, p.line, p.key) for p in found] == [
        ("template first-step-tip", 1, "id"),
        ("template welcome-email", 1, "id"),
    ]


def test_every_kind_of_item_has_checks() -> None:
    """The table covers all that a catalog holds."""
    assert {check.of for check in CHECKS} == {"taxonomy", "brand", "fact", "component", "template", "segment", "policy"}
    assert len({check.run for check in CHECKS}) == len(CHECKS)
