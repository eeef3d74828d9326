"""`claim.outcome`: a business result that is promised, certain or free of risk."""

from __future__ import annotations

EN = """
result: revenue roi sales mrr arr churn conversion conversions profit profits margin margins growth pipeline renewal renewals
result: retention income earnings turnover bottom_line returns upsell upsells deals quota quotas nrr ltv payback costs
result: cancellations signups sign_ups win_rate revenues cash_flow expansion customers_leaving
bad: churn losses surprises cancellations missed_targets late_payments lost_deals lost_customers bad_months bad_quarter*
bad: flat_quarter* flat_month* missed_quota* dips
move: rise rises grow grows climb climbs increase increases double doubles triple triples quadruple* soar soars jump jumps
move: skyrocket* improve improves multiply multiplies surge* up higher fall falls drop drops shrink shrinks down lower decline*
move: disappear* vanish* stop stops end ends halve halves follow follows recover* turn turns explode* better bigger accelerate*
move: plummet* sink sinks thank flourish
lift: boost boosts lift lifts raise raises grow grows increase increases double doubles triple triples quadruple* multiply
lift: skyrocket* explode* supercharge* turbocharge* maximi* accelerate* 10x 2x 3x 5x grow unlock unlocks drive drives win fix
slash: cut cuts reduce reduces lower lowers halve halves slash slashes shrink eliminate* end ends stop stops kill kills
slash: eradicate* erase* beat defeat
sure: guarantee* certain certainly definitely assured inevitable inevitably surely always automatically reliably undoubtedly
sure: certainty unavoidable unstoppable sure infallibly invariably mathematically
target: target targets goal goals quota quotas plan number numbers forecast
guarantee*|assured
! guarantee + claims|column|period|rate|cases
! guarantee*|garanti* + ?
! eine|la|une + garant* + gibt+es ~ nicht
! garant* ~ nicht|aucun*|ninguna|pas
! guarantee* & no|not|never|nothing
! @neg ~ guarantee*
! guarantee* ~ nothing|no
surefire|foolproof|failsafe|fool+proof|fail+safe|sure+fire|can't_miss|cant_miss|risklos*
= risk|risks + free
= no|zero|without|nothing ~ risk|risks|gamble $
= no|zero + risk|risks|downside|downsides
= without|free + any|of|the? + risk|risks
= there + is|are + no + risk
! no+risk+of
! renewals+at+risk
! at+risk
= nothing + to + lose
! nothing+to+lose+by
= you + cannot|can't|couldn't|won't|never + lose|fail
= cannot|can't|couldn't|won't + fail|go_wrong|miss|backfire
= no + way + to + lose|fail|miss
= failure + is|isn't|not + impossible|not|an|out
= impossible + to + lose|fail|miss
@result ~ @will|'ll|must ~ @move
@result ~ is|are + sure|certain|guaranteed|assured|bound|set|destined|inevitable|decided|safe|secured
@result & @sure
@result ~ have|has + no + choice
@result ~ goes|go|going|goes|comes|come + up|down|back|through
@result ~ for+sure|no_matter_what|without_exception|without_fail|every_time|in_the_bag|locked_in|a_given|taken_care_of
@result & whatever ~ doing|happens
@result & no+matter
double|doubles|triple|triples|quadruple|boost|boosts|skyrocket|multiply|multiplies|supercharge|maximi*|10x|3x|2x|5x|explode ~ @result|business
@lift|@slash + your|my|our ~ @result
@lift|@slash ~ your ~ @result ~ within|before|overnight
@lift|@slash ~ your ~ @result ~ by|in + a? + @num|half|third|days|weeks
watch ~ your ~ @result ~ @move
watch|see ~ your? ~ @result ~ grow|climb|rise|soar|double|skyrocket|fall|drop|multiply
^ more|higher|bigger + @result + less|fewer|without|guaranteed|in|from|with|every|next|this $?
^ more|higher|bigger + @result $
^ less|lower|zero|no_more + churn|@bad $
zero|no + churn
zero+churn
! no+churn+data|column|table|chart
= no|zero + more ~ @bad
= never ~ lose|losing|miss|missing ~ customer|customers|deal|deals|target|targets|revenue|account|accounts|goal|sale|month|cent
= never + again
! never + again ~~ hand|paste|copy|retype|formula*|export*|by_hand|manually|spreadsheet*
= nobody|no_one|none ~ leaves|leave|cancel|cancels|churns|churn
= customers|customer|accounts|users|clients|buyers|subscribers ~ stop|stops|never|quit ~ leaving|leave|churn|churning|cancel|cancelling|go
= every|each|all ~ customer|customers|account|deal|deals|renewal|trial|one_of_them ~ stays|stay|kept|renews|renew|closes|close|convert|converts|won|signs
deals ~ close|closes|closing + always|themselves|faster|every
= customers|customer|clients ~ stay|stays ~ for_good|forever|always
simply|just + stop|stops|disappear* + happening?
is|are|becomes|become|be + history $
thing|things|problem|relic + of + the + past
pay|pays|paid + for + itself|themselves
earn|earns|earned|make|get|gets|win + it|that|them|your_money|every_cent|every_dollar|the_price|the_cost + back
comes|come|came + back ~ as|to+you|multiplied|tenfold|double|revenue|profit|with_interest
return ~ on ~ investment|board|slide & guaranteed|3x|certain|promise*
= without|no ~ exception|exceptions|fail $
= without + exception|fail
= there|are + no + exceptions
eat ~ hat|hats
we|i + promise|promises|swear|vow|pledge|bet|wager|warrant|vouch|stake ~ you|that|it|your|on|will|our
! promise* + nothing|no
you + will|'ll|are_going_to|are_about_to|cannot_help_but ~ succeed|win|hit|beat|meet|reach|exceed|smash|crush|outgrow|double|earn|make|close|save|keep ~ target|targets|goal|goals|quota|more|money|customers|deals|revenue|every|twice|forecast
hit|beat|meet|reach|smash|crush|exceed + every|each|your|all + target|targets|goal|goals|quota|number|forecast ~ every|always|without|each|time|guaranteed|again|month|quarter
every|each + month|quarter|time ~ on+target|above|over|beats|better
only + way|direction|place ~ is|go ~ up|left
only|just ~ way|direction ~ up $
nowhere|no_where ~ but + up
success|growth|victory|win|profit|results|outcome ~ is|are ~ certain|guaranteed|assured|inevitable|matter_of_time|automatic|only_a_matter|yours|decided|built
guaranteed|certain|sure|safe|assured|surefire + result|results|win|wins|growth|return|returns|success|bet|thing|outcome|outcomes|profit|savings|way
make|makes|making ~ @result ~ certain|sure|rise|grow|climb|go_up
that|this|they|costs|it ~ are|is + going + to $
makes|make|made|making + it|them|revenue|sales|growth|customers + rise|grow|climb|stay|happen|inevitable|buy
proven|certain|sure|destined|bound|guaranteed + to + @lift|grow|win|succeed|convert|pay|work|increase|save|earn|close|rise|improve|deliver|bring
earn|make|earns ~ more|double|twice ~ than + you|last|before|ever
put ~ euro|dollar|hour|cent|penny|time ~ get|comes|returns
every|each + euro|dollar|hour|cent|penny|pound ~~ back|returns|returned|comes|pays|multiplied|tenfold
worst ~ can|could + happen ~~ more|earn|win|grow
leak|leaks|hole ~ revenue|bucket ~ closed|plugged|stops|gone
not+a|no + question + of + if|whether
question + is + not|only + whether|if|when|how
@result & matter + of + time|weeks|days
@result & by+the+end|by+christmas|within+days|within+weeks|in+weeks|overnight|in+days|next+month|this+quarter & will|'ll
@result & overnight
@result ~ doubled|tripled|quadrupled|multiplied & your|you
success + story ~ yours|your|next
your ~ competitors|rivals ~ lose|losing
you + are + about + to + be|become ~ proof|rich|winner|next
teams|companies|customers + who|that ~ renew|grow|win|earn|sell|close + more|faster|twice
call|tell|warn|phone ~ boss|cfo|board|investors|bank ~ already|now|good_news
rich|millionaire|wealthy|fortune
get|make|making ~ rich|money ~ with|from|by
@result ~ follows|follow|thanks|meet|problem|leak|worries ~ every_time|your_end|ends_here|over|end|solved|always|itself|gone
churn|cancellations|losses|late_payments|lost_deals|surprises ~ nowhere|meet_your|ends|abolished|goodbye|farewell|gone|history|extinct|zero|cured|solved|away|over|down_by|banished|eradicated|ended|stops
say|wave|kiss + goodbye|farewell|adieu + to
goodbye|farewell|bye|adieu + @bad|churn|losses|lost|late|missed
keeps|keep + cancellations|churn|losses|bad_quarters|customers ~ away|forever|loyal
! keep + churn
thank|thanks|applaud|congratulate|promote ~ you ~ for ~ growth|revenue|profit|result|results|increase
board|boss|ceo|cfo|investors ~ will ~ thank|love|applaud|promote|congratulate|cheer
ends|end|winds|ends_up ~ up ~ with + more + customers|revenue|deals|sales|money|profit
quarter|month|year|plan|target|number|forecast ~ is + safe|saved|secured|in_the_bag|won|made|yours
return|payback|profit|payoff ~ is + there|immediate|instant|a_click|yours|a_formality|certain|from_day_one
count|bank|rely|bet|depend + on ~ @result|better|more|extra|higher|it_working|numbers|margin
success|growth|profit|revenue|results + comes|come|built_in|included|delivered|is_included|on_autopilot|guaranteed|itself|arrives|shows_up|a_click
happen|happens|sell|sells|fills|fill|grows|grow|close|renew|renews + itself|themselves|on_their_own|on_its_own|by_itself|alone
! close|save|open ~ itself
earns|earn|pays|brings|returns|makes + back? + more + than ~ costs|cost|you|price
only + stand + to + win|gain
stand|stands + to + win|gain
@result + up + @num? + and? + @result|effort|costs|work|stress + down
@result ~ double|doubles|triple|triples|soar|soars|explode|jump|take_off ~ once|when|as_soon|after|overnight|with
is + what + happens
profit|growth|success|revenue ~ is + a? + click|step|chart|dashboard|habit ~ away|from
makes|make + sure ~ it|that|you|they ~ does|happens|win|grow|hit|never|reach
your + team|company|business + will + hit|grow|win|beat|earn|exceed|reach|double
it + will ~ climb|rise|grow|work|pay|happen|double|fall
will + climb|soar|skyrocket|double|triple|take_off|explode|stay_for_good
question ~ is ~ no_longer|not ~ whether|if
as+simple+as+that|simple+as+that|no+ifs|ifs+or+buts|mark_my_words|take_it_from_us|you_can_bank_on|bank_on_it|set_your_watch|sure_as|as_sure_as|cast_iron|sealed_deal|a_done_deal|dead_certain|death_and_taxes|written_in_the_stars|money_in_the_bank|no_brainer|a_safe_bet|cannot_go_wrong|can't_go_wrong|can't_lose|cant_lose|win_win|works_every_time|works_like_a_charm|without_fail|never_fails_to|success_formula|recipe_for_success|secret_to|secret_of_success|start_planning_what_to_spend
nobody|no_one|none ~ who ~ @product|share*|uses|tracks ~ misses|loses|fails|churns
higher|more|better ~ for + everyone|every_customer|all_teams
cut|drop|fall|fell|down|up|rise|rose + by + a + third|half|quarter|fifth
@result ~ down|up|higher|lower + by + a? + @num|third|half|quarter
growth|profit|success|revenue + that + shows_up|never|always|lasts|stays
no + ifs|buts|maybes
money|cash|revenue|sales|orders|deals|customers ~ roll|rolls|rolling|pour|pours|pouring|flood|flooding|stream|streaming|fly|come + in|into|your_way
rain+money|raining+money|cash_cow|goldmine|gold_mine|money_machine|money_printer|printing_money|golden_goose|jackpot|windfall|bonanza
profit|growth|success|revenue|result|results ~ no_longer ~ luck|question|dream|coincidence|accident|gamble
always|never_fails_to + pay|pays + off
investment|bet|move|step ~ always|never|cannot ~ pay|pays|lose|fail|wrong
foregone|inevitab*|law_of_nature|law_of_physics|laws_of_physics|gravity|clockwork|sunrise
! gravity ~ chart
cannot|can't + help + but + grow|rise|close|buy|win|improve|renew
not + whether|if ~ but + how|when
turn|turns|transform|transforms ~ your ~ business|company|fortunes|quarter ~ around
= no ~ customer|account|client|subscriber|deal|renewal ~ will|ever|again ~ leave|cancel|churn|slip|lost|leaves
no + way ~ not|n't ~ improve|grow|win|work
! no + way + to + tell
victory|triumph|prosperity|riches|fortune|harvest|jackpot|golden_age ~ yours|certain|certainty|awaits|comes|guaranteed|away|ahead|is
certainty
! certainty + column|interval
! no|not|without|never|false + certainty
bends|points|goes|curve|line|arrow ~ one_way|only_up|upwards|one_direction ~ 
whatever|no_matter ~ target|goal|quota|market|economy|season ~ beat|hit|reach|win|grow|will
coming|heading|headed + your + way
extra|additional|more + revenue|profit|sales|income|margin ~ coming|waiting|yours|guaranteed|within|by|next|every|in_your
put ~ in ~ budget ~ before
leads + in
fix|fixes|fixed|cure|cures|cured|solve|solves|solved|ends|end|stops|stop ~ churn|cash_flow|revenue_leak*|cancellations|your_margin ~ for_good|forever|once|in|overnight|within|always
churn|cancellations ~ for_good|forever|once_and_for_all|overnight
once+and+for+all ~ 
our + dashboards|charts|alerts|tools + make|bring|deliver|earn + you|money|profit|growth
doubles|triples|tripled|doubled|quadrupled ~ your|the
every + customer + you + have
survive|weather|thrive ~ any|every ~ crisis|recession|storm|market
recession + proof
growth|revenue|profit|roi|sales + on + autopilot|demand|tap|steroids
never|not + worry ~ churn|revenue|targets|quota|cash
@result + up|down|higher|lower // ^ every|always|guaranteed|without|no_exceptions
abandonment|churn|refunds|returns|complaints|cancellations|bounce_rate ~ drop|drops|falls|vanish|stops|halve*|shrinks ~ the_moment|as_soon|when_you|once_you|the_day|overnight|by
keeps|keep ~ the? ~ churn|cancellations|losses|competition + away
! @result ~ up|down ~ ?
you + will ~ sell|earn|win|close|save|grow|keep ~ more|twice|better|double|everything|everyone|faster
lock_in|lock|secure|get|gain|expect|enjoy|win|claim|bag|grab|bank ~ more|higher|better|extra|bigger|record|fewer|lower|less + @result|leads|orders|customers|savings
lock_in|secure|safeguard|guard|protect ~ your|more ~ growth|revenue|sales|profit|success|margin*|renewals|income
! secure|protect + your + data|account|workspace
#num + % ~ more|fewer|higher|lower|better|less|extra + @result|leads|orders|customers|subscribers
@lift|@slash ~ @result|leads|orders ~ by ~ #num|@num|half|third|fifth|quarter
grow|grows|growing + by + a|@num|#num
recover|recoup|regain|earn|earns|make|makes ~ price|cost|costs|fee|investment|outlay|spend ~ back|within|in
earn|earns|win|make|makes + back ~ price|cost|costs|fee|investment|customer|customers
win + back + every|all|each|lost
investment|outlay|spend|subscription ~ comes|come|pays|is|will ~ back|repaid|recovered|doubled|itself|off
^ better|bigger|higher|stronger|fatter|more + @result|results|leads ~ from|in|within|by|after|guaranteed|promised
turn|turns|make|convert|converts ~ every|all|each|any ~ trial|lead|visitor|visit|click|user|prospect|deal ~ sale|customer|paying|won|buyer|renewal
= customers|accounts|clients|users|subscribers|buyers ~~ not|never|don't|won't + leave|cancel|churn|quit|go
pipeline|target|targets|@result ~ is|are ~ @num|one|a|few + chart|charts|click|clicks|step|steps|dashboard|dashboards|alert|alerts|day|days|week|weeks + away
no + way ~ not|n't ~ pay|work|grow|succeed|help
only|all + upside
@result|@target|renewals ~ take|takes + care + of + themselves|itself
count|rely|bank + on + it|them|that|better|more|higher
^ always $
@result|savings ~ in + the + bag
@result|outcome|success ~ is|are + already + decided|won|yours|certain|done
= is|are + no_longer|not + a + question|matter + of + luck|chance|if|hope
= not + whether ~ but
= not + if + but + when
keep|keeps ~ churn|losses|cancellations + away
consider ~ it|them|that|this + done|met|won|solved|sold|signed|closed|reached|hit|beaten|secured
= not_one|not_a_single|no|not_a ~ customer|account|deal|renewal|client|subscriber ~~ leave|leaves|slip|slips|lost|churn|churns|cancel|cancels
number|target|goal|quarter|quota|plan|forecast|budget ~ // ^ already|consider|done|safe|in_the_bag|sorted
bring|brings|pull|pulls|send|sends ~ money|cash|revenue|customers|orders ~ in|home|back
more + profit|revenue|sales|income|money ~ from|since + day_one|first_day|start|week_one
therefore|so|which_means|meaning + more|higher + profit|revenue|sales
= not|no|never ~ single + customer|account|client|renewal|deal
"""

