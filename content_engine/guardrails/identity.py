"""Numbers that prove themselves: check digits of accounts, cards and identity numbers."""

from __future__ import annotations

from collections.abc import Callable

from content_engine.guardrails.patterns import Pattern, pattern

_SSN = pattern(r"\b(?:\d{3}-\d{2}-\d{4})\b")
_NINO = pattern(r"(?i)\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b")
_DNI = pattern(r"(?i)\b(?:\d{8}|[xyz]-?\d{7})-?[a-z]\b")
_NIR = pattern(r"\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b")
_TAX = pattern(r"\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b")
_NHS = pattern(r"\b\d{3} \d{3} \d{4}\b")
_STATED = pattern(
    r"(?i)\b(?:ssn|social security|passport|passport (?:no|number)|reisepass\w*|personalausweis\w*|ausweis(?:nummer"
    r"|nr)|steuer-?id\w*|sozialversicherungs\w*"
    r"|national insurance|nhs (?:no|number)|passeport|numéro de sécurité sociale|pasaporte|dni|nie|nif|driving"
    r" licen[cs]e|führerschein\w*|permis de conduire"
    r"|tax id|licen[cs]e plate|kennzeichen|matrícula)\b[^\d\n]{0,24}[a-z]{0,3}\d[a-z\d ./-]{4,}"
)
_DATE = pattern(
    r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}|(?:19|20)\d\d ?[–/-] ?(?:19|20)?\d\d|\d{1,3}(?:[ .]\d{3})+|\d{1,2}[.:]\d\d"
    r" ?[–-] ?\d{1,2}[.:]\d\d"
)
_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def first(suspect: Pattern, text: str, proves: Callable[[str], bool]) -> tuple[int, int] | None:
    """The span of the first match that `proves` accepts."""
    return next((match.span() for match in suspect.finditer(text) if proves(match[0])), None)


def _plain(written: str) -> str:
    return "".join(filter(str.isalnum, written)).upper()


def is_iban(written: str) -> bool:
    """ISO 13616: moved to the end, letters as numbers, remainder 1 of 97. A longer match may begin with an IBAN."""
    plain = _plain(written)
    return any(_mod97(plain[:size]) == 1 for size in range(len(plain), 14, -1))


def _mod97(plain: str) -> int:
    if not plain.isascii():
        return 0
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97


def is_card(written: str) -> bool:
    """Luhn's check (ISO/IEC 7812-1) on 13 to 19 digits that are not one digit again and again."""
    digits = [int(char) for char in written if char.isdigit()]
    doubled = [digit if i % 2 else sum(divmod(digit * 2, 10)) for i, digit in enumerate(reversed(digits), 1)]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def is_date_or_range(written: str) -> bool:
    """Dates, ranges of years and hours, and grouped figures, which are no telephone numbers."""
    return bool(_DATE.fullmatch(written.strip()))


def national_id(text: str) -> tuple[int, int] | None:
    """The span of an identity, insurance or tax number (US, UK, Spain, France, Germany), or of one that is named."""
    for suspect in (_STATED, _SSN, _NINO):
        if found := suspect.search(text):
            start, end = found.span()
            return start, end
    return (
        first(_DNI, text, _is_dni)
        or first(_NIR, text, _is_nir)
        or first(_TAX, text, _is_tax_id)
        or first(_NHS, text, _is_nhs)
    )


def _is_dni(written: str) -> bool:
    plain = _plain(written)
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return _LETTERS[int(number) % 23] == plain[-1]


def _is_nir(written: str) -> bool:
    plain = _plain(written).replace("2A", "19").replace("2B", "18")
    return 97 - int(plain[:13]) % 97 == int(plain[13:])


def _is_tax_id(written: str) -> bool:
    """German tax number: ISO/IEC 7064, MOD 11,10."""
    digits = [int(char) for char in written if char.isdigit()]
    product = 10
    for digit in digits[:10]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    repeated = max(digits[:10].count(digit) for digit in digits[:10])
    return digits[0] > 0 and repeated in (2, 3) and (11 - product) % 10 == digits[10]


def _is_nhs(written: str) -> bool:
    digits = [int(char) for char in written if char.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9]
