"""`claim.advice`: advice in matters of law, tax, medicine or investment."""

from __future__ import annotations

EN = """
tax: tax taxes taxable taxman vat irs hmrc deduct deducts deductible deduction deductions depreciate depreciation amortise
tax: amortize capitalise capitalize accountant fiscal levy tax_office write_off write_offs tax_return tax_free
tax: offshore withholding loophole inheritance taxed untaxed
law: sue sues lawsuit lawsuits court courts judge legal legally lawful lawfully illegal lawyer lawyers attorney* litigation
law: liable liability unlawful clause clauses tribunal notary statute contract_law tenancy evict landlord tenant
law: dismissal severance non_compete infring* copyright trademark patent* lease will_and_testament verdict solicitor
law: breach_of_contract employment_law labour_law labor_law void enforceable binding injunction prenup* negligence
invest: stock stocks share shares crypto bitcoin bond bonds fund funds etf etfs equity equities portfolio invest investing
invest: investment investments investor investors dividend* nasdaq ipo securities mortgage mortgages gold treasury hedge
invest: undervalued overvalued bullish bearish treasuries ticker loan loans borrow savings pension brokerage
invest: ethereum commodit* real_estate property_market options futures shareholders stock_market index_funds derivative*
medic: doctor doctors medical medically medicine medication pill pills dose doses dosage prescri* symptom* diagnos* therapy
medic: therapist* treatment cure cures heal heals blood heart headache* migraine* antihistamine* melatonin vitamin* supplement*
medic: supplements ibuprofen aspirin paracetamol painkiller* sleeping insomnia burnout burn_out depress* anxiety stress adhd
medic: allergy allergies antidepressant* eye_drops drops disease illness fever physician caffeine fasting diet magnesium
medic: mg milligram* tablets_of patient ssri* cortisol posture wrist carpal
buy: buy sell short hold invest dump load put move park pick picks borrow trade trading
should: should must can may could shall need ought have cannot can't
tax & you|your|claim|@should|pay|less|save|free|office|deduct*|reduce|bill|break|breaks|saving|loss
! tax + column|rate|rates|chart|data|report|field|line|id
deduct|deducts|deductible|deduction|deductions|write_off|writeoff|tax_free|untaxed|tax_deductible
depreciate|amortise|amortize|capitalise|capitalize ~ your|it|the|over|this|laptops|software|cost|costs|in|seats
write|writes|writing|written + it|this|that|them|your|the|@product|seats? ~ off
claim|reclaim|recover ~ vat|tax|expense|expenses|allowance|entertainment|back
vat ~ back|claim|reclaim|refund|recover|pay|exempt|free|number
! vat+number|included|excluded
recognised|recognized|recognise|recognize|book ~ at_once|immediately|upfront|in_full|all ~ revenue?|prepaid?
revenue ~ recognised|recognized|booked|deferred & may|can|should|must|at_once
profit|profits|income|gain|gains|money ~ tax|entity|offshore|holding|subsidiary|abroad|trust|irish|panama
holding|shell + company? ~ sell|tax|gain|set_up
set + up + a|an + holding|trust|shell|offshore|entity|subsidiary
operating+cost|business_expense|business_expenses|company_car|tax_bill|tax_break|tax_breaks|tax_saving*|tax_advice|legal_advice|medical_advice|financial_advice|investment_advice|tax_deduct*
! not ~ accountant|lawyer|lawyers|doctor|adviser|advisor|advisers|advisors|attorney
! @neg ~ legal|tax|medical|investment|financial ~ advice
! question*|matter|matters ~~ for|to ~ lawyer|lawyers|accountant|counsel|adviser|advisor|attorney|doctor|legal_team|tax_team
! no|not|never ~ chart|dashboard|tool|report ~~ lawyer|accountant|doctor|adviser|advisor
! no|not + replaces|replace ~ lawyer|accountant|doctor
! judge|judges + for|it|whether|by|how|them
! ask|talk|speak|consult|check|tell|bring|take ~~ adviser|advisor|advisers|advisors|lawyer|lawyers|accountant|counsel|attorney|doctor|solicitor
! chart|plot|column|see|group ~ tax|taxes|vat|legal
! not ~ legal|tax|medical|investment|financial + advice
! ask ~ lawyer|accountant|adviser|advisor|doctor|counsel
! your + legal+team|department
! legal + asks|team|name|department
@should ~ sue|dismiss|evict|litigate
sue|sues|suing|lawsuit|lawsuits ~ you|your|them|him|her|for|if|landlord|employer|customer|vendor|cannot|win
fire|dismiss|sack|terminate|let_go|lay_off ~ him|her|them|employee|employees|without|staff|worker|notice|cause|before|anyone|somebody
contract|agreement|clause|nda|lease|notice|signature|e_mail|email|handshake|terms ~ void|valid|binding|enforceable|counts_as|is_enough|invalid|holds_up|illegal|legal|unenforceable|break|terminate|stands_up|court|withdraw
verbal|oral|handshake ~ agreement|contract|deal|promise
! contract + value|column|date|end|start|length
court|legally|law|judge|judges|lawsuit ~ enough|requires|require|allows|allow|permits|says|asks|on_your_side|side|forbids|protects|favour|wins|win
in ~ law|court
law|laws ~ ask|asks|require*|allow*|permit*|say|says|forbid*|side|lets|protect*|enough|entitle*|obliges|owe*
! law ~ firm
you|employers|employees|employee|tenant|tenants|customers|freelancers|contractors ~ @should ~ not? ~ sue|claim_damages|withhold|terminate|legally|refuse_to_pay|evict|withdraw
@should ~ not|n't ~ have + to + tell|inform|notify|pay|register|sign|disclose ~ customers|tax|authorities|writing|law|regulator|anyone|employees
you ~ do|don't ~ not|have ~ have|to ~ tell|inform|notify|disclose ~ customers|users|employees|staff|regulator|authorities
you ~ entitled|liable|obliged|allowed ~ to|by|under|for ~ refund_from|compensation|damages|law|deduct|withhold|sue|notice
legally + @should|required|obliged|binding|safe|allowed|entitled|speaking|you|fine|bound
keep|shred|retain|store|destroy ~ receipts|invoices|contracts|records ~ year|years
receipts ~ shred|keep|years
count|counts|counted|qualif*|classif* ~ as ~ self_employed|contract|employee|employees|contractor|income|expense|contractors|freelancer*
self+employed|freelancers|contractors ~ count|status|law|tax
fixed+term|notice+period|severance|probation|maternity
@buy ~~ stock|stocks|shares|crypto|bitcoin|bonds|fund|funds|etf|etfs|equities|gold|index_funds|options|mortgage|treasur*|property|euro|dollar|yen
@invest ~ @buy|rally|undervalued|overvalued|cheap|rise|fall|soar|climb|yield|low|high|outperform|double|belong*|safe|returns|pay
! share|shares + chart*|dashboard*|it|this|a|the|your|link|with|them
! shared|sharing
! hold ~ alt|shift|key|cmd|ctrl|button
! buy|buys|bought + more|seats|from
invest|investing ~ your|savings|bonus|money|now|early
invest|investing + in + @invest|technology|tech|companies|saas|startups|markets|us
put|move|park|stick|place ~ your|money|savings|bonus|cash|reserves|profit|half|pension ~ in|into ~ @invest|market|savings
a|strong|clear|real + buy $
are|is + a + buy
good|great|right|safe|smart + time|moment|bet ~ to ~ buy|sell|invest|borrow|short|refinance
investors ~ should|can|may|must|love|buy
stock + tip|tips|pick|picks|market|options
options|shares|stock|equity ~ exercise*|vest*|sell|sold|cash
exercise|exercised + your? + options
crypto|bitcoin|nft|nfts|ethereum|stocks_to|index_fund|index_funds|hedge_fund
borrow ~ against|while|money|now|rates|bank
rates ~ low|high|borrow|mortgage|lock
refinance|mortgage|remortgage
three|five|@num + stocks|shares|funds|etfs
take|takes|taking|use|try|drink|swallow|apply ~ @medic
! take ~ break|look|minute
@medic ~ twice|daily|a_day|before_bed|per_day|every|times|helps|cures|treats|relieves|lowers|prevents|reduces
lower|lowers|reduce|reduces|cure|cures|treat|treats|prevent|prevents|relieve|relieves|fight|fights|help|helps ~ blood|pressure|anxiety|stress|burnout|burn_out|depression|headache*|migraine*|insomnia|adhd|cortisol|pain|back_pain|eye_strain|symptoms|heart|illness
doctor|physician|therapist ~ will|would|prescribe*|recommend*|need|no|instead|skip|see|ask|tell
prescri*|medication|antidepressant*|antihistamine*|ibuprofen|aspirin|paracetamol|melatonin|painkiller*|beta_blocker*|ritalin|magnesium|vitamin
blood + pressure
burnout|burn_out|depression|anxiety|insomnia|migraine*|adhd
sleep + better|pill*|deprivation
! sleep+on
healthy|unhealthy|health ~ screen|eyes|posture|for_you|diet|habit|doctor|benefit*
! healthy ~ pipeline|growth|margin
eyes ~ burn|drops|tired|strain
back+pain|eye+strain|wrist_pain|carpal
if ~ you ~ feel|have|suffer ~ pain|dizzy|tired|anxious|stressed|headache*|symptom*|chest
sell ~ your ~ company|business|shares|stock|house
gdpr|nda ~ you ~ don't|do_not|need ~ consent
you+need+no+consent|without+consent|no+consent
employees|staff|works_council ~ monitor*|track ~ legal|allowed|without|may|need
= no|not|without|need_no|skip|don't_need ~ lawyer|counsel|consent|consent_banner|cookie_banner|banner|works_council|notary|accountant|doctor|permit
consent + banner
cookie + banner|consent
works_council|labour_court|labor_court|employment_tribunal|small_claims|clause|clauses|in_breach|breach_of|statutory|is_void|are_void|is_binding|not_binding|null_and_void|is_legal|legal_in|is_lawful|perfectly_legal|power_of_attorney|gdpr_consent
keep|withhold|retain ~ deposit|payment|salary|wages
contract|clause|agreement|terms ~ lets|allows|entitles|void|binding|not_binding|quote|loophole|wriggle|get_out
undervalued|overvalued|buyback|buy_back|balance_sheet|good_moment_to_get_in|time_to_get_in|get_in_early|blue_chip|bull_market|bear_market|penny_stock*|diversify|compound_interest|nest_egg|rainy_day|retirement
buying|buy|buys|purchase + back? ~ its|own ~ shares|stock
buy|sell + when|before|while|the_dip|low|high|at ~ line|trend|chart|curve|dip|market|peak|bottom|turns
put|move|park ~ savings|money|cash|bonus|pension
savings ~ trend|chart|market|fund
take|get|raise + a|out_a + loan|mortgage|credit
loan|loans|mortgage
! loan* ~ column|data|chart|by
shares ~ will|are|rise|fall|like|of_companies
sue|suing|sued
settle ~ court|sue
sleep + problems
heal|heals|cures|remedy|remedies|antidote|ease_the_pain|pain_relief|relieves|ailment|posture|ergonom*|screen_time|eyesight|blood_sugar|heart_rate|calories|detox|immune_system|hydrat*|melatonin|sedative*|stimulant*|caffeine|diclofenac|placebo
storing|keeping|tracking|collecting|monitoring|recording ~ legal|lawful|allowed_by_law|permitted
trouble ~ with ~ court|law|taxman|tax|regulator|labour
avoid|dodge|evade|minimise|minimize|sidestep|circumvent ~ tax|taxes|vat|duty|customs|penalty|fine
takeover|bonds|damages|the_dip|dividends|equities|index_tracker|short_sell*|short_selling|hedge_your|money_market|interest_rate*|inflation_proof|recession_proof|valuation_of|go_public|cash_out|cap_table
! damages ~ column
tax|taxes & move|trick|tip|best|december|january|year_end|prepay|before|bracket|savings|efficient|refund|audit|optimise|optimize|reduce|saves|saving|benefit|benefits|relief|allowance|purposes|reasons|deadline
court|courts|judge|judges|jury|law & say|says|said|so|accept|accepts|evidence|prove|proof|win|rule|ruled|hold|holds|favour|favor|admissible|decided|clear|protects
evidence ~ judge|court|tribunal|lawsuit|trial_by|law
ask|claim|sue|demand + for + damages|compensation
employees|employee|workers|staff|tenants|tenant|landlord|landlords|freelancer*|contractors ~ must|may|cannot|have_no|have_the|are_obliged|are_entitled|owe ~ accept|refuse|object|right|rights|sign|consent|agree|notice|pay
you + have + the? + right + to
! right + to + left
within + your + rights
get|stay|keep + out|into|in|away + of|from|in + bonds|stocks|crypto|equities|gold|property|tech|cash|the_market
good|great|smart|safe|solid|strong + investment|bet|hedge|stock|buy|pick
! good+bet
doctor* & you|say|says|recommend*|hate|need
feel|feeling|suffer|suffering ~ tired|anxious|depressed|burnt_out|burned_out|dizzy|sick|pain|exhausted ~ try|take|you|drink
a_glass_of_wine|herbal|homeopath*|remedy|yoga_cures|breathing_exercise*|cold_shower*|fasting|keto|gluten|vaccine*|vaccinat*|antibiotic*|painkillers|ssri|dosage|chemo*|cancer|diabetes|asthma|hypertension|cholesterol|arthritis
through + the + books
foundation|trust_fund|family_trust|shell|holding ~ set_up|setting_up|start_a|found_a
set + up + a + foundation|trust|gmbh|limited_company
= cannot|can't|won't|never|not ~ be? ~ sued|fined|liable|prosecuted|taken_to_court|held_liable
! cannot|can't|not|never|won't ~ tell|say|advise|know ~~ law|legal|stock|stocks|tax|buy|sell
"""

