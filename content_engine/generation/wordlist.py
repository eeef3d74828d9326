"""Stems of general words of four letters and more, made by scripts/words.py from this project's own texts."""

from __future__ import annotations

STEMS = """
abbrevi aber abgelehnt abgeschloss abil able ableg abonne abord abort about abov abschalt abschliess absenc absent
absolut accent accept acces accident account accumulator accurac acknowledg acme acros acted actio action activ
activat activato actor acts adapt adaptiv added adding addres address adds adema adjust admi admin admit admitt advanc
advic advisor affect affirm afford after afternoo afterward agai against ages agre agree ahead ahora aide ainsi aktiv
aktualisiert alarm alembic alert alerta alia alias align alik alike aliv alle aller alloc allocat allow alon along
aloud alpha alread also alter although alway amber ammonia among amount analyst analytic anbind ancestor ander ands
anew angebunden angelegt angl anleg anmeld anmeldung anna annotat announc annu anonymou anoth anseh answ answer ante
anthropic anybod anyon anyth anywa anywher anzuschau apart appear append appl applic approv approxim approximat arang
arbeit architectur archiv archivier archivo area argmax argpars argu arithmetic arms aros around arra arrastrando
array arriv articl ascend ascent asid asked asking asks assemb assembl assert assig assign assigne assistant assum
astr astuc asymptotic asyncio atom attack attempt attent attest attr attribut auch audienc audit auditor aufbewahrt
aufgeb aufgebraucht aujourd ausblend ausgeschopft ausgewertet ausprobier aussi aussortiert aussprech auswahl auswertet
auth author auto automatic autovacuum autr auuc availabil avec averag avez avoid awar award away axes axis ayuda back
backend backfill background backslash backtick backup backward badl bagg band bandit bann bare bars base based basi
basic basta batch baue baye beaco beacon beako beantwort beat becam becaus becom been befor beforehand bega begi begin
beginn beginnt begonn begu behaviour behind behob beid beim being belief believ bell belong below bench benchmark
beneath benefit berechnet bereit bereitet besid bess best bestatig beta betroff bett betwe bewahr bewegt beyond
bezahlt bias bidi bidiagon bidiagonal bidirection bietet bill binar bind bindet binn binomi bins birth bisect bish
bits bitt black blam blank blast bleib bleibt blend blob block blue blur board bodi body book bookmark bool boolea
boolean bootstrap bord born borrador both bottom bought bound brac bracket branch brand brauch braucht breach bread
break brief bring bringt brok brought brows bthos bucket budget bugs build buildmoor built builti bulk buscaria busi
busy butto byte cach cafe calendar calibr call callabl callback calm calqu came campaig cancel cancell candidat cannot
canonic capa capit capitalis capitaliz caps capt captur card care carefold carga carr carri cart case catalog catch
caus ceil cell celui cent centr centro certai certaint certifi certificat cett chai champ chanc chang channel chapt
char charact charg chart chat chatt cheap check checklist checkout checkpoint cherch chercheraient chiffr child choic
choisissez chongo choos chos chunk chur cifra cite citi claim clas class claud claus clea clean clear click client
clip clipp clock clockwis clos closur cloth coars code coefficient coffe coin cold colega colleagu collect collegu
colo colonn colour colum column columna combin come comentelo comfort coming comm comma command comment commit committ
commo common commonmark comp compact compan compar comparaiso comparar compararlo compariso comparison compartalo
compartido compat competitor compil complain complaint complet complianc component compound compress compt comput
concaten concept concern concret concurrent condit condition conector confia confidenc config configur confirm conform
confound confusabl conjugat connait connect connecteur connector consejo consent consider consist consistent consol
constant constrai constraint construct contact contain content context contextu contien contient continu continuou
contract contradict contrast control converg convers convert coordinat copi copy core corn corporat correct cost cote
could count countdow countr coupl cours cover coverag crash creat credenti credit cree creez crem critic cros cross
crowd crude cube cumulativ curl current curs cursor curv curvatur custom cuts cycl daemo dageg daher dail damag danach
dann dans darauf darf dark darub darunt dash dashboard dass dasselb data databas dataclas dataclass date datetim dato
datum dauert davo davor days dazu dazugekomm dazwisch dbos dead deadlin deal dealt dear death decept decid decil decim
decis declar declin decod deep default defenc defin definit degre deja dela delet deliberat delimit deliver delta
demand demo demonstr dene deni dens deny depart depend dependenc deplo deploy depos deposez deps depth deriv derselb
descend describ descript desig desk despu detail determin deterministic deuxiem develop devi devic devtool diagnostic
diagon diall dialog dias dice dict dictionar died dies diff differ differenc different digest digit dimens direct
directiv director direkt diriez disagre disclosur discount discut discutez disguis disjoint disk diskutiert dispatch
displa display distanc distinct distribut disturb divid divisor docs docstr docu document documentac does dollar domai
domain donc dond done donne dont door doorkeep doppelt dort dots dott doub doubl doubt doubtful down download
downstream draft drag dran draw drei drew drift drip driv drop dropp dumm dump duplicat dura durab durabil durabl
durat durch dure dwarf each earl earli earn ease easi eastlak easy echo echt edge edit editabl editor edtech educat
effect effectiv eigen eight eighte eine einem einer einfach einfug eingelad eingeschaltet einig einlud einm einschalt
einzig eith ejemplo element elev elif elig eligibil elija elle ellipsi ello else elsewher email embed embedd emoji
emphasi empiric empt encod encontrarla encuentra ended endet endfor endia endif ending endles endpoint ends engage
engin engine enough enregistrez ensembl ensenelo ensuit enter enterpris entfern entfernt enthalt entire entit entr
entrop entscheid entscheidet enviar enviro environ equal equip equipo eras erasur erfass erfasst erfund erfunden
erhalt erkund erledigt erreichbar erreicht error erschein erscheint ersetzt erst erstell erstellt escap espac espacio
essai essay esta estado estim estimat estimator etap etat etwa eval evalu evaluat evaluator even event ever everybod
everyda everyon everyth everywher evidenc evil exact exampl exceed except exchang exclam exclud exempl exhaustiv exist
exit expans expect experi expir explai explain explan explor exponent exponenti export exportier expos exposur express
extend extern extra extrem eyes facad facil fact factor factur fade faded fading fail failur fait fake fall fallback
fals fami famil fare fast fastapi fatigu fault fear featur feed feedback feel fehl fehlt fell fenc fertig feststeck
fetch fewer fewest fichi fictiv field fift fifth figur file fill filt filter filtr filtro final finalis find findet
fine finish finit fintech fire fired first fits fitt five fixed flag flagg flat flatt fliess flip float floor flow
fois fold follow foot footnot forbad forbid forbidd forc forecast foreig foretell foretold forget forgiv forgott fork
form format formatt formul formula forth fortnight fortsetz forward found four fourfold fract frag fragt fram francais
free freedom frei frequenc fresh from front froz fruh fuent fuhrt full fullt funct funf funnel furs furth futur gain
gamma ganz gaps garbl gatewa gath gather gauch gave geandert gebaut gebe gefragt gehe gehort geht gelb gelesen gelt
gemeinsam gemess genau gener generat genugt genutzt geoffnet geojso geometr geplant gerad geschieht gescrollt
gespeichert gestellt gestort geta geteilt gets gewachs giant gibt gift github give glanc gleich gliss glossar goal
goes going gone good goodwill googl grad gradient grafico gram grammar grant graph graphiqu grau great gree grep grew
grey grid grosser grosst ground group grow growth growthbook guarante guard guardado guardelo guardrail gues guess
guid gute gzip habe habit habla hablar hahahaha halb half halt halv hand handbook handl handov hang happ happen hard
harm hash hatchl haut have having head headlin health healthtech healthz hear heartbeat height held helf hellip help
herau here herei hero hesitat hexadecim hidd hide hiding hier hierarch hierarchic high hilft hillstrom hinau hinei
hinseh hint hinterlegt histor hits hold holdout hole home honest hope hoped host hostil hour howev href html http
httpcor httptool httpx huge huma human hunch hundr hundredth hurr hybrid hyph hyphenat hypothesi iana iban icon idea
idee idempotenc idempotent ident identic idle ignor ihre imag immatur immediat immer immut immutabil imperi import
importanc important impress improv inapp inbox incident includ incomplet indent independenc independent index indic
indicator industr inert infinit infl inform ingredient inherit inheritanc init initi inject inlin innocent input insid
inspect install instanc instead instruct insult insuranc integ integr intent interfac intern internation interv into
introduct ints invalid invers invest invis invit invoic ipsum island isoformat isol issu isth item itself izquierda
jackknif javascript jdrouet jede jedem jeder jederzeit jemand jetzt jeweil jinja jitt jobs join joint jour journ json
jsonl judg judge juin junit junto just kann kappa kaum keep kehr kehrt kein kennt kept keyboard keyed keys keyword
kill kind klarer klart klein kleiner klick know knowledg kolleg komm kommt konn konnt kopiert kostenlo kostet kundig
kurz label labell lack lade ladt laid lamp land lang langst langu languag larg lass lasst last late latent later
latest latt lauft launch laws layer layout lays lead leadership leak lean lear learn learnt leas least leav
lecturabilidad ledg leer leet left leftov legend legt leit lemma length lenient lernhai lese less lesso lesson lets
lett letzt level lexico libphonenumb librar licenc lief lieg liegt lies liest life lifecycl lift ligatur light
lighthous lign like likelihood likewis limit line linear link lint lire list listen listo litellm liter littl live
liveli living load local localhost locat lock logarithm logg logi logic logistic logit logs lone long look loop
loopback loos lorem losch lose loser losing loss lost lotter loud lower lowest luck luego lume lumen luminanc luminou
mach machin machiner macht macro made mail mailbox mailto main make maker making malform maliciou manag mano many mapa
mapp maps margi margin mark markdow market markiert markup mask masqu match matrix matt matur maxim maximis maximum
mdash mean meant meantim meanwhil measur measure media medicin meet megabyt mehr meist meld meldet memb membership
memo memor mend ment menu merg merit mese messag metadata method metric metrixx micro microsecond middl middot
midnight mieux migr mile mileston mill millisecond mind mindest minimis minimum mint minu minut mira mismatch mismo
misread miss misspell misspelt mistak mitig mitigat mitt mixed mixtur mjml mocht mode model modif modul modular mois
moment monda mone monitor monotonic month mood more morn most motivat mouth move moved mrml much muestra multilin
multip multipag multipart multipl multiset muss must mypy nach nachh nachseh nachst nachvollzieh nachvollziehbar naiv
name named namespac naming narrow nativ natur naught navig nbsp near nebe nebeneinand need needl negat negativ nehm
neighbour nein neith nest network neue never newcom newer newest newl news newslett next nice nicht niemand night
nimmt nine nobod noch node noffn nois nombr none nope norm normalis north notat note noted noth notic notig noun
nowher null numb number nump nutz nutzlich nutzt nwahl oben object observ occur octubr odds oder offboard offe offen
offer offic offlin offn offnet offpolic offset ofte ohne older oldest onboard once ones onglet onlin only onto opaqu
open openai openapi openbandit opentelemetr oper operator opin opposit optim optio option oracl orden ordenelo order
ordinar orient origi orjso orthonorm other otherwis otra oubli ours ourselv outcom outer outermost outgrew outgrow
outlast outliv output outrank outsid outweigh ouvert over overall overlap overlapp overlong overlook overrun overwritt
owner ownership owns pace pack packag padd pads page pagina paid paint pair palletsproject panel paper para paragraph
parallel param paramet paraphras park parl parquet pars part partage partagez parti partida paso pass passag passez
passphras passt password past path pathlib pathwr patt pattern paus paying payload payment pays peak penalt peopl
pequeno percent percentag perfect perhap period periodo permut perso person persona personal personn petit pgserv phon
phonenumb phras pick pickl pictur piec pipe pixelt plac placehold plai plain plan plann plant platform play plent plot
plur plus point poison polic politic polynomi pool popul port posit poss post posterior postgresql pour pouvez power
prais precedenc precis precondition predict predictor pref preferenc preferr prefix pregunto prehead premi prepar
preposit pres present pressur pret preview previou pric prim primar primero print printf prior privac privat prob
probab probabil probar probarlo probl problem proces process processor prochai prochain product profan program progres
prohibit project projekt prometheu promis prompt pronou proof propens propert proport propos prorat pros protect
protocol protokolliert prov provid provision prox proxima proximo prueba pruf prun pseudo psycopg public publish pued
puis pull punctu punto punycod pure purpos puts pyarrow pydantic pytest pytho pyyaml qini qual quantif quantil quantum
quart quer quest queu quick quie quiet quit quot race rais random randomis rang rank rapport rare rarest rate rater
rath ratio ravenstack reach read readabil readthedoc readyz real realistic reask reaso reason reassur rebuilt recall
receiv recent rechnung recognis recombin recommend recomput reconcil record recover redirect redraw refer referenc
refill refresh refund refus regard regex regexi regio region registr regress regret regular regularis reich reject
relativ releas reliabil relig rely remaind remark rememb remember remote remov remplir renam rend render renew
renormalis reorthogonal repair repeat repetit repl repla replac replay report repositor requ request requir require
resampl research resembl resemblanc reserv reset residu resolv resourc respons rest restart restor restrict resubscrib
result resultado resultat retent retir retr retrouv rett retur return reun reus revenu revers review revoc revok
reward rewrit rewritt rich richtet richtig ridg right rise rising risk riski rival robust role roll room root rose
rough round rout rows rtwis rubric ruckgangig ruff ruhig rule ruler runawa rund runn runs runtim safe sagt said sale
salt same saml sampl sandbox sanitis sans satisf save saved saving saying says scal scalar scan scann scarc scatt
schaff schalt schaut schedul schem schema schemathesi schnell scho schreib scikit scim scip scop scor scoreboard scrap
scre screenshot script scroll scrubb seam search seaso seat second secondar secret sect secur seed seen sees segment
segmnt sehe sein seit selbst select selector self sell selo selt selten seltsam semain semana semicolo sencilla send
senkt sent sentenc separat separator sequenc seri serv sess sets sett settl setup seul seve sever shall sham shap shar
sheet shelf shell shift shingl ship shipp short shortcut shorten should shout show shrink shuffl sich sichtbar side
sided sieh sieht siev sight siglo sign signup silenc silent similar simpl simplex simul simulat simulator sinc sind
singl singular sink sinnvoll site situ sixt sixteenfold size skeleto skeleton skill skin skip skipp slash slat sleep
slic slid slight slim slogan slop slot slow small smooth smuggl snak snapshot sndr snip snippet snooz snpi sobr soci
socket sofort soft sold sollt solo solut solv some somebod someon someth somewhat somewher sont soon sort sortier
sortiert sound sourc south spac spam span spar spars spat speak spec speci specific speich spell spelt spend spent
spiel split splitlin spok spot spread spreadsheet sprech spring sqlalchem sqlit sqrt squar squash squeez stabl stack
staff stag stal stall stand standard standardis stark starkst starlett start startswith stat state stateful statistic
statt statu status stay stead steh steht stell stellt stem step stereotyp still stood stop stopp stor stra straight
strang stream street stretch strict string strok strong struck struct structlog structur stuck stud styl subclass
subject subscrib subscript substitut succe succeed succes success successful such sudd suffit sugg suggest suit summ
summar summaris sums superior superlativ supp support suppres suppress sure surpris surrogat surviv swap swapp switch
symbol symmetric symptom sync synonym syntax synthetic syst system tabl tableau tagesgenau taglich tags take takeov
taking talk tall target task taxonom team teamwork tech teil telemetr telephon tell tellerb templat temporar tenac
tend tens tenth term termin terminat test text textsearch than that their them themselv then ther therefor thes they
thin thing think third this thorough thos though thought thousand thousandth thre thread threat threshold through
throughout tick ticket tidi tidy tied tien tier ties tight tile time timedelta timelin timeout timer timezon tiny tips
tired titl tlds toda todo togeth toke token told tolist toml tomllib tone took tool tooltip topic torchmetric total
touch tour tout toward trac track trad traffic trail train trait transact transit transitive translat transparent
transpos trapezoid travel treat tree trend tres trial trick trie tried triez trigram trim tripl troi troubl trouv
trouvent true trunc truncat trust truth truthful tsvector tuned tupl turn turnov twelv twent twentieth twic twis type
typed typer typic typing typisch typo typograph typographic tzdata uber uberall ubrig unassign unbias unbound uncertai
uncertaint unchang uncheck unclipp unclos uncut undecid undefin under underlin underneath underscor understand
understat understood undid undo undon unequ unexpect unexpos unforese ungelesen unground unicod uniform unio union
uniqu unit unitt unkey unknow unles unlik unpack unpair unpickl unquot unrank unreach unread unrecord unreserv
unresolv unse unser unset unsubscrib unsur unter until untold untrust unusu updat upgrad uplift upload upper upstream
uptim upworth urgenc urgent urllib usabl usag usaria used useful useles user uses using usual uvicor uvloop vacio
vacuum valid validat validator valor valu vanish vari variabl varianc variant vario vary vaya vector venta venv veralt
verandert verb verbleibend verdict verdien vereinbar vergeb vergis vergleich vergleichbar vergleicht verif verkurzt
verlang verliert verlor vers versandt version verstandlich vertraut verwalt very video viel vielleicht vier view viol
virtu visibl visit visu vite vocabular voic void voix volum voraussichtlich vorbei vorh vorkommt vote votr vous vowel
vowp vowpalwabbit wachsend wachst wahl wait walk wall wann want wardlan ware warm warn wart watch ways weak weath
webhook wechsel week weekday weekend wege weigh weight weil weit weiter weiterleit weitermach welch welcom well wenig
wenn went werd were what whatev whatwg wheel when whenev wher wherev wheth which whil whit whiteboard whiten whitespac
whoev whol whom whos wichtig wichtigst wide widen widest width wied wiki will wilso window windyroad winn wins wird
wire wise wish wiss with withdraw withheld withi without woll wome women womit word work workshop workspac world worn
worr wors worst worth would writ writt wrong wrot wurd xdist xlsx yaml yardstick year yesterda yield young your
yourself zahl zahlt zehn zeig zeigt zero zieh zlib zone zoom zstandard zstd zuerst zuletzt zuoberst zuruck
zuruckwechsel zusatzlich zustandig zwei zweit zwisch
"""
