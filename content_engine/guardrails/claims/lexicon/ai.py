"""`claim.ai`: output of AI that is always right, needs no check, decides, or replaces people."""

from __future__ import annotations

EN = """
! no|not|never ~ analyst*|people|person|job|jobs ~ was|were|is|are|been ~ replaced
! team|teams|people|analyst|analysts|colleague|colleagues|you|they|owner|customers + know|knows + best
check: check checks checking verify verifying verification review reviewing reviews double_check double_checking proofread* question
check: questioning recheck* supervise supervision supervised second_look cross_check* audit approval approvals oversight revise
check: edit editing sign_off proof validate validation correct correcting scrutin* babysit*
wrong: wrong mistake mistakes mistaken error errors incorrect inaccurate hallucinat* slip slips false misread* fails fail doubt
right: right correct accurate true exact exactly truth infallible perfect flawless faultless reliable precise knows trustworthy
decide: decide decides choose chooses pick picks act acts run runs handle handles manage manages reallocat* approve approves
decide: decision decisions call_the_shots take_over takes_over takes_care judge judges cancels cancel fires hires fire hire
decide: execute executes sends launches launch pauses pause negotiates allocates allocate sets adjusts cuts
@ai ~~ always|every_time|every_single_time|without_fail|100|invariably ~ @right|answers|knows
always + right|correct|accurate|knows|true|exact
= @never|cannot|can't|won't|doesn't|n't|not|no|incapable|without ~ @wrong & @ai|it|answer|answers|its
! false + alarm*
= never + wrong|mistaken|errs|fails|hallucinates|lies|misses|guesses
= cannot|can't|won't|never + be + wrong|mistaken|incorrect|argued
= no ~ wrong + answers|answer|figure|figures
= zero|no|without|free_of|free_from + mistakes|errors|hallucinations|error|hallucination|guesswork
error+free|flawless|faultless|infallible|unerring|foolproof|mistake+free|fault+free|omniscient|all_knowing
100 ~ accurate|correct|reliable|right|accuracy|certain
perfect|total|complete|absolute|full ~ accuracy|precision
@ai ~ is|are|gives|tells|answers|answer ~ truth|infallible|flawless|perfect|right|correct|exact
get ~ the+truth
= no|without|not|never|zero|needn't|don't|n't|skip|forget|stop|nothing|why|free_from|spare|save_yourself ~ @check & @ai|answer|answers|it|its|result|results|what|figure|report|output|numbers|needed|required|necessary|yourself|again|them
= no ~ @check ~ needed|required|necessary|step
= no+need+to + @check|ask|read|think|look
= no + need + for + @check|people|analyst|human*
= without ~ human|reading|looking|a_human|checking|review|verification|approval|supervision|oversight
unsupervised|unchecked
= don't|n't|not|never|needn't ~ need|have ~ to + @check & @ai|answer|answers|its|result|results|again
= needs|need|requires|require + no|zero|neither ~ @check|supervisor|human|guidance|boss|help|input|babysit*|second
= skip|stop|forget|drop ~ @check & @ai|answer|answers
= why + @check|question|doubt
! not + replace|replaces
! stop + checking + by
! without + a + question
! should_be_checked|always_check|please_check|do_check|worth_checking
! check*|review* ~ before
= can ~ not|n't ~ be ~ wrong
trust|believe ~ blindly|completely|fully|without|implicitly|every_word|whatever|100|more_than|unconditionally
blind+trust|blind+faith
take ~ its|the? ~ word
take ~ to + the + bank
as+it+stands|as_is|straight_to|straight_into|unread|unseen|word_for_word|verbatim|unchecked|unreviewed|untouched & @ai|answer|answers|board|forward|report|copy|paste
copy ~ paste|straight ~ board|report
go|side|stick + with + ask_acme|the_ai|ai|the_machine
replace*|replaces|replacing|replacement|supplant*|substitute* ~ @person|job|role|hire
instead+of|rather_than + an? + analyst|analysts|human|humans|hiring|people|hire|data_team|consultant
! no+need+to+be+a
= no|don't|without|n't|never|last ~ need ~ @person
= without ~ the? ~ analyst|analysts|data_team|data_scientist|hiring|human|humans|people_involved
= no|last|never ~ hire|hires|hiring|recruit*|headcount
= no|without_an + analyst|analysts
last|next|final ~ hire ~ not|never|n't|won't
fire|sack|dismiss|let_go|lay_off|retire|downsize|cut ~ your? ~ @person
redundant|obsolete|superfluous|jobless|dispensable|unemployed & @person|@ai|it|team
job|jobs|work|salary|salaries|worth ~ of ~ analyst|analysts|data_team|team|person|people|department|scientist & ai|ask_acme|without|alone|it
analysts+worth|person+team|one+tool & without|ai|ask_acme
like ~ hiring|having ~ analyst|team|scientist ~ without|only|but|cheaper
smarter|better|faster|cheaper|wiser|quicker|cleverer ~ than ~ analyst|analysts|human|humans|person|people|expert|experts|team|colleague|controller|consultant|you|boss|scientist
does|do|doing + away + with
does|do|did ~ the ~ work|job|thinking|deciding ~ for + you|of
thinks|think|decides|chooses|choose|picks|judges|acts|reasons|knows + for|so + you|that
@ai|it ~ @decide ~ for|so|which|whether|itself|budget|on_its_own|alone|without|what|who|when|overnight|by_itself|customers|you
@ai + decides|decide|chooses|reallocates|approves|acts|manages|rules|fires|hires|knows_best|runs|runs_the
let|lets|leave|leaving|hand|hands|trust|allow|put ~ @ai|it ~ decide|choose|run|handle|make|take|pick|drive|lead|do|deal|manage|call|charge|wheel|think|steer|rest|fire|rule|sort|approve
leave|hand|give|outsource|delegate ~ decision|decisions|thinking|call|calls|job|choice|judgement|judgment|rest|meeting|budget ~ to ~ @ai|it
@ai|it ~ makes|make|takes|take ~ decision|decisions|call|calls|choice|choices
@ai|it ~ works|figures|sorts ~ out|what ~ does|do|acts|done
runs|run|works|work|operates|act|acts + on + its + own|autopilot|itself
autonom*|autopilot|self_driving|hands_free|unattended|unsupervised|hands_off|selfdriving
! self_driving+car*
sit+back|walk_away|relax|lean_back|switch_off_your_brain|put_your_feet & @ai|it|machine|you|switch|decid*
sit+back
@ai ~ never|doesn't|n't|not ~ sleep|sleeps|tire|tires|sick|holiday|complain|complains|bad_day*
bad+days & answers|colleague
= nobody|no_one|none ~ has|have ~ to + decide|check|think|verify|read_it|review|choose
= do + not|n't ~ think|need_to_think|have_to_think
thinking + is|done ~ done|us|you
= not ~ a ~ single|one ~ wrong|error|mistake
nobody|never ~ seen|caught|known ~ wrong|error|mistake
knows ~ better|best|everything|all|what_you|before_you
smarter|wiser ~ you|everyone
hallucinat* ~ not|never|no|zero|other|others|theirs|none|gone|past|solved
! can|may|might ~ hallucinat*|be_wrong
= takes|take ~ people|humans|person|guesswork ~ out
human|humans|people ~ optional|unnecessary|not_required|no_longer|out_of_the_loop|mistakes|error_prone|not_needed
approval|permission|human ~ not|no|never|n't ~ needed|required|necessary|asks
spend ~ reporting+staff|payroll|salaries|on_analysts
final+say|last+word|undisputed|beyond+doubt|beyond+question|gospel|oracle & @ai|it|answer|answers
if ~ disagree* ~ with ~ ask_acme
@ai & salary|payroll|wages|headcount|desk|seat_at
@ai ~ is|are + always|never
= do|does + you|anyone|anybody + still|really + need ~ @person|analyst|data_team
@person ~ can ~ go_home|rest|retire|take_the_day_off|leave|find
let|letting ~ your? ~ analysts|analyst|team|staff|people + go
answer|answers|answered|write|writes|run|runs|fix|fixes ~ themselves|itself
! open|opens|close ~ itself
understands|knows|sees|reads|remembers + everything|it_all|you_better|your_business|all
every|each|all ~ answer|answers ~ fact|truth|facts|right|correct|final|law
@ai ~ no|without|free_of ~ bias|biases|prejudice|blind_spots|limits|errors|opinion|ego|weakness*
no + human|humans|people|person + in_between|involved|needed|required|in_the_loop|touch|intervention|has_to
human + in + between
used + to + need|take|require ~ team|analyst|analysts|people|days|department|consultant
leave|leave_those|leave_that|leave_it ~ to + the? + @ai
= never|no_more ~ doubt|doubts|guess|second_guess|wonder + again|it|$
ask + once & never|doubt
cancels|starts|stops|pauses|launches|buys|bids|hires|spends|sends|books|orders ~ campaign|campaigns|ads|budget|orders|invoices|customers|emails|contracts ~ itself|while_you|for_you|on_its_own|without|lunch|new_ones
= only|just ~ humans|people ~ make ~ mistakes|errors
makes|make ~ analysts|team|people|colleagues|humans ~ redundant|obsolete|superfluous|unnecessary
who|why + needs|need|hire|pay|employ|keep ~ @person|data_scientist|analyst|analysts|hire|when
why+hire ~ 
new|next|only ~ data_team|analyst|colleague|hire ~ is + an|a + algorithm|machine|model|ai|bot|button
checks|check|checking|review|reviews|reviewing|verification|proofreading ~ waste|pointless|last_year|overrated|obsolete|history|unnecessary|needless|old_fashioned|for_others|optional|useless|a_thing_of
waste ~ of ~ time ~ check*|review*|verif*
= verify|check|review|question|doubt + nothing
human + review|check|checks|error|judgement|oversight ~ last_year|gone|over|obsolete|unnecessary|past|no_longer|optional
= not|never|n't|no|no_longer ~ need ~ people|humans|analysts|anyone|experts|staff|team
! no|not ~ need ~ team + plan
headcount|payroll|staff|salaries|wages ~ software|into|saved|cut|halve*|without|down
turn|turns|convert ~ headcount|people|staff|analysts
machine|machines|algorithm|model|ai|bot ~ knows|decides|rules|wins|is_right|takes_over|better_than|smarter|beats|outthinks|in_charge|never_sleeps|has_the_last
machines + do + not
answers|answer ~ bet|stake|swear ~ company|job|life|your
bet + your
carved+in+stone|word+of+god|law|final_word|end_of_discussion|case_closed|no_second_opinion|no_discussion & @ai|answer|answers
as_good_as_a_fact|as_good_as_fact|pure_truth|nothing_but_the_truth|the_whole_truth|gospel_truth|ground_truth
! ground_truth + data|column
approves|signs|rejects|grants|declines|terminates|promotes|rates|grades|ranks ~ invoices|budgets|refunds|loans|staff|employees|applicants|candidates|customers ~ itself|automatically|without|for_you|on_its_own
hands|hand ~ keys|wheel|reins|steering ~ ask_acme|ai|machine
ask_acme ~ approves|fires|hires|signs|negotiates|manages|leads|replaces|outperforms|outthinks|decides|rules|governs|thinks|judges|never|cannot_be|is_always|is_never|is_infallible|beats|buys|sells
stop|skip|forget|quit|enough + reviewing|verifying|double_checking|proofreading|rechecking|second_guessing|checking_the_answers $
hallucinat* // not_here|never|gone|zero|none|no
let + the? + ai|machine|algorithm|model|ask_acme ~ set|price|plan|manage|write_off|approve|fire|hire|buy|sell
fewer|less|no_more|zero|without + salaries|salary|wages|analysts|colleagues|headcount|hires|desks
what + it|ask_acme|the_ai + says ~ goes|is|counts|stands
accuracy ~ not|never|no_longer ~ worry|issue|concern|question
do + what|as + it|ask_acme|the_ai + tells|says
start + believing
believe|believing|obey|trust ~ machine|algorithm|every_answer|all_answers
gets|get|getting|got ~ it|them|everything|this ~ right ~ every|always|each|time|first
= @ai|answer|answers|it ~ is|are + correct|right|true|accurate|exact + every|always|each|whatever
whatever|everything|anything ~ @ai ~~ true|right|correct|fact|goes
humans|people|analyst*|experts|you ~ mistake|mistakes|miss|misses|err|wrong|tire|tired|forget ~~ @ai ~ not|never|n't
= people|humans|analysts ~ make|miss|err|forget|tire|get ~~ // @ai ~ not|never|n't
hand|give|leave|pass|turn ~ over|up|to? ~ decision|decisions|thinking|judgement|judgment
do|dispense|live + without ~ analyst*|data_team
without + looking|checking|thinking|reading|verifying|questioning
! @neg ~ without + looking|checking|thinking|reading
"""

