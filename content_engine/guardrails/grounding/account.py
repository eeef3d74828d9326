"""Figures and states of the reader's own account, which no approved fact can know: "you have 3 unread alerts".

Whole sentences of folded text are looked at. A condition ("if you have", "once your trial ends") states nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content_engine.guardrails.patterns import Pattern, either, pattern, words
from content_engine.guardrails.reading import fold

_COUNT = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|dozens|"
    r"hundreds|both|only|over|nearly|almost|more than|fewer than|less than|zero)"
)
_DONE = (
    r"(?:\w{2,}ed|been|built|made|set|sent|seen|run|hit|left|had|got|gotten|done|grown|kept|put|read|spent|"
    r"written|begun"
    r"|gone|lost|won|chosen|given|taken|found|come|brought|bought|paid|forgotten|broken|fallen|cut)"
)
_PAST = (
    r"(?:built|made|sent|ran|left|got|did|saw|spent|began|went|lost|won|chose|gave|took|found|came|brought|"
    r"bought|paid|forgot|fell|grew|hit|set up)"
)
_OWN = (
    r"(?:tickets?|requests?|account|workspace|trial|plan|subscription|dashboards?|charts?|reports?|alerts?|"
    r"exports?|imports?|seats?|team|users?|data"
    r"|usage|refresh(?:es)?|connectors?|connections?|sources?|api|api (?:calls|key|quota)|quota|limit|"
    r"invoices?|card|payment|signups?|revenue|churn"
    r"|mrr|numbers?|metrics?|history|audit log|contract|renewal|licen[cs]es?|storage|colleagues?|members?|"
    r"sync|csv|upload|postgres|snowflake|stripe"
    r"|sign-?ins?|activity|admin|sales|conversions?|queries|query|tables?|rows|quarter|visitors|traffic|inbox|"
    r"feed|backlog|funnel|goal|target|file|files|bigquery|hubspot|salesforce|mysql|redshift)"
)
_STATE = (
    r"(?:\w{2,}ed|expiring|ending|running|about to|over|full|empty|active|inactive|due|overdue|stale|broken|"
    r"behind|ahead|up|down|late|slow|slower|live|out of|low"
    r"|at (?:its|the|\d)|near|close to|growing|shrinking|rising|falling|dropping|lower|higher|on (?:the "
    r")?(?:free|team|business|enterprise)|missing|unused|unread|offline"
    rf"|been|not|no longer|still|now|already|just|{_COUNT}|the (?:most|least|only|busiest|top)|most|among|in "
    rf"the top|twice|half|larger|bigger|smaller|yours until|set to (?:end|renew|expire)|cut|lost|gone|stuck|"
    rf"waiting for approval|set up|hit|new)"
)
_ENGLISH = (
    rf"\byou(?:'ve| have| had)(?: \w+ly| already| just| now| not| never| also| still| so far)* (?:{_COUNT}|"
    rf"{_DONE}|no \w+|one \w+|an? (?:unread|pending|new|unpaid|overdue|open|failed|broken))\b",
    rf"(?:^|, |: )(?:\w+, )?you(?: just| recently| already| also| last \w+)* (?:(?:[a-z]{{3,}}ed)|{_PAST})\b",
    r"\byou(?:'re| are)(?: now| currently| still| already| only| just)* (?:on the|on your|on (?:free|team|"
    r"business|enterprise)|using|over|near|close to|past|out of|running|paying|missing|one of|the (?:only|"
    r"last|first)|among|in (?:your|the) (?:first|second|last|final|third)|\d|almost|halfway|about to|ahead|"
    r"behind|due|logged|signed in|down|up|an? (?:\w+ )?(?:customer|admin|owner|member|user))\b",
    r"\byou (?:haven't|have not|didn't|did not|hadn't|never|still haven't|last (?:logged|signed|opened|used|"
    r"visited))\b",
    rf"\byour (?:\w+[ -]){{0,3}}?{_OWN}(?:'s \w+)? (?:is|are|was|were|has|have|had|will|just|now|also)(?: "
    rf"\w+ly| already| just| now| still| only)* {_STATE}\b",
    rf"\byour (?:\w+[ -]){{0,3}}?{_OWN}(?: \w+ly| just| now| already)? (?:expires?|expired|ends (?:on|in|to|"
    rf"this|next|soon|mon|tues|wed|thurs|fri|sat|sun)|ended|renews?|renewed|failed|fails|stopped|dropped|grew|"
    rf"rose|fell|doubled|tripled|jumped|climbed|slipped|went|ran|lost|gained|hit|reached|broke|slowed|uses|"
    rf"used|shows \d|counts|counted|holds \d|holds (?:two|three|four|five)|has \d|have \d|needs attention|sits "
    rf"at|stands at|took|passed|exceeded|came|changed|closed|runs out|starts (?:on|next|tomorrow)|started|"
    rf"missed|went down|went up|spiked|peaked|got|received|earned|made|refreshed|loaded|are up|is up|closes|"
    rf"outperforms?|outpaces?|beats?|consumed|matched|improved|declined)\b",
    rf"\b(?:{_COUNT}|half|most|some|one|none|all|\d+ ?%) (?:(?:or more|out) )?of your (?:\w+ )?{_OWN}\b(?: "
    rf"\w+)*? (?:are|is|have|has|were|was|will|did|do|went|got|\w{{2,}}ed)\b",
    r"\byour (?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:\w+ ){0,2}?(?:dashboards?|"
    r"charts?|reports?|alerts?|seats?|users?|members?|colleagues?|connectors?|sources?|exports?|teammates)\b",
    r"\b(?:since|during|on|after) your (?:last|previous|latest|most recent) (?:visit|log-?in|session|sign-?in|"
    r"export|payment|upload|import)\b",
    r"\bwe(?:'ve| have)? (?:noticed|saw|see that you|can see|spotted|counted|recorded|detected)\b|\bwe see "
    r"(?:that )?(?:you|\d)",
    r"\b(?:last|this|past) (?:week|month|quarter|year|monday|friday|night),? (?:you|your (?:team|workspace|"
    r"dashboard|chart|account)) (?:[a-z]{3,}ed|had|made|built|ran|sent|got|grew|was|were|spent|saw)\b",
    r"\byou have (?:\w+ ){0,3}(?:left|remaining|to go|unread|pending|waiting)\b|\b\d+ (?:\w+ ){0,3}(?:are|is) "
    r"waiting for you\b|\bwaiting for your approval\b",
    rf"\b{_COUNT} (?:new |more |unread |open |pending )?(?:alerts?|reports?|charts?|dashboards?|people|"
    rf"colleagues?|teammates|users|members|visitors|signups)(?: \w+){{0,4}} (?:viewed|opened|saw|visited|"
    rf"shared|used|joined|fired|failed|came|logged|signed|triggered|are waiting)\b",
    r"\byour (?:workspace|data|account)(?: \w+)? (?:is|are|lives|sits|stays)(?: \w+)? (?:in|at) (?:the "
    r")?(?:eu|us|europe|frankfurt|virginia|germany)\b|\byour (?:oldest|newest|latest|last) (?:\w+ ){1,2}(?:is|"
    r"was|are|were)\b",
    r"\bwelcome back\b.{0,40}\b(?:days|weeks|months)\b|\b(?:only )?\d+ (?:days?|hours?|weeks?) (?:left|remain|"
    r"remaining|to go)\b|\bnothing has (?:happened|changed) in your\b|\b(?:nobody|no one|someone|everyone) "
    r"(?:in|on|from) your (?:team|workspace|company)\b",
)
_GERMAN = (
    r"\bsie haben (?:\w+ ){0,5}(?:ge\w+t|ge\w+en|\w+iert|erstellt|verbraucht|erreicht|angelegt|ver\w+t|be\w+t|"
    r"er\w+t|\w+ge\w+(?:t|en))\b",
    r"\bsie haben (?:noch |bereits |schon |derzeit |aktuell |nur |nur noch )?(?:\d+|zwei|drei|vier|funf|sechs|"
    r"sieben|acht|neun|zehn|keine[n]?) ",
    r"\bsie (?:nutzen|sind) (?:derzeit|aktuell|gerade|noch|bereits|jetzt|nun)\b|\bsie sind (?:im|auf dem|in) "
    r"(?:free|team|business|enterprise)",
    r"\b(?:ihre?[nmrs]?) (?:[\w-]+ ){0,2}?[\w-]+ (?:ist|sind|wurde|wurden|war|waren|hat|haben|endet|enden|"
    r"lauft|laufen|verlangert|sank|stieg|fiel|wuchs|erreichte|umfasst|zahlt|zahlen)(?: \w+){0,3} (?:ab|"
    r"abgelaufen|aus|\d[\d.,]*|ge\w+t|ge\w+en|voll|leer|\w+iert|ver\w+t|gestiegen|gesunken|gefallen|"
    r"fehlgeschlagen|uberschritten|erreicht|morgen|heute|ubermorgen|am \w+|in \w+ tagen)\b",
    r"\b(?:ihr|ihre) (?:arbeitsbereich|daten|workspace) (?:liegt|liegen|steht|befindet sich|sind in|ist in)\b",
    r"\bseit ihre(?:r|m) letzten\b|\bwir haben (?:bemerkt|gesehen|festgestellt)\b|\b(?:noch|nur noch) \d+ "
    r"(?:tage|stunden|platze|anfragen)\b|\bvon ihren \w+ (?:sind|wurden|haben)\b",
)
_FRENCH = (
    r"\bvous (?:avez|aviez) (?:deja |encore |actuellement |recemment )?(?:\d+|deux|trois|quatre|cinq|six|sept|"
    r"huit|neuf|dix|\w+e|\w+i|\w+u|fait|mis|pris|ouvert|atteint)\b",
    r"\bvous (?:utilisez|etes) (?:actuellement|deja|encore|sur (?:le plan|free|team|business|enterprise)|au "
    r"plan)|\bvous n'avez (?:pas|plus|jamais)\b|\bil vous reste\b",
    r"\b(?:votre|vos) (?:[\w'-]+ ){0,2}?[\w'-]+ (?:a ete|ont ete|a (?:\w+e|augmente|baisse)|ont \w+e|expire|"
    r"expirent|se termine|prend fin|est (?:expire\w*|termine\w*|plein\w*|vide|depasse\w*|suspendu\w*|en "
    r"retard|inacti\w+)|compte \d|contient \d|compte (?:deux|trois|quatre|cinq|six|sept|huit|dix)|a (?:deja "
    r")?\d|affiche \d)",
    r"\b(?:votre espace|vos donnees) (?:est|sont|se trouve|se trouvent) (?:(?:heberge|stocke|situe|"
    r"enregistre)\w* )?(?:a|dans) ",
    r"\bdepuis votre derni|\bnous avons (?:remarque|vu|constate)\b|\bplus que \d+ jours\b",
)
_SPANISH = (
    r"\b(?:ha|han|usted ha|has) (?:\w+ado|\w+ido|hecho|puesto|visto|abierto|escrito) (?:\w+ ){0,2}?(?:\d+|dos|"
    r"tres|cuatro|cinco|seis|siete|ocho|nueve|diez|el limite|su|sus)\b",
    r"(?:^|usted |\bya )(?:tiene|tienes) (?:ya |solo |todavia |aun )?(?:\d+|dos|tres|cuatro|cinco|seis|siete|"
    r"ocho|nueve|diez) ",
    r"\b(?:le quedan|te quedan|le queda|quedan) (?:ya |solo |todavia |aun )?(?:\d+|dos|tres|cuatro|cinco|seis|"
    r"siete|ocho|nueve|diez) ",
    r"\busted (?:usa|esta) (?:actualmente|en el plan)|\besta (?:usando|en el plan (?:free|team|business|"
    r"enterprise))|\bno ha (?:\w+ado|\w+ido|abierto|hecho)\b|\blleva (?:\w+ ){1,3}sin\b",
    r"\b(?:su|sus) (?:[\w-]+ ){0,3}?[\w-]+ (?:ha|han|fue|fueron|tuvo|tuvieron|recibio|recibieron|caduca|"
    r"caducan|vence|vencen|termina|terminan|expira|finaliza|subio|bajo|crecio|cayo|alcanzo|supero|esta "
    r"(?:llen\w|vaci\w|caducad\w|inactiv\w|a punto|al \d)|tiene \d|tiene (?:dos|tres|cuatro|cinco))\b",
    r"\b(?:su espacio|sus datos) (?:esta|estan|se encuentra|se encuentran) (?:(?:aloja|almacena|situa)\w* )?en ",
    r"\bdesde su ultim|\bhemos (?:notado|visto|observado)\b",
)
_LANGUAGES: Mapping[str, tuple[str, ...]] = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_HINTS = {
    "en": pattern(r"\byou|\bwe\b|\bwe'|waiting|\bleft\b|remain|to go|view|open|saw|join|fired|failed|logged|signed"),
    "de": pattern(r"\bsie\b|\bihre?|\bwir\b|\bnoch\b"),
    "fr": pattern(r"\bvo(?:us|tre|s)\b|\bnous\b|\bplus que\b"),
    "es": pattern(r"\bsus?\b|\bha[ns]?\b|\btiene|\bquedan?\b|\busted\b|\bhemos\b|\bllevan?\b|\best[aá]\b"),
}
_CONDITIONS = words(
    "if when once unless until whether before what that which whatever while after as where how who whoever "
    "every each the"
    " wenn sobald falls bis ob was die der das bevor nachdem si quand lorsque que ce dont une fois cuando si "
    "una vez lo antes"
)
_OPENING = words("if when once after unless without as until wenn sobald si cuando falls quand nach apres tras")
_STARTING = words(
    "and but so then now today yesterday hi hello hey far already month week year quarter monday tuesday "
    "wednesday thursday friday day well yes plus because"
)
# What is true of everybody's data or seats is no state of one account.
_OF_ALL = ("encrypted", "stored", "hosted", "kept", "prorated", "charged", "checked", "shared with")
# "You got this email because …"; "lives in Frankfurt or Virginia": no state of one account.
_THIS_OR_THAT = pattern(r"^ this (?:e-?mail|message|letter|mail|note)\b|^[ \w]{0,24} (?:or|oder|ou|o) ")
_LOOK_BACK = 3


class Account:
    """Finds what is said of the reader's own account. `tiers` are the names of the plans."""

    def __init__(self, language: str, tiers: Sequence[str]) -> None:
        self._hint: Pattern = _HINTS.get(language, _HINTS["en"])
        self._said: Pattern = either([*_LANGUAGES.get(language, _ENGLISH), *_held(language, tiers)])

    def find(self, folded: str) -> tuple[int, int] | None:
        """The span of such a statement in a folded sentence that is no question."""
        if not self._hint.search(folded):
            return None
        folded = folded.replace("’", "'")
        for found in self._said.finditer(folded):
            if found[0].endswith(_OF_ALL) or _THIS_OR_THAT.match(folded[found.end() :]):
                continue
            if not _conditional(folded[: found.start() + 1]) and not _relative(folded, found.start()):
                return found.start(), found.end()
        return None


