"""`claim.compliance`: certificates, audits, attestations and conformity. What a fact states is let through."""

from __future__ import annotations

EN = """
key_scheme_other: hipaa pci pci_dss fedramp ccpa tisax bsi hitrust nis2 nis fisma sox ferpa glba dora bafin coppa lgpd pipeda cpra
key_scheme_other: hds c5 csa cmmc itar eidas iso_9001 iso_27017 iso_27018 iso_27701 iso_42001 iso_22301 27017 27018 27701 42001
key_scheme_other: 22301 cyber_essentials privacy_shield soc_1 soc1 soc3 soc_3 soc_2_type_1 type_i ai_act mdr gxp fda
key_scheme_other: business_associate baa phi ephi health_data patient_data patient_records patient_tables patients cardholder card_data data_privacy_framework wcag
key_scheme_other: section_508 nist stateramp irap
key_soc2: soc_2 soc2
key_iso: iso iso_27001 27001
key_gdpr: gdpr
key_dpa: data_processing_agreement dpa processing_agreement
key_report: report reports
key_audit: audit audits audited auditor auditors assessment
key_underway: under_way underway ongoing in_progress running started preparing prepares
key_nda: nda
key_certified_other: certified certificate certificates certification certifications accredited accreditation attested attestation
key_certified_other: seal seals badge badges licensed approved cleared passed pass passes compliant compliance comply complies
key_certified_other: conform conforms conforming conformity fulfil fulfils satisfied satisfies satisfy obligations meets
key_certified_other: proof sanctioned endorsed validated authorised authorized rubber_stamp stamp stamped signed_off adheres adhere
key_certified_other: certify completed complete finished done cleared adequate blessed guarantee guaranteed covered tick
reg: regulator regulators regulation regulations regulatory authority authorities rulebook rulebooks law laws privacy_law
reg: standard standards framework frameworks directive supervisory watchdog watchdogs inspector inspectors legislation statute
reg: data_protection rules requirements obligations paragraph bank_rules audits norm norms legal_requirement*
scheme: @key_scheme_other @key_soc2 @key_iso @key_gdpr
@key_scheme_other
! iso + 8601|3166|4217|639|216
! iso|soc|gdpr ... not ~ finished|complete|completed|certified|done|over
! not ~ yet? ~ finished|certified|complete|done|over
! compliance + training|column|score
! comply + with + your
! compliant + with + your + own
? @key_soc2|@key_iso|@key_gdpr
@key_dpa ~ signed|compliant|covered|nothing_left|done
certified|certificate|certificates|certification|certifications|accredited|accreditation|attested|attestation
! certificate ~ column|expired|data
compliant|compliance|comply|complies|conform|conforms|conformity|conforming
! your|their + compliance + team|people|department|officer|questions|colleagues
! compliance + team|people|department|officer|questions|asks|colleague*
! if|when + compliance
seal|badge|stamp ~ approval|wall|page|iso|quality|trust|27001|from|earned
@reg & satisf*|approved|fulfil*|meet*|met|passed|pass|cleared|happy|nothing|covered|adhere*|right_side|respect*|follow*|tick*|observe*|compliant|green_light|object|questions|blessing|certain|every|all|inside|above|beyond|exceed*|signed_off|accepted|thumbs
! iso ~~ audit ~~ not|no|yet|running|progress|still|open|started|unfinished
! audit|auditoria|audit* ~ iso ~~ not|yet|still|noch|nicht|pas|cours|curso|aun|todavia|no
! iso ~~ audit* ~~ noch|nicht|lauft|cours|pas|curso|no
! audit|audits + iso
! being + audited|inspected
! kein|kein*|pas|sin|no ~ zertifikat|certificat|certificado|certificate ~~ audit|auditoria
! ^ does|do|is|are|can|will ... ? // no|not|hardly
! @reg & column|chart|ask|asks
law|laws & right_side|every_privacy|privacy
right+side+of ~ law|rules|regulat*
no|not|without|zero|never + finding|findings|objection|objections|non_conformit*
audit|audits|inspection|assessment|pen_test|penetration_test ~ passed|pass|cleared|clean|flying|aced|without|survived|finished|completed|successful|done|perfect|spotless
passed|pass|cleared|aced|survived|completed|finished ~ audit|audits|inspection|assessment
audited|inspected|examined|certified|approved|vetted|accredited|validated|authorised|authorized|sanctioned|licensed ~ by|under|for|against|independently|externally
! dashboard|chart|report + approved
healthcare|hospital|hospitals|clinic|clinics|medical_data|health_records|banking|government|finance|banks|insurers ~ ready|approved|cleared|welcome|connect|safe|certified|side_is_covered|grade_compliance|covered|use_us|rely
gdpr|hipaa|iso|soc|ccpa|audit|regulation|regulator|compliance + ready|friendly|proof|approved|safe|grade|first|by_design
your ~ company|team|dpo|legal_team|legal_department|lawyers|auditor|auditors ~ compliant|relax|nothing_left|nothing_to_do|covered|sleep|happy|love
tick|ticks|check|checks|ticked ~ box|boxes & security|compliance|legal|audit|every|all
all|every ~ usual|relevant|major|necessary|required ~ certificate*|standard*|regulation*
data_protection|privacy ~ law|laws|rules|regulation ~ every|all|fully|met|covered|satisfied|worldwide|solved
data + protection + authority|officer
dealt_with|taken_care_of|sorted|handled|off_your_plate & gdpr|compliance|regulat*|privacy|legal
satisfied|met|fulfilled|discharged ~ obligations|duties|requirements
works_council|ombudsman|data_commissioner
legally + compliant|watertight|waterproof|airtight
privacy|data_protection|data ~ law|laws|act|acts|rules|regulation* ~~ every|all|earth|world|country|countries|europe|met|meets|each
meets|satisfies|fulfils|fulfills|respects|honours|obeys|observes|covers ~ every|all|each|any|the_strictest ~ law|laws|rule|rules|standard|standards|regulation*|requirement*|paragraph|norm|directive
cleared|approved|certified|licensed|ready|fit|authorised|authorized|suitable|safe|vetted|built + for ~ health_records|public_bodies|regulated|banks|hospitals|government|governments|public_sector|healthcare|finance|clinics|banking|insurers|patient*|critical_infrastructure|public_authorities|schools|industries|use_in
regulated + industries|industry|sectors|markets|data
auditor|auditors|inspector*|examiner* ~ full_marks|happy|love|loved|impressed|applaud*|nothing|satisfied|signed|gave|found|smile|clean
full + marks
legal|compliance|security + team|department ~ relax|covered|sleep|happy|nothing|smile|love|rest|easy
conformant|acronym|questionnaire ~ yes|every|whatever|all
signed + stamped
officially + compliant|approved|recognised|recognized|safe|certified|audited|tested
every|all|any ~ country|countries|jurisdiction*|continent ~ compliant|legal|lawful|law|approved|conform*|trade_in
!  signed + off + by
= never|not|cannot|can't|no ~ fail|fails|flunk ~ audit|audits|inspection|assessment
data_protection|privacy|gdpr|security ~ audit ~ fail|pass|ace|easy|no_problem
gdpr|hipaa|iso|soc|compliance|regulat*|privacy_law ~ solved|sorted|done|in_the_bag|box_ticked|covered|out_of_the_way|no_problem|worry|headache|handled
lawful|legal|allowed|permitted ~ every|all ~ country|countries|jurisdiction*|market|markets
green + light
stamp|blessing|nod|approval + of|from + the? + regulator|authorities|government|ministry|state|eu|commission|watchdog|auditor*
government|ministry|ministries|federal|state ~ approved|certified|cleared|endorsed|accredited
exceed|exceeds|surpass*|go_beyond|goes_beyond|above_and_beyond ~ gdpr|law|rules|standard|standards|regulation*|iso
paperwork|forms|filing|filings ~ authorit*|regulator* ~ done|handled|covered|finished
"""

