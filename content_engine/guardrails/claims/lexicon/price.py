"""`claim.price`: prices, discounts, gifts, refunds and trials. What a fact states is let through."""

from __future__ import annotations

EN = """
key_trial: trial trials
key_card: credit_card card
key_charge: charge charged charges billed bill billing charging automatically
key_money: dollar dollars usd $ euro euros eur € £ pound pounds bucks cents cent
key_off: off discount discounted save saves saving savings reduction reduced less lower cheaper
key_free: free nothing
key_year: first_year year annual annually yearly
key_gift_other: gift gifts credit credits voucher vouchers coupon coupons rebate cashback refund refunds refunded bonus treat giveaway
key_gift_other: present reward rewards prize swag hoodie mug mugs t_shirt tshirt stickers notebook complimentary promo lifetime half
key_seat: seat seats user users
key_month: month months
key_gift_other: forever waive waived week onboarding training setup upgrade extra bargain gratis
key_gift_other: friend refer thirty extended extension longer double money_back bring reimburse* compensat* matched match
key_gift_other: clearance sale loyalty sponsor* student students nonprofit* charit* startups
pricey: discount discounts discounted coupon coupons voucher vouchers rebate rebates refund refunds refunded cashback giveaway
pricey: freebie freebies complimentary gratis bargain bargains money_back cash_back half_price reimburse* markdown promo
pricey: gift_card gift_cards store_credit price_match lowest_price best_price price_cut price_drop bogo clearance doorbuster
pricey: price_lock price_freeze swag hoodie hoodies t_shirt tshirt goodie goodies freebees loyalty_points voucher_code
? $|€|£ + #num
? #num + $|€|£|dollar|dollars|usd|euro|euros|eur|bucks|pounds|cents|gbp|cent
? @num ~ dollar|dollars|euro|euros|pounds|bucks|cents
? #num + %|percent|per_cent ~ off|discount|discounted|cheaper|less|saving|savings|lower|reduction|reduced|rebate|saved|under|back
@num + percent|per_cent ~ off|discount|discounted|cheaper|less|saving|savings|lower|reduction|rebate|back
? off|discount|save|saves|saving|takes|take|knock|knocks|cheaper|down ~ #num + %|percent
? save|saves|saving|savings ~ half|third|money|big|cash|up_to|@num + %|percent|dollars|euros
? save + $|€ + #num
save + half|money|big|up_to
! save|saves|saving + time|chart|your_work|charts
! save ~ @num + chart*|view*|filter*|hours|minutes|clicks
! dollars|euros + above|below|apart + @plan
? @pricey
! @pricey ~ column|by|chart|data|table|report|rate|per|field|trend|over|metric|line
! chart|plot|group|sort|filter|compare|track|watch|count|sum|see ~ refunds|discounts|coupons|vouchers|refund|discount
? free ~ of + charge|cost
free + forever|life|always|month|months|year|week|weeks|seat|seats|gift|credits|bonus|consultation|audit|ebook|training|onboarding|setup|support|upgrade|access|upgrades|migration|workshop|session|days|day|user|users|licence|license|tier|chat|sso|coaching|webinar|pass|until|while
? totally|completely|absolutely|entirely|100|now|all|it|is|are|for|get|gets|try|yours|be|stays|always|everything|stay|come|comes|available|use|one|remain|also + free
! feel|be|you_are + free + to
! is|are|be|set|leave|leaves|left|sets + free + up|for_work|to|when|on
! hands|risk|error|bug|distraction|code|stress|ad|spam|clutter + free
! free + up|hand|slot|text|form|space|time|afternoon|morning|hour|minute|of_clutter|range
? @key_trial & free
? month|months|year|years|week|weeks|seat|seats|upgrade|onboarding|setup|training ~ free|on_us|gratis|for_nothing|on_the_house|costs_nothing|our_treat|included|waived|for_free
on ~ the ~ house
on + us
! based|built|depends|count|rely|click + on + us
our|my + treat
? cost|costs|pay|pays|paying|charge|charged|costing|price + you|only|just? + nothing|zero|nil
! nothing + is|will|gets|was ~ charged ~ automatic*
! plan:free ~ cost|costs|pay|pays|stays|is|remains ~ nothing|free|zero
! free + plan ~ costs|is ~ nothing|free
? pay|pays|paying|charged|billed|charge ~ nothing|not_a_cent|no_cent|zero
! nothing|never + but
pay|pays|paying|charged|billed|charge ~ half|once|later|not_pay|as_before|what_you_pay_now|never|for_one
! pays + back + in
? no|not|zero|without|never ~ cost|costs|charge|fee|fees|cent|penny|bill|billed|charged|invoice|payment|pay
! nothing ~ charged
= no|any|not ~ bill|invoice $
no + strings|hidden
half|quarter|third|fraction ~ price|cost|off|priced
! half|third|quarter ~ of
half + the? + price|cost|off
for|at|pay + the? + price|cost + of + one|team|free|business|nothing|coffee|two|less
for ~ the + price|cost + of
two|three|double|@num + for + one|the_price|price_of
! one + for
! two|three + @num? + for + @num + people|charts
buy|get|pay ~ one|two|@num ~ get|free|one
pay + for + one|two|three
? @plan|plan ~ price|cost|rate|money|prices ~ team|free|half|nothing
cheaper|cheapest|lowest|best|special|lower|exclusive|reduced|introductory|insider|secret|friends|launch|founder|founders|founding|student|nonprofit|startup|early|loyalty|vip|summer|spring|winter|autumn|holiday|friday price|prices|rate|rates|deal|offer|pricing|bird|sale|discount
! pricing + page
black_friday|cyber+monday|flash+sale|early_bird|special_offer|special_deal|sale_price|promo_code|promotion_code|discount_code|coupon_code
gift|gifts|present|surprise|reward|bonus|treat|prize|perk ~ for|from|you|waiting|inside|us|yours|team|every|is|your|free|to
! gift+card_sales
credit|credits ~ waiting|account|added|yours|your|worth|for|of|on|to|bonus|towards
! credit + card|note|notes
! no|without ~ credit + card
$|€ ~ credit|credits
? code|coupon ~ for|gives|gets|takes|with|saves ~ off|cheaper|free|%|discount
with|use|enter + code + annual
trial ~ thirty|extra|longer|extend*|another|30|60|month|months|double|forever|twice|bonus|unlimited|again|21|28|45|90
extend*|double|longer|extra|second|another|restart|renew ~ trial
extra|bonus|another + trial|free + week|month|days
! second|longer ~ chart
extra|bonus + week|month|days|seat|seats|users|licence ~ free|on_us|trial|of_trial|for_nothing|for_free|gift|gratis|as_a_thank
? seat|seats|users|licence|licences|colleague|teammate* ~ free|on_us|nothing|gratis|our_treat|on_the_house|half|price
refer|recommend|invite ~ friend|colleague|us|team|someone ~ get|earn|free|credit|month|both|reward|off|receive
we|we'll|us|acme ~ pay|cover|refund|reimburse|credit|return|buy_out|absorb|waive|pick_up ~ you|your|rest|difference|old|what|contract|fee|bill|invoice|money|half|tab|first|cost
money|payment|fee|cash|days|cost ~ back|returned|refunded ~ your|card|you|guarantee|same_day|asks|$
money + back
pro_rata_refund|full_refund|partial_refund|prorated_refund
straight + back + to|on + your
send|goes|go|get|gets|receive|receives|ship|ships ~ hoodie|mug|notebook|shirt|t_shirt|stickers|book|tote|gift|headphones|ipad|voucher|socks|swag|bottle|lamp|backpack
hoodie|mug|socks|tote_bag|stickers|gift_box|headphones|ipad|airpods|hamper
win|won|raffle|lottery|sweepstake* ~ ipad|prize|licence|year|trip|free|a|draw
price|prices|rate|cost|fee|bill ~ drop*|fall|falls|cut|slashed|halved|frozen|freeze|locked|never|down|unchanged|reduced|capped|waived
! price* ~ drop*|fall|falls ~ chart|data|report
never ~ pay|raise|increase ~ more|again|full|price|prices
pay + what + you|they
keep ~ paying + what
annual|yearly|year ~ costs|price|is ~ less|same|cheaper|as_much ~ than|as
less|more ~ than ~ monthly|months ~ of|plan
lifetime + deal|access|licence|license|plan|price
free|paid|team|business|enterprise ~ for+life|forever
business|enterprise|team ~ at|for|on ~ no_cost|nothing|free_of_charge|half|price|team_price
first|next|last|second ~ month|months|year|seat ~ on_us|free|waived|nothing|half|costs_nothing|is_free
@num + months|years|weeks|seats|users ~ for ~ nothing|free|price|the_price
! is|costs|are ~ twice|double ~ price|cost ~ @plan
one|@num ~ price ~ @num|seats|team|everything
flat|fixed + price|rate|fee
unlimited + seats|users
never+expires|rollover|roll_over ~ credit*|seats
money ~ save|saves|saved|saving|stays|pocket
we ~ match ~ price|offer
deal|steal|bargain ~ of|too_good|like_this|not_to|for_you|a_steal
a+steal
quietly|already ~ upgraded|moved ~ business|you
upgraded|upgrade ~ you|your|for ~ free|business ~ nothing|keep_paying|without|cost|gift|courtesy
courtesy + of
lower|better|cheaper + rate
knock|take|shave|chop|slice|trim|cut ~ a? ~ fifth|tenth|quarter|third|half|bit|slice|chunk|something ~ off
return|refund|give ~ every|all|your ~ cent|penny|money|dollar
zero|no + dollars|euros|cost|cents
student|students|nonprofit*|charit*|startups ~ $? ~ free|zero|dollars|discount|half|price
first + @num + months|weeks|years + on + us
@num + months|weeks|years|seats + on + us
invite|refer|bring|tell ~ @num|a|friends|colleagues ~ earn|get|receive|win|collect ~ credit|free|month|reward|cash|gift
earn + a? + credit|credits|reward|commission|free|cash|points
mention + this
not + happy|satisfied ~ //  return|refund|money|cent|back
free + t|tshirt|shirt|hoodie|mug|sticker*|ticket*|lunch|coffee|book|sample|report|copy|webinar|demo|stuff|bonus|ebook|tote
! free + sample+data
only|just + #num|nine|nineteen|ninety_nine|nine_ninety + a|per + month|year|week|day|user|seat|head
nine|nineteen|forty_nine + ninety_nine
less + than + a|the|your ~ coffee|cup|lunch|pizza|price_of ~
price|cost + of + a + coffee|cup|lunch|pizza|beer
dirt_cheap|peanuts|cheap_as|pocket_money|steal|pennies|next_to_nothing|unbeatable_value|great_value|best_value|bang_for
pay + with + a|your
trade + in
key_code: code offer
? use|enter|apply|with|code + code|coupon|spring|summer|winter|welcome|save + #num?
pay ~ @num ~ month|months|year|years ~~ use|get|enjoy|receive ~ @num
keep|lock|freeze|secure|hold ~ price|rate ~ for_life|forever|for_ever|always|lifetime
today's|this + price + for_life|forever
checkout
! checkout ~ funnel|page|chart|step|drop*|abandon*|column|data|rate
? code|coupon ~~ fifth|tenth|quarter|third|half|less|cheaper
we ~ pay|cover|settle ~ your|first ~ first? ~ invoice|bill|month|year
"""

