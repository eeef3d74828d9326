"""Stems of general words of six letters and more, made by scripts/words.py from this project's own texts."""

from __future__ import annotations

STEMS = """
aaliyah abandonara abandono abbestell abbott abbrevi abbvi abdullah abfrag abgebucht abgehangt abgelehnt abgerechnet
abgeschloss abguck abiert abigail abil ableg ablos ablost abogado abonne abort abrech abrechnung absatz abschalt
abschliess abschlus abschluss absenc absent absolu absolut abteilung abudhabi abwanderung academ accelerat accelerez
accent accentur accept acces acceso accord account accountant accumulator accurac accurat achtzeh achtzig acierta
acknowledg acros actio action actionnair activ activat activato actividad activit actor actu actuali actualiz acuerdo
adapt adaptiv adding addition addon addres address adelant adema adjust admin admit admitt adress adria adriana advanc
advic advisor affair affect affirm afford africa afternoo afterward against agakha agenc agnieszka agre agree ahorra
ailleur airbu airforc airtel ajout ajoutez ajust aktio aktiv aktivitatsprotokoll aktualisi aktualisiert alarm albert
alberto alcanz alejandra alejandro aleksandra alema alembic alert alerta alessandra alessandro alessia alexand
alexandr alexandra alexei alexi alfonso alfr alfredo algorithm algoritmo algui alias alibaba aliceblu alicia align
alipa aliso allei allemand alleskonn allfinanz alliso alloc allocat allow allowlist allstat alltagssprach allwissend
almac almacenad almost alojad alojamiento alread alsac alstom alter alternativ alternative although aluci alvaro alway
alyssa amadou amanda amazo ameli amelia america americai americanexpres americanfami amerika ammonia amortisiert
amortit amortiza amount amsterdam anadir analista analitica analys analysi analyst analysti analytic analytik
anastasia anbiet anbind anbindung ancestor anchor ancienn ancient ander anderbar andr andrea andrei andrew android
andrzej anfrag angab angebot angebunden angela angelegt angelica angelika angelina angl anglai anleg anmeld anmeldung
anmerkung annabell anne annegret annelies annemari annett annika annoncez annot annotat announc annu annuel annuell
annul anoma anomal anomali anomalia anonymou anotac anoth anqua anseh ansgar ansprechpartn anstell answ answer
anteilig anterieur anthon anthropic antiquewhit antoin antonia antonio antwort antwortet anualment anybod anyon anyth
anytim anywa anywher anzuschau apart aplicac apostamo appear append appl applic apprend apprentissag approach approv
approxim approximat aprend aprendizaj aprovisionamiento aquarell aramco arang arbeit arbeitsbereich arbeitslo
arbeitstag arbitr architectur archiv archivier archivo argent argmax argpars argu arithmetic arnaud arnold around
arrastr arrastrando array arriba arriv arthur articl arturo ascend ascent asegurad ashle asiento asignad asistencia
asistent asking assemb assembl assert assig assign assigne assistanc assistant assistent associat assum assur assure
astr astrid astuc asunc asymptotic asyncio ateli athleta attack atteindr attempt attent attitr attorne attribut attrit
auct aucun audibl audienc audit auditor auditoria auditprotokoll audre aufbewahr aufbewahrt aufgeb aufgebraucht
aufgehob aufruf auftragsverarbeitung auftragsverarbeitungsvertrag augment augmentent augmentera augmenteront augmentez
august aujourd aument aumenta aumentar aumentara aunqu aureli auror ausblend ausgedient ausgeschopft ausgewertet
ausnahm ausnahmslo auspost ausprobier ausreiss aussitot aussortiert aussprech aussuch austi australi australia auswahl
auswahlt auswertet auswertung autant authentific author autoalojad autom automatic automaticament automatico
automatiqu automatique automatisch autonom autopilot autovacuum autr autum avail availabil avanc avanzad aventaj
averag aveugl aveugle aviso babysit back backend backfill backfir background backslash backtick backup backward bagg
bahnbrechend baiss baissera baisseront bajara balanc banamex bancair bandit bann banqui barbara barcelona barclay
barclaycard barefoot bargain bartosz bascul baseball basketball bastia batch bauhau bayer beaco beacon beako beantwort
beat beatric beatrix beatriz beaut becam becaus becom bedingungslo befor beforehand begin beginn beginnt begonn behalt
behaviour behind behob beid beispiel beispiello beliebig beliebtest belief believ belong benachrichtigung benannt
benchmark beneath benedikt benefic beneficio benefit benen benjami benoit benutz bequemst berechnet berechtigung
bereit bereitet bereitstellung bericht berli bernard bernhard bertrand besid besoi bess best bestatig bestbu bestimm
bestimmt betavers betriebszeit betroff bett bettina betwe bewahr bewegt beyond bezahl bezahlt bharti bianca bias
biblioteca bibliothequ bidiagon bidiagonal bidirection bientot bietet bigg bill billig binar bind bindet binn binomi
birgit birgitta bisect bish bisqu bitt bjarn blackfrida blanca blanch blanchedalmond blank bleib bleibt blend blind
block blockbust bloomberg bnppariba board bodi boehring bogda bombensich bondir bondira bonjour bonn book bookmark
boolea boolean boost boostez bootstrap bord boring borrador bostik bosto bottom bought bound bount boutiqu brac
bracket bradesco branch branchenfuhr brand brando brauch braucht brazil breach break breakfast brenda bridgeston brief
bright brigitt bring bringt britta broadwa brok bronz brook broth brought brows brussel bthos bucket budget build
buildmoor builti bullet bureau buscaria busi butto buyer cach caera calculat calendar calibr call callabl callback
calqu calvinklei camera camila camill campaig campeo canada canal canaux cancel cancelacion cancell candidat cannot
canonic capabl capetow capit capitalis capitaliz capitalon capt captur carava care carefold careful carina carlo carm
caroli carolin carolina carr carri carst casino catalina catalog catch categor categori categoria cater catherin
catholic catorc caught caus caut cecil cecilia cedric ceil celin cent centain centim centimo centr central centro
centroeuropea certai certain certaine certaint certif certifi champ chanc chanel chang channel chant chapt chaqu char
charact charg charl charli charlott chart chartbuild chas chatt cheap check checklist checkout checkpoint cherch
chercheraient chiara chiffr chiffre chinedu chines chintai chioma choic choisi choisir choisissez chomag chongo choos
chos christa christel christi christia christian christin christina christma christoph chrom church churn chutera
ciega ciento ciertament cifra cifrad cifrado cillia cincuenta cinquant cipriani circl circuit citadel citi claim clair
clariss class claud claudia claudio claus clean clear clem clemenc clement clever cleverst click client climb clinic
cliniqu clipp cliqu clock clockwis clos closur cloth clubm clums coars coefficient coffe cohort colega colett collaps
colleagu collect colleg collegu cologn colonn colour colum column columna comando combin comentario comentelo comfort
coming comma command commbank commenc commencez comment commentair commit committ commo common commonmark commun
compact compan compar compara comparac comparaiso comparar compararlo comparez compariso comparison compart comparta
compartalo compartido compartir compat compet competencia competidor competit competitor compil complai complain
complaint complemento complet complete complianc component compound compress comprob compromis compt comput comsec
conc concaten concept concern conchita concour concret concurrenc concurrent condit condition condo conect conectar
conector conex confi confia confianc confianza confidenc confidencialidad confidential confidentialit confiez config
configur confirm confluenc confound confus confusabl conjugat connait connect connecteur connectez connector connex
connor consejo consent conserv conserva consid consider consist consistent consol constant constrai constraint
construct consuelo consult consulta consultant cont contact contacto contai contain content context contextu contien
contient continu contract contractor contradict contraire contrast control controll converg convers convert convien
cook cool coordinat copi copia copilot copy corbeill corinn corinna corn cornelia cornsilk corporat correct corregir
correo corrient corrig corsica cost could count countr coupl coupo coupon courant courent courriel cours cover coverag
creat crec crecera crecimiento credenti credit creditcard credito creditun cricket crimso cristia cristina critic
critiqu croissanc croitra croitront cross crowd crude cruis crypt cuaderno cual cualqui cualquiera cuando cuarenta
cuatro cuenta cuesta cuisinella cumulativ current cursor curv curvatur custom customis customiz cutt cycl cynthia
dageg dagmar daisuk dakota damag dami damia danach daniel daniela daniell danuta daphn darauf dark darkgra darkgre
darkslategra darr darub darunt dash dasharra dashboard dasselb databas dataclas dataclass datei datenaktualisierung
datenhistori datenquell datenreg datenstandort datetim dating datsu datumsbereich dauert dazugekomm dazwisch dcdcdc
deadlin deal deborah decad decemb decid decida decidir decil decim decis decision declar declin decod decoll
decolleront decor dedicad dedicat deep deepak deepika default defeat defenc defin definit definite definitiv degre
dein delant delegat delet deliberat delimit deliv deliver deloitt delphin demai demand demandez demnachst democrat
demonstr deni denis denk denni dens dent dentist depart departamento depas depass depend dependenc deplo deploy depos
deposez depui derecha deriv derrier derselb desabonne desaparecera descarg descend describ descript descuento desert
desig designad desktop despid despu destin detail detect detecta determin deterministic detlef detra deutsch deuxiem
devanc devant develop devi devic devoluc devtool devuelv diagnostic diagon diagramm diall dialog diamond diaria
diariament diario dictat dictionar didi diecisei dienst dienstag dies diet dietmar diferencia diff differ differenc
different difficult digest digit dimanch dimens dimgra dimgre diminuera diminuez dimitri direcc direccion direct
directa directiv director direkt diriez disagre disappear disclosur discord discount discov discus discuss discut
discutez disguis disjoint diskutiert disminuira dismis dispar dispara disparaitra disparar disparara dispatch dispens
displa display disponibilidad disponibilit distanc distinct distribut disturb divid divisor dmitri docena docstr
doctor docu document documentac doivent dokument dollar dolor domai domain domingo dominic dominik dominiqu donald
donn donne donnerstag donnez doorkeep doppelt dorothe dorothea dott doub doubl doublera doubleront doublez doubtful
dougla douzain download downsid downsiz downstream draft dragg draw dreissig dreizeh drift driv droit dropp dubli
dunca dunkelmodu duplica duplicar duplicara duplicat dupliqu dupont durab durabil durabl durant durat durba durchseh
durf during dutzend dwarf earli earn easi eastlak eberhard echantillo echeanc echo echou echtzeit eclip economis edit
editabl editeur editor edtech eduard eduardo educ educat edward efecto effect effectiv effort eigen eigenstandig eight
eighte einbett einfach einfachst einfug eingebett eingelad eingeschaltet einig einlogg einlud einm einnahm einricht
einrichtungsservic einsam einschalt einspar einstellbar einstellung einzig einzigartig eith ejemplo ekaterina elegir
element eleonor elev elian elig eligibil elimi eliminat elisabeth elizabeth ellipsi elodi elsewher elvira email
embarqu embauch embebid embed embedd emerck emili emilia emilio emmanuel emmanuell empezar empfiehlt emphasi empiec
empiric emplead employ employe empt enabl encargo encod encontrarla encor encript encrypt encuentra endfor endia
ending endles endpoint energ engage engin engine engineer englisch english enough enregistr enregistrez enrico enriqu
ensembl ensenelo ensuit enter enterpris entf entfallt entfern entfernt enthalt entir entire entit entlas entr
entscheid entscheidet entscheidung envi enviar envidia enviou enviro environ equal equat equip equipo equivalent
equivoc eradicat eras erasur erfass erfasst erfolg erfund erfunden erganz ergebni erhalt erhoht ericsso erkennt erkund
erledigt ernesto erreich erreichbar erreicht erreur erron error ersatz erschein erscheint ersetz ersetzt erspart erst
erstattet erstattung erstell erstellt erstklassig ertrag erubrigt erweiterung erzeug escap escog escritorio espac
espacio espagnol espanol especi essai essay essayez estaba estacionalidad estado estat esteba estela estell esth estim
estimat estimator estudio etaient etalo etap etienn etud eugenia europ europa europaisch europe europea eurovis evalu
evaluat evaluator evely even event eventu everybod everyda everyon everyth everywher evidenc exact exampl exce exceed
excepc except exchang exclam exclud exclusiv exclusive execut exempl exhaustiv exist expans expect expensiv experi
experienc expert experto expir explai explain explan explod explodiert explor explos explosera explosez exponent
exponenti export exportar exportez exportier expos exposur expres express extend extens extern extraspac extrem
eyebrow fabi fabia fabienn fabric facad facebook fachleut facil facteur factor factur facturac fading fail faill
failsaf failur fairwind fait faktor fall fallar fallback fallo fallstudi falsch fami famil familiar farm fash fast
fastapi fatigu fatima fault faultles fauss favorit favourit featur februar fecha fedramp feedback feel fehl fehlerfrei
feiertag felicia felip ferdinand feri ferm fernanda fernando ferrari ferrero fertig fest festivo feststeck fetch
feuill fewest ffebcd fffacd fffafa ffffff fiabl fichero fichi fictiv fidel field fifte figcapt figur fileno fill filt
filter filtr filtro final finalis financ financi find findet finest fing finish finit fintech fireston firmdal fish
fitnes fitt flagg flatt flawles flickr fliess flight float floor floralwhit florenc florent floria florist flourish
flow fold follow foolproof foot football footnot forbad forbid forbidd force forecast foreig foremost foretell
foretold forev forfait forget forgiv forgott fork form formac formacion format formatt formel formul formula forsal
fortnight fortsetz fortun forward found fourfold fourte fracasar fract frag fram franc franca francai francesca
francesco franci francisca francisco franck francoi francois franka franziska franzosisch frauk frederic frederick
frederik free freedom freigab freigeb freitag french frequenc freseniu fresh frida friederik friedrich friend friendli
frogan fromhex fronti froz fruh fuchsia fuent fuhrend fujitsu funct funfundvierzig funfzeh funfzig funnel furnitur
furth futbol futur gabriel gabriela gabriell gagn gain gainsboro galax galler gallup gambl gamma ganancia garanti
garantiert garantizad garbl gard garde gardez gareth gatewa gath gather gauch geandert gebaut gebuhr gefragt
gegencheck gegenl gegenles gegensatz geheimhaltung gehor gehort gehostet gelegenheit gelesen gelinggaranti geloscht
gelt gemeinsam gemess genau genehmigt gener generat geneviev gent gentl genugt genutzt geoffnet geoffre geojso geometr
georg georgia georgina geplant gepruft gerad gerald gerard gerhard gerlind germa gertrud geschenkt geschicht geschieht
gescrollt gesenkt gesichert gespeichert gest gestellt gestion gestiona gestor gestort geteilt gett gewachs gewahlt
gewechselt gewin gewinn gewis gezog ghostwhit gill gillia ging giovanni gisela github giulia giusepp giving glanc
gleich gliss glissez glob gloria glossar godadd goldpoint goldstandard goncalo gonzalo goodwill goodyear googl gordo
gospel gracia grad gradient graduat grafic grafico graham graing grammar grand grant graph graphic graphiqu grati
gratuit great gregor gretch grey grimp grimpent grimpera grocer grosser grosst ground groundbreak group grow growth
growthbook grupp gruppi gruss guarante guard guarda guardado guardar guardelo guardrail guess guesswork guest guid
guidanc guillaum guillermo guitar gunnar gunstig gunstigst gunt gunth gustav gustavo gutgeschrieb gutschei gutschrift
habil hablar hahahaha halbi halbier halbiert halbstundlich halluci hallucin hallucinat halluzi halt halv hamburg hand
handbuch handelt handl handov hang hangout hann hannah hannelor happ happen harald hard harriet haruto hash hassa
hatchl hatt hauss having hdfcbank head headcount headlin health healthcar healthtech healthz hear heartbeat
heavyweight hebdomadair heberg hector hedwig height hein heinrich helen helena helf hellip helmut help helpdesk
helpful helsinki hendrik henriett henrik herau herbert herei herm herman herramienta herstell herunterlad hesitat heur
hexadecim hidd hierarch hierarchic high hilfebereich hilfecent hillstrom hinau hinei hinseh hint hinterfrag hinterh
hinterherlauf hinterlegt hinzufug hinzugefugt hiphop hiring hiroshi hisamitsu histoir histor histori historic
historiqu hitachi hitrust hochgelad hochlad hocke hold holdout holg holida holiday homedepot homegood homesens honest
honeydew horair hospit host hostil hotel hotlin hotmail hour howev httpcor httptool hubert hugh hugu humai human
humano hundert hundr hundred hundredth hunt hybrid hyph hyphenat hypothesi hyundai ibrahim iconic idempotenc
idempotent ident identic identifi idioma idiotensich ignacio ignor iguala ihresgleich ilimitad illimit imag imagin
imamat imbat imbatt imitat immanquable immatur immediat immediate immobili immut immutabil imperi implicit import
importanc important impos imposs impress improv impuls impulsa inaccurat incap incident includ incluy incom incompar
incomplet incont incorpor incorrect increas increment incrementa incrust inde indent independenc independent indetron
index indic indicator indigo indiscut indiscutid indudablement industr ineg inevit inevitab inevitable infaill
infaillible infal infall infallib infinit infiniti infl inform informac ingeborg ingl inglesa ingredient ingreso
ingrid inherit inheritanc iniciar inicio inigual inimit initi inject inlin inmediat inmediatament innecesari innocent
input insid inspect inspir install instanc instant instead institut instruct insuper insur insuranc integ integr
integrac integrat intelligent intelligentest intent inter interest interfac intern internation internet interv
intervalo introduc introduct intrus intuit intuitiv inutil invalid invariab invers invest investor invis invit
invitado invitez invoic involv iphon ipiranga ireland irgend irland irlanda irreproch irrtum irrtumsfrei isabel
isabell isabella isadora island ismael ismaili isoformat isol israel issu istanbul itali italia italienisch itself
ivonn izquierda izquierdo jackknif jacqu jacquelin jaguar jahr jahresabo jahresabrechnung jahrespla jahreszahlung
jahrlich jaloux jamai janic janin janina jannik januar japanes jasmi jasmin javascript javi jdrouet jeanett jeann
jederzeit jeffre jemand jennif jerem jerom jesp jessica jeweil jewelr jimena joachim joann joanna jobles joburg joch
joell johan johann johanna join joint jonatha jorda josefa josefin joseph josephin joshua journ journaux jpmorga judg
judge judith juego juev juli julia julian juliett juliu juramo jurg juron jusqu just justi justin kanada kanal kannst
karina karolin karst katarina katarzyna katharina katherin kathle kathri kathry katri kauf kazuki keep kehr kein
keinerlei kenneth kennzahl kerryhotel kerrypropert kersti keyboard keyword khalid kill kindl kirst kitch klar klarer
klartext klass klassenbest klein kleiner klett klettert klick klug klugst know knowledg kolleg komatsu komm kommentar
konfigurierbar konkurrent konkurrenz konkurrenzlo konn konnektor konnt konrad konstanti kontakt kontroll kontrolli
konvers kopi kopiert korrekt korrektur kosh kost kostenfrei kostenlo kostet kreditkart kristi kristia kristina
kritisch krzysztof kund kundenbetreu kundenbindung kundendat kundendienst kundengeschicht kundi kundig kundigt
kundigungsrat kundinn kuokgroup kurz label labell labor laborabl lacaixa lack lagg laiss laissez lamborghini landrov
langag langst langu languag lanxes larg larissa lasall lass late latent latest latifa latino latrob latt laufend
launch laurenc laurent lavend lavenderblush lawy layer layout lead leadership leagu leak leandro learn learnt leav
leclerc ledg lefrak leftov legend legendar lehn leicht leistungsfahigst leit leitet lemma lemonchiffo length lenguaj
lenient lennart leonard leonhard leoni leonor lern lernhai less lesso lesson leticia lett letzt level lexico
libphonenumb librar licenc licenci licencia licens lider liderazgo lieg lieselott lifecycl lifeinsuranc lifestyl
ligatur light lightcya lightgoldenrodyellow lightgra lightgre lighthous lightyellow lign like likelihood likewis
lilian limit limitles lincol linear linecap linejoi link linkedi lint lionel lisbeth list listen litellm liter littl
live liveli living lizenz llamada llewely load local localhost locat lock logarithm logg logiciel login logistic logit
londo londr long longueur look lookback loopback loos lorena lorenz lorenzo losch loser losing loss losung lothar
lotter louis lower lowest lplfinanci luci ludovic ludwig lukasz lumen luminanc luminou lundbeck luxur mach machin
machiner macro madiso madrid maell magali magdalena magenta magnu mahmoud mail mailbox mailto main maintenant maiso
makello maker makeup making malform malgorzata maliciou manag manage manana manera manfr manier mann manquerez manten
manti manu manuel manuela mapp maquina marcel marcela marcelo march marcha marchara marco marcu mareik marg margaret
margarita margi margin margit margot maria mariana mariann mariela marin marina mario marisa maritta mariu mark
markdow market marketplac markiert marktfuhr marktplatz marku markup marlen maroo marqu marriott marshall mart martha
marti martin martina maschin maschinell mask masqu massstab match matchles matematic mateusz mathematic mathematik
mathematiqu mathia mathieu mathild matilda matrix matt mattel matteo matthew matthia matthieu matur mauric mauricio
maxim maximi maximic maximilia maximis maximisez maximiza maximum mckinse mean meanwhil measur measure media medianoch
mediocr mediodia meet megabyt mehmet mehrfach mehrsprachig meilleur mein meist meistgenutzt meistverkauft mejor
mejorara melani melbourn meld meldet melissa melod memb membership membr memor memori memoris mend meneur mensch mensu
mensuel ment mercado merced merckmsd mercredi meredith mess messag metadata method metric metrixx mettez mettr mich
michael michaela michel michelin michell microsecond microsoft middl middot midnight midnightblu miembro mientra
miercol migr miguel mikael mikkel milena mileston mill milli million millionair millisecond millo millon mindest
minimis minimum mint mintcream minuit minut minuto miriam mismatch misread miss misspell misspelt mistak mistyros
mitarbeit mitbewerb mitgl mithalt mitig mitigat mitsubishi mitt mittag mitteleuropaisch mitternacht mittwoch mixtur
mobil mocht model modell modelo modernst modesto modif modifi modific modul modular moham mohamm moindr mois moiti
moment momento monash monat monatlich monda monica monika moniqu monitor monospac monotonic monst mont montag montera
month morg moritz mormo morn mortgag moscow most motio motivat motorcycl mouth moving muestra muhammad multilin
multilingu multip multipag multipart multipl multipli multiplica multiplicad multiplicado multiplicara multipliez
multipliqu multiset mumbai munich museum muss muting myriam nacheif nachh nachhinei nachlas nachles nachmach nachpruf
nachrech nachseh nachst nacht nachtraglich nachvollzieh nachvollziehbar nadin nagoya namentlich namespac naming narrow
natali natalia natasha natha nathali nativ natur naturel naturgesetz naturlich naught navegador navig navigateur near
neat nebeneinand necesit necessar need needl negat negativ negotiat nehm neidisch neighbour neith nelso nervou nest
netbank netflix network neunundzwanzig neunzeh neunzig neustar newcom newest newslett nextdirect nguy nicest nichola
nicht nicol nicola niem niemand niev night nikita nikla nikolai nikolau nimm ninet ninete ningu ninguna ninguno nissa
nobod noell noffn nombr nonsens norbert norm normal normalis norto nosotro notat notebook noth notic notif notific
notificac notio nouveau nouveaux nouvell novemb noventa nowher nowrap nowruz nuestra nuestro nuevo numb number numeric
numero numm nutz nutzlich nwahl object objectif observ obsolet obviou occur ochenta octavio octob octubr oddit oferta
offboard offen offer offic offici offlin offn offnet offpolic offset ofrec okafor okinawa olaya olayangroup oldest
oldlac oliv olivi olivia olvida omniscient onboard onglet ongo onlin onward opac opaqu opcio open openai openapi
openbandit opentelemetr oper operat operator opin opposit optim optio option oracl orang orden ordena ordenar ordenelo
order ordinar orego organic organis orient origi origin orjso orthonorm oscuro oswald other otherlang otherlogi
otherreg otherwis otsuka oubli ourselv outclas outcom outermost outgrew outgrow outlast outli outlin outliv outpac
outperform output outrank outru outshin outsid outsmart outsourc outweigh ouvert ouvr ouvrabl ouvrez ouvrir overall
overflow overlap overlapp overlong overlook overnight overrun oversight overview overwritt ownership packag padd
padraig pagerdut pagina paint pair palletsproject paloma pamela panasonic panel papayawhip papelera paper paperwork
papierkorb paragraph parallel param paramet parametr paraphras parec pareil parfait parion park parquet pars part
partag partage partagez parti particular partida partira partn pasado pasc pascal pass passag passez passke passkey
passphras password passwordles passwortlo pathlib pathwr patient patric patricia patrick patrik patrizia patro patt
pattern paulin paulina paus pausar pausi payback paying payload payment payroll peerles penalt pendant penetr penetrac
penetrationst pens pensez pent pentest peopl pequena pequeno percent percentag perd perdera perdr perdra perdrez
perfect perfekt perhap period periodo permiso permiss permut persig perso person persona personal personaliz
personenbezog personn personnel personnell petic petit peuvent pfiz pgserv pharmac philip philipp philippa phillip
phonelin phonenumb photo photograph phras physio pick pickl pictet pictur piec piensa pierr pierrick pilot piloto pion
pione pionni pipelin pixelt plac placehold placez plain plan planet planifi planificad planmassig plann plantilla
planung plataforma plateform platform plattform platz platzhirsch playst plaza pleas pledg plenament plent plott plugg
plugi plugin plumb plummet plur podra point polic polish politi polynomi pool popul popular porqu portugues posit
pospon poss post posterior postgresql potent pourquoi pourra pourrez pourront pouvez powerful powerpoint practic prais
prebuilt precedenc precio precis precondition precurseur predict predictiv predictor pref preferenc preferr prefetch
prefix pregunta pregunto prehead premi premier premis prenez prepar preposit present pressur prett prevenez prevenir
previ preview previou previs previst pric prim primar primera primero principl print printf prior privac privada
privat prob probab probabil probar probarlo probephas probezeit probier probl problem proces process processor prochai
prochain procure product producto produit produkt profil profit profitez progno program programad programar programm
programmiert progres progressera progressiv prohibit project projekt prolong promet prometemo prometheu prometo
prometton promi promis promoc promot prompt pronostic pronto proofread prop propens proper propert propia proporcion
proport proportion propos prorat prorata prorrat prorrog prospero protect protocol protokoll protokolliert prov provid
provis provision provisionierung provisionne prox proxima proximament proximo prudenc prudenti prueb prueba pruebelo
pruefung pruf prufprotokoll pseudo psycopg public publish pued puesto puissant punctu punycod purpl purpos puzzl
pyarrow pydantic pytest pytho pyyaml quadrupl qual quantif quantil quantum quarant quart quatorz quatr quebec quell
quelqu quenti quer quest question questionnair queu quick quier quiera quiet quinc quinz quitt quot quota quotidi
quotidienn quotidienne rabai rabatt rachel racing radiu rafael raffaela rafraich rain rais raiso rajesh ramen ramona
random randomis rang rank raphael rapid rapport raquel rare rarest rater raterez rath rattrap ravenstack reach read
readthedoc readyz reagi reakt real realestat realistic reallocat reallou realt realtor reasigna reaso reason reassur
rebecca rebuilt recall receiv recent recheck rechenzentrum rechnet rechnung recht recient recip recognis recomend
recomienda recommand recommend recomput reconcil record recov recover recruit recrut recuerda recup recycl redefi
redefin redirect redraw reduc reducid reduct redui reduisez reduit redujo redumbrella redundant reduzca reduzi
reduziert reembol reemplaz refer referenc referent referenz refill refresc refresh refund refus regard regexi regio
region registr registro regl reglag reglez regress regret regroup regular regularis reich reicht reimburs reimburse
reinhard reinhild reinhold reinvent reis reject relat relativ rele releas relectur relevant reli reliab reliabil
relianc relir relisez reload remai remain remaind remark rembour rembours rememb remember remind remis remont
remontera remote remov remplac remplir renam renat renata rend rende render rendit renew renombr renomm renormalis
renouvelle renovac rent rentabilidad rentabilis rentabilit reorthogonal repair repasar repeat repetit repl repla
replac replace replay repond repons report repositor reposo republica requ request requet requir require resampl
research resembl reserv residenc residu resolv resourc respect respective respond respons respuesta restart restaur
restaurant restent resteront restor restrict resubscrib result resultado resultat resum retain retard retenc retent
retir retorno retour retr retrouv rett retur return reun reussir reussit revenu revers revient review revis revoc
revoir revok revolucionari revolut revolutionar revolutionnair reward rewrit rewritt rexroth rhythm ricarda ricardo
rich richard richardli richtet richtig riesgo right risik risiko risikofrei risikolo rising riski risklo risqu rival
rivalis roadmap robert roberta roberto robust rodrigo roger roland roll rollback romai ronald rosali rosalia rosemari
roswitha round rout roxan royalblu rtwis rubric ruckerstattung ruckgangig rudig rudolf ruhend ruhezustand ruler runawa
runn runt runtim ryukyu saarland sabado sabin sabrina safe safest safet saisonalitat saisonnalit sakura salar salari
salt salvador samantha samedi samira sampl samsclub samstag samsung samtlich samuel sandbox sandra sandvik
sandvikcoromant sanitis sanja sanofi saoirs sascha satisf saturda saturday sauvegard savannah saving saying scal
scalar scann scarc scatt schaeffl schaff schafft schalt schatt schaut schedul scheit schem schema schemathesi schief
schiefgeh schlag schlagt schlau schlumm schlus schmidt schnell schnellst schnittstell scholarship school schreib
schrumpft schul schulung schwarz schweiz schwellenwert schwor scienc scientist scikit scop scor scoreboard scrap scre
screenshot script scroll scrubb scruti search seashell seaso seasonal sebasti sebastia sechshundert sechsunddreissig
sechzeh sechzig second secondar secret sect secteur sector secur segment segmnt segundo segura seguridad seguro sein
seinesgleich seiscienta seisciento sekund selbst selbststandig selbstverstandlich select selector selfdriv selina sell
selt selten seltsam semain seman semana semicolo seminario sencill sencillo send senkt sens sentenc separat separator
septemb sequenc serena sergei sergio seri seriou seront serv serverstandort servic servicelevel servicio sesenta sesio
sess setenta sett settl sevent sevente sever severin shangrila shanno shap shar sharo sharp shauna sheet sheila shell
shift shiksha shipp shiri shopp short shortcut shorten shouji should shout show shrank shrink shuffl sibyll sich
sicherlich sicherst sicherungskopi sichtbar sidebar sieb siebzeh siebzig sieg siegfr siempr sign signi signup sigrid
sigu silenc silenciar silent silv silvia similar simon simona simp simpl simplex simul simulat simulator singapor
singapour singapur singl singular sink sinnvoll siobha sistema situ sitzplatz sixte sixteenfold sizing skeleto
skeleton skipp skyrocket slash slat slategra slategre sleek sleep slic slid slight slogan slop slow small smart
smartwatch smooth smuggl snapshot snippet snooz socc soci socket sofort softbank softwar soixant solen solicitud soll
sollt soluc solut solv solveig sombr somebod somehow someon someth sometim somewhat somewher sonntag soon sophi sophia
soport sort sorti sortier sortiert sound sourc sourdin souvent spac spalt spanisch spanish spar spars spat speak speci
specialist specific speech speich spell spend spiel spielklass spitz spitzenreit split splitlin spok sprach
sprachbefehl sprachsteuerung spread spreadsheet sprech spring springt sqlalchem sqlit squar squash squeez stabl stack
stag stand standard standardis stapl stark starkst starlett start startswith stat state statebank statefarm stateful
statistic statu status statusseit statut staun stay stcgroup stead steelblu stefa stefani steff steffi steh steig
steigt stell stellt steph stepha stephan stephani steuert stev stimm stimmt stock stockholm stopp stor storag straight
strang strateg stream street stretch strict string strok strong struck struct structlog structur stuart stud studio
stummschalt stund stundlich subclass subira subject subscrib subscript subsequent substitut succ succe succeed succes
success successful such sudd suelt suffit sugg sugger suggest sugier suiss suit suiveur summ summar summaris summariz
sunda sunday supercharg superflu superfluou superieur superior superlativ supervi supervis supervisor supp suppl
supplant support suppres suppress supprim suprem surclas sure surefir surest surger surpas surpris surrogat surveill
surveillanc surviv susan susana susann suscripc sustitu sustituir suzann suzuki svenja svetlana swapp swatch switch
switzerland sydne sylvai sylvi sylvia symbol symmetric symptom sync synonym syntax synthetic syst system tabell tabl
tabla tableau tableaux tablero tablet tabular tagesgenau tagig taglich taipei takeov taking talk tall tamara tambi
tampoco taobao target tarifa tarjeta tatamotor tatiana tattoo tausch tausend taxonom teammat teamwork technolog teil
telecharg telefo telefonico telefonisch telefono telefonsupport telegram telemetr telephon telephoniqu telev tellerb
temasek templat temporar tenac tenfold tenni tenth teresa termi termin terminat terminiert test testphas testsieg
testvers testzeit testzeitraum textsearch thank theat theatr their them themselv theodor thereb therefor theres
theresa thick thierr thing think third thirt thirte thoma thorough thorst though thought thousand thousandth thread
threat threshold thron through throughout thursda tick ticket tidi tiempo tien tienda tight tilma timedelta timelin
timeout timezon timoth titl titulo tjmaxx tkmaxx tobia todavia todsich togeth token tolist tomasz tomato tomllib
tomorrow tonight tooltip torb torchmetric torst toshiba total touch toujour tout toward toyota track trad traduc
traduit traffic trail trailblaz train trait traite tranch transact transfert transform transit transitive transito
transl translat transparent transport transpos trapezoid tratamiento traum travaill travel travelersinsuranc treat
treinta treiz trent trevor trial triall trick trigram trimestr tripl triplera triplez triplica tripliqu trista tromp
troubl trounc trouv trouvent trump trunc truncat trust trustworth trying tsvector tuesda tupl turbocharg turn turnov
twelv twent twentieth typic typing typisch typograph typographic tzdata uberall uberflussig uberlas uberlass uberleg
ubernehm ubernimmt uberpruf ubersetzt ubersichtlichst ubertragung ubertreff ubrig ulrich ulrik ulterieure ultim
ultimat umbenannt umbenen umbr umgehend umsatz umsteig umstell unassign unattend unausweichlich unauthoris unavail
unavoid unbeat unbegrenzt unbias unbound uncapp uncertai uncertaint unchalleng unchang uncheck unclipp unclos
uncondition undecid undefeat undefin underlin underneath underscor understand understat understood underwa undisput
undon undoubt unemploy unequ unequal unequall unerr unerreicht unexpect unexpos unfehlbar ungeles ungelesen ungepruft
ungeschlag unground unicod unicom unido uniform union uniqu unit unitt univers unkey unknow unles unlik unlimit
unlimitiert unlock unmatch unnecessar unnotig unpack unpair unparallel unpickl unquot unrank unreach unread unrecord
unreserv unresolv unreview unrival unrivall unschlagbar unse unser unset unstopp unsubscrib unsupervis unsur unsurpass
unter unterweg untold untouch untrust unubertroff unusu unvergleichbar unvergleichlich unweigerlich upcom updat
upfront upgrad uplift upload uppercas upsell upstream uptim upward upworth urgenc urgent urllib ursula usabl usaria
useful useles usted usual usuario utilis utilisateur uvicor uvloop vacat vacuum valenti valentina valeri valeur valid
validac validar validat validator valor valu vanessa vanguard vanguardia vanish vari variabl varianc variant vario
variou vector veint vendor vendr vendredi vent venta ventur veralt verandert verbatim verbessert verbind verbindung
verbleibend verbund verdad verdict verdien verdopp verdoppel verdoppelt verdreifach vereinbar verena verfugbarkeit
vergang vergangenheit vergeb vergis vergleich vergleichbar vergleicht verglich verif verifi verific verifiez verify
verisig verit verkauf verkurzt verlang verlangert verlangerung verlas verlass verlasslich verlauf verlier verlierst
verliert verlor veronica veronika veroniqu vers versandt verschlussel verschwindet versicherung version
versionsverlauf versprech versproch verstandlich verteilt vertic vertragsabschl vertragsverlangerung vertrau
vertraulichkeit vertraut vervielfach verwalt viaj vicent victoir victor victoria vielfach vielleicht viern
viertelstundlich vierundzwanzig vierzeh vierzig view viking viktor viktoria villa vincent viol virgi virgini virginia
virtu visibl visio visit visitor visu visual vitali vivi vivia vlaander vladimir vocabular vocal volk volum volvera
vorau voraussichtlich vorbei vorbild vorgehalt vorh vorhersag vorkommt vorlag vorlagengaleri vorprogrammiert vorreit
vorschlag vosotro voting vouch vowp vowpalwabbit voyag vuelv wachs wachsend wachst wachstum wahl wahlbar wahrend
wahrheit wait waldemar walk walmart walt waltraud wanggou want wardlan warn warnung warrant wart washingto watch
wealth weath weatherchannel webauth webcam webhook webinair webinar webkit websit wechsel wedd wednesda week weekda
weekday weekend weglass wegweisend weigh weight weit weiter weiterleit weitermach welch welcom weltbest weltklass
weltmeist wenig werd werktag werkzeug wern wett wettbewerb whatev whatsapp whatwg wheel whenev wherev wheth whichev
whisk whiteboard whitelist whiten whitesmok whitespac whoev whoswho wichtig wichtigst widen widest width wiebk wied
wiederherstell wilfr wilhelm william williamhill wilso window winn wint wirksam wirkung wise wish wiss withdraw
withheld withi without witnes woch wochenend wochentag wochentlich wolfgang woll women wond woodsid word work workday
workflow workshop workspac world would writ writt wrong wurd xavi xihua ximena yacht yamaxu yandex yannick yardstick
yasmi yasmin year yellow yesterda yield yodobashi yokohama yolanda young yourself youtub yvett yvonn zachar zahl
zahlungsdat zapi zappo zeig zeit zeitanteilig zeitgesteuert zeitraum zeynep zieh zolta zstandard zubuch zuerich zuerst
zugriffsrecht zuleg zuletzt zuoberst zurich zuruck zurucklehn zuruckwechsel zusamm zusatzlich zustandig zuverlassig
zuzana zwangslaufig zwanzig zwei zweifaktor zweifello zweit zweitbest zweiundvierzig zwisch
"""
