"""`language`: whether a text is in the language its locale asks for.

Little words decide: each language has some hundred that are no words of the others, and endings and letters of its
own.
A language model of letters (py3langid was tried) takes "Dashboard" for Frisian and needs a second to load; texts here
are short, and names of products and menus are English everywhere, so only words that are sure count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from content_engine.domain.brand import Brand, Fact, OnFail
from content_engine.guardrails.patterns import words
from content_engine.guardrails.reading import Reading, fold
from content_engine.guardrails.rule import Found

_REMEMBERED = 16_384
# A word of two languages counts for both, so it decides nothing between them. `_` words are folded: no accents.
WORDS: Mapping[str, frozenset[str]] = {
    "en": words("""
the a an and or of to in on at by for with from is are was were be been am has have had do does did will would can
could
should may might must not no yes you your yours we our ours they their them he she it its this that these those there
here
what which who whom whose when where why how if then than so but because while as about into over under after before
between every each all any some more most less least few many much only just also even still yet already never always
often now soon today tomorrow yesterday week weeks month months day days year years hour hours minute minutes chart
charts
question questions answer answers open opens see sees show shows try make makes take get gets
give keep find begin choose set add save share sort group compare rename read write ask tell know need want use
uses used using one two three four five first last next new old good better great small little big free ready help
number
numbers send sends sent let lets without within until people colleague colleagues someone
something anything everything nothing hello hi dear thanks thank please connect connected connects build builds pick
check
checked switch costs
lasts works goes comes ready look looks move change changes put bring learn turn stop stay view refresh hourly daily
weekly
ends runs answers stand beside again once both same other another such own out up down off back away through during
"""),
    "de": words("""
der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen keinem keiner ist sind
war
waren wird werden wurde wurden sein haben hat hatte hatten kann konnen konnte muss mussen soll sollen sollte will
wollen
mochten mochte darf durfen ich du er sie es wir ihr ihre ihren ihrem ihrer ihres ihnen uns unser unsere unseren mich
dich
sich mit von vom zu zum zur bei beim fur auf aus nach uber unter vor hinter zwischen gegen ohne um durch bis seit
wahrend
wegen wenn weil dass ob als wie wo wer wann warum welche welcher welches welchen hier dort da dann noch schon nur auch
immer nie sehr mehr weniger alle allen alles jede jeder jedes jeden jedem heute morgen gestern jetzt bald woche wochen
monat
monate tag tage jahr jahre stunde stunden diagramm diagramme bericht berichte warnung warnungen frage fragen antwort
antworten offnen sehen zeigen probieren machen nehmen geben finden beginnen starten wahlen erstellen speichern teilen
sortieren vergleichen ziehen konnektoren quelle quellen kostenlos kosten dauert bereit hilfe zahl zahlen tabelle seite
klicken senden erhalten neu neue neuen neues guten gut besser klein kleine gross einfach ersten erste erster nachste
nachsten ihr ihrer im am ins ans vom etwas nichts jemand niemand damit dafur daran darauf davon dazu so doch mal bitte
danke
hallo testphase mussen lassen sollten gibt geht steht liegt bleibt kommt zwei drei vier funf fehlt jetzt beim einmal
zuerst
in an ja nein mein meine meinem meinen was stimmt antwortet ansehen zeigt
ausprobieren anmelden einrichten anlegen legen laden herunterladen datei dateien daten arbeitsbereich kollegen
zeitraum
"""),
    "fr": words("""
le la les un une des du de et ou mais ne pas est sont etait etaient sera seront etre avoir a ont avait peut
peuvent pouvez doit doivent devez veut je tu il elle nous vous ils elles on votre vos notre nos son sa ses leur leurs
mon
ma mes ce cet cette ces qui que qu quoi dont ou quand comment pourquoi quel quelle quels quelles avec pour par dans
sur
sous sans chez entre vers apres avant pendant depuis jusqu jusque si car donc comme tout tous toute toutes chaque
aucun
aucune deja encore toujours jamais aussi bien tres peu moins trop ici ainsi puis alors ensuite aujourd hui demain hier
maintenant bientot semaine semaines mois jour jours annee annees heure heures graphique graphiques rapport rapports
alerte
alertes question reponse reponses ouvrir ouvrez voir voyez essayer essayez creer creez choisir choisissez ajouter
ajoutez
partager partagez enregistrer enregistrez trier triez comparer comparez exporter exportez connecter connectez
commencer
commencez regler reglez donner donnez garder gardez tableau bord espace equipe equipes chiffre chiffres donnees essai
gratuit gratuite prix coute dure pret prete aide page bonjour merci nouveau nouvelle nouveaux premier premiere
prochain
prochaine petit petite au aux en y rien quelque chose cela ceci qu deux trois quatre cinq fois oui non avez etes
faites
faire fait mettez mettre prenez placez glissez deposez lire lisez invitez demandez fichier fichiers connecteurs
laissez
"""),
    "es": words("""
