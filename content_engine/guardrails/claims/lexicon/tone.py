"""`claim.tone`: profanity, insult, shame, fear, sex, stereotypes, politics and religion."""

from __future__ import annotations

EN = """
damn*|goddamn*|shit*|bullshit*|fuck*|crap|crappy|bastard*|bitch*|asshole*|arse|arsehole*|ass|badass|kickass|piss*|suck|sucks|sucked|sucker*|wtf|omfg|bloody|bollocks|bugger*|dickhead*|wank*|twat*|cunt*|motherf*|effing|freaking|frigging|screwed|douche*|crapload|hellhole|hell|wanker*|turd*|poop|fart*|balls_up|lmao|stfu|ffs|dammit|jackass|half_assed|slut*|whore*|prick
screw + it|that|you|up|this|them
insult: stupid* idiot* moron* dumb* loser losers lazy lazybones pathetic clueless ignoramus incompetent* useless
insult: dinosaur dinosaurs amateur amateurs amateurish fool fools foolish embarrass* ashamed shame shameful shaming
insult: laughing laughingstock ridiculous ridicule sleepyhead* dunce* dimwit* halfwit* nitwit* numbskull* blockhead*
insult: knucklehead* imbecile* cretin* weakling* coward* cowardly slacker* deadbeat* clown clowns buffoon* donkey*
insult: sheep sheeple ostrich dope dopey dummy dummies noob* newbie* luddite* caveman cavemen neanderthal* fossil
insult: fossils hopeless worthless mediocre mediocrity inept sloppy slob pitiful braindead brain_dead brainless
insult: mindless witless gutless spineless laggard* underachiever* good_for_nothing dead_weight deadwood dead_wood
insult: weak_link weakest_link joke airhead* simpleton* ignorance schmuck* putz dork* nerd* geek weirdo* creep lame
insult: garbage trash rubbish disgrace* disgusting humiliat* mockery laughable fail failure failures incapable
insult: asleep_at_the_wheel out_of_touch old_fashioned behind_the_times dead_inside brainpower grow_up grown_ups
insult: childish toddler toddlers coward cowards wimp
@insult
= not|never|n't|stop ~ be|being|act ~ @insult
! not ~ shame|embarrass*|stupid|joke
= no ~ brain|brains
! never|not|won't|n't ~ fail
! that|which|events|event|import|imports + fail
! fail* ~ events|event|checks|step|message|delivery|replay
! fail* ~ import|imports|refresh|sync|connection|payment|charge|login|job|silently|over|source
! fail*|failure*|failed ~ rate|column|chart|payments|by|count
! trash + can|icon|bin|folder
! brain + dump
! dummy + data|column|values
! laughing
laughing|laugh|laughs|giggl*|snigger*|mock|mocks|sneer* + at|about|behind + you|your
! @neg ~ stupid
! weakest|weak|dead|broken + link|links ~ in|of|from|a
! dead|broken + link|links|column|page|file
! stupid|dumb|silly + question|questions
! scared|afraid|fear + of? + sql|code|coding|formulas|charts|numbers|spreadsheets|maths|math|statistics|joins
are ~ laughing
fall|falling|fallen|left|lag|lagging|get_left + behind
! fall* + behind + schedule|target|plan|in
your|the ~ boss|manager|cfo|board|investors|competitors|rivals|colleagues|ceo|everyone|coworkers|wife|husband|predecessor ~ will|are|is|already|thinks|knows|notice|wonders|remember ~ fire|notice|angry|laughing|disappoint*|find_out|ask_why|replace|kill|talking|whisper*|ahead|wonder*|ashamed|eat|judge|judging|furious|ridicul*
fired|sacked|lose_your_job|losing_your_job|jobless|unemployed|get_the_sack|pink_slip|walked_him_out|security_walked|clear_your_desk|out_of_a_job|career|careers|promotion
! career|careers + page
! fired ~ alert*|when
! alert* ~ fired|fires
afraid|scared|scary|terrified|terrifying|fear|fears|panic|panicking|nightmare*|horror|doom|doomed|disaster|disasters|catastroph*|dread|haunt*|threat|threatened|danger|dangerous|bleed|bleeding|bleeds|to_die|will_die|dying|dead|death|killed_by|kills_your|killing_your|will_kill|corpse|grave|graveyard|funeral|suicide|suicidal|murder*|slaughter*|bankrupt|bankruptcy|ruin|ruined|collapse|apocalyp*|drown|drowning|suffer|suffering|victim*|tremble|sweat|too_late_for_you|wake_up|torture*|blood|terror*|bomb|war|massacre|hostage
! panic ~ monday|try
! monday ~ panic
! fear + of + missing + a
! no|not|without ~ panic|fear|threat|scary|afraid
! never|not ~ die|dead|dangerous
! dead+end|line|simple|easy
! kill ~ filter|session
! disaster + recovery
! war + room
sex|sexy|sexual*|seductive|naked|nude|horny|lust*|orgasm*|strip|undress|kinky|erotic|hot_girls|babes|babe|foreplay|turn_you_on|turned_on|bedroom|lingerie|climax|naughty|flirt*|virgin|porn*|tinder|hookup|one_night_stand|size_matters|spank*|voluptuous|bikini|booty|boobs|tits|stripper*|hotties
! strip ~ chart|spaces|whitespace
stripped|strip + down
democrat*|republican*|trump|biden|putin|brexit|election*|abortion|communis*|socialis*|fascis*|nazi*|hitler|stalin|parliament|senator*|congress|president|prime_minister|chancellor|politic*|left_wing|right_wing|liberals|conservatives|immigra*|migrants|refugee*|gun_control|vote|voters|ballot|labour_party|tories|tory|maga|woke|antifa|feminis*|patriot*|dictator*|revolution|propaganda|border_wall|lobby|capitalis*|taxpayer*|government
! president ~ of
! vote + on|for + the? + next|feature|chart
god|gods|jesus|christ|christian*|allah|bible|biblical|koran|quran|muslim*|islam*|jew|jews|jewish|hindu*|buddh*|pope|church|mosque|temple|synagogue|prayer*|praying|pray|amen|hallelujah|heaven|heavens|hell|devil|satan*|blessed|bless|holy|sacred|sin|sins|sinner*|gospel|messiah|salvation|saviour|savior|preach|miracle*|divine|religion*|religious|atheis*|ramadan|crusade*|seventh_day|resurrect*|commandment*|kosher|halal|worship
women|woman|girls|girl|ladies|lady|females|female|housewife|housewives|mothers|mum|mums|moms|mom|grandma|grandmother|grandmothers|granny|grandpa|mother_in_law|blonde|blondes|boys|men|guys|man_up|males|dudes|bros|wife|wives|husband ~~ even|like|can't|cannot|are|is|need|needs|love|loves|marketing|too|pretty|numbers|understand|get|gets|could|simple|can|emotional|shopping|boardroom|kitchen|complicated|sales|want|drive|maths|math|do|beer|easy|secretary|weaker|enough|don't|cry|better
! women|men|female|male ~ segment|column|chart|split|share|%
even ~ your? ~ grandma|grandmother|mother|mum|mom|blondes|blonde|child|monkey|interns|intern|secretary|wife|toddler|boss|kid|caveman|manager|accountant|grandfather|granny|grandparents|salespeople|ceo|marketing|mother_in_law
like|throw* + a + girl|woman|sissy
man + up
old + people|folks|man|woman|timers|geezer*
boomer*|millennial*|gen_z|psycho*|retard|retards|retarded|cripple*|spastic|schizo*|third_world|gyps*|redneck*|chinaman|eskimo|tribe|savage|savages|primitive|autis*|bipolar|ocd|insane|crazy|lunatic*|madman|madness|mental|midget*|fat|obese|bald|deaf|blind|dwarf|slave|slaves|race|racist|black_people|white_people|asians|africans|germans|italians|mexicans|indians|scots|irish|jewish|gay|gays|lesbian*|queer|tranny|homo|homosexual*|disabled|handicapped|foreigners|accent|accents|peasant*
! blind ~ spot
! race + condition
! master|slave + column
! disabled ~ button|filter|alert|alerts|account|until|when|by
! blind + draft
! fat + finger
! tribe ~ column
! irish|germans|italians ~ customers
drunk|drunken|hungover|booze|cocaine|heroin|weed|stoned|drug|drugs|addict*|crack|high_on
shut_up|get_lost_you
shut+up
you + call|called + that|this|yourself + a|an
how|why + could|can|are|do + you + not|still|be|so|this ~ stupid|know|blind|slow|bad|lazy|wrong
what+is+wrong+with+you|what's_wrong_with|shame_on|get_a_grip|get_your_act|grow_a_pair|pull_yourself|wake_up|too_dumb|too_lazy|lost_cause|kick_your|ass_kicking|smack|slap|punch
wake + up
! wake + up + call
asleep ~ wheel|job
while + you + sleep|slept|were_sleeping|nap|read_this ~ 
you + are? + asleep|lazy|weak|slow|late
! not + your + fault
your + fault
blame ~ you|yourself|your
real|serious|smart|grown + men|adults|professionals|people ~ use|don't|do|know
only ~ idiot|fool|amateur*|losers|fools|the_lazy
ain't|you're + nobody|nothing
talking ~ about + you ~ corridor|behind|
evidence ~ against|that_you
your ~ spreadsheet|spreadsheets|report|reports|charts|dashboard|numbers|data ~ suck*|ugly|sad|terrible|awful|horrible|mess|ancient|embarrass*|worthless|killing|boring|die|dead|pathetic|wrong_again|hideous|lousy|bad|lies|lying|crying
! your ~ data ~ wrong ~ check
terrible|awful|horrible|hideous|lousy|abysmal|dreadful ~ at|job|your|you|reports|charts|it
children|kids|family|wife|husband|mother ~ why|how + you ~ lost|fired|failed
lost + the|your|his|her + job
hot|curvy|sultry|steamy|juicy|spicy|seduc* ~ chart|line|curvy|all_yours|data|dashboard|numbers|curves
curvy|sultry|steamy|sensual|nsfw|voyeur|peep|unzip
people|those|managers|manager|someone|anyone ~ with + a|half_a + brain|brains
who + can + read|count|think
sh*t|s**t|f**k|f*ck|b*tch|a**|sh1t
sh|f|b + * + t|k|ck|tch
german|italian|french|spanish|british|english|american|dutch|swiss|polish|russian|chinese|indian|mexican|scottish|irish|japanese|turkish|greek ~ engineer|humourless|humorless|stingy|lazy|efficient|temper|lover|chef|grandma|punctual|mentality|bureaucra*|like_a|waiter|driver|accent
like + a|an + german|italian|frenchman|spaniard|scotsman|irishman|russian|jew|arab|turk|gypsy|woman|girl|chinese|american
genius|einstein|sherlock|captain_obvious|smartypants|wise_guy|know_it_all
= no + business + running|being|calling
has|have + no + business
polite|kind ~ too ~ to + say|tell|mention
everybody|everyone ~ could|can|will ~ tell|see|notice|noticed|know ~ that|you|had
be + a + man|real_man
what + a + mess|joke|shame|disaster|pity
is|are|such|what|total|complete|absolute + a? + mess
company|business|team|startup|job ~ dies|die|collapse*|goes_under|bankrupt|fails|will_fail
chart|charts|dashboard|data|numbers|this ~ kills|kill|slays
kills
real + men|women|man|woman
failing|letting_down|disappointing|betraying|you_failed + your|the|everyone|them
you|you're + are? + failing|losing|doomed|hopeless|too_slow|wasting|replaceable|expendable|late_again
you_are|you're + nothing|nobody|behind|lost
is|will|would + your + boss|manager ~ fire|replace|sack|dismiss|hate
fire + you
let + you|them|him|her|me + go
you + will|'ll + be + fired|next|replaced|sorry|alone|blamed|poor|forgotten|left|ashamed|exposed
winging + it
singles|sluts|babes|hotties|hunks|foreplay|tease|teasing|flirty|kiss|kisses|kissing|make_love|passion|passionate|aroused|desire|seduction|cuddle|in_bed|between_the_sheets|love_life|dirty
! dirty + data|rows|table
turn|turns|turned|turning ~ you|data|me|your + on
! turn|turns + on|it_on
hot|hotter|hottest + single|singles|girls|guys|stuff|date|body|mess|dashboards|data
pull ~ finger|socks|head
finger|head|thumb ~ out
get + off + your
lift|move + your + butt|backside|bum
butt|backside|bum|tosser|muppet|numpty|plonker|git|pillock|wimp|sissy|pansy|crybaby|baby|babies|grandpa|fogey|has_beens|relic|relics|zombie|zombies|robot_brain|monkey|monkeys|chimp*|pig|pigs|cow|cows|rat|rats|vermin|parasite*|leech*|cockroach*
! data+cow
old + dog|dogs|fart|farts|geezer*|hag
acting|act|behave|cry|whine|whining + like + a|an
like + a + child|baby|toddler|kid|girl|chicken|lamb|headless
headless + chicken
even + a|your|the + child|baby|monkey|idiot|fool|dog|toddler|five_year_old|grandmother|chimp|drunk|goldfish
grow + up
sleep|sleeping + on|through ~ job
nobody|no_one + respects|likes|trusts|believes|needs|wants|cares + you|about_you
everyone|everybody|they + knows|know|sees|can_see|laughs|is_laughing ~ you|winging|fake|fraud
fraud|fake|imposter|impostor|poser|liar|liars|cheat|cheater*|crook*|thief
! fraud ~ column|rate|alerts|detection|chart
perhaps|maybe|probably + not + for + you
smart|intelligent|clever|serious + people|teams|managers // not_for_you|not|perhaps
accountants|lawyers|salespeople|engineers|managers|marketers|developers|analysts|consultants + are + boring|stupid|lazy|dull|slow|liars|nerds|useless|dumb
bad|nagging|jealous|angry|ex + wife|husband|girlfriend|boyfriend|mother_in_law
too + thick|dim|slow_witted|dense|stubborn|proud|old|young|blonde + to|for
! too + old|young|dense + for + chart
screw + spreadsheets|excel|the|your|reports
great + again
nobody|no_one + respects|follows|promotes|hires|trusts
company|business|team|startup|firm|people|staff ~ go|goes|going|end|ends|land|be ~ under|bust|bankrupt|on_the_street|out_of_a_job|out_of_work
boss|colleagues|everyone|team|office|clients + is|are ~ laughing|sneering|mocking|sick ~ you|your
too + old|young|dumb|slow + for
eating|eat + you + alive
"""