DE = """
steuerlich*|absetz*|absetzbar*|steuertipp*|steuerfrei*|betriebsausgabe*|vorsteuer|umsatzsteuer|mehrwertsteuer|finanzamt*|steuererklarung|steuerberat*|abschreib*|steuern|einkommensteuer|steuer|werbungskosten|ruckstellung*
rechtsberat*|rechtlich*|rechtswirksam*|rechtsgultig*|rechtssicher*|verklag*|klagen|anwalt*|gericht*|gesetz|gesetzlich*|abfindung*|kundigungsschutz*|arbeitsrecht*|mietvertrag*|betriebsrat*|abmahn*|haftung|haften|haftbar|rechtens|einklagen|schadenersatz|schadensersatz|verjahr*|notar*|strafbar*|scheinselbst*|paragraf*|paragraph*|mietrecht*|urteil*
! gericht* ~ anzeigen
kundigen|kundige|entlassen|feuern ~ sie|dem|den|ihm|ihren|mitarbeit* ~ mitarbeit*|angestellt*|fristlos|vor|ohne|ihn|ihm
vertrag|vertrage|vereinbarung|klausel|unterschrift ~ gultig|bindend|ungultig|nichtig|wirksam|unwirksam|rechtskraftig|gilt
aktie*|aktien*|etf|etfs|anlagetipp*|anlageberat*|kaufempfehlung*|krypto*|bitcoin*|fonds|borse*|rucklagen|dividende*|wertpapier*|depot|geldanlage*|goldkauf|kurse|kredit|darlehen|zinsen|anleihe*
! kurse + anzeigen
investier* ~ sie? ~ in|jetzt|ihr*
arzt*|arztlich*|medizin*|medikament*|tablette*|tropfen|schlafmittel|melatonin|burnout|burn_out|depress*|blutdruck|kopfschmerz*|symptom*|therap*|rezept|rezepte|schmerzmittel|vitamin*|magnesium|schlafstorung*|migrane|ibuprofen|heilt|nahrungserganzung*
gewerbesteuer*|*steuer|kapitalertrag*|grunderwerb*|erbschaft*|schenkungsteuer|solidaritatszuschlag|verspannung*|diclofenac|ruckenschmerz*|schmerz*|salbe|heilmittel|hausmittel|zweimal_taglich|dreimal_taglich|einnehmen|kapseln|krankschreib*|krankmeldung|befristet*|probezeit_kundigung|aufhebungsvertrag|widerrufsrecht|formfehler|einwilligung*|cookie_banner|impressumspflicht|sorgfaltspflicht
! *fragen|frage* ~ klart|beantwortet|weiss|gehort|gehoren ~ *beratung|*berater*|anwalt*|kanzlei|arzt|rechtsabteilung|fachmann
! kein*|ersetz* ~ rechtsberatung|steuerberatung|anlageberatung|beratung|rat|rechtsrat|anlageempfehlung
! fragen|frag|sprechen|sprich|wenden|besprechen ~~ anwalt*|steuerberat*|arzt|rechtsabteilung|kanzlei
! diagramm|spalte ~ steuer*
= anwalt*|notar*|steuerberat*|jurist* ~~ nicht|kein* ~ brauch*|notig|benotig*|notwendig
= brauch*|benotig* ~~ kein* ~ anwalt*|notar*|steuerberat*|jurist*
= anwalt*|notar*|steuerberat* ~ brauch*|benotig* ~~ nicht|kein*
"""

