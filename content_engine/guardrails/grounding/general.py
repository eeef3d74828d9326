"""English words that say nothing about what a product does, so that a statement may hold them without a fact.

Verbs that name an ability ("snooze", "extend", "predict") are left out on purpose: in a sentence about the product
such a word must come from a fact. The list is of lemmas; plurals and endings are worked out.
"""

from __future__ import annotations

from content_engine.guardrails.patterns import words

FUNCTION = words("""
fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth hundredth nth
a about above across after again against ahead all almost alone along already also although always am among an and
another any anybody anyone anything anyway anywhere are aren't around as aside at away back be because been before
behind being below beside besides best better between beyond both but by can can't cannot come could couldn't did
didn't
do does doesn't doing don't done down during each either else enough even ever every everybody everyone everything
everywhere exactly except far few fewer first for former from further get gets getting given go goes going gone got
had
has hasn't have haven't having he her here hers him his how however i i'd i'll i'm i've if in indeed inside instead
into
is isn't it it's its itself just last latter least less let let's lets like likely little long lot lots many may
maybe me
might mine more most mostly much must my near nearly neither never next no nobody none nor not nothing now of off
often
oh ok okay on once one ones only onto or other others otherwise our ours out outside over own per perhaps please
plenty
plus quite rather really right same second several shall she should shouldn't simply since so some somebody someone
something sometimes somewhere soon still such than thank thanks that that's the their them then there there's therefore
these they they're they've third this those though three through throughout to today together tomorrow too towards
tonight
two under unless until unlike up upon us usual usually very via want was wasn't way ways we we'd we'll we're we've well
were weren't what whatever what's when whenever where wherever whether which while who who's whoever whole whom
whose why
will with within without won't would wouldn't yes yesterday yet you you'd you'll you're you've your yours yourself zero
hello hi hey dear etc e.g i.e eg ie vs de en des der die das le la el los und et y
""")