DE = """
insult: scheiss* verdammt* arsch* mist idiot* dumm* blod* faul* versag* peinlich* trottel* schwachsinn* loser*
insult: dinosaurier* blamier* blamage schamen scham schande schamt abgehangt* kacke* kotz* fick* wichs* hure* nutte*
insult: schlampe* bullshit depp* esel penner* schwachkopf* hirnlos* hohlkopf* dilettant* amateur* stumper* unfahig*
insult: nichtsnutz* lacherlich* jammerlich* armselig* erbarmlich* schnarchnase* schlafmutze* penn* verpenn* verschlaf*
insult: vogelstrauss steinzeit* feigling* weichei* memme* null_ahnung ahnungslos* planlos* dumpf* hinterwald*
insult: ewiggestrig* zuruckgeblieben* bescheuert* bekloppt* beschissen* verflucht* zum_teufel teufel holle
insult: himmelherrgott herrgott gottverdammt* herrgottnochmal sau saudumm schrott mull gammel* pfusch* nieten niete
insult: flasche pfeife oberpeinlich
@insult
= sei|seien|seid|werd* ~ kein*|nicht + so? + @insult
! penn + state
gott|jesus|allah|papst|kirche|moschee|juden|judisch*|muslim*|islam*|christen|beten|gebet*|bibel|himmel|sunde*|religion*|heilig*
afd|spd|cdu|csu|fdp|grunen|merkel|scholz|merz|putin|trump|hitler|nazi*|wahl_gewinnen|bundestag|regierung|politik*|politiker*|wahler|wahlen_gehen|fluchtling*|auslander*|migranten|sozialis*|kommunis*
sex*|nackt*|geil*|erotisch*|ausziehen|verfuhr*|heisse_nacht|bett|orgasm*|titten|busen
frauen|frau|madchen|manner|mann|oma|omas|opa|grossmutter|schwiegermutter|hausfrau*|blondin*|weiber|sekretarin*|rentner*|oma's ~~ sogar|selbst|auch|konnen|kann|nicht|versteh*|einfach|kapier*|wie|lieben|technik|zahlen|kuche|
selbst|sogar ~ ihre|deine|die|der|dein? ~ oma|schwiegermutter|grossmutter|frau|blondine*|praktikant*|chef|kind|affe|mutter|vollidiot|anfanger
angst|panik*|furcht*|furchten|untergang|untergehen|katastroph*|ruin*|pleite|bankrott|tod|tot|sterben|stirbt|blut*|verblut*|albtraum*|alptraum*|horror|gefeuert|rausschmiss|rauswurf|entlassen|jobverlust|arbeitslos*|zittern|bedroh*|vernicht*|krieg|selbstmord*|morder*|leiche*|friedhof
! keine|ohne + angst|panik
konkurrenz|kollegen|chef|vorgesetzt*|alle ~ lacht|lachen|lacher|spottet|tuschelt|tuscheln|kaputt|weiss|uberholt|reden
lacht|lachen|auslachen ~ uber|kaputt|sie|dich|aus
selbst+schuld|schnauze|halt_die|klappe|reiss_dich|aufwachen|wachen_sie_auf|wach_auf|zu_dumm|zu_faul|zu_blod|versaut|vergeigt|vermasselt|blind_wie|geistig|behindert*|spast*|kruppel*|irre|wahnsinn*|verruckt*|zigeuner*|neger*|schwul*|schwuchtel*|tunte*|fett|hasslich*
hat|haben ~ schuss ~ nicht ~ gehort
selbst|sogar|auch ~ rentner|senioren|oma|kinder|laien|anfanger|vorstande|beamte ~ 
den+schuss|nicht_alle_tassen|tassen_im_schrank|hinterm_mond|von_gestern|hinterm_ofen|schlafen_sie_weiter|weiter_schlafen|zum_affen|zum_gespott
firma|unternehmen|betrieb|laden|team ~~ unter|pleite|bankrott|vor_die_hunde|strasse
! alert*|warnung* + unter
geht|gehen ~ firma|unternehmen|betrieb ~ unter|pleite
chef*|kollegen|alle ~ lacht|lachen|spottet|spotten ~ uber + sie|dich
zu + alt|jung|dumm|langsam + fur|um
"""

