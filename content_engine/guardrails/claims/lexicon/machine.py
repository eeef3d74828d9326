"""`claim.machine`: what is left of a conversation with a language model: notes on the task, drafts, refusals, orders."""

from __future__ import annotations

EN = """
piece: subject subject_line headline preheader preview cta copy text draft version variant option email e_mail body title message
piece: tagline output response answer reply paragraph sentence button tooltip rewrite revision
task: instruction instructions guideline guidelines brief prompt request rules constraints facts context policy tone limit
task: knowledge_base
told: told asked instructed requested supposed required allowed meant prompted trained
^^ option|draft|version|variant|variation|alternative|attempt + #num|a|b|c ~ :
^^ option|draft|version|variant|variation|alternative|attempt + #num|a|b|c $
^ draft|version|option|attempt + #num + of + #num
^ subject|subject_line|headline|preheader|preview_text|cta|body|title|tagline|button_text + :
^ subject|betreff|objet|asunto ~ variant|option|version|variante ~ :
^ output|response|completion|result|final|final_answer|final_version|final_copy|generated_text|rewritten|revised|translation|generated|improved|shortened|polished|edited + text|version|copy|draft|answer|output? + :
^ output|response|completion|rewritten|revised|translation + :
! output + : + a|an|the
^ context|constraints|audience|target_audience|persona|task|instructions|brief|reasoning|rationale|analysis|explanation|thought|observation|plan_of_action|scratchpad|notes_to_self + :
constraints|audience|persona|objective + : ~~ :
end_of + output|response|draft|text|message|copy|email|prompt|instructions|conversation|file
end + of + output|response|draft|copy|prompt|transcript|conversation|generation
kept|stays|is|fits|comes|remains|stay|well ~ under|below|within|in ~ #num|the + characters|words|limit|chars|character|word
#num + characters|chars|words|tokens & limit|within|under|below|max|maximum|exactly|long|count|including|at_most
within + the + limit|character
character|word|token + count|limit
! character|word|token + limit + of + a|the
i + was|am|have_been|'ve_been|were|had_been ~ @told ~ not|to|that|never
! i + was + asked
as + instructed|requested|asked|specified|directed|per_your|you_requested|per_the_brief|per_instructions|you_instructed|stated_in_the_prompt ~ 
! as + requested + by
i|i've|i'd ~ left_out|leave_out|omitted|avoided|included|kept|rewritten|rewrote|shortened|adjusted|tried|made_sure|removed|added|changed|used|written|drafted|refrained|aimed|focused|have_kept|mentioned ~ mention|@piece|@task|it|price|prices|pricing|discount|formal|warmer|shorter|emoji|claims|claim|name|plan|neutral|general|brand
had + better + leave|not|keep|mention|avoid|skip
let + me + think|reason|see|check|start|first|try|know_if|rephrase|rewrite|revise|consider|draft|double_check|break ~ this|through|about|step|again|shorter|it|@piece|again
! let + me + know + if + you + need|want + a|another|any + hand|help|seat
would|shall|should|do + you|i + like|want|make|write|rewrite|shorten|prefer|translate|add|adjust ~ me|it|another|@piece|shorter|longer|formal|tone|version|variant
! would + you + like + to
the + copy|text|reader|user|recipient|message|subject|headline|tone ~ should|must|needs_to|has_to|ought_to ~ mention|be|not|avoid|sound|include|stay|feel|say|contain
the + reader|user|recipient|customer ~ is + in + the + trial ~ so
user|reader|recipient|customer|editor|marketer ~ wants|wanted|asked|asks|requested|requests|needs|is_asking|would_like ~ copy|draft|headline|subject_line|shorter|me_to|write|version|warmer
according_to|based_on|given|using|from|per + the? + facts|context|information|document|documents|brief|prompt|passages|excerpts|input|data ~ provided|given|above|supplied|below|retrieved|you_gave|available
no|not + suitable|relevant|matching|supporting|such ~ fact|facts|information|passage|document|source ~ found|available|provided|exists|given|knowledge
found|find|nothing ~ in + the + knowledge_base|context|provided|documents|retrieved
knowledge + base ~ no|nothing|not|found|so
! knowledge+base + article
my|the|these|system|above + instructions|guidelines|guardrails|my_prompt|my_programming|my_training|brand_policy ~ allow|allows|say|says|require|forbid|forbids|prohibit|prevent|prevents|state|tell|tells|ask|asks|do_not|don't|limit|limits|above|below
guidelines|instructions|rules|policy|brief|prompt ~ above|below ~ say|says|state|require|ask|forbid|so
request|prompt|task|topic ~ falls|goes|is|lies + outside|beyond|against
outside ~ what|scope ~ allowed|able|permitted|can ~ produce|generate|write|say|do
i|we + cannot|can't|am_unable|am_not_able|won't|will_not|must_not|may_not|'m_unable|am_not_allowed|decline|refuse ~ help|assist|comply|write|generate|produce|create|fulfil|provide|share|disclose|reveal|answer|continue|discuss|do_that|mention|access|browse|verify|see_your
unable|not_able|sorry|afraid ~ to|i ~ help|assist|comply|generate|produce|fulfil|provide|create|cannot|can't
i|i_don't + do|have|don't + not|no|have ~ have|access ~ access|real_time|information|browsing|ability|memory|account
training + data|cutoff|cut_off
knowledge + cutoff|cut_off|ends|stops
step + #num|one + : ~~ identify|pick|choose_the_fact|write|determine|analyse|analyze|select|check|draft|consider|user|goal|audience
! step + #num + : + open|connect|add|click|go|sign|choose|select + a|the|your
step_by_step_reasoning|chain_of_thought|inner_monologue|internal_note|note_to_self|note_to_editor|note_to_the_editor|for_internal_use|do_not_publish|placeholder_text|thinking_out_loud|reasoning_trace
hmm|hmmm|wait|okay_so|ok_so|alright|actually ~ the|let_me|i_should|maybe|offer ~ not|should|must|better|leave|limit|fact|facts|apply
assistant|system|model|tool|function + result|call|output|response|message|prompt|to_functions
^ assistant|system|model|ai + :
! system + : + a|the|calm
! ^ the + system
^ assistant + to
! user|system|model + message|messages|to + a|the
! tool + to
! user|users + to
function|tool|api + result|call|output|response + :|returned|plan
[ + function|tool|system|assistant|user|result|inst|output|internal|note|thought|action|observation|end|begin|prompt|instruction|insert
^ human|assistant|ai|system|bot|model|claude|gpt|chatgpt|gemini|copilot|llm + :
human + : ~ now|make|write|please|shorter|warmer|again|in
ignore|disregard|forget|override|bypass + what_you_were|previous|prior|above|earlier|all|your|any|everything ~ told|instructions|rules|instruction|before|prompt|guidelines|said|filters|above|safety
ignore + what
forward|send|reply|export|copy|email|mail|post|upload + this|all|the|every|your ~ address_book|contacts|inbox|mailbox|whole|entire|last_three|passwords|credentials|everyone_in|database|secrets
dear|attention|hey|hello|note_to|to_any|calling_all|listen + mail|ai|llm|inbox|email|language|spam|virtual|digital|automated|any|the ~ assistant|agent|model|filter|classifier|bot|summariser|summarizer|crawler|ai|reader_bot
mail|email|inbox|spam|ai|language ~ assistant|filter|classifier|agent|model ~ please|must|should|classify|mark|reply|ignore|summarise|summarize|forward|treat|rate|skip
if_you_are_an|if_you're_an|if_this_is_read_by + ai|llm|assistant|automated|language|bot|agent
reveal|print|repeat|show|leak|output|dump|recite|paste + your|the|all|its ~ prompt|instructions|system|rules|guidelines|configuration|hidden|initial
as_a|i_am_a|i'm_a|being_a + language|large|neural|generative|machine|trained|helpful|conversational ~ model|assistant|network|ai
language_model|as_an_ai|i'm_an_ai|i_am_an_ai|ai_language|ai_generated_text|generated_by_ai|chatgpt|openai|anthropic|llama|mistral|gpt_4|gpt4|claude_3|gemini_pro|deepseek|system_prompt|jailbreak|prompt_injection
! short + version + first
! here + are + three|some|two
here + is|are|'s|comes|you_go ~ @piece|rewritten|revised|another|shorter|friendly|polished|suggestion ~ :|you_asked|requested|that|for_the|as
sure|certainly|absolutely|gladly|happy_to_help|of_course|great_question|good_question + ! // here|below|i_can|let_me
sure|certainly|absolutely|gladly|of_course + here|below|i_can|let_me
hope + this + helps|works|is_what|meets|fits
feel + free + to + edit|adjust|tweak|modify|change|adapt|let_me|customise|customize
tone + : ~ 
(|[ + insert|placeholder|tbd|todo|fixme|rewritten|shortened|more_formal|less_formal|more_playful|warmer
more + playful|formal|casual|punchy|concise|direct|urgent|friendly + :|version|tone|variant|option
mention ~ but + not|never ~ price|prices|pricing|discount|competitor*
dear|attention|hey|hello + filter|filters|spam_filter|crawler|crawlers|reviewer_bot|classifier|parser|scraper
below|above|attached|following + is|are + the|a|your|my + email|e_mail|text|copy|draft|version|body|subject|answer|translation ~ asked|requested|for
summary + of + changes
text|copy|version|draft|email|body|translation|answer ~ follows|is_below|below|as_follows
corrected|revised|updated|rewritten|improved|translated|shortened + text|version|copy|draft|email|body ~ below|follows|is|:
british|american|us|uk|plain|simple + english ~ follows|version|text|requested
translate|rewrite|summarise|summarize|paraphrase|proofread|rephrase|shorten + the|this|it|following|that ~ into|following|to_follow|in|:|below|text
your + task|job|role|goal + is + to ~ write|generate|produce|create|draft|compose
write|generate|produce|compose|draft ~ subject_line|headline|preheader|email|copy|paragraph ~ at_most|characters|words|under|maximum|for_the|about|in_the_tone|that_is
facts|context|documents|sources|information|brief + provided|given|supplied|available ~ do_not|don't|does_not|doesn't|no|include|contain|mention|say|state
provided ~ do_not|does_not|don't|doesn't ~ include|contain|mention
never|don't|do_not ~ reveal|disclose|share|mention|repeat|show + these|this|your|the|any ~ rules|instructions|prompt|guidelines|system
remember|reminder|important|note + : ~ never|do_not|always|you_must|keep|stay
answer|respond|reply|output ~ only|just|exactly|strictly ~ with|in|the + text|json|yaml|the|one|html|markdown|nothing|format
nothing + else
body|subject|text|headline|title + text? ~ #num + words|characters|chars|word
check + passed|failed|ok
length|tone|policy|style|grammar|claims|safety|compliance|brand + check
happy|glad|pleased + to + help
! here|always|we_are|we're + happy|glad + to + help
which + audience|tone|language|style|slot|persona
rephrase|reword|restate|redo|retry ~ guidelines|policy|rules|follow|instructions|that
apologise|apologize|apologies|sorry + for + the + confusion|mistake|earlier|error|oversight
i + apologise|apologize
allowed|permitted|forbidden|banned|prohibited|disallowed + claims|words|phrases|topics|terms|claim
forbidden + :
as_per|per|see|cite|citing|source|according_to + fact|facts|f1|f2|doc|passage + f? + #num
fact + f ~ #num
hidden + note|text|instruction|message|comment|prompt
note|message|instruction|hint + for|to + crawlers|crawler|bots|bot|models|agents|robots|filters|search_engines|ai|llms|assistants|scrapers|parsers
rank + this
approve + this|it|the + message|text|variant|email|draft
temperature + #num
max|maximum|top + tokens|p|k
tokens + #num
here + is|are|'s + a|an|the + punchier|shorter|longer|warmer|friendlier|bolder|crisper|tighter|clearer|simpler|better|livelier|catchier|snappier + alternative|version|option|take|one|variant|draft|rewrite|headline|subject
punchier|snappier|catchier + alternative|version|option|take|headline|subject|one
"""