def _relative(folded: str, start: int) -> bool:
    """Whether "you have" belongs to the noun before it: "data you have not connected"."""
    before = folded[:start].rstrip()
    return folded[start : start + 3] == "you" and before[-1:].isalpha() and before.split()[-1] not in _STARTING


def _conditional(before: str) -> bool:
    """Whether the clause up to a match is a condition or belongs to a noun ("the chart you made")."""
    clause = before[max(before.rfind(","), before.rfind(":"), before.rfind(";")) + 1 :]
    heads = clause.split()[-_LOOK_BACK - 1 :]
    first = before.split()[:1]
    opened = bool(first) and first[0] in _OPENING and ("," not in before or not any(char.isdigit() for char in before))
    return opened or any(word in _CONDITIONS for word in heads[:-1] if heads)


def _held(language: str, tiers: Sequence[str]) -> list[str]:
    """Patterns for a plan the reader is said to have."""
    if not tiers:
        return []
    names = "|".join(fold(tier) for tier in tiers if tier.isalnum())
    return {
        "en": [
            rf"\byour (?:current |existing |new |own )?(?:{names}) (?:plan|subscription|tier|account|contract|"
            rf"licen[cs]e|seats?|workspace)\b",
            rf"\b(?:as|being) an? (?:{names}) (?:customer|user|subscriber)\b",
        ],
        "de": [rf"\bihre?[nmrs]? (?:{names})[- ]?(?:plan|abo|vertrag|tarif|konto)"],
        "fr": [rf"\bvotre (?:plan|abonnement|forfait|contrat) (?:{names})\b"],
        "es": [rf"\bsu (?:plan|suscripcion|contrato) (?:{names})\b"],
    }.get(language, [])
