"""`claim.sla`: commitments on availability and support. What a fact states is let through."""

from __future__ import annotations

EN = """
key_uptime: uptime availability available sla up outage outages downtime
key_email: email e_mail mail tickets ticket
key_chat: chat
key_support: support help answer answers answered response respond reply replies replied
key_manager: success_manager manager named
key_weekday: working working_hours quarter weekday weekdays monday friday working_days
key_within: within first
key_month: monthly month
key_hour: hour hours one_hour
key_p1: p1
key_none: no none without
key_other: weekend weekends saturday sunday saturdays sundays holiday holidays night nights nightly midnight phone telephone call
key_other: callback calls 24_7 round clock always never instant instantly immediately minutes minute seconds second everyone
key_other: zero p2 p3 credits credit video whatsapp onsite on_site whatever christmas day_and_night ring
key_other: nonstop non_stop permanent permanently guarantee guaranteed guarantees human engineer engineers everybody
key_other: anywhere dedicated priority nines timezone time_zone zone day_or_night three_in_the_morning
? #num + %|percent ~ uptime|availability|available|sla|online|up|of_the_time|reliability|reachable
? uptime|availability|sla|service_level ~ #num|%|promise|guarantee*|commitment|all|every|same|perfect|everyone|hundred|100|never|free|team
? 99|99.9|99.99|99.999|99.95|99,99|99.5|99.8 + %|percent
100|hundred + %|percent + uptime|available|availability|online|reachable
! 100 + % + of ~ chart|total|rows|axis
? #num + % + is+the
five|four|six|three + nines
? sla ~ every|all|team|free|everyone|covers|now
? uptime
! uptime + chart|page|data|column|report|table|history
always|permanently|constantly|never_not + on|online|up|available|reachable|there|answers|running|open|awake
! always+on+top|screen
= never + down|goes_down|offline|fails|stops|sleeps|closes|off|unavailable|crashes|rests|breaks|out
= never|not|n't ~ unavailable|outage|outages|offline|down|downtime
! not + down ~ chart
zero|no|without|minimal|nil|eliminat* ~ downtime|outage|outages|interruption*|maintenance_window*
outage|outages|downtime ~ never|not|zero|no|measured|past|history|do_those|other|unknown|forget|belong|extinct|none|happen
= outages|downtime|crash|crashes|interruption* ~ don't|not|never
downtime|outages
! downtime|outage|outages ~ column|chart|data|table|report|log|per|by
! status_page|status + page|if|during|for|shows|incident
? 24 + 7|h|x|365
? 24+hours + a|per|every
24|twenty_four ~ hours ~ day
24/7|24x7|365|7 + days + a + week
seven ~ days ~ week
around|round + the + clock
day|days + and|or|& + night
night|nights & answer*|support|watch*|stand|team|staff|engineer*|help|someone|somebody|awake|reply|through
any|every|whatever|all|what + time|hour|hours|timezone|time_zone|zone ~ of|day|you|live|need|night|are
! at+any+time
no ~ matter ~ time|hour|when|zone|timezone
at ~ any|all + hour|hours
three|two|four + in_the_morning|a.m|am
anytime|night_or_day|all_night|all_day|all_week_long|all_week|all_year_round|year_round|365_days_a|any_day|day_in_day_out|morning_noon
instant|immediate|lightning|real_time + support|reply|replies|answer|answers|response|responses|help|assistance|chat
? answer|answers|answered|reply|replies|respond|response|responses|help|support|back|call|calls|reach|solved|fixed|fix|resolved|resolve|resolution|someone|engineer ~ within|in|under|inside|less_than ~ seconds|minutes|minute|hour|hours|half|an_hour|@num|same_day|moments|moment
! answers ~ questions|in_plain|plain|beta
! ask_acme|acme + answers
? help|support|answer|reply|response ~ within|in ~ @num|an|half ~ minute*|hour|hours|second*|day
? within|under|inside|in_less_than ~ minutes|the_hour|an_hour|half_an_hour|one_hour|seconds & help|answer*|support|reply|call*|fix*|engineer|somebody|someone|respon*|solve*|ticket*|hear|get_back
? hour|hours|minutes|minute ~ response|reply|answer|resolution|callback|turnaround
response|reply|answer + time|times ~ minute*|hour*|second*|under|below|seconds
weekend|weekends|saturday|saturdays|sunday|sundays|holiday|holidays|christmas|bank_holiday* & support|help|answer*|chat|reach|team|reply|ticket*|phone|staff|engineer*|open|included|too|even|there|human|problem|solved
! report* ~ saturday|sunday|weekend*
! chat|support|team|desk ~~ closed|shut|unavailable|off ~ weekend*|night*|sunday*|saturday*|holiday*|evening*
! closed|quiet|busy|quieter|busier ~ weekend*|night*|sunday*|saturday*
! weekend*|night*|sunday*|saturday*|holiday* ~ closed|off|nobody|no_one|unstaffed|shut
! weekday + and + weekend
! sundays|saturdays|weekends + look
! closed|not_staffed|not_available|unavailable ~ weekend*|night*|holiday*|evening*
support|help|engineers|team|chat|somebody|someone|staff ~ stand|stands|standing|watching|watch|on_call|awake|waiting|never_sleeps|on_duty|standby|standing_by|around
stand|stands|standing + by ~ engineers?
phone|telephone|hotline|video|whatsapp|sms|callback|screen_share ~ support|us|help|line|team|hotline|number|day|engineer|expert|human|back|any
call + us|support|any|back|our|you_back
call|phone|ring|dial + us|support|our|the_team|now
! call+your|to_action
pick|picks|picking + up ~ ring|phone|first|call|we|immediately|@num
hotline|helpline|telephone_support|phone_support|live_support|onsite_support|on_site|priority_support|premium_support|vip_support|white_glove|concierge
? dedicated|personal|named|own|assigned|private + support|manager|engineer|contact|specialist|success_manager|expert|consultant|account_manager|team|success
? success_manager|account_manager ~ @plan|you|every|all|team|free|calls|within|for|gets
? chat ~ @plan|everyone|every|all|anyone|free|weekend*|night*|always|hours|hour|engineer*|day|until|time|human|live|round|team
live+chat
! no + chat
? human|person|engineer|someone|somebody ~ always|any_hour|around|day|reach|there|will_answer|answers|answer|picks|by_chat|on_the_line|replies|waiting
service ~ credit|credits
credit|credits|refund|compensat*|pay|pays|money ~ for ~ every|each|any ~ hour|minute|outage|downtime|offline
miss|missed + a + refresh
? incident|incidents ~ within
maintenance|incident|incidents ~ never|no|without|zero|resolved|fixed
p2|p3|p4|sev1|sev2|severity ~ hour|minutes|response|incident|same|within|answered
ticket|tickets|question|questions|emails|mails|message|messages|problem|problems|request|requests|bug|bugs|case|cases ~ answered|solved|resolved|closed|fixed|replied|seen|handled|picked_up ~ within|in|same|immediately|instantly|minutes|before|saturday|hour|every|always|on|under
unavailable|interruption|interruptions ~ not|never|single|second|no|without|free
seconds ~ decade|per_year|a_year
up+and+running + always|forever|all
reliab* ~ 100|always|never|guarantee*|every|perfect
uninterrupted|nonstop|non_stop|failproof|fault_tolerant|highly_available|crash_proof|unstoppable|rock_steady
lifeline|guardian|watches|watching|watch|monitor*|keeps_an_eye ~ your ~ workspace|account|data|dashboards ~ night|day|through|always|so_that|clock|24
same ~ uptime|availability|support|response|service_level
? promise*|commit*|guarantee* ~ uptime|availability|response|support|service|answer
no + waiting|queue|queues|hold_music|hold
every|each|all ~ hour|hours|minute|second|day|days|night ~ of ~ the? ~ year|day|week|month
lights + on + every|always|night
if ~ we ~ late|slow|fail|miss|down|offline|break ~ pay|get|money|credit|refund|free
? named|personal|dedicated + person|contact|engineer|manager|advisor|adviser|specialist|agent|rep ~ every|all|each|any|free|team|for_you|plan|there
personal + visit
visit ~ if ~ problem|solved
problem|issue|problems|issues ~ solved|fixed|gone ~ in|within|by|same|before ~ week|day|hour|hours|minutes|morning|monday
whoever|whenever|wherever ~ write|writes|call|calls|ask|asks|contact ~ us
hear|get|come + back ~ same|within|in|before ~ hour|hours|minutes|day|minute
same + hour|minute
! same+hour + of
open ~ all|every|any ~ hours|hour|night|day
open_all_hours|never_closed|never_close|we_never_sleep|never_off|always_awake|no_closing_time|all_hours|till_late|until_dawn|until_midnight|until_late|till_midnight
night_owl*|night_shift|graveyard_shift|early_birds
helpdesk|help_desk|service_desk|hotline|switchboard|call_centre|call_center|support_desk ~ always|staffed|open|day|until|hour|hours|never|free|every|round|waiting
lights ~ never|always|stay ~ out|on|off
your|in_your|every|any|all + time + zone|zones
error|500|blank|maintenance + page|pages|screen ~ never|no|not
= never ~ see|seen|meet ~ error|outage|maintenance|blank|spinner
waits|wait|waiting|waited ~ longer|more|less ~ than ~ minute|minutes|hour|hours|seconds
nobody|no_one|never ~ waits|wait|queue|hold
goes|go|went + dark|down|offline
stay|stays|stayed|keep|keeps + up|online|running + even|no_matter|whatever|when|always|if
! stays|stay + up + to + date
even + if|when ~ goes|fails|crashes|down|burns|dark|breaks
backup|redundant|failover|mirror + servers|server|data_centre|centre|region|site
survive|survives ~ outage|crash|failure|disaster|anything
one+hour|one_hour + response|reply|answer ~ all|every|any|everyone|tickets|free|team|business
? p1 ~~ hour|minute*|quarter|second*|immediately|instantly|response|answer*|same
? named|dedicated|personal|own + contact|manager|person|specialist ~ for|to|on ~ every|each|all|any|team|free
we|support|team|somebody|someone + are|is ~ there|here|around|awake|available ~ night|nights|sundays|saturdays|weekends|holidays
? @plan|each|every|all|any ~~ own|named|dedicated + success_manager|account_manager|contact|support_engineer
each|every|all|any ~ customer|workspace|account|team|client ~~ success_manager|account_manager|own_manager|own_engineer
outage|outages|incident|incidents|problem|problems|failure* ~ ends|end|fixed|over|solved|gone ~ within|in|under ~ minute*|hour*|second*|@num
! ^ planning|trying|hoping ~ reach|call|write ... ?
"""