DE = """
check: pruf* nachpruf* kontrollier* kontrolle uberpruf* gegenles* nachrechn* hinterfrag* freigabe* freigeben gegencheck* korrektur*
check: durchsehen gegenlesen nachlesen
wrong: falsch* fehler* irrt irren irrtum tausch* halluzin*
right: richtig korrekt recht wahr wahrheit stimmt stimmen exakt fehlerfrei* unfehlbar* perfekt* zuverlassig
decide: entscheid* bestimm* wahlt auswahlt steuert handelt kundigt verteilt ubernimmt genehmigt wahlen leitet erledigt
immer|stets|jedes_mal ~ @right
@right ~ immer|stets|jedes_mal
@ai ~~ stimmt $
= nie|niemals|nicht|kein*|ohne|keinerlei ~ @wrong
fehlerfrei*|unfehlbar*|irrtumsfrei*|makellos*|ungepruft|ungelesen|blind_vertrauen|allwissend*
= nicht_mehr|nie|kein*|ohne|sparen|erspart|uberflussig|unnotig|schluss|weglassen ~~ @check
= @check ~~ sparen|uberflussig|unnotig|erubrigt|entfallt|unnotig|vorbei|weglassen|geschenkt
! sollte* ~ @check
! bitte ~ @check
blind ~ vertrauen|verlassen|ubernehmen
vertrauen ~ blind|bedingungslos|voll
ersetzt|ersetzen|ersatz|ablost|ablosen ~~ @person|stelle|kolleg*
@person ~~ ersetzt|ersetzen|uberflussig|entlass*|einspar*|kundig*|nicht_mehr|arbeitslos|ausgedient
brauch* ~ @neg ~ @person|mehr
@ai ~ @decide
entscheid* ~ fur + sie|dich|uns
uberlass*|uberlassen ~ @ai|ihr|entscheidung*
lassen|lass + sie? + die? + @ai ~ entscheiden|machen|arbeiten|denken|ubernehmen
musst|mussen|braucht|brauchen ~ dich|sich|sie ~ um + nichts|nicht
selbststandig|eigenstandig|autonom*|autopilot*|von_allein|von_selbst & @ai|entscheid*|budget*|handelt
kluger|schlauer|besser|schneller ~ als ~ @person|mensch*|jede*|sie
denkt|denken ~ fur + sie|dich
lehnen+sie|lehn+dich ~ zuruck
zurucklehnen
statt|anstelle ~ @person
ersetzt|ersetze ~ ihre|deine|ihren|den|die + @person|analyseabteilung|*abteilung|*team
*abteilung ~ ersetzt|uberflussig|sparen
fehler + macht ~ mensch|niemand|nur
@ai ~ irrt|weiss|versteht|kennt ~ alles|nie|besser
nie_mehr|nie_wieder + zweifeln|raten|rechnen
mensch*|personal ~ braucht ~ nicht|niemand|kein*|uberflussig
= mensch*|analyst*|leute ~~ fehler*|irren|ubersehen|mude ~~ @ai ~ nicht|nie|niemals
verzicht*|einspar*|ersetz* ~ auf? ~ analyst*
ohne ~ nachzusehen|nachzuprufen|nachzudenken|hinzusehen|gegenzulesen|nachzulesen
"""