DE = """
key_certified_other: zertifi* konform* *konform erfullen erfullt bestanden zugelassen gepruft siegel akkreditiert* anerkannt* genehmigt
key_certified_other: abgeschlossen gutesiegel rechtskonform* *zertifiziert* freigegeben entspricht entsprechen garantiert bescheinigt
key_soc2: soc_2 soc2
key_iso: iso
key_gdpr: dsgvo ds_gvo gdpr
key_dpa: auftragsverarbeitung* avv verarbeitungsvertrag*
key_report: bericht* report
key_audit: audit* prufung* prufer*
key_underway: lauft laufend* gange arbeit
key_nda: nda vertraulichkeits* geheimhaltung* verschwiegenheit*
key_scheme_other: tuv bafin tisax bsi kritis dora nis2 hipaa pci patientendaten gesundheitsdaten ki_verordnung ai_act
zertifi*|*zertifiziert|*zertifikat*|konform*|*konform|*konforme|akkreditiert*|gutesiegel*|prufsiegel*
? dsgvo*|iso|soc|tuv|bafin|tisax|kritis
patientendaten|gesundheitsdaten|bankdaten
vorgaben|aufsicht*|behorde*|gesetze*|vorschrift*|norm|normen|regulierung*|anforderungen|datenschutzrecht*|richtlinie*|datenschutzbehorde*|datenschutzgesetz* ~~ erfull*|eingehalten|einhalten|entspr*|samtliche|alle|bestanden|zufrieden|genehmigt|abgehakt|erledigt|gepruft|zugelassen
erfull*|eingehalten|einhalten|entspr*|halten ~~ vorgaben|aufsicht*|behorde*|gesetze*|vorschrift*|norm|normen|anforderungen|richtlinie*
datenschutz* ~ erledigt|abgehakt|konform|perfekt|vollstandig|komplett|sorge*
zugelassen|gepruft|anerkannt|genehmigt ~ fur|von|nach|durch
audit*|prufung* ~ bestanden|abgeschlossen|ohne
revisionssicher*|gobd*|rechtssicher*|*geprueft|tuv_gepruft|gepruft_und_bestatigt|amtlich_gepruft|behordlich*|bsi_gepruft|staatlich*
aufsicht*|behord* ~ gepruft|freigegeben|genehmigt|zugelassen|anerkannt
"""

