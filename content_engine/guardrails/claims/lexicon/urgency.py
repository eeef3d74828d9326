"""`claim.urgency`: scarcity, a deadline, a countdown or a threat. A deadline that a fact states is let through."""

from __future__ import annotations

EN = """
gone: closes close closing closed ends end ending expires expire expiring disappears disappear vanishes gone over
gone: shuts shut runs_out lapses lapse elapses locked locks deleted erased removed lost suspended
gone: wiped deactivated withdrawn cancelled pulled forfeited archived
soon: today tonight tomorrow soon midnight shortly friday monday tuesday wednesday thursday saturday sunday noon now
soon: seconds fast quickly forever
scarce: place places seat seats spot spots slot slots invitation* ticket tickets spaces licence* license* copies stock position*
scarce: accounts workspaces licences offers
left: left remaining remain remains taken gone filled full available reserved free
last|final|one_last|one_final|ultimate + chance|call|reminder|notice|warning|hours|minutes|opportunity|boarding|seats|places|spots|moment
final|the_very_last + hour|day|days|week|weeks
last + day|days|week|hour + to|left|of_the_offer|for|before|remaining
! last+call|day|week|weeks|hour|hours|days|minutes + of|in|column|was|were|is|report|data|30|7|summary|s
! last + @num + days|weeks|months|hours
! last + day|week|hour|hours|days|minute|minutes|weeks ~ of ~ month|quarter|chart|data
! last + week|hour|day|days|hours|minutes $
! since|in|for|over|from|of|by|give|compare*|what|how|see|shows|with|at|on|and|looks|changed|moved|did|happened + it? + the? + last
! last + week|month|quarter|day + 's|compared|versus|against|and|by|than|next|this|looked|was|were|had
! last + chance + to + laugh
! what|which ~ last + week|day|hour
last + chance|call
hurry|hurrying|asap|fomo|tick_tock|ticktock|doomsday
countdown
! countdown + chart|column
! hurry + slowly
! @neg ~ hurry|rush
move + now|before|while
^ move + fast|quickly|today
act|decide|click|claim|grab|secure|book|upgrade|switch|reserve|choose + now|fast|today|quickly|immediately|before|while
! decide + before ~ meeting|you
act ~ before|while|now
! move + today|now
grab|snatch|snap|claim|secure|reserve|bag ~ your|yours|a|one ~ @scarce|before|while|now|today
before|until ~ too_late|it's_gone|gone|it+is+gone|they+are+gone|somebody|someone|others|somebody_else|runs_out|run_out|disappears|everyone
too+late
! never|not+too+late
= don't|not|never|n't + miss|wait|delay|hesitate|dawdle|procrastinate + out|any|another|this|it|your|$|until|!|a_minute|longer|too
= don't|not|never + delay|dawdle|procrastinate|sleep_on
! hesitate + to
! don't|not + wait + for
! not+miss|delay + a
miss|missing + out|this|your_chance|the_boat|your_last
limited + time|offer|spots|seats|places|availability|edition|supply|number|run|quantit*
! limited+to
running|runs|running_low + out|low|short ~ time|on|fast|soon|seats|$
run|ran|running|runs ~ out + of + time|seats|places|stock|spots
! run|running|runs + out + of + charts|alerts|seats
time ~ is|'s + running|ticking|almost|nearly|up
clock ~ ticking|ticks|real|stops|running|against
! clock + menu|face|icon
selling|filling|going|disappearing|vanishing|leaving|closing|ending|shrinking + fast|quickly|soon|rapidly|by_the_minute|up_fast
almost|nearly|half|mostly|already + gone|full|sold_out|over|spoken_for|taken|sold|booked|empty|out_of
sold + out
while + stocks|supplies|they|it|seats|places|we|there + last|lasts|can|are|still
now+or+never|once+in+a+lifetime|last_minute|eleventh_hour|first_come|use_it_or_lose_it
today|this_week|tonight|24_hours|48_hours + only
! this_week + only + @num
only + today|tonight|this_week|until|a_few|for_today|while|hours|minutes|now
only + @num ~ left|remain|remaining|hours|days|minutes|spots|seats|places|hour|available|to_go|slots
= no|not ~ second + chance
just + @num ~ left|remaining|to_go|hours|days|spots|seats|places|minutes
@num + hours|days|minutes|spots|seats|places|slots|hour|day|minute|chances|licences|invitations + left|remaining|to_go|remain|and_counting|from_now|still
! days + left + in|of ~ month|quarter|trial
! @num+seats|users|dashboards|alerts + left
@num|few|handful|couple|small|limited|tiny + @scarce + are? + @left|spoken_for
@scarce ~ few|handful ~ left|remain
seats|places|spots|slots|invitations ~ disappear*|vanish*|filling|going|held|holding|reserved|not_for_long|spoken_for|expire*|close*|passed_on
! removed + seat|seats
holding|held|reserve|reserved|reserving|saving|saved + a|your|you|one|this|that ~ @scarce|place|until|but
hold|keep|keeping ~ your|a + seat|spot|seats ~ until|for|till
! in+a+safe+place
= not + for+long|much_longer|last|forever|wait|again|come_back|return
this + offer|page|price|window|door|chance|discount|code|invitation|link|e|deal|screen ~ @gone|once|only|again|different|until|soon
! useful + again
window|door|doors|gate|gates|curtain|registration|enrolment|enrollment|sale|deal|waitlist|list|applications|invitation ~ is|are|will|'s|now ~ closing|closed|close|closes|shut|full|ending|open|over|up|ends|filling
door|doors|window|gate|gates|offer|deal|sale|list|invitation + close|closes|shut|shuts|ends|expires|open|closing
offer|sale|deal|discount|price|promotion ~ @gone ~ @soon|in|at|before|when
! your + quarter|month|week|trial + ends|closes
! ends|end|lapses ~ at|with|on ~ renewal|term|period
@gone ~ @soon $
ends|end|expires|expire|closes|closing|ending|expiring|disappears|lapses|vanishes + today|tonight|tomorrow|midnight|forever|friday|monday|thursday|sunday
this|offer|sale|deal|it|that|price|access|trial|discount|code|annual ~ ends|expires|closes|ending|lapses + soon|at|on|in|this|when|before
! ends|closes|closing + at+@num+:
! ends|end + on|at|in|with + a|the
! ends|until|by|before + on? + @num + december
! trial ~ ends|expires|end|over
! workspace + stays
! ends + on+free
in|within ~ @num + hours|hour|minutes|minute|seconds ~ gone|closed|deleted|expires|over|too_late|ends|close|closes
by|before|until|till|after + midnight|noon|friday|monday|thursday|tonight|tomorrow|sunday|wednesday|tuesday|saturday ~~ lose|price*|close*|gone|lost|delet*|different|late|seat|place|pass|offer|or|otherwise|disappear|switch|hurry
or|otherwise|else + you|we|it|your|lose|somebody|someone ~ lose|will|'ll|gone|risk|else|miss|delete|close
your|the ~ account|workspace|data|access|charts|seat|dashboards|dashboard|history|place|work|reports|alerts|settings ~ will|'ll|is_about_to|are_about_to|is|are|gets|get|may|could ~ @gone|deleted|disappear|vanish|die|stop
! is|are + saved|kept|not
will|to + be + deleted|closed|lost|suspended|deactivated|locked|removed|erased|gone|wiped|destroyed|terminated
! not+be+deleted|lost
! deleted ~ chart|charts|alert|filter ~ @gone
lose|losing|forfeit ~ your|everything|access|the|all ~ chart|charts|data|access|place|work|history|workspace|dashboards|seat|everything|spot|price|account|progress|setup
! @neg ~ lose|losing
delete|deleting|erase|wipe|close|shut|suspend|lock|remove ~ your|the ~ workspace|account|data|charts|access|history ~ if|unless|by|on|tomorrow|friday|in|soon|tonight|unless
! you ~ can|may|delete
urgent|urgently|emergency|immediate|critical + action|attention|response|notice|reply|:|$
^ urgent
immediately ~ or
prices|price|rates ~ rise|rises|go_up|goes_up|increase|increases|doubles|double|change|changes|jump|climb|up|will
! price* ~ rise|change* + chart|report|data|over|by
! price + change|changes ~ helped|worked|paid|did|hurt|in
! whether ~ price*
! chat|support|office|shop|store ~~ closes|opens|open ~ at
somebody|someone|anyone|others + else ~ gets|get|takes|take|place|seat|grabs|waiting|does|chart
others|people_are_looking|teams|users|visitors ~ are ~ looking|viewing|waiting|watching|queue|queueing|already|right_now
#num + people|others|teams|users|visitors ~ looking|viewing|waiting|ahead|just|queue|right_now
waiting+list|waitlist|queue + grows|growing|full|long|is
demand ~ high|higher|huge|exceeds|overwhelming
while+you ~ hesitate|wait|think|read|sleep
if|unless ~ you|we ~ sleep|wait|hesitate|dither|do_not|don't|hear ~ on_it|lose|gone|takes|else|from|by|delete*|today|now|act
unless + you ~ act|reply|upgrade|answer|click|log|sign|confirm|respond|move
every|each + hour|minute|day|second|moment ~ wait|delay|hesitate|costs|lose|without
the+next+time|this+is+the ~ closed|last|second_time|gone|only
= never|not|no|n't ~ again|come_back|return|another|repeat|repeated + $?  // offer
= will|won't ~ not|never? ~ shown|offered|repeat*|come|available|see|get|return ~ again|back|twice
= there|you ~ will|won't|is ~ no|not|never ~ another|second|next ~ chance|time|offer|round|opportunity
once + only|in_a_lifetime|gone|it's_gone|they+are+gone
goes+out+once|twice+a+year|one+time+only|one_day_only|while_you_can|as_long_as_it_lasts
no + later|longer + than ~ today|tonight|friday|tomorrow|midnight
time + to + act
short_on_time|time_is_running
stop + letting|taking|accepting + people|new|customers|teams
the|our|this|final|last + deadline|cutoff|cut_off ~ is|ends|today|tonight|tomorrow|looming|approaching|passes|midnight|friday|near|hours
! deadline + is + close|yours
! your|a|if + deadline
our+deadline|final+deadline
tick*  tock
going + going
@num|few + hours|minutes|days|seconds + to + keep|save|decide|claim|act|secure|react|go|reply|choose
first + @num + workspaces|teams|customers|users|people|companies|accounts|only|replies|who
@num|#num ~ of ~ @num|#num ~ places|seats|spots|slots|workspaces ~ taken|gone|filled|left|sold
places|spots|slots|invitations ~ are|is|already ~ taken|gone|filled|booked|snapped|full
never|not + meant + to|last|again ~ 
guess + how + many
waiting + list
waitlist
blink|slip ~ gone|away|miss|fingers|through
slip + through ~ fingers
disappears|vanishes|expires|closes|ends|shuts|self_destruct*|goes_away|go_away|gone + in|on|at|by ~ @num|friday|monday|minutes|hours|midnight|noon|seconds|tomorrow|thursday|wednesday|tuesday|sunday|saturday
your ~ charts|chart|data|dashboards|seat|access|place|workspace ~ go|goes|gone|leave|leaves + away|for_good|forever|tomorrow|on_friday
later|tomorrow + is|means|will_be|may_be ~ too_late|never|gone|word|late
means + never
be|become + the? + last + to|one|team
don't|not + be ~ last
price|prices|rate|offer ~ climbs|climb|rises|jumps|goes_up|expires|dies|ends ~ tomorrow|tonight|soon|friday|monday|next|at|in|on
last|final + train|bus|boat|ship|bell|lap|curtain|round|orders|call|window
train|ship|boat + is? + leaving|leaves|sails|sailing|departs|has_sailed
we + delete|close|erase|wipe|lock|remove|suspend ~ workspace|account|data|charts ~ 
at + midnight
by|until|before|till + five|six|seven|eight|nine|ten|noon|midnight|tonight|close_of|end_of_day|eod|sunset|lunch
! from ~ until|till
! until + @num + december
you + have + until|till|only|one|@num + hour|hours|day|days|minutes|chance|shot|five|noon|midnight|friday|tonight|tomorrow
! you+have+@num ~ trial|history
one|single|last|only + shot|chance|opportunity|go|try
! last+try
demand + is|has
close|closing|closed + registration|sign_ups|signups|enrolment|the_list|the_doors|applications|the_offer
gone + by|at|tomorrow|tonight|forever|in|before|for_good
it + is|will_be|'s + gone|over|too_late|now
snooze + you|and
regret|miss_this|missed_this|missing_this ~ forever|later|if|when
hourglass
clock|timer + is|starts|stops|runs
! clock|timer ~ menu|icon|column
sell|sells|sold|selling + out
rush|stampede|scramble|race ~ join|seats|grab|get|is_on|places|before
! no|not|without|beat + a|the? + rush
get|grab|claim + it|yours|them|one + before|while|now|today
time_is + up|out|over|running
avoid|prevent|stop + losing|deletion|suspension|closure|loss
respond|act|confirm + now|today|immediately|by|before|within
reply + now|today|immediately
almost|nearly|half|already + exhausted|depleted|claimed|redeemed
annual|offer|code ~ used_up|running_out|almost_gone|last_codes
last|final|remaining + seats|places|spots|slots|tickets|licences
= n't|not|never ~ be ~ last ~ to|one
by|before|until|till + monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight ~~ lost|lose|stop|stops|gone|deleted|off|expires|rescue
= n't|not|never ~ let ~ slip|pass|go_by|get_away
! last + seat|seats ~ train|plane|bus|row|table|concert
"""

