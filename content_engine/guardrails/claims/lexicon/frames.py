"""Sentences about the reader's own figures ("How much did your spring discount cost? Chart it."), which claim nothing.

What the rules named in `RULES` find in such a sentence is let through.
"""

from __future__ import annotations

RULES = ("outcome", "price", "urgency", "deception", "proof", "sla", "compliance", "data_use")

EN = """
analyse: chart plot sort filter group compare track rank split
! ^ count + the|your|how|all|rows|them|every|new|open|only|each|orders|customers|deals|distinct
! ^ count ~~ by|per|column|row
! ^ @analyse|draw|colour|label
! ^ which|whose|how_many|how_much|how_often|how_long|what_share|what_part|what_does ~~ ?
! ^ was|were|is|are|did|do|does|has|have + your ~~ ?
! ? // ^ chart|plot|sort|filter|compare|split|spot|rank|group|count|track
! ? // ^ watch|see ~ by|hour|chart|column
! @analyse|see|chart_it ~~ by + month|week|quarter|day|hour|region|product|date|outcome|country|channel|owner|plan|size|team|segment|product_line|status|source|person|city
! by + month|week|quarter|region|country|channel|product_line $
! chart|plot ~ it|them|this $
! draw|drawn|plot|plotted ~ as + a|one ~ line|bar
"""

DE = """
! ^ welche|welcher|welches|welchen|wie_viele|wie_viel|wieviele|wann|wessen ~~ ?
! ^ war|ist|sind|hat|haben|steigt|sinkt + ihr*|dein* ~~ ?
! ^ ob ~~ sehen|zeigt|seh*
! sehen|sieht|zeigt|zeigen ~ im|das + diagramm
! nach + monat*|woche*|datum|quartal*|region*|land|kanal
"""

FR = """
! ^ quel|quels|quelle|quelles|combien ~~ ?
! par + mois ~ en + barres|courbe|colonnes
! trie*|group*|compar*|suiv*|trac*|affich* ~~ par + mois
! par + semaine|trimestre|region|pays|date|canal
! en|sur|dans + un|le + graphique
"""

ES = """
! ^ que|cual|cuales|cuantos|cuantas|cuanto ~~ ?
! por + mes ~ en + barras|lineas|columnas
! orden*|agrup*|compar*|sig*|dibuj*|muestr* ~~ por + mes
! por + semana|trimestre|region|pais|fecha|canal
! en + un|el + grafico
"""
