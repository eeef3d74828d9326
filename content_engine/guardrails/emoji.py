"""Emoji and the sequences they may form (Unicode UTS #51), as sources of RE2 patterns."""

from __future__ import annotations

_TEXT_BASES = (
    r"\x{A9}\x{AE}\x{203C}\x{2049}\x{2122}\x{2139}\x{2194}-\x{2199}\x{21A9}\x{21AA}\x{231A}\x{231B}\x{2328}\x{23CF}"
    r"\x{23E9}-\x{23F3}\x{23F8}-\x{23FA}\x{24C2}\x{25AA}\x{25AB}\x{25B6}\x{25C0}\x{25FB}-\x{25FE}\x{2600}-\x{2604}"
    r"\x{260E}"
    r"\x{2611}\x{2614}\x{2615}\x{2618}\x{261D}\x{2620}\x{2622}\x{2623}\x{2626}\x{262A}\x{262E}\x{262F}\x{2638}-\x{263A}"
    r"\x{2640}\x{2642}\x{2648}-\x{2653}\x{265F}\x{2660}\x{2663}\x{2665}\x{2666}\x{2668}\x{267B}\x{267E}\x{267F}"
    r"\x{2692}-\x{2697}\x{2699}\x{269B}\x{269C}\x{26A0}\x{26A1}\x{26A7}\x{26AA}\x{26AB}\x{26B0}\x{26B1}\x{26BD}\x{26BE}"
    r"\x{26C4}\x{26C5}\x{26C8}\x{26CE}\x{26CF}\x{26D1}\x{26D3}\x{26D4}\x{26E9}\x{26EA}\x{26F0}-\x{26F5}\x{26F7}-"
    r"\x{26FA}"
    r"\x{26FD}\x{2702}\x{2705}\x{2708}-\x{270D}\x{270F}\x{2712}\x{2714}\x{2716}\x{271D}\x{2721}\x{2728}\x{2733}\x{2734}"
    r"\x{2744}\x{2747}\x{274C}\x{274E}\x{2753}-\x{2755}\x{2757}\x{2763}\x{2764}\x{2795}-\x{2797}\x{27A1}\x{27B0}"
    r"\x{27BF}"
    r"\x{2934}\x{2935}\x{2B05}-\x{2B07}\x{2B1B}\x{2B1C}\x{2B50}\x{2B55}\x{3030}\x{303D}\x{3297}\x{3299}"
)
_PICTURES = (
    r"\x{1F004}\x{1F0CF}\x{1F170}\x{1F171}\x{1F17E}\x{1F17F}\x{1F18E}\x{1F191}-\x{1F19A}\x{1F1E6}-\x{1F1FF}\x{1F201}"
    r"\x{1F202}"
    r"\x{1F21A}\x{1F22F}\x{1F232}-\x{1F23A}\x{1F250}\x{1F251}\x{1F300}-\x{1F64F}\x{1F680}-\x{1F6D8}\x{1F6DC}-\x{1F6EC}"
    r"\x{1F6F0}-\x{1F6FC}\x{1F7E0}-\x{1F7EB}\x{1F7F0}\x{1F90C}-\x{1F9FF}\x{1FA70}-\x{1FA7C}\x{1FA80}-\x{1FA8F}"
    r"\x{1FA90}-\x{1FAC8}\x{1FACD}-\x{1FADF}\x{1FAE0}-\x{1FAEA}\x{1FAEF}-\x{1FAF8}"
)
EMOJI = f"[{_TEXT_BASES}{_PICTURES}]"
# One emoji, dressed or not; joined with others; a keycap; the flags of England, Scotland and Wales.
_UNIT = rf"{EMOJI}(?:[\x{{1F3FB}}-\x{{1F3FF}}]?\x{{FE0F}}?|\x{{FE0E}})"
_JOINED = rf"{_UNIT}(?:\x{{200D}}{_UNIT}){{0,9}}"
_KEYCAP = r"[0-9#*]\x{FE0F}?\x{20E3}"
_TAGGED = (
    r"\x{1F3F4}\x{E0067}\x{E0062}(?:\x{E0065}\x{E006E}\x{E0067}|\x{E0073}\x{E0063}\x{E0074}|\x{E0077}\x{E006C}"
    r"\x{E0073})"
    r"\x{E007F}"
)
SEQUENCE = f"(?:{_TAGGED}|{_KEYCAP}|{_JOINED})"
