"""Sentences in sources that speak to a model or command a writer. Such a sentence says nothing about a product.

A fact and a documentation page describe: "Refresh runs hourly on Team." What orders a writer ("ignore", "vergiss"),
speaks of prompts and roles, or asks for an answer is taken out before it is sent, and its words count against a
candidate. This is a sieve and not the defence: what it lets through still meets `defences`.
"""

from __future__ import annotations

from collections.abc import Iterator

from content_engine.generation.patterns import Pattern, pattern
from content_engine.generation.texts import visible
from content_engine.generation.tokens import fold

_END = pattern(r"[.!?…:;]+[\"'”’)»]*(?:\s+|$)|\n+")


def _either(*sources: str) -> Pattern:
    return pattern("(?i)" + "|".join(f"(?:{source})" for source in sources))


_BEFORE = (
    r"(?:all|any|every|the|your|my|these|those|this|that|previous|prior|preceding|above|earlier|former|foregoing|old|"
    r"initial|original|other|last|of|what|everything|and|to|me|be|alle[sn]?|dein\w*|ihr\w*|die|das|den|deine|"
    r"vorherig\w*|"
    r"vorig\w*|obig\w*|bisherig\w*|toutes?|tous|les|tes|vos|precedent\w*|todas?|todos?|las|los|tus|sus|anterior\w*)"
)
_RULES = (
    r"(?:instructions?|directions?|rules?|prompts?|tasks?|assignments?|orders?|commands?|guidelines?|guidance|context|"
    r"information|text|said|told|learned|programming|filters?|restrictions?|constraints?|settings|polic(?:y|ies)|"
    r"anweisung\w*|befehl\w*|aufgab\w*|regeln?|vorgaben?|instruktion\w*|informationen|gesagt\w*|gelernt\w*|"
    r"aufforderung\w*|"
    r"auftrage?|consignes?|regles?|taches?|ordres?|instrucci\w+|reglas?|ordenes|tareas?)"
)
_MODEL = _either(
    rf"\b(?:ignor\w*|disregard\w*|forget|override|overrule|bypass|drop|skip|vergiss|vergessen sie|vergesst|"
    rf"missachte\w*|"
    rf"oublie[zr]?|olvida\w*|omite)\b(?:\W+{_BEFORE}){{0,5}}\W+{_RULES}\b",
    r"\b(?:forget|vergiss|vergessen sie|oublie|olvida)\b(?:\W+\w+){0,3}\W+(?:everything|all\w*|anything|tout|todo)\b",
    r"\b(?:previous|prior|earlier|above|vorherigen?|obigen?|bisherigen?)\W+(?:\w+\W+){0,2}"
    r"(?:instructions?|prompts?|tasks?|assignments?|orders?|anweisung\w*|aufgaben?|befehle?)\b",
    r"\b(?:new|another|next|neue[rns]?|nouvelles?|nuevas?)\W+(?:task|tasks|assignment|instructions?|role|aufgaben?|"
    r"anweisung\w*|consignes?|instrucciones)\b",
    r"\b(?:system|developer|admin|root|debug|god|dan|sudo|jailbreak|unfiltered|override)\W+(?:prompt|override|message|"
    r"mode|instruction\w*|role|modus)\b",
    r"\b(?:your|my|all|these|of) prompts?\b|\bprompt texts?\b|\bjail ?break\w*|\bchat ?gpt\b|\bgpt-?\d?\b|\bopenai\b|"
    r"\b(?:large )?language model\b|\bllms?\b",
    r"\b(?:as|like|be|you are|you're|being|als|bist|sind|comme|como)\W+(?:(?:an?|the|eine?|une?|un|just an?)\W+"
    r"(?:ai|ki|ia|a\.i\.|assistant|bot|chatbot|model|sprachmodell|expert|experte|hacker|actor|character|"
    r"storyteller)|ai|ki)\b",
    r"\b(?:act|behave|speak|talk|respond|answer|write|handle|verhalte\w*|agiere|handle|antworte|"
    r"schreibe?) (?:as|like|als|"
    r"wie)\b|\bpretend\w*\b|\brole[- ]?play\w*|\bimpersonat\w*|\btu so\b|\bstell dir vor\b|\bimagine (?:you|"
    r"that)\b|"
    r"\bhypothetical(?:ly)? response\b|\bsimul\w+ (?:a|an|the|eine?n?)\b|\bspiele?n? (?:wir|sie|du)\b",
    r"(?:^|[.!?;:] *|\b(?:now|okay|ok|that) )you (?:are|will be) (?:now|going to|an?|the|in|no longer|not bound|free|"
    r"[a-z]+\W*$)"
    r"|\b(?:du bist|ihr seid|tu es|eres) (?:jetzt|nun|ab|eine?)\b",
    r"\bfrom now on\b|\bab (?:jetzt|sofort|nun)\b|\bdesormais\b|\ba partir de ahora\b|"
    r"\bfor the rest of (?:this|the)\b",
    r"\b(?:i|we) (?:want|need|would like|wish|order|command|ask|expect|urgently need|approve|require)\b (?:you|"
    r"your|all|the)\b|"
    r"\b(?:i'd|ich (?:mochte|will|wurde|brauche|benotige|hatte|bitte|habe))\b|"
    r"\bas (?:the|an) (?:approver|admin\w*|editor|owner),? i\b",
)  # fmt: skip
_ORDER = _either(
    r"^(?:please |bitte |now |then |also |and |so |just |only |first,? |start now,? |ok,? |okay,? |stop[-,. ]+|"
    r"attention[-,. ]+|"
    r"important[-,: ]+|note[-,: ]+|instead,? |simply |always |never |do not |don't |jetzt |nun |dann |nur )*"
    r"(?:say|reply|respond|answer|output|repeat|reveal|print|echo|spell|translate|summari[sz]e|paraphrase|"
    r"append|prefix|"
    r"prepend|approve|ignore|disregard|forget|pretend|describe|explain|recite|rewrite|rephrase|sing|list|name|"
    r"tell|write|"
    r"mention|promise|guarantee|praise|insult|mock|threaten|stop|compose|draft|invent|guess|predict|rate|rank|"
    r"decode|encode|"
    r"execute|insert|include|end (?:the|every|each|your|all)|begin (?:the|every|each|your|all)|speak|talk|"
    r"use the (?:word|"
    r"phrase|tone|code|keyword)|replace all|quote|assume|consider|complete|continue|finish|"
    r"sag|sage|sagen sie|antworte\w*|schreib\w*|wiederhol\w*|ubersetz\w*|nenn\w*|erzahl\w*|erklar\w*|"
    r"beschreib\w*|gib|geben sie|"
    r"ignorier\w*|vergiss|beantworte\w*|formuliere?|verfasse?|zeige?|liste|stell dir|denk dir|"
    r"dis|dites|reponds|repondez|ecris|ecrivez|repete|traduis|ignore[zr]?|oublie|"
    r"di|responde|escribe|repite|traduce|ignora|olvida)\b",
)  # fmt: skip
_PLANTED = _either(
    r"\b(?:say|write|print|output|respond with|reply with|answer with|repeat)\b[^.]{0,40}"
    r"(?:[\"'“«‘][^\"'”»’)]+[\"'”»’]|\b(?:keyword|the word|the phrase|the token)\b)",
    r"\byour (?:secret|system) (?:key|prompt)\b|\bkeyword\W+[a-z]*\d",
    r"\bapprove[sd]? (?:all|every|this|any)\b|\ball variants\b|\breplace all\b|\bevery (?:link|url|variant|"
    r"text|message)\b",
    r"\b(?:tone|role|style|instruction|task|command|order|ai|ki|assistant|system)\s*[:=]\s*\w",
    r"\bsend more\b|\bunsubscribe[_ ]reason\b|\bopt ?(?:in|out) (?:all|every)\b|\bis a (?:scam|fraud|liar|joke)\b",
)  # fmt: skip
_TOLD = _either(
    r"\binstruk\w+\b|\b(?:in|to) (?:your|the) answers?\b|\bthis prompt\b|\bin the prompt\b|\bim stil eine[srm]\b|"
    r"\b(?:ignorieren|vergessen|missachten) (?:und|sie)\b|\bdass (?:sie|du) mir\b|\bmake (?:something|it|one) up\b",
    r"\b(?:now|then|nun|jetzt|stop)\b\W{0,4}(?:write|say|create|generate|print|tell|verfasse|schreibe?|sage?)\b|"
    r"\b(?:write|compose|create|generate|generieren sie|schreibe?|verfasse) (?:\w+ )?(?:code|python|c\W*\+\W*\+|"
    r"poems?|essays?|"
    r"stor(?:y|ies)|songs?|jokes?|manifestos?|gedichte?"
    r"|witze?|aufsatze?)",
    r"(?:^|[-:;,.!?\\\"'] *|\b(?:please|just|only|now|bitte|jetzt|nur) )(?:say|reply|respond|answer|output|"
    r"repeat|reveal|print|recite|pretend|spell|translate|paraphrase|sing|rewrite|rephrase|imitate|"
    r"state|state that|blame|insult|mock|"
    r"formulate|generate|schreibe?|antworte|sage?|wiederhole|ubersetze|formuliere|verfasse|beantworte|berechne|nenne|"
    r"gib eine|escribe|responde|repite|ecris|reponds|repete|traduis)\b(?: |:|$)",
    r"\b(?:forget|ignore|disregard\w*|olvid\w+|vergessen|ignorieren)\b(?:\W+\w+){0,3}\W+(?:said|told|instru[ck]\w+|articles?|"
    r"documents?|informationen|digo|dicho|before|above|antes|everything|all)\b",
    r"\bsentences? (?:before|above)\b|\bthe (?:text|sentence|paragraph)s? (?:before|above)\b|\bdocuments? provided\b",
    r"\b(?:i am|i'm|my name is|ich bin|ich heisse|yo soy|je suis) (?:a|an|the|ein|eine|un|une|dan|\w+ing)\b",
)  # fmt: skip
_ASKED = _either(
    r"[$]\(|`|[<>{}]|\bcurl\b|\bsudo\b|\brm -rf\b|\beval\b",
    r"\b(?:can|could|would|will|do|are|did) you\b|\b(?:kannst|konntest|wurdest|willst|weisst|bist|hast) du\b|"
    r"\b(?:konnen|konnten|wurden|wissen) sie mir\b|\bpouvez-vous\b|\bpuedes\b",
    r"\b(?:tell|show|give|send|teach|help|explain to|describe to|remind|sag|sage|sagen sie|zeig|zeige|gib|"
    r"geben sie|nenn|nenne|"
    r"erzahl|erzahle|erklare?|hilf|beschreibe?|dis|montre|donne|dime|muestra|dame)[ -](?:me|us|mir|uns|moi|"
    r"nous|bitte|es|"
    r"ihnen)\b|\bshow your\b",
)  # fmt: skip
_PERSON = _either(
    r"\b(?:i|i'm|i'd|i'll|i've|me|my|mine|myself|ich|mich|mir|mein\w*|du|dich|dir|dein\w*|je|j'ai|moi|mon|ma|"
    r"mes|tu|toi|yo|"
    r"mi|mis|tu|tus)\b",
    r"[?¿]",
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text` with their end marks, in order; each line ends one."""
    at = 0
    for found in _END.finditer(text):
        if text[at : found.end()].strip():
            yield text[at : found.end()].strip()
        at = found.end()
    if text[at:].strip():
        yield text[at:].strip()


def instructs(sentence: str) -> bool:
    """Whether a sentence of a document or text speaks to a model rather than to a reader, or commands a writer."""
    folded = fold(visible(sentence))
    return any(suspect.search(folded) for suspect in (_MODEL, _PLANTED, _TOLD))


def plants(sentence: str) -> bool:
    """Whether a wish of an editor does more than say what to write about: it puts words or codes into mouths."""
    folded = fold(visible(sentence))
    return any(suspect.search(folded) for suspect in (_MODEL, _PLANTED, _TOLD, _ASKED))


def no_statement(sentence: str) -> bool:
    """Whether a sentence that is handed in as a fact or label is none: an order, a question, or somebody speaking."""
    folded = fold(visible(sentence))
    return any(suspect.search(folded) for suspect in (_MODEL, _ORDER, _PLANTED, _TOLD, _ASKED, _PERSON))
