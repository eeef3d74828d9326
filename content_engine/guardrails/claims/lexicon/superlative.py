"""`claim.superlative`: a superlative, a rank or a comparison with the market, in any wording."""

from __future__ import annotations

EN = """
best: best greatest finest smartest fastest quickest easiest simplest safest cheapest strongest largest biggest leading premier
best: top most favourite favorite clearest cleverest sharpest friendliest nicest neatest richest deepest lightest surest coolest
best: sleekest most_advanced most_powerful foremost
better: better faster smarter cheaper easier simpler safer quicker stronger clearer more less sharper superior ahead further
better: above nicer cleverer cleaner deeper lighter
thing: @product way place choice option name company team builder home answer partner menu
@best ~ @product ~ on|in|of|around|available|anywhere|ever|you|there|money|for|out
the|our|your|world|simply|are|is + @best ~ analytics|tool|platform|product|software|solution|bi|vendor|provider|dashboard|app|chart_builder|builder|choice|alerts|suite|reporting|tools|products|service
@best ~~ on|in + the? + market|industry|world|business|class|planet|field|category|league|universe|town
@best + analytics|tool|platform|product|software|solution|bi|vendor|provider|app|service|suite|builder $
get|meet|try|choose|pick|own + the + @best ~ @product
! best+viewed|practice|practices|way|ways|time|guess|wishes|regards|place|next
! at+best
! at|on|to|from|near + the + top
! the+best+way|time|place|day|moment
! best ~ column|chart+type|fit|month|week|day|quarter|seller|sellers|customer|customers|channel
! your|my|its|their + @best
! largest|biggest|most|top|fastest ~ change|changes|customers|accounts|deals|column|row|rows|segment|drop|table|value|values|source|gap|month|deal|invoice*|region*|mover*|five|ten|channel|used|recent|of
number|no|nr + 1|one
! number + one + thing|question|metric|source|reason|rule
! is|are|often|usually ~ the? ~ @best + choice|chart|type ~ for
! your|tu|votre|ihr|ihre + best|mejor|meilleur*|beste* + month|week|mes|semaine|semana|monat|woche|day
# + 1 + in|for|choice|analytics|tool|platform|rated|dashboard
# + 1 $
! colour|color + #
# 1
industry|market|world|category|class|best + leading|leader|leaders|class|beating|beater|in+class|of+breed
industry|market|world|category ~ leader|leaders|leading|standard|benchmark|champion
leading + @product|name|provider|vendor|brand|choice|light|edge
leader|leaders ~ in|of|for ~ @product|field|industry|market|category|data|space|charts
unmatched|unrivalled|unrivaled|unbeatable|unparalleled|unsurpassed|unequalled|unequaled|peerless|matchless|incomparable|unbeaten
unique|revolutionary|groundbreaking|game_changer|game_changing|state_of_the_art|cutting_edge|world_class|best_in_class|next_generation|trailblaz*|pioneer*|one_of_a_kind|second_to_none|top_notch|top_rated|award_winning|a_cut_above|nothing_like_it|like_no_other|gold_standard|silver_bullet|in_a_league|league_of_its_own|class_of_its_own|class_apart|world_s_first|benchmark_for
! unique + users|visitors|values|ids|id|key|customers|count|rows|names|identifier|name|keys
! number+of+unique
@better ~ than ~ @others|any|all|every|anyone|most|rest|other|tools|ever_seen|rival|tool|tools_you|before_us|alternatives
! than+any + one|single + chart|number|of|person
! more + than + @num
! less + than
! more + than + one|any|half|most + chart|column
better|best + than + all|any|most|the
more + *ful|*ive|accurate|advanced|reliable|complete|intelligent|intuitive|capable ~ than ~ @others|any|every|other|all
switch|move|upgrade|change|graduate|come + to|up_to|over_to + something|a|an|the + better|best|real|proper
something|somebody + better
! something+better+than+nothing
ahead + of ~ @others|everyone|curve|everybody|time|game|rest
keep|keeping|keeps|catch|catching ~ up & @others|trouble|they|vendors|trying
rivals|rival|competitors|competition|competitor|vendors ~~ copy|copying|copies|chase|chasing|chases|catch|catching|envy|envious|follow|following|behind|dream|trouble|keep_up|wish|wonder|worry|nervous|sweat|fear|hate|study|notes|imitate|match|matched|beat|lag|lagging
the? + rest|everyone_else|other_tools|other_vendors|competition|rivals ~ chase|chasing|copy|copying|catch|catching|behind|follow|following|trying|wonder|guess|measure|stop|imitate|look|pale|compete|settle
others|most_tools|other_tools|ordinary_tools + measure|stop|guess|count|promise|talk|copy|give_up|draw|settle|only
leave|leaves|leaving|left ~ @others ~ behind|standing|dust
outperform*|outclass*|outrank*|outshine*|outdo*|outpace*|outsmart*|outrun*|surpass*|trounce*|eclips*
beats|beat|beating|tops|trumps|blows + the|all|every|any|other|everything|anything|them|everyone|away
! beat+the+rush|queue|clock
no_other|no_rival|no_competitor|no_vendor ~ has|can|does|offers|makes|comes|connects|lets|gives|tool|product|platform|dares
= no|nothing|nobody|no_one + other|else ~ @product|connects|comes|can|does|offers|has|like|makes|lets|gives|does|matches|reads|works|company|draws
= nothing|nobody|no_one|none|no_tool|no_product|no_rival ~ compares|comes_close|compare|close|matches|measures_up|beats|rivals|equals|like_it|as_good|better|like_us|touches|better_than_us
= never ~ seen|used|met|find ~ better|anything_like|like_it|like_this
= you + will|'ll|won't ~ not|never|find ~ better|faster|simpler|equal|match|like_it|anything
unlike ~ @others|any|every|most|other
only ~ tool|platform|software|solution|bi|vendor|provider|company|product ~ that|you|to|with|for|which|who|worth
! rest + of + the + team|data|your
! only+you|on|the+owner|one|for
the+only ~ tool|platform|software|solution|vendor|product|dashboard|analytics|name|company|choice|one|vendor|provider
there_is_only_one|there_is_only_us
second|runner|also_ran|silver|bronze|runners ~ up|place|medal|best|rate|prize|to_none
settle|settling ~ for ~ second|less|runner|anything|lesser|mediocre|average|good_enough
bronze|silver & us|gold|we
name ~ comes|came|spring|springs + first|up|to_mind
rank|ranks|ranked|rated|voted|stands + first|top|highest|number|best|above|favourite
! ranks + first|top|best + by
set|sets|setting + the + standard|bar|pace|benchmark|tone
raises|raised|raise + the + bar
head+and+shoulders|miles_ahead|light_years|streets_ahead|far_ahead|leagues_ahead|years_ahead|way_ahead|a_mile_ahead|league|league_above
in ~ a|its|our ~ own ~ league|class|right|category
envy|envies|envied
no+comparison|beyond_compare|beyond_comparison|without_equal|without_peer|without_rival|no_equal|no_match|bar_none|hands_down|no_contest|no_competition|has_no_equal|no_peer|in_a_class
one|two ~ of ~ kind
crown|throne|king|queen|heavyweight|undisputed|undefeated|supreme|ultimate|unchallenged|legendary|iconic|perfect|perfection
! perfect+for|fit|moment|time
last ~ dashboard|tool|analytics|product|bi ~ you ~ need|buy|try|ever|compare|install|want
what|how ~ the_best|best|winners|leaders|top ~ use|do|teams_use|choose
the + best|top + teams|companies|analysts|people|names ~ use|choose|work|trust|prefer
why ~ settle|second|less|compromise
theirs|ours ~ neither|stop|starts|stops|better|wins
starts|begins|begin|start + where ~ stop|stops|end|ends|theirs|others|give
competitors|competition|rivals|vendors|competitor|rival
! competitor* ~ tab|column|analysis|page|list|field|row|data
others ~ we|us ~ $
makes|make|look|looks ~ others|rivals|rest|everything_else|every_other|other ~ old|slow|pale|clumsy|like
analytics|dashboards|reporting|bi ~ done_right|as_it_should_be|at_its_best|reinvented|redefined|perfected
reinvent*|redefin*|revolution*
! redefin* ~ column|metric|field|a
tomorrow+s ~ tool|analytics|dashboard ~ today
more|better + for+less|value ~ than|anywhere
nobody|no_one + else|does|beats|comes
where + others|rivals|other
nothing|none|nobody|no_one|no_tool|few ~ market|comes|come + near|near_it|near_us|close
= nothing ~ comes|come|gets + near|close
everyone|everybody|others|they|all ~ wish|wishes|wished|dream ~ they_had|had|of|could
= nobody|no_one|none ~ makes|make|does|do|builds|build|draws|reads|knows|understands|gives|offers ~ like|as|better|dashboards|charts|data|so
like + we|us + do?
first + in + its|the|our + field|class|category|market|league
standard|benchmark|yardstick|measure|reference|bar ~ others|rest|everyone|tools|all|industry|rivals ~ measured|judged|compared|look|follow|copy
others|rest|everyone ~ are|is + measured|judged|compared + by|against
the + @best|most + way|place ~ full_stop|period|bar_none|there_is|known|by_far
by + far
! by+far+the+largest|most ~ segment|row|column
a + class|cut|notch|step|league|world + above|apart|ahead|away
one + tool|dashboard|platform|product|app + you ~ ever|will + need
= no + tool|product|platform|dashboard|software|vendor|builder ~ easier|faster|better|simpler|smarter|quicker|safer|more
there + is + us|acme|only_us
then + there ~ others|rest
leaves|leave|makes|make|left ~ everybody|everyone|alternatives|others|market|rest|rivals|competition ~ look|looking|seem ~ slow|old|dated|pale|silly|clumsy|small|behind
andere|alternatives ~ look
feel|pity ~ sorry ~ for ~ using|people|others|anyone|anything_else
imitator|imitators|copycat*|imitations|pretender*|wannabe*|also_rans|knock_offs|lookalikes
compare + us + with
slower|worse|weaker|lesser|older|clumsier|duller|ordinary|inferior + tool|tools|product|products|platform|software|solution|dashboards
olympics|olympic|gold_medal|podium|anthem|world_cup|oscar|oscars|nobel|hall_of_fame|trophy_cabinet|winner_takes|grand_slam|formula_one|ferrari|rolls_royce|mercedes_of|michelin
! olympic* ~ data
set|sets ~ it ~ raised
crowded + market
anything + else
! anything + else + you|?|to|on|in
! rest + of + the
the + others|rest ~ still|only|merely|looking_up|catch
only|just + we|us|acme + can|show|know|do|have|offer|give|understand
others|they|rivals|some|most_tools|everyone_else + need|take|require|want|charge|spend|use ~ // we|us|you
others|they ~ week|days|hours|months & we|us|minute|seconds|ours
in ~ the + dust
dust ~ leave|leaves|left|eat
pole + position
lap|laps|lapped ~ rest|others|field|competition|everyone
nowhere|no_where + else
pinnacle|zenith|apex|summit|crowning|epitome|creme_de_la|crème|masterpiece|magnum|holy_grail|north_star|high_point|state_of_art
! north_star + metric
first + among|of_its_kind|and_foremost_in|in_class|in_line|place
! first + place + to
just|simply + first|better|unbeatable|superior|the_best|number_one|brilliant|perfect
greatest|best|biggest + thing|invention|idea|leap|news ~ since|to_happen|ever|in
since + sliced|the + bread|table|spreadsheet|wheel|excel|invention
ranking|rankings|list|lists|comparison|comparisons|shortlist|charts ~ us|we|acme ~ top|first|number|win|lead
put|puts + us ~ top|first|ahead
the + @best + setup|import|onboarding|chart|charts|alerts|reports|export|interface|menu|support|dashboards|connectors|refresh ~ whole|entire|market|industry|world|business|any|around|anywhere
the? + whole|entire + industry|market|field|branch|sector
move+over|step+aside|out+of+the+way ~ 
game + over|on|set
winner + takes|is_us
hard|tough|impossible|difficult + act + to + follow
hold|hold_a + candle
pales|pale + in|by + comparison
blow|blows|knock|knocks ~ out + of + the? + water|park
as_good_as_it_gets|better_than_ever_before|best_ever|never_been_better|best_there|nothing_better|nothing_finer
finest|smartest|greatest|cleverest|ultimate|slickest|coolest + way
yet + to + see|find|meet + anything|anyone|a + better|rival|equal
industry|market|world + favourite|favorite
one + and + only
only|one + place + where
there + is + one + that + matters|counts|works|wins
many|lots|plenty ~ dashboards|tools|vendors // ^ there_is|only|but + one|ours|only
half|less|fewer|faster|easier|quicker|better|simpler|more|twice|third|quarter ~~ other|any_other|another + tool|tools|dashboard|dashboards|product|products|vendor|vendors|platform*|app|apps|software|solution*
half|fewer|faster|easier|quicker|better|simpler|twice ~~ elsewhere|anywhere_else|somewhere_else|anyone_else|anybody_else
others|rivals|competitors + cannot|can't|struggle|fail|wish|dream|envy|copy|catch
= others|rivals|competitors ~ cannot|can't|never|not ~ keep_up|match|compete|offer|follow|do
others|other_tools|rivals ~ need|take|want|wish ~ day|days|hour|hours|week|weeks|half|to_be
= nowhere|nothing|no_one|nobody ~ else ~ comes|come|works|does|gets|close|easy|easier|fast|simple
tool + other + tools
name + a|one + faster|better|easier|simpler|cheaper
"""

