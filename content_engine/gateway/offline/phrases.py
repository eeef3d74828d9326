"""Wordings of the offline writer that claim nothing, by language."""

from __future__ import annotations

from collections.abc import Mapping

LEADS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("", "the statement itself"),
        ("Good to know: ", "as a thing to know"),
        ("A short note: ", "as a short note"),
        ("One detail that helps with planning: ", "as help for planning"),
        ("In short: ", "in short"),
        ("For your notes: ", "as a note to keep"),
    ),
    "de": (
        ("", "die Aussage selbst"),
        ("Gut zu wissen: ", "als Hinweis"),
        ("Kurz notiert: ", "als kurze Notiz"),
        ("Für Ihre Planung: ", "für die Planung"),
    ),
    "fr": (
        ("", "l'information elle-même"),
        ("Bon à savoir : ", "comme information utile"),
        ("En bref : ", "en bref"),
        ("Pour vos notes : ", "comme note à garder"),
    ),
    "es": (
        ("", "el dato mismo"),
        ("Conviene saberlo: ", "como dato útil"),
        ("En breve: ", "en breve"),
        ("Para sus notas: ", "como nota"),
    ),
}
"""Openings before a statement, each with the angle it gives."""

BUTTONS: Mapping[str, tuple[str, ...]] = {
    "en": ("Take a look", "Read the details", "See how it works", "Open the page", "Show me", "Go to the page"),
    "de": ("Ansehen", "Mehr dazu lesen", "So geht es", "Seite öffnen", "Zur Übersicht", "Einzelheiten ansehen"),
    "fr": ("Voir la page", "Lire les détails", "Voir comment faire", "Ouvrir la page", "En savoir plus"),
    "es": ("Ver la página", "Leer los detalles", "Ver cómo funciona", "Abrir la página", "Más información"),
}
"""Words on buttons that are true of every link."""

TITLES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "A closer look at {}",
        "A short note on {}",
        "What to know about {}",
        "Your next step with {}",
        "Getting to know {}",
    ),
    "de": (),
    "fr": (),
    "es": (),
}
"""Short lines about a feature; only where its name is in the language."""

STOPWORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "a",
            "an",
            "and",
            "or",
            "of",
            "to",
            "in",
            "on",
            "with",
            "is",
            "are",
            "be",
            "can",
            "has",
            "have",
            "for",
            "by",
            "from",
            "at",
            "every",
            "per",
            "after",
            "no",
            "your",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "oder",
            "von",
            "zu",
            "im",
            "in",
            "auf",
            "mit",
            "ist",
            "sind",
            "kann",
            "hat",
            "haben",
            "für",
            "aus",
            "ein",
            "eine",
            "nicht",
            "den",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "et",
            "ou",
            "de",
            "des",
            "du",
            "en",
            "sur",
            "avec",
            "est",
            "sont",
            "peut",
            "a",
            "ont",
            "pour",
            "par",
            "un",
            "une",
            "pas",
            "au",
            "aux",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "y",
            "o",
            "de",
            "del",
            "en",
            "con",
            "es",
            "son",
            "puede",
            "ha",
            "han",
            "para",
            "por",
            "un",
            "una",
            "no",
            "al",
        ]
    ),
}


def language_of(text: str) -> str:
    """The language whose small words a statement holds most of; English where none stands out."""
    words = "".join(one if one.isalpha() else " " for one in text.lower()).split()
    counts = {name: sum(word in known for word in words) for name, known in STOPWORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts["en"] else "en"
