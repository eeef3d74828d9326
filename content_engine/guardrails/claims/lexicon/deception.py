"""`claim.deception`: fake replies, invoices, alerts and personal notes, confirm-shaming, and hiding the way out."""

from __future__ import annotations

EN = """
deal: call meeting chat conversation talk discussion phone_call coffee lunch phone email e_mail mail message note voicemail demo
past: yesterday today earlier last_week last_night this_morning on_monday on_tuesday on_wednesday on_thursday on_friday
^^ re|fwd|fw|aw|wg|tr|rv|antw|ref|resp|sv|vs + :
^^ re + :|[
^^ ~ re|fwd|fw + :
! re + : + your|the+chart
invoice|invoices ~ attached|overdue|due|unpaid|open|enclosed|pending|outstanding|#num|is|number|no|for|past|past_due|payment|ready|has|confirm*|your
^ your? + invoice|receipt
! invoice|invoices ~ column|chart|data|by|stripe|status|table|amount|total|source|rows
payment ~ failed|due|declined|received|problem|overdue|reminder|rejected|pending|refused|confirm*|required|bounced|unsuccessful|issue
! failed|late + payments
! payment* ~ by|chart|column|data|table
overdue|past_due|dunning|final_demand|debt_collect*|collection_agency|bailiff
! overdue ~ column|chart|by|data|invoices|tasks
your ~ order|package|parcel|delivery|shipment|booking|reservation|refund|subscription|purchase|receipt|statement|payout|transfer|tax_refund|delivery ~ is|has|was|failed|confirm*|shipped|declined|waiting|ready|arrived|delayed|cancelled|due|on_its_way|on_hold|attached|held|pending|expires|suspended|dispatched
refund ~ notice|of|issued|pending|processed|approved|confirm*|due
order ~ shipped|confirm*|dispatched|delayed|on_its_way
! order ~ by|of
account|workspace|access|mailbox|profile|subscription|login ~ suspended|locked|compromised|limited|restricted|disabled|on_hold|blocked|deactivated|frozen|flagged|hacked|revoked|under_review
! locked|restricted ~ to|column|dashboards
security|fraud|account|system|virus|admin|billing|compliance + alert|warning|notice|incident|notification|breach|code|message|problem
! threshold + alert
unusual|suspicious|unauthorised|unauthorized|unrecognised|unrecognized|unknown|new|strange|failed|attempted + sign_in|activity|login|sign_ins|device|access|transaction|charge|logins|log_in|signin|attempt|login_attempt|sign_on
! unusual+activity+in
! new+device
action|response|attention|reply|immediate|signature|confirmation|verification|approval|your_signature + required|needed|requested|pending|necessary|awaits|outstanding
! no + action ~ needed|required
! no ~ required|needed
verify|confirm|validate|update|reactivate|unlock|restore + your + account|identity|password|details|mailbox|payment|billing|e_mail|email|card|login|access|information|credentials|data
you|you've ~ won|been_selected|been_chosen|been_picked|are_a_winner|qualified|are_the_winner|have_inherited|been_pre_approved|are_selected
congratulations|congrats
your + password ~ expires|expired|changed|reset|was|will_expire|about_to|stolen|compromised
! password + was + not
! reset|change + your + password
missed + call|calls|delivery|you|meeting|appointment|message|voicemail|your_call
! missed + targets|month
voicemail|voice_mail|voice_message|undeliverable|mailer_daemon|delivery_failed|delivery_failure|mail_delivery|returned_mail|delivery_status|message_not_sent|could_not_be_delivered|out_of_office|bounce_notice|automatic_reply|auto_reply
calendar + invite|invitation|update
invitation|invite + : ~
meeting|appointment ~ moved|cancelled|confirmed|rescheduled|in_ten|reminder
! before|after|for|the + meeting
document|file|contract|fax|scan|voucher ~ shared|signature|sign|waiting|for_you|attached|awaits|encrypted|you_asked_for|requested
! chart|dashboard ~ shared
quick + question|favour|favor|one|chat|call|note_from|ask|follow_up|reminder_from|update_on_our
following|follow + up ~ on|our|call|my|last|yesterday|from|about|
! follow + up ~ customers|accounts|with
just+checking+in|checking+in ~ 
circling+back|bumping_this|bump_this|did_you_get_my|did_you_see_my|in_case_you_missed_my|getting_back_to_you|back_to_you_on|as_requested|at_your_request|per_your_request|as_per_your|you_asked_us|you_asked_me|you_requested|we_spoke|as_we_discussed|as_discussed|as_agreed|as_promised|like_we_discussed|as_you_asked|as_you_requested|when_we_spoke|when_we_talked|we_talked|since_we_last_spoke|good_to_talk|nice_talking|we_met
per|after|about|from|re|following + our|your|my + @deal|last
our ~ @deal ~ yesterday|today|last|on|this_morning|earlier|tuesday|friday|went|was
great|good|nice|lovely|pleasure|thanks|thank_you + to? + talking|speaking|meeting|chatting|talk|catching|chat|seeing|for_calling|for_your_call|for_calling_us|for_your_reply|for_getting_back|for_your_order|for_your_purchase|for_your_payment|for_the_call|for_taking_the_call
thanks|thank_you + for + calling|your_call|your_order|your_purchase|your_payment|your_reply|your_message|the_call|the_chat|meeting|speaking|getting_back|ordering|your_booking
nice + to + meet
i + saw|noticed|was_thinking|tried|called|left|spoke|met|wanted|thought|missed|remember|forgot|promised|owe|just_saw|hope_you ~ you|your|to|that|of
sent + from + my
personal|private|confidential|secret + message|note|invitation|letter|word|memo
between + you|us ~ me?
keep + this + between
strictly + confidential|between|private
remember + me|us
can + we + talk
we+need+to+talk
tried + to + call|reach
someone|somebody|colleague|boss|manager|friend ~ has? ~ shared|mentioned_you|tagged_you|asked_about|is_trying|recommended_you|left_you|sent_you|wants_to|searched|looked|viewed ~ you|your|a|to
mentioned|tagged + you
a+friend|your+friend|your+boss|your_colleague|your_ceo|the_ceo ~ asked|told|said|sent|shared|wants|recommended|left|forwarded
my|our + manager|boss|wife|husband|daughter|kids|job ~ cross|angry|fire|kill|reply|please|favour|me
do + me + a? + favour|favor
automatic + notice|message|notification ~ 
it+desk|it+department|help_desk_of|your+bank|tax_office_notice|hr_department|your_it|your_administrator|your_it_admin|system_administrator|your_company_it
notice ~ from ~ it|your|bank|admin|hr|payroll|desk
case|ticket|reference|claim|file + number|no|id|#num ~
ticket ~ #num
final+notice|legal+notice|court_summons|subpoena|last_reminder|payment_reminder|second_reminder|account_notice|official_notice|formal_notice
to + keep|retain + your + access|account
no|nope|nah|no_thanks|no_thank_you|thanks_but_no|never_mind|maybe_later|not_now ~ i|i'm|i'd|i'll|we|we'll|my|keep|let_me|me ~ like|love|enjoy|prefer|rather|hate|don't|do_not|happy|want|stay|keep|would|am|have|will|guess|lose|waste|miss|fine|know|boss|competitors|need|money|trust|live|work|enough
i|we|i'd|i'll|i'm|me ~ hate|love|enjoy|like|prefer|rather|choose|happy|want|keep|fine|content|okay|ok|don't|refuse|would_rather ~ losing|guessing|wasting|missing|flying|chaos|spreadsheets|manual|saving|money|time|blind|dark|clueless|ignorant|insights|grow|better|growing|behind|surprises|slow|old|hard|lose|guess|waste|stay|working_late|paying|overtime|success|save|nothing|stressed|average|mediocre|poor|success|winning|boring
^^ remain|stay|keep|continue ~ clueless|ignorant|blind|dark|behind|guessing|losing|average|mediocre|in_the_dark|uninformed|small|slow|lost|wasting|poor|stuck|suffering|struggling|flying_blind
^^ i ~ hate|don't_want|don't_need|don't_care|prefer|would_rather|enjoy|love|like|give_up|refuse|accept ~ 
! i + want|would_like ~ to ~ try|see|learn|start
! i'd+like
skip ~ and ~ lose|stay|guess|miss|suffer|regret
unsubscrib* ~ would|will|means|disables|costs|takes|lose|stop|but|cost|away|hard|difficult|consider|not|never|sorry|regret|sure|letter|fax|phone|call|fee|only|cannot|can't|weeks|days|business_days|processed|delete|deleted|security|access|support|charts|impossible|reason|survey|password|login|log_in|sad|cry|mistake
! unsubscribe ~ any_time|link|at_the_bottom|below|one_click|in_one
don't|never|not|please_don't + unsubscribe|leave_us|leave_this_list|opt_out
before + you + unsubscribe|leave|go|opt_out|click_unsubscribe
hard|impossible|no_way|too_late|cannot|can't|difficult|complicated ~ to? + unsubscribe|opt_out|leave|cancel|stop_these
leave|leaving|opt_out|stop|stopping|cancel|end|get_off ~ list|mails|e_mails|emails|these|messages|newsletter|mailing ~ letter|signed|fax|call|phone|post|office|write|white|bottom|disturb|login|log_in|fee|days|weeks|reason|lose|regret|support|person|notarised|must|only|passport|weekday*|miss|hidden|small|grey|invisible
to+stop+these ~
! leave + the|a|this|your + chart|page|dashboard
link ~ hidden|white|tiny|invisible|grey|small_print|disturb|very_bottom ~ 
people + who + leave|unsubscribe|opt_out
you'll|you_will|you_would ~ regret|be_sorry|miss_us|miss_out
sorry+to+see+you+go|sad_to_see_you|are_you_sure_you|leave_us|breaks_our_heart|broke_our_heart|we'll_cry
opt_out|opting_out ~ not|costs|only|lose|letter|disables|difficult|delete*
cannot|can't|not|no ~ opt_out|unsubscribe
complimentary_message_from|on_behalf_of_your|this_is_not_marketing|not_an_advertisement|not_spam|this_is_not_an_ad|this_is_not_a_sales
! not + a + sales
you + have + @num? + new|unread + messages|message|voicemail|mail|notifications
wire|transfer|bank_transfer + received|pending|confirm*|instructions
prize|inheritance|lottery|beneficiary|jackpot
server + storage? + full|quota
storage|mailbox + is? + full|almost|exceeded
can|could|do + you|we + talk|have_a_minute|have_a_moment|have_five|speak|chat|call_me
kitchen+table|wrote+this|writing+this|typing+this|from+my+phone|from+my+desk|thinking+of+you|thinking+about+you|thought+of+you|thinking+about+your ~ you|one|myself|dashboard|your|$
lovely|great|good|nice|pleasure + to + meet|talk|speak|chat|hear|see_you
meet|met|saw|spoke|talked ~ you ~ on + monday|tuesday|wednesday|thursday|friday|the_fair|the_conference
delivery|package|parcel|shipment|courier ~ attempt|could_not|failed|customs|waiting|tracking|on_its_way|handed
no ~ growth|insights|success|savings|clarity|progress|winning|profit ~ isn't|is_not|not|for_me
for + me $
are + you + still + alive|there|with_us|breathing|around|mad_at
don't|do_not + make_us|break_our|leave_us|go|abandon|ghost|ignore_us + sad|cry|heart|alone|beg
i + don't|do_not + care|need|want|like ~ about|my|numbers|data|growth|insights|help|better|charts
unsubscribing|opting_out ~ 
are + you + mad|angry|ignoring|avoiding|ok|okay
you + forgot|missed|left + something|this|me|us|your
one + last + thing + between
psst|guess_who|long_time_no_see|it's_me|me_again|remember_when|about_last_night|about_yesterday|open_me|do_not_open|don't_open_this|you_left_something|oops|apologies_for_the|sorry_about_yesterday|correction_to_my|wrong_link
decline|leave|refuse|skip|cancel|quit ~ and ~ disappoint|let_everyone|let_your|regret|miss|lose|fail|stay_behind|fall
only + quitters|losers|cowards|fools|the_weak ~ 
quitter*
disappoint|let_down ~ your ~ team|everyone|boss|colleagues
did|do|have + you + see|seen|hear|read ~ what|they|this|about_you
about + you + ?
they|someone|people + wrote|said|say|are_saying|talk ~ about + you
ignore|ignoring|not_replying|silence|no_reply|by_reading|by_opening ~ you ~ agree|accept|consent|renew|charged|bound|subscribed
you + agree|accept|consent + to ~ terms|be|renew|receive
new + terms
guilt|guilty|shame_if|pity_if|a_shame_if|we_thought_you|we_expected_more|thought_you_cared|don't_you_care|do_you_not_care|don't_you_want|remember_us|did_we_do_something|was_it_something_we
suit_yourself|have_it_your_way
your + loss
suit + yourself
i|i'll + will? + pass|skip + on|growth|success|this|insights
^^ hey|hi|hello ~ did_you|quick|remember|i_just|long_time|just_me|it_is_me
i|we + need + your + help|answer|signature|reply|password
this|it + is|was + urgent|confidential|private|personal|important
open + immediately|at_once|me|before
return|returned + mail|to_sender
tracking + number|code|id
your|the + subscription|membership|plan|trial + has_been|was|is + renewed|cancelled|charged|extended|suspended|expired
you|your_card + have_been|has_been|were|was + charged|billed|debited
wrong + attachment|link|recipient|person|address|file|email
sorry|oops|apologies ~ attachment|wrong|last_email|sent_this|mistake
only + people|those|users + who + don't|do_not|hate|cannot|never ~ leave|unsubscribe|opt_out
unsubscribe|opt_out|exit + link ~ somewhere|hidden|terms|find|search|good_luck|buried|deep|small
mum|mom|dad|grandma|your_mother|your_father|your_boss + says|said|wants|asked|called|sends
i + don't|do_not + want|need|like|care ~ grow|save|know|win|succeed|earn|improve|learn|see|money|time|to_be_better
thank|thanks|thank_you ~ your + purchase|payment|order|booking|call|reply|donation|subscription|application
keep|go_on|carry_on|stay|continue|going_on + guessing|wondering|losing|wasting|struggling|in_the_dark|blind|behind
! keep|stay + guessing + no_more
= your + payment|card|charge|transfer ~ could|was|has|can ~ not ~ processed|accepted|completed|charged|taken|go_through
not + interested|now ~ // ^ fine|ok|okay|then|keep|suit
! your + administrator|admin ~ can|may|sets|decides|chooses|invites
^ no ~ surprises|guessing|chaos|bad_news|old_way ~ fine|love|like|enough|prefer
! ask|tell|invite|your + your? + it_team|it + team|department|people|colleagues ~
! oops|whoops ~ wrong|mistake|typo|column|chart|filter|click
"""

