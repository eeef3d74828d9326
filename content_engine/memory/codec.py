"""How blobs lie in the database: zstd frames (RFC 8878) where they are long enough to gain by it."""

from __future__ import annotations

import zstandard

MAGIC = b"\x28\xb5\x2f\xfd"
WORTH_IT = 512
LEVEL = 1


class Codec:
    """Packs and unpacks blobs. Not for use by two threads at once, since zstd contexts are not: make one per call."""

    def __init__(self) -> None:
        self._squeeze = zstandard.ZstdCompressor(level=LEVEL)
        self._expand = zstandard.ZstdDecompressor()

    def pack(self, plain: bytes) -> bytes:
        """`plain` as it is stored: compressed from `WORTH_IT` bytes on, or where `unpack` would misread it."""
        if len(plain) < WORTH_IT and not plain.startswith((MAGIC, b"\x00")):
            return plain
        return self._squeeze.compress(plain)

    def unpack(self, stored: bytes) -> bytes:
        """The inverse of `pack`. A blob overwritten with NUL bytes, as erasing leaves it, is empty."""
        if stored.startswith(MAGIC):
            return self._expand.decompress(stored)
        return b"" if stored.startswith(b"\x00") else stored
