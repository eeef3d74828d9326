"""An evaluation run as JUnit XML, which continuous integration reads.

One test suite; a test case for each evaluator with a threshold, and for each case under it. The elements and their
order are those of the schema of Apache Ant's JUnit task (Windy Road, https://github.com/windyroad/JUnit-Schema).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from xml.etree.ElementTree import Element, SubElement, tostring

from content_engine.domain.base import from_ms
from content_engine.domain.evals import CaseResult, Run, Summary
from content_engine.domain.writing import Score

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Test:
    """A test case: `sort` is `failure`, `error`, `skipped`, or empty where it passed."""

    name: str
    group: str
    seconds: float
    sort: str = ""
    message: str = ""
    detail: str = ""


def junit(run: Run) -> str:
    """The run as a JUnit XML document (UTF-8).

    A case fails under an evaluator whose threshold fails, and only then, where its own value is below the threshold: so
    the file and the exit status of the command say the same. What broke is an error, what was not measured is skipped.
    """
    tests = list(_tests(run))
    root = Element("testsuites")
    suite = SubElement(
        root,
        "testsuite",
        id="0",
        package="content-engine",
        name=run.suite,
        timestamp=f"{from_ms(run.at):%Y-%m-%dT%H:%M:%S}",
        hostname="localhost",
        tests=str(len(tests)),
        failures=_count(tests, "failure"),
        errors=_count(tests, "error"),
        skipped=_count(tests, "skipped"),
        time=f"{run.seconds:.3f}",
    )
    properties = SubElement(suite, "properties")
    for name in ("id", "prompt", "prompt_hash", "model", "origin", "catalog_version"):
        SubElement(properties, "property", name=name, value=_fit(str(getattr(run, name))))
    for test in tests:
        _add(suite, test)
    SubElement(suite, "system-out").text = "\n".join(_line(one) for one in run.summaries)
    SubElement(suite, "system-err").text = ""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _count(tests: list[_Test], sort: str) -> str:
    return str(sum(test.sort == sort for test in tests))


def _add(suite: Element, test: _Test) -> None:
    case = SubElement(
        suite, "testcase", name=_fit(test.name), classname=_fit(test.group), time=f"{max(test.seconds, 0):.3f}"
    )
    if test.sort == "skipped":
        SubElement(case, "skipped", message=_fit(test.message))
    elif test.sort:
        SubElement(case, test.sort, message=_fit(test.message), type=test.sort).text = _fit(test.detail)


def _tests(run: Run) -> Iterator[_Test]:
    for summary in run.summaries:
        if summary.threshold is not None:
            group = f"{run.suite}.{summary.evaluator}"
            yield _threshold(summary, group)
            if not summary.skipped:
                yield from (test for case in run.cases for test in _case(case, summary, group))


def _threshold(summary: Summary, group: str) -> _Test:
    if summary.skipped or summary.passed is None:
        return _Test("mean", group, 0.0, "skipped", summary.skipped or "no case was measured")
    return _Test("mean", group, 0.0, "" if summary.passed else "failure", _line(summary), _line(summary))


def _line(summary: Summary) -> str:
    if summary.skipped:
        return f"{summary.evaluator}: skipped: {summary.skipped}"
    mean = "no value" if summary.mean is None else f"{summary.mean:.3f}"
    least = "" if summary.threshold is None else f", at least {summary.threshold:g} is wanted"
    broke = f", {summary.failures} broke" if summary.failures else ""
    return f"{summary.evaluator}: mean {mean} of {summary.values} texts{least}{broke}"


def _case(case: CaseResult, summary: Summary, group: str) -> Iterator[_Test]:
    if case.failure is not None:
        yield _Test(case.case, group, case.seconds, "error", case.failure, case.failure)
        return
    scores = [score for text in case.judged for score in text.scores if score.evaluator == summary.evaluator]
    if not scores:
        return
    broke = [score.failure for score in scores if score.failure is not None]
    values = [score.value for score in scores if score.value is not None]
    if broke:
        yield _Test(case.case, group, case.seconds, "error", broke[0], "\n".join(broke))
    elif summary.passed is False and values and fmean(values) < (summary.threshold or 0.0):
        told = f"{fmean(values):.3f}, at least {summary.threshold:g} is wanted"
        yield _Test(case.case, group, case.seconds, "failure", told, _detail(case, scores))
    else:
        yield _Test(case.case, group, case.seconds)


def _detail(case: CaseResult, scores: list[Score]) -> str:
    texts = ["\n".join(text.content.values()) for text in case.judged]
    return "\n\n".join([*texts, *(f"{score.value}: {score.reason}" for score in scores)])
