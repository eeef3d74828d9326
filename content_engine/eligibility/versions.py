"""Version numbers as keys that sort, for the `$v…` operators of conditions.

Source: the `paddedVersionString` helper of GrowthBook's SDK specification
(https://docs.growthbook.io/lib/build-your-own), which follows the precedence of Semantic Versioning 2.0.0, section 11,
on anything that looks remotely like a version.
One deliberate difference: numbers are compared as numbers whatever their length (the specification pads to five digits,
so that there 100000 sorts below 99999) and leading zeros do not count.
"""

from __future__ import annotations

_Part = tuple[int, int, str]
VersionKey = tuple[_Part, ...]

_RELEASE: _Part = (2, 0, "")
_LARGEST_NUMBER = 2**53


def version_key(version: object) -> VersionKey:
    """A key that sorts as `version` does: `1.9` before `1.10`, `1.0.0-rc.1` before `1.0.0`, build metadata ignored.

    Takes text (`v1.2.3-rc.1+build`) or a number; anything else, and the empty text, counts as version `0`. Never
    raises, and takes time linear in the length of the text.
    """
    core = _as_text(version).partition("+")[0].removeprefix("v")
    parts = [_part(part) for part in core.replace("-", ".").split(".")]
    if len(parts) == 3:
        parts.append(_RELEASE)
    return tuple(parts)


def _as_text(version: object) -> str:
    if isinstance(version, str):
        return version or "0"
    if isinstance(version, bool) or not isinstance(version, int | float):
        return "0"
    # Written so that NaN fails it too; Python refuses to spell out an int of more than 4300 digits.
    if not abs(version) <= _LARGEST_NUMBER:
        return "0"
    return str(int(version)) if version == int(version) else str(version)


def _part(part: str) -> _Part:
    if part.isascii() and part.isdigit():
        digits = part.lstrip("0")
        return (0, len(digits), digits)
    return (1, 0, part)