DE = """
key_trial: test testphase testzeitraum testen probezeit testphase* *test
key_card: kreditkarte karte
key_charge: abgebucht berechnet abgerechnet abrechnung automatisch abrechnen
key_money: dollar usd euro $ € cent
key_off: rabatt* nachlass sparen sparst spart
key_free: kostenlos* kostenfrei* nichts
key_year: jahr jahrlich* jahres* ersten
key_seat: platz* nutzer* sitz*
key_month: monat monate monats monatlich
key_gift_other: geschenk* geschenkt gutschein* gutschrift gratis umsonst erstatt* bonus zuruck* freimonat* halb* halfte pramie
key_gift_other: schenken guthaben dauerhaft immer cent gut doppel* zusatz* extra ewig lebenslang
? $|€ + #num
? #num + $|€|dollar|euro|usd|cent
? @num ~ dollar|euro
? #num|@num + %|prozent ~ rabatt*|nachlass|gunstiger|weniger|billiger|sparen|gespart|gutschrift|ermassig*|reduziert|preisnachlass
? spar* ~ #num|@num|geld|halfte|bis
! spar* ~ zeit|stunden|klicks
? rabatt*|nachlass*|gutschein*|gratis*|umsonst|geschenk*|geschenkt|schenken|schenkt|sonderpreis*|sonderangebot*|schnappchen*|erstatt*|erstattung*|gutschrift*|gutschreiben|pramie*|preisnachlass*|sparpreis*|geld_zuruck|fruhbucher*|ermassig*|rabattcode*|cashback|freimonat*|gratismonat*|willkommensbonus|treuebonus|halber_preis|halben_preis|zum_halben|spottbillig|guthaben|dauertiefpreis*|tiefpreis*|vergunstig*|spendier*|verschenk*|geschenkt
! rabatt* ~ spalte|diagramm|nach
! gutschein*|erstattung* ~ nach|spalte|diagramm|pro
schreiben|schreibt|bekommen|erhalten ~~ gut $
? kostenlos*|kostenfrei*|unentgeltlich* ~ upgrade|monat*|platz*|dauerhaft|immer|zugang|nutzer*|ewig|schulung|einrichtung|support|business|team|enterprise|jahr*|woche*|extra|lebenslang|beratung|onboarding|bleibt|bleiben|nutzen
? monat*|jahr*|woche*|nutzer*|upgrade|einrichtung|business|team ~ kostenlos*|kostenfrei*|gratis|geschenkt|umsonst|aufs_haus|auf_uns
auf + uns|unsere_kosten|unsere_rechnung|haus
geht|gehen ~ aufs|auf ~ haus|uns|unsere
= keinen|keine|kein ~ cent|kosten|gebuhr*|euro|pfennig|rechnung
halb* ~ preis*|kosten
halfte ~ preis*|kosten|bezahlen|zahlen
zahlen|zahlt|zahl|zahlst|bezahlen|kostet|kosten ~ nichts|weniger|nie|halfte|nullkommanichts
@num + jahr*|monat* ~ zahlen|bezahlen ~~ @num ~ nutzen|bekommen|erhalten
zahlen ~~ @num ~ jahr*|monat*|platz* ~ nutzen|bekommen|erhalten|gratis
zum + preis + von|eines|einer
geld ~ zuruck
preis* ~ sinkt|sinken|gesenkt|halbiert|bleibt|eingefroren|garantie|nie
testphase|test|testzeitraum|testen ~ verlanger*|verlangert|30|dreissig|langer|doppelt|zusatzlich*|extra|weitere*
verlanger* ~ test*|ihren
empfehl* ~~ gut|monat*|pramie|erhalten|bekommen|gratis
gewinn* ~ sie|spiel|verlosen
key_off: viertel drittel funftel zehntel weniger
? code|gutscheincode|rabattcode|aktionscode ~~ sparen|zahlen|bekommen|gibt|weniger|gunstiger|viertel|drittel|zehntel|funftel|halfte
? spar*|sparen ~ viertel|drittel|zehntel|funftel
? viertel|drittel|zehntel|funftel ~ sparen|weniger|gunstiger|billiger
wir + zahlen|bezahlen|ubernehmen ~ ihre*|erst*|rechnung*|monat*|kosten
zahlt|zahlen|zahlst|bezahlt|bezahlen ~ halfte|drittel|viertel
"""

