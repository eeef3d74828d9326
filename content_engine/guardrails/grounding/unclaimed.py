"""What no fact of a product may be presumed to say: features, services and claims of its trade, in four languages.

Lines are those of the lexicon. A concept here is claimed by naming it; those in `EVERYDAY` only beside something the
facts know.
"""

from __future__ import annotations

from content_engine.guardrails.patterns import words

UNCLAIMED = """
~link: connection connections | - | - | -
endless: no_end_date no_expiry no_expiry_date never_expires never_expire never_ends does_not_expire doesn't_expire
  no_time_limit | kein_enddatum lauft_nie_ab unbefristet_gultig | sans_date_de_fin n'expire_jamais | sin_fecha_de_fin
  no_caduca nunca_caduca
unmovable: is_fixed are_fixed stays_fixed is_set_by_us cannot_be_configured cannot_be_adjusted | ist_fest | est_fixe
  | es_fijo
empty: is_empty are_empty completely_empty entirely_empty totally_empty starts_out_blank starts_empty start_empty
  comes_empty is_completely_empty starts_out_empty is_blank
  starts_blank |
  ist_leer sind_leer startet_leer | est_vide sont_vides | esta_vacio estan_vacios empieza_vacio
risen: takes_longer take_longer took_longer longer_than_before grew rose increased doubled tripled
  slower_than_before |
  dauert_langer dauern_langer stieg gestiegen verdoppelt | prend_plus_de_temps dure_plus_longtemps augmente |
  tarda_mas
  aumento aumentado duplico
~topic: support_ticket support_tickets support_call support_calls support_case support_cases support_load
  support_volume
  support_queue email_campaign email_campaigns email_list email_opens open_rate open_rates source_of_truth
  single_source_of_truth free_time free_hand free_space weekend_reading question_mark refresh_your_memory are_left
  is_left days_left | - | - | -
~supported: supported | unterstutzt | pris_en_charge | compatible compatibles
~free_up: feel_free free_up freed_up frees_up | - | - | -
rationed: once_per_company once_per_workspace once_per_customer once_per_account once_per_team once_per_user
  once_per_person one_use_per one_trial_per once_for_each only_once | einmal_pro_firma einmal_pro_unternehmen
  einmal_pro_arbeitsbereich einmal_pro_kunde einmal_pro_konto | une_fois_par_entreprise une_fois_par_compte
  une_fois_par_client | una_vez_por_empresa una_vez_por_cuenta una_vez_por_cliente
transfer: moved_between transferred_between transferred_to transferable reassigned_to passed_on_to | ubertragbar
  ubertragen_werden | transferable* transferer | transferible*
outage: maintenance downtime outage outages went_down were_down was_down post-mortem maintenance_window | ausfall
  ausfalle wartungsfenster | panne pannes maintenance | caida caidas mantenimiento
rotate: rotated rotates rotation | rotier* | rotation_des_cles | rotan rotacion
shortcut: ctrl cmd shortcut shortcuts keyboard_shortcut keyboard_shortcuts hotkey hotkeys | tastenkurzel
  tastenkombination* strg | raccourci raccourcis | atajo atajos
event: conference meetup meetups trade_fair user_group community_forum forum podcast newsletter | konferenz* messe
  newsletter podcast | conference salon newsletter podcast | conferencia* feria boletin podcast
audience: new_customers nonprofit nonprofits non-profits charities students universities schools startups_get
  associations education_discount referral referrals referring loyalty | neukunden studierende studenten vereine
  schulen hochschulen | nouveaux_clients etudiants associations ecoles | nuevos_clientes estudiantes asociaciones
  escuelas universidades
dated: january february april june july august september october november december spring summer autumn | - | - | -
concurrent: at_the_same_time simultaneously concurrently | gleichzeitig | en_meme_temps simultanement |
  al_mismo_tiempo
  simultaneamente
same_for_all: same_amount same_limit same_limits same_number same_speed same_rate equally identical
  regardless_of_plan whatever_the_plan | gleich_viel gleich_lang gleich_oft | autant la_meme_duree | lo_mismo la_misma
bank_transfer: bank_transfer wire_transfer direct_debit by_invoice sepa purchase_order | per_rechnung auf_rechnung
  lastschrift uberweisung | virement prelevement | transferencia domiciliacion
currency: euro euros pound pounds yen francs bitcoin crypto | euro pfund yen franken bitcoin | euros livres yens
  bitcoin | euros libras yenes bitcoin
downgrade: downgrade downgrades downgrading downgraded cancel_anytime | herabstufen downgrade | retrograder | degradar
fee: costs_extra extra_cost extra_charge charged_extra fee fees surcharge setup_fee cancellation_fee | gebuhr*
  aufpreis* einrichtungsgebuhr | frais supplement | recargo
  tasas
ga: out_of_beta left_beta leaves_beta leaving_beta no_longer_beta no_longer_in_beta no_longer_a_beta finished_beta
  general_availability generally_available past_beta beta_is_over beta_has_ended | nicht_mehr_beta
  nicht_mehr_in_der_beta beta_verlassen | plus_en_beta sorti_de_la_beta sortie_de_beta | ya_no_es_beta
  salio_de_la_beta ha_salido_de_la_beta
price_change: price_rise price_rises price_increase prices_will prices_rise prices_go_up price_hike | preiserhohung*
  preise_steigen | hausse_des_prix | subida_de_precios
forever: forever first_month first_three_months as_long_as_you for_good every_single_year lifetime for_life
  permanently indefinitely | fur_immer ersten_monat dauerhaft unbefristet lebenslang | pour_toujours premier_mois
  a_vie indefiniment | para_siempre primer_mes de_por_vida indefinid*
read_only: read-only read_only view-only locked frozen suspended deactivated | schreibgeschutzt* nur-lese* gesperrt* |
  lecture_seule verrouille* suspendu* | solo_lectura bloquead* suspendid*
backup: backup backups backed_up restore restored restores restoring recover recovered version_history rollback
  roll_back | wiederherstell* backup* sicherungskopie* versionsverlauf | restaur* sauvegardes versions_anterieures |
  restaur* copia_de_seguridad copias_de_seguridad
manage: pinned pin_this pin_your pin_a archive archived duplicate duplicated clone cloned bookmarked tagged folders
  folder favourites favorites | anheften angeheftet archivier* duplizier* ordner favoriten | epingl* archiv* dupliqu*
  dossiers favoris | fijar fijad* archivar archivad* duplicar carpetas favoritos
charged: are_charged is_charged will_be_charged be_charged get_charged gets_charged we_charge charges_you charges_your
  charge_you charged_for | wird_berechnet wird_abgebucht werden_belastet kostenpflichtig_weiter | est_facture
  sera_facture serez_facture est_debite | se_cobra se_cobrara se_le_cobra
automation: workflow_builder workflows automations approvals approval_flow chatbot chatbots presets data_catalog
  lineage write-back custom_fonts multi-currency benchmarks | automatisierungen freigaben voreinstellungen |
  automatisations approbations | automatizaciones aprobaciones
ops: passwords sessions servers sub-processors subprocessors cookies ssh vpn ip_addresses our_security_team engineers
  developers_on_call keys_are founders investors employees invoices_are | passworter sitzungen server mitarbeitende |
  mots_de_passe sessions serveurs employes | contrasenas sesiones servidores empleados
passkey: passkey passkeys passwordless fido webauthn | passkey* passwortlos* | cle_d_acces passkey* | passkey*
  clave_de_acceso
mfa: two-factor 2fa mfa multi-factor two_factor second_factor | zwei-faktor* zweifaktor* 2fa | double_authentification
  2fa deux_facteurs | doble_factor dos_factores 2fa
pentest: penetration_test penetration_tests pentest pentests bug_bounty | penetrationstest* pentest* |
  test_d_intrusion tests_d_intrusion | prueba_de_penetracion pruebas_de_penetracion pentest*
snooze: snooze snoozed mute muted muting pause paused pausing | stummschalt* pausier* schlummer* | mettre_en_pause
  en_sourdine | silenciar pausar posponer
anomaly: anomaly_detection outlier_detection anomaly_alerts | anomalie* ausreisser* saisonalitat | anomalie*
  saisonnalite | anomalia* estacionalidad
anomaly_word: anomaly anomalies outlier outliers seasonality | ausreisser | - | -
forecast: forecast forecasts forecasted predict predicts prediction predictions predictive machine_learning | prognos*
  vorhersag* maschinelles_lernen | prevision* predi* apprentissage_automatique | prevision* predi* pronostic*
  aprendizaje_automatico
webhook: webhook webhooks zapier workflow_automation | webhook* zapier | webhook* zapier | webhook* zapier
sms: sms text_message text_messages whatsapp phone_call push push_notification push_notifications pager pagerduty |
  sms push-benachrichtigung* whatsapp push | sms notification_push whatsapp | sms whatsapp notificacion_push
ms_teams: microsoft_teams ms_teams discord google_chat telegram | microsoft_teams discord telegram | microsoft_teams
  discord telegram | microsoft_teams discord telegram
excel: excel xlsx xls spreadsheet_export powerpoint pptx png svg json xml parquet word_export notion confluence jira |
  excel xlsx powerpoint png svg json xml | excel xlsx powerpoint png svg json xml | excel xlsx powerpoint png svg json
  xml
phone_support: phone_support telephone_support hotline phone_line by_phone call_us by_telephone over_the_phone |
  telefonsupport telefonisch* hotline per_telefon am_telefon | assistance_telephonique par_telephone hotline |
  soporte_telefonico por_telefono linea_directa
onboarding: video_courses video_course tutorials e-learning onboarding_call onboarding_session training_session
  trainings training webinar webinars workshop workshops
  consultant consultants certified_trainer migration_service setup_service | schulung* webinar* workshop*
  einrichtungsservice | formation formations webinaire* atelier* | formacion formaciones seminario* taller*
dark_mode: dark_mode dark_theme night_mode white-label white_label custom_branding custom_domain themes | dunkelmodus
  dark_mode white-label | mode_sombre marque_blanche | modo_oscuro marca_blanca
offline: offline offline_mode without_internet | offline offline-modus | hors_ligne | sin_conexion
undo: undo undone trash recycle_bin versions | papierkorb ruckgangig | corbeille annuler_une_suppression | recuper*
  papelera
comment: commented comments commenting annotation annotations mentions | kommentar* kommentier* anmerkung* |
  commentaire* annotation* | comentario* anotacion*
template_lib: templates template_gallery template_library prebuilt gallery | vorlagen vorlagengalerie vorlage
  fertige_dashboards | modeles bibliotheque_de_modeles modele_pret | plantillas plantilla biblioteca_de_plantillas
sql: sql sql_editor query_editor python r_scripts notebooks notebook scripting formulas formula calculated_fields dbt
  | sql sql-editor python notebook* formeln | sql editeur_sql python notebook* formules | sql editor_sql python
  cuaderno* formulas
desktop_app: desktop_app windows mac_app macos linux chrome_extension browser_extension apple_watch smartwatch
  tablet_app tv_mode | desktop-app windows macos linux apple_watch browser-erweiterung | application_de_bureau windows
  macos linux apple_watch extension_de_navigateur | aplicacion_de_escritorio windows macos linux apple_watch
  extension_de_navegador
roles: roles custom_roles permissions permission_levels row-level row_level access_control ip_allowlist
  ip_whitelisting allowlist admin_roles guest guests viewer viewers | rollen zugriffsrechte berechtigung* gaste |
  roles droits_d_acces permissions invites | roles permisos invitados
refund: refund refunds refunded money_back reimbursed reimbursement credit_back credited credits | erstattung*
  erstattet* ruckerstattung* geld_zuruck gutschrift* gutgeschrieben | rembours* avoir credite | reembols* devolucion*
  devuelv* abono
extend: extend extended extends extension extensions prolong prolonged | verlanger verlangern verlangert | prolong* |
  prorrog* extend* ampli*
hipaa: hipaa pci pci-dss fedramp soc_1 soc_3 hitrust ccpa | hipaa pci pci-dss | hipaa pci pci-dss | hipaa pci pci-dss
on_premise: on-premise on-premises on_premise on_premises self-hosted self_hosted private_cloud on_your_own_servers
  byok customer-managed your_own_encryption own_keys own_encryption_keys
  bring_your_own_key bring_your_own_keys | on-premises selbst_gehostet
  private_cloud eigenen_servern | sur_site auto-heberge* cloud_prive | en_local autoalojad* nube_privada
otherregion: asia asian apac canada australia singapore tokyo dublin ireland london paris stockholm sydney mumbai
  brazil switzerland zurich oregon ohio amsterdam madrid munich | asien asiatisch* kanada australien singapur irland
  dublin london schweiz zurich paris munchen amsterdam madrid tokio | asie asiatique canada australie singapour
  irlande dublin londres suisse paris amsterdam madrid zurich tokyo | asia asiatic* canada australia singapur irlanda
  dublin londres suiza paris amsterdam madrid zurich tokio
otherlogin: microsoft_sign-in okta azure_ad entra github_login apple_sign-in facebook linkedin_login magic_link
  magic_links microsoft_login ldap microsoft_account active_directory apple apple_id | magic_link magic-link
  magischer_link okta azure_ad entra ldap
  microsoft-konto active_directory | lien_magique code_sms okta azure_ad entra ldap | enlace_magico okta azure_ad
  entra ldap
voice: voice voice_commands speech spoken dictate aloud_answers | sprachsteuerung sprachbefehl* | commande_vocale
  vocal* | voz comandos_de_voz
learn: learns learn_from self-learning trains trained_on remembers adapts adapt suggests recommend recommends
  recommended recommendations suggestion suggestions detects detect discover discovers spots summarises summarizes
  summaries summary translates translate translated translation | lernt erkennt schlagt_vor empfiehlt ubersetzt
  merkt_sich fasst_zusammen vorschlag* | apprend detecte suggere recommande traduit memorise resume | aprende detecta
  sugiere recomienda traduce recuerda resume
otherconnector: oracle shopify mongodb databricks tableau looker power_bi powerbi airtable github gitlab zendesk
  intercom mixpanel amplitude marketo facebook_ads google_analytics google_ads linkedin tiktok dynamodb elasticsearch
  sql_server sap netsuite quickbooks xero zoho pipedrive dropbox onedrive sharepoint s3 kafka clickhouse athena azure
  asana trello mailchimp klaviyo adyen paypal braintree woocommerce magento mariadb sqlite db2 teradata firebase
  segment fivetran outlook gmail twilio vertica cassandra | oracle shopify mongodb databricks tableau power_bi github
  zendesk google_analytics google_ads sql_server sap netsuite dropbox azure mailchimp paypal outlook facebook linkedin
  | oracle shopify mongodb databricks tableau power_bi github zendesk google_analytics google_ads sql_server sap
  netsuite dropbox azure mailchimp paypal outlook facebook linkedin | oracle shopify mongodb databricks tableau
  power_bi github zendesk google_analytics google_ads sql_server sap netsuite dropbox azure mailchimp paypal outlook
  facebook linkedin
widget: widget widgets home_screen lock_screen | widget* startbildschirm | widget* ecran_d_accueil | widget*
  pantalla_de_inicio
finished: complete completed finished passed behind_us concluded achieved certified certificate obtained received |
  abgeschlossen* beendet* bestanden erhalten fertig zertifi* | termine* acheve* obtenu* reussi* certifi* | termino
  terminad* complet* finalizad* superad* obtenid* certific*
full_period: full_month whole_month entire_month full_year full_price whole_year entire_year full_fee full_period |
  vollen_monat ganzen_monat volle_jahr ganze_jahr vollen_preis | mois_complet mois_entier annee_complete plein_tarif |
  mes_completo mes_entero ano_completo precio_completo
marketplace: marketplace plugin plugins add-on add-ons addon addons sdk cli sandbox sandboxes staging app_directory |
  marktplatz plugin* erweiterungen sandbox | place_de_marche plugin* extension* bac_a_sable | mercado plugin*
  complemento* sandbox
"""

# What a concept is the opposite of: it counts where a fact says the other of the same thing.
OPPOSITES = {
    "weekend": ("weekday",),
    "otherlang": ("english",),
    "right_side": ("drop_menu", "at_top"),
    "finished": ("under_way",),
    "full_period": ("prorated",),
    "empty": ("sample",),
    "unmovable": ("configurable",),
    "risen": ("cut",),
    "dated": ("without_date",),
}
# Everyday words among what may not be claimed: they count beside something the facts know, and nowhere else.
EVERYDAY = words("""
rationed transfer concurrent dated forecast anomaly_word roles undo comment voice charged learn template_lib forever
onboarding extend otherregion snooze
finished refund sql offline excel weekend otherlang right_side full_period sms same_for_all ops event empty unmovable
  risen manage
""")