LEMMAS = words("""
entry halfway midway certainty idle administrator administrators differ
database nan null undefined layout card cards map maps chose pace sold secure safe bank sell beautiful powerful
wonderful
amazing online search reaction giant photo camera police education son mom dad guy woman brother daughter favorite
avoid milk wine detector smoke send website rep decoration unsubscribe scroll raise went enter text overread
abbreviation sir madam
made indicator verdict decimal adjective auditor afterwards afterward renew renewed grace period scope seldom
thoroughly wobble
overnight_ pocket purse desk seat-belt family phone phones carry take along hours minutes weekdays weekday developer
developers
lag lagging leading early late move noun verb adverb axis-title tick headline unit scale baseline ratio rate average
median
outside inside working opening closing hour clock calendar quarter halves thirds deciding asking reading answering
ask-me whoever's thinking mind change changing colour colours decision decisions argument arguments discussion
discussions
question's audience's reader's screen's today's week's month's year's monday's friday's
abbreviation academy accent accident accurate ache achieve adapt address adjust admin admire advantage affect afford
agenda album alarm
align ambitious analyse analysis analyst analyze angry announce annoy anxious apology appointment appreciate supported
arrange arrow art
assume atmosphere attach attack attempt attention attitude audience author autumn average awake award awkward
background backlog
baker bank bar bare basis basket battle bean beauty bed bedroom behave bell bend benefit bike bind birth bite blame
blank blend blind
blur bone bookkeeper boost border bottle bound bowl brain brake brand brave breath breathe brick bridge broadcast
brush bubble bucket
budget bug bundle burden burn burst bus bush cable cake calculate candidate candle capable capital captain capture
carpet carrot cash
category ceiling celebrate cell central chain champion channel chaos character chase chat cheap cheer chef cherry
chief child choir
circle circumstance citizen classic climate climb clip closely closing cloth cloud club clue cluster coach coast code
coin collect
collection column comfort command comment commit committee communicate community comparable compete complain
complicated compose
compromise concentrate concept concert conclude conclusion concrete conduct conference confident confirm conflict
confuse congratulate
consequence consistent constant construct consult contact contrast contribute control convenient convention convince
copier core
correlation cost council courage craft crash crazy credible crew crisis critic crop crucial culture cup curious
currency curtain
curve custom cycle damage dance danger dare dark dash deadline dealer debate debt decade decline decorate defend
deliver demand
department deserve design desire despite destination detect determine develop diary dictionary dinner dip disagree
disappear discipline
discount discover disease disturb dive divide doctor document dog dominate dot draft dramatic dream dress driver drop
drum dull dust
dwell earn earth echo economy editor educate effective efficient elegant element elevator embrace emerge emotion
emphasis employ
encounter encourage enemy energy engage engine engineer enormous entertain enthusiasm environment equip error escape
essay essential
establish estimate evaluate examine excellent exception excite excuse execute exercise exit expand expectation expense
explore expose
express extreme fabric factor factory fade fairly faith false fame family fan farm farmer fashion fate fault fear
feature fee feed
fellow fence festival fewer fiction fight figure film filter fisher flag flat flavour flight float floor flow flower
fluent fly fold
footer footnote force foreign forest forgive formal formula fortune foundation founder fraction frame free freeze
frequent frustrate
fuel function fund funding fuss gain gallery game gap garage garden gather generation generous genius genre gift girl
glass glue glow
gossip govern grade gradual grain grammar grant graph grass grateful gravity grid guarantee guard guest gut gym hammer
handle hang
happy harbour harm harvest hat hate hazard headache headcount headline health heap heat heaven heel hello hero
hesitate hire history
hobby hollow holiday honour hook horizon horse hospital host hurry hurt ice icon identical identify ignore illness
illustrate impact
impatient impression improve impulse inbox incident index indicate individual industry inform ingredient initial
injury ink inner
innocent input insight inspect inspire instance instinct instruction instrument insult intelligent intend intense
interrupt interval
interview intuition invent invest investigate invisible island jar jazz jelly jewel joint journal journey joy jump
junior jury justice
justify keyboard kid kilometre king kit knee knife knock lady lake lamp lane lap largely laugh launch laundry law
lawyer layer lazy leaf
lecture legend leisure lend lesson liberal library lift lime lion lip liquid literature loan lobby lock logic lonely
lover loyal lump
luxury machine magazine magic maid mail maintain major majority mall manual map margin marriage mass master mate math
matrix mayor
meantime meanwhile median medicine medium melt mental mentor merge mess messy metal middle mild mile milk mill mine
minority mirror
misread misleading mission misunderstand model modern modest moisture monitor monster mood moral motion motive motor
mountain mouse
movie mud mug murmur muscle museum music mystery myth nail naked narrative nasty nation native nature navigate
necessary neck needle
negative negotiate neighbour nervous nest net network neutral nod nobody noble nonsense norm nose nostalgia notebook
nowhere nut
oak obey object objective obligation observe obtain ocean odd offence onion opera operate opponent opportunity
optimist oral orange
orbit outcome outfit outlet outline outlook output oven owe packet page paint palace pale palm pan panic parent park
participate
passage passenger passion passive pastry patch peace peak pen pencil penny pension pepper perceive percentage perform
permanent
permit persist persuade pet philosophy physical piano pie pilot pinch pioneer pipe pit pitch pity planet plant plastic
platform
player pleasure pocket poem poet polish polite politics pool portion positive postpone pot potato potential pour
powder praise pray
preach precise predict preparation presence preserve president pressure pretend prevent pride primary prime prior
priority prize
procedure profession professor profit prominent prompt pronounce proportion proposal propose prospect protect protest
provide psychology
publish pump punch pupil purchase pure pursue quantity queen queue quit quote race radical radio rail rain random
range rank rapid rate
ratio raw react rebel recall recipe recognise reckon recover reduce reflect refuse regard region regret reject relax
release relief
rely remark remedy remote rent repair replace reply represent reputation rescue research resist resolve resource
respond restaurant
retail retire retreat reveal revise revolution reward rival river roast rock roll romantic roof root rope rose rough
routine rub rubbish
rumour rush sacred sad sail salad salary salt sand sandwich satisfy sauce scale scan scare scatter scenario schedule
scheme scholar
school science scientist scissors scope score scratch scream screenshot script sea seal season secondary secret sector
seed seek seldom
select self sell senior sensitive sequence session severe sew shade shadow shake shame sharp shelf shell shelter shift
shine shirt shock
shoe shoot shop shore shortcut shot shoulder shout shower shrink shut shy sick sigh sight silent silly silver sing
sink sister skeptic
sketch ski skill skin skirt sky slice slip slope slot smart smell smile smoke snack snapshot snow so-called soap
soccer soft software
soil soldier solid solo song sorry soul soup source speaker specialist species spell spin spirit spite split spoil
spoon sport spreadsheet
squeeze stable stack staff stair stake stakeholder stamp standup star stare startup statistic steady steal steam steel
steep stem stiff
stir stitch stock stomach stone storage store storm storyline straightforward strain stranger stream strength stress
stretch strike
string stripe struggle student stupid substance succeed success suffer sugar sum summarise summit sun supply suppose
surface surgeon
surround survey survive suspect sustain swallow swear sweep sweet swim swing symbol sympathy tackle tactic tale talent
tall tap tape
tax teach teacher tear tease technique tension terminal terrible territory thank theater theme theory thick thin
thread threat thrill
throat throw thumb thunder ticket tide tie tight timeline tiny tissue toast toe tongue tool tooth tourist toy trace
trade tradition
traffic trail train transfer transition translate trap travel tray treasure treat tree tribe trick trigger trip
trouble truck trunk
tube tune tunnel twin twist typo ugly umbrella uncle undergo unfair uniform union universe university unknown unlike
unlikely upset
urban urge vacation vague valley valuable van vegetable vehicle version vertical victim victory video village visual
vital vocabulary
voice volume volunteer vote wage wake walk wander warn warrior wash wave wealth weapon weather weave web wedding weed
weird wheel whisper
wild willing wing wire wisdom wolf wood wool workaround workshop wrap wrist yard yawn zone
heading headings wording caption captions subtitle footnotes paragraph agenda minutes notes slide slides deck printout
draft drafts
find cause mean tell told known shown seen written said meant held brought thought taught caught kept felt left lost
paid sent spent
understood chosen broken driven eaten fallen forgotten given grown hidden ridden risen shaken spoken stolen sworn
taken torn thrown
woken worn begun drunk drawn flown rung sung sunk swum men women children feet mice teeth lives halves selves analyses
axes crises
date dates range ranges start-up makes-sense sales-team stand-up follow-up check-in to-do
able accept access according account act active activity actual actually adult advance advice afternoon age agree
agreed aim
air allow amount ancient answer anyone apart appear apply approach approved argue argument area arrive article aside
ask
aware bad balance base based basic bear beat become beforehand begin beginner believe belong below big billing billed
bit
block blue board body book boring boss both bottom box boy branch bread break breakfast brief bright bring broad
broken
build business busy button calendar calm card care careful carefully carry case catch cause caution centre center
certain chair
chance chapter city claim class clean clear clearer clearly client clock close closed closer coffee cold colour color
combine comfortable comma common company complete completed concern condition confusing connect connected consider
contain
content context conversation cook cool copy corner correct count country couple course cover create created cross
crowded
current currently daily day days deal decide decision deep default definition degree depend depends describe desk
detail
difference different differently difficult direct direction directly discuss discussion dish display distance doubt
draft
draw drive dry due duty early ease easier easily easy eat edge edition effort eight else empty enable end enough enter
enterprise entire entirely equal especially evening event eventually everyday evidence exact example exist expect
expensive
experience expert explain extra eye face fact fail fair fall familiar fast favourite favor feature feel fewer field
fifteen
fifty fill final finally fine finger finish fire firm fit five fix fixed focus follow following food foot forget form
fortnight forward
found four free fresh friday friend front full fully fun funny future game general gentle gently glad glance goal good
grand great green grey ground grow guess guide habit half hand handy happen happy hard hardly head headline hear heart
heavy height help helpful hidden high higher hint home honest hope hot hour house human hundred idea ideal image
imagine
important include included including inform information instead interest interesting introduce invitation invite
involve issue
item january february march april june july august september october november december job join joke judge keep key
kick
kind kitchen know knowledge known label lack land language large larger late lately lead leader learn leave left
length
less lesson letter level lie life light limit limited line link list listen literally live load local locate look
loose lose
loss lot loud love low lower luck lunch main mainly make manage manager manner mark market matter matters meal mean
meaning
means measure meet meeting memory mention message method metric middle midnight mind minimum minor minute miss mistake
mix moment monday money month mood morning mouth move multiple name narrow natural need neither nerve new newly news
nice
nine noise noon normal note notice number obvious occur odd offer office official old open opinion opposite option
order
ordinary organise origin original ought outside overview own owner pair paper paperwork paragraph part particular
partner
party pass past path patient pattern people perfect period person phrase picture piece place plain plan plate play
please point policy poor popular position possible power practice prefer prepare present press pretty previous
principle
print private probably problem process product profile progress project promise proof proper properly proud public
pull
purpose push put puzzle quality quarter question quick quicker quickly quiet quietly rare rarely reach read reader
ready real
reality reason receive recent recently record red refer regular regularly relate related relevant rely remain remember
remind
repeat require required respect rest result return review rhythm rich ride rise risk road role room rough round row
rule run
safe sales sample saturday say scene second section security see seem sense sensible sentence separate series serious
serve
service set settle seven several shape shared sheet short shorter show shown side sign signal silence similar simple
simpler
simply single sit site situation six size skip sleep slide slight slow slower slowly small smaller smooth social soft
solution solve somehow sort sound space spare speak special specific spend spot spread spring square stage stand
standard
start state statement status stay step stick stop story straight strange strategy street strict strong structure stuck
study
stuff style subject such sudden suggest suit suitable summer sunday sure surprise surprising table tail take talk
target
task taste tea tell ten term test text thank thing think thirty thought thousand thursday tidy till time times tiny
tip tired
title token tone tool top topic total touch tour towards track trend trial tricky trouble true trust truth try turn
twelve
twenty twice type typical uncertain understand unique unit unless unusual update use used useful user usual value
various
vary verb version view visible visit wait walk wall want warm waste watch water weak wear wednesday week weekly weigh
weight
welcome while white wide win window winter wise wish wonder word work world worry worse worst worth write writing
wrong year
yellow young tuesday friday sixty seventy eighty ninety forty hundred million percent dollar dollars cent
quarter-hourly hourly
kpi kpis revenue churn signup signups sign-ups margin cost sales arr mrr cohort funnel pipeline conversion retention
growth
customer customers marketing finance forecasts axis axes legend bar bars pie line lines spreadsheet spreadsheets file
files
everything's nobody's one's reading reads later sooner whoever everybody's whichever neither nor thereby therefore thus
apply applies eligible valid available availability unavailable stated exclusive exclusively reserved restricted
belongs comes starts ends lasts runs works goes sits lives covers offers gives shows means happens stays holds says
counts
remains moves becomes turns brings helps saves falls drops rises reaches keeps needs takes makes gets lets uses
part higher bigger top-tier lowest highest cheaper cheapest above upward upwards onward onwards beyond minimum maximum
most
standard extra further rest others alternatively respectively depending whichever
person people someone anyone folks human humans reader readers colleague colleagues teammate manager managers boss
sign signed agreement letter request ask asked questionnaire paper paperwork form forms document documents copy
security legal compliance requirement requirements procurement team teams
first-time setup begin beginning inside whole wherever whichever click tap press menu button screen window tab
""")
# What a sentence whose subject is the product may hold beside the words of the facts: it names no ability.
LIGHT = words("""
database databases record records
flow flows period
pull pulls pulled load loads loaded bring brings feed feeds fed fetch fetches land lands
evening morning noon afternoon admin administrator differ differs doubt draw middle mid idle chose
sign signs range ranges halfway entry cheapest dearest priciest costliest favourite
old older new fall falls fell term terms outgrow outgrown rest code
prompt prompts unique distinct grow grows growing incident incidents wait waits result results deserve deserves beat
beats win wins
lose loses hide love
hurt save saves tidy name names rename fit ride pocket valid rate rates enter become becomes listed explained explain
short long explanation refer look looks
finance revenue boss went website text
afterwards later needed want wants might sent spend spent understand understands renewed quote raise money promise
promises letter letters finance security legal procurement
sales marketing product department prefer prefers like likes matter matters ready explain explains ask-for happens
arrive set sets
put puts change changes fit fits suit suits pick picks carry carries let lets join keep keeping kept bring brings
require requires
leave leaves left stop stops close closes closed check checked draft treat trust careful care caution wrong mistake
mistakes error
need needs type available include includes included take takes protect protects single limited run runs ask asks bring
part
day days allow allows arrive arrives work works end ends come comes begin begins start starts depend depends decide
decides
send sends use uses used stay stays place lower higher year month week hour minute time times make makes get gets give
gives
offer offers cover covers last lasts belong belongs apply applies exist exists hold holds find found way possible set
kind list
lists contain contains keep call called known separate total made over access ready exclusive reserved extra fixed
page number
order manager file files tell tells told paragraph account accounts feature features room sheets agreed try trying
tried
instructions instruction fine lines line read reads reading auditors auditor work working turn turns help helps know
show shows
show shown see seen go goes going sit sits serve serves mean means count counts cost free stand stands live lives
reach reached
remain remains move moves moved return returns follow follows begin join joins speak speaks look looks happen happens
limit limits
maximum minimum capped open opened longer shorter less more most least full part half quarter once twice every each
state
stated state states say says said note notes short simple simply easy easily easier good better fine nice well thank
thanks case study story paper papers team teams company size small large larger largest smaller smallest bigger
biggest first
second third last next current new latest own same different other another whole entire up down per
monday tuesday wednesday thursday friday january february march april may june july august september october november
december
question questions answer plain everyday human person people reader eye check checks checked look second important
useful
""")
# Nouns and verbs of the year, the day and counting that pass everywhere.
ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly", "'s", "’s", "er", "r", "st", "est")


def is_general(word: str) -> bool:
    """Whether a lower-case word, or the word it is a form of, says nothing about a product."""
    if word in FUNCTION or word in LEMMAS or word in LIGHT:
        return True
    return any(word.endswith(ending) and _is_lemma(word.removesuffix(ending), ending) for ending in ENDINGS if ending)


def is_light(word: str, own: frozenset[str]) -> bool:
    """Whether a word, or the word it is a form of, names no ability, or is one of `own`."""
    if word in FUNCTION or word in LIGHT or word in own:
        return True
    stems = (word.removesuffix(ending) for ending in ENDINGS if ending and word.endswith(ending))
    return any(stem in LIGHT or stem in own or stem + "e" in LIGHT or stem[:-1] + "y" in LIGHT for stem in stems)


def _is_lemma(stem: str, ending: str) -> bool:
    if len(stem) < 2:
        return False
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in LEMMAS
    silent = ending in ("ing", "ed", "er", "est", "ly") and stem + "e" in LEMMAS
    return stem in LEMMAS or doubled or silent or (stem.endswith("i") and stem[:-1] + "y" in LEMMAS)