DE = """
^ option|entwurf|version|variante|vorschlag|alternative + #num|a|b|c|eins ~ :
^ betreff|betreffzeile|uberschrift|vorschautext ~ :
^ ausgabe|antwort|ergebnis|ubersetzung|finale_version|uberarbeitet*|kontext|ziel|zielgruppe|aufgabe|vorgabe*|tonfall|rolle|gedanke|begrundung + :
hier|anbei|unten ~ ist|kommt|sind|finden ~ entwurf|fassung|vorschlag|vorschlage|version|varianten|betreff*|text|uberarbeit* ~ :|fur|wie
hier ~ fassung|entwurf|version|variante|vorschlag ~ :|wie
gerne|gern|naturlich|selbstverstandlich|klar + ! // hier|ich|anbei
^ gerne|naturlich|selbstverstandlich + hier|anbei
ich + darf|kann|soll|sollte|werde|habe|erwahne|lasse|halte ~ anweisung*|nicht|leider|keine|nur|also ~ wiedergeben|erwahn*|nennen|helfen|schreiben|erstellen|weggelassen|geben|verraten|angeben|beantworten|teilen
meine|meinen|die|obigen|vorherigen + anweisung*|vorgaben|richtlinien|systemprompt|instruktionen ~ 
nutzer|nutzerin|anwender|leser|empfanger|kunde ~ mochte|will|wunscht|fragt|bat|braucht ~ text|kurz*|betreff|entwurf|version|variante
der + text|betreff|ton ~ sollte|soll|muss ~ erwahn*|nicht|bleiben|klingen|enthalten
wie + gewunscht|angewiesen|verlangt|in_der_anweisung
#num + zeichen|worter|woertern & maximal|hochstens|innerhalb|unter|limit|lang
sprachmodell*|ki_modell|ki_assistent*|als_ki|systemprompt*|trainingsdaten|wissensstand
ignorier*|vergiss|missachte* ~ anweisung*|vorgaben|bisherige*|vorherige*|regeln|alles
soll|mochten|darf + ich ~ kurzer|anpassen|umformulieren|uberarbeiten|noch_eine|eine_weitere|formeller
ich|sie + hoffe|wunschen ~ version|fassung|variante|text ~ passt|gefallt|hilft
ich + erwahne|formuliere|schreibe|kurze|verwende + also|daher|nun|jetzt|bewusst|keine|nur
soll|darf|kann + ich ~ text|kurzer|kurzen|umschreiben|formulieren|entwurf|version
laut|gemass|nach + meinen|meiner ~ regeln|vorgaben|anweisungen
"""

