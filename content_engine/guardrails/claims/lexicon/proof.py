"""`claim.proof`: numbers of customers, quotes, results, awards, studies, reviews. What a fact states is let through."""

from __future__ import annotations

EN = """
key_teams: teams
key_case: case_study harborline weekly_reporting reporting hours minutes cut hour minute weekly
key_more: more_than over use uses
key_other: customers companies businesses brands clients organisations organizations users people award awards award_winning
key_other: winner study studies research survey percent % average likely twice faster percentage stars review reviews rated
key_other: recommended trusted loved fortune quadrant analysts experts ceo cfo says percent_of out_of positions saved told jury
key_other: trophy prize voted favourite million thousand billion
folk: customers companies businesses brands clients organisations organizations enterprises startups firms teams users people
folk: analysts workspaces managers founders marketers subscribers members retailers banks hospitals agencies leaders
folk: readers professionals customer experts executives
boss: ceo cto cfo coo cmo cro head director founder cofounder manager vp lead chief president owner analyst officer partner
boss: engineer
quote: says say said writes wrote told tells recalls adds admits explains according swears raves
used|trusted|loved|chosen|recommended|preferred|rated|approved|praised|endorsed|adored|embraced|picked|favoured|backed|relied_on|celebrated|acclaimed|admired|respected ~ by
! used + by ~ charts|dashboards|filters|alerts
! approved + by ~ you|admin
awards|award_winning|awarded|prize_winning|trophy|trophies|medal|medals|accolade*|jury|shortlisted|nominated|nominee|laureate|honoured|honored|winners|best_newcomer|hall_of_fame|product_of_the_year|tool_of_the_year
! winner|winners ~ column|chart
gartner|forrester|g2|capterra|trustpilot|trustradius|magic_quadrant|quadrant|product_hunt|fortune_500|editor's_choice|idc|techcrunch|forbes|wired|mckinsey|deloitte|bloomberg|financial_times|new_york_times|software_advice|getapp|app_store_rating|wall_street_journal|harvard|stanford|oxford|kpmg|premier_league|dax|nasdaq_100|ftse|unicorns
! your + analysts|analyst|experts|researchers
analysts|analyst|experts|reviewers|critics|press|journalists|scientists|researchers|economists|industry_observers|juries|judges ~ say|says|agree|agreed|place|placed|rank|ranked|name|named|call|called|recommend|recommended|rate|rated|spoken|love|praise|confirm|proved|found|crowned|voted|gave|awarded|put|list|listed|consider|prefer|have_spoken|crown
according + to + scientists|experts|research|studies|a|analysts|surveys|our|recent|independent|gartner|industry|customers|users|doctors
! according + to + the? + docs|documentation|your|facts|plan|chart
study|studies|research|survey|surveys|science|statistics|poll|polls|data|evidence|experience|benchmark|benchmarks|report|figures|numbers + show|shows|prove|proves|say|says|agree|confirm|confirms|find|finds|suggest|suggests|found|reveal|reveals|tell_us|showed|proved|demonstrate*
! data|report|figures|numbers + show|shows|tell|say
studies_show|peer_reviewed|whitepaper_shows|scientifically|clinically|statistically|proven_by|independent_test*|lab_test*|randomised
testimonials|rave|raving|five_star|5_star|stars|star_rating|glowing|word_of_mouth|success_story|success_stories
! stars + on+github
★ + ★
★★|★★★|★★★★|★★★★★
★ ~ ★
four|five|4|5|4.8|4.9|4.7 ~ stars|star|out_of_5|out_of_five|of_5
nps|net_promoter|csat|satisfaction_score|satisfaction_rate|recommendation_rate
! your + nps|csat|five|reviews|star|net_promoter
! nps|csat ~ column|chart|survey|score
? #num|@num|hundreds|thousands|millions|dozens|countless|many|most|lots|tens|scores + of? ~ customers|companies|businesses|brands|clients|organisations|organizations|enterprises|startups|firms|users|retailers|banks|agencies|marketers|professionals|analysts|managers|founders|subscribers|hospitals|countries|airlines|universities
! which + plan ... most
! up_to|limit*|first|your|invite|three|3|five|two|four|ten|10 + @num? + users|customers|accounts
! users + per|limit
! @num + users ~ free|dashboard
! top|first|biggest|largest|these|those|new + @num + customers|accounts|users
hundreds|thousands|millions|tens_of_thousands|countless + of ~ teams|people|analysts|workspaces|dashboards|charts|users
? @num + teams|workspaces|people ~ use|uses|trust|love|rely|chose|switched|joined|moved|already|build|start|run|work|recommend|report|worldwide|in|can't|around|every
hundreds|thousands|millions + of + teams|workspaces
! your|two|three|both|several|some|one|few + teams
join|joined|joining ~ @num|hundreds|thousands|over|community_of|the_teams|happy|other|more_than ~ @folk
happy|satisfied|delighted|paying|loyal|thrilled + customers|users|clients|teams|companies
half|third|quarter|most|majority|@num + of + the? + fortune|companies|our_customers|our_users|all_teams|teams|europe's|customers|users|trial|the_biggest|dax|founders|analysts
? @num|nine|eight|four|three + out_of|of|in + @num|ten|five|hundred + @folk|trial|renew|recommend|would|stay|say|prefer|choose|decide|agree
? #num + %|percent|per_cent ~ of ~ @folk|our|those|workspaces|trials|trial|all
? #num|@num + %|percent ~ our|customers|users|teams|recommend|renew|satisfied|would|happy|faster|fewer|of_them|better|increase|reduction
! #num+%+or
! #num + % ~ off|discount|uptime|sla|first_year|year
teams|customers|users|companies|workspaces|clients|people|analysts|readers|firms|those + who|that|with|using|like_yours ~ twice|double|half|faster|percent|%|more_likely|times
teams|customers|users|companies|clients|our_users|workspaces ~ save|saves|saved|gain|gained|cut|cuts|reduce|reduced|report|reported|earn|grew|see|saw|doubled|tripled|spend|close|closed|win|renew|recover|recovered|shave|shaved|free_up|get_back ~ @num|half|hours|%|percent|twice|days|average|time|a_third|weeks
on+average|average+of|in+average ~ 
! on+average ~ column|chart
times ~ as|more|less ~ likely|productive|accurate|revenue|customers|fast
twice|three_times|ten_times|10x|five_times + as + fast|productive|accurate|quickly
@num + times + faster|quicker|better|cheaper|likely|productive
@num + x + faster|more|return|better
“ ... ”|" ~ @quote|@boss|a|an|one|our|,
“|" ... ”|" ~ @quote|@boss
« ... » ~ @quote|@boss|a|our
"|” ~ @quote
"|”|» ~ a|an|one|our + @boss|customer|user|team|manager|company|cfo
"|“|« + i|my|our|we ~~ "|”|» $
! wrote + $
! "|“ + save|open|compare|share|new|add|export|settings|rename|delete|create|view
@boss ~ of|at|from|in|, ~ company|airline|firm|retailer|bank|startup|supplier|club|group|hotel|brewery|agency|brand|insurer|chain|logistics|energy|manufacturer|scale_up|scaleup|saas|unicorn
@quote ~ the|a|our|one|its|their ~ @boss|customer|user|client|founder
a|an|one|our|happy|large|big|leading|well_known|famous|global|major|european|german|certain + customer|client|user|airline|retailer|bank|insurer|manufacturer|carmaker|club|company|university|hospital|telco|supermarket|brand|startup|agency ~ @quote|cut|saved|doubled|grew|learned|replaced|uses|used|chose|reduced|halved|switched|runs|won|increased|earned|built|closed|went
customers|users|clients|teams|people|everyone|everybody|reviewers|analysts|founders ~ love|loves|adore|rave|swear_by|agree|call_us|praise|recommend|trust|tell_us|prefer|say|can't_stop|keep_telling|cannot_live|vote|voted|rank
! teams ~ agree ~ on
voted|elected|named|crowned|ranked|rated|ranked|nominated + best|favourite|number|top|tool|the|as|by|most|winner|leader
favourite|favorite ~ of|by|among ~ people|analysts|teams|users|founders
reviews|ratings|rating|review_sites ~ five|perfect|best|glowing|average|stars|say|speak|excellent|of_4|4|9|highest|top
! review|reviews ~ your|the_answers|alerts
proven|proof ~ results|track_record|success|by|that|works|teams|it_works|in_practice
track+record
market+share|million+downloads|downloads
brands|names|companies|logos ~ you_know|you+know|household|like ~ rely|use|trust
household + name|names
! @num|#num + user*|people|seat*|nutzer*|platz*|utilisateur*|usuario*|plaza* ~ on|im|in|sur|en + plan:*
fortune + #num|500
big|biggest|largest|leading|famous|top|great|best + brands|companies|names|banks|airlines|players|teams ~ use|trust|rely|choose|work|run|in|here|count|on
? harborline ~ also|told|saved|doubled|earned|grew|says|said|ceo|cfo|replaced|recommends|loves|fired|increased|renewed|calls|million|percent|%|halved|three|ten|full_time|reduced_churn|team_of|revenue|costs
! harborline ~ cut ~ weekly|reporting
since|after ~ switching|moving|we_switched ~ @num|%|doubled|halved
start + their + day ~ 
they|others|clubs|companies ~ learned|learnt|doubled|halved ~ from|costs|with ~ chart|us|acme|two
case+study|case_studies ~ shows|proves|million|%|doubled
world|worldwide|globally|countries|continents ~ teams|customers|trust|use|used|companies|users
i|my|we ~ threw|cannot_work|can't_work|got_my|love|never_close|finally|stopped|saved|couldn't_live|would_never ~ "|”|»
only+tab+i|changed_my_life|changed_our
featured|seen|mentioned|covered|reviewed|profiled|praised + in|on|by + the? + news|press|media|business_press|forbes|papers|magazine*|tv|times|national|television
as + seen + in|on
most|majority_of|many|plenty_of|lots_of|thousands_of + customers|companies|users|teams|buyers|clients + pick|choose|take|prefer|use|upgrade|start|recommend|stay|renew|say|love
big + four
car_makers|carmakers|insurers|ministries|airlines|hotel_group|retailer|retailers|telcos|universities|football_club|supermarket*|government_agencies|city_councils|museums|pharma ~ use|uses|plan|rely|trust|with|our|cut|doubled|saved|open|opens|choose|run|signed|among
one + retailer|bank|customer|client|airline|team|company|manufacturer|hotel|hotel_group|user|startup|store|shop|publisher|hospital ~ cut|doubled|saved|grew|tripled|halved|found|raised|sold|reduced|earned|won|went|learned|closed
research+house|independent+laboratory|independent+lab|recent+test|independent_test|lab_results|picks+of+the+year|of+the+year|best_of_2026|hall+of+fame
! of_the_year $
rate|rates|rated|score|scored|scores|give|gave ~ @num|9.6|9|10|4.8 ~ out+of|of + 10|ten|5|five|100
and + counting
@num + dashboards|charts|teams|customers|companies|alerts|reports + and + counting
analysts|critics|researchers ~ moved|upgraded|cover|covering|put|placed|ranked|praised ~ us
signed + up + this|last|so_far & find|two|most
from + lisbon|london|berlin|paris|tokyo|madrid|rome|oslo|sydney|boston|munich|hamburg ~ to + lima|york|tokyo|paris|berlin|sydney|vienna|rome|madrid|oslo|munich
saved|made|earned|recovered|found ~ a|@num + million|billion|fortune ~ 
ask ~ people|team|teams|customers|anyone ~ insurers|who_uses|banks|that_uses|airlines
@num|ninety|eighty|ninety_eight + per_cent|percent|% + customer|user|satisfaction|renewal|retention
customer + satisfaction
! customer + satisfaction + score|survey|chart|column|by
average|typical|median + user|customer|team|company|client ~ finds|saves|gains|sees|spends|earns|gets|recovers|cuts|makes
! average + customer + value
scientists|researchers|professors|university|universities|professor|academics|economists|psychologists ~ tested|impressed|proved|found|recommend|at|measured|showed|agree|discovered|confirm
teams|companies|firms|brands|businesses + like|such_as ~ have|use|trust|switched|love|and
have + already + switched|joined|moved|signed_up|chosen|upgraded
already + switched|joined|moved + to
famous|big|global|household|well_known|leading|major|top|iconic + brands|names|companies|firms|clubs|banks|players
@num|half|most|a_third + of + all|new|every ~ dashboards|charts|companies|teams|startups|reports ~ europe|world|made|built|country|market|germany|use|with
shaved|saved|cut|slashed|trimmed|knocked|halved|doubled|tripled|recovered|won|grew|gained|lifted|raised ~ with|using|thanks_to|since ~ acme|us|ask_acme|our
! harborline + cut + weekly
voted|named|crowned|elected|declared ~ product|tool|app|startup|company|best|favourite|number
product|tool|app|startup|software|company + of + the + year|month|decade|century
riot|"|would ~ took|take|without ~ away|it
head|vp|director|cfo|ceo|coo|cto + of + ops|operations|finance|growth|sales|data|marketing|revenue|product|analytics|people|a|an
! head + of + finance|sales|data ~ asks|needs|wants|may|can|might|should|to
love|loves|adore|swear ~ it|us|acme ~ customers|users|teams|they|everyone|people
everyone|everybody|people + is|are + talking|raving|switching|moving
switching + to + us|acme
leader + by + independent|industry|leading|top
named|called + a + leader|visionary|challenger|winner
best + purchase|decision|investment|tool|software + of|we|i|ever|this
cfo|ceo|cto|coo|cmo|vp|head_of_growth|head_of_data|founder + , ~
"|”|» ~ cfo|ceo|cto|coo|cmo|vp|director|founder|manager
over|more_than|nearly|almost|around|some + a|@num + million|thousand|billion + charts|dashboards|users|teams|alerts|reports|customers|downloads|questions
top|best|great|glowing|rave|excellent|perfect|outstanding + reviews|ratings|scores|marks|grades
comparison + site|sites
editor + choice
highly|widely|critically + acclaimed|rated|recommended|praised|regarded|respected
acclaimed
? nine|eight|seven|#num + in|out_of|of + ten|five|ten|#num + @folk
! @num|#num ~ user*|people|person* ~~ free|team|business|enterprise + plan
"""

