"""Words for the things products of this trade have and do, in four languages, each line one concept.

A line is `id: English forms | German | French | Spanish`. `_` stands between the words of a phrase, `*` for any
  ending.
Whether a product has a thing is not said here but by the facts: a concept no fact mentions is one nobody may claim.
Concepts after `~` are so common that a sentence may bring them along without a fact that joins them to the rest.
"""

from __future__ import annotations

CONCEPTS = """
~brand: - | - | - | -
~workspace: workspace workspaces | workspace* arbeitsbereich* | espace espaces | espacio espacios
~chart: chart charts charting charted graph graphs visualisation* visualization* | diagramm* | graphique* | grafic*
~dashboard: dashboard dashboards board boards | dashboard* | tableau_de_bord tableaux_de_bord | panel paneles tablero*
~user: user users person people member members colleague colleagues teammate teammates | nutzer* benutzer* person*
  kolleg* mitglied* | utilisateur* personne* collegue* membre* | usuario* persona* colega* companer* miembro*
~team: team teams | team teams | equipe equipes | equipo equipos
~plan: plan plans tier tiers subscription subscriptions | plan plane planen tarif* abo abos abonnement* | plan plans
  forfait* abonnement* formule* | plan planes tarifa* suscripcion*
~data: data | daten | donnee* | dato datos
~number: figure figures number numbers value values row rows | zahl zahlen wert* zeile* | chiffre* valeur* ligne* |
  cifra* valor* fila*
~table: table tables column columns | tabelle* spalte* | table tables colonne* | tabla tablas columna*
~app: app apps product | app apps produkt | application produit appli | aplicacion producto app
~answer: answer answers answered answering reply replies replied response responses respond responds responding |
  antwort* beantwort* reaktion* reagier* | reponse* repond* reponds | respuesta* respond* contest*
~question: question questions | frage fragen | question questions | pregunta preguntas
~report: report reports reporting | bericht berichte berichten report reports reporting | rapport rapports reports
  reporting | informe informes reports
support: support helpdesk help_desk support_team | support kundendienst hilfe | assistance support aide | soporte
  asistencia ayuda
~customer: customer customers | kunde kunden | client clients | cliente clientes
~email: email emails e-mail e-mails mail mails emailed inbox | e-mail e-mails email mail mails per_e-mail | e-mail
  e-mails email courriel* mail mails | correo correos email e-mail
~menu: menu menus | menu menue menus | menu menus | menu menus
~sample: sample samples example_chart | beispiel* | exemple* echantillon* | ejemplo* muestra
~date_range: date_range date_ranges date_filter | zeitraum* datumsbereich* | periode* plage_de_dates | periodo*
  rango_de_fechas intervalo*
~create: create creates created creating creation build builds built | erstell* anleg* angelegt* erzeug* | cree* creer
  creation | crea* creo
~name: name names named naming title titles rename renames renamed renaming | name* namen benenn* benannt* umbenenn*
  umbenannt* titel | nom noms nomme* renomm* titre* | nombre* renombr* titulo*
~sort: sort sorts sorted sorting | sortier* | tri trie* trier triez | ordena* ordene*
~group: group groups grouped grouping | gruppier* gruppe* | group* regroup* | agrup*
~compare: compare compares compared comparing comparison comparisons | vergleich* verglichen* compare | compar* |
  compar*
~save: save saves saved saving | speicher* gespeichert* | enregistr* sauvegard* | guard* almacen*
~share: share shares shared sharing | teil teilen geteilt* teilt | partag* | compart*
~open: open opens opened opening click clicks clicked | offn* geoffnet* klick* | ouvr* ouvert* clic* clique* | abr*
  abiert* clic*
~drag: drag drags dragged drag_and_drop drop drops dropped dragging | zieh* gezogen* ziehen_und_ablegen drag-and-drop
  | gliss* glisser-deposer | arrastr*
~delete: delete deletes deleted deleting deletion | losch* geloscht* | supprim* suppression | elimin* borr*
~plain_language: plain_language plain_english natural_language everyday_language everyday_words plain_words
  normal_sentences | alltagssprache naturlicher_sprache einfacher_sprache normaler_sprache klartext | langage_courant
  langage_naturel langage_clair langage_simple | lenguaje_natural lenguaje_sencillo lenguaje_corriente lenguaje_claro
~page: page pages site sites | seite* | page pages site sites | pagina* sitio*
~documentation: documentation docs manual | dokumentation doku handbuch | documentation docs | documentacion docs
~help_centre: help_centre help_center help_pages | hilfe-center hilfecenter hilfebereich | centre_d_aide |
  centro_de_ayuda
~status_page: status_page | statusseite status-seite | page_d_etat page_de_statut | pagina_de_estado
~price: price prices priced pricing cost costs costing charge charges charged charging billed bill bills billing pay
  pays paying payment payments paid pricing_page invoice* | preis* kostet kosten gebuhr* berechnet abgerechnet
  abrechn* zahl zahlt zahlen bezahl* | prix coute* cout couts factur* tarif* pay* paie* | precio* importe importes
  cuesta* coste*
  factur* cobr* pag*
seat: seat seats licence licences license licenses | platz platze platzen sitzplatz* lizenz* seat seats | siege sieges
  licence* poste postes | plaza plazas asiento* licencia* puesto puestos
trial: trial trials try_business trialling test_phase try_out | testphase* testversion* probezeit* test testzeitraum*
  probephase* testzeit testen | essai essais periode_d_essai essayez essayer | prueba pruebas periodo_de_prueba probar
  pruebe
~card_layout: card_layout card_view score_card | - | - | -
credit_card: credit_card credit_cards card card_details payment_card card_number payment_details | kreditkarte* karte
  zahlungsdaten | carte_bancaire carte_de_credit carte coordonnees_bancaires | tarjeta tarjeta_de_credito
connector: connector connectors connect connects connected connecting integration integrations integrate integrates
  source sources data_source data_sources plug_in hook_up hooks_up pull_in pulls_in pull_data pulls_data bring_in
  brings_in bring_data load_data loads_data reads_from get_data feeds_from | quelle* datenquelle* konnektor* connector*
  verbinde* verbunden anbindung* integration* schnittstellen verbindung* | source sources connecteur* connect*
  integration* | fuente fuentes conector* conect* integracion* conexion*
upload: upload uploads uploaded uploading import imports imported importing | upload* hochlad* hochgelad* import* |
  import* televers* charg* | carga* subir* subid* import*
csv: csv csvs comma-separated | csv csv-datei* csv-upload csv-export | csv | csv
pdf: pdf pdfs | pdf pdfs pdf-export | pdf | pdf
export: export exports exported exporting exportable download downloads downloaded | export* herunterlad* download* |
  export* telecharg* | export* descarg*
refresh: refresh refreshes refreshed refreshing update_every updates_every sync syncs synced syncing reload reloads
  reloaded refresh_rate refresh_interval up_to_date freshness | aktualisier* datenaktualisierung* refresh | actualis*
  rafraich* mise_a_jour mises_a_jour mis_a_jour | actualiz* refresc*
schedule: scheduled schedule schedules scheduling automatic_reports | geplant* zeitgesteuert* planmassig* terminiert*
  | planifi* programm* | programad* programar planificad*
sign_in: sign-in sign_in signin signing_in log_in login logging_in log-in sign_on sign-on logins | anmeld* anmeldung*
  login einlogg* | connexion connecter connexion_avec se_connecter | inicio_de_sesion iniciar_sesion acceso
google: google | google | google | google
sso: sso saml saml_sso single_sign-on single_sign_on single-sign-on | sso saml saml-sso single-sign-on single_sign-on
  | sso saml authentification_unique | sso saml inicio_de_sesion_unico
scim: scim provisioning user_provisioning provision provisions | scim bereitstellung provisionierung | scim
  provisionnement | scim aprovisionamiento
soc2: soc_2 soc2 | soc_2 soc2 | soc_2 soc2 | soc_2 soc2
nda: nda non-disclosure confidentiality_agreement | nda geheimhaltung* vertraulichkeit* | nda
  accord_de_confidentialite confidentialite | nda acuerdo_de_confidencialidad confidencialidad
encrypt: encrypt encrypts encrypted encryption | verschlussel* | chiffre chiffree chiffres chiffrees chiffrement
  crypte* | cifra cifrad* cifrado encript*
at_rest: at_rest stored storage disk | ruhend* im_ruhezustand gespeicherte | au_repos stocke* | en_reposo almacenad*
in_transit: in_transit transport in_motion over_the_wire wire | ubertragung bei_der_ubertragung | en_transit
  en_transfert | en_transito
iso27001: iso_27001 iso27001 iso-27001 iso_audit iso_certificate iso_certification | iso_27001 iso-27001-audit
  iso-audit iso-zertifi* | iso_27001 certificat_iso certification_iso | iso_27001 certificado_iso certificacion_iso
audit: audit audits audited | audit audits pruefung | audit audits | auditoria
under_way: under_way underway in_progress ongoing running_now not_finished not_complete
  not_finished_yet not_done not_done_yet being_audited not_over not_yet_finished not_yet_complete | lauft laufend*
  im_gange |
  en_cours | en_curso en_marcha
gdpr_dpa: dpa data_processing_agreement processing_agreement gdpr gdpr_data_processing_agreement | avv
  auftragsverarbeitung* dsgvo auftragsverarbeitungsvertrag | rgpd accord_de_traitement dpa traitement_des_donnees |
  rgpd acuerdo_de_tratamiento encargo_de_tratamiento
uptime: uptime availability sla slas service_level up_time uptime_sla service_level_agreement | verfugbarkeit sla
  uptime betriebszeit servicelevel | disponibilite sla | disponibilidad sla tiempo_de_actividad
~monthly: monthly per_month a_month month-to-month by_the_month | monatlich* pro_monat im_monat je_monat | mensuel*
  par_mois | mensual* al_mes por_mes
chat: chat chats live_chat chat_support chatting | chat chat-support live-chat | chat tchat | chat
weekday: weekday weekdays working_day working_days workdays business_day business_days monday_to_friday
  monday_through_friday mon-fri | werktag* wochentag* arbeitstag* montag_bis_freitag | jour_ouvre jours_ouvres
  jours_ouvrables en_semaine du_lundi_au_vendredi semaine_du_lundi | dia_laborable dias_laborables laborables
  lunes_a_viernes dias_habiles entre_semana
weekend: weekend weekends saturday saturdays sunday sundays holiday holidays bank_holiday bank_holidays
  seven_days_a_week every_day_of_the_week day_and_night 24/7 around_the_clock night nights nightly | wochenende*
  samstag* sonntag* feiertag* rund_um_die_uhr nachts sieben_tage | week-end week-ends weekend samedi dimanche
  jours_feries nuit | fin_de_semana fines_de_semana sabado* domingo* festivos noche
cet: cet central_european_time mez berlin_time | mez cet mitteleuropaisch* | cet heure_d_europe_centrale
  heure_de_paris | cet hora_central_europea hora_centroeuropea
success_manager: success_manager customer_success_manager csm account_manager | success-manager success_manager
  ansprechpartner* ansprechperson* kundenbetreuer* | success_manager responsable_de_compte | success_manager
  gestor_de_exito responsable_de_cuenta
~named: dedicated personal_manager | namentlich* fest* fester | dedie* attitre* nomme | dedicad* asignad* designad*
p1: p1 p1s priority_one priority_1 critical critical_incident critical_issues most_urgent | p1 kritisch* | p1
  critique* | p1 critic*
history: history histories data_retention retention_period retained past_data older_data historical look_back lookback
  | verlauf* historie*
  aufbewahr* vergangen* datenhistorie | historique* conservation conserve* | historial* historic* conserva* retencion
~kept: keep keeps kept keeping hold holds held | behalt* aufgehoben vorgehalten bleib* | garde* gardee* conserv* |
  mantien* guarda*
configurable: choose_how decide_how set_how sets_how up_to_you configurable configure configured adjustable
  set_it_yourself customisable customizable
  as_long_as_you_like | konfigurierbar* einstellbar* frei_wahlbar* | configurable* parametrable* reglable* |
  configurable* ajustable* personalizable*
audit_log: audit_log audit_logs audit_trail audit_trails audit-log activity_log activity_logs who_did_what |
  audit-log* audit_log auditprotokoll* prufprotokoll* aktivitatsprotokoll* protokoll audit-protokoll* |
  journal_d_audit journal_des_activites piste_d_audit journaux_d_audit journal | registro_de_auditoria
  registros_de_auditoria registro_de_actividad
ask: ask_acme ai_assistant copilot | ask_acme ki-assistent | ask_acme assistant_ia | ask_acme asistente_de_ia
beta: beta betas preview early_access | beta betaversion beta-version beta-phase | beta version_beta
  | beta fase_beta
english: english english-only | englisch* | anglais* | ingles inglesa
otherlang: german french spanish italian dutch portuguese japanese chinese polish multilingual languages any_language
  language | deutsch deutsche franzosisch* spanisch* italienisch* mehrsprachig* sprachen sprache | allemand* francais*
  espagnol* italien* multilingue langues langue | aleman* frances* espanol* italian* multilingue idiomas idioma
~check: check checks checked checking verify verifies verified double-check double-checked review reviewed proofread
  second_look | pruf* gepruft* nachpruf* kontrollier* uberpruf* | verifi* relire relis* control* | comprob* revis*
  verific*
alert: alert alerts alerting threshold_alerts threshold thresholds warning warnings notification notifications notify
  notified | alarm* warnung* warn* benachrichtigung* schwellenwert* alert alerts | alerte* alert alerts seuil*
  notification* | alerta* alert alerts umbral* notificacion* aviso avisos
slack: slack | slack | slack | slack
unlimited: unlimited no_limit has_no_limit no_limits without_limits without_limit limitless as_many_as_you_like
  without_any_limit without_any_limits without_any_rate_limit without_a_rate_limit
  without_rate_limits no_rate_limit no_rate_limits uncapped infinite no_cap any_number without_a_limit |
  unbegrenzt* unlimitiert* kein_limit keine_grenze grenzenlos
  beliebig_viele ohne_limit | illimite* sans_limite sans_limites pas_de_limite aucune_limite n_a_pas_de_limite
  autant_que | ilimitad* no_tiene_limite no_tienen_limite sin_tope sin_limite sin_limites
ios: ios mobile_app mobile_apps iphone iphones ipad ipads app_store | ios iphone* ipad* | ios iphone* ipad* | ios
  iphone* ipad*
android: android play_store google_play pixel galaxy | android play_store | android | android
planned: planned roadmap next_quarter_launch upcoming coming on_the_way in_the_works soon released_soon
  released arrives_in arrives_next arrives_soon next_month next_quarter next_year this_spring this_summer this_autumn
  around_the_corner
  later_this_year | geplant in_planung demnachst bald kommt_bald roadmap erscheint | prevu* bientot a_venir
  feuille_de_route | previst* proximamente pronto hoja_de_ruta
without_date: without_a_date no_date no_fixed_date without_date date_is_open no_release_date | ohne_termin ohne_datum
  kein_datum kein_termin | sans_date pas_de_date aucune_date | sin_fecha no_hay_fecha
offer: offer offers discount discounts promotion promotions promo save_money | angebot* rabatt* nachlass* gutschein*
  aktion | remise* reduction* rabais promo* | oferta* descuento* promocion* cupon*
first_year: first_year year_one the_first_twelve_months first_twelve_months year_1 initial_year | erste_jahr
  ersten_jahr erstes_jahr erste*_jahr | premiere_annee | primer_ano
~annual: annual annually yearly billed_annually annual_billing yearly_billing a_year_upfront by_the_year per_year
  a_year | jahrlich* jahresabrechnung jahresabo jahresplan pro_jahr jahreszahlung jahrliche_abrechnung | annuel*
  annuelle* par_an facturation_annuelle | anual* anualmente al_ano facturacion_anual
~switch: switch switches switched switching move moves moved moving change_to goes_over turn_to | wechsel* umstell*
  umsteig* gewechselt | pass* bascul* | pasa* pase*
change: change changes changed changing edit edits edited alter modify | ander* geandert* anderbar* | modifi* chang* |
  cambi* modific*
later: after_creation once_created at_a_later_date | nachtraglich* im_nachhinein | ulterieurement apres_coup |
  posteriormente
case_study: case_study case_studies customer_story success_story | fallstudie* kundengeschichte | etude_de_cas
  etudes_de_cas cas_client | caso_de_exito casos_de_exito caso_de_estudio
~weekly: weekly per_week | wochentlich* jede_woche | hebdomadaire* chaque_semaine | semanal* cada_semana
~by_month: billed_monthly billed_by_the_month paid_monthly billed_each_month | - | - | -
~cut: cut cuts cutting drops_from drops_to drop_from drop_to dropped_from dropped_to brought_down went_from came_down
  reduced shrank fell dropped | verkurzt* reduziert* senkte gesenkt* | reduit* ramene* passe* | redujo reducid* paso
~add: add adds added adding additional buy | hinzufug* hinzugefugt* hinzu erganz* zubuch* | ajout* | anad* agreg*
~remove: remove removes removed removing removal drop_seats cancel_seats take_away give_up | entfern* abbestell*
  reduzier* | retir* supprim* enlev* | quit* retir* elimin*
any_time: any_time at_any_time anytime any_day any_moment | jederzeit | a_tout_moment n_importe_quand |
  en_cualquier_momento cuando_quiera
prorated: prorated pro-rated pro_rata prorate proportional proportionally pay_only_for | anteilig* zeitanteilig* |
  prorata au_prorata | prorrate* proporcional*
effect: take_effect takes_effect effective effect | wirksam* wirkung | prend_effet effet | efecto surte_efecto
renewal: renewal renewals renews next_billing_date next_billing_cycle end_of_the_term | verlangerung*
  vertragsverlangerung* | renouvellement* echeance | renovacion*
immediately: immediately at_once right_away same_day instantly straight_away instant live_to live_data is_live
  live_updates on_the_spot real-time real_time in_real_time overnight within_seconds the_same_day | sofort*
  umgehend echtzeit in_echtzeit | immediat* aussitot temps_reel en_temps_reel sur-le-champ | inmediat* al_instante
  tiempo_real en_tiempo_real
region: region regions data_region hosting hosted hosts data_centre data_center data_centers servers server
  data_location residency location | region* rechenzentrum* serverstandort* datenregion* datenstandort* gehostet* |
  region* heberg* centre_de_donnees | region* centro_de_datos alojad* alojamiento
eu: eu europe european european_union | eu europa europaisch* | ue europe europeen* | ue europa europe*
us: ^us usa america american united_states | ^us usa amerika* vereinigte* | ^us usa etats-unis americain* | ^ee ee_uu
  ee.uu eeuu estados_unidos
api: api apis rest_api rest endpoint endpoints | api apis rest-api schnittstelle | api apis | api apis
~request: request requests call calls called calling queries hits | anfrage* aufruf* abfrage* anfragen request
  requests | requete* appel* | peticion* solicitud* llamada* consulta*
embed: embed embeds embedded embedding embeddable | einbett* eingebett* | integre* embarque* incorpor* | incrust*
  embebid*
gen_free_price: free no_charge free_of_charge costs_nothing at_no_cost gratis no_cost costing_nothing | kostenlos*
  gratis kostenfrei* | gratuit* gratis | gratis gratuit*
automatic: automatic automatically auto by_itself by_themselves on_its_own on_their_own | automatisch* von_selbst
  selbst | automatique* automatiquement tout_seul | automatic*
drop_menu: left_menu menu_on_the_left on_the_left left-hand_menu left | linken_menu links linke | menu_de_gauche
  a_gauche gauche | menu_de_la_izquierda menu_izquierdo izquierda
right_side: right_menu on_the_right right-hand_menu top_right bottom bottom_left footer sidebar settings settings_page
  | rechts unten einstellungen rechten | a_droite en_bas droite parametres reglages | a_la_derecha abajo derecha
  ajustes
at_top: at_the_top top on_top | oben | en_haut | arriba parte_superior
support_address: support_address | support-adresse | adresse_d_assistance | direccion_de_soporte
~choose: choose chooses chosen choosing pick picks picked select selects selected choice | wahl* gewahlt* auswahl*
  aussuch* | chois* choix | elij* elig* escog*
"""
