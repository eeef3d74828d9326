"""`claim.data_use`: how data is stored, kept, sold, shared, read or trained on. What a fact states is let through."""

from __future__ import annotations

EN = """
key_encrypt: encrypted encryption aes tls rest transit
key_region: eu frankfurt us virginia region regions chosen created workspace europe
key_history: history kept keep keeps month months day days
key_change: changed change later
key_other: sell sells sold share shared shares train trains trained training delete deleted deletes erase erased advertiser*
key_other: anonymous anonymised anonymized never nobody staff employees third party parties partners read reads look looks germany
key_other: dublin singapore ireland switzerland hashed stored stores store forever backups backup disk disks logs log tracked
key_other: track tracks collect collects collected pass passed hand handed leave leaves building only model models learn learns
key_other: move moved premises forget forgets see sees servers server country spain france
use: sell sells sold selling share shares shared sharing train trains trained training rent rents rented trade trades traded
use: pass passes passed hand hands handed give gives given disclose discloses disclosed resell resold resale monetise* monetize*
use: mine mines mined harvest* profile profiled profiling leak exploit* auction* feed feeds fed transfer* forward forwarded
use: look looks peek peeks read reads snoop snoops spy see sees inspect view views watch watches access accesses scan scans
keepv: store stores stored keep keeps kept retain retains retained retention hold holds held save delete deletes deleted erase erases
keepv: erased purge purges purged wipe wipes wiped destroy* shred* remove removed gone log logs logged record recorded backed_up
keepv: cache cached archive* anonymi* pseudonymi* hash hashed mask masked scramble* forget forgets forgotten
keepv: collect collects collected gather gathers gathered track tracks tracked
mine: your yours customer customers customer's personal uploaded upload uploads user users you type their
stuff: data information details records tables table rows row file files names addresses email emails e_mail contacts contact
stuff: questions uploads upload queries anything everything usage prompts conversations history photos identity metrics numbers
stuff: uploaded type e_mails customers inbox address figures
party: third_party third_parties advertiser advertisers partner partners anyone nobody no_one anybody others broker brokers
party: outsiders sponsors company companies vendors subprocessor* staff employees engineers our_people someone everybody
we + @use ~ your ~ @stuff
@we|acme|nobody|no_one|staff ~ never|not|won't|don't|doesn't|cannot|only|may|also? + @use|@keepv ~ @mine|@stuff|it|them
! don't|do|you|to|we + see
! hold + them ~ replay|days
! we + hold + them
= we|acme|staff|nobody|engineers|partners ~ never|not|don't|doesn't|won't|no|neither? + @use ~ @stuff|it|them|your
! not|don't|can't|cannot ~ see|share|read|view ~ chart|charts|dashboard|dashboards
@stuff|it ~ is|are|gets|get|will_be|being|be|was ~ never|not|only|also|neither|solely? ~ sold|rented|traded|disclosed|resold|leased|trained|harvested|mined|monetised|profiled|leaked
@mine + @stuff ~ @be ~ never|not? ~ @use|@keepv|used
! history + is + kept
! not|no + keep + history
! your|the ~ chart|charts|dashboard|dashboards|report|view ~ is|are|be ~ shared|saved|stored|deleted|kept
@stuff ~ @use|passed|handed|given|sold|shared|goes|go ~ to|with ~ @party|no_one|us|company|companies|anyone|advertiser*
! share ~ with ~ team|colleague*|your|teammates
sell|sells|sold|selling|resell|monetise|monetize|rent|resale|trade ~ your|the|any|customer|personal|user|no|their ~ data|information|details|addresses|lists|emails|contacts
no ~ resale|ads|trackers|tracking|advertisers|cookies|data_sharing|third_parties|profiling|logs|logging|snooping
ads|ad|advertis* ~ never|no|not|your|data|target*|personal*
tracker|trackers|cookies ~ no|none|never|without
train|trains|trained|training|teach|teaches|learn|learns|feed|feeds ~~ model|models|ai|algorithm*|ask_acme|neural|machine|assistant
model|models|ai|algorithm*|ask_acme ~~ train*|learn|learns|learned|better_for|improve*|teach* ~ your|you|from|on|data|questions|everybody|upload*
! learn|train + how|to|more|your_team|about
tables ~ teach|train ~ no_one|nobody|models
teach|teaches|train|trains|help|helps ~ no_one|nobody|our_models|models|everybody ~ but|else|you|get|better
used|use|uses ~ to|for ~ train|training|improve|advert*|marketing|target*|research|nothing_else|only|solely|one_purpose|draw
solely|only|exclusively|purely|one_purpose ~ used|use|for|to ~ purpose|draw|charts|you|analytics|nothing
only ~ you|your_team|you_alone|yourself + can? ~ see|read|access|view|open|see_this|sees
visible|accessible|readable ~ only|to ~ you|no_one|nobody
our|the ~ staff|employees|people|engineers|team|support|admins|us ~ cannot|can't|never|can_not|don't|do_not|no|only|may|might|can ~ see|read|access|look|view|open|this|it|them|$
we|us ~ cannot|can't|never|don't|do_not|couldn't|can_not ~ see|read|access|look|view|open ~ your|it|them|what|into|data|numbers|tables
never|not|nothing|no ~ leaves|leave|leaving|left|exits ~ our|your|the|europe|germany|eu|building|servers|server|country|browser|laptop|premises|continent|machine|frankfurt
never|nothing ~ leaves|leave
! no|not|n't|nothing ~ money|payment|cent ~ leaves|leave
? stays|stay|remains|remain|kept|sits|lives|live|reside*|hosted|stored|held|processed ~ in|on|within|inside|with ~ germany|europe|eu|country|frankfurt|your|our|switzerland|france|spain|ireland|dublin|premises|servers|virginia|your_browser|singapore|london|the_us|the_eu|our_hands
! decision + stays
! sits|lives ~ dashboard|chart|menu|left
@stuff ~ stay|stays|remain|remains ~ private|yours|your|in|with|put|between
! stays|stay ~ together|same|up_to_date
yours|private + alone|and_only_yours|forever|to_you
stored|saved|copied|kept|replicated|backed_up|mirrored|written ~ twice|three|dublin|singapore|disk|abroad|once|encrypted_copy|on_machines|backup|backups|locally|forever|offline|nowhere|different|several|across|countries
stored|keep|kept|we_hold ~ hashed|copies|only_a|no_copy|anonym*|masked|hashed_copy
move|moves|moved|switch|change|migrate|transfer ~ data|region|workspace|regions|it ~ from|between|back|whenever|any_time|anytime|virginia|frankfurt|to|later ~ frankfurt|virginia|region*|eu|us|back|$
! cannot|can't|not ~ be + changed|change|moved
region ~ any_time|anytime|whenever|later|change|switch|moved
anonymi*|pseudonymi*|made_anonymous|hashed|de_identified|deidentified|aggregated & @stuff|disk|e_mail|before|we|your|personal
deleted|deletes|delete|erased|erase|wiped|wipe|purged|purge|gone|destroyed|forgotten|forgets|vanish|removed|shredded ~ within|immediately|instantly|after|as_soon_as|the_moment|from_our|seconds|forever|for_good|once|when_you|disks|completely|permanently|minutes|days|on_request|automatically|straight_away
! directory|user|member|person|seat|role|colleague ~ removed|deleted
! you|to|can ~ delete
! delete + it|them + when|if + you
! nobody|no_one ~ has ~ to ~ forward
! masked + fields
! can + see + a + chart
! only+you + can? + see + a
! sales+team
! we + keep + them
! chart|charts|alert|alerts|dashboard*|filter|filters|seat|seats|member|user|column ~ deleted|removed|delete|gone
! undo|restore
= nothing ~ stored|kept|logged|saved|recorded|retained|shared|sold|used|collected|tracked
= we ~ log|record|track|collect|store|keep|retain|remember|share|sell ~ nothing|no|none|only|your|every|how|what|usage|anything
= do|does ~ not|n't ~ log|record|track|collect|store|keep|retain|share|sell
= don't|doesn't|won't ~ log|record|track|collect|store|keep|retain|share|sell ~ what|your|data|anything|how|personal|it|them
forgets|forget|remembers|remember ~ your ~ questions|queries|data|conversation*
ask_acme ~ forgets|remembers|stores|keeps|logs|learns|shares|reads|sends|records ~ 
your ~ questions|queries|prompts|answers|conversations ~ stay|stored|never|logged|kept|deleted|read|seen|used
share ~ usage|data|figures|statistics|insights|information|details|benchmark* ~ with ~ partner*|handful|advertis*|third|vendors|companies|trusted|select*
partners ~ receive|get|see|use ~ data|figures|usage|information|details
pass|passes|passing|hand|hands|handing|give|gives|giving|forward ~ them|it|names|data|details|addresses|anything|information + on|over|to|away
would|not ~ dream+of ~ pass*|sell*|shar*
gdpr_deletion|right_to_be_forgotten|data_retention|privacy_policy_says
backup|backups ~ kept|stored|days|deleted|encrypted|forever|nightly|daily|hourly|copies
we + own|control ~ servers|machines|hardware|disks
on ~ machines|servers|hardware ~ we_own|own|of_ours|ours
own + servers|machines|data_centre|data_center|disks
data + centre|center ~ in|own|our|under|located
encrypted ~ key|keys ~ only|you|your|hold|nobody
end+to+end
zero+knowledge|zero_access|zero_retention|no_retention
belongs|belong|property ~ to? ~ you|yours|us & data|table*|upload*
data ~ is ~ yours|your_own|ours
history ~ forever|never_deleted|unlimited|erased|years
= no + cookies|logs|copies|tracking|logging|profiling|backups|third_party|third_parties
who ~ sees|see|reads ~ your ~ numbers|data|tables|charts ~ only|nobody|just
= who + sees ~ // only|nobody|you|just
read|reads|see|sees|access|scan ~ never|only|not|just ~ contents|content|column_names|metadata|values
metadata_only|only_metadata
collected|kept|seen|read|sold|stored|touched|tracked|shared ~ by + nobody|no_one|us|anyone|anybody|staff|third
= never|not|nobody|no_one + seen|read|opened|touched|viewed ~ by + us|staff|anyone|people|employees
third|outside + party|parties ~ touch|touches|sees|see|gets|get|reads|data|ever|your
partner|partners|advertiser*|advertising|networks|sponsors|vendors|affiliates ~ see|sees|get|gets|receive|which|profile|know|learn|given|share
colleague|engineer|employee|support|staff|team|someone|somebody + of_ours|here|at_acme|on_our_side ~ looks|look|reads|read|sees|see|opens|can|may
colleague|employee|engineer ~ ours ~ looks|look|reads|sees|opens
we + look|looks|peek|read|see|watch|glance|listen + at|into|your|over|how
keep|keeps|kept|store|stored|hold ~ history|data|it|them|everything ~ for_ever|forever|for_good|indefinitely|as_long_as|permanently|for_life|eternity
we + delete|erase|wipe|purge|destroy|shred|forget|remove ~ everything|all|your|it|them|what|any
! we + remove|delete ~ seat|chart
only + you|your_team ~ hold|have|own|keep|know ~ key|keys|access|password
employee|employees|staff|users|people|visitors|readers|recipients + are|is + not|never + tracked|watched|monitored|recorded|profiled|followed|logged
tracked|monitored|profiled|watched|followed & never|not|nobody|we|your|you
! tracked ~ column|chart|metric|in_a
nothing + leaves|leave
= leave|leaves ~ your ~ country|company|building|laptop|hands|browser|network & never|nothing|not|no
anonymous|anonymised|anonymized ~ profile|profiles|data|copy|form|statistics|usage
names|addresses|details|data|numbers ~ never|not + seen|read|leave|shared|sold|stored|kept|used|passed
profile ~ of ~ each|every|your
no+third+party|third+party+s
data ~ is ~ yours & no|nobody|third|only|alone
ask_acme|it|the_model|our_models|our_ai|the_ai ~ learn|learns|gets_better|improves|improve|trained|trains|remember*|smarter ~ from|by|with|on|through ~ your|you|customer|customers|data|questions|every
does|do + not + learn
privacy ~ sacred|currency|promise|priority|business_model|guarantee*|non_negotiable|never|not_for_sale|safe|holy|first
eyes + only
for|your + eyes
not + for + sale
data|details|files|tables|information|uploads ~ not_for_sale|never_sold|erased|wiped|destroyed|deleted|purged|burned|shredded|vanish*|forgotten|mined|harvested|resold ~
! table|tables ~ deleted|delete ~ chart
used ~ for + marketing|advertising|training|research|profiling|ads
surveillance|spying|eavesdropping|big_brother|wiretap*|data_broker*|data_hungry|fingerprint*
we|us|acme ~ know|knows ~ nothing|everything ~ about + you
see + nothing|everything
blind + to ~ your
retention|stored ~ ten_years|five_years|forever|indefinitely
we + do + not + look|peek|read|listen|watch|snoop|track|store|sell|share|keep|log|train
by + uploading|connecting|using|signing ~ allow|agree|consent|permit|let
allow|let|permit + us ~ study|read|use|analyse|analyze|keep|share|train|look|mine
rows|files|tables|data|uploads|records|queries ~ discarded|dumped|dropped|flushed|destroyed|trashed|shredded|overwritten ~ as_soon|once|after|when|the_moment|immediately|instantly
? records|data|names|tables|files|details|contacts ~ kept|stored|retained|held|archived ~ for ~ @num|#num ~ years|year|months|days
handed|passed|given|sent|forwarded|goes|go ~ to ~ partner*|archive|third_part*|provider*|broker*|agency|agencies|lab|authorities
! sent ~ to ~ slack|email
! history ~ months|days
! delete|remove|erase ~ chart|charts|view|views|filter|filters|column|columns|dashboard|dashboards|alert|alerts|seat|seats
! cannot|can't|not|never ~~ move|change|changed|switch|switched|moved ~~ region
! keep|keeps|kept + history
! chart|graphique|grafico|diagramm ~ sells|vend|vende|verkauft
your ~ list|lists|contacts|records|data|tables|uploads ~ help|helps + us|our
"""