FR = """
key_certified_other: certif* conform* agrement agree homolog* label labellise* valide* reussi obtenu acquis respect* garantit
key_certified_other: accredit* attest* en_regle termine passe
key_soc2: soc_2 soc2
key_iso: iso
key_gdpr: rgpd gdpr
key_dpa: accord_de_traitement traitement_des_donnees sous_traitance
key_report: rapport*
key_audit: audit*
key_underway: cours
key_nda: nda confidentialite non_divulgation
key_scheme_other: hds cnil hipaa pci anssi secnumcloud donnees_de_sante patients donnees_bancaires dora nis2 acpr amf bancaires
certif*|conform*|homolog*|agrement*|accredit*|labellise*|attestation*
! conformement + a + vos
? rgpd|iso|soc|hds|cnil|secnumcloud|anssi
donnees + de + sante
en + regle
loi|lois|reglementation*|reglement*|normes|norme|exigences|autorite*|textes|regulateur*|directive* ~~ respect*|conform*|satisf*|valide*|toutes|tous|rempli*|couvert*
respect*|satisf*|rempliss*|repond* ~~ loi|lois|reglement*|norme*|exigences|obligations
audit* ~ reussi*|passe*|valide*|termine*|sans
valide*|approuve*|agree*|homologue* ~ par ~ autorite*|cnil|etat|regulateur*
"""

ES = """
key_certified_other: certific* conform* cumpl* superad* homologad* acreditad* aprobad* avalad* oficial* validad* sello obtenid*
key_certified_other: autorizad* completad*
key_soc2: soc_2 soc2
key_iso: iso
key_gdpr: rgpd gdpr lopd
key_dpa: acuerdo_de_tratamiento tratamiento_de_datos encargo
key_report: informe*
key_audit: auditoria*
key_underway: curso marcha
key_nda: nda confidencialidad
key_scheme_other: hipaa pci ens aepd datos_de_salud pacientes datos_medicos lopd lopdgdd dora nis2
certific*|homologad*|acreditad*|conforme*|conformidad|avalad*
? rgpd|iso|soc|lopd*|aepd
cumpl* ~~ norma*|ley|leyes|rgpd|reglament*|requisito*|toda|todas|legislacion|obligacion*|todo
normativa*|leyes|legislacion|regulador*|reglamento*|requisitos|autoridades ~~ cumpl*|satisf*|toda|todas|aprob*|respet*|supera*
datos ~ de + salud|pacientes
auditoria ~ superada|aprobada|pasada|completada|sin
autorizad*|aprobad* ~ por|para ~ regulador*|datos|autoridad*|agencia
aprobad*|validad*|autorizad*|homologad* ~ por ~ autoridad*|regulador*|estado
"""