DE = """
key_uptime: erreichbar* verfugbar* sla uptime ausfall* verfugbarkeit
key_email: mail mails e_mail ticket* email
key_chat: chat
key_support: support hilfe antwort* antworten beantwort*
key_manager: ansprechpartner* manager success_manager betreuer* feste*
key_weekday: werktag* werktags wochentag* montag freitag
key_within: innerhalb binnen erste*
key_month: monatlich* monat
key_hour: stunde* uhr
key_p1: p1
key_none: kein* ohne
key_other: wochenende* feiertag* samstag* sonntag* telefon* telefonisch nacht nachts minuten sekunden sofort* rund immer nie
key_other: jederzeit durchgehend hotline anruf* ruckruf* live tag_und_nacht hundert* 100 mitternacht ausnahmslos garantier*
key_other: weihnachten p2 gutschrift* jeden_plan jedem
? #num + %|prozent ~ verfugbar*|uptime|sla|erreichbar*|online
? verfugbarkeit ~ #num|100|hundert*|immer|garantier*|alle|jede*|prozent
rund + um + die + uhr
tag_und_nacht|24_stunden_am|24_stunden_taglich|24_stunden_support|24_7|jederzeit_erreichbar|7_tage_die_woche|sieben_tage_die
rund|nachts|jederzeit|immer|wochenende*|feiertag*|samstag*|sonntag*|durchgehend ~~ erreich*|support|hilfe|antwort*|chat|telefon*|team|verfugbar*|da|besetzt|ansprechbar
erreich*|support|hilfe|antwort*|chat|besetzt|hotline ~~ rund|nachts|wochenende*|feiertag*|samstag*|sonntag*|durchgehend|immer|jederzeit|nacht|telefon*|sofort
? support|hilfe|antwort*|chat|hotline ~~ minuten|sekunden
! berichte*|bericht ~ samstag*|sonntag*
immer|stets|permanent + erreichbar|verfugbar|online|da
= nie|niemals|kein*|ohne|null ~ ausfall*|offline|unterbrech*|stillstand|downtime|wartezeit*|storung*
ausfallsicher*|ausfallfrei*|unterbrechungsfrei*|storungsfrei*|hundertprozentig* + verfugbar*
ausfallsicher*|ausfallfrei*|unterbrechungsfrei*|telefonsupport|telefonhotline|hotline|telefonisch*|livechat|soforthilfe
sofort*|umgehend*|augenblicklich* ~ antwort*|hilfe|support|geholfen|ruckruf
? antwort*|hilfe|support|ruckruf|losung|gelost ~ innerhalb|binnen|in ~ minute*|stunde*|sekunde*|@num
? innerhalb|binnen ~ minute*|stunde*|sekunde*|@num ~~ antwort*|hilfe|support|geholfen|gelost|melden|ruckruf|reagier*
? chat ~ @plan|plan|jede*|alle*|besetzt|bis|uhr|rund|plane
? personlich*|eigen*|fest* + ansprechpartner*|betreuer*|manager
anruf*|ruf*|rufen ~ uns|an|jederzeit
? sla ~ alle*|jede*|team|free|auch
! wochenende*|nachts|sonntag*|samstag*|feiertag*|abend* ~~ geschlossen|zu|nicht|niemand|kein*|ruht|frei
! nicht|kein* ~ wochenende|nachts|sonntag*|samstag*|feiertag* ~ besetzt|erreichbar|support|chat
! geschlossen|nicht_besetzt ~ wochenende|nachts
telefonhilfe|telefondienst|rufbereitschaft|notdienst|bereitschaftsdienst|notfallnummer
key_other: viertelstunde halbe
? p1|p2|p3 ~~ minute*|stunde*|viertelstunde|sofort*|beantwort*|reagier*
auch ~ nachts|sonntags|feiertags|wochenende ~ da|erreichbar|ansprechbar|besetzt
= kein*|nie ~ minute|sekunde|stunde + ausfall|stillstand|offline
jede*|alle ~ kund*|workspace|team|nutzer* ~~ ansprechpartner*|betreuer*|manager*
"""

