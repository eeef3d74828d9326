"""An evaluation run as one HTML file: what came out, beside an earlier run where there is one, and every text.

No script, nothing loaded from elsewhere; long parts fold away by themselves. Whatever a model or an editor wrote is
shown and never becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from content_engine.domain.base import from_ms
from content_engine.domain.evals import CaseResult, Compared, Judged, Run, Summary
from content_engine.domain.writing import Score
from content_engine.reporting.evaluation_style import EVALUATION_STYLE
from content_engine.reporting.markup import Html, join, tag
from content_engine.reporting.page import POLICY
from content_engine.reporting.style import STYLE
from content_engine.reporting.words import MINUS, NOTHING

Changes = Mapping[tuple[str, str], str]
"""`better`, `worse` or `same` by (case, evaluator)."""
WORDS = {"better": "▲ better", "worse": "▼ worse", "same": "= same"}


def evaluation_page(
    run: Run, *, other: Run | None = None, compared: Sequence[Compared] = (), changes: Changes | None = None
) -> str:
    """The run as a whole HTML document (UTF-8), beside `other` where there is one, compared as given."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"Evaluation of {run.suite} · content-engine"),
        tag("style", STYLE, EVALUATION_STYLE),
    )
    before = {case.case: case for case in other.cases} if other else {}
    told = changes or {}
    cases = [_case(case, before.get(case.case), run.summaries, told) for case in run.cases]
    parts = [_summaries(run), _comparison(other, compared) if other else "", tag("h2", "Cases"), _look(run, told)]
    body = tag("body", _header(run, other, compared), tag("main", *parts, *cases), _footer(run))
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def _header(run: Run, other: Run | None, compared: Sequence[Compared]) -> Html:
    by = f"by {run.model}" if run.model != "none" else "over fixed texts"
    what = join("Prompt ", _code(run.prompt), f" {by}") if run.prompt else join(by.capitalize())
    sentences = [tag("li", one) for one in _sentences(run, other, compared)]
    return tag(
        "header",
        tag("p", "content-engine evaluation", class_="eyebrow"),
        tag("h1", tag("bdi", run.suite), " ", _badge("passed" if run.passed else "failed", run.passed)),
        tag("p", what, f", {from_ms(run.at):%-d %b %Y, %H:%M} UTC", class_="when"),
        tag("ul", *sentences, class_="headline"),
    )


def _sentences(run: Run, other: Run | None, compared: Sequence[Compared]) -> Iterator[str]:
    wanted = [one for one in run.summaries if one.threshold is not None and not one.skipped]
    failed = [one.evaluator for one in wanted if one.passed is False]
    texts = sum(len(case.judged) for case in run.cases)
    kept = "every threshold holds" if not failed else f"thresholds that do not hold: {', '.join(failed)}"
    yield f"{len(run.cases)} cases, {texts} texts: {kept}."
    if other is not None:
        moved = [_moved(one) for one in compared if one.better or one.worse]
        beside = f"Beside run {other.id} ({other.writer}): "
        yield beside + ("; ".join(moved) if moved else "nothing differs") + "."
    if run.origin == "offline" and run.prompt:
        yield "The built-in writer wrote these texts, no language model did: they say nothing about a prompt's quality."
    broke = sum(case.failure is not None for case in run.cases)
    if broke:
        yield f"{broke} cases have no text, because something broke: that is never counted as a bad text."
    skipped = [one for one in run.summaries if one.skipped]
    if skipped:
        yield f"Not measured: {', '.join(f'{one.evaluator} ({one.skipped})' for one in skipped)}."


def _moved(one: Compared) -> str:
    return f"{one.evaluator} {one.better} better, {one.worse} worse"


def _badge(words: str, good: bool | None) -> Html:
    return tag("span", words, class_=f"badge {'good' if good else 'bad' if good is False else 'plain'}")


def _code(value: str) -> Html:
    return tag("bdi", value, class_="code")