DE = """
key_encrypt: verschlussel* aes tls ruhe ubertragung
key_region: eu frankfurt us virginia region* usa
key_history: verlauf historie monat* tag* aufbewahr*
key_change: andern geandert spater nachtraglich
key_other: verkauf* weiter* teil* trainier* losch* vernicht* anonym* nie niemals niemand mitarbeit* dritte* lesen sieht speicher*
key_other: nutz* verlassen schweiz deutschland server* dauerhaft werbe* sehen
use: verkauf* weitergeb* weitergegeben weiterverkauf* trainier* teilen geteilt vermiet* auswert* mitlesen einsehen lesen gelesen
use: vermarkt* ubermittel* ubergeben schauen einsicht sieht sehen
keepv: speicher* gespeichert loschen geloscht loscht vernicht* anonymis* pseudonymis* aufbewahr* protokollier* sammeln gesammelt
keepv: behalten vergisst
party: dritte dritten werbe* partner* niemand* mitarbeit* andere*
stuff: daten kundendaten nutzerdaten personenbezogen* namen adresse* mail* tabelle* hochgeladen* hochladen fragen eingabe* angaben dateien
@we ~~ @stuff ~~ @use|@keepv
@we ~~ @use|@keepv ~~ @stuff
@stuff ~~ nie|nicht|niemals|kein*|nur|ausschliesslich|weder ~~ @use|@keepv|verlassen
@stuff ~ werden|wird|gehort|gehoren ~ @use|@keepv|ihnen
= nie|nicht|niemals|kein*|niemand ~~ @stuff ~~ @use|@keepv
geben ~~ @stuff ~~ weiter
@stuff ~~ verlassen|verlasst|bleiben|bleibt|liegen|lagern|wandern|gespeichert ~ nie|deutschland|eu|europa|server*|haus|schweiz|bei|in|uns
@stuff ~ bleiben|liegen|verlassen ~~ deutschland|europa|schweiz|server*|rechenzentrum|haus
verlass* ~~ nie|niemals|nicht ~~ @stuff|eu|europa|deutschland|haus|server*|rechenzentrum
modell*|ki|ask_acme|algorithm* ~~ trainier*|lern*|gelernt|lernt
trainier* ~~ modell*|ki|daten
hochlad*|hochgeladen* ~~ niemand|sieht|nur|keiner|geloscht|gespeichert
niemand|keiner ~ ausser|sonst ~ ihnen|dir|sie
nur + sie|du + sehen|konnen|siehst|kannst
loschen|vernichten|loscht|entfernen ~~ binnen|innerhalb|sofort|nach|sobald|automatisch|restlos|endgultig
! sie|du ~ konnen|kannst ~ loschen
! diagramm*|warnung* ~~ loschen|geloscht
region ~~ jederzeit|spater|wechsel*|andern|umziehen
! nicht ~ geandert|andern
gespeichert|speichern ~~ server*|jahre|dauerhaft|nirgends|doppelt|nur|ausschliesslich
werbung|werbezweck*|werbetreibende* ~~ daten|kein*|nie|nicht
daten ~ gehoren ~ ihnen|dir
@stuff ~~ nicht|nie|niemals|kein* ~~ training|trainieren|werbung|verwendet|genutzt|analysiert
werden + nicht|nie|niemals ~~ training|trainiert|verkauft|weitergegeben|gespeichert|gelesen|ausgewertet
= kein* + verkauf|tracking|training|weitergabe|werbung|speicherung|kopien|logs|cookies|profil*
@stuff ~ bleiben|bleibt ~ in|bei|im
wir + speichern|loschen|lesen|verkaufen|teilen|sammeln|protokollieren|behalten|vernichten|anonymisieren ~ nichts|nie|alles|keine|nur|ihre|deine
= @stuff|*namen|*daten|kundennamen ~~ geben|gibt|reichen|leiten|weitergegeben|weitergeleitet|verkauft|verkaufen|teilen ~~ partner*|dritte*|weiter|nicht|werbe*
= geben|gibt|reichen|leiten|teilen ~~ @stuff|*namen|*daten ~~ partner*|dritte*|weiter
? @stuff|*daten|angaben ~~ jahre|jahr|monate|tage ~ gespeichert|aufbewahrt|archiviert|gespeichert|geloscht
fliess*|einfliess*|wandern|gehen ~~ training|modell*|ki|trainings*
@stuff|*daten|tabellen ~~ training|trainieren ~~ modell*|ki|ein|genutzt|verwend*
= ihre|deine ~ @stuff|*daten ~ verkaufen|verkauft
= weder ~ verkauft|geteilt|weitergegeben|ausgewertet|gelesen|genutzt
"""