el la los las lo un una unos unas de del y o u pero no ni es son era eran sera seran ser estar esta estan estaba ha
han
haber hay tiene tienen tenia puede pueden podra debe deben quiere yo usted ustedes nosotros ellos ella su sus mi mis
nuestro nuestra nuestros nuestras este esta estos estas ese esa eso esto aquel que quien cual cuales cuando donde como
por
porque para con sin en sobre bajo entre hacia desde hasta durante segun si pues aunque mientras todo todos toda todas
cada
ningun ninguna ya aun todavia siempre nunca tambien muy mas menos poco mucho aqui alli asi luego despues antes hoy
manana
ayer ahora pronto semana semanas mes meses dia dias ano anos hora horas grafico graficos informe informes alerta
alertas
pregunta preguntas respuesta respuestas abrir abra ver vea probar pruebe pruebelo crear cree elegir elija anadir anada
compartir comparta guardar guarde ordenar ordene comparar compare exportar exporte conectar conecte empezar empiece
poner
ponga dar mantener panel paneles espacio equipo equipos cifra cifras datos prueba gratis precio cuesta dura listo
lista
ayuda pagina hola gracias nuevo nueva nuevos primer primero primera proximo proxima pequeno pequena al se le les me te
nos
algo nada alguien nadie dos tres cuatro cinco vez veces haga hacer hace lea leer mire mirar pida fichero archivo
archivos conectores fuente fuentes arrastre suelte numero numeros tabla lleva incluye estan
"""),
    "it": words(
        "il gli di che e per con non una del della delle dei nel nella sono siete questo questa questi "
        "vostro vostra vostri suo anche come quando dove piu ogni tutti grafico grafici settimana puoi apri "
        "crea scegli oggi subito aggiungi dati alla agli"
    ),
    "pt": words(
        "o os as um uma do da dos das nao e com para por voce seu sua seus suas este esta isso mais cada "
        "todos tambem quando onde grafico semana pode abra crie escolha hoje agora dados equipe sao esta tem "
        "ao pelo pela painel"
    ),
    "nl": words(
        "het een en van voor met niet is zijn wordt u uw je jouw wij ons deze dit dat die op naar om te maar "
        "ook als wanneer waar meer elke alle grafiek week kunt open maak kies vandaag nu nog gegevens bij "
        "door zonder tot"
    ),
}
FORMS: Mapping[str, tuple[str, ...]] = {
    "de": ("ungen", "ung", "keit", "heit", "lich", "lichen", "isch", "ischen", "schaft", "igen", "ieren", "iert"),
    "fr": ("eaux", "ement", "ements", "tions", "ez", "aient", "euse", "iques", "ique"),
    "es": ("cion", "ciones", "mente", "idad", "ado", "ados", "ando", "iendo", "arse"),
    "en": ("ing", "ness", "ful", "ly", "ings", "tion's"),
}
_LETTERS: Mapping[str, str] = {
    "ß": "de",
    "ä": "de",
    "ö": "de",
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "œ": "fr",
    "ê": "fr",
    "è": "fr",
    "ç": "fr",
    "à": "fr",
    "ù": "fr",
}
_EDGES = "\"'“”„«»‘’‚‹›()[]{}<>*_|…!?.,;:·•–—-/"
_ELIDED = words("l d qu n s c j m t")
_SURE, _CLEAR, _WHOLE = 3.0, 2.0, 1.0
_SHORTEST = 3


class Language:
    """Blocks sentences that are in another language than the one asked for. Sure words weigh 1, endings a half."""

    id = "language"

    def __init__(self, vocabulary: frozenset[str], on_fail: OnFail = "reject") -> None:
        self._neutral = vocabulary
        self._on_fail = on_fail
        self._weigh = lru_cache(_REMEMBERED)(self._weight)

    @property
    def on_fail(self) -> OnFail:
        """What a breach means."""
        return self._on_fail

    @property
    def params(self) -> Mapping[str, object]:
        """The languages told apart."""
        return {"languages": sorted(WORDS)}

    def find(self, reading: Reading) -> Iterator[Found]:
        """The text, or the first of its sentences that is surely in another language."""
        asked = reading.locale.split("-")[0].lower()
        if asked not in FORMS:
            return
        text = reading.static
        foreign = _script(text) or self._spoken(text, reading.sentences, asked)
        if foreign:
            start, end = foreign[1], foreign[2]
            yield Found(*reading.span("visible", start, end), f"this is {foreign[0]}, and {asked} was asked for")

    def _spoken(self, text: str, spans: Sequence[tuple[int, int]], asked: str) -> tuple[str, int, int] | None:
        """Counts sentence by sentence, so that one foreign sentence is found among others; then the text as a whole."""
        total: dict[str, float] = {}
        for begin, end in spans:
            part = text[begin:end]
            counts = self._counts(part)
            foreign = _winner(counts, asked, _CLEAR if len(part) < len(text) else _WHOLE)
            if foreign:
                return foreign, begin, end
            for language, count in counts.items():
                total[language] = total.get(language, 0.0) + count
        foreign = _winner(total, asked, _WHOLE)
        return (foreign, 0, len(text)) if foreign else None

    def _counts(self, part: str) -> dict[str, float]:
        counts: dict[str, float] = {}
        for written in set(part.split()):
            for language, weight in self._weigh(written):
                counts[language] = counts.get(language, 0.0) + weight
        return counts

    def _weight(self, written: str) -> tuple[tuple[str, float], ...]:
        bare = written.strip(_EDGES).replace("’", "'")
        head, mark, rest = bare.partition("'")
        elided = fold(head) in _ELIDED and bool(mark)
        word = fold(rest if elided else bare) if bare[:1].isalpha() else ""
        if len(word) < 2 or not word.isalpha() or word in self._neutral or (bare.isupper() and len(bare) > 1):
            return ()
        found = [(language, 1.0) for language, listed in WORDS.items() if word in listed]
        return tuple(found) or tuple(_hints(bare.lower(), word, elided))


def language(brand: Brand, facts: Sequence[Fact]) -> Language:
    """The rule for a brand: names of its products, plans and facts belong to no language."""
    said = " ".join((brand.name, *brand.products, *brand.grounding.plans, brand.sender.postal_address))
    names = {fold(word.strip(_EDGES)) for fact in facts for word in fact.statement.split()[1:] if word[:1].isupper()}
    return Language(frozenset({fold(word.strip(_EDGES)) for word in said.split()} | names))


def _hints(bare: str, word: str, elided: bool) -> Iterator[tuple[str, float]]:
    if elided:
        yield "fr", 1.0
    letter = next((_LETTERS[char] for char in bare if char in _LETTERS), None)
    if letter:
        yield letter, 0.7
    elif len(word) > 5:
        yield from ((language, 0.5) for language, ends in FORMS.items() if word.endswith(ends))


def _winner(counts: Mapping[str, float], asked: str, least: float) -> str | None:
    """Another language that is surely spoken here, None where it is not sure."""
    mine = counts.get(asked, 0.0)
    language, most = max(
        ((each, count) for each, count in counts.items() if each != asked), key=lambda pair: pair[1], default=("", 0.0)
    )
    sure = most >= _SURE and most >= mine * 2.0
    short = most >= (least if language in FORMS else _CLEAR) and mine == 0.0
    return language if sure or short else None


def _script(text: str) -> tuple[str, int, int] | None:
    """Text that is mostly in letters of another script than Latin."""
    if text.isascii():
        return None
    letters = [char for char in text if char.isalpha()]
    strange = sum(ord(char) > 0x24F and not 0x1E00 <= ord(char) <= 0x1EFF for char in letters)
    return ("another script", 0, len(text)) if len(letters) >= _SHORTEST and strange * 2 > len(letters) else None
