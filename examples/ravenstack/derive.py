"""What an upstream model might hand over: assignments and requests for the 500 accounts of the RavenStack data.

    python examples/ravenstack/derive.py OUT_DIR        writes assignments.jsonl and requests.jsonl

The data is synthetic and has no users, so each account's admin is made up: user `<account_id>.admin`. "Now" in the data
is its last day, 31 December 2024, and a quarter is 90 days. The rules are plain on purpose; docs/ravenstack.md explains
them. Standard library only.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TODAY = date(2024, 12, 31)
QUARTER = 90
COUNTRIES = {"UK": "GB"}
PLAN_EVENTS = {"Basic": 60, "Pro": 105, "Enterprise": 10_000}
"""Uses a quarter that stand in for each plan's event limit; the data itself has no limits."""

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """One CSV file of the data set."""
    with gzip.open(DATA / f"ravenstack_{name}.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def age(day: str) -> int:
    """Days from a DD-MM-YYYY date, with or without a time of day, to the data's last day."""
    return (TODAY - date(int(day[6:10]), int(day[3:5]), int(day[:2]))).days


def by_account(items: Iterable[Row], owner: dict[str, str] | None = None) -> dict[str, list[Row]]:
    """Rows grouped by account, through their subscription where `owner` maps those to accounts."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for item in items:
        grouped[owner[item["subscription_id"]] if owner else item["account_id"]].append(item)
    return grouped


@dataclass(frozen=True)
class Account:
    """One account with its rows."""

    row: Row
    usage: list[Row]
    tickets: list[Row]
    churn: list[Row]
    subscriptions: list[Row]

    @property
    def id(self) -> str:
        return self.row["account_id"]

    @property
    def seats(self) -> int:
        return int(self.row["seats"])

    def uses(self, first: int, last: int) -> int:
        """Feature uses between `first` (included) and `last` (excluded) days ago."""
        return sum(int(u["usage_count"]) for u in self.usage if first <= age(u["usage_date"]) < last)

    @property
    def recent(self) -> int:
        return self.uses(0, QUARTER)

    @property
    def trend(self) -> float:
        """This quarter's use over the last one's; 1.0 where there was none to compare with."""
        before = self.uses(QUARTER, 2 * QUARTER)
        return round(self.recent / before, 3) if before else 1.0

    @property
    def error_rate(self) -> float:
        errors = sum(int(u["error_count"]) for u in self.usage if age(u["usage_date"]) < QUARTER)
        return round(errors / self.recent, 3) if self.recent else 0.0

    @property
    def open_tickets(self) -> int:
        """Tickets of the last 60 days: the data closes all of them, so these stand in for open ones."""
        return sum(age(ticket["submitted_at"]) < 60 for ticket in self.tickets)

    @property
    def activated(self) -> bool:
        """Has used at least three different features."""
        return len({u["feature_name"] for u in self.usage}) >= 3

    @property
    def csm_managed(self) -> bool:
        """Enterprise accounts of 50 seats and more have a success manager."""
        return self.row["plan_tier"] == "Enterprise" and self.seats >= 50

    @property
    def events(self) -> int:
        return sum(age(u["usage_date"]) < QUARTER for u in self.usage)

    def attributes(self) -> dict[str, Any]:
        """What a message may know of the account."""
        country = COUNTRIES.get(self.row["country"], self.row["country"])
        return {
            "company": self.row["account_name"].replace("_", " "),
            "industry": self.row["industry"],
            "plan": "trial" if self.on_trial else self.row["plan_tier"].lower(),
            "seats": self.seats,
            "country": country,
            "role": "admin",
            "csm_managed": self.csm_managed,
            "activated": self.activated and not self.on_trial,
            "error_rate": self.error_rate,
            "open_tickets": self.open_tickets,
            "usage_trend": self.trend,
        }

    @property
    def on_trial(self) -> bool:
        return self.row["is_trial"] == "TRUE"


def segments_of(account: Account) -> Iterator[tuple[str, float]]:
    """The segments an account, or its admin, is in, each with the rule's confidence; most urgent first."""
    left = any(age(event["churn_date"]) < QUARTER for event in account.churn)
    signs = sum((left, account.error_rate >= 0.10, account.open_tickets >= 2, account.trend < 0.5))
    if signs >= 2:
        yield "churn-risk-accounts", min(0.5 + 0.15 * signs, 0.95)
    if account.recent >= 0.9 * PLAN_EVENTS[account.row["plan_tier"]]:
        yield "plan-limit-accounts", 0.9
    if account.trend < 0.6 and account.events >= 3:
        yield "declining-engagement-accounts", round(1 - account.trend, 2)
    if account.on_trial:
        yield "evaluator-admins", 0.8
    grew = any(s["upgrade_flag"] == "TRUE" and age(s["start_date"]) < QUARTER for s in account.subscriptions)
    if grew and not account.on_trial:
        yield "seat-growth-admins", 0.7
    if age(account.row["signup_date"]) < 60 and not account.on_trial:
        yield "onboarding-accounts", 0.8


VERSIONS = {"evaluator-admins": 3}
USER_SCOPED = {"evaluator-admins", "seat-growth-admins"}
PLAYS = {
    "churn-risk-accounts": ["churn-status-email", "csm-handover-note"],
    "plan-limit-accounts": ["plan-limit-email", "plan-limit-in-app"],
    "declining-engagement-accounts": ["declining-engagement-email", "declining-engagement-in-app"],
    "evaluator-admins": ["trial-activation-email", "trial-activation-checklist"],
    "seat-growth-admins": ["seat-expansion-email", "seat-expansion-in-app"],
    "onboarding-accounts": ["trial-activation-checklist", "trial-activation-email"],
}


def assignments_of(account: Account) -> Iterator[dict[str, Any]]:
    """The account's assignments. `observed_at` is left out: it is the moment they are imported."""
    for segment, confidence in segments_of(account):
        scope = "user" if segment in USER_SCOPED else "account"
        subject = {"user_id": f"{account.id}.admin"} if scope == "user" else {"account_id": account.id}
        yield {
            "segment_id": segment,
            "version": VERSIONS.get(segment, 1),
            "scope": scope,
            **subject,
            "confidence": round(confidence, 2),
            "events": account.events,
            "source": "ravenstack",
        }


def request_of(account: Account) -> dict[str, Any]:
    """One request an account: the plays of its segments, most urgent first; an account in none asks for onboarding."""
    plays = [play for segment, _ in segments_of(account) for play in PLAYS[segment]]
    return {
        "request_id": f"ravenstack-2024-12-31:{account.id}",
        "template": plays or ["trial-activation-email"],
        "user_id": f"{account.id}.admin",
        "account_id": account.id,
        "locale": "de" if account.row["country"] == "DE" else "en",
        "attributes": account.attributes(),
    }


def accounts() -> list[Account]:
    """All accounts of the data set."""
    subscriptions = rows("subscriptions")
    owner = {s["subscription_id"]: s["account_id"] for s in subscriptions}
    usage, held = by_account(rows("feature_usage"), owner), by_account(subscriptions)
    tickets, churn = by_account(rows("supports_ticket")), by_account(rows("churn_events"))
    names = [row["account_id"] for row in rows("accounts")]
    made = zip(names, rows("accounts"), strict=True)
    return [Account(row, usage[name], tickets[name], churn[name], held[name]) for name, row in made]


def write(path: Path, items: Iterable[dict[str, Any]]) -> int:
    """Writes JSON lines; says how many."""
    lines = [json.dumps(item, ensure_ascii=False) for item in items]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main(target: Path) -> dict[str, int]:
    """Writes both files into `target`, which is made where missing; says how many lines each has."""
    target.mkdir(parents=True, exist_ok=True)
    found = accounts()
    stated = [assignment for account in found for assignment in assignments_of(account)]
    return {
        "assignments": write(target / "assignments.jsonl", stated),
        "requests": write(target / "requests.jsonl", map(request_of, found)),
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python derive.py OUT_DIR")
    print(json.dumps(main(Path(sys.argv[1]))))
