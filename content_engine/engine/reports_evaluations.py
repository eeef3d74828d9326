"""What evaluations found: runs over time, judges beside editors, and what writing and judging cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content_engine.domain.evals import Run, RunStore
from content_engine.domain.ledger import Ledger
from content_engine.domain.writing import Score, VariantStore, content_hash
from content_engine.engine.publishing import ENGINE, every
from content_engine.evaluation import AgainstEditors, against_editors, editors_word
from content_engine.evaluation.editors import Word
from content_engine.reporting import Cell, Column, Note, Plot, Section

MACHINES = frozenset({ENGINE, "checks"})
"""Actors of reviews that are no people."""
JUDGE = "judge"
"""What a judge's score of a generated text is called."""
MOST_RUNS = 500
MOST_READ = 60
"""Runs whose texts are looked at for judgements on reviewed texts, newest first."""
MOST_LABELS = 5_000
_LAST = (
    Column("suite", "Suite"),
    Column("prompt", "Prompt"),
    Column("model", "Model"),
    Column("at", "Last run", "moment"),
    Column("result", "Result"),
    Column("below", "Does not hold"),
    Column("runs", "Runs", "count"),
    Column("run", "Run", wide=True),
)
_OVER_TIME = (
    Column("at", "At", "moment"),
    Column("evaluator", "Evaluator"),
    Column("mean", "Mean", "number"),
    Column("low", "Low, 95 %", "number"),
    Column("high", "High, 95 %", "number"),
    Column("prompt", "Prompt"),
    Column("model", "Model"),
    Column("run", "Run", wide=True),
)
_EDITORS = (
    Column("evaluator", "Judge"),
    Column("texts", "Texts", "count"),
    Column("agreement", "Agreement", "rate"),
    Column("kappa", "Cohen's kappa", "number"),
    Column("error", "Its error", "number"),
)
_TABLE = (
    Column("evaluator", "Judge"),
    Column("judge", "The judge would"),
    Column("editors", "Editors did"),
    Column("texts", "Texts", "count"),
)
_SPENT = (
    Column("day", "Day", "day"),
    Column("model", "Model"),
    Column("calls", "Calls", "count"),
    Column("stored", "From the store", "count"),
    Column("failed", "Failed", "count"),
    Column("tokens", "Tokens", "count"),
    Column("usd", "US dollars", "number"),
)
_NO_RUNS = Note("no_runs", "No suite was run in this time: content-engine eval SUITE.")
_NO_EDITORS = Note("no_editors", "No judge has judged a text that an editor approved, rejected or labelled.")
_FEW = Note("few_texts", "Kappa from fewer than 30 texts says little; its error says how little.")