def _figure(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    if value is None:
        return NOTHING
    return "0" if abs(value) < 0.0005 else f"{value:+.3f}".replace("-", MINUS)


def _summaries(run: Run) -> Html:
    titles = ("Evaluator", "Mean over cases", "Wanted", "Threshold", "Texts", "Broke", "Agreement")
    head = tag("tr", *(tag("th", one, scope="col", class_=_side(at)) for at, one in enumerate(titles)))
    rows = [_summary(one) for one in run.summaries]
    biased = [one for one in run.summaries if one.position_bias is not None]
    notes = [
        tag("li", f"{one.evaluator}: the text shown first won {100 * (0.5 + (one.position_bias or 0)):.0f} % of the "
            "judgements; 50 % means that the order did not matter.")
        for one in biased
    ]  # fmt: skip
    return tag(
        "section",
        tag("h3", "Evaluators", id="evaluators"),
        tag("p", "Means with their 95 % interval. Agreement is how often repeated judgements say the same."),
        _table("Evaluators", head, rows),
        tag("ul", *notes, class_="notes") if notes else "",
        class_="card",
        aria_labelledby="evaluators",
    )


def _side(at: int) -> str | None:
    return "number" if at in (1, 2, 4, 5, 6) else None


def _table(title: str, head: Html, rows: Sequence[Html]) -> Html:
    caption = tag("caption", tag("span", title, class_="unseen"))
    whole = tag("table", caption, tag("thead", head), tag("tbody", *rows))
    return tag("div", whole, class_="wide", tabindex="0", role="region", aria_label=title)


def _summary(one: Summary) -> Html:
    ends = f"{_figure(one.low)} to {_figure(one.high)}" if one.low is not None else ""
    verdict = _badge("skipped", None) if one.skipped else _verdict(one)
    return tag(
        "tr",
        tag("td", tag("bdi", one.evaluator)),
        tag("td", _figure(one.mean), tag("span", ends, class_="ends") if ends else "", class_="number"),
        tag("td", _figure(one.threshold), class_="number"),
        tag("td", verdict),
        tag("td", str(one.values), class_="number"),
        tag("td", str(one.failures or NOTHING), class_="number"),
        tag("td", NOTHING if one.agreement is None else f"{100 * one.agreement:.0f} %", class_="number"),
    )


def _verdict(one: Summary) -> Html:
    if one.passed is None:
        return _badge("told only" if one.threshold is None else "nothing measured", None)
    low = one.mean is not None and one.threshold is not None and one.mean < one.threshold
    return _badge("holds" if one.passed else "fails" if low else "too many broke", one.passed)


def _comparison(other: Run, compared: Sequence[Compared]) -> Html:
    titles = ("Evaluator", "Better", "Worse", "Same", "Mean difference", "p")
    head = tag("tr", *(tag("th", one, scope="col", class_="number" if at else None) for at, one in enumerate(titles)))
    rows = [
        tag(
            "tr",
            tag("td", tag("bdi", one.evaluator)),
            *(tag("td", str(count), class_="number") for count in (one.better, one.worse, one.same)),
            tag("td", *_difference(one), class_="number"),
            tag("td", _p(one.p), class_="number"),
        )
        for one in compared
    ]
    beside = join("Case by case against ", _code(other.id), f" ({other.writer}). ")
    told = "The difference is this run minus that one, with its paired 95 % interval; p is the sign-flip test's."
    return tag(
        "section",
        tag("h3", "Beside the earlier run", id="compared"),
        tag("p", beside, told),
        _table("Comparison", head, rows),
        class_="card",
        aria_labelledby="compared",
    )


def _p(value: float | None) -> str:
    return NOTHING if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"


def _difference(one: Compared) -> Iterator[Html]:
    # with many equal cases the interval is too narrow, so the test must agree
    clear = one.low is not None and one.high is not None and (one.low > 0 or one.high < 0)
    sure = clear and one.p is not None and one.p < 0.05
    tone = f"sure {'up' if (one.mean or 0) > 0 else 'down'}" if sure else None
    yield tag("span", _signed(one.mean), class_=tone)
    if one.low is not None:
        yield tag("span", f"{_signed(one.low)} to {_signed(one.high)}", class_="ends")


def _look(run: Run, changes: Changes) -> Html:
    """Links to the cases that matter: those that broke, fell, or are below a threshold."""
    links = [
        tag("li", tag("a", tag("bdi", case.case), href=f"#case-{case.case}"))
        for case in run.cases
        if _noteworthy(case, run.summaries, changes)
    ]
    if not links:
        return tag("p", "No case is below a threshold, broke, or differs from the earlier run.", class_="when")
    told = tag("p", f"{len(links)} of {len(run.cases)} cases are below a threshold, broke, or differ; they are open.")
    return tag("nav", told, tag("ul", *links), aria_label="Cases to look at", class_="look")


def _noteworthy(case: CaseResult, summaries: Sequence[Summary], changes: Changes) -> bool:
    differs = any(changes.get((case.case, one.evaluator)) in ("better", "worse") for one in summaries)
    return case.failure is not None or differs or any(_below(case, one) for one in summaries)


def _values(case: CaseResult, evaluator: str) -> list[float]:
    scores = [score for text in case.judged for score in text.scores if score.evaluator == evaluator]
    return [score.value for score in scores if score.value is not None]


def _below(case: CaseResult, summary: Summary) -> bool:
    values = _values(case, summary.evaluator)
    broke = any(score.failure for text in case.judged for score in text.scores if score.evaluator == summary.evaluator)
    return broke or bool(values and summary.threshold is not None and fmean(values) < summary.threshold)


def _case(case: CaseResult, before: CaseResult | None, summaries: Sequence[Summary], changes: Changes) -> Html:
    at = f"case-{case.case}"
    open_ = "open" if _noteworthy(case, summaries, changes) else None
    texts = [_failure(case.failure)] if case.failure else [_text(one, summaries) for one in case.judged]
    now = tag("div", tag("h4", "This run") if before else "", *texts, class_="side")
    then = tag("div", tag("h4", "Earlier run"), *_earlier(before, summaries), class_="side") if before else ""
    inside = tag("div", now, then, class_="sides" if before else "single")
    return tag("details", _line(case, summaries, changes), inside, class_="case card", id=at, open=open_)


def _line(case: CaseResult, summaries: Sequence[Summary], changes: Changes) -> Html:
    marks: list[Html] = []
    for one in summaries:
        values = _values(case, one.evaluator)
        change = changes.get((case.case, one.evaluator))
        if values and (_below(case, one) or change in ("better", "worse")):
            words = f"{one.evaluator} {_figure(fmean(values))}"
            told = f"{words} {WORDS[change][0]}" if change in ("better", "worse") else words
            marks.append(_badge(told, change == "better" if change in ("better", "worse") else False))
    if case.failure:
        marks.append(_badge("broke", False))
    where = join(" ", tag("bdi", case.component), f" · {case.locale}" if case.locale else "")
    return tag("summary", tag("bdi", case.case, class_="name"), tag("span", where, class_="where"), *marks)


def _failure(why: str) -> Html:
    return tag("p", "No text: ", tag("bdi", why), class_="broke")


def _earlier(before: CaseResult, summaries: Sequence[Summary]) -> list[Html]:
    if before.failure:
        return [_failure(before.failure)]
    return [_text(one, summaries) for one in before.judged]


def _text(one: Judged, summaries: Sequence[Summary]) -> Html:
    fields = [
        tag("div", tag("dt", tag("bdi", name)), tag("dd", *highlighted(name, text, one), dir="auto"))
        for name, text in one.content.items()
    ]
    mended = tag("p", "The guardrails mended this text.", class_="soft") if one.fixed else ""
    order = [summary.evaluator for summary in summaries]
    told = sorted(one.scores, key=lambda score: order.index(score.evaluator) if score.evaluator in order else 99)
    least = {summary.evaluator: summary.threshold for summary in summaries}
    rows = [_score(score, least.get(score.evaluator)) for score in told]
    return tag("article", tag("dl", *fields, class_="text"), mended, *_broken(one), tag("table", tag("tbody", *rows)))


def highlighted(field: str, text: str, one: Judged) -> Iterator[Html]:
    """A field's text with the spans of its violations marked; spans that overlap are one."""
    spans = [(int(v["span"][0]), int(v["span"][1])) for v in one.violations if v.get("field") == field]
    at = 0
    for start, end in _merged(spans, len(text)):
        yield join(text[at:start])
        yield tag("mark", text[start:end])
        at = end
    yield join(text[at:])


def _merged(spans: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, size)) for start, end in spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _broken(one: Judged) -> Iterator[Html]:
    seen = dict.fromkeys((str(v["guardrail"]), str(v["severity"]), str(v["message"])) for v in one.violations)
    if seen:
        items = [
            tag("li", _badge(severity, None if severity == "flag" else False), " ", _code(rule), " ", message)
            for rule, severity, message in seen
        ]
        yield tag("ul", *items, class_="violations")


def _score(score: Score, least: float | None) -> Html:
    if score.failure is not None:
        value = tag("td", _badge("broke", False), class_="number")
        return tag("tr", tag("td", tag("bdi", score.evaluator)), value, tag("td", tag("bdi", score.failure)))
    low = least is not None and score.value is not None and score.value < least
    repeated = f" ({', '.join(f'{one:g}' for one in score.repeated)})" if len(score.repeated) > 1 else ""
    value = tag("td", tag("span", _figure(score.value), class_="sure down" if low else None), class_="number")
    return tag("tr", tag("td", tag("bdi", score.evaluator)), value, tag("td", tag("bdi", score.reason + repeated)))


def _footer(run: Run) -> Html:
    usage = run.usage
    paid = (
        f"{usage.tokens_in:,} tokens in, {usage.tokens_out:,} out, {usage.cost_usd:.4f} US dollars, {run.seconds:.1f} s"
    )
    return tag(
        "footer",
        tag("p", "Run ", _code(run.id), ", catalog ", _code(run.catalog_version), f". Paid for it: {paid}."),
        tag("p", "Prompt file ", _code(run.prompt_hash[:16]), " (SHA-256).") if run.prompt_hash else "",
    )
