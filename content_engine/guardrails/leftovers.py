"""What editors leave in a text: bracketed gaps, filler, notes to each other, numbers still to come. Four languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content_engine.guardrails.patterns import Pattern, either, pattern
from content_engine.guardrails.phrases import fold_pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_THING = (
    r"(?:texte?|texto|name|title|company|date|time|day|month|year|amount|price|discount|percent|percentage|number"
    r"|count|link|url"
    r"|cta|button"
    r"|image|logo|photo|screenshot|product|feature|benefit|headline|subject|body|text|copy|quote|metric|value|city"
    r"|email|phone"
    r"|code|coupon|variable|offer|plan|industry|role|location|address|signature|unsubscribe|figure|stat|vorname"
    r"|nachname"
    r"|firma|firmenname|unternehmen|datum|betrag|kunde|anrede|produkt|zahl|bild|überschrift|prénom|nom|entreprise"
    r"|société"
    r"|montant|chiffre|lien|titre|nombre|apellido|empresa|fecha|enlace|importe|cliente|producto|cifra|título)"
)
_OF = (
    r"(?:(?:your|the|their|ihr|ihre|ihren|votre|su|le|la|el|first|last|full|given|family|user|company|customer"
    r"|product|feature"
    r"|plan|brand|sender|recipient|contact|account|client|team|event|job|workspace)[ _-]?){0,3}"
)
_VERB = r"(?:insert|enter|add|put|place|type|paste|fill in)"


def _folded(sources: Iterable[str]) -> Pattern:
    return either(map(fold_pattern, sources))


_BRACKETED = _folded(
    (
        rf"[\[<⟨【]\s*{_OF}{_THING}(?: (?:here|goes here|tbd|hier|ici|aquí|aqui|einfügen|einsetzen"
        rf"|\d{{1,2}}))?\s*[\]>⟩】]",
        r"[\[<⟨【]\s*(?:the |le |la |el |der |die )?(?:recipient|customer|user|subscriber|client|reader|member|contact"
        r"|someone|empfänger"
        r"|empfängerin|leser|nutzer|destinataire|destinatario|usuario|lecteur|utilisateur)(?:'s name)?\s*[\]>⟩】]",
        rf"[\[(<⟨【]\s*{_VERB}\b[^\])>⟩】\n]*[\])>⟩】]",
        r"[\[(<⟨【][^\])>⟩】\n]*\b(?:einfügen|einsetzen|ergänzen|nachtragen|insérer|à compléter|à remplir|à définir"
        r"|insertar|por definir|por confirmar)\s*[\])>⟩】]",
        rf"\(\s*(?:your|ihr|votre|su) {_OF}{_THING}\s*\)|\(\s*(?:first|last|company|customer|product|user) name\s*\)",
        r"[\[(]\s*(?:tbd|tba|tbc|todo|xx+|\.{3}|…|\?+|placeholder|platzhalter)\b[^\])\n]*[\])]|\[\s*(?:\.{3}|…"
        r"|\?+)?\s*\]",
        r"\[\s*(?:your|choose|select|pick|delete|optional|auswählen|wählen sie|choisir|elegir)\b[^\]\n]*\]",
        rf"\[\s*{_OF}{_THING} (?:to|of|for|from|about|with|zum|zur|für|vers|para) [^\]\n]*\]",
        rf"\[\s*(?:\p{{L}}+ )*\p{{L}}+['’]s {_THING}\s*\]",
        r"\[\s*[\p{L} ]{4,}(?:/[\p{L} ]{4,})+\s*\]",
        r"\[\s*(?:legal|check|note|editor|comment|tone|needs|verify|confirm|citation|hinweis|pending|draft|final|cut"
        r"|alt)\b[^\]\n]*\]",
        r"\(\s*(?:legal:|note to|editor|needs (?:legal|review|source|check|proof)|source\?|quelle\?|citation needed"
        r"|cta:|tone:)[^)\n]*\)",
        r"\(\s*max\.? \d+ (?:chars?|characters|zeichen|caractères|caracteres)\b[^)\n]*\)",
    )
)
_FILLER = _folded(
    (
        r"\blorem\b|\bipsum\b|\bdolor sit amet\b|\bconsectetur\b|\badipiscing\b|\bsed do eiusmod\b",
        r"\bblindtext\b|\bplatzhalter(?:text)?\b|\bfaux[- ]texte\b|\btexte? (?:factice|de remplissage|bidon)\b",
        r"\btexto (?:de relleno|simulado)\b|\bmarcador de posición\b",
        r"\b(?:dummy|filler|placeholder|sample) (?:text|copy|headline|content)\b|\bplaceholder (?:for|here|goes)\b",
        rf"\b{_THING}s? (?:goes|go|to go|comes) here\b|\byour {_OF}{_THING} here\b",
        rf"\b{_VERB} (?:[a-z]+ ){{0,3}}(?:sentence|paragraph|line|example|bullet|detail)s?"
        r"(?: [a-z]+){0,5} here\b",
        rf"\b{_VERB} (?:[a-z]+ ){{0,3}}{_THING} here\b|\bhier (?:[a-zäöüß]+ ){{0,2}}{_THING} (?:einfügen|einsetzen"
        rf"|ergänzen)\b",
        rf"\b{_THING} hier (?:einfügen|einsetzen|ergänzen)\b|\binsérer (?:[a-zéèà']+ ){{0,3}}{_THING} ici\b",
        rf"\binsert(?:ar|e) (?:[a-zéñó]+ ){{0,3}}{_THING} aquí\b|\b{_THING} (?:à compléter|por definir)\b|\btext"
        rf" folgt\b",
        r"\basdf[a-z]*|\bqwert[yz][a-z]*|\bfoo ?bar\b|\bblah,? blah\b|\bbla,? bla\b|\btest(?:ing)? (?:123|test)\b",
        r"\bthis is a (?:test|placeholder|sample)\b|\bjohn doe\b|\bjane doe\b|\bm(?:ax|artina) mustermann\b|\berika"
        r" mustermann\b",
        r"\bmusterfirma\b|\bcompany xyz\b|\bxyz (?:corp|inc|gmbh|ltd)\b|\bacme corp(?:oration)?\b",
        r"(?m:^)\s*test[- ](?:subject|e-?mail|message|mail|copy|text|content|newsletter|versand)\b|\bplease ignore\b",
        r"\bihr text hier\b|\bhier steht (?:ihr|dein|der) text\b|\bvotre texte ici\b|\b(?:su|tu) texto aquí|\btexto"
        r" de ejemplo\b",
        r"\bbeispieltext\b|\bmustertext\b|\bexemple de texte\b|\b(?:click|tap)(?: here)? to edit\b|\bintentionally"
        r" left blank\b",
        rf"^\s*(?:type|enter) (?:something|text)(?: here)?\W*$|^\s*{_THING}(?: text| copy)? here\W*$",
        r"(?m:^)\s*(?:headline|subject(?: line)?|betreff(?:zeile)?|objet|asunto|preheader|body|variant|variante|cta"
        r"|draft|entwurf"
        r"|fassung|alternative)\s?(?:#?\s?\d+|[a-c])?\s*:\s",
    )
)
_NOTES = _folded(
    (
        r"\bfixme\b|\bt\.b\.[dac]\b|\btbd\b|\btba\b|\btbc\b|\bwip\b|\btk tk\b|\btktk\b|\bhack:",
        r"\b(?:note|comment|hinweis|anmerkung|nota|notiz|remarque)s? (?:to|for|an|für|pour|para|a|à) (?:the |die |den"
        r" |la |le |el )?"
        r"(?:self|editors?|designers?|devs?|developers?|legal|reviewers?|translators?|qa|redaktion|rédaction"
        r"|redacción|copy)\b",
        r"\b(?:editor|editorial|translator|copywriter|reviewer|dev|qa)(?:'s)? (?:note|comment|remark|draft)s?\b",
        r"\bnote de l[a']|\bnota del (?:editor|traductor|redactor)\b|\banm\.? d\. ?(?:red|übers)",
        r"\b(?:check|verify|confirm|clear|run|review)(?: (?:this|it|these|the (?:copy|claim|wording|number|figure"
        r"|line|text)))?"
        r" (?:with|by|past) (?:legal|compliance|brand|pr|copy)\b",
        r"\b(?:legal|compliance) (?:to|must|should|has to|needs to) (?:check|confirm|review|approve|sign off)\b",
        r"\b(?:do not|don't|never) (?:send|publish|ship) (?:this|yet)\b|\bnot for (?:publication|distribution)\b",
        r"\binternal (?:use )?only\b|\b(?:noch|bitte) nicht (?:versenden|veröffentlichen|freigeben)\b",
        r"\b(?:replace|swap|fill in) (?:this|these|me|the (?:text|copy|line|number|figure|link|name|placeholder))(?:"
        r" [a-z]+){0,3}"
        r" (?:before|when|once|with the (?:real|final|actual|right))\b|\breplace me\b",
        r"\b(?:alt|alternate|alternative|backup|rough|old) (?:copy|headline|draft|text|wording|subject)\s?:",
        r"^\s*(?:/\*|//|--\s?todo|#!)|\*/|<{7}|>{7}|={7}\s",
    )
)
_TODO = pattern(r"\bTODO\b|(?i:\btodo\s*:)")
_OPEN = either(
    (
        r"\bX{2,}\b|\b[XN] ?%|\bX (?:days|users|hours|minutes|seats|charts|teams|Tage|Nutzer|Stunden|jours|heures"
        r"|días|horas)\b",
        r"[$€£]X+\b|\bX{1,3}[.,]X{2}\b|\b00[./]00[./]0000\b|\b(?:[Pp]roduct|[Ff]eature|[Cc]ompany|[Pp]lan|[Tt]eam)"
        r" [XYZ]\b",
        r"\b(?:on|by|until|before|am|bis|vor|le|el|hasta|antes del) (?:DD|MM|TT|JJ|YYYY|AAAA|JJJJ)[./-]",
        r"(?:^|\s)(?:at|um|à|a las) (?:HH|hh):(?:MM|mm)\b",
        r"\bQ\?\s+[a-z]|\b[a-z]+\s\?{3,}(?:[\s.,]|$)|(?:^|\s)\?{2,}\s+[a-z]",
        r"\b(?:[Oo]nly|[Yy]our|[Aa]ll|[Hh]as|[Hh]ave|[Ww]ith|[Ss]aved?|up to|than|over) N [a-z]{2,}s\b",
    ),
    flags="-i",
)
_NUMERAL = pattern(
    r"(?i)(?:siglo|siècle|siecle|louis|jahrhundert|kapitel|chapter|part|teil|partie|super bowl|pius|leo)\s+$"
)


def find(reading: Reading) -> Iterator[Found]:
    """The first leftover of each sort. Spanish `todo` is a word."""
    for suspect, message in (
        (_BRACKETED, "a gap in brackets"),
        (_FILLER, "filler text"),
        (_NOTES, "a note among editors"),
    ):
        if found := suspect.search(reading.folded):
            yield Found(*reading.span("folded", *found.span()), message)
    text = reading.clean
    if not reading.locale.startswith("es") and (found := _TODO.search(text)):
        yield Found(*reading.span("clean", *found.span()), "a note among editors")
    for found in _OPEN.finditer(text):
        if not _NUMERAL.search(text[max(found.start() - 20, 0) : found.start()]):
            yield Found(*reading.span("clean", *found.span()), "a number that nobody put in")
            return