DE = """
folk: kunden kundinnen unternehmen firmen nutzer* teams anwender* betriebe konzerne analyst* marken banken startups mittelstand*
folk: unternehmern leute befragte* menschen handler*
quote: sagt sagte meint schreibt berichtet erzahlt schwarmt laut lobt erklart freut
boss: geschaftsfuhrer* ceo cfo leiter* leiterin chef chefin grunder* vorstand* direktor* manager* inhaber* teamleiter*
auszeichnung*|ausgezeichnet*|preisgekront*|testsieger*|pramiert*|gekurt*|preistrager*|empfohlen*|weiterempfehl*|kundenstimme*|erfolgsgeschicht*|referenzkund*|stiftung_warentest|testurteil|gutesiegel|jury|award*|sterne|lieblings*
! sterne ~ spalte
vertrauen ~ uns|auf
vertraut|geliebt|empfohlen|genutzt|geschatzt|gewahlt ~ von
empfehlen|empfiehlt ~ uns|acme|weiter
? @num|#num|zahlreiche|viele|unzahlige|tausende|hunderte|millionen + von? + kund*|unternehmen|firmen|nutzer*|betriebe|anwender*|konzerne|teams|marken
! bis_zu|maximal|drei|3 + nutzer*
! nutzer* ~ dashboard
? #num|@num + %|prozent ~ unser*|kunden|nutzer*|teams|aller|der|befragt*|mehr|schneller|weniger|kundinnen|zeit
! #num + % ~ rabatt|ersten|auf|ereignis*
@num ~ von|aus + @num ~ @folk
im+schnitt|durchschnittlich|im+durchschnitt ~~ @num|stunden|prozent
studie*|umfrage*|forscher*|wissenschaft*|untersuchung*|experten|analysten|statistik* ~ zeig*|beleg*|beweis*|sagen|bestatig*|laut|empfehlen|ergab|einig|zufolge
laut + studie*|umfrage*|experten|analysten|forscher*|gartner
"|“|„|» ... "|“|”|« ~ @quote|so_|@boss
"|“|”|« ~ @quote
@quote ~ @boss|ein|eine|der_|unser ~ kunde|kundin|@boss
@folk ~ sparen|sparten|gewinnen|steiger*|verdoppel*|halbier*|schwor*|lieben|bleiben|reduzier*|berichten ~~ @num|stunden|prozent|halfte|im_schnitt|test
@num + mal ~ schneller|so|mehr|haufiger|besser|ofter
dreimal|zehnmal ~ so|schneller|mehr
ein|eine|grosser|grosse|namhafte* ~ kunde|konzern|bank|handler|brauerei|airline|fluglinie|versicherer|mittelstandler ~~ @num|halb*|gespart|verdoppelt|spart|sagt
weltweit ~ @folk|genutzt|vertrau*
dax*|weltmarktfuhrer*
marktanteil|millionenfach|tausendfach
key_teams: teams
key_case: harborline berichtswesen wochenbericht* stunden minuten
key_more: mehr_als uber nutzen arbeiten
tester*|fachpresse|presse|kritiker|experten|jury ~ bewertet|lobt|loben|schreibt|schreiben|urteil*|empfiehlt|sehr_gut|ausgezeichnet
sehr+gut + bewertet
unsere|unseren + kund*|nutzer*|anwender* ~ sparen|gewinnen|verdienen|reduzieren|schaffen ~ @num|#num|stunden|prozent
"""

