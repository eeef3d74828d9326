"""`claim.security`: absolute claims of security or privacy."""

from __future__ import annotations

EN = """
attacker: attacker attackers hacker hackers intruder intruders thief thieves criminal criminals burglar burglars spy spies snoop
attacker: snoops stranger strangers outsider outsiders adversary intelligence_agencies secret_services nsa ransomware malware
attacker: phishing cybercriminal* cyberattack* eavesdropper* crook crooks pirate pirates villain* prying_eyes bad_guys bad_actors
attacker: enemy enemies cyber_attack
breach: breach breaches breached leak leaks leaked hack hacks hacked hacking compromised stolen theft incident incidents
breach: vulnerability vulnerabilities intrusion intrusions cracked crack break breaking broke broken exposed
breach: loophole* backdoor* weakness* weak_spot stolen attack attacks infiltrat* spied
safe: secure safe safety security secured protected protection private privacy confidential confidentiality anonymous locked
safe: invisible untouchable out_of_reach shielded sealed
total: 100 completely absolutely totally perfectly always fully entirely utterly total absolute complete perfect ultimate maximum
total: hundred_percent unconditional* foolproof watertight permanent permanently forever
unhackable|unbreakable|impenetrable|bulletproof|ironclad|airtight|invulnerable|uncrackable|unbreachable|untouchable|unassailable|inviolable|impregnable|unpickable|watertight|rock_solid|leakproof|hackproof|tamperproof|hackerproof|bombproof|iron_clad|air_tight|water_tight|fort_knox|fortress|invincible|unstealable|fortified
bullet|hack|hacker|leak|tamper|breach|bomb|thief|burglar|spy|future + proof
military|bank|government|nsa|defence|defense|army|nuclear|enterprise|spy|vault|swiss|nato + grade|level|strength|standard|class|bank|vault|bunker
bank ~ vault|safe ~ like|as|than|safer|tighter
swiss_bank|swiss_vault|swiss_bunker|swiss_privacy|swiss_made|bank+vault|vault|bunker|safe_deposit|strongbox|lock_and_key|castle|moat
@total ~ @safe
@safe ~ always|forever|at_all_times|no_matter|whatever|guaranteed|absolutely|without_exception|beyond_doubt
! always + private|secure + by
safest|most+secure|securest|most+private|tightest_security|most_protected
= zero|no|not_a_single|not_one|never|nor|without ~ @breach ~ ever|yet|since|happened|possible|so_far|reported|known|$
= zero|no + breach|breaches|leaks|leak|incidents|vulnerabilities|security_incidents|hacks|risk_of|weak_spots|backdoors|way_in|intrusions|security_holes|loopholes|holes
= no + incident ~ since|ever
= never|not|cannot|can't|couldn't|n't|won't|impossible|nobody|no_one|none ~ @breach
! not+break|broken + a|the|your
! breaks|break|broken + down|by|out|chart|link
! broken|break ~ link|chart|connection|page|report|dashboard|formula|import|source|filter|line|down|sync
= @attacker & never|no|not|cannot|can't|won't|give_up|nobody|went_home|hopeless|in_vain|nothing|bored|fail|failed|gave_up|chance|tried|keep_out|stay_out|dream
= no ~ @attacker
@attacker & @safe
= nobody|no_one|none|noone ~ gets|get|got|breaks|comes|come|reads|read|can_read|see|sees|steal|access|reach|touch|into|in + in|through|past|at|near|out|it|them|your|close|$
= nobody|no_one|none + but|except + you
= nobody|no_one|nothing ~ ever|can|will|could ~ read|see|access|reach|touch|steal|break|get|open|enter|decrypt|crack|intercept|copy|take|leak|spy|look ~ your|it|them|data|numbers|in|to|out|at|$
! is+anything + @total
! nobody|no_one ~ see ~ until|before|unless
= nothing ~ leak|leaks|escapes|escape|gets_out|happen_to|get_out|goes_wrong|to_fear|to_worry|stolen|slips
= beyond|out_of ~ reach ~ of|for ~ anyone|everyone|anybody|attackers|hackers|others
= impossible|unable|hopeless|pointless|futile ~ to? ~ hack|breach|steal|crack|break|intercept|read|decrypt|access|penetrate|copy|leak
sleep + well|soundly|easy|tight|peacefully
peace+of+mind & @safe|total|data|privacy|numbers
what|whatever|everything ~ goes_in|stays|upload ~ stays|in|inside|put
stays + in|inside|put|between_us|here ~ for_good|always|forever|$
locked + away|up|down
! locked ~ column|filter|axis
lock + picked|pick|thrown|throw
chance|risk|odds|likelihood|probability ~ break*|breach*|hack*|leak*|theft|attack|anyone ~ zero|nil|none|nothing|gone|eliminated
= risk + of ~ @breach|@attacker ~ zero|none|gone|eliminated|no
encrypt* ~ so|nobody|never|unbreakable|strongly|anyone|even|impossible|military|perfect*
password|laptop ~ stolen|lost|gets ~~ matter|nothing|nobody|harm
safe|secure|protected|immune|shielded|proof + from|against|to ~ any|every|all|everyone|anyone|@attacker|everything|@breach|theft|loss|prying|harm
immune|invisible ~ attack*|hack*|breach*|theft|@attacker
keep|keeps ~ @attacker ~ out|away|bay
worry|worries|fear|concern|concerns ~ security|hack*|breach*|leak*|privacy ~ gone|past|over|never|no|again
= never|no|need|without|stop ~ worry|worrying|fear ~ security|hackers|breach*|leak*|theft|privacy|stolen|attack*
security ~ solved|guaranteed|taken_care|without_compromise|no_compromise|perfect|absolute|nobody|unmatched|forgotten|that_never|maximum
total + privacy|security|protection
= privacy + guaranteed|absolute|total|perfect|assured
even ~ we|us|hackers|experts|nsa|governments|government|quantum|staff|employees ~ cannot|can't|couldn't|can_not|not|give_up
quantum+safe|quantum_proof|quantum_resistant|zero_trust_proof
cyber*
! cybersecurity+team|companies
strongest|toughest|highest|tightest|best ~ security|encryption|protection|privacy|lock
! encrypted + with|at|in
track_record|clean_record|spotless|unblemished|clean_sheet|perfect_record & secur*|breach*|incident*|safety|since
give+up|go+home|went+home|hopeless|wasting ~ @attacker
= @breach ~ not|never|don't|doesn't|do_not|does_not|cannot|can't|won't ~ happen|exist|occur|here|possible|reach
@breach ~ impossible|unthinkable|unknown|inconceivable|ruled_out|excluded|other_companies|other_people|somewhere_else|elsewhere|of_the_past|in_the_papers
! incident ~ page|status
safe|secure|solid|strong|tight|protected + as + a|the + vault|bank|rock|fortress|house|bunker|safe|castle|houses|bank_of_england
as + safe|secure|private + as
protected|secure|safe|guarded|defended ~ level|levels|side|sides|corner|angle|times|layers ~ every|all|at_all|on_all|$
protected|secure|safe|guarded + on_every|on_all|at_all_times|from_every|at_every|round_the_clock|24
outsider|outsiders|attacker*|hacker*|nation_state|state_actor*|government*|intruder*|stranger|strangers|thief|thieves ~~ no|none|never|cannot|couldn't|could_not|could|longer|universe|years|teeth|chance|impossible|nothing|way|luck
not + even + a|the|we|god|superman|james_bond ~ open|read|access|see|break|get|crack|hacker|nation|state
nation + state
safe|secure|private|protected + for_good|forever|for_ever|for_life|for_all_time|always
sure|certain|confident ~ of ~ our? ~ encryption|security|protection|defences|defenses
stopped|stop + worrying
! stop+worrying+about+the+layout
= no + weak_points|weak_spots|weaknesses|weak_point|way_in|back_door|backdoor|loopholes|gaps|holes|cracks|chinks|blind_spots|entry
age + of + the + universe
data + breach|leak|theft|loss
! data+loss+on
hermetic*|sealed_off|sealed|cast_iron|iron_clad|steel|guard_dog|guarded|bodyguard|moat|armoured|armored|armour|armor|shield|shielded|tank|titanium
! shield + icon
protection|security|encryption|lock|locks|safety + banks|that_banks|spies|governments|armies|the_military|used_by|like_a_bank|of_a_bank ~ use|uses|trust|envy|rely
zero|no|nil|not_a + chance|risk|possibility|danger|likelihood + of|that ~ @breach|leak|breach|theft|hack|anyone
iron|steel|brick|concrete|stone|titanium + wall|walls|door|doors|curtain|dome|gate|fist
wall|walls|dome|shield|fence + around + your|the
wrong + hands
spies|hackers|thieves|attackers|intruders + welcome|need_not_apply|beware|not_welcome|cry|weep|hate|give_up|keep_out
find|get|steal|take|see + nothing ~ 
! find + nothing + in
not_a_single + byte|bit|record|row|leak|breach
risk|risks|danger|threat + nothing|zero|free
never + worry|fear
sleeps|sleep + easy|soundly|like_a_baby
nothing|no_one|nobody + slips|leaks|escapes|sneaks|breaks|gets + through|out|past|in
guarded|watched|protected|locked + like|day_and_night|24
will|can|could + never + be + seen|read|stolen|leaked|lost|hacked|copied|exposed|opened|cracked|breached|compromised
never|not + fall + into
one_hundred|hundred + per_cent|percent + @safe
safer|more_secure|tighter + than ~ anything|your_own|any|a_bank|the_bank|everything|ever|your_server|fort
privacy|security|protection|safety|secrecy + without
= without|no|not + a? + single? + gap|gaps|hole|holes|weak_spot|crack|cracks|chink
! no|without + gap|gaps + in + data|chart|line|table|series|dates
= no|not|never ~ single|one|any ~ record|row|file|customer|account|byte ~~ exposed|leaked|lost|stolen|breached|seen|hacked|compromised|touched
= never|ever|not + been? + exposed|leaked|stolen|breached|hacked|compromised
! we + never + claim|say|promise|pretend
! @neg ~ claim|pretend|promise ~ unhackable|cannot|safe|secure|nothing|breach*
out_of|beyond ~ anybody|anyone|everybody|hacker*|@attacker + reach
beyond|out_of + reach
"""