FR = """
key_uptime: disponibilite disponible* sla panne* uptime
key_email: mail* e_mail* email ticket*
key_chat: chat
key_support: support assistance repond* reponse* aide
key_manager: responsable* dedie* nomme* referent*
key_weekday: semaine jours_ouvres ouvres ouvrable* lundi vendredi
key_within: premiere
key_month: mensuel* mois
key_hour: heure* h
key_p1: p1
key_none: aucun* pas sans
key_other: week_end weekend samedi* dimanche* nuit* telephone* telephonique* minutes secondes immediat* toujours jamais 7j 24h
key_other: feries ferie ligne appel* rappel* noel jour_et_nuit 100 instantane* garanti* sept permanence p2 quel_que_soit
? #num + %|pour_cent ~ disponibilite|disponible|uptime|sla
? disponibilite ~ #num|100|cent|garanti*|totale|permanente|absolue|tous
? 24+heures|24h|h24|24+7|7j|7+7|jour+et+nuit|nuit+et+jour|sept+jours|7+jours|24+24|vingt+quatre+heures
toujours|jamais ~ disponible*|en_ligne|joignable*|panne|arrete*|interromp*|coupe*|tombe*
= ne|n ~ jamais|pas ~ panne|arrete*|interromp*|tombe*|dort
= sans|zero|aucun* ~ panne*|interruption*|coupure*|attente|arret
s|ne ~ arrete + jamais
service|equipe|assistance|support ~ jamais|nuit|toujours|week_end|dimanche*|samedi*|permanence|telephon*|immediat*|feries
? reponse*|repond*|repondons|aide|assistance|rappel* ~ immediat*|minutes|secondes|instantane*|heure|heures|dans_l_heure|nuit|dimanche*|samedi*|week_end|jour_et_nuit|garanti*|minute|moins
! repond* + a ~ question*
! rapport* ~ samedi|dimanche
assistance|support|hotline|ligne ~ telephon*|dedie*|directe|illimite*|prioritaire
telephonique*|par+telephone|hotline|appelez
? chat ~ tous|toutes|chaque|plan|nuit|week_end|toujours|team|free|24
? sla ~ tous|toutes|chaque|team|free
disponible* ~ 100|cent|jour|nuit|toujours|heures
! pas|ferme ~ week_end|dimanche|nuit|samedi
key_other: quart_d_heure demi_heure
? p1|p2|p3 ~~ minute*|heure*|quart|immediat*|repond*
= jamais|pas|sans|zero ~ minute|seconde|heure|instant ~ arret|panne|interruption|coupure
= disponibilite ~ totale_de|cent|100|totale|permanente ~ %|pour_cent|pour
chaque|tous|tout ~ client*|equipe*|utilisateur* ~~ responsable|referent*|charge_de|manager|interlocut*
"""