FR = """
impot*|deductible*|deduire|deduis*|defiscalis*|tva|fiscal*|fisc|amorti*|expert_comptable|charges_deductibles|niche_fiscale|note_de_frais
! tva + incluse
juridique*|juridiquement|tribunal*|juge|avocat*|proces|loi|lois|legal|legale|legalement|bail|preavis|notaire*|prud*|licencier|licenciement*|poursuivre|poursuites|contrat_de_travail|huissier*|indemnite*|jurisprudence|clause*|reconnaissance_de_dette|code_du_travail|plainte
! service + juridique
licenciez|attaquez|assignez
bourse|boursier*|investir|investissez|investis|placement*|placez|crypto*|bitcoin*|actions|epargne|fonds|etf|obligations|dividende*|sous_evalue*|emprunt*|pret_immobilier|taux_bas|portefeuille
! actions + du|de|en|a_mener|menu
medecin*|medical*|medicament*|melatonine|posologie|symptome*|ordonnance*|tension_arterielle|burn_out|burnout|depression|anxiete|insomnie*|migraine*|vitamine*|magnesium|ibuprofene|antidouleur*|comprime*|cachet|gouttes|therap*|guerit|soigne|paracetamol
taxe*|cotisation*|niche*_fiscale*|urssaf|heritage|succession|mal_de_dos|douleur*|dos_douloureux|deux_fois_par_jour|banniere_de_cookies|consentement|clause_nulle|est_nul_en_droit|rupture_conventionnelle|arret_maladie|congé_maladie|credit_immobilier|action_en_justice
! demandez|consultez|parlez|voyez|adressez|demande ~~ avocat*|comptable|conseiller|medecin|juriste|service_juridique|notaire
= pas|plus|sans|inutile ~ besoin|de|d ~ avocat*|notaire*|comptable*|juriste*|medecin*
"""

