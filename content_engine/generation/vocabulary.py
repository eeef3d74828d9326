"""Words that say nothing about where a text comes from: general ones, in the languages the brand's texts come in."""

from __future__ import annotations

from content_engine.generation.tokens import fold, stem
from content_engine.generation.wordlist import STEMS

_MORE = """
ability absent accept access accident account accurate achieve across action active actual address adjust advance
advice affect afford afternoon against agency agenda almost already although altogether always amount analysis ancient
announce annual another anybody anyone anything anywhere apart apparent appear appointment appreciate approach
appropriate arrange arrival article aspect assist assume assure attach attempt attend attention attract author
automatic available average avoid awake balance banner basket beautiful because become before begin behaviour behind
belief belong below beneath benefit besides better between beyond biggest blank borrow bottom bought branch breakfast
breath bridge brief bright bring brother brought browser budget building bundle business button camera campaign cannot
capable capacity capital capture career careful carry category caught caution celebrate centre century ceremony
certain chance change channel chapter character charge cheap choice choose circle citizen clarify classic clean clear
clever client climate clipboard close cloud coffee collaborate colleague collect college colour column combine comfort
command comment commercial commit common community company compare compete complain complete complex comply compose
concentrate concept concern condition conduct conference confident confirm conflict confuse connect consequence
consider consist constant construct consult consume contact contain content contest context continue contract contrast
contribute control convenient conversation convert convince cooperate corner correct cottage council country couple
courage course create creative credit crisis critical cross crowd culture curious current curve custom customer damage
danger daughter deadline debate decade decide declare decline decrease dedicate deep default defend define degree
delay delete deliver demand demonstrate department depend deploy deposit describe desert deserve design desire desktop
despite destroy detail detect determine develop device devote diagram dialogue differ difficult digital dinner direct
disappear disappoint discover discuss disease display distance distinct distinguish distribute district divide doctor
document domain double doubt downtown dozen drag drama dramatic dream drink drive duration during duty dynamic eager
early easily economy edition educate effect efficient effort eight either elaborate election elegant element eleven
eliminate else elsewhere embed emerge emotion emphasis employ empty enable encounter encourage energy enforce engage
engine enhance enjoy enormous enough ensure enter entertain enthusiasm entire entrance environment equal equipment
escape especially essential establish estimate evaluate evening event eventually every everybody everyone everything
everywhere evidence evident exact examine example excellent except exchange excite exclude excuse exercise exhibit
exist expand expect expense experience experiment expert explain explore express extend extent external extra extreme
factor factory failure familiar family famous fashion faster favourite feature federal feedback feeling female fiction
field fifteen fifty figure final finance finish finger flexible flight flower focus follow foreign forest forever
forget formal former forward foundation fourth frame freedom frequent fresh friend front function further future
gallery garden gather general generate generous gentle genuine glance global golden government grade gradual graph
grateful ground group growth guarantee guest guidance guide habit handle happen happy harbour hardly hardware health
heart heavy height helpful hesitate hidden highlight history holiday honest hospital hotel however human humour
hundred hungry husband ideal identify ignore illustrate image imagine immediate impact implement imply import
important impose impossible impress improve include income increase incredible indeed independent index indicate
individual industry inform initial injury innovate input inquiry insert inside insight insist inspect inspire install
instance instant instead institute instruct instrument insure integrate intelligent intend intense interest interfere
interior internal interpret interrupt interval interview introduce invent invest investigate invite involve island
issue itself jacket journal journey judge justify keyboard kitchen knowledge label labour language laptop large later
latter launch lawyer layer leader learn leather leave lecture legal length lesson letter level library licence
lifetime light likely limit listen literature little living local locate logic lonely longer lovely lower lucky lunch
machine magazine magic maintain major manage manner manual manufacture margin market marriage material matter maximum
meaning meanwhile measure medical medium meeting member memory mention message metal method middle midnight million
mind mineral minimum minor minute mirror miss mission mistake mixture mobile model moderate modern moment money
monitor month moreover morning mother motion motivate mountain movement movie multiple muscle museum music mutual
mystery narrow nation native natural nature nearby nearly necessary negative neither nervous network never newspaper
nobody noise none normal notable nothing notice notify novel number obey object observe obtain obvious occasion occupy
occur offer office official often operate opinion opponent opportunity oppose option orange ordinary organise organize
origin original other otherwise ought ourselves outcome outline output outside outstanding overall overcome overview
owner package painting palace paper paragraph parent participate particular partner passage passenger passion passive
patience patient pattern payment peaceful people percent perfect perform perhaps period permanent permit person
perspective persuade phase phone photograph phrase physical picture piece pilot planet plant plastic platform player
please pleasure plenty pocket poetry point police policy polite political popular population portion position positive
possess possible potential powerful practical practice precious precise predict prefer prepare presence present
preserve president press pressure pretend pretty prevent previous price pride primary prince principal principle print
prior private prize probable problem procedure proceed process produce product profession professor profile profit
program progress project promise promote prompt proper property proportion propose prospect protect proud prove
provide public publish purchase purpose pursue puzzle qualify quality quantity quarter question quickly quiet quite
quote radio random range rapid rather ratio reach react ready reader reality realise realize reason recall receipt
receive recent recipe recipient recognise recognize recommend record recover recreate redirect reduce refer reflect
reform refresh refuse regard region register regret regular reject relate relation relative relax release relevant
reliable relief rely remain remark remarkable remember remind remote remove rename rent repair repeat replace reply
report represent republic reputation request require rescue research reserve resist resolve resource respect respond
response responsible rest restaurant restore restrict result resume retain retire return reveal revenue review reward
rhythm right river rocket rotate rough round route routine sample satisfy scale scan scene schedule scheme scholar
school science scope score screen scroll search season second secret section sector secure select senior sense
sensitive sentence separate sequence series serious serve service session settle seven several severe shadow shape
share sharp shelter shift shine short should shoulder show sight sign signal signature significant silence silent
silver similar simple simply simulate since single sister situation sketch skill sleep slight slowly small smart
smooth social society soldier solid solution solve somebody somehow someone something sometimes somewhere soon source
south space speak special specific speech speed spend spirit split sponsor spread spring square stable staff stage
stand standard start state statement station status steady still stock stomach storage store storm story straight
strange strategy stream street strength stress stretch strict strike string strong structure struggle student studio
study style subject submit succeed success sudden suffer sufficient suggest suitable summary summer supply support
suppose surface surprise surround survey survive suspect suspicious sustain switch symbol sympathy system table tackle
talent target taste teacher team technical technique technology telephone television temperature temporary tendency
tension term territory text thank theatre theme themselves theory therefore thick thing think third thirteen thirty
thorough though thought thousand thread threat threaten through throughout throw ticket tight timeline title today
together tomorrow tonight topic total touch tourist toward towards track trade tradition traffic train transfer
transform translate transport travel treasure treat treatment tremendous trend trial triangle trouble trust truth
twelve twenty twice typical ultimate unable uncle under underneath understand unexpected unfortunate uniform union
unique unite universal university unknown unless unlike unlikely until unusual update upgrade upload upon upper upset
urban urgent useful useless usual vacation valley valuable value variety various vary vehicle version vertical village
visible vision visit visual voice volume volunteer walk warm warning waste watch water weak wealth weather website
wedding weekend weekly weigh welcome western whatever wheel whenever whereas wherever whether whichever while whisper
white whole whose wide willing window winter wireless within without witness woman wonder wooden worker workshop worry
worth write writer wrong yellow yesterday young yourself zone unsubscribe subscribe username password settings
headline newsletter homepage webpage signup checkout aber abschnitt aktuell alles andere anderen anfang angebot
antwort anzeigen arbeit arbeiten auswahl beginnen beispiel bereich bereits bericht besser bestimmt bitte bleiben
danach darauf darin daten dazu dein deine denken deshalb deutlich diese dieser dieses direkt durch eigene einfach
einmal einstellung endlich entscheiden ergebnis erhalten erklaren erste ersten fertig finden folgen frage fragen
freigeben ganze gemeinsam genau gestern gleich grosse gruppe haben heute hilfe hinweis immer inhalt jederzeit jeden
jeder jetzt kleine klick konnen konto kunde kunden lassen leicht leiste lesen letzte losung machen mehr mehrere
meisten menge menu minute minuten mitglied mochten moglich monat morgen mussen nachricht nachste namen neben nehmen
nicht niemals nutzen oben oder offnen ordnen person plotzlich quelle rechnung rechts reihe richtig schnell schon
schreiben schritt schritte sehen seite seiten selbst sicher sofort sollen sonst speichern spalte spater starten stelle
stunde stunden suchen tabelle tagen teilen thema uberblick ubersicht unten unter verbinden vergleich vergleichen
versuchen viele vielen vielleicht vorher vorschau wahlen waren warum wechseln weiter welche wenige wenig wenn werden
wichtig wieder wirklich wissen woche wochen wollen wurde zahlen zeigen zeile zeilen zeitraum zuerst zugriff zuletzt
zuruck zusammen zwischen accepter adresse afficher ajouter apres attendre aucun aujourd aussi autre autres avant avec
beaucoup besoin bonjour bouton cela cellule cette chaque chercher chiffres choisir cliquer colonne combien commencer
comparer compte connaitre connecter contenu creer dans debut decouvrir demain depuis dernier derniere deux devez
devoir donnees donner ecran encore ensemble ensuite entre equipe espace essayer etape etapes etre exemple facile faire
fois garder gauche gerer graphique graphiques groupe heure heures ici jamais jour jours juste lecture liste longtemps
maintenant mieux minutes modifier moins mois moment montrer nombre nouveau nouvelle nouveaux obtenir ouvrir page pages
partager passer pendant penser periode permet personne peut plusieurs pour pourquoi pouvez premier premiere prendre
presque prochain quand quelque question rapide rapport rapports recevoir regarder rendre repondre reponse retrouver
savoir semaine semaines simple souvent suivant suivre tableau tableaux temps toujours toutes travail trouver utile
utiliser valeur verifier voir votre vous abrir acceso ademas ahora algo alguien alguno anadir antes aprender apenas
aqui archivo ayuda ayudar boton buscar cada cambiar cambio cantidad casi celda cifras compartir comparar completo
comprobar conectar conocer contenido correo crear cuando cuenta cuentas cuesta datos debajo decidir dejar demasiado
dentro derecha desde despues detalle dias diferente direccion durante ejemplo elegir empezar empresa encontrar
entender entonces entrada enviar equipo equipos escribir espacio esperar estado estar facil fecha fila filas final
forma fuente grafico graficos grupo guardar guia hacer hasta historia hora horas hoy idea igual informe informes
izquierda juntos largo leer lista listo llegar lugar manana manera mejor menos mensaje menu mientras minuto minutos
mirar mismo mitad momento mostrar mucho muchos nada nadie necesita ninguno nombre nuestro nueva nuevo numero nunca
objetivo obtener opcion otra otro pagina paginas panel paneles para parte paso pasos pedir pensar perder periodo
permite persona plazo pocos poder poner porque posible pregunta primero probar pronto proximo puede punto quedar quien
rapido recibir respuesta resultado revisar saber seguir segundo semana semanas sencillo siempre siguiente sobre suele
tabla tablas tambien tampoco tarde tener tiempo tipo todavia todos tomar trabajo ultimo usar usuario vale valor varios
veces vender ventas verdad vida vista volver
"""

COMMON: frozenset[str] = frozenset((*STEMS.split(), *(stem(fold(word)) for word in _MORE.split())))
"""Stems of general words, in English, German, French and Spanish."""

SHORT: frozenset[str] = frozenset(
    {"html", "http", "https", "json", "data", "free", "team", "plan", "mail", "apis", "faqs"}
)
"""Words of four and five letters that are written in capitals."""