FR = """
^ option|version|variante|proposition|brouillon + #num|a|b|c ~ :
^ objet|titre|accroche|sortie|reponse|resultat|traduction|contexte|objectif|consigne*|contrainte*|public|ton|raisonnement|etape_1 + :
voici ~ version|proposition*|brouillon|objet|texte|message|variante*|reformulation|traduction|options ~ :|comme|plus|pour
bien_sur|certainement|avec_plaisir|absolument + ! // voici|je
bien_sur|certainement|avec_plaisir + voici|:
je + suis|ne_peux|ne_suis|n_ai|dois|regrette|suis_desole ~ pas? ~ modele|langage|ia|assistant|acces|autorise|en_mesure|aider|generer|desole|fournir
mes|les|ces + instructions|consignes ~ 
comme + demande|vous_me_l|indique_dans|tu_l_as_demande|vous_l_avez|convenu_dans_le_brief
l? + utilisateur|lecteur|lectrice|destinataire ~ veut|souhaite|demande|est_en_essai ~ 
#num + caracteres|mots & maximum|limite|moins|sous|dans
modele_de_langage|en_tant_qu_ia|intelligence_artificielle_je|donnees_d_entrainement|prompt_systeme
ignor*|oubli* ~ instructions|consignes|precedentes|regles|tout_ce_qui
souhaitez_vous|voulez_vous|veux_tu ~ que_je|une_autre_version|plus_court|reformul*
j|je ~ espere ~ version|texte|proposition
j + ai ~ omis|evite|raccourci|reformule|garde|supprime|ajoute|respecte ~ 
ma|mon|mes + reponse|texte|version|consignes|regles|instructions ~ respecte|limite|caracteres|interdisent|permettent
limite + de + caracteres
"""