DE = """
^^ re|aw|wg|fwd|fw|antw + :
rechnung|rechnungen ~ offen|nr|nummer|#num|unbezahlt|uberfallig|anbei|fallig|angehangt|ausstehend|neue|noch|ihre|im_anhang|zahlung
offene|ihre|neue|unbezahlte|ausstehende|letzte + rechnung
mahnung*|zahlungserinnerung*|inkasso|zahlungsaufforderung|mahnbescheid|gerichtsvollzieher
zahlung|lastschrift|uberweisung|abbuchung ~ fehlgeschlagen|uberfallig|erhalten|offen|abgelehnt|geplatzt|nicht|bestatig*|ruckgabe|eingegangen
konto|zugang|postfach|account ~ gesperrt|eingeschrankt|gefahrdet|deaktiviert|blockiert|gehackt|uberpruf*|bestatigen|ausgesetzt|geschlossen
sicherheitswarnung*|sicherheitshinweis*|sicherheitsmeldung*|sicherheitsalarm
verdachtig*|ungewohnlich*|unbefugt*|unbekannt* + anmeldung*|aktivitat*|anmeldeversuch*|zugriff*|login*|gerat
handlung|aktion|antwort|bestatigung|unterschrift ~ erforderlich|notig|benotigt|ausstehend
bestatigen|verifizieren|aktualisieren ~ ihre|deine|ihr ~ identitat|konto|zahlungsdaten|daten|zugangsdaten|passwort|kontodaten
sie|du ~ haben|hast ~ gewonnen|ausgewahlt|einen_neuen_anruf
gluckwunsch|herzlichen_gluckwunsch|gewinner
wie + besprochen|vereinbart|versprochen|telefonisch|gewunscht_anbei|abgemacht|angekundigt
unser|unserem|ihrem|deinem + gesprach|telefonat|anruf|treffen|termin|meeting|telefongesprach
nach|zu|bezuglich|wegen|danke_fur|anknupfend ~ unser*|ihr*|dein* + gesprach|telefonat|anruf|termin|treffen
kurze|schnelle + frage
verpasst* ~ anruf|termin|lieferung|nachricht|sprachnachricht
paket|lieferung|bestellung|sendung ~ unterwegs|versandt|versendet|verzogert|zugestellt|bestatig*|#num|angekommen|abholen|wartet|konnte
passwort ~ lauft|abgelaufen|geandert
vertraulich*|personlich*|privat* + nachricht|notiz|mitteilung|an_sie|zeilen
unter + uns
nur|bleibt ~ unter_uns|zwischen_uns
nein|ne|nee|nein_danke ~ ich|wir|lieber|mein ~ lieber|mag|will|verliere|verzichte|brauche|mochte|bleibe|rate|hasse|liebe|weiter|habe|verschwende|kein*
ich + verzichte|verliere|rate|bleibe|mag|hasse|verschwende|tappe|will_nicht|brauche_keine|will_keine|lieber
abmeld*|abbestell*|austrag* ~ nur|schriftlich|verlieren|brief|schade|bereuen|nicht|fax|verlierst|kostet|dauert|uberleg*|wirklich|bevor|traurig|telefon*|werktag*|kein*
bevor|ehe + sie|du + sich? + abmelden|gehen|abbestellen|kundigen
= nicht ~ abmelden|abbestellen
sprachnachricht*|unzustellbar*|mailzustellung|zustellung_fehl*
ihr|dein + chef|chefin|vorgesetzt* ~ hat|wartet|mochte|fragt
mein|meine + chef*|vorgesetzt* ~ mir|sauer|argert
it + abteilung|support ~ ihrer|bittet|informiert
steuerbescheid|vorladung|amtlich*
abmelde*|abmeldung*|abbestell* ~~ versteckt|wochen|monate|brief|schriftlich|post|umstandlich|sinnlos|zwecklos
raten|rate ~ lieber + weiter
lieber ~ weiter + raten
^ nein ~ uberraschung*|raten|chaos|blind* ~ lieber|gern|mag|reicht
"""