FR = """
key_trial: essai essais tester essayez essayer
key_card: carte
key_charge: facture* debite* preleve* automatiquement facturation
key_money: dollar* usd euro* $ € centime*
key_off: remise* reduction* moins economis*
key_free: gratuit* rien
key_year: annee an annuel* premiere
key_seat: siege* utilisateur*
key_month: mois
key_gift_other: offert* offerte* offrons cadeau* bon code_promo rembours* avoir bonus moitie semaine a_vie toujours
key_gift_other: rabais parrain* licence* double prolong* supplementaire* gratis
? $|€ + #num
? #num + $|€|dollar*|euro*|usd|centime*
? @num ~ dollars|euros
? #num|@num + %|pour_cent|pourcent ~ remise|reduction|rabais|moins|economi*|de_moins|offert*
? economis* ~ #num|@num|argent|jusqu*|moitie
! economis* ~ temps|heures|clics
? remise*|rabais|bon_d_achat|code_promo|cadeau*|rembours*|offert|offerts|offerte|offertes|offrons|ristourne*|soldes|promo|promotion*|cashback|bon_plan|prix_casse*|parrain*|demi_tarif|moitie_prix|tarif_reduit|avoir_de|prix_bas|gratis|coup_de_pouce|sans_frais|cagnotte
! remise* + a|en ~ zero|jour
reduction* ~ de|sur|pour ~ #num|@num|prix|tarif|abonnement
? gratuit* ~ vie|toujours|mois|siege*|acces|formation|support|upgrade|business|team|enterprise|semaine*|an|annee|utilisateur*|reste*|pendant|accompagnement|installation
? mois|an|annee|semaine*|siege*|licence*|formation|business|team|enterprise|mise ~ gratuit*|offert*|cadeau
moitie ~ prix|tarif|prix
a + moitie
=? ne|n ~ payez|paierez|paye|coute ~ rien
= ne|n ~ payez|paierez|paye|coute pas|moins|plus
prix|tarif* ~ baiss*|divise*|moitie|gele*|bloque*|garanti*|jamais|reduit*|special*|exceptionnel*
pour + le + prix + de|d
satisfait* + ou + rembours*
? essai ~ prolong*|30|trente|mois|double*|supplementaire*|rallonge*|un+mois|semaine*
prolong* ~ essai
c+est + cadeau
nous|on ~ payons|prenons|remboursons|offrons ~ reste|charge|difference|vous|mois|vos|votre
key_off: quart tiers cinquieme dixieme
? code ~~ payez|economis*|moins|quart|tiers|dixieme|cinquieme|remise|reduction
? quart|tiers|dixieme|cinquieme + de? + moins
payez|paie|paient|paierez ~ moitie|tiers|quart|demi
"""