@dataclass
class EvaluationsReport:
    """Figures from runs and calls from `since` until before `until` (ms), and from all reviews."""

    runs: RunStore
    variants: VariantStore
    ledger: Ledger
    since: int
    until: int

    def __post_init__(self) -> None:
        listed = self.runs.runs(limit=MOST_RUNS, before=self.until)
        self.listed = [one for one in listed if one["at"] >= self.since]
        self.days = list(self.ledger.spending(since=self.since, until=self.until))

    def sentences(self) -> list[str]:
        """What is told first."""
        last = self._last()
        failed = [one["suite"] for one in last if not one["passed"]]
        if not last:
            return []
        kept = "all passed" if not failed else f"failed: {', '.join(failed)}"
        spent = sum(one["micro_usd"] for one in self.days) / 1e6
        runs = f"{len(self.listed)} run{'s' * (len(self.listed) != 1)} of {len(last)} suite{'s' * (len(last) != 1)}"
        return [f"{runs}; the last of each: {kept}.", f"Language models cost {spent:.2f} US dollars in this time."]

    def sections(self) -> list[Section]:
        """All of them."""
        notes = () if self.listed else (_NO_RUNS,)
        first = Section("suites", "Suites now", _LAST, tuple(self._rows()), notes=notes)
        return [first, *self._over_time(), *self.beside_editors(), self._spent()]

    def _last(self) -> list[Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        for one in self.listed:
            found.setdefault(one["suite"], one)
        return [found[suite] for suite in sorted(found)]

    def _rows(self) -> Iterator[Mapping[str, Cell]]:
        for one in self._last():
            low = [summary["evaluator"] for summary in one["summaries"] if summary["passed"] is False]
            yield {
                "suite": one["suite"],
                "prompt": one["prompt"],
                "model": one["model"],
                "at": one["at"],
                "result": "passed" if one["passed"] else "failed",
                "below": ", ".join(low),
                "runs": sum(other["suite"] == one["suite"] for other in self.listed),
                "run": one["id"],
            }

    def _over_time(self) -> Iterator[Section]:
        for number, last in enumerate(self._last()):
            runs = [one for one in reversed(self.listed) if one["suite"] == last["suite"]]
            rows = [row for run in runs for row in _points(run)]
            judges = {row["evaluator"] for row in rows if row["mean"] > 1}
            plot = Plot("line", "at", ("mean",), by="evaluator") if len(runs) > 1 else None
            for name, title, text, shown in (
                ("over-time", "Runs over time", "The mean over cases of each evaluator: shares of 1.", False),
                ("judges-over-time", "Judges over time", "The mean over cases of each judge, from 1 to 5.", True),
            ):
                told = tuple(row for row in rows if (row["evaluator"] in judges) is shown)
                if told:
                    yield Section(f"{name}-{number}", title, _OVER_TIME, told, text, group=last["suite"], plot=plot)

    def beside_editors(self) -> list[Section]:
        """Judges beside editors: their agreement, and who said what."""
        told = [one for one in self._judges() if one.agreement.n]
        text = "A judge counts as approving from 3.5 of 5. Kappa is agreement beyond chance: 0 none, 1 complete."
        few = (_FEW,) if any(one.agreement.n < 30 for one in told) else ()
        notes = few if told else (_NO_EDITORS,)
        rows = tuple(_agreed(one) for one in told)
        first = Section("judges", "Judges beside editors", _EDITORS, rows, text, notes=notes)
        table = tuple(row for one in told for row in _confusion(one))
        if not told:
            return [first]
        return [first, Section("confusion", "Who said what", _TABLE, table)]

    def _judges(self) -> list[AgainstEditors]:
        """By judge, over texts that editors decided on and that it judged, when they were written or in a run."""
        words = self._words()
        seen = self._in_runs(set(words))
        pairs = [(_by_name(own, seen.get(hashed, {})), word) for hashed, (own, word) in words.items()]
        names = sorted({score.evaluator for scores, _ in pairs for score in scores})
        return [against_editors(pairs, name) for name in names]

    def _words(self) -> dict[str, tuple[Sequence[Score], Word]]:
        """What editors decided by the hash of the text, with what judges said when it was written."""
        found: dict[str, tuple[Sequence[Score], Word]] = {}
        for variant in every(self.variants, "approved", "rejected", "retired", "in_review"):
            reviews = [one for one in self.variants.reviews(variant.id) if one.actor not in MACHINES]
            word = editors_word(reviews, variant.content_hash)
            if word is not None:
                own = [one for one in variant.scores if one.evaluator == JUDGE and one.value is not None]
                found[variant.content_hash] = (own, word)
        return found | self._labelled(found)

    def _labelled(
        self, reviewed: Mapping[str, tuple[Sequence[Score], Word]]
    ) -> dict[str, tuple[Sequence[Score], Word]]:
        """The same of texts in runs that people labelled, the newest word on each; a review's word goes before."""
        labels = reversed(self.runs.labels(limit=MOST_LABELS))
        return {one.content_hash: ((), one.word) for one in labels if one.content_hash not in reviewed}

    def _in_runs(self, hashes: set[str]) -> dict[str, dict[str, Score]]:
        """What each judge said last of each reviewed text, in runs of this time."""
        found: dict[str, dict[str, Score]] = defaultdict(dict)
        for one in self.listed[:MOST_READ] if hashes else ():
            run = self.runs.run(one["id"])
            for hashed, score in _scores(run) if run else ():
                if hashed in hashes and score.value is not None:
                    found[hashed].setdefault(score.evaluator, score)
        return found

    def _spent(self) -> Section:
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for one in self.days:
            key = (one["day"], one["model"])
            row = rows.setdefault(key, {"calls": 0, "stored": 0, "failed": 0, "tokens": 0, "usd": 0.0})
            row["calls"] += one["calls"]
            row["stored"] += one["calls"] if one["outcome"] == "stored" else 0
            row["failed"] += one["calls"] if one["outcome"] not in ("ok", "stored") else 0
            row["tokens"] += one["tokens"] if one["outcome"] != "stored" else 0
            row["usd"] += one["micro_usd"] / 1e6 if one["outcome"] != "stored" else 0
        told = tuple({"day": day, "model": model, **row} for (day, model), row in sorted(rows.items()))
        text = "Every call of a language model, for writing as for judging. What came from the store was paid before."
        return Section("spent", "Spent on language models", _SPENT, told, text)


def _by_name(own: Sequence[Score], later: Mapping[str, Score]) -> tuple[Score, ...]:
    """One score of each judge, the later one where there are two."""
    return tuple(({one.evaluator: one for one in own} | dict(later)).values())


def _scores(run: Run) -> Iterator[tuple[str, Score]]:
    """Judges' scores by the hash of the text."""
    judges = {name for name, told in run.params.items() if told.get("use") == "judge"}
    for case in run.cases:
        for text in case.judged:
            hashed = content_hash(text.content)
            yield from ((hashed, score) for score in text.scores if score.evaluator in judges)


def _points(run: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in run["summaries"]:
        if one["mean"] is not None:
            yield {
                "at": run["at"],
                "evaluator": one["evaluator"],
                "mean": one["mean"],
                "low": one["low"],
                "high": one["high"],
                "prompt": run["prompt"],
                "model": run["model"],
                "run": run["id"],
            }


def _agreed(one: AgainstEditors) -> Mapping[str, Cell]:
    told = one.agreement
    return {
        "evaluator": one.evaluator,
        "texts": told.n,
        "agreement": told.share,
        "kappa": told.kappa,
        "error": told.error,
    }


def _confusion(one: AgainstEditors) -> Sequence[Mapping[str, Cell]]:
    words: tuple[Word, Word] = ("approve", "reject")
    return [
        {"evaluator": one.evaluator, "judge": judge, "editors": editors, "texts": one.table.get((judge, editors), 0)}
        for judge in words
        for editors in words
    ]
