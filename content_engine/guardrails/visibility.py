"""Whether a reader of an e-mail sees a text, after what elements and style sheets do to it. In doubt it is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from content_engine.guardrails.colours import BLACK, WHITE, Colour, colour, contrast, over
from content_engine.guardrails.patterns import pattern
from content_engine.guardrails.sheets import Declarations

_LENGTH = pattern(r"^\s*(-?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|%|ex|ch|vw|vh|vmin|vmax|cm|mm|in|pc)?\s*$")
_PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "vw": 6.0,
    "vh": 8.0,
    "vmin": 6.0,
    "vmax": 8.0,
}
_RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5, "ch": 0.5}
_SIZES = {
    "xx-small": 9,
    "x-small": 10,
    "small": 13,
    "medium": 16,
    "large": 18,
    "x-large": 24,
    "xx-large": 32,
    "smaller": 11,
    "larger": 19,
}
_SMALLEST = 7.0
_FAINTEST = 0.5
_LEAST_CONTRAST = 1.5
_AWAY = -40.0
_OFFSETS = (
    "left",
    "right",
    "top",
    "bottom",
    "margin",
    "margin-left",
    "margin-top",
    "margin-right",
    "margin-bottom",
    "text-indent",
)
_EXTENTS = ("height", "max-height", "width", "max-width")
_ALWAYS_SUSPECT = (
    "transform",
    "filter",
    "clip",
    "clip-path",
    "mask",
    "mask-image",
    "animation",
    "animation-name",
    "mix-blend-mode",
    "-webkit-filter",
)
_HIDING = {
    "display": ("none",),
    "visibility": ("hidden", "collapse"),
    "mso-hide": ("all",),
    "content-visibility": ("hidden", "auto"),
    "unicode-bidi": ("bidi-override", "isolate-override"),
    "-webkit-text-security": ("disc", "circle", "square"),
}


@dataclass(frozen=True)
class Look:
    """How text looks where it stands; inherited from element to element. `hidden` once set stays."""

    hidden: bool = False
    dead: bool = False
    size: float = 16.0
    ink: Colour | None = BLACK
    ground: Colour | None = WHITE

    @property
    def seen(self) -> bool:
        """Whether text with this look can be read."""
        if self.hidden or self.size < _SMALLEST:
            return False
        if self.ink is None or self.ground is None:
            return True
        return contrast(over(self.ink, self.ground), self.ground) >= _LEAST_CONTRAST

    def within(self, name: str, attributes: Mapping[str, str], styles: Declarations) -> Look:
        """The look inside an element with these attributes and the declarations that reach it."""
        hidden = self.hidden or "hidden" in attributes or hides(styles)
        dead = self.dead or "inert" in attributes or styles.get("pointer-events") == "none"
        look = replace(self, hidden=hidden, dead=dead, size=_size(styles, self.size))
        return _coloured(look, name, attributes, styles)


def hides(styles: Declarations) -> bool:
    """Whether declarations take an element out of sight, whatever it inherits."""
    if any(styles.get(name, "").startswith(values) for name, values in _HIDING.items() if name in styles):
        return True
    if any(styles.get(name, "none") not in ("none", "auto", "normal", "initial", "") for name in _ALWAYS_SUSPECT):
        return True
    return _transparent(styles) or _elsewhere(styles) or _squeezed(styles)


def _transparent(styles: Declarations) -> bool:
    for name in ("opacity", "zoom", "-moz-opacity", "-khtml-opacity"):
        if name in styles and styles[name] not in ("normal", "initial", "inherit", "unset"):
            share = _number(styles[name])
            if share is None or share < _FAINTEST:
                return True
    spacing = _pixels(styles.get("letter-spacing", ""), 16.0)
    return spacing is not None and spacing < -3


def _number(written: str) -> float | None:
    try:
        return float(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        return None


def _elsewhere(styles: Declarations) -> bool:
    for name in _OFFSETS:
        for part in styles.get(name, "").split():
            moved = _pixels(part, 16.0)
            if moved is not None and (moved <= _AWAY or (name == "text-indent" and moved > 400)):
                return True
    placed = styles.get("position", "") in ("absolute", "fixed")
    far = any((_pixels(styles.get(name, ""), 16.0) or 0) > 2000 for name in ("left", "top"))
    return placed and (far or styles.get("z-index", "").startswith("-"))


def _squeezed(styles: Declarations) -> bool:
    if not any(
        styles.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-x", "overflow-y")
    ):
        return False
    extents = (_pixels(styles.get(name, ""), 16.0) for name in _EXTENTS)
    return any(extent is not None and extent < 4 for extent in extents)


def _pixels(written: str, base: float) -> float | None:
    match = _LENGTH.search(written)
    if match is None:
        return None
    unit = match[2] or "px"
    return float(match[1]) * (_RELATIVE[unit] * base if unit in _RELATIVE else 16.0 if unit == "rem" else _PIXELS[unit])


def _size(styles: Declarations, inherited: float) -> float:
    written = styles.get("font-size", "")
    if not written and "font" in styles:
        written = next(
            (part.partition("/")[0] for part in styles["font"].split() if part[:1].isdigit() or part[:1] == "."), ""
        )
    if not written or written in ("inherit", "initial", "unset"):
        return inherited
    if written in _SIZES:
        return float(_SIZES[written])
    found = _pixels(written, inherited)
    return found if found is not None else 0.0


def _coloured(look: Look, name: str, attributes: Mapping[str, str], styles: Declarations) -> Look:
    written = styles.get("-webkit-text-fill-color") or styles.get("color") or _attribute(name, attributes)
    ink = look.ink
    if written and written not in ("inherit", "initial", "unset", "currentcolor"):
        ink = colour(written)
    ground = look.ground
    painted = styles.get("background-color") or styles.get("background") or attributes.get("bgcolor", "")
    if painted:
        ground = _ground(painted, look.ground)
    return replace(look, ink=ink, ground=ground)


def _attribute(name: str, attributes: Mapping[str, str]) -> str:
    return attributes.get("color", "") if name == "font" else attributes.get("text", "") if name == "body" else ""


def _ground(written: str, behind: Colour | None) -> Colour | None:
    """The background after painting; None where a picture makes it unknown."""
    if "url(" in written or "gradient" in written:
        return None
    known = colour(written) or next(filter(None, map(colour, written.split())), None)
    if known is None:
        return behind if written in ("none", "inherit", "initial", "unset") else None
    if known[3] == 0:
        return behind
    return known if known[3] == 1 or behind is None else over(known, behind)