ES = """
key_trial: prueba pruebas probar pruebe prueba
key_card: tarjeta
key_charge: cobra* cargo factura* automaticamente facturacion
key_money: dolar* usd euro* $ € centimo*
key_off: descuento* menos ahorr* rebaja*
key_free: gratis gratuit* nada
key_year: ano anual* primer*
key_seat: plaza* usuario* licencia*
key_month: mes meses
key_gift_other: regal* cupon* reembols* devol* bono* credito mitad extra vida siempre doble
key_gift_other: amplia* amig* obsequi* invita* gratis
? $|€ + #num
? #num + $|€|dolar*|euro*|usd|centimo*
? @num ~ dolares|euros
? #num|@num|treinta|veinte|diez + %|por_ciento ~ descuento*|menos|rebaja*|ahorr*|dto|reembols*
? descuento* ~ #num|@num|del|para|por|en|de|especial|exclusiv*
? ahorr* ~ #num|@num|dinero|hasta|mitad
! ahorr* ~ tiempo|horas|clics
rebaj*|cupon*|regal*|regalo*|reembols*|obsequi*|cashback|chollo*|ganga*|oferta_especial|codigo_promocional|mitad_de_precio|precio_especial|bonificacion*|a_cuenta_nuestra|invitamos_nosotros|por_cuenta_de_la_casa|devolucion_del|oferton*|gratis_para_siempre|corre_de_nuestra
? gratis|gratuit* ~ siempre|vida|mes|meses|ano|licencia*|acceso|formacion|soporte|upgrade|business|team|enterprise|semana*|usuario*|sera
? mes|meses|ano|semana*|plaza*|licencia*|business|team|enterprise|formacion|usuario* ~ gratis|gratuit*|regalad*
mitad ~ precio|coste|paga*
precio|tarifa ~ baja*|mitad|congelad*|reducid*|especial*|nunca|siempre|mas_bajo
por + el + precio + de
=? no ~ paga*|cuesta|pagaras|pagara ~ nada
= no ~ paga*|cuesta|pagaras|pagara ~ centimo|mas|un
= sin ~ coste|pagar|costes
devolvemos|devuelve|devolver ~ dinero|importe|todo|diferencia
prueba ~ ampliad*|amplia*|30|treinta|mes|doble|extra|alargad*|prorrog*
amplia*|alarga*|prorrog* ~ prueba
key_off: cuarto tercio quinta quinto decima decimo cuarta tercera
? codigo ~~ paga*|ahorr*|menos|cuarto|tercio|quint*|decim*|descuento
? cuarta|tercera|quinta|decima + parte + menos
pagamos|paga|corre|corren ~ nosotros|acme|nuestra_cuenta
=? sin + pagar
al + precio + de
pag* ~ mitad|tercio|cuarto
"""
