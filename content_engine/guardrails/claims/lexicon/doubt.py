"""Sentences that doubt, deny, ask or only suppose a result, and so promise none.

What the rules named in `RULES` find in such a sentence is let through.
"""

from __future__ import annotations

RULES = ("outcome",)

EN = """
! doubt|doubts|doubtful|unlikely
! ^ whether
! know|knows|say|says|tell|tells|see|ask|asks|unclear|depends|find_out|wonder|early|check ~ whether
! ^ suppose|imagine|assume|picture ~
! nobody|no_one|none|who|we|you|chart|forecast|tool|dashboard|trend & can't|cannot|don't|doesn't|no_one|nobody|never|not & know|knows|tell|say|says|promise|promises|guarantee|foresee|predict|decide|decides
! no + chart|tool|dashboard|forecast|report|trend|line|curve|software|number|model|one ~ know|knows|tell|tells|say|says|promise|promises|guarantee|foresee|predict|raise|raises|save|saves|make|makes
! anyone|anybody + guess
! ^ will|does|did|is|are|has|have|was|were|should ... ?
! ^ if + someone|somebody|anyone|anybody|a_tool|a_vendor|they|people
! no|not|never|n't ~ promise|certainty|certain|guarantee|crystal_ball|magic
! it|sales|revenue|churn|profit|growth|numbers|deals|margin + might|could ~
! not + by+itself|on+its+own|alone|because
! certainty ~ not|never|no|rare|does|rarely
! may|might|can + differ|vary|change
! guarantee|guarantees|promise ~~ not|n't|never|no ~ exist|exists|give|made|possible|offer
"""

DE = """
! ^ ob
! ^ angenommen|stellen_sie_sich
! kein*|niemand|nicht|nie ~~ weiss|wissen|sagt|sagen|versprechen|verspricht|versprechung*|vorhersagen|garant*|sicher|gewiss
! weiss|wissen|verspricht|versprechen|sagt|sagen ~~ kein*|niemand|nicht
! ^ wird|werden|ist|sind|hat|haben|steigt|steigen|sinkt|sinken|wachst|wachsen|fallt ... ?
! konnte|konnten ~ sinken|steigen|fallen
! garant*|versprech*|sicherheit ~~ gibt|gab|existiert ~ nicht|kein*
! garant*|versprechen ~~ niemand|nicht|kein*
"""

FR = """
! ^ supposons|imaginez
! nul|personne|aucun*|ne|n|pas|jamais ~~ sait|savons|savez|dit|dire|promet|promettons|promettre|promesse|promesses|garanti*|certain*|predire|sur
! ... va|vont + elle|elles|il|ils ... ?
! garanti*|promesse* ~~ n|ne ~ pas|jamais|guere
"""

ES = """
! ^ supongamos|imagine
! nadie|ningun*|no|nunca ~~ sabe|sabemos|dice|decir|promete|prometemos|prometer|promesa*|garantiz*|segur*|predecir
! ^ va|van|suben|subiran|subira|sube|bajara|bajaran|crece|crecera ... ?
! garantia*|promesa*|certeza ~~ no ~ existe*|hay|da|damos
"""