ES = """
key_uptime: disponibilidad disponible* sla caida* uptime
key_email: correo* email e_mail ticket*
key_chat: chat
key_support: soporte asistencia atencion respond* respuesta* ayuda contest*
key_manager: gestor* responsable* manager asignad*
key_weekday: laborable* lunes viernes entre_semana habiles
key_within: primera plazo
key_month: mensual* mes
key_hour: hora* h
key_p1: p1
key_none: ningun* no sin
key_other: fin_de_semana fines sabado* domingo* noche* telefon* minutos segundos inmediat* siempre nunca festivo* llamad* linea
key_other: navidad instantane* garantiz* dia_y_noche p2 todos_los_dias
? #num + %|por_ciento ~ disponibilidad|disponible|uptime|sla
? disponibilidad ~ #num|100|cien|garantiz*|total|permanente|absoluta|siempre
? 24+horas|24+7|24h|las+24|dia+y+noche|noche+y+dia|7+dias|siete+dias|365+dias|todos_los_dias_del
siempre|nunca ~ disponible*|linea|activ*|cae|caida*|para|falla|interrump*|duerme|descansa
= sin|cero|ningun*|no ~ caida*|interrup*|corte*|esper*|parada*
? soporte|atencion|asistencia|respuesta*|respond*|ayuda|equipo|chat|contest* ~ noche*|siempre|domingo*|sabado*|fin_de_semana|fines|telefon*|inmediat*|minutos|segundos|festivo*|24|instantane*|cualquier|hora|horas|garantiz*|minuto|todos_los_dias|a_todas_horas
! respond* + a ~ pregunta*
! responde ~ lenguaje
! informe* ~ sabado|domingo
telefonic*|por+telefono|linea_directa|llamanos|llamenos
? chat ~ todos|todas|cada|cualquier|team|free|noche|siempre
? sla ~ todos|todas|cada|team|free|cualquier
se + cae|caera|caen ~ nunca|jamas|no
telefono ~ minuto|siempre|hora|atend*|estamos|estariamos
! no + atiende|hay|abre ~ domingo*|sabado*|fin_de_semana|noche
soporte|atencion|ayuda|asistencia ~ cualquier_hora|cualquier_momento|toda_hora|todas_horas|dia_y_noche
a + cualquier + hora
key_other: cuarto media
? p1|p2|p3 ~~ minuto*|hora*|cuarto|inmediat*|respond*
= ni|sin|nunca ~ un|una|solo ~ minuto|segundo|hora ~ caida|parada|corte|interrupcion
cada|todo*|todos ~ cliente*|equipo*|usuario* ~~ gestor*|responsable|manager|asesor
"""