DE = """
best: beste* schnellste* einfachste* starkste* fuhrende* einzige* modernste* sicherste* klugste* grosste* leistungsfahigste*
best: gunstigste* meistgenutzt* meistverkauft* beliebteste* bequemste* cleverste* ubersichtlichste* intelligenteste*
better: besser* schneller* einfacher* gunstiger* starker* klarer* kluger* leichter* billiger* schlauer* mehr voraus uberlegen*
@best ~ @product
das|unser + @best $
@best ~~ markt|branche|welt|klasse|weit_und_breit|aller_zeiten
! am+besten
! beste+grusse|zeit|weg|gelegenheit
marktfuhr*|branchenfuhr*|weltbeste*|weltklasse|unubertroff*|unschlagbar*|konkurrenzlos*|einzigartig*|unerreicht*|unvergleichlich*|beispiellos*|revolutionar*|bahnbrechend*|wegweisend*|ungeschlagen*|spitzenreiter*|massstab*|massstabe|klassenbeste*|vorreiter*|platzhirsch*|alleskonner*|nummer_eins|nummer_1|goldstandard*|erstklassig*|unvergleichbar*|referenz|weltmeister*|sieger*|testsieger*
fuhrend* ~ anbieter|plattform|losung|tool|analyse*|software|werkzeug|name|hersteller|produkt
besser*|schneller*|einfacher*|gunstiger*|starker*|kluger*|billiger*|schlauer*|sicherer|moderner|ubersichtlicher|leistungsfahiger|genauer ~ als + @others|jede*|alle*|irgend*|sonst
@others ~~ hinterher|hinterherlaufen|nachmachen|kopier*|abgucken|neidisch|nachsehen|neid|zuruck|abgehangt|staunen|mithalten|messen|traumen
lassen|lasst ~ @others ~ hinter|zuruck|stehen|alt
hangen|hangt|stellt|stellen|schlagt|schlagen ~ @others|alle ~ ab|schatten|hinter|weit
in ~ eigenen|eigene|anderen|eigener ~ liga|klasse|spielklasse
= kein*|niemand|nichts ~ @others|andere*|sonst|vergleichbar*|besser*|reicht|mithalten|kommt ~ @product|bietet|kann|heran|besser*|schafft|macht|ran|hat
= kein* ander* ~ @product
! kein* ~~ versprechen|wissen|weiss|garantieren|sagen|vorhersagen
= suchen|sucht|sucht ~ ihresgleichen|seinesgleichen
= ohne|kein* + konkurrenz|gleichen|vergleich
im + gegensatz + zu ~ @others
anders+als ~ @others|andere*|alle*
@others & messen|nacheifern|vorbild
vorn|vorne|spitze|voraus ~ markt|branche|allen|anderen|konkurrenz
konkurrenz|mitbewerber*|wettbewerber*|konkurrent*
einsame+spitze|an+der+spitze|ganz+vorn
erste+wahl|die+erste+adresse|das+original
warum ~ zweitbeste*|zweite
nur + wir|bei_uns|acme ~ zeig*|konn*|biet*|wiss*|versteh*|hab*
andere* + anbieter|tools|werkzeuge|losungen|plattformen|hersteller
= keiner|niemand|kein* ~ kann|macht|bietet|schafft|versteht ~ so|besser|das|wie
so + gut + wie + wir
das+mass+der+dinge|mass+der+dinge|spitzenklasse|oberliga|champions+league|bundesliga|extraklasse|sonderklasse|konigsklasse|sucht_seinesgleichen
mass ~ aller ~ dinge
vor + der + konkurrenz
= nirgends|nirgendwo ~~ so|sonst|besser|einfach*|leicht*|schnell*|anders
so|besser|einfacher|schneller|leichter ~~ nirgends|nirgendwo
= andere*|konkurrenz|wettbewerb* ~~ nicht|nie|kaum ~ mithalten|heran|nach
= mithalten
! andere ~ werkzeuge|tools ~~ passen|besser_zu|geeignet
"""