DE = """
attacker: hacker* angreifer* eindringling* dieb diebe* kriminell* unbefugt* fremd* spion* geheimdienst* einbrecher*
attacker: unbekannte neugierige*
breach: leck* datenleck* einbruch* hack gehackt geknackt gestohlen panne* datenpanne* vorfall vorfalle sicherheitsvorfall* lucke*
breach: sicherheitslucke* hacken knacken kompromittiert abgegriffen geleakt angriff* diebstahl
safe: sicher* geschutzt* anonym* privat* vertraulich* sicherheit schutz datenschutz
total: absolut* vollkommen* hundertprozentig* total* komplett* immer vollig vollstandig* restlos* lückenlos* luckenlos* 100 jederzeit
total: perfekt* maximal* ewig garantiert* rundum unbedingt*
@total + @safe
@total ~ @safe
! @total ~ sicher + sein
unknackbar*|unhackbar*|hackersicher*|bombensicher*|unangreifbar*|uneinnehmbar*|undurchdringlich*|unverwundbar*|abhorsicher*|einbruchsicher*|bankenniveau|militarstandard*|militarniveau|bankensicher*|wasserdicht*|luftdicht*|kugelsicher*|hochsicherheit*|tresor*|festung*|todsicher*|fort_knox|unzerstorbar*|falschungssicher*|manipulationssicher*|panzer*|unantastbar*|unuberwindbar*|bunker
militarisch*|banken* + niveau|standard|qualitat|verschlusselung|sicherheit
= @neg ~~ @attacker
= @attacker ~~ @neg|chancenlos|keine_chance|aufgeben
= nie|niemals|kein*|keine|null ~ @breach
! ohne + lucke*
! noch|hier|bisher|bislang|momentan|derzeit|gerade ~ nichts + zu? + sehen
= niemand|keiner|nie|nichts ~~ heran|ran|hinein|rein|lesen|sehen|mitlesen|vorbei|zugreifen|stehlen|einsehen|knacken|hinaus|raus|herein|nach_aussen|abhanden|entwenden
= kommt|kommen ~ niemand|keiner|nichts ~ heran|ran|hinein|rein|vorbei|hinaus|raus|daran
daran|dran ~ kommt|kommen ~ niemand|keiner|vorbei
unmoglich|ausgeschlossen & @breach|@attacker|daten*|stehlen|zugriff
ruhig|beruhigt ~ schlafen
sicherste*|sicherer ~ als|ort|platz|plattform|losung|der|daten*|gibt
@attacker ~~ zahne|chance|vergeblich|scheitert|scheitern|ausgesperrt|draussen|aus|beissen|beisst
wie ~ beim|bei ~ militar|bank|geheimdienst|tresor
militar*|geheimdienst*
niemand ~ kommt|kommen|gelangt|sieht|liest
= niemand|keiner|nichts ~ an + ihre|deine|die ~ daten|zahlen|tabellen
= nie|niemals|kein*|nichts|noch_nie ~~ abgeflossen|abfliess*|gestohlen|entwendet|gehackt|durchgesickert|offengelegt|ausgespaht|kompromittiert
luckenlos*|luckenfrei* ~ schutz|sicher*|datenschutz|geschutzt|privat*
ohne + jede* + lucke|schwachstelle*|sicherheitslucke*
= noch_nie|nie|niemals|niemand ~~ eingebrochen|eingedrungen|hereingekommen
"""