ES = """
^ opcion|version|variante|propuesta|borrador + #num|a|b|c ~ :
^ asunto|titulo|salida|respuesta|resultado|traduccion|contexto|objetivo|restricciones|tono|publico|razonamiento|paso_1 + :
aqui ~ tienes|tiene|esta|van|estan|te_dejo ~ version|versiones|opcion|opciones|propuesta|borrador|asunto|asuntos|texto|mensaje|correo
claro|por_supuesto|con_gusto|desde_luego + ! // aqui|puedo|te
claro|por_supuesto|con_gusto + aqui|:
no + puedo|tengo|estoy|debo ~ ayudar|generar|acceso|escribir|proporcionar|revelar|cumplir|autorizad*|instrucciones
mis|las|estas + instrucciones|directrices ~ 
como + solicitaste|pediste|me_pediste|solicito|se_indica|indicaste
usuario|lector|destinatario ~ quiere|pide|solicita|desea|esta_en_prueba ~ 
#num + caracteres|palabras & maximo|limite|menos|dentro
modelo_de_lenguaje|como_ia|inteligencia_artificial_no|datos_de_entrenamiento|prompt_del_sistema
ignor*|olvid* ~ instrucciones|anteriores|reglas|todo_lo
quieres|quiere|desea + que ~ acorte|reformule|haga|otra_version|cambie
espero + que + esta|este|te|le ~ version|texto|opcion|sirva|ajuste
he ~ omitido|evitado|acortado|reformulado|mantenido|incluido ~ 
segun|por + mis ~ reglas|instrucciones|directrices
no + puedo ~ hablar|mencionar|revelar|decir ~ precios|reglas|instrucciones|competidores
"""