FR = """
^^ re|tr|fwd|rv|fw|ref + :
facture* ~ impayee*|n|#num|jointe|attente|retard|votre|nouvelle|echue|numero|echeance|regler|en_souffrance
votre + facture|commande|colis|livraison|remboursement|reservation ~
! votre + commande + de
mise_en_demeure|relance*|huissier|dernier_rappel|avis_d_echeance|avis_de_passage|contentieux|recouvrement
! relance* ~ clients
paiement|virement|prelevement ~ refuse*|retard|recu|echoue|rejete|attente|confirme|effectue|impaye|probleme
compte|acces|boite ~ suspendu*|bloque*|compromis*|limite*|desactive*|restreint*|pirate*|verrouille*|ferme
alerte + de + securite
alerte + securite
connexion|activite + inhabituelle*|suspecte*|inconnue*|non_autorisee
action|reponse|intervention + requise|necessaire|exigee|urgente
confirmez|verifiez|validez + votre|vos|ton + compte|identite|mot_de_passe|coordonnees|informations|acces
vous + avez + gagne|ete_selectionn*|un_nouveau_message|recu_un
felicitations|gagnant*
comme + convenu|promis|discute|demande|vu_ensemble|evoque
suite + a + notre|votre|l
notre + conversation|appel|echange|rendez|entretien|reunion|coup_de_fil ~
petite|rapide + question
ta|votre + question + d
appel + manque
colis ~ attente|livre|bloque|retenu|route
mot + de + passe + expire*
confidentiel*|strictement_personnel|entre_nous|compte_rendu_confidentiel|message_personnel|message_prive
non|non_merci ~ je|j|nous|mon ~ prefere|aime|adore|veux|prefere_perdre|deteste|reste|continue|refuse|ai|suis|perds|gaspille|m
je|j ~ prefere|aime|adore|deteste|refuse|renonce|veux ~ perdre|deviner|ignorer|rater|gaspiller|rester|reussir|gagner|aveugle|pas|temps|argent|dans_le_flou
desabonn*|desinscri* ~ perd*|courrier|lettre|regret*|dommage|vraiment|sur|avant|pas|impossible|difficile|ne|jours|mais|fax|triste
avant + de + vous + desabonner|desinscrire|partir
ne + vous + desabonnez|desinscrivez
message_vocal|non_distribue|echec_de_la_remise|non_remis
mon|ma|votre|ton + patron|chef|directeur|responsable|manager ~ demande|va|attend|m|furieux|a
service + informatique
desabonn*|desinscri* ~~ cache*|semaines|mois|courrier|lettre|introuvable*|inutile
inutile|impossible|vain ~ desabonn*|desinscri*|lien
paiement|prelevement|carte ~ echoue|refuse*|rejete*|echec
^ non ~ surprise*|deviner|chaos|hasard ~
^ non ~ j + aime|adore|prefere
"""