FR = """
check: verifi* relire relisez relecture controle* controler valider validation revoir corriger correction* surveill*
wrong: tort faux fausse erreur* trompe* tromp* hallucin* errone*
right: raison juste justes exact* correct* vrai verite infaillible* parfait* fiable* sur
decide: decide* tranche* choisi* gere* pilote* agit realloue* prend_la_decision arbitre* licencie*
toujours ~ @right|bonne|bonnes
@right ~ toujours
= jamais|pas|aucun*|sans|ne|zero ~ @wrong
infaillible*|sans_faille|irreprochable*|omniscient*|zero_erreur
= inutile|plus_besoin|pas_besoin|sans|aucun*|superflu*|ni|jamais|fini|dispense* ~ @check
! question
! a|doivent|doit ~ @check
! pensez|verifiez
confiance ~ aveugle*|aveuglement|totale|yeux_fermes|absolue
les+yeux+fermes|aveuglement
remplac* ~~ @person|poste
@person ~~ remplac*|inutile*|superflu*|licenci*|au_chomage|plus_besoin|obsolete*
= plus|pas|aucun* ~ besoin ~ @person|embaucher|recruter
@ai|elle|il ~ @decide ~ place|pour|seul*|tout*|profitez|vous|vos|budget*
@ai + @decide
decid*|tranch*|choisi*|pens* ~ a+votre+place|pour+vous|a+ta+place|pour+toi
laissez|laisse|confiez|confie ~ @ai|la|machine|lui|decisions ~ decider|faire|choisir|decision*|gerer|penser|trancher|travailler|a
autonom*|pilote_automatique|sans_supervision|sans_surveillance
plus|mieux ~ que|qu ~ analyste*|humain*|expert*
a+la+place ~ @person|votre
= rien ~ a + verifier|relire|faire|controler
= humain*|gens|homme*|analyste* ~~ tromp*|erreur*|oubli*|fatigu* ~~ @ai ~ pas|non|jamais
passez|passer + vous? + de + vos|l? ~ analyste*
sans + regarder|verifier|relire|reflechir|controler
"""