DE = """
result: umsatz* gewinn* kundigungsrate* abwanderung* rendite* marge* ertrag* ertrage wachstum einnahmen verkauf* absatz
result: abschluss* abschlusse verlangerung* konversion* kundenbindung kosten churn vertragsabschl* ergebnis*
sure: garantier* garantie sicher sicherlich bestimmt gewiss zwangslaufig unweigerlich automatisch unausweichlich immer verlass
sure: verlasslich todsicher definitiv zweifellos
move: steigt steigen wachst wachsen sinkt sinken fallt fallen verdoppelt verdoppeln halbiert halbieren klettert klettern springt
move: schrumpft verschwindet verbessert erhoht explodiert hoch rauf runter nach_oben nach_unten zuruck zulegen legt
lift: steiger* verdopp* verdreifach* erhoh* vervielfach* maximier* boost* sicher* senk* halbier* reduzier*
garantier*|garantie|garantien|garantiert*|*garantie|todsicher*|bombensicher*|risikofrei*|risikolos*|gelinggarantie|idiotensicher*
! @neg ~ garanti*|*garantie
! garantier* ~ @neg
= ohne|kein|keinerlei|null ~ risiko|risiken|wenn_und_aber
= nichts|nicht ~ zu ~ verlieren
= nichts + zu + verlieren
= nie|niemals + wieder|mehr
= konnen|konnt|kannst|kann + nur + gewinnen|wachsen|steigen
= kann|konnen|kannst ~ nicht|nichts|nie ~ schiefgehen|schief|verlieren|scheitern|schiefgeh*
@result ~~ @move
@lift ~ ihren|ihre|deinen|deine|den|die + @result
@result & @sure
@result & verlass|fest|versprochen|versprechen|mathematik|naturgesetz|ausnahmslos|ausnahme|gesichert|selbstverstandlich
= ohne|keine ~ ausnahme
versprechen|verspreche|versprochen ~ ihnen|dir|euch|wir|mehr|@result
wir & versprech*|schworen|wetten
zahlt|rechnet|macht|amortisiert ~ sich ~ selbst|aus|bezahlt|immer|garantiert|sofort|schnell
erfolg|ergebnis|wachstum ~ ist|sind ~ sicher|gewiss|garantiert|programmiert|vorprogrammiert|unausweichlich
vorprogrammiert*
mehr + @result $
mehr + @result ~ weniger|ohne|jeden|in
gehort|gehoren ~ vergangenheit
sind|ist + geschichte $
kunden|kunde|kundinnen ~ bleiben|bleibt ~ alle|immer|sicher|treu|garantiert|nie
= kein|keine|keinen ~ kunde|kunden|kundin ~ mehr ~ geht|gehen|verlieren|verlassen|kundigt|verlieren
= kunden ~ horen ~ auf
= verlieren|verlierst ~ nie|keinen|keine|kein ~ kunde*|umsatz|cent
sie|du ~ werden|wirst ~ verdienen|gewinnen|wachsen|erreichen|ubertreffen|verdoppeln|einsparen
jeder|jeden ~ euro|cent|stunde ~~ zuruck|doppelt|mehrfach|vielfach
= verliert|verlieren|verlierst ~ keinen|keine|kein ~ kunden|kunde|kundin|umsatz
@result ~ geht|gehen ~ durch_die_decke|hoch|rauf|bergauf|nur_aufwarts
wird|werden ~ sich + auszahlen|lohnen|rechnen
verlass|verlassen|verlasst ~ sich|dich + drauf|darauf
so + einfach + ist + das
jeder + investierte* ~ 
geldregen|goldgrube|selbstlaufer|geldmaschine|dukatenesel|naturgesetz
erfolg*|wachstum|gewinn*|umsatz* ~ stellt|kommt|kommen|garantiert|sicher|selbst ~ selbst|ein|sicher|automatisch
sichern|sicher|holen|hol|gewinnen|erzielen|erwarten|freuen ~ mehr|hoher*|bess* ~ umsatz*|gewinn*|wachstum|abschlusse|verkaufe|kunden|ertrag*
sie|du + werden|wirst ~~ mehr|besser|doppelt ~ verkaufen|verdienen|gewinnen|umsetzen|abschliessen
mehr|hoher* ~ umsatz*|gewinn*|ertrag*|wachstum ~ versprochen|garantiert|sicher
#num + %|prozent ~ mehr|weniger|hoher*|niedriger* ~ umsatz*|gewinn*|kundigung*|abwanderung|abschlusse|leads|verkaufe
ziel*|*ziel ~ ist|sind ~ erreicht|geschafft|gesichert|sicher
= kein*|nicht ~ einzig* + kund*|konto|abschluss|vertrag
= kein* + kund* ~~ geht|gehen|kundigt|verlier*|abspring*|abwander*
"""