FR = """
best: meilleur meilleure meilleurs meilleures numero_un numero_1 leader premier premiere seul seule unique
better: meilleur* mieux plus superieur* devant
le|la|les|notre + meilleur* ~ @product|du|au|de|choix
le|la|les + plus ~ @product|marche|monde|rapide|puissant*|complet*|avance*|simple|fiable|intelligent*|facile|utilise*
! le|la|les + plus + recent*|utile|tard|souvent|tot|eleve*|grand*|fort*|petit*
! la|le|les + meilleur* + facon|maniere|moment|heure|jour
@product ~ le|la|les + plus ~ marche|monde|puissant*|rapide|simple|complet*|avance*
le|la|notre|votre + seul* ~ @product|a|qui|au
@product ~ numero_un|numero_1
numero + un|1|uno
n + 1
inegal*|imbattable*|incomparable*|incontest*|indetrone*|revolutionnaire*|inimitable*|sans_egal|sans_equivalent|sans_pareil|sans_rival|hors_pair|hors_norme|sans_concurrence|reference|leader|leaders|meneur|precurseur*|pionnier*|avant_garde|d_exception|ultime|champion*|roi|reine|etalon|unique_en_son_genre
! reference + de|du|produit|client
@better ~ que|qu ~ @others|tous|toutes|n_importe|toute|tout|jamais|autre*|aucun*
en + mieux
@others ~~ envie*|copie*|suiv*|derriere|rattrap*|retard*|essai*|jaloux|rever|inspire*|courent|suiveurs
laisse*|laissez|devance*|surpass*|depass*|surclass*|eclips*|distanc* ~ @others|tous|les|concurrence|marche
= aucun*|nul|personne|rien ~ autre|ne|n ~ @product|fait|offre|egale|arrive|propose|rivalise|mieux|va|vous|compare
= aucun* + autre ~ @product
contrairement+a|a+la+difference ~ @others|autres
une+longueur+d+avance|loin+devant|a+part|hors+concours|hors+categorie|catégorie+a+part|classe+a+part|cour+des+grands
concurrent*|concurrence|suiveurs
sans + equivalent|pareil|egal|rival*|comparaison
il+y+a+nous
personne|nul ~ ne|n ~ fait|fera|propose ~ mieux|aussi|comme
seul|seuls|seule + nous|acme ~ 
il + y + a + nous
les+autres + outils|logiciels|solutions|editeurs
= ne|n ~ trouverez|trouve|existe|verrez ~ mieux|pareil|equivalent|rien|egal
mieux|plus_rapide|plus_simple|plus_vite + qu|que? + ailleurs
mieux + ailleurs
= les? + autres ~ peuvent|savent|suivent|arrivent ~ pas|plus|jamais
! nul|personne|aucun* ~~ promettre|savoir|sait|garantir|dire
autres ~ courent|derriere|rament|peinent
"""