FR = """
folk: clients entreprises societes utilisateurs equipes marques analystes banques startups pme professionnels
quote: dit declare raconte explique confie ecrit assure temoigne selon affirme resume
boss: directeur directrice pdg dg ceo cfo responsable fondateur fondatrice patron patronne gerant gerante cadre
recompense*|prime|primee|primes|plebiscit*|laureat*|elu|elue|elus|trophee*|prix_de|palmares|temoignage*|avis_clients|etoiles|gartner|forrester|cac_40|jury|distinction*|distingue*|medaille*|coup_de_coeur|note_de
nous|lui + font + confiance
recommande*|adopte*|choisi*|utilise*|approuve*|adore*|apprecie* ~ par
recommandent|adorent|plebiscitent|approuvent
? @num|#num|milliers|centaines|plusieurs|nombreu*|millions + de? + clients|entreprises|societes|utilisateurs|marques|equipes|pme
! jusqu_a|trois|3 + utilisateurs
! utilisateurs ~ tableau
#num|@num + %|pour_cent ~ de|des|nos|plus|moins ~ clients|utilisateurs|equipes|rapide*|temps|entreprises|gain|nos
! #num + % ~ remise|reduction|premiere
@num ~ sur ~ @num ~ @folk|recommand*|restent|nous
en+moyenne ~~ @num|heures|jours|pour_cent
etude*|sondage*|chercheur*|scientifi*|enquete*|experts|analystes|statistique* ~ montr*|prouv*|confirm*|disent|demontr*|revel*|selon|recommand*|place*|class*
selon ~ etude*|experts|analystes|sondage*|chercheurs|nos
« ... » + , + @quote|@boss
“ ... ” ~ @quote|@boss
»|" + @quote
@quote ~ la|le|un|une|notre ~ @boss|client*|analyste
@folk ~~ gagn*|economis*|double*|reduit*|divis*|restent ~~ @num|heures|pour_cent|moitie|moyenne
@num + fois ~ plus|moins
divise*|double*|triple* ~ ses|leurs|son ~ couts|ventes|temps|chiffre ~
un|une|grand|grande ~ client*|groupe|banque|transporteur|enseigne|entreprise|assureur|distributeur ~~ divise*|double*|gagn*|economis*|reduit|adopte*|choisi*
key_teams: equipes
key_case: harborline reporting rapport* heures minutes
key_more: plus_de utilisent
presse|medias|journaux|experts ~ parle*|parlent|salue*|recommande*|adore*
on + parle + de + nous
note|notes|notee|notees ~ #num ~ sur|etoile*
#num + sur + #num|cinq|dix
nos + clients|utilisateurs ~ gagnent|economisent|reduisent|vendent ~ @num|#num|heures|temps
"""