ES = """
^^ re|rv|fwd|fw|ref|resp + :
factura + #num
factura* ~ pendiente*|n|adjunta*|vencida*|su|impagada*|numero|nueva|atrasada*|vence|cobro
! factura* ~ stripe|columna|por
su|tu + factura|pedido|paquete|envio|reembolso ~
pago|transferencia|cargo|recibo ~ rechazad*|pendiente|fallid*|recibid*|devuelt*|confirmad*|vencid*|no
cuenta|acceso|buzon ~ suspendid*|bloquead*|limitad*|comprometid*|desactivad*|restringid*|hackead*
hemos + bloqueado|suspendido|limitado|detectado
alerta + de + seguridad
aviso + de + seguridad|pago|impago|cobro|embargo|vencimiento
inicio + de + sesion ~ inusual|sospechos*|nuevo|desconocid*
actividad|acceso|conexion + inusual|sospechos*|no_autorizad*
accion|respuesta|confirmacion + requerida|necesaria|urgente
confirme|verifique|confirma|verifica|actualice + su|tu|sus + cuenta|identidad|datos|contrasena|acceso
ha|has|han + ganado|sido_seleccionad*
enhorabuena|felicidades|ganador*
segun|como + lo? + acordado|hablamos|prometi*|convenido|quedamos|acordamos|comentamos|pediste|pidio|prometido
nuestra|nuestro|su|tu + llamada|conversacion|reunion|charla ~
pregunta + rapida
una + pregunta + rapida
llamada + perdida
paquete|pedido|envio ~ camino|enviado|retenid*|entregad*|aduana|confirmad*
contrasena ~ caduca|caducad*|expira|cambiad*
confidencial|entre_nosotros|mensaje_personal|mensaje_privado|nota_personal
no|no_gracias ~ yo|prefiero|me|mi|quiero|seguir|odio|seguire|renuncio ~ perder|gusta|encanta|adivinar|perdiendo|ahorrar|ciegas|crecer|tiempo|dinero|asi|quiero|sin|desconocer|ignorar
prefiero|odio|renuncio|quiero_seguir|me_gusta|me_encanta + seguir? + perder|perdiendo|adivinar|adivinando|ahorrar|crecer|ignorar|ciegas|desperdiciar|el_caos|trabajar|no|sin|a
darse|darte|baja|desuscrib*|cancelar_la_suscripcion ~ perder*|carta|lamentar*|lastima|seguro|antes|fax|firmada|dificil|imposible|llam*|escrito|dias_habiles
antes + de + darse|darte|irte|irse
= no + se|te + des|de + baja
mensaje + de + voz
mi|su|tu + jefe|jefa|director* ~ enfad*|espera|pide|ha|va|quiere
departamento + de + informatica
baja|darse_de_baja ~~ escondid*|semanas|meses|tarda|carta|inutil|imposible
! baja ~ clic
pago|cobro|tarjeta ~ fall*|rechazad*|error|denegad*
^ no ~ gustan|prefiero|encantan ~
"""
