"""`person`: names of people, what a single person did, their health and where they are.

A name is told by a list of given names, by a title, by an initial, or by what is said of it ("X has shared"). Words
of the brand and its facts are never taken for a name. Values filled in for the reader are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from content_engine.domain.brand import Brand, Fact, OnFail
from content_engine.guardrails.given_names import SURE, UNSURE
from content_engine.guardrails.grounding.general import is_general
from content_engine.guardrails.patterns import either, pattern, words
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found

_REMEMBERED = 16_384
_EDGES = "\"'“”„«»‘’‚‹›()[]{}<>*_|…!?.,;:·•–—-"
_TITLES = words(
    "mr mrs ms miss mx dr prof herr frau herrn hr monsieur madame mme mlle messieurs sr sra srta senor "
    "senora senorita don dona sir lord lady"
)
_BEFORE = words(
    "by from ask asked asks tell told colleague colleagues teammate manager boss coworker dear hi hello hey "
    "thanks with for to and meet contact"
    " kollege kollegin von chefin chef liebe lieber hallo fragen mit an und collegue par demandez bonjour "
    "cher chere avec a et"
    " colega companero companera por pregunte hola estimado estimada con y user named called namens"
)
_DOES = words(
    "has hasn't had is was will shared shares opened opens viewed invited created edited deleted commented "
    "logged left joined"
    " asked wants wrote exported downloaded copied renamed added removed approved looked visited signed sent "
    "clicked last never"
    " hat ist war wird teilte offnete loschte mochte schrieb lud a est etait veut ouvre partage ha esta fue "
    "quiere lleva abrio"
    " compartio creo exporto"
)
_PERSON = (
    r"(?:colleague|co-?worker|team ?mate|manager|boss|supervisor|predecessor|assistant|ceo|cfo|coo|cto|director|"
    r"head of \w+|admin|administrator|owner|accountant|intern|analyst|teammate|employee|(?:team|\w+) lead)"
)
_DID = (
    r"(?:opened|viewed|visited|logged|log|signed|clicked|downloaded|exported|deleted|edited|shared|created|"
    r"spent|looked|changed|copied|renamed"
    r"|read|removed|ran|uploaded|commented|invited|asked|left|joined|was|were|been|seen|last|never|not|only|"
    r"already|opens|views|logs|checks|spends|works|uploads|deletes|exports|tried|searched|made|built|added|"
    r"ignored|missed|sent|wrote)"
)
_TOLD = either(
    (
        r"\b(?:employee|user|patient|customer|subscriber|visitor|member) (?:no\.? |number |#)?\d{3,}\b",
        r"\b(?:device|advertising|imei|cookie)(?: id| number)\b",
        r"\byou (?:were|are|signed in|logged in) (?:now |just )?(?:at|in|from|near) (?:the |your )?\w+"
        r" (?:office|street|airport|hotel|cafe|station|building|branch)\b",
        rf"\b(?:a|the|some)(?: \w+)? {_PERSON} (?:(?:has|had|just|also|already) )?(?:opened|viewed|visited|"
        rf"logged|deleted|exported|downloaded|looked at|shared|edited)\b",
        rf"\b(?:your|one of your|my|our|another)\b(?: \w+)? {_PERSON}s?(?: (?:in|on|from|at) (?:\w+ "
        rf"){{0,2}}\w+)? (?:(?:has|have|had|is|was|hasn't|hadn't|just|also|already|still)(?:n't| not)? "
        rf")*(?:\w+ly )?{_DID}\b",
        r"\b(?:(?:someone|somebody|a person|a user|a member) (?:in|on|from|at) (?:your|the|\w+)(?: \w+)?|"
        r"another user|one (?:user|person|member)|user \w*\d+|the person born|one of (?:your|the) (?:users|"
        r"members|colleagues|teammates|people))(?: (?:has|had|hasn't|just|also|is|was|last))* (?:opened|"
        r"viewed|visited|logged|deleted|downloaded|exported|edited|shared|clicked|looked|signed|copied|"
        r"changed|watching|uploaded|born|living|named|invited|commented|on)\b",
        r"\b(?:sick[- ]leave|on sick|sick note|maternity leave|paternity leave|parental leave|was diagnosed|"
        r"is diagnosed|diagnosed with|pregnan(?:t|cy)|surgery|chemotherapy|medication|rehab|slipped disc|"
        r"cancer|diabet\w+|migraine|therapy session|off sick|called in sick|blood (?:pressure|type)|"
        r"disabilit(?:y|ies)|hiv|allerg(?:y|ies|ic)|recovering from|in hospital|burnout|depression|illness|"
        r"adhd|autis\w+)\b",
        r"\b(?:krankgeschrieben|krankenstand|krankschreibung|erkrankt|krankheit|schwanger\w*|elternzeit|"
        r"mutterschutz|operation|im krankenhaus|bandscheibe\w*|reha|krebs)\b",
        r"\b(?:conge (?:de )?maladie|arret (?:de travail|maladie)|enceinte|maladie|conge maternite|hopital|"
        r"hospitalise\w*|diagnostique\w*|en arret)\b",
        r"\b(?:baja (?:medica|por enfermedad|laboral|maternal)|embarazad\w+|enfermedad|hospitalizad\w+|"
        r"hospital|diagnosticad\w+|(?:esta|estaba|sigue) de baja)\b",
        r"\b(?:(?:he|she|who|they|user|person|colleague|customer|manager|admin) (?:currently )?lives (?:in|on|"
        r"near)|home address|is (?:currently|right now|now|at this moment) (?:in|at|near) (?:the|a|\w+ "
        r"(?:street|road|hotel|office|airport|cafe))|working from (?:\w+ ){0,3}(?:street|cafe|hotel|home in)|"
        r"(?:gps|geo)[- ]?(?:position|location|coordinates)|exact location|(?:was|is) seen (?:at|in|near)|"
        r"phone is (?:at|in|near)|whereabouts|from (?:her|his|their) (?:home|flat|house|apartment)|located at|"
        r"checked in at)\b",
        r"\b(?:wohnt (?:in|an|am)|wohnhaft|aufenthaltsort|befindet sich (?:gerade|derzeit)|habite (?:a|au|"
        r"dans|rue)|domicilie\w*|se trouve (?:actuellement|en ce moment) (?:a|au|dans)|vive en|reside en|"
        r"domicilio|se encuentra ahora)\b",
        r"\b\d{2}[- ]year[- ]old\b|\b(?:aged|age:?) \d{2}\b|\b(?:her|his) (?:salary|age|religion|wife|husband|"
        r"birthday|password|phone|address|performance review|health|doctor|bonus)\b|\bemployee (?:id|no|"
        r"number)\W{0,3}\w*\d",
        r"\bihre?[nmr]? (?:kolleg(?:e|en|in)|chef|chefin|vorgesetzte[rn]?|mitarbeiter(?:in)?|buchhalterin|"
        r"analystin?) (?:\w+ )?(?:hat|war|ist|wurde|hatte|offnete|loschte|exportiert\w*)\b|\b(?:jemand|eine "
        r"person) (?:aus|in) ihrem team (?:hat|war|ist)\b",
        r"\bvotre (?:collegue|responsable|chef|manager|patron|directrice|directeur|assistante?|comptable|"
        r"analyste) (?:\w+ )?(?:a|n'a|est|avait|etait|s'est)\b|\b(?:un|une) (?:de vos collegues|collegue) "
        r"(?:a|s'est)\b|\bquelqu'un (?:de|dans) votre equipe a\b",
        r"\bsu (?:colega|companer[oa]|jef[ea]|responsable|gerente|directora?|asistente|contable|analista) "
        r"(?:\w+ )?(?:ha|no ha|abrio|fue|esta|estaba|lleva|borro|descargo)\b|\balguien de su equipo (?:ha|"
        r"abrio|descargo|borro)\b",
    ),
    "",
)
_HINT = pattern(
    r"device|imei|cookie|patient|visitor|subscri|customer|office|street|airport|hotel|cafe|station|"
    r"colleag|worker|mate\b|manager|boss|superv|predec|assist|\bc[efot]o\b|direct|head of|admin|owner|account|"
    r"intern\b|analyst|employee|lead\b|someone|somebody|person\b|user|member|one of"
    r"|sick|leave|diagnos|pregn|surg|chemo|medic|rehab|disc\b|cancer|diabet|migra|therap|blood|disab|\bhiv\b|"
    r"allerg|recover|hospit|burnout|depress|illness|adhd|autis|krank|schwang|eltern|mutter|opera|bandsch|krebs"
    r"|malad|arret|enceint|matern|hopit|baja|embaraz|enferm|lives|home|is (?:curr|right|now|at)|working from|"
    r"gps|geo|locat|seen|phone|where|checked in|wohn|aufent|befind|habit|domic|trouve|vive|resid|encuent"
    r"|year|aged?\b|her |his |kolleg|chef|vorges|mitarb|buchh|jemand|respons|patron|direct|quelqu|colega|"
    r"compan|jef|geren|asist|contab|analist|alguien"
)
_HANDLE = pattern(r"(?:^|\s)@[\p{L}\p{N}_.]{3,}")
_ADDRESSED = words("channel here everyone all team")
_LONGEST_NAME, _LONG_TITLE = 40, 4
_PLACES = ("st", "sao", "san", "santa", "saint", "port", "fort")


class Person:
    """Blocks names of people and what is told of one person."""

    id = "person"

    def __init__(self, own: frozenset[str], on_fail: OnFail = "reject") -> None:
        self._own = own
        self._on_fail = on_fail
        self._sort = lru_cache(_REMEMBERED)(self._sorted)

    @property
    def on_fail(self) -> OnFail:
        """What a breach means."""
        return self._on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """How many given names are known, and the words that are never a name."""
        return {"given_names": len(SURE), "own": sorted(self._own)}

    def find(self, reading: Reading) -> Iterator[Found]:
        """The first name, and the first thing told of a person. Messages name neither."""
        text = reading.static
        named = self._named(text, reading.locale.startswith("de"))
        if named:
            yield Found(*reading.span("visible", *named), "the name of a person")
        folded = reading.folded if text is reading.visible else fold(text)
        if _HINT.search(folded) and (told := _TOLD.search(folded)):
            yield Found(*reading.span("folded", *told.span()), "what a single person did, or how or where they are")

    def _named(self, text: str, german: bool) -> tuple[int, int] | None:
        if "@" in text and (found := _HANDLE.search(text)) and found[0].strip().lstrip("@").lower() not in _ADDRESSED:
            return found.start(), found.end()
        if text.islower():
            return None
        sorts = [(written, *self._sort(written)) for written in text.split()]
        for at, (written, sort, _) in enumerate(sorts):
            if sort and self._is_name(sorts, at, german):
                start = text.find(written)
                return start, start + len(written)
        return None

    def _is_name(self, sorts: Sequence[tuple[str, str, str]], at: int, german: bool) -> bool:
        """Whether the word at a place is a name, given its neighbours. Every noun of German has a capital."""
        written, sort, _ = sorts[at]
        before = sorts[at - 1] if at else ("", "", "")
        if sort == "sure":
            return before[2] not in _PLACES
        after = sorts[at + 1] if at + 1 < len(sorts) else ("", "", "")
        surname = after[1] in ("strange", "sure") and not written.endswith((".", ",", "!", "?", ":", ";"))
        if sort == "unsure":
            return surname or (before[2] in _TITLES)
        if before[2] in _TITLES and (before[0][:1].isupper() or len(before[2]) > _LONG_TITLE):
            return True
        if german:
            return False
        if _is_initial(before[0]) and not _is_initial(sorts[at - 2][0] if at > 1 else ""):
            return True
        return surname and (after[1] == "sure" or _acts(sorts, at + 1)) and before[1] != "strange"

    def _sorted(self, written: str) -> tuple[str, str]:
        """What a written word could be (`sure`, `unsure`, `strange`, or nothing) and its folded form."""
        bare = written.strip(_EDGES)
        word = fold(bare[:-2] if bare.endswith(("'s", "’s")) else bare)
        if not bare[:1].isupper() or not _spelt(word) or len(word) > _LONGEST_NAME:
            return "", word
        parts = word.split("-")
        if word in self._own or parts[0] in self._own:
            return "", word
        if all(part in SURE or part in UNSURE for part in parts):
            return ("sure" if any(part in SURE for part in parts) else "unsure"), word
        return ("" if word in _TITLES or is_general(word) or bare.isupper() else "strange"), word


def _spelt(word: str) -> bool:
    return word.replace("-", "").replace("'", "").isalpha() and len(word) > 1


def _is_initial(written: str) -> bool:
    return len(written) == 2 and written[0].isupper() and written[1] == "."


def _acts(sorts: Sequence[tuple[str, str, str]], at: int) -> bool:
    """Whether two strange capitalised words are followed by what a person does."""
    following = sorts[at + 1][2] if at + 1 < len(sorts) else ""
    return following in _DOES


def person(brand: Brand, facts: Sequence[Fact]) -> Person:
    """The rule for a brand: its own names, its facts' and the places in its address are no people's."""
    more = (form for forms in brand.grounding.synonyms.values() for each in forms.values() for form in each)
    said = " ".join(
        (
            *more,
            *brand.grounding.vocabulary,
            brand.name,
            *brand.products,
            brand.sender.name,
            brand.sender.postal_address,
            *(f.statement for f in facts),
        )
    )
    own = {fold(word.strip(_EDGES)) for word in said.replace("/", " ").split()}
    return Person(frozenset(word for word in own if _spelt(word)))