FR = """
key_encrypt: chiffre* aes tls repos transit
key_region: ue francfort virginie region* etats_unis europe
key_history: historique mois jours conserve*
key_change: change* modifi* ensuite plus_tard
key_other: vend* revend* partag* entrain* supprim* efface* anonym* jamais personne salarie* tiers lit lis* stock* quitt* france
key_other: serveur* pub* utilis* voir voit conserv*
use: vend* vendu* revend* revendu* revendues partag* transmis* transmett* cede* cedons lit lisons lire lu lues consult* regard*
use: exploit* utilis* divulgu* communiqu* acces accede* voir voit
keepv: conserv* stock* supprim* efface* detrui* anonymis* enregistr* collect* archiv* gard* oubli* heberge* sauvegard*
stuff: donnees informations fichier* adresses coordonnees noms tables contacts questions requetes
@stuff ~~ ni|ne|n|jamais|pas|seulement|uniquement|aucun* ~~ @use|@keepv|quitt*|sort*|sorten*
@we|nous ~~ @use|@keepv ~~ @stuff
= ne|n|jamais|aucun*|personne ~~ @use|@keepv|acces ~~ @stuff|fichiers|clients
@stuff ~~ vendu*|revendu*|partagees|partages|transmis*|cedees|supprimees|effacees|anonymisees|conservees|stockees|hebergees|lues|utilisees
! graphique*|tableau* ~ partage*|enregistre*|supprime*
! chiffrees
nous|on + supprimons|effacons|conservons|gardons|detruisons|vendons|partageons|stockons|lisons|collectons|enregistrons|anonymisons|hebergeons|utilisons
modele*|ia|ask_acme|algorithme* ~~ entrain*|appren*|nourri*
entrain* ~~ modele*|ia|donnees
@stuff ~~ quitt*|sort*|rest* ~~ france|europe|serveur*|ue|jamais|chez|vous|locaux
= ne|n ~ quitt*|sort* ~ jamais|pas
seul*|uniquement ~ vous ~ voir|voyez|pouvez|acces|avez|y
= personne|salarie*|employe* ~~ acces|voit|lit|voir|lire|regarde*
region ~ chang* ~ quand|moment|tout
! ne|n|pas ~ change*|modifi*
revente|publicitaire*|annonceur*|pisteur*|traceur*
= ne|n + gard*|conserv*|stock*|vend*|partage*|li*|collect*|enregistr* ~ rien|aucun*|pas|jamais|ni
servent|sert|servir + a + ameliorer|entrainer|nourrir
questions|donnees|requetes ~ servent|entrain*|ameliorer
aucune|aucun + donnee*|cookie*|copie|revente|trace
@stuff ~ efface*|supprime*|detruit*|oublie*|vendu*|revendu* ~ apres|des|sous|immediatement|jamais|automatiquement
fichiers|donnees ~ sont + efface*|supprime*|detruit*
= transmett*|partage*|vend*|cedons|cede|communiqu*|donnons|revend* ~ @stuff|noms|adresses|vos ~ partenaire*|tiers|annonceur*|publicitaire*
entrain*|apprentissage|nourri* ~ ia|modele*|algorithme*
? conserv*|gard*|stock* ~ @stuff ~~ ans|annees|mois|jours
= @stuff ~ ne? ~ jamais|pas|ni ~ vendu*|partag*|transmis*|revendu*|cede*
! graphique|tableau ~ vend|vendent
"""