FR = """
insult: merde* putain* connard* connasse* con conne cons foutu* foutre idiot* stupide* imbecile* debile* paresseu*
insult: minable* honte honteu* ridicul* dinosaure* ringard* a_la_traine bordel cretin* abruti* nul nulle nuls nulles
insult: incapable* incompetent* ignare* ignorant* loser* perdant* rate rates feignant* faineant* flemmard* branleur*
insult: salaud* salope* pute* enfoire* chier chiant* emmerd* enculer* encule* cul gueule pauvre_type tocard* boulet*
insult: boulets amateur* pitoyable* pathetique* lamentable* betise* bete betes andouille* neuneu* clown* guignol*
insult: moche* dodo reveillez zero_pointe boloss* has_been depasse* arriere* mediocre* lache laches autruche gros_nul
insult: fichu* sacre_nom nom_de_dieu diable enfer connerie* conneries lache*
@insult
= soyez|sois|faites|fais|etre ~ pas|plus ~ @insult
! amateur* + de
! nul + besoin
! bete + comme
dieu|jesus|christ|allah|pape|eglise|mosquee|juif*|juive*|musulman*|islam*|chretien*|priez|priere*|prier|bible|ciel|paradis|peche|religion*|religieu*|sainte|seigneur|messe|miracle*
macron|le_pen|melenchon|hollande|sarkozy|trump|poutine|hitler|nazi*|elections|electeurs|votez|gauche_caviar|gouvernement|politique*|politicien*|ministre*|assemblee_nationale|immigr*|migrants|socialis*|communis*|fasci*|gilets_jaunes
sexe|sexy|sexuel*|nu|nue|nues|seduis*|erotique*|coquin*|deshabill*|orgasme*|jouir|jouissance|lit_douillet
femmes|femme|filles|fille|hommes|homme|mamie|mamy|grand_mere|belle_mere|blonde*|menagere*|secretaire*|papy|vieux|mec|mecs|nanas ~~ meme|aussi|comprend*|savent|sait|peut|pourrait|simple|comme|cuisine|chiffres|aiment|adorent|besoin
meme ~ votre|ta|une|un|les|ton? ~ mamie|grand_mere|belle_mere|blonde*|stagiaire*|patron|enfant|singe|femme|mere|secretaire|nul
peur*|terreur|terrifi*|effray*|panique*|cauchemar*|horreur|catastroph*|ruine*|faillite|mort|morts|mourir|meurt|tuer|tue|sang|saigne*|suicide*|vire|viree|virer|licencie|chomage|menace*|guerre|cimetiere|enterr*|perdre_votre_poste|agonis*|sueur*
! pas|sans + panique|peur
! panique ~ lundi
rivaux|concurrents|collegues|patron|chef|tout_le_monde ~ rient|rit|moque*|ricane*|rigole*|parle_de
moque*|rire|rient|ricane* ~ de|vous|toi|dos
demande ~ pas ~ d + etre + intelligent
pas|meme|trop ~ intelligent*|malin|futes|fute
fou|folle|dingue|taré*|tare|taree|mongol*|triso*|handicap*|autiste*|gogol*|gros|grosse|moche|pede*|tapette*|gouine*|negre*|bougnoul*|gitan*
! gros + titre*|volume*|client*|compte*|ecart*|poste*
entreprise|boite|societe|equipe ~ coule*|coulera|faillite|sombre*|sombrera|ruine*|rue
patron|collegues|chef ~ rit|rient|moque* ~ vous|toi
trop + vieux|vieille|jeune|bete + pour
"""

