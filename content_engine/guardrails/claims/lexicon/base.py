"""Concepts that several rules use: who speaks, of whom, of what, when, how many, and what denies a statement."""

from __future__ import annotations

EN = """
denial: not no never nothing nobody none neither nor without cannot hardly *n't ain't no_one nowhere
neg: @denial
never: never not_once at_no_time not_ever no_longer
we: we our us ours acme
you: you your yours yourself
they: they their theirs them others
be: is are was were be been being remain remains stays stay
will: will shall won't going_to gonna bound_to about_to
can: can could may might able
num: #num one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty
num: forty fifty sixty seventy eighty ninety hundred thousand million half third quarter dozen hundreds thousands millions
num: nineteen eighteen seventeen twice double triple
unit_short: second seconds minute minutes
unit: second seconds minute minutes hour hours day days week weeks month months year years quarter quarters
day: today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday midnight noon morning evening
weekend: weekend weekends saturday saturdays sunday sundays holiday holidays
every: every all any each everyone everybody anyone anybody whatever whichever everything always
others: others rival rivals competitor competitors competition vendor vendors market industry peers alternatives pack
others: field anyone_else everyone_else everybody_else else other_tools other_tool other_vendors other_products
others: other_people's other_people the_rest
product: analytics tool tools platform product software solution bi dashboard dashboards app vendor provider suite service
product: system chart charts connector connectors alerts alert reporting acme chartbuilder builder program package
data: data information details records tables table rows row files file numbers figures metrics uploads upload queries
data: names addresses email emails contacts contact dashboards questions uploaded personal everything anything
person: person people human humans analyst analysts team colleague colleagues employee employees staff expert experts
person: scientist scientists consultant consultants engineer engineers hire headcount department controller specialist
person: specialists manager
ai: ai ask_acme assistant machine model algorithm bot
plan: plan:*
today: today tonight tomorrow now immediately instantly soon
"""

DE = """
denial: nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts ohne weder kaum
neg: @denial
never: nie niemals nie_wieder nimmer
we: wir unser* uns acme
you: sie ihr ihre ihren ihrem ihrer ihnen du dein deine deinen deinem deiner dir dich euch euer eure
be: ist sind war waren bleibt bleiben sein
will: wird werden wirst werde
can: kann konnen kannst konnte
num: zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn zwanzig
num: dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend million millionen halb halbe dutzend
num: hunderte tausende doppelt
unit_short: sekunde sekunden minute minuten
unit: sekunde* minute* stunde* tag tage tagen woche* monat* jahr jahre jahren jahres quartal*
day: heute morgen montag dienstag mittwoch donnerstag freitag samstag sonntag mitternacht mittag abend
weekend: wochenende* samstag* sonntag* feiertag*
every: jede* alle allen aller alles samtliche* immer jederzeit
others: andere anderen anderer konkurrenz konkurrent* wettbewerb* mitbewerb* markt anbieter rest branche sonst
product: analyse* analytics analytik tool tools plattform produkt software losung werkzeug* dashboard* app anbieter
product: dienst system diagramm* connector* warnung* auswertung*
data: daten information* angaben tabelle* zeile* datei* zahlen kennzahl* namen adresse* mail* kontakt* dashboards fragen
data: personenbezogen* kundendaten hochgeladen* hochladen
person: mensch* analyst* analystin* team teams kolleg* mitarbeit* personal expert* fachleute kraft stelle* abteilung
person: controller*
ai: ki ask_acme assistent* maschine modell* algorithm*
today: heute morgen jetzt sofort bald
"""

FR = """
denial: ne n pas non jamais rien personne aucun aucune sans ni guere nul nulle
neg: @denial
never: jamais plus_jamais
we: nous notre nos on acme
you: vous votre vos tu ton ta tes toi te
be: est sont etait sera seront reste restent
will: va vont allez vais
can: peut peuvent pouvez peux pourra pourront
num: deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze vingt trente quarante
num: cinquante soixante cent cents mille million millions moitie demi tiers douzaine milliers centaines double triple
unit_short: seconde secondes minute minutes
unit: seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans annee annees trimestre*
day: aujourd_hui ce_soir demain lundi mardi mercredi jeudi vendredi samedi dimanche minuit midi
weekend: week_end weekend samedi* dimanche* ferie* feries
every: chaque tout tous toute toutes toujours n_importe
others: autres autre concurrent* concurrence marche rival* editeurs suiveurs secteur ailleurs
product: outil* logiciel* solution* plateforme* produit* analytics analyse tableau* application service systeme graphique*
product: connecteur* alerte*
data: donnees information* fichier* tables table lignes chiffres noms adresses mail* mails contacts requetes tableaux questions
data: personnelles
person: humain* analyste* equipe* collegue* employe* salarie* personnel expert* poste* service embauche
ai: ia ask_acme assistant* machine modele* algorithme*
today: aujourd_hui maintenant demain bientot immediatement
"""

ES = """
denial: no ni nunca jamas nada nadie ningun ninguna ninguno sin tampoco
neg: @denial
never: nunca jamas nunca_mas
we: nosotros nuestro* nuestra* nos acme
you: usted* tu tus su sus te ti tuyo
be: es son era sera seran esta estan queda
will: va van vas
can: puede pueden podra podran puedes
num: dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta
num: cincuenta sesenta cien ciento cientos mil miles millon millones mitad medio media docena doble triple
unit_short: segundo segundos minuto minutos
unit: segundo segundos minuto minutos hora horas dia dias semana semanas mes meses ano anos trimestre*
day: hoy esta_noche manana lunes martes miercoles jueves viernes sabado domingo medianoche mediodia
weekend: fin_de_semana fines_de_semana sabado* domingo* festivo*
every: cada todo todos toda todas siempre cualquier cualquiera
others: otros otras otra otro demas competencia competidor* rival* mercado resto sector
product: herramienta* software solucion* plataforma* producto* analytics analitica panel* aplicacion servicio sistema
product: grafico* conector* alerta*
data: datos informacion archivo* tabla* filas cifras nombres direcciones correo* contactos consultas preguntas paneles
data: personales
person: persona* humano* analista* equipo* colega* emplead* personal experto* plantilla puesto* departamento
ai: ia ask_acme asistente* maquina modelo* algoritmo*
today: hoy ahora manana pronto inmediatamente ya
"""

HOMOGRAPHS = {
    "de": "die mit war rest an fast so in on hat not bad gut arm am was man mode art gift links rat brief hell kind all will "
    "also tag hut fort bald den des dies irre stand handy see bet fall fund last slot rock list sage log held bar wand chef tot "
    "made band herd half fell boot test team fall falls beste best bar sang sank sinn toll treu wie oder und es ab hier uns los "
    "at be to do of no if by go we us me he or up it is my as halt rang pass fort wild warm hand",
    "fr": "retard an as on or if fin pain sale court chat pour plus comment mince son tout main coin dire des car but four six sort "
    "ton champ pays tire date dates date sage nage lit rate rates point mort sue son sent chose cent cents part parts rare "
    "mode note notes rien port prime primes avoir marche on us me no do by at be to of as a y n d l s e i o are is large "
    "legal location office page suite menu bonus client clients compact habit habits nut pat quit rend rends ride rides rude "
    "tape tapes venue venues vent vents voice force chance attention action actions impossible possible message messages",
    "es": "mas no sin once has come son red todo dice van real sale actual tan pie he me as a sea solo hay sol mate me no "
    "si se te tu un una do is at by be to or y o e sur pan ten time mano dose final general ideal idea legal natural normal "
    "original personal plan regular total real social use once come fin mayor formal cruel global central hotel doctor",
}