ES = """
best: mejor mejores lider lideres numero_uno unico unica primero primera
better: mejor mas superior* adelante
el|la|los|las|nuestro|nuestra + mejor* ~ @product|del|de|opcion
el|la|los + mas ~ @product|mercado|mundo|rapid*|potente*|complet*|avanzad*|sencill*|fiable*|facil|usad*
@product ~ mas ~ mercado|mundo|potente*|rapid*|sencill*|complet*|avanzad*|usad*
! el|la|los|las + mas + reciente*|alt*|grande*
! la|el + mejor + manera|forma|momento|hora|dia
lider|lideres|liderazgo|numero_uno|numero_1|inigualable*|insuperable*|imbatible*|incomparable*|indiscutible*|indiscutid*|revolucionari*|sin_igual|sin_rival|sin_par|sin_competencia|pioner*|vanguardia|referente|campeon*|rey|reina|unico_en_su|fuera_de_serie|de_primera
numero|n + uno|1
el|la + unic* ~ @product|que|en
@better ~ que ~ @others|cualquier*|tod*|ningun*|nadie
@others ~~ envidia*|copia*|atras|alcanz*|siguen|intent*|persig*|detras|suen*|imit*
super*|aventaj*|deja*|eclips* ~ a? ~ @others|competencia|tod*|rivales ~ atras?
= ningun*|nadie|nada ~ otr*|mas ~ @product|ofrece|hace|pone|tiene|iguala|compara|da|puede|llega
= ningun* + otr*
= nada ~ se + compara|iguala|parece
a+diferencia+de ~ @others|otr*
muy|anos ~ delante|adelante|luz ~ de
competidor*|competencia|rivales
en ~ otra|propia ~ liga|categoria
sin + igual|rival*|competencia|comparacion
los+demas|los+otros|el+resto ~ todavia|aun|aprend*|siguen|mir*|imit*|copi*
quien + va + por + delante
por + delante
nadie + lo? ~ hace ~ como|mejor|tan
solo + nosotros|acme
hace|hacen ~ sombra
nadie ~ sombra|iguala|supera|como_nosotros
= no ~ encontrar*|hay|existe ~ mejor|igual|nada_mejor ~ otro|otra|ningun*|sitio|parte
mejor|mas_rapido|mas_facil ~ que ~ otro_sitio|otra_parte|ningun*|cualquier|competencia
= los? + demas|otros ~ no ~ pueden|llegan|saben|alcanzan
= en + ningun* + otro|otra + sitio|lugar|parte
! nadie|ningun* ~~ prometer*|sabe|garantizar|decir
demas|otros ~ detras|atras|copian
"""
