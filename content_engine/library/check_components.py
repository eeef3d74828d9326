"""Cross checks of each component and its variants."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from content_engine.domain.brand import Period
from content_engine.domain.catalog import Component, Field_
from content_engine.library.scene import Scene, Told
from content_engine.library.tree import Path
from content_engine.library.validation import near

_PLACEHOLDER = re.compile(r"\{\{|\{%|\{#")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def length(text: str) -> int:
    """The length a limit counts: code points of the NFC form."""
    return len(unicodedata.normalize("NFC", text))


def repeated(names: Iterable[str], path: Path, what: str) -> Iterator[Told]:
    """Each name that comes a second time in the list at `path`."""
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:
            yield (*path, index), f"the {what} `{name}` is given twice", "remove one of the two"


def is_fixed(text: str) -> bool:
    """Whether `text` holds no placeholder, so that its length is known before rendering."""
    return _PLACEHOLDER.search(text) is None


def period_order(valid: Period) -> Iterator[Told]:
    if valid.from_ and valid.until and valid.from_ > valid.until:
        yield ("valid", "until"), f"ends on {valid.until}, before it begins on {valid.from_}", ""


def component_kind(component: Component, scene: Scene) -> Iterator[Told]:
    """The kind is declared in the taxonomy."""
    if component.kind not in scene.kinds:
        yield ("kind",), f"there is no kind `{component.kind}`", near(component.kind, scene.kinds)


def component_taxonomy(component: Component, scene: Scene) -> Iterator[Told]:
    """Taxonomy names declared dimensions and one of their values, or `any`."""
    for name, value in component.taxonomy.items():
        path = ("taxonomy", name)
        if name not in scene.dimensions:
            yield path, f"there is no taxonomy dimension `{name}`", near(name, scene.dimensions)
        elif value != "any" and value not in scene.dimensions[name]:
            yield (
                path,
                f"`{value}` is no value of the dimension `{name}`",
                near(value, (*scene.dimensions[name], "any")),
            )


def component_audience(component: Component, scene: Scene) -> Iterator[Told]:
    """The segments exist, and none is both included and excluded."""
    audience = component.segments
    yield from scene.unknown("segment", audience.include, scene.segments, ("segments", "include"))
    yield from scene.unknown("segment", audience.exclude, scene.segments, ("segments", "exclude"))
    for index, name in enumerate(audience.exclude):
        if name in audience.include:
            yield ("segments", "exclude", index), f"`{name}` is included as well", "keep one of the two"


def component_claims(component: Component, scene: Scene) -> Iterator[Told]:
    """Every claim is an approved fact. An expired one is no error: the engine takes the component out by itself."""
    yield from scene.unknown("fact", component.claims, scene.facts, ("claims",))
    for at, variant in enumerate(component.variants):
        yield from scene.unknown("fact", variant.claims, scene.facts, ("variants", at, "claims"))


def component_when(component: Component, scene: Scene) -> Iterator[Told]:
    """The condition compiles."""
    return scene.condition(component.when, ("when",))


def component_period(component: Component, _scene: Scene) -> Iterator[Told]:
    """A component does not end before it begins."""
    return period_order(component.valid)


def variant_ids(component: Component, scene: Scene) -> Iterator[Told]:
    """No two variants of the whole folder share an id."""
    for index, variant in enumerate(component.variants):
        owner, first = scene.variants[variant.id]
        if first is not variant:
            yield ("variants", index, "id"), f"another variant, of `{owner.id}`, has the id `{variant.id}`", ""


def variant_locales(component: Component, scene: Scene) -> Iterator[Told]:
    """A variant is written in a locale of the brand, or a regional form of one."""
    known = scene.catalog.brand.locales
    for index, variant in enumerate(component.variants):
        if variant.locale not in known and variant.locale.partition("-")[0] not in known:
            hint = near(variant.locale, known) or "add it to `locales` in guardrails/brand.yaml"
            yield ("variants", index, "locale"), f"`{variant.locale}` is no locale of the brand", hint


def variant_tones(component: Component, scene: Scene) -> Iterator[Told]:
    """Where the taxonomy lists tones, a variant's tone is one of them."""
    tones = scene.dimensions.get("tone", ())
    for index, variant in enumerate(component.variants if tones else ()):
        if variant.tone is not None and variant.tone not in tones:
            yield ("variants", index, "tone"), f"there is no tone `{variant.tone}`", near(variant.tone, tones)


def variant_fields(component: Component, scene: Scene) -> Iterator[Told]:
    """A variant fills exactly the fields of its kind."""
    kind = scene.kinds.get(component.kind)
    wanted = [field.name for field in kind.fields] if kind else []
    for index, variant in enumerate(component.variants if kind else ()):
        path: Path = ("variants", index, "content")
        for name in wanted:
            if name not in variant.content:
                yield path, f"the field `{name}` is missing", f"a {component.kind} has: {', '.join(wanted)}"
        for name in variant.content:
            if name not in wanted:
                yield (*path, name), f"the kind `{component.kind}` has no field `{name}`", near(name, wanted)


def variant_texts(component: Component, scene: Scene) -> Iterator[Told]:
    """Texts keep to their field: its length where that is known, one line unless multiline, no control characters."""
    kind = scene.kinds.get(component.kind)
    for index, variant in enumerate(component.variants if kind else ()):
        for field in kind.fields if kind else ():
            for message, hint in _text(variant.content.get(field.name, ""), field):
                yield ("variants", index, "content", field.name), message, hint


def _text(text: str, field: Field_) -> Iterator[tuple[str, str]]:
    if is_fixed(text) and length(text) > field.max_chars:
        yield f"has {length(text)} characters; `{field.name}` may have {field.max_chars}", "shorten it"
    if not field.multiline and re.search(r"[\n\t]", text):
        yield f"`{field.name}` is a single line", "remove line breaks and tabs; `>-` folds a long text into one line"
    found = _CONTROL.search(text)
    if found:
        yield f"holds the control character U+{ord(found[0]):04X}", "remove it"


def variant_judged(component: Component, scene: Scene) -> Iterator[Told]:
    """What assembly and the guardrails say about each text that has the fields of its kind."""
    kind = scene.kinds.get(component.kind)
    fields = {field.name for field in kind.fields} if kind else set()
    for index, variant in enumerate(component.variants):
        if not kind or set(variant.content) != fields:
            continue
        for judge in (scene.judges.text_errors, scene.judges.content_errors):
            yield from scene.under(("variants", index, "content"), judge(component, variant))