ES = """
insult: mierda* joder jodid* cono puta* puto* cabron* gilipollas idiota* estupid* tonto tonta tontos tontas tonteria*
insult: perdedor* verguenza* vergonzos* ridicul* dinosaurio* vago vaga vagos vagas patetic* inutil* imbecil* cretin*
insult: burro* burra* bobo boba bobos torpe* torpes incompetente* ignorante* fracasad* fracaso* mediocre* capullo*
insult: hostia* cojon* huevos culo pendejo* chingad* carajo maldit* memo zoquete* lerdo* mamarracho* payaso* cobarde*
insult: holgazan* perezos* aficionad* penoso* lamentable* anticuad* carca carcas obsolet* dormilon* avestruz basura
insult: asco asquer* demonio* diablo* infierno cagar cagada* cagad* bazofia cutre* chapuz* quedarse_atras
insult: te_quedas_atras rezagad* gilipoll* gilipolleces
@insult
= no|deja*|deje* ~ seas|sea|sean|ser|hagas|haga ~ @insult
dios|jesus|cristo|ala_|papa_francisco|iglesia|mezquita|judio*|musulman*|islam*|cristian*|reza*|rezar|biblia|cielo|milagro*|pecado*|religion*|religios*|sant*|virgen|bendit*
sanchez|feijoo|abascal|vox|psoe|podemos_|trump|putin|hitler|nazi*|franco|elecciones|votantes|vote_|gobierno|politic*|ministr*|parlamento|inmigra*|socialis*|comunis*|fascis*|partido_popular
sexo|sexy|sexual*|desnud*|seduc*|erotic*|orgasm*|cachond*|tetas|caliente_noche|ligar
mujeres|mujer|chicas|chica|hombres|hombre|abuela|abuelas|abuelo|suegra|rubia*|ama_de_casa|secretaria*|viejo*|maruja* ~~ hasta|incluso|tambien|entiende*|sabe*|puede*|podria|facil|como|cocina|numeros|encanta|necesita*|
hasta|incluso ~ tu|su|una|un|las|los|la? ~ abuela|suegra|rubia*|becario*|jefe|nino|mono|mujer|madre|secretaria|tonto
miedo*|terror*|panico|asust*|aterr*|pesadilla*|horror*|catastrof*|ruina*|quiebra|muerte|muert*|morir|mata*|matar|sangr*|suicid*|despedid*|despido|paro|amenaza*|guerra|cementerio|entierro|hundi*|ahog*|temblar|tiembla*
! sin|no ~ panico|miedo
! panico ~ lunes
! mata*
rivales|competidores|competencia|companeros|jefe|todos ~ rien|rie|burla*|rieron|mofan
reirse|rien|burlan|burla ~ de|ti|usted
despierta*|espabila*|a_que_esperas|que_verguenza|cierra_la_boca|callate
loco|loca|locos|locura|chiflad*|subnormal*|retrasad*|mongol*|minusvalid*|marica*|maricon*|gord*|feo|fea|negrata*|gitan*|sudaca*|moro|moros
empresa|negocio|equipo ~ hund*|hundira|quebr*|arruin*|ruina|calle
jefe|colegas|companeros ~ rie|rien|burla* ~ usted|ti
demasiado + viejo*|vieja*|joven|tonto* ~ para
"""