FR = """
attacker: pirate* hacker* attaquant* intrus voleur* espion* malveillant* curieux cybercriminel* etranger indiscret*
breach: piratage* pirat* fuite* faille* intrusion* vol vole* violation* incident* hack* compromis*
safe: sur sure surs sures securite securise* protege* prive* confidentiel* confidentialite anonyme* protection inaccessible*
total: absolu* absolument total* totalement completement parfaitement toujours entierement cent_pour_cent 100 parfait* infaillible*
total: maximal* eternel*
@total ~ @safe
@safe ~ @total|pourcent|garanti*
inviolable*|impenetrable*|inattaquable*|infaillible*|indestructible*|imprenable*|incassable*|inpiratable*|impiratable*|forteresse*|coffre|coffres|coffre_fort|blinde*|bunker|fort_knox|invulnerable*|etanche*|hermetique*
niveau|qualite|grade|securite|chiffrement|protection + bancaire*|militaire*
= @neg ~~ @attacker
= @attacker ~ @neg|abandonn*|bredouille
= @neg ~ @breach
= @breach ~ exclu*|impossible*|inconcevable|impensable
! ^ rien + a + voir
! encore|instant|moment ~ rien
= personne|nul|rien ~~ lire|voir|acceder|entrer|entre|voler|ouvrir|cle|penetre*|sort|sortira|fuite*|toucher|percer|atteindre|regarder|acces|lira|verra
! personne + @num
impossible* + a|de ~ pirater|voler|percer|casser|lire|forcer|dechiffrer|intercepter
dormez|dormir|dors + tranquille*|deux|sur
plus + sur|sure|securise* ~ marche|monde|que|endroit|lieu
= zero|aucun* + faille*|fuite*|risque*|piratage*|incident*|intrusion*
a+l+abri ~ tout|toute|tous|pirat*|regard*|attaque*|vol
personne|nul ~ ne|n|jamais ~ acced*|lir*|entr*|perc*|touch*|vol*|verr*
comme + dans + un + coffre
donnees|chiffres ~ risquent|craignent ~ rien
risquent|risque + strictement? + rien
mur + de
= aucun*|jamais|sans ~ faille*|fuite*|breche*|piratage*|intrusion*|vol
securite|confidentialite|protection + sans
= personne ~~ entre|entree|entrera|penetre*
"""