FR = """
result: chiffre_d_affaires ca revenus revenu ventes marge* benefice* rentabilite croissance attrition desabonnement* retour*
result: conversion* resultats renouvellement* rendement* profit* gains retention couts
sure: garanti* certain certaine certainement assurement assure assuree inevitable* inevitablement forcement toujours
sure: automatiquement mathematique surement sans_faute immanquablement infailliblement
move: augmenter augmentera augmenteront doubler doublera triplera baisser baissera baisseront monter montera remonter remontera
move: grimper grimpera croitra croitront progressera exploser explosera chutera disparaitra bondir bondira diminuera grimpent
move: augmente augmentent double grimpe decolle decolleront monte hausse
lift: augmentez doublez triplez boostez multipliez reduisez maximisez explosez dopez accelerez augmente booster doubler diminuez
lift: double multiplie booste dope reduis
garanti*|infaillible*
! @neg ~ garanti*
! garanti* ~ rien|pas|aucun
= sans|aucun|zero + le? + moindre|aucun? + risque*
= sans|aucun|zero ~ risque*|exception
= rien ~ a + perdre
= ne|n|jamais ~ pouvez|peut|peux|pourrez|peuvent ~ perdre|echouer|rater
= impossible + de + perdre|rater|echouer
= plus + jamais
@result ~ @will ~ @move
@result ~ augmentera|augmenteront|doublera|doubleront|montera|baissera|baisseront|grimpera|remontera|croitra|explosera|triplera|bondira|chutera|diminuera|disparaitra
@lift ~ votre|vos|ta|ton|tes|le ~ @result
@result & @sure
plus + de + @result ~ moins|sans|chaque
^ plus + de + @result $
succes|reussite|croissance|resultat ~ est|sont ~ assure*|certain*|garanti*|inevitable*|programme*
promettons|promets|promis|jurons|parions ~ vous|que|un|une|plus|de
se|s + rentabilise|rembourse|amortit ~ tout|seul|toute|lui|elle|toujours|vite|immediatement
c+est|de ~ l? + histoire + ancienne
ne|n ~ perdrez|perdras|manquerez|raterez ~ plus|jamais|aucun
chaque ~ euro|heure|centime ~~ revient|rapporte|double|multiplie|rembourse
prevenir|prevenez|previens|annoncez ~ patron|direction|actionnaires|banquier
vous + allez ~ gagner|doubler|vendre|economiser|depasser|atteindre|reussir ~ plus|objectifs|argent|clients|tous
clients ~ restent|resteront ~ tous|toujours|fideles
= aucun + client ~ partira|part|quitte*|perdu
rentable* ~ coup_sur|garanti*|certain*|des_le|toujours
a + coup + sur
@result ~ va|vont + decoller|exploser|grimper|s_envoler|doubler
c + est + mathematique|certain|automatique|garanti|aussi_simple
chaque|tout ~ euro ~ investi ~ rapport*|revien*|double*|multipli*
vous + en? + rapportera*
resultat*|succes|ventes|gains|benefice*|croissance ~ assure*|garanti*|certain*|inevitable*
! pas|aucun*|jamais ~ resultat*|garanti*|certain*
vous ~ vendrez|gagnerez|conclurez|doublerez|economiserez ~ plus|mieux|deux|davantage
assurez|securisez|obtenez|gagnez|visez ~ plus|davantage|votre|vos|meilleur* ~ croissance|ventes|revenu*|marge*|benefice*|profit*|clients
#num + %|pour_cent ~ de? ~ plus|moins ~ ventes|revenu*|churn|desabonnement*|resiliation*|leads
objectif* ~ est|sont ~ atteint*|gagne*|assure*|dans_la_poche
= pas|plus ~ un|seul + client|contrat ~~ part|partira|perdu*|quitte*|resili*
"""