ES = """
key_encrypt: cifrad* aes tls reposo transito
key_region: ue francfort frankfurt virginia region* eeuu europa
key_history: historial mes* dia* conserva*
key_change: cambi* despues
key_other: vend* compart* entren* elimin* borr* anonim* nunca nadie emplead* tercero* lee* leemos almacen* guard* salen sale espana
key_other: servidor* publici* us* ve ves ver
use: vend* vendemos revend* compart* cede* cedemos lee leemos leer consult* mira* utiliz* usa* usamos acced* acceso ve ver transmit*
keepv: guard* almacen* elimin* borr* destru* anonim* conserv* registr* recopil* olvid* alojad*
stuff: datos informacion archivos direcciones nombres tablas contactos preguntas consultas subes sube suba subas
@stuff ~~ no|nunca|jamas|solo|ni|nadie ~~ @use|@keepv|sal*
= no|nunca|jamas|nadie|ni ~~ @use|@keepv ~~ @stuff|lo
@stuff ~~ vend*|compart*|ceden|eliminan|borran|anonimizan|almacenan|salen|guardan|entren*
! grafico*|panel* ~ compart*|guard*|elimin*
vendemos|compartimos|cedemos|almacenamos|borramos|eliminamos|conservamos|leemos|anonimizamos|recopilamos|guardamos|destruimos|usamos|registramos
modelo*|ia|ask_acme|algoritmo* ~~ entren*|aprend*
entren* ~~ modelo*|ia|datos
@stuff ~~ salen|sale|quedan|permanecen ~~ espana|europa|servidor*|ue|nunca|jamas|casa
= no|nunca ~ salen|sale
solo ~ tu|usted ~ ve|ves|puede|puedes|accede*
solo ~ lo + ves|ve
= nadie ~ ve|lee|accede|mira|puede
region ~ cambi* ~ cuando|momento
! no ~ cambi*
anunciantes|rastreador*|publicidad
= no + guard*|almacen*|vend*|compart*|conserv*|lee*|recopil*|registr* ~ ningun*|nada|nunca|ni|tus|sus|dato*|lo
sirven|sirve ~ mejorar|entrenar
ningun* + dato*|copia*|cookie*|rastro
@stuff ~ borra*|elimina*|destruye* ~ tras|despues|al|inmediatamente|automaticamente
= pasamos|pasa|ced*|compart*|transmit*|vend*|entreg* ~ @stuff|nombres|correo* ~ socio*|tercero*|anunciante*|publicit*
entren*|aliment* ~ ia|modelo*|algoritmo*
? guard*|conserv*|almacen* ~ @stuff ~~ anos|meses|dias
! nadie + puede ~ prometer*|saber|garantizar|decir
! grafico|panel + no + vende
"""
