"""Salted hashes that turn ids into numbers, for arms and for draws, so that anyone can recompute them.

Sources: FNV-1a with 32 bits, draft-eastlake-fnv (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-8 bytes; `hash`,
`getEqualWeights`, `getBucketRanges`, `chooseVariation` and `inNamespace` of GrowthBook's SDK specification
(https://docs.growthbook.io/lib/build-your-own), whose public cases all pass. For ids outside ASCII, SDKs in languages
that hash UTF-16 units or code points instead of bytes give other numbers; for ASCII all agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from struct import unpack

__all__ = ["bucket_ranges", "choose", "equal_weights", "fnv1a_32", "hash_unit", "in_namespace", "seed_unit"]

Range = tuple[float, float]

_OFFSET_BASIS = 0x811C9DC5
_PRIME = 0x01000193


def fnv1a_32(data: bytes) -> int:
    """The 32-bit FNV-1a hash of `data`, 0 to 2**32 - 1."""
    value = _OFFSET_BASIS
    for byte in data:
        value = ((value ^ byte) * _PRIME) & 0xFFFFFFFF
    return value


def hash_unit(seed: str, value: str, version: int = 2) -> float | None:
    """A number in [0, 1) for `value` salted with `seed`; None for a version other than 1 and 2.

    Version 2 has 10,000 steps: FNV-1a of the decimal text of FNV-1a of `seed + value`. Version 1 has 1,000 steps, one
    FNV-1a of `value + seed`, and is biased between experiments that run in parallel: for namespaces and old ones only.
    """
    if version == 2:
        inner = fnv1a_32(_utf8(seed + value))
        return fnv1a_32(str(inner).encode("ascii")) % 10_000 / 10_000
    if version == 1:
        return fnv1a_32(_utf8(value + seed)) % 1_000 / 1_000
    return None


def equal_weights(n: int) -> list[float]:
    """`n` equal weights that sum to 1; none for `n` below 1."""
    return [1 / n] * n if n > 0 else []


def bucket_ranges(n: int, coverage: float, weights: Sequence[float] | None) -> list[Range]:
    """The part of [0, 1) that falls to each of `n` variations, as (start, end) with the end excluded.

    `coverage` is cut to 0 ... 1 (NaN counts as 0) and shortens every range at its end, so raising it moves nobody from
    one variation to another. Weights that are not `n` numbers, none negative, with a sum of 0.99 to 1.01, give way to
    equal ones.
    """
    share = min(coverage, 1.0) if coverage > 0 else 0.0
    ranges: list[Range] = []
    start = 0.0
    for weight in weights if weights is not None and _are_shares(weights, n) else equal_weights(n):
        ranges.append((start, start + share * weight))
        start += weight
    return ranges


def choose(n: float, ranges: Sequence[Range]) -> int:
    """The index of the first of `ranges` that holds `n`, or -1."""
    return next((index for index, (start, end) in enumerate(ranges) if start <= n < end), -1)


def in_namespace(value: str, namespace: tuple[str, float, float]) -> bool:
    """Whether `value` falls into the part (name, start, end) of a namespace; disjoint parts never share a value."""
    name, start, end = namespace
    unit = hash_unit(f"__{name}", value, version=1)
    return unit is not None and start <= unit < end


def seed_unit(*parts: str) -> float:
    r"""A uniform number in [0, 1) with 53 bits, fixed by `parts`: the draw that belongs to a request.

    Recipe, for anyone who wants to recompute it: write each part in order as the count of its UTF-8 bytes (eight bytes,
    big-endian) and then those bytes. Take the unkeyed BLAKE2b digest (RFC 7693) of eight bytes of the whole, read it as
    a big-endian integer, drop its lowest 11 bits and divide by 2**53. The counts keep `("ab", "c")` apart from
    `("a", "bc")`. In a shell, the digest for the single part `abc`:

        printf '\0\0\0\0\0\0\0\3abc' | b2sum -l 64

    Raises ValueError without parts: that number would be the same for everyone.
    """
    if not parts:
        raise ValueError("seed_unit needs at least one part, for example a request_id")
    encoded = [_utf8(part) for part in parts]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in encoded)
    digest = blake2b(message, digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


def seed_units(count: int, *parts: str) -> list[float]:
    """`count` independent uniform numbers in [0, 1) with 53 bits, fixed by `parts`.

    Recipe: write `parts` as `seed_unit` does, put the block number before them (eight bytes, big-endian, from 0) and
    take the unkeyed BLAKE2b digest of 64 bytes. Each digest gives eight numbers, from eight bytes each, in order.
    Raises ValueError without parts.
    """
    if not parts:
        raise ValueError("seed_units needs at least one part, for example a request_id")
    message = b"".join([len(part).to_bytes(8, "big") + part for part in map(_utf8, parts)])
    found: list[float] = []
    for block in range(-(-count // 8)):
        words = unpack(">8Q", blake2b(block.to_bytes(8, "big") + message, digest_size=64).digest())
        found += [(word >> 11) * 2.0**-53 for word in words]
    return found[:count]


def _are_shares(weights: Sequence[float], n: int) -> bool:
    return len(weights) == n and all(weight >= 0 for weight in weights) and 0.99 <= sum(weights) <= 1.01


def _utf8(text: str) -> bytes:
    # An unpaired surrogate is no text, but an id that holds one must still get its number.
    return text.encode("utf-8", "surrogatepass")