ES = """
result: ventas ingreso* beneficio* rentabilidad margen* crecimiento abandono* conversion* facturacion retorno renovacion* ganancias
result: cancelaciones resultado* bajas retencion costes
sure: garanti* seguro segura asegurad* inevitable* ciertamente siempre automaticamente matematic* si_o_si sin_duda
sure: indudablemente infalible*
move: subir subira subiran crecer crecera creceran aumentar aumentara aumentaran duplicar duplicara duplicaran caer caera bajar
move: bajara bajaran disparar dispara disparan disminuira desaparecera mejorara mejoraran multiplicado multiplicara suben crecen
move: duplican sube crece se_duplica
lift: duplica duplique triplica triplique aumenta aumente multiplica multiplique dispara dispare reduce reduzca maximiza maximice
lift: impulsa impulse haz_crecer incrementa incremente
garanti*
! @neg ~ garanti*
! garanti* ~ nada
= sin|ningun|cero ~ riesgo*|excepcion*
= nada ~ que + perder
= no ~ hay ~ forma|manera ~ perder|fallar
= no ~ puede|puedes|pueden ~ perder|fallar|salir
= imposible + perder|fallar|fracasar
= nunca + mas
@result ~ @will ~ @move
@result ~ subira|subiran|crecera|creceran|aumentara|aumentaran|duplicara|duplicaran|bajara|bajaran|caera|caeran|mejorara|disparara|dispararan|multiplicara|desaparecera
@lift ~ tu|tus|su|sus|las|el ~ @result
@result & @sure
@result ~ sin_falta|si_o_si|pase_lo_que_pase
^ mas + @result $
^ mas + @result ~ menos|sin
exito|crecimiento|resultado ~ es|esta|estan ~ asegurad*|garantizad*|segur*|inevitable*
prometemos|prometo|juramos|apostamos ~ que|te|le|mas
se + paga|amortiza ~ sol*|mismo|siempre
cada ~ euro|hora|centimo|dolar ~~ volvera|vuelve|multiplicad*|devuelve|duplica
= no ~ perderas|perdera|volvera|volveras ~ perder|cliente*|ni|nunca
= ningun ~ cliente ~ ira|iran|marchara|abandonara
son|es ~ cosa|cosas ~ pasado
clientes ~ se + quedaran|quedan
asi + de + sencillo|facil|simple
@result ~ por_las_nubes|despegara*|se_disparan
cada + euro + invertid*
mina_de_oro|lluvia_de_dinero|exito_asegurado|exito_garantizado
resultado*|exito|ventas|ganancia*|crecimiento ~ segur*|garantizad*|asegurad*|cierto*
! no|ningun*|nunca ~ resultado*|segur*|garantiz*
vendera*|ganara*|cerrara*|duplicara*|ahorrara* ~ mas|doble|mejor
asegur*|consig*|obten*|logr* ~ mas|mayor*|mejor*|su|tu ~ ventas|ingreso*|crecimiento|margen*|beneficio*|exito
#num + %|por_ciento ~ mas|menos ~ de? + ventas|ingreso*|cancelacion*|abandono|leads
objetivo* ~ esta|estan ~ cumplid*|alcanzad*|asegurad*|lograd*
= ni|ningun ~ un? + cliente|contrato ~~ march*|ira|ira|perd*|cancel*|abandon*
"""
