"""Cross checks of each template and each segment contract."""

from __future__ import annotations

from collections.abc import Iterator

from content_engine.domain.assignments import SegmentContract
from content_engine.domain.catalog import Slot, Template, Variant
from content_engine.library.check_components import is_fixed, length, repeated
from content_engine.library.scene import Scene, Told
from content_engine.library.tree import Path
from content_engine.library.validation import near


def template_stage(template: Template, scene: Scene) -> Iterator[Told]:
    """The stage is a value of the taxonomy dimension `stage`."""
    stages = scene.dimensions.get("stage", ())
    if template.stage not in stages:
        hint = near(template.stage, stages) or "declare it under `dimensions: stage:` in components/taxonomy.yaml"
        yield ("stage",), f"there is no stage `{template.stage}`", hint


def template_active(template: Template, scene: Scene) -> Iterator[Told]:
    """Some segment activates the template; otherwise nobody would ever get it."""
    if template.id not in scene.activated and not scene.doubts("segments"):
        yield ("id",), "no segment activates this template", "name it under `activation: templates:` of a segment"


def template_layout(template: Template, _scene: Scene) -> Iterator[Told]:
    """An e-mail has a subject, an HTML part and a text part."""
    if template.channel != "email":
        return
    if template.layout.mjml is None and template.layout.html is None:
        yield ("layout",), "an e-mail needs a layout `mjml` or `html`", ""
    if template.layout.text is None:
        yield ("layout",), "an e-mail needs a layout `text`", ""
    if not any("subject_line" in slot.kinds or slot.name == "subject" for slot in template.slots):
        yield ("slots",), "an e-mail needs a slot of the kind `subject_line`, or one named `subject`", ""


def template_judged(template: Template, scene: Scene) -> Iterator[Told]:
    """What assembly says about the layout, once its slots hold known kinds."""
    if not all(kind in scene.kinds for slot in template.slots for kind in slot.kinds):
        return iter(())
    return scene.under(("layout",), scene.judges.layout_errors(template))


def template_constraints(template: Template, scene: Scene) -> Iterator[Told]:
    """A constraint speaks of claims, components, tones or a taxonomy dimension."""
    known = ("claim", "component", "tone", *scene.dimensions)
    for index, constraint in enumerate(template.constraints):
        for name, word in constraint.model_dump(exclude_none=True).items():
            if word not in known:
                yield ("constraints", index, name), f"there is nothing called `{word}` to compare", near(word, known)


def slot_names(template: Template, _scene: Scene) -> Iterator[Told]:
    """No two slots share a name, and no slot wants more than it may hold."""
    yield from repeated((slot.name for slot in template.slots), ("slots",), "slot")
    for index, slot in enumerate(template.slots):
        if slot.min > slot.max:
            yield ("slots", index, "min"), f"is {slot.min}, more than `max`, which is {slot.max}", ""


def slot_kinds(template: Template, scene: Scene) -> Iterator[Told]:
    """The kinds of a slot are declared."""
    for index, slot in enumerate(template.slots):
        yield from scene.unknown("kind", slot.kinds, scene.kinds, ("slots", index, "kinds"))


def slot_supply(template: Template, scene: Scene) -> Iterator[Told]:
    """A slot that must be filled has components it can be filled with."""
    for index, slot in enumerate(template.slots):
        supply = sum(scene.per_kind[kind] for kind in set(slot.kinds))
        wanted = slot.min if slot.distinct == "component" else min(slot.min, 1)
        if supply < wanted and not any(scene.doubts(kind) for kind in slot.kinds):
            message = f"needs {wanted} component(s) of {' or '.join(slot.kinds)}; there are {supply}"
            yield ("slots", index, "kinds"), message, "write one, or set `min: 0`"


def slot_controls(template: Template, scene: Scene) -> Iterator[Told]:
    """As many controls as the slot must and may hold, each once."""
    for index, slot in enumerate(template.slots):
        path: Path = ("slots", index, "control")
        given = len(slot.control)
        if given < slot.min:
            yield path, f"the slot needs {slot.min} control variant(s); {given} given", "name the default content"
        if given > slot.max:
            yield path, f"the slot holds at most {slot.max}; {given} controls are given", ""
        yield from repeated(slot.control, path, "control")


def control_variants(template: Template, scene: Scene) -> Iterator[Told]:
    """Each control is a variant that exists, is approved, and is of a kind and length the slot takes."""
    for index, slot in enumerate(template.slots):
        path: Path = ("slots", index, "control")
        yield from scene.unknown("variant", slot.control, scene.variants, path)
        for at, id in enumerate(slot.control):
            if id in scene.variants:
                for message, hint in _control(id, slot, scene):
                    yield (*path, at), message, hint


def _control(id: str, slot: Slot, scene: Scene) -> Iterator[tuple[str, str]]:
    component, variant = scene.variants[id]
    if component.kind not in slot.kinds:
        yield f"`{id}` is a {component.kind}; the slot takes {', '.join(slot.kinds)}", ""
    for item in (component, variant):
        if item.state != "approved":
            yield f"`{item.id}` is not approved but {item.state}", "control content must be approved"
    if "brand" not in scene.missing and variant.locale != scene.default_locale:
        yield f"`{id}` is in `{variant.locale}`, not in the default locale `{scene.default_locale}`", ""
    if slot.max_chars is not None and _fixed_length(variant) > slot.max_chars:
        yield f"`{id}` has {_fixed_length(variant)} characters; the slot takes {slot.max_chars}", ""


def _fixed_length(variant: Variant) -> int:
    """The length of a variant of one field, or 0 where it is not known before rendering."""
    texts = list(variant.content.values())
    return length(texts[0]) if len(texts) == 1 and is_fixed(texts[0]) else 0


def segment_templates(segment: SegmentContract, scene: Scene) -> Iterator[Told]:
    """The templates exist, and the contract allows the channel of each."""
    path: Path = ("activation", "templates")
    yield from scene.unknown("template", segment.activation.templates, scene.templates, path)
    for index, name in enumerate(segment.activation.templates):
        template = scene.templates.get(name)
        if template is not None and template.channel not in segment.eligibility.channels:
            message = f"`{name}` goes out on {template.channel}, which this contract does not allow"
            yield (*path, index), message, "add the channel to `eligibility: channels:`"


def segment_suppress(segment: SegmentContract, scene: Scene) -> Iterator[Told]:
    """The condition compiles."""
    suppress = segment.activation.suppress
    return scene.condition(suppress.when if suppress else {}, ("activation", "suppress", "when"))