DE = """
scarce: platz platze platzen stuck exemplar* lizenz* einladung* zugang zugange kontingent* sitze
gone: endet enden schliesst schliessen verfallt verfallen lauft_ab ablauft geloscht gesperrt geschlossen weg vorbei verschwindet
gone: verschwinden verloren vergriffen entfernt stillgelegt abgeschaltet verlieren voll loschen sperren
letzte* + chance|gelegenheit|stunden|stunde|mahnung|erinnerung|tage|tag|aufruf|platze|minuten|warnung|moglichkeit|plat*
! letzte* + @num + tage*|wochen|monat*
! letzte*+tag|tage + des|im|der
letztmals|letztmalig|zum_letzten_mal|ein_letztes_mal
nur + noch ~ heute|@num|wenige|kurz*|bis|einen|ein|tage|stunden
nur + heute|kurze+zeit|bis|diese_woche|solange|fur_kurze_zeit
noch + genau? + @num|wenige + platze|stunden|tage|minuten|platz|lizenzen|mal|frei|tag|stunde
@scarce ~ ubrig|begrenzt*|weg|voll|knapp*|reserviert|noch|wenige
! von + hand + zu + vergeben
sichern|sichere|reserv*|ergattern ~ sie|dir|sich? ~ @scarce|jetzt|heute|ihren|deinen
beeil*|eilig|eile|eilt|dringend*|sofort_handeln|countdown|torschluss*|last_minute|ausverkauf*|vergriffen
! keine + eile
! eilt + nicht
jetzt+oder+nie|solange+der|solange+vorrat|solange+noch
begrenzt* ~ zeit|platze|verfugbar*|angebot|kontingent|anzahl|stuckzahl
zeit|uhr ~ lauft|tickt|drangt|abgelaufen|knapp|rennt
zu + spat
! nicht|nie + zu+spat
bevor|ehe ~ spat|weg|vorbei|andere|jemand|jemand_anders|schliesst|vergriffen|voll
= verpassen|verpass|versaumen|warten|zogern|zoger* ~ nicht|nichts
wer ~ zogert|wartet|schlaft
endet|schliesst|verfallt|verfallen|ablauft|enden|schliessen|verschwindet|gilt + nur ~ heute|morgen|bald|mitternacht|in|um|am|freitag|bis
lauft|laufen ~ heute|morgen|bald|freitag|mitternacht|in ~ ab|aus
! test* ~ endet|lauft
angebot|aktion|preis|liste|tur|fenster|tor|anmeldung + ist? + endet|schliesst|voll|zu|geschlossen|steigt|steigen|bald|fast
fast|bald|schon|beinahe + voll|weg|vorbei|ausverkauft|ausgebucht|vergriffen
preise ~ steigen|steigt|erhoh*|hoch
ihr*|dein*|der|die|das ~ konto|zugang|daten|arbeitsbereich|workspace|diagramme|verlauf|dashboards ~ @gone
wird|werden ~ geloscht|gesperrt|geschlossen|entfernt|deaktiviert|vernichtet
! werden + nicht + geloscht|gesperrt
sonst|ansonsten|oder ~ verlieren|geloscht|weg|gesperrt|verfallt|vergeben|jemand|ist|sind
wenn|falls ~ nicht|nichts ~ bis|horen|reagieren|antworten ~~ geloscht|schliessen|loschen|sperren|verlieren
spatestens ~ heute|morgen|freitag
heute|morgen|mitternacht ~ ist_es|ist + schluss|vorbei|ende
andere|jemand+anders ~ warten|schnappt|bekommt|nimmt|sieht|sehen
loschen|sperren|schliessen|entfernen + wir ~ arbeitsbereich|konto|daten|diagramme|zugang|ihre*|deine*
noch + #num + : 
dann + ist|sind ~ weg|vorbei|zu|geschlossen|schluss
wenn ~~ nichts + tust|tun|unternehm*
letzter|letzte|letztes + zug|wagen|bus
letzte* + platz*|plaetze|chance|gelegenheit|tage|stunden
! letzte* + tage|stunden + im|nach|in
= nicht ~ letzte* + sein
nach|ab|bis + montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|heute ~~ weg|vorbei|geloscht|verloren|zu_spat|geschlossen
"""

