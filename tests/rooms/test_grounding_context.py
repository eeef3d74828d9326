"""What words mean beside others: likenings, definitions, channels, greetings, waiting, syncing, keeping, sharing."""

from __future__ import annotations

import pytest

from tests.rooms.authored_stage import rules

ACME = rules()


def _found(text: str, locale: str) -> list[str]:
    verdict = ACME.check(text, kind="body_text", locale=locale)
    return [each.message for each in verdict.violations if each.guardrail == "grounding"]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("A chart can be a beacon in a busy week", "en"),
        ("A graph can be a compass", "en"),
        ("An alert should be a nudge, not a siren", "en"),
        ("An API is a door for programs.", "en"),
        ("Exports are handy for the train.", "en"),
        ("The trial ends quietly.", "en"),
        ("Think of a segment as a slice of cake", "en"),
        ("New seats cost only the rest of the period.", "en"),
        ("Changing the region later is not possible.", "en"),
        ("You cannot change the region.", "en"),
        ("Alert in #ops", "en"),
        ("A warm welcome from the Acme Analytics team", "en"),
        ("N/A means there is no value for that day.", "en"),
        ("You can pull in data from Stripe and Salesforce.", "en"),
        ("Sync Salesforce and look at the pipeline.", "en"),
        ("There is no need to wait for renewal to add a seat.", "en"),
        ("You do not have to wait for renewal to add seats.", "en"),
        ("Nobody has to enter a credit card for the trial.", "en"),
        ("Alerts can land in Slack or in your inbox.", "en"),
        ("Bei Team bleibt der Verlauf 12 Monate erhalten.", "de"),
    ],
)
def test_what_only_looks_like_a_claim_passes(text: str, locale: str) -> None:
    """Likenings, definitions, channels, greetings and paraphrases of the facts are not blocked."""
    assert _found(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("A chart can be a webhook on Team.", "en"),
        ("Bring in your Notion pages.", "en"),
        ("Plug in your Jira tickets.", "en"),
        ("PDF export is no longer supported.", "en"),
        ("The Android app arrives in September.", "en"),
        ("You can change the region.", "en"),
        ("Charts cannot be deleted.", "en"),
        ("You have to wait for renewal to add a seat.", "en"),
        ("Snowflake is not supported.", "en"),
        ("CSV upload is no longer available.", "en"),
        ("Google sign-in needs a paid plan.", "en"),
        ("ANNUAL20 may be used once per company.", "en"),
        ("Seats can be moved between workspaces.", "en"),
        ("Two people can edit a chart at the same time.", "en"),
        ("Each user may ask up to 50 questions a day.", "en"),
        ("Enterprise and Business share the same refresh interval.", "en"),
        ("Enterprise calls the API without any rate limit.", "en"),
        ("Comments can be added to a chart.", "en"),
        ("La connexion par lien magique est possible.", "fr"),
        ("Bei Free bleibt der Verlauf 12 Monate erhalten.", "de"),
    ],
)
def test_what_no_fact_says_is_still_found(text: str, locale: str) -> None:
    """Refusals, limits and abilities that no fact gives are found, in the words the readings above let pass, too."""
    assert _found(text, locale)
