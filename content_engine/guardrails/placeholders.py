"""`placeholder`: nothing that a template, a program or an editor left behind.

Covers Jinja, Liquid, Handlebars, ERB, EJS, JSP, PHP, Velocity, FreeMarker, Smarty, Razor, Thymeleaf, printf, ICU, and
the merge tags of Mailchimp, SendGrid, Marketo, Pardot, Salesforce, Braze, ActiveCampaign, Eloqua and Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content_engine.domain.brand import OnFail
from content_engine.guardrails import leftovers
from content_engine.guardrails.patterns import Pattern, either, pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_WHO = (
    "first|last|full|given|family|user|company|customer|contact|account|recipient|subscriber|sender|plan|product"
    "|workspace|team"
)
_ENGINES = either(
    (
        r"\{\S|\S\}|\{\s*\{|\}\s*\}|\{\s*%|%\s*\}|\{\s+[a-z_.]+\s+\}",
        r"<%|%>|<\?(?:php|=)|\?>",
        r"\[%|%\]|%%[=\[]?[a-z_]|\]%%|%%",
        r"\*\|\s*[a-z_:]+|\|\*",
        r"\$\$|\$!?[a-z_][a-z0-9_.]+|\$\(|@\(|#\(",
        r"(?:^|[^a-z0-9%])%[a-z_][a-z0-9_ -]{0,30}%(?:[^0-9a-z]|$)",
        r"(?:^|[^0-9%\s]|[^0-9%]\s)%(?:\d+\$)?(?:\.\d+)?[sdif@](?:[^a-z0-9]|$)|%\([a-z_]+\)[sdif]?",
        r"(?:^|\s)@(?:first_?name|last_?name|name|user_?name|vorname|prenom|nombre)\b|#[a-z_]+#|##|#(?:if|set|foreach"
        r"|end|else|parse|include)\b",
        r"@[a-z_]+@|@@|@(?:model|viewbag|item|user|html)\.[a-z]|@\{",
        r"__[a-z][a-z0-9_]*__|~[a-z]+_[a-z_]+~|\|[a-z]+(?:_[a-z_]+)?\||-[a-z]+_[a-z_]+-|&&[a-z_]+&&",
        r"\[\[|\]\]|\(\(\s*[a-z_. ]+\s*\)\)|<<\s*[^<>\s][^<>]*>>",
        r"[«‹]\s*(?:[a-z]+_[a-z_]+|(?:first|last|full)?\s?name|vorname|nachname|firma|anrede|prénom|nom|nombre"
        r"|empresa)\s*[»›]",
        r"\b[fl]name\b",
        r"\b(?:user|customer|contact|recipient|subscriber|lead|person|profile|member|account|company|context|event)"
        r"\.(?:first_?name|last_?name|full_?name|name|email|company|city|plan|id|title|attributes?|properties)\b",
        r"(?:^|\s):[a-z][a-z0-9_+-]{2,}:(?:\s|$|[.,!?])",
        r"\\u\{?[0-9a-f]{4}|\\x[0-9a-f]{2}|\\n\\n|\\r\\n|\\t\\t",
        r"[^_\s]\s?_{3,}|_{3,}\s?[^_\s]|__\s?%|\?\?\s?%|[$€£]\?",
        r"~[a-z]{3,}~|\^[a-z_]{3,}\^|::[a-z_]+::|<\|[a-z_]+\|>|\[/?inst\]|<<sys>>|\\[\"']",
        r"\bmissing (?:translation|value|variable)\b|\btranslation missing\b|\buntranslated\b|\bt\(['\"]",
    )
)
_CASED = either(
    (
        rf"\b(?:{_WHO})Name\b",
        r"\$[A-Z][A-Z0-9_]+|\b[A-Z]+_(?:NAME|ID|EMAIL|DATE|URL|LINK|COMPANY|PLAN)\b",
        r"\\n[A-Z]|[a-z.!?]\\n(?:\s|$)",
        r"\[[A-Z][A-Z0-9]*[ _][A-Z0-9 _]+\]|\[[A-Za-z]+_[A-Za-z_]+\]|\[[a-z]+\.[a-z_.]+\]",
        r"\[[XN#]\]|\bTK\b|\bxx+\b",
    ),
    flags="-i",
)
_BARE = pattern(rf"(?i)\b(?:{_WHO})_(?:name|id|email|first|last)\b")
_TITLED = pattern(r"\[\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)+\]")
_PRESSED = pattern(r"(?i)(?:\b(?:press|hit|hold|keys?|taste|tasten|drücken sie|touche|appuyez sur|tecla|pulse)|\+)\s*$")
_KEY = pattern(
    r"\s*[a-z][a-z0-9]*(?:[._][a-z0-9]+){2,}\s*|\s*[a-z]+(?:\.[a-z]+_[a-z_]+)+\s*|\s*[A-Z]+(?:_[A-Z0-9]+)+\s*"
)
_GREETING = (
    r"\b(?:hi|hello|hey|dear|welcome|welcome back|thanks|thank you|hallo|guten tag|liebe[rs]?|moin|bonjour|salut"
    r"|bienvenue"
    r"|chère?|cher|hola|estimad[oa]|buenos días|querid[oa])"
)
_TITLE = r"mr|mrs|ms|mx|herrn?|frau|mme|monsieur|madame|señora?"
_GREETED = either(
    (
        rf"{_GREETING},?\s+(?:undefined|null|nan|none|nil|n/a|unknown|xx+|first ?name|last ?name|name|user"
        rf" ?name)\s*(?:[,!.:–-]|$)",
        rf"{_GREETING},?\s+(?:vorname|nachname|prénom|prenom|nom|nombre|company name|customer name)\s*(?:[,!.:–-]|$)",
        rf"{_GREETING},?\s+(?:\.\.\.|…)",
        rf"{_GREETING}(?:[ ,]+(?:{_TITLE}))?[ ,]+[\[<⟨{{]\s*\p{{L}}[\p{{L}} '/._-]*\s*[\]>⟩}}]",
        rf"\b(?:{_TITLE})/(?:{_TITLE})\b",
        r"\b(?:sincerely|regards|wishes|yours|cheers|grüße|grüßen|cordialement|saludos),?\s+[\[<⟨{]",
        r"^\s*(?:hi|hello|hey|dear|hallo|liebe|lieber|bonjour|salut|hola|estimado|estimada)\s+,",
        r"\b(?:hi|hello|welcome|welcome back|thanks|hallo|hola|bonjour),\s*[!.]|\b(?:frau|herr|mr|mrs|ms|mme"
        r"|señora?)\.? ,",
        r"\b(?:hi|hello|dear|hey) ,|\bthanks ,|\b(?:at|from|für|for|with|of|by|to) (?:,|\.(?:\s|$))",
    )
)
_VALUES = either(
    (
        r"\[object \w+\]",
        r"\$nan\b|\bnan%|\$undefined|\$null|\binfinity%|\$infinity",
    )
)
_CELL = pattern(r"(?i)#(?:ref|value|div/0|name|num|null)[!?]|#n/a\b")
_LABELLED = pattern(r"[:=]\s*$")
# What JavaScript prints for a date that is none, and the zeros of clocks, but where a sentence speaks of that day.
_NO_DATE = pattern(
    r"\bInvalid Date\b|\b(?:1970-01-01|0001-01-01|0?1[./]0?1[./](?:1970|0001)|January 1, 1970|1 January 1970)\b"
)
_THAT_DAY = pattern(
    r"(?i)\b(?:before|since|after|from|than|vor|seit|nach|ab|avant|depuis|antes del?|desde(?: el)?|an?)\s+$"
)
_ONLY = either(
    (
        r"\s*(?:undefined|null|nan|none|nil|n/?a|todo|tbd|xx+|test|title|headline|subject|text|untitled|error|false"
        r"|true)[.!]?\s*",
        r"\s*(?:variant|variante|version|option|test|headline|subject|title|text|betreff|titel|titre|asunto)"
        r" ?(?:[a-f]|\d{1,2})\s*",
    )
)
_BROKEN = pattern(r"(?i)\b(?:undefined|null|nan)\b")
_ABOUT_DATA = pattern(
    r"(?i)\b(?:values?|rows?|columns?|cells?|fields?|records?|entries|tables?|joins?|sql|quer(?:y|ies)|werte?"
    r"|zeilen?|spalten?|tabellen?"
    r"|felder?|valeurs?"
    r"|lignes?|colonnes?|champs?|valor(?:es)?|filas?|columnas?|campos?)\b"
)
_IS = pattern(r"(?i)\b(?:is|are|was|were|be|being|ist|sind|est|sont|es|son)\s*$")
_HANDLED = pattern(
    r"(?i)(?:\b(?:skips?|ignores?|treat(?:s|ed)?|counts?|hides?|drops?|filters?|replaces?|as|or|and|blank|empty|not"
    r"|any|no|a|shows?|displays?|contains?|returns?|means|reads)|[\"'`/(])\s*$"
)
_DATA_NOUN = pattern(
    r"(?i)^s?\s*[\"'`)/]?\s*(?:values?|checks?|handling|hypothes[ei]s|columns?|fields?|cells?|entries|werte?|felder"
    r"|valeurs?"
    r"|valores)\b"
)


@dataclass(frozen=True)
class Placeholder:
    """Blocks unresolved placeholders of any engine, filler text, values of a program, and notes among editors."""

    on_fail: OnFail = "reject"
    id: str = "placeholder"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """The first breach of each sort."""
        text, locale = reading.clean, reading.locale
        for start, end, message in (*_engines(text), *_values(text, locale)):
            yield Found(*reading.span("clean", start, end), message)
        yield from leftovers.find(reading)


def _first(suspects: tuple[Pattern, ...], text: str, message: str) -> Iterator[tuple[int, int, str]]:
    for suspect in suspects:
        if found := suspect.search(text):
            yield *found.span(), message
            return


def _engines(text: str) -> Iterator[tuple[int, int, str]]:
    yield from _first((_ENGINES, _CASED), text, "a placeholder that nothing filled")
    if (bare := _BARE.search(text)) and not _ABOUT_DATA.search(text):
        yield *bare.span(), "a placeholder that nothing filled"
    yield from (
        (*found.span(), "a gap in brackets")
        for found in _TITLED.finditer(text)
        if not _PRESSED.search(text[: found.start()])
    )
    yield from _first((_GREETED,), text, "a gap where a value is missing")
    if _KEY.fullmatch(text):
        yield 0, len(text), "the key of a text instead of the text"


def _values(text: str, locale: str) -> Iterator[tuple[int, int, str]]:
    yield from _first((_VALUES,), text, "a value of a program instead of a word")
    for suspect, meant in ((_CELL, _meant_as_value), (_NO_DATE, _meant_as_day)):
        for found in suspect.finditer(text):
            if not meant(text, found.start()):
                yield *found.span(), "a value of a program instead of a word"
    if _ONLY.fullmatch(text):
        yield 0, len(text), "a value of a program instead of a text"
    for found in _BROKEN.finditer(text):
        if _is_broken(text, found.start(), found.end(), locale):
            yield *found.span(), "a value of a program instead of a word"
            return


def _meant_as_value(text: str, at: int) -> bool:
    return bool(_ABOUT_DATA.search(text)) and not _LABELLED.search(text[max(at - 40, 0) : at])


def _meant_as_day(text: str, at: int) -> bool:
    return bool(_THAT_DAY.search(text[max(at - 40, 0) : at]))


def _is_broken(text: str, start: int, end: int, locale: str) -> bool:
    """`null` and its like where no sentence about data would have it. German `null` is a number, `nan` a bread."""
    word = text[start:end]
    if (word.lower() == "null" and locale.startswith("de")) or (word.lower() == "nan" and word != "NaN"):
        return False
    before = text[max(start - 40, 0) : start]
    meant = _HANDLED.search(before) or _DATA_NOUN.search(text[end : end + 40])
    return not (meant or (_IS.search(before) and _ABOUT_DATA.search(text)))