FR = """
gone: ferme fermera fermeront expire expirera termine terminera fin disparait disparaitra disparaitront supprime* efface* suspendu*
gone: perdu* perdrez bloque* cloture perdez perdre fermons supprimons fermer
scarce: place places siege* acces licence* invitation* exemplaire* poste
soon: demain ce_soir aujourd_hui bientot minuit vendredi jeudi lundi dimanche midi heures
derniere*|dernier|derniers|ultime* + chance*|heure*|jour|jours|rappel|occasion|minute*|appel|avertissement|delai|places|place|avis|relance
! dernier* + jour* + du|de|des
! @num + derniers
plus + que ~ @num|quelques|trois|deux
plus|reste + qu + @num|une|un
! plus + que + @num + equipes|clients
il? ~ ne? + reste + que|plus|qu
reste* + @num + places|heures|jours|sieges
depech*|vite|urgent*|hatez*|foncez|compte_a_rebours|tic_tac|pressez*|immediatement
! vite + fait|lu|vu
! plus|aussi|tres|trop + vite
offre|place*|temps|duree|quantite*|stock*|edition + limitee*|limite|limites
avant + qu*|que ~ trop+tard|ne|soit|quelqu|autre|parte
trop + tard
! jamais + trop+tard
= ne|n + rat*|manqu*|attend*|tard*|perd*|hesit*|laiss*|tardez ~ pas
! n + attend* + pas + de
jusqu|jusqu'a|avant ~ ce_soir|minuit|demain|vendredi|midi ~~ place|offre|ensuite|apres|perd*|garde*
@gone ~ @soon
@scarce ~ garde*|reserve*|partent|restent|reste|limite*|prises|vite|libre*|attend*
garde*|gardons|reserve*|reservons ~ @scarce ~ jusqu*|encore|avant|pas
maintenant+ou+jamais|tant+qu+il|dans+la+limite
aujourd_hui|ce_soir|cette_semaine + seulement|uniquement
seulement|uniquement + aujourd_hui|ce_soir
votre|vos|tes|ton|ta ~ espace|compte|donnees|acces|graphiques|historique|tableaux ~ @gone
sera|seront + supprime*|efface*|ferme*|suspendu*|perdu*|bloque*|desactive*
! ne + sera|seront
sinon|ou_bien|faute_de|sans_reponse|sans_nouvelles|a_defaut ~~ @gone|place|supprim*|perd*
porte*|offre|liste|fenetre|inscription* ~ ferme*|se_ferment|complete|expire*|termine*|fermer|fin
prix|tarif* ~ augmente*|augmentent|monte*|changent|doublent
presque|bientot|deja + complet*|plein*|fini*|epuise*|vendu*|partis
heures ~ comptees|restantes
temps|horloge|sablier ~ presse|ecoule|tourne|compte
quelqu_un ~ d? + autre|prendra|prendre|attend
reveillez* ~ avant
dernier*|derniere* + place*|chance|jour*|heure*|occasion
! derniere*|dernier* + jours|heures + en|par
apres|avant|des + lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|minuit ~~ trop_tard|tard|perdu*|supprim*|ferme*|fini
"""