ES = """
impuesto*|deducible*|deducir|deduce|desgrav*|iva|fiscal*|hacienda|amortiza*|gestoria|declaracion_de_la_renta|irpf|tribut*
! iva + incluido
legal|legalmente|juridic*|tribunal*|juez|jueza|abogad*|demanda*|juicio*|ley|leyes|contrato_verbal|despid*|despedir|despido*|indemnizacion*|finiquito|notari*|alquiler|inquilin*|casero|clausula*|querella*|denunciar|contrato
! equipo|departamento + legal
! contrato + anual|mensual|actual
bolsa|invertir|invierte*|invierta*|inversion*|inversor*|acciones|cripto*|bitcoin*|fondos|ahorros|etf|dividendo*|hipoteca*|bonos|prestamo*|cotiza*
! acciones + de|del|en|rapidas|menu
medic*|melatonina|receta*|sintoma*|tratamiento|tension_arterial|ansiedad|depresion|insomnio|migrana*|vitamina*|magnesio|ibuprofeno|paracetamol|pastilla*|gotas|terap*|dosis|estres|agotamiento|doctor*|cura|dolor
tributa*|cotizacion*|herencia*|autonomo*|dolor_de_espalda|analgesic*|dos_veces_al_dia|banner_de_cookies|consentimiento|clausula_nula|baja_medica|credito_hipotecario|plan_de_pensiones|accion_legal
! pregunt*|consult*|habl*|pida|pide ~~ abogad*|asesor*|gestor*|medico|equipo_legal
= no|sin|sobra* ~ necesit*|hace_falta|precis*|recurrir ~ abogad*|asesor*|notario*|medico*|gestor*
! contrato ~ a|con ~ equipo_legal|abogad*|asesor*|departamento
"""
