"""Colours of CSS and how far two of them stand apart (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

import colorsys

from content_engine.guardrails.patterns import pattern

Colour = tuple[float, float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
_NUMBER = pattern(r"-?(?:\d+\.?\d*|\.\d+)%?")
# Named colours of CSS Color 4 that are white or nearly so, and those in everyday use. Others count as unknown.
_TABLE = """
white:ffffff snow:fffafa ivory:fffff0 whitesmoke:f5f5f5 ghostwhite:f8f8ff floralwhite:fffaf0 azure:f0ffff
mintcream:f5fffa honeydew:f0fff0 aliceblue:f0f8ff seashell:fff5ee linen:faf0e6 oldlace:fdf5e6 beige:f5f5dc
cornsilk:fff8dc lightyellow:ffffe0 lavenderblush:fff0f5 lavender:e6e6fa gainsboro:dcdcdc lightgray:d3d3d3
lightgrey:d3d3d3 lightcyan:e0ffff mistyrose:ffe4e1 papayawhip:ffefd5 blanchedalmond:ffebcd antiquewhite:faebd7
lemonchiffon:fffacd bisque:ffe4c4 lightgoldenrodyellow:fafad2 silver:c0c0c0 darkgray:a9a9a9 darkgrey:a9a9a9
gray:808080 grey:808080 dimgray:696969 dimgrey:696969 black:000000 navy:000080 blue:0000ff teal:008080
green:008000 lime:00ff00 aqua:00ffff cyan:00ffff maroon:800000 purple:800080 olive:808000 red:ff0000
fuchsia:ff00ff magenta:ff00ff yellow:ffff00 orange:ffa500 brown:a52a2a pink:ffc0cb gold:ffd700 crimson:dc143c
indigo:4b0082 slategray:708090 slategrey:708090 darkslategray:2f4f4f midnightblue:191970 royalblue:4169e1
steelblue:4682b4 tomato:ff6347 coral:ff7f50 khaki:f0e68c tan:d2b48c wheat:f5deb3
"""
_NAMED = dict(pair.split(":") for pair in _TABLE.split())


def colour(written: str) -> Colour | None:
    """Red, green, blue and alpha, 0 to 1 each; None for what is no colour this knows."""
    written = written.strip().lower()
    if written == "transparent":
        return (0.0, 0.0, 0.0, 0.0)
    if written.startswith(("rgb", "hsl")):
        return _function(written)
    digits = written.removeprefix("#") if written.startswith("#") else _NAMED.get(written, "")
    return _hexadecimal(digits)


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8) or any(digit not in "0123456789abcdef" for digit in digits):
        return None
    red, green, blue, alpha = (int(digits.ljust(8, "f")[i : i + 2], 16) / 255 for i in range(0, 8, 2))
    return red, green, blue, alpha


def _function(written: str) -> Colour | None:
    numbers = [match[0] for match in _NUMBER.finditer(written)]
    if len(numbers) < 3:
        return None
    alpha = _share(numbers[3], 1) if len(numbers) > 3 else 1.0
    if written.startswith("hsl"):
        light, rich = _share(numbers[2], 100), _share(numbers[1], 100)
        red, green, blue = colorsys.hls_to_rgb(float(numbers[0].rstrip("%")) / 360 % 1, light, rich)
    else:
        red, green, blue = (_share(number, 255) for number in numbers[:3])
    return red, green, blue, alpha


def _share(number: str, whole: float) -> float:
    value = float(number[:-1]) / 100 if number.endswith("%") else float(number) / whole
    return min(max(value, 0.0), 1.0)


def over(front: Colour, back: Colour) -> Colour:
    """What is seen when `front` lies on the opaque `back`."""
    alpha = front[3]
    red, green, blue = (front[i] * alpha + back[i] * (1 - alpha) for i in range(3))
    return red, green, blue, 1.0


def contrast(left: Colour, right: Colour) -> float:
    """1 for the same colour up to 21 for black on white."""
    dark, light = sorted((_luminance(left), _luminance(right)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(seen: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in seen[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