ES = """
gone: cierra cierran cerrara cerrar caduca caducan vence vencen expira expiran termina terminan acaba desaparece* elimin* borr*
gone: pierde* suspend* bloque* perdera perderas cerremos cerramos acaban
scarce: plaza* sitio* acceso* licencia* invitacion* asiento* puesto* cupo*
soon: hoy manana pronto esta_noche medianoche viernes jueves lunes domingo horas
ultim* + oportunidad*|llamada|hora|horas|plaza*|dia|dias|aviso|minuto*|recordatorio|ocasion|advertencia|cupo*
! ultim* + @num + dias|semanas|meses
! ultimo* + dia* + de|del
solo ~ por? + hoy|esta_noche|esta_semana|hasta|unas_horas
solo|apenas ~ queda*|@num ~ plaza*|horas|dias|minutos|acceso*|sitio*|hasta|lugares
queda* ~ solo|@num|poc*|ultim* ~ plaza*|horas|dias|minutos|acceso*|sitio*|tiempo
date|dese|dense + prisa
prisa|apresur*|corre|corra|urgente*|cuenta_atras|tictac|tic_tac|rapido
! sin + prisa*
! mas|tan|muy + rapido
! corre + el|la|en
plaza*|tiempo|oferta|edicion|stock|unidades|acceso + limitad*
antes + de|que + que? ~ tarde|cierre*|cerremos|acabe|agote*|otro|otra|desaparezca|alguien
demasiado + tarde
= no ~ lo|la|te|se|los? + pierd*|dejes|deje|esper*|tard*
= no + esper*|pierda*|pierdas|tard*|dej* + mas|esta|tu|pasar|la|para
@gone ~ @soon
ahora+o+nunca|hasta+agotar|mientras+dure*|mientras+queden
tu|tus|su|sus|el ~ espacio|cuenta|datos|acceso|graficos|historial|paneles ~ @gone
sera|seran ~ eliminad*|borrad*|cerrad*|suspendid*|bloquead*
! no + sera|seran
! si+no+se
de_lo_contrario|o + perder*|perdera*|cerrar*|borrar*|elimin*|otro|se
puerta*|oferta|lista|ventana|inscripcion* ~ cierra*|cerrara*|llena*|acaba|termina|caduca
precio*|tarifa* ~ sube*|subira*|suben|aumenta*
casi|ya + llen*|agotad*|complet*|vendid*
reserva*|asegura*|guarda* ~ tu|su|la ~ plaza|sitio|lugar
tiempo|reloj ~ agota|acaba|corre|apremia|vuela
alguien|otro|otra ~ quedara|llevara|ocupara|esperando
si + no ~ actua*|hace*|respond*|confirm*|entra* ~ hoy|perder*|manana|cerrar*|borrar*
perder* ~ tus|sus|tu|su + graficos|datos|acceso|espacio|plaza|paneles|historial
ultim* + plaza*|oportunidad*|dias|horas
! ultim* + dias|horas + en|por
despues|antes|hasta ~ lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana ~~ tarde|perd*|borra*|cerrad*|acab*
"""
