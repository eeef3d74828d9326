"""Texts that say in other words what documents say pass the defences: odd words are rare in what people write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content_engine.domain.documents import Document
from content_engine.generation import Draft, brief, chunks
from content_engine.generation.defences import defend
from content_engine.generation.tokens import words
from content_engine.memory import open_stores
from tests.rooms.obeying import COMPONENT, acme

DOCS = Path(__file__).parents[3] / "shared/data/docs_plausible"
TEXTS = """
two-factor login code: Turn on two-factor authentication and keep your account safe if somebody learns your password.
bots filtered: Bots and spam are filtered out for you, so the numbers stay close to real visitors.
cancel subscription: Cancelled? Your dashboard stays open until the billing period ends.
compare periods: Put two time periods side by side and see what changed.
visitors by country: See which countries, regions and cities your visitors come from.
import from csv: Bring older statistics with you: import them from CSV files.
dark theme: Prefer a dark dashboard? Change the theme in your account settings.
weekly email report: Get a weekly or monthly traffic report in your inbox.
404 pages: Track 404 error pages and find the broken links behind them.
funnel: Build a funnel and see at which step people leave.
search console keywords: Connect Google Search Console to see the search phrases that bring visitors.
bounce rate: Bounce rate shows how many visits saw a single page.
nonprofit discount: Nonprofits and schools get a discount on the subscription.
outbound links: See which external links your visitors click.
scroll depth: Find out how far people scroll on each page.
slack: Send reports and traffic spike notifications to a Slack channel.
okta: Let your team sign in through Okta single sign-on.
roles: Invite colleagues as viewers, editors or admins.
wordpress: Install the WordPress plugin and start counting visits in minutes.
shopify: Add tracking to a Shopify store and follow purchases.
annotations: Add annotations to mark launches and campaigns on the graph.
devices: Learn which devices, browsers and operating systems people use.
"""


def test_grounded_paraphrases_pass() -> None:
    """Of texts written from a product's documentation, with the passages a search finds for them, every one passes."""
    if not DOCS.is_dir():
        pytest.skip("the documents are not on this machine: ../shared/data")
    stores = open_stores("sqlite:///:memory:")
    for path in sorted(DOCS.glob("*.md")):
        found = chunks(path.name, path.read_text(encoding="utf-8"))
        stores.documents.put(
            Document(id=path.name, title=path.stem, digest="d", passages=len(found), added_at=0), found
        )
    blocked = []
    for query, text in re.findall(r"(?m)^(.+?): (.+)$", TEXTS):
        passages = stores.documents.search(query, limit=6)
        common = stores.documents.common({word for one in passages for word in words(one.text) if len(word) >= 4})
        made = brief(acme(), COMPONENT, passages=passages, common=common)
        blocked += [(text, one.message) for one in defend(Draft(content={"text": text}), {"text": text}, made)]
    stores.close()
    assert blocked == []


def test_another_documents_invention_does_not_pass() -> None:
    """A name that one document alone holds is blocked; once three documents hold it, it is a word like others."""
    text = "Charts can be shared with Flurbington."
    passages = chunks("a.md", "Flurbington opens every chart.")
    for common, passes in (((), False), (("Flurbington",), True)):
        made = brief(acme(), COMPONENT, passages=passages, common=common)
        assert (list(defend(Draft(content={"text": text}), {"text": text}, made)) == []) is passes