ES = """
folk: clientes empresas usuarios equipos marcas analistas bancos companias pymes profesionales
quote: dice afirma cuenta explica segun escribe asegura comenta declara confiesa
boss: director directora ceo cfo responsable fundador fundadora jefe jefa gerente
premiad*|galardon*|premio*|reconocid*|elegid*|testimonio*|opiniones|estrellas|gartner|forrester|ibex|jurado|trofeo*|medalla*|votad*|nominad*|favorit*
confian ~ en|ya|nosotros
recomendad*|usad*|elegid*|adorad*|valorad*|utilizad* ~ por
recomiendan|adoran|prefieren|nos_eligen
? @num|#num|miles|cientos|numeros*|muchas|muchos|millones + de? + clientes|empresas|usuarios|marcas|equipos|companias|pymes
! hasta|tres|3 + usuarios
! usuarios ~ panel
#num|@num + %|por_ciento ~ de|mas|menos ~ clientes|usuarios|equipos|rapid*|tiempo|empresas|nuestros|los|las
! #num + % ~ descuento|primer
@num ~ de_cada|de + @num ~ @folk
de+media|en+promedio ~~ @num|horas|por_ciento
estudio*|encuesta*|investiga*|cientific*|expertos|analistas|estadistica* ~ demuestr*|muestr*|confirm*|dicen|revel*|segun|recomiend*|situan|prueba*
segun ~ estudio*|expertos|analistas|encuesta*|nuestros
« ... » + , + @quote|@boss
“ ... ” ~ @quote|@boss
»|" + @quote
@quote ~ la|el|un|una|nuestro ~ @boss|cliente*|analista
@folk ~~ ahorr*|gan*|duplic*|reduc*|reduj* ~~ @num|horas|por_ciento|mitad|media
@num + veces ~ mas|menos
un|una|gran ~ cliente|grupo|banco|aerolinea|empresa|cadena|aseguradora ~~ duplic*|ahorr*|reduj*|redujo|gan*|eligio
key_teams: equipos
key_case: harborline informe* horas minutos
key_more: mas_de usan utilizan
"|”|» ~ dice|afirma|cuenta|asegura
prensa|medios ~ habla*|recomiend*
nuestros + clientes|usuarios ~ ahorr*|ganan|reduc*|venden ~ @num|#num|horas|tiempo
valorad*|puntuad*|nota ~ #num
"""