ES = """
attacker: hacker* pirata* atacante* intrus* ladron* espia* ciberdelincuente* curios* extran* delincuente* fisgon*
breach: filtra* fuga* brecha* hack* robo* robar* robad* vulnerab* incidente* intrusion* ataque* pirate* violad*
safe: segur* seguridad protegid* proteccion privad* privacidad confidencial* anonim* blindad* inaccesible*
total: absolut* total* completamente plenamente perfect* siempre cien_por_cien 100 infalible* maxim* eternamente
@total ~ @safe
@safe ~ absolut*|total*|garantizad*|siempre|bancaria|militar|infalible|maxim*|completa
inviolable*|impenetrable*|inexpugnable*|inhackeable*|indestructible*|invulnerable*|blindad*|fortaleza*|caja_fuerte|bunker|infranqueable*|hermetic*|a_prueba_de|irrompible*|inquebrantable*|fort_knox|indescifrable*
grado|nivel|seguridad|cifrado|calidad + militar*|bancari*
= @neg ~~ @attacker
= @attacker ~ @neg|rinden|rendido|rindieron
= @neg ~ @breach
imposible* ~ hackear|robar|entrar|descifrar|leer|romper|filtrar|piratear|acceder|vulnerar
! aun|todavia ~ nada ~ ver
! no + hay + nada
= nadie|nada ~~ entra|entrar|leer|ver|acceder|robar|sale|tocar|vera|leera|llegar|alcance|penetr*|puede
duerm* ~ tranquil*
mas+segur* ~ mercado|mundo|que|lugar|sitio
= cero|ningun* + brecha*|fuga*|riesgo*|incidente*|fallo*|vulnerab*
a+salvo ~ de|siempre|tod*
jamas|nunca ~ fallo*|incidente*|brecha*|fuga*|robo* ~ seguridad|datos|tendremos
fallo* + de + seguridad
nadie ~ entra*|acceder*|leer*|ver*|robar*|tocar*|abrir*
= ningun*|nunca|sin|ni ~ brecha*|fuga|fugas|filtracion*|grieta*|robo|robos|intrusion*
seguridad|privacidad|proteccion + sin
! nadie + puede ~ prometer*|saber|garantizar|decir|obligar
"""
