"""`residue`: what a language model says about itself or its task: refusals, roles, leaked instructions, tool calls.

Four languages. Software has "systems", "prompts" and "assistants" of its own, so a word alone is never enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from content_engine.domain.brand import OnFail
from content_engine.guardrails.patterns import either
from content_engine.guardrails.phrases import fold_pattern
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found

_MODEL = (
    r"(?:ai|ki|ia|language|sprach|artificial intelligence|large language|gpt|llm|virtual)[- ]?(?:language )?"
    r"(?:model\w*|modele?\w*|assistant\w*|assistent\w*|asistente|chatbot|system)"
)
_SOURCES = (
    rf"\b(?:as|i am|i'm|being) (?:an? |your )?{_MODEL}|\bals (?:ein )?{_MODEL}|\ben tant que? (?:modele|assistant"
    rf"|ia)\b|\bcomo (?:un )?(?:modelo|asistente) (?:de |virtual)",
    r"\bmodele de langage\b|\bmodelo de lenguaje\b|\bsprachmodell\b|\bas an ai\b|\bi(?:'m| am) (?:chatgpt|claude"
    r"|gemini|gpt|an ai)\b|\bopenai\b|\banthropic\b",
    r"\bmy (?:knowledge|training)(?: data)? (?:ends|cut|stops|was|only|goes)|\bknowledge cut-?off\b|\btraining"
    r" data\b.{0,20}\b(?:ends|until|up to)\b|\bmein wissen(?:sstand)? (?:endet|reicht)|\bmes connaissances s'arretent"
    r"|\bmis conocimientos (?:terminan|llegan)",
    r"\bi (?:cannot|can't|can not|am unable to|am not able to|won't|will not) (?:help|assist|write|provide|generate"
    r"|create|comply|fulfil|do that|mention|share|discuss|answer)\b|\bi'm (?:sorry|afraid),? (?:but )?i\b|\bi must"
    r" decline\b|\bagainst my (?:guidelines|policy)\b",
    r"\b(?:kann|darf|werde) ich (?:leider )?(?:keine|nicht)\b|\bich (?:kann|darf|werde) (?:leider |dazu |ihnen"
    r" )?(?:keine|nicht)\b.{0,60}\b(?:nennen|helfen|schreiben|erstellen|beantworten)\b|\btut mir leid,? (?:aber"
    r" )?(?:ich|das)\b",
    r"\bje (?:suis desolee?|ne peux pas|ne suis pas en mesure)\b|\blo siento,? (?:pero )?no puedo\b|\bno puedo"
    r" (?:ayudar|generar|escribir|proporcionar|cumplir)\b",
    r"(?:^|\n)\s*(?:\*\*|\[|<\|?|#+ ?)?(?:system|assistant|ai|developer|final answer|reasoning|observation|thought"
    r"|assistent|asistente)"
    r"(?:\*\*|\]|\|?>)?\s*:(?:\s|$)",
    r"(?:^|\n)\s*(?:user|human|output|input|response|prompt|context|instructions?|task|tool|action|nutzer|antwort"
    r"|utilisateur|reponse"
    r"|respuesta|usuario) ?:\s*(?:write|generate|create|here|sure|you\b|please|the user|i\b|stop|tell|give|schreib"
    r"|ecri|escrib)",
    r"(?:^|\n)\s*(?:[a-z]+[,!.] )?here(?:'s| is| are)(?: your| the| a| an| my| some| \w+)? (?:\w+ ){0,3}(?:subject"
    r" line|headline|preheader|version|rewrite|draft|copy|variant|option|email|e-mail|text|translation|revision"
    r"|tagline|cta)s?\b(?: (?:for|you|that|in|based|with)\b.*)?\s*:?",
    r"^(?:sure|certainly|of course|absolutely|okay|great)[,!.] (?:here|i|let me|below)\b|^(?:gerne|natürlich|klar"
    r"|selbstverständlich)[,!.] hier\b|^(?:bien sûr|certainement|d'accord|voici)\b.{0,40}:|^(?:claro|por supuesto"
    r"|aquí (?:tienes|está)|aquí tiene)\b.{0,40}[:,]",
    r"\bhier ist (?:ihre?|der|die|das|ein|eine) (?:\w+ ){0,2}(?:betreffzeile|entwurf|text|version|variante"
    r"|überschrift|e-mail)\b|\bvoici (?:votre|une?|la|le) (?:\w+ ){0,2}(?:objet|version|texte|titre|proposition"
    r"|variante)\b",
    r"\b(?:ignore|disregard|forget|override)(?: all| any| the| your| my| every)? (?:of )?(?:the |your |my"
    r" )?(?:previous|prior|above|earlier|preceding|former|instructions?|rules|guidelines|prompts?)\b|\bignorier\w*"
    r" (?:alle |die |sie )?(?:vorherigen|bisherigen|obigen)|\bignore[rz]? (?:toutes )?(?:les )?instructions"
    r"|\bignor[ae] (?:todas )?(?:las )?instrucciones",
    r"\b(?:system|developer|hidden|initial|original) (?:prompt|message|instructions?)\b|\bsystem ?prompt\b|\bmy"
    r" (?:instructions|guidelines|prompt|system prompt|programming)\b|\bi (?:was|am|have been) (?:instructed|told"
    r"|asked|trained|programmed|prompted|designed) to\b",
    r"\byou are (?:the|an?) (?:\w+ ){0,3}(?:copy engine|copywriter|assistant|writer|chatbot|model|marketing expert"
    r"|copy writer|marketer|email expert)\b|\bdu bist (?:ein|eine|der|die) (?:\w+ ){0,2}(?:assistent|texter|texterin"
    r"|copywriter)|\bsie sind (?:ein|eine) (?:\w+ ){0,2}(?:assistent|texter)|\btu es une? (?:\w+ ){0,2}(?:assistant"
    r"|redacteur|redactrice)|\beres un (?:\w+ ){0,2}(?:asistente|redactor)",
    r"\b(?:never|do not|don't|must not|avoid) (?:mention|mentioning|reveal|disclose) (?:the |any |our |your"
    r" )?(?:pricing|prices?|competitors?|instructions?|prompt|policy|policies|guidelines|brand|discounts?)\b|\b(?:max"
    r"|maximum|under|at most|less than|up to) \d+ (?:characters|chars|words|tokens)\b|\btone(?: of voice)?: \w+"
    r"|\btarget audience: ?\w+|\bcharacter (?:limit|count)\b|\bword count\b",
    r"<\|?(?:im_start|im_end|endoftext|system|user|assistant|eot_id|start_header_id)|\[/?inst\]|<</?sys>>|</?(?:think"
    r"|thinking|scratchpad|answer|reasoning|tool_call|function_call|instructions?|context|document|output)>|\b(?:tool"
    r"|function)_calls?\b|\"role\"\s*:|\bfunction_call\b|\btool_use\b|```",
    r"\b(?:let me|let's|i(?:'ll| will| need to| should| have to| must|'d)) (?:think|reason|analy[sz]e|consider|draft"
    r"|rewrite|write|start by|first|craft|make sure|keep|double-check|check the) (?:step|about|this|through|the|a|an"
    r"|it|that|my|with)\b.{0,60}\b(?:step|user|prompt|copy|subject|headline|tone|limit|characters|audience|guideline"
    r"|request|brief)",
    r"\bstep by step reasoning\b|\bchain of thought\b|\bthe user (?:wants|asked|asks|is asking|requested|said|has"
    r" asked|needs me)\b|\b(?:der nutzer|die nutzerin) (?:möchte|will|fragt)\b.{0,40}\b(?:betreff|text|entwurf)"
    r"|\bl'utilisateur (?:veut|demande)|\bel usuario (?:quiere|pide|solicita)",
    r"\b(?:note|hinweis|nota|remarque) to (?:the )?(?:model|ai|assistant|llm|agent|classifier|filter|reviewer bot"
    r"|parser|scraper|crawler)\b|\b(?:dear|hello|attention|hey),? (?:ai|llm|model|assistant|chatgpt|gpt|claude"
    r"|copilot|gemini|bot|agent)s?\b|\b(?:ai|llm|gpt|copilot|gemini)s?(?: reading this| agents?| assistants?)?,?"
    r" (?:please |must |should )?(?:summari[sz]e|classify|rate|mark|approve|forward|reply|ignore|treat|label"
    r"|respond)\b",
    r"\bif you are (?:an? )?(?:ai|llm|language model|bot|assistant|automated|spam filter|agent)\b|\b(?:spam filter"
    r"|classifier|mail assistant|inbox assistant|summari[sz]er)s?\b.{0,20}\b(?:mark|treat|label|rate|ignore|allow"
    r"|summari[sz]e)\b|\bmark (?:this|it|this message) as (?:safe|approved|important|not spam)\b|\bas the approver\b"
    r"|\bapproved by (?:policy|the guardrail|the system)\b",
    r"\b(?:i hope this (?:helps|meets)|let me know if you(?:'d like| want| need| prefer) (?:me to|any"
    r" (?:changes|adjustments|tweaks|edits)|an?(?:other)? (?:\w+ ){0,2}(?:version|variant|wording|tone|draft))"
    r"|feel free to (?:adjust|edit|modify|tweak)|would you like me to|shall i (?:adjust|rewrite|make"
    r"|shorten))\b|\bregenerate (?:response|answer)\b"
    r"|\bbased on the (?:provided|given) (?:context|information|input|brief|text)\b"
    r"|\bas (?:requested|per your (?:request|instructions|brief"
    r"|prompt))\b|\bwie gewünscht\b|\bcomme demandé\b|\bcomo (?:pediste|solicitó|solicitaste)\b",
    r"\b(?:policy|guardrail|rule|brand policy|policies)(?: rule)?s? (?:r-[a-z]+|forbids?|prohibits?|says? (?:not"
    r"|that)|prevents? me)\b|\br-(?:outcome|super|comply|price|urgency|security|advice|sla|datause|proof|decept|tone"
    r"|comp|pii|secret|link|uni|html|header|inj|place|ground|len|lang)\b",
    r"\b(?:assistant|asistente|assistent|model|bot) (?:says|replied|response|output)\b|\bgenerated by (?:ai|an ai"
    r"|chatgpt|gpt|claude|a language model|an llm)\b|\bai[- ]generated\b|\bconfidence(?: score)?: ?\d|\btemperature"
    r" ?[=:] ?\d|\bmax_tokens\b|\bfinish_reason\b|\bjson (?:schema|output|object)\b.{0,20}:|\bn/a \(model",
)
_RESIDUE = either(map(fold_pattern, _SOURCES))


@dataclass(frozen=True)
class Residue:
    """Blocks text that speaks as a model, to a model, or about the task of writing."""

    on_fail: OnFail = "reject"
    id: str = "residue"
    params: Mapping[str, object] = field(default_factory=dict)

    def find(self, reading: Reading) -> Iterator[Found]:
        """The first place."""
        if found := _RESIDUE.search(reading.folded):
            yield Found(*reading.span("folded", *found.span()), "talk of a language model about itself or its task")
