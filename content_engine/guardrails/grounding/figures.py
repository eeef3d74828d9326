"""Figures in words and digits, in four languages: what number a word writes, what a unit measures.

Time is counted in minutes, frequency in times per minute; a week is 7 days, a month 30, a year 12 months.
"""

from __future__ import annotations

from typing import NamedTuple

from content_engine.guardrails.patterns import pattern, words

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = 1.0, 60.0, 1440.0, 10_080.0, 43_200.0, 518_400.0


class Quantity(NamedTuple):
    """A figure: its value and what it counts (`money`, `percent`, `time`, `often`, `clock`, `date`, `of:…`)."""

    value: float
    unit: str


def _table(text: str) -> dict[str, float]:
    pairs = (entry.split("=") for entry in text.split())
    return {name: float(value) for names, value in pairs for name in names.split(",")}


NUMBERS = _table("""
one,uno=1 two,zwei,deux,dos=2 three,drei,trois,tres=3 four,vier,quatre,cuatro=4
five,funf,cinq,cinco=5 six,sechs,seis=6 seven,sieben,sept,siete=7 eight,acht,huit,ocho=8 nine,neun,neuf,nueve=9
ten,zehn,dix,diez=10 eleven,elf,onze,once=11 twelve,zwolf,douze,doce=12 thirteen,dreizehn,treize,trece=13
fourteen,vierzehn,quatorze,catorce=14 fifteen,funfzehn,quinze,quince=15 sixteen,sechzehn,seize,dieciseis=16
seventeen,siebzehn=17 eighteen,achtzehn=18 nineteen,neunzehn=19 twenty,zwanzig,vingt,veinte=20
vierundzwanzig=24 neunundzwanzig=29 thirty,dreissig,trente,treinta=30 sechsunddreissig=36
forty,vierzig,quarante,cuarenta=40
zweiundvierzig=42 funfundvierzig=45 fifty,funfzig,cinquante,cincuenta=50 sixty,sechzig,soixante,sesenta=60
seventy,siebzig,setenta=70 eighty,achtzig,ochenta=80 ninety,neunzig,noventa=90 hundred,hundert,cent,cien,ciento=100
sechshundert=600 seiscientas,seiscientos=600 thousand,tausend,mille,mil=1000 million,millionen,millon=1000000
dozen,dutzend,douzaine,docena=12 half=0.5 halb,halbe,demi,medio,media=0.5
""")
TIMES = _table("""
second,seconds,sec,secs,sekunde,sekunden,seconde,secondes,segundo,segundos=0.0166667
minute,minutes,min,mins,minuten,minuto,minutos=1 hour,hours,hr,hrs,stunde,stunden,heure,heures,hora,horas=60
viertelstunde,viertelstunden=15 dreiviertelstunde=45 halbstunde=30
day,days,tag,tage,tagen,tages,jour,jours,dia,dias,tagig,tagige,tagigen=1440
week,weeks,woche,wochen,semaine,semaines,semana,semanas=10080 fortnight=20160
month,months,monat,monate,monaten,monats,mois,mes,meses=43200 quarter,quartal=129600
year,years,jahr,jahre,jahren,jahrs,jahres,an,ans,annee,annees,ano,anos=518400
decade,decades=5184000
""")
OFTEN = _table("""
hourly,stundlich,stundliche,stundlichen=0.0166667 horaire,horaires=0.0166667
daily,taglich,tagliche,taglichen,quotidien=0.000694444
quotidienne,quotidiennement,diario,diaria,diariamente,nightly=0.000694444
quarter-hourly,viertelstundlich=0.0666667 half-hourly,halbstundlich=0.0333333
""")
CURRENCY = words("$ € £ dollar dollars usd euro euros eur pounds gbp bucks dolares us$")
PERCENT = words("% percent per_cent prozent pourcent percentage pct")
DATES = (
    pattern(r"^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})$"),
    pattern(r"^(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})$"),
)
PER = words("per a an every each pro je par por al the cada jede jeden chaque toutes tous alle / im la un une una in")
EVERY = words("every alle toutes tous cada")
TIMES_WORDS = words(
    "times time mal fois veces requests request calls anfragen requetes peticiones aufrufe llamadas hits "
    "queries x refreshes updates aktualisierungen actualisations actualizaciones rafraichissements"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar fevrier febrero",
            "march mar marz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug aout agosto",
            "september sep sept septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember decembre diciembre",
        ),
        1,
    )
    for name in names.split()
} | {
    "q1": 17,
    "q2": 18,
    "q3": 19,
    "q4": 20,
    "spring": 13,
    "summer": 14,
    "autumn": 15,
    "fall": 15,
    "winter": 16,
    "fruhjahr": 13,
    "fruhling": 13,
    "sommer": 14,
    "herbst": 15,
    "printemps": 13,
    "primavera": 13,
    "verano": 14,
    "otono": 15,
    "invierno": 16,
}


_DATE_SIZE = 8


def date(word: str) -> Quantity | None:
    """`2026-12-31`, `31.12.2026`, `31/12/2026` as month and day."""
    for shape in DATES if word[:1].isdigit() and len(word) >= _DATE_SIZE else ():
        found = shape.match(word)
        if found:
            return Quantity(int(found["m"]) * 100.0 + int(found["d"]), "date")
    return None


def number(word: str) -> float | None:
    """The number a folded word writes in digits or letters, None when it writes none.

    `1,800`, `1.800` and `1800` are one; `99.9` and `99,9` are one.
    """
    if word and word[0].isdigit():
        return _digits(word)
    return NUMBERS.get(word)


def _digits(word: str) -> float | None:
    plain = word.rstrip("+")
    if not plain.replace(",", "").replace(".", "").isascii() or not plain.replace(",", "").replace(".", "").isdigit():
        return None
    groups = plain.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0":
        return float("".join(groups))
    return float(".".join(groups)) if len(groups) <= 2 else None


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of one unit are the same; rounding of a time into another unit is forgiven."""
    if not {one.unit, other.unit} & {"time", "often"}:
        return one.value == other.value
    return abs(one.value - other.value) <= 0.02 * max(abs(one.value), abs(other.value))
