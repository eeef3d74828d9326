"""Given names common in the languages of this trade, folded. Those that are words, months or places stand apart."""

from __future__ import annotations

from content_engine.guardrails.patterns import words

NAMES = words("""
aaron abigail abdul abdullah adam adele adriana adrian aaliyah agnes agnieszka ahmad ahmed aicha aiko aisha akira
alain alan
alba albert alberto aleksandra alejandra alejandro alessandra alessandro alessia alex alexander alexandra alexandre
alexei
alexis alfonso alfred alfredo alice alicia alina alison allison alvaro alyssa amadou amanda amelia amelie amina amir
amit amy
ana anais anastasia anders andre andrea andreas andrei andres andrew andrzej andy angela angelica angelika angelina
anika
anil anita anja anke ann anna annabelle anne annegret anneliese annemarie annette annika ansgar antje anthony antoine
antonia antonio anton arjun arnaud arne arnold arthur arturo arun ashley astrid asuncion audrey aurelie aurelien aylin
ayse
barbara bart bartosz bastian beatrice beatriz benedikt benjamin ben benoit bernard bernd bernhard bertrand bettina
bianca
birgit birgitta bjarne bjorn blanca bob bogdan boris brad brandon brenda brian brigitte britta bruce bruno bryan
camille
camila carina carla carlos carmen carol caroline carolin carolina caroline carsten catalina catherine cathy cecile
cecilia
cedric celia celine chantal charles charlie charlotte chen chiara chidi chinedu chioma chloe chris christa christel
christian christiane
christin christina christine christoph christophe christopher cindy claire clara clarisse claude claudia claudio claus
clemens clement
colette colin conchita connor corinna corinne cornelia cristian cristina cynthia dagmar daisuke damian damien dan
daniel daniela
daniele danielle danuta daphne dario darren dave david deborah deepak deepika delphine denis denise dennis derek
detlef
diana diane didier diego dieter dietmar dimitri dirk dmitri dominik dominique dominic don donald doris dorothea
dorothee douglas
duncan dylan ebba eberhard eduardo edgar edith eduard edward ekaterina elena eleonore eliane elias elif elisa
elisabeth elise elizabeth
elke ella ellen elodie elsa elvira emeka emil emilia emilie emilio emily emma emmanuel emmanuelle emre enrico enrique
eric erica erich erik erika erin ernesto erwin esteban esther estelle estela etienne eugen eugenia eva eve evelyn
fabian
fabien fabienne fabio fabrice fatima fatou felicia felipe felix ferdinand fernanda fernando filip finn fiona florence
florent florian franca francesca francesco francis francisca francisco franck francois francoise franka franz
franziska
frauke fred frederic frederik frederick freya frida friederike friedrich fritz gabriel gabriela gabriele gabrielle
gareth
gary gemma genevieve geoffrey georg george georges georgina gerald gerard gerd gerhard gerlinde gertrud gilles gillian
gina giovanni gisela giulia giuseppe gloria gonzalo gordon graham greg gregor gregory greta gretchen guido guillaume
guillermo gunnar
gunter gunther gustav gustavo gwen hanna hannah hanne hannelore hannes hans harald harriet harry hassan hector
hedwig heidi heike heiko heiner heinrich heinz helen helena helene helga helmut hendrik henri henriette henrik henry
herbert hermann
hiroshi holger horst hubert hugo hugues ian ibrahim ignacio igor ilka ilona ilse imran ines inga inge ingeborg
ingo ingrid inigo irena irene irina irma isaac isabel isabell isabella isabelle isadora ismael ivan ivana ivonne
jacqueline
jacob jacques jaime jakob jakub james jamie jan jana jane janet janice janina jannik janine jasmin jason javier jean
jeanette jeanne
jeff jeffrey jennifer jenny jens jeremy jerome jerry jesper jesse jessica jill jim jimena jimmy joachim joan joana
joanna joanne
jochen joe joel joelle johan johann johanna johannes john jon jonas jonathan jorg jorge jorn jose josef josefa
josefine joseph josephine
joshua juan juana judith julia julian juliane julie julien juliette julius jurgen justin justine jutta kai kaori karen
karim karin karina
karl karla karoline karsten katarina katarzyna kate katharina katherine kathleen kathrin kathryn katie katja katrin
kazuki keiko keith kelly
ken kenji kenneth kerstin kevin khalid kiran kirsten klaus knut konrad konstantin kristin kristina kristian krzysztof
kurt kwame lajos
lara larissa lars latifa laura laure laurence laurent lea leah leandro leila lena lennart leo leon leonard leonhard
leonie leonor leticia
li liam lidia lieselotte liliane lina linda lionel lisa lisbeth livia lorena lorenz lorenzo lothar louis louise luc
luca lucas lucia lucie lucien
lucy ludovic ludwig luigi luis luisa lukas lukasz lutz lydia lynn maelle mael magali magdalena magnus mahmoud maike
maite malik malte mandy manfred
manon manuel manuela marc marcel marcela marcelo marco marcos marcus mareike marek margaret margarete margarita margit
margot maria marian
mariana marianne marie mariela marina mario marion marisa marit maritta marius marko markus marlene marta martha
martin martina martine
mary mateo mateusz mathias mathieu mathilde matilda matt matteo matthew matthias matthieu maude maurice mauricio
maximilian mehdi mehmet mei meike melanie
melissa mercedes meredith mette mia michael michaela michal michel michele micheline michelle miguel mikael mike
mikkel mila milan milena mira miriam mirko mitch
mohamed mohammed moises monica monika monique moritz muhammad murat myriam nadia nadine nadja nancy naomi natalia
natalie natasha nathalie
nathan nelson neil ngozi nguyen niamh nicholas nicola nicolas nicole niels nikita niklas nikolai nikolaus nils nina
nisha noah noelle noemi
nora norbert norma nuria octavio odile okafor olaf ole oleg olga oliver olivia olivier oscar oskar oswald otto owen
pablo paloma pamela pascal
pascale patrice patricia patrick patrik patrizia paul paula paulina pauline paulo pavel pedro peggy peter petra phil
philip
philipp philippa philippe phillip pierre pierrick pilar piotr priya quentin rachel rafael raffaela rahul rainer raj
rajesh ralf ralph ramon
ramona raphael raquel raul ravi rebecca reinhard reinhold renata renate rene renee reinhilde ricarda ricardo richard
rita rob robert roberta
roberto robin rodrigo roger roland rolf roman romain romy ronald rosalia rosalie rosemarie roswitha roxane ruben
rudiger rudolf ruth ryan sabine
sabrina salim salma salvador sam samantha sami samira samuel sandra sanjay saoirse sara sarah sascha sean sebastian
sebastien selina serena serge
sergei sergio severine shannon sharon shauna sheila shirin sibylle siegfried sigrid silke silvia simon simona simone
sina siobhan
sofia sofie solene solveig sonia sonja sophia sophie soren stefan stefanie steffen steffi stephan stephane stephanie
stephen steve steven stuart susan
susana susann susanne suzanne sven svenja svetlana sylvain sylvia sylvie tamara tanja tanya tatiana tariq ted teresa
terry thea theo theodor theresa therese
thierry thilo thomas thorsten tiago tilman tim timo timothy tina tobias todd tom tomas tomasz toni tony torben torsten
tracy
trevor tristan ulf ulla ulrich ulrike ursula ute uwe vadim valentin valentina valerie vanessa vera verena veronica
veronika veronique
vicente victor viktor viktoria vincent viola virginie vitali vivian vivien vladimir volker waldemar walter waltraud
wanda wei wendy werner wiebke wilfried
wilhelm william wolfgang xavier ximena yann yannick yasmin yasmine yolanda yosef yuki yusuf yvan yves yvette yvonne
zachary zeynep zoe zoltan zuzana
zofia ewa malgorzata joao goncalo tiago beatrix aoife ciara cillian eoin padraig rhys llewelyn sakura haruto minh linh
thi
""")
# Also words, months, places or things: a name only beside a surname, a title or what a person does.
UNSURE = words("""
april may june august mark will grace rose frank bill art pat max victoria virginia paris jordan sydney austin hunter
dean
grant chase drew guy sue nick jack ray dawn faith hope joy summer amber ruby penny holly ivy daisy iris lily luz sol
mar rosa
dolores mercedes consuelo angel jesus noel pascal carol robin basil christian german constant florence charlotte brook
brooke
skip chip bob dale glen heath lance miles rich rob rusty sandy stew tab ty wade ward gene earl duke stone reed cliff
hazel
olive pearl ginger dot gay melody carry mandy faye bea bee kit kay lee sage scout sky storm jade jasmine clay curt
duncan wolf
ernst heiner falk ben tim tom sam dan ken ed al ron don jean jan marine claire aurore reine prudence clemence victoire
modesto prospero pilar paz blanca jan paulo lea mira alba chen min lin alma nieves rocio cruz elena mia eve li mei wei
kai bart pierre roman milan lara
china asia india pilar chad israel georgia savannah dakota madison lincoln washington
""") - words(
    "tim tom sam elena pierre ben dan bob lara florence charlotte mia christian robin carol claire mandy kai pilar"
)
SURE = NAMES - UNSURE