ES = """
check: revis* comprob* verific* supervis* control* validar validacion corregir repasar releer contrast*
wrong: equivoc* error* fall* mal incorrect* alucin*
right: razon correct* exact* acierta* aciertan verdad infalible* perfect* fiable* buena
decide: decid* elige* escoge* gestiona actua reasigna despide toma_las_decisiones manda
siempre ~ @right
@right ~ siempre
= nunca|jamas|no|sin|ningun*|cero ~ @wrong & @ai|respuesta*|se|errores
infalible*|sin_errores|sin_fallos|omniscient*
= sin|no|ni|nunca|olvida*|innecesari*|ahorra*|deja|nada ~~ @check
! debe*|conviene|recomend* ~ @check
! hay+que + @check
confia|confie|confianza|fiate ~ ciegas|cieg*|total|plenamente
reemplaz*|sustituy*|sustituir ~~ @person|analista*|plantilla
@person ~~ reemplaz*|sustitu*|sobra*|despid*|obsolet*|paro
= no|sin|ya ~ necesit*|falta|hace ~ @person
@ai ~ @decide
decid*|piensa|elige ~ por+ti|por+usted|por+vosotros|sola|solo
deja*|deje ~ que? ~ @ai|la ~ decida|elija|decidir|haga|gestione|mande
autonom*|piloto_automatico|sin_supervision
mas|mejor ~ que ~ analista*|humano*|experto*
en+lugar+de|en+vez+de ~ @person
olvid* ~ contratar|analistas|revis*|comprob*
deja|deje|dejad|que ~ @ai ~ tome|decida|elija|mande|decisiones
= humano*|persona*|gente|analista* ~~ equivoc*|error*|olvid*|cans* ~~ @ai ~ no|nunca|jamas
prescind* ~ analista*|equipo|persona*|emplead*
sin + mirar|comprobar|revisar|pensar|verificar|leer
"""
