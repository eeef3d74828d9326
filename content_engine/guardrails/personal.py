"""`pii`: personal data with a form of its own. Names and what is told about a person need more than a pattern.

Checks: IBAN ISO 13616 (mod 97), cards ISO/IEC 7812 (Luhn), telephone numbers by libphonenumber, DNI and NIE letters
(Spain), NIR key (France), tax number check digit (Germany, ISO 7064 mod 11,10), NHS number (mod 11).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import phonenumbers

from content_engine.domain.brand import Brand, Fact, OnFail, PersonalData, PersonalKind
from content_engine.guardrails import identity
from content_engine.guardrails.patterns import pattern, words
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

Breach = tuple[int, int, str]
_HINT = pattern(r"\d|@|::")
_MANY_DIGITS = pattern(r"(?:\d[^\d\n]{0,4}){6}")
_LONG_NUMBERS = words("iban phone national_id coordinates")
_MAIL = pattern(r"[\p{L}\p{N}_][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*")
_IBAN = pattern(r"(?i)\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,30}\b")
_CARD = pattern(r"\b\d(?:[ .-]?\d){12,18}\b")
_MASKED_CARD = pattern(
    r"(?i)(?:[x*•#]{4}[ -]?){2,}\d{4}\b|\b(?:card|karte|carte|tarjeta)\b.{0,30}(?:ending|endend|endet|finissant"
    r"|terminada|termina) .{0,8}\d{4}\b"
)
_DIGITS = pattern(r"\+?\(?\d(?:[\d ().\x{A0}/–-]{5,22})\d")
_DIALLED = pattern(
    r"(?i)\b(?:call|phone|tel|telephone|mobile|fax|whatsapp|sms|dial|anrufen|telefon|handy|mobil|appelez|téléphone"
    r"|llame|teléfono|móvil)\b"
    r"[^\d+\n]{0,20}\+?\(?\d[\d ()./-]{4,18}\d"
)
_AMERICAN = pattern(r"(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}")
_SPANISH = pattern(r"[679]\d{2}[ .-]?\d{3}[ .-]?\d{3}|[679]\d{2}(?:[ .-]\d{2}){3}")
_IPV4 = pattern(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_IPV6 = pattern(r"(?i)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}")
_MAC = pattern(r"(?i)\b[0-9a-f]{2}(?:([:-])[0-9a-f]{2}){5}\b|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b")
_MONTH = (
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr"
    r"|ago|dic)[\p{L}]*\.?"
)
_BORN = pattern(
    r"(?i)\b(?:born(?: on| in)?|date of birth|birth ?date|birthday|dob|geboren(?: am)?|geb\.|geburtsdatum|geburtstag"
    r"|née?(?: le)?|date de naissance"
    rf"|anniversaire|nacid[oa](?: el)?|fecha de nacimiento"
    rf"|cumpleaños)\b[^\d\n]{{0,20}}(?:\d{{1,4}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de"
    rf" )?{_MONTH}|{_MONTH} \d{{1,2}})"
    r"|\b(?:born(?: in)?|geboren|née?(?: en)?|nacid[oa](?: en)?) (?:19|20)\d{2}\b"
)
_BORN_SAID_AFTER = pattern(
    rf"(?i)(?:(?:\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?{_MONTH}|{_MONTH} \d{{1,2}},?)(?: de)? (?:19|20)\d{{2}}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})\b[^\d\n.]{0,30}\b(?:date of birth|birth ?date|birthday|dob|born|geboren"
    r"|geburtsdatum"
    r"|geburtstag|date de naissance|née?|fecha de nacimiento|nacid[oa])\b"
)
_STREET = pattern(
    r"\b\d{1,5}[A-Za-z]? (?:[\p{Lu}\d][\p{L}.'-]* ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive"
    r"|Dr|Court|Ct"
    r"|Square|Terrace|Place|Close|Crescent|Parkway)\b"
    r"|\p{Lu}[\p{L}-]{2,}(?:straße|strasse|str\.|weg|allee|platz|gasse|damm|ufer) \d{1,4} ?[a-z]?\b"
    r"|\b(?:Straße|Strasse|Platz|Allee|Am|An der|Auf dem|Im) (?:\p{Lu}[\p{L}-]+ )+\d{1,4} ?[a-z]?,? \d{5}\b"
    r"|\b\d{1,4}(?: bis| ter)?,? (?i:rue|avenue|boulevard|chemin|impasse|allée|quai) (?:de |du |des |la |le |l'|d')*["
    r"\p{L}]"
    r"|\b(?i:calle|avenida|avda\.?|plaza|paseo|camino) (?:de |del |la |las |los )*\p{Lu}[\p{L}]+(?: [\p{L}]+){0,3},?"
    r" (?:n[.º°]* ?)?\d{1,4}\b"
    r"|(?i:\bp\.? ?o\.? box \d+|\bpostfach \d+)"
)
_POSTCODE = pattern(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z][a-z]+,? [A-Z]{2} \d{5}(?:-\d{4})?\b")
_PLACE = pattern(r"-?\b\d{1,2}\.\d{3,}°?\s*[NSns]?\s*[,;/]\s*-?\d{1,3}\.\d{3,}|\b\d{1,3}°\s?\d{1,2}['′]")


@dataclass(frozen=True)
class Personal:
    """Blocks addresses, numbers and dates that belong to a person. The brand's own, and its facts', may stand."""

    settings: PersonalData
    own: tuple[str, ...] = ()
    id: str = "pii"

    @property
    def on_fail(self) -> OnFail:
        """What the brand asks for."""
        return self.settings.on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """Kinds looked for, what is allowed, and the countries of telephone numbers."""
        return self.settings.model_dump(mode="json")

    def find(self, reading: Reading) -> Iterator[Found]:
        """The first datum of each kind. The message names the kind only."""
        text = reading.clean
        if not _HINT.search(text):
            return
        for own in self.own:
            text = text.replace(own, " " * len(own))
        many = _MANY_DIGITS.search(text) is not None
        for kind, look in _LOOKS.items():
            if kind in self.settings.kinds and (many or kind not in _LONG_NUMBERS):
                found = look(self.settings, text)
                if found:
                    yield Found(*reading.span("clean", found[0], found[1]), f"personal data: {_SPOKEN[kind]}")


def _mail(settings: PersonalData, text: str) -> tuple[int, int] | None:
    found = _MAIL.search(text) if "@" in text else None
    return found.span() if found else None


def _iban(settings: PersonalData, text: str) -> tuple[int, int] | None:
    return identity.first(_IBAN, text, identity.is_iban)


def _card(settings: PersonalData, text: str) -> tuple[int, int] | None:
    masked = _MASKED_CARD.search(text)
    return masked.span() if masked else identity.first(_CARD, text, identity.is_card)


def _phone(settings: PersonalData, text: str) -> tuple[int, int] | None:
    if found := _DIALLED.search(text):
        start, end = found.span()
        return start, end
    return identity.first(_DIGITS, text, lambda digits: _is_phone(digits, settings.regions))


def _is_phone(written: str, regions: tuple[str, ...]) -> bool:
    """Made-up numbers are no better: what could be dialled counts, not only what is in use."""
    digits = sum(map(str.isdigit, written))
    if not 7 <= digits <= 15 or identity.is_date_or_range(written):
        return False
    if _AMERICAN.fullmatch(written):
        return "US" in regions
    written = "+" + written[2:] if written.startswith("00") else written.lstrip("(")
    if written.startswith("+"):
        return _could_be_dialled(written, None)
    if _SPANISH.fullmatch(written):
        return "ES" in regions
    return written.startswith("0") and digits > 8 and any(_could_be_dialled(written, region) for region in regions)


def _could_be_dialled(written: str, region: str | None) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(written, region)))
    except phonenumbers.NumberParseException:
        return False


def _ip(settings: PersonalData, text: str) -> tuple[int, int] | None:
    return identity.first(_IPV4, text, _is_ip) or (identity.first(_IPV6, text, _is_ip) if text.count(":") > 1 else None)


def _is_ip(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return len(written) > 3


def _mac(settings: PersonalData, text: str) -> tuple[int, int] | None:
    found = _MAC.search(text)
    return found.span() if found else None


def _national_id(settings: PersonalData, text: str) -> tuple[int, int] | None:
    return identity.national_id(text)


def _birth_date(settings: PersonalData, text: str) -> tuple[int, int] | None:
    found = _BORN.search(text) or _BORN_SAID_AFTER.search(text)
    return found.span() if found else None


def _address(settings: PersonalData, text: str) -> tuple[int, int] | None:
    found = _STREET.search(text) or _POSTCODE.search(text)
    return found.span() if found else None


def _coordinates(settings: PersonalData, text: str) -> tuple[int, int] | None:
    found = _PLACE.search(text)
    return found.span() if found else None


_LOOKS = {
    "email": _mail,
    "iban": _iban,
    "card": _card,
    "phone": _phone,
    "ip": _ip,
    "mac": _mac,
    "national_id": _national_id,
    "birth_date": _birth_date,
    "address": _address,
    "coordinates": _coordinates,
}
_SPOKEN: Mapping[PersonalKind | str, str] = {
    "email": "an e-mail address",
    "iban": "a bank account number",
    "card": "a card number",
    "phone": "a telephone number",
    "ip": "an IP address",
    "mac": "the address of a device",
    "national_id": "an identity or tax number",
    "birth_date": "a date of birth",
    "address": "a postal address",
    "coordinates": "an exact location",
}


def own_texts(brand: Brand, facts: Sequence[Fact]) -> tuple[str, ...]:
    """What may stand although it looks personal: the brand's own addresses, and what its facts say; longest first."""
    said = (match[0] for fact in facts for match in _MAIL.finditer(fact.statement))
    own = {*brand.personal_data.allow, *brand.links.mailto, brand.sender.postal_address, *said}
    return tuple(sorted(filter(None, own), key=len, reverse=True))
