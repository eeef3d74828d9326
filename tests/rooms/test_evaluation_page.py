"""The page and the JUnit file of a run: nothing becomes markup, every span is marked, both say what the run says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.evals import CaseResult, Compared, Judged, Run, Summary
from content_engine.domain.llm import Usage
from content_engine.domain.writing import Score
from content_engine.reporting import evaluation_page, junit
from content_engine.reporting.evaluation import highlighted

hostile = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'\x00\x1b\u202e\ud800]]>")), max_size=40).map(
    lambda text: text + "<script>alert(1)</script>"
)


def a_text(text: str = "Connect your data", **given_: Any) -> Judged:
    """A text with a value, a failure and a violation."""
    scores = (Score(evaluator="length", value=0.5, reason=text), Score(evaluator="judge", failure=text))
    violation = {"guardrail": "link", "severity": "reject", "span": [0, 7], "message": text, "field": "text"}
    told: dict[str, Any] = {"index": 0, "content": {"text": text}, "scores": scores, "violations": (violation,)}
    return Judged(**{**told, **given_})


def a_run(text: str = "Connect your data", **given_: Any) -> Run:
    """A run with a case that has a text, one that has none and a good one."""
    good = a_text(scores=(Score(evaluator="length", value=1.0),), violations=())
    told: dict[str, Any] = {
        "id": "run-1", "suite": "variant", "prompt": "variant/2", "prompt_hash": "0" * 64, "model": "m",
        "origin": "llm", "catalog_version": "v", "at": 1_800_000_000_000, "passed": False, "usage": Usage(),
        "cases": (CaseResult(case="low", judged=(a_text(text),)), CaseResult(case="lost", failure=text),
                  CaseResult(case="good", judged=(good,))),
        "summaries": (
            Summary(evaluator="length", mean=0.75, low=0.1, high=1, values=2, failures=1, threshold=0.9, passed=False),
            Summary(evaluator="judge", mean=None, failures=2, threshold=3, passed=False),
            Summary(evaluator="pairwise", mean=0.5, position_bias=0.2, agreement=0.6),
            Summary(evaluator="grounding", mean=None, threshold=0.9, skipped="nothing looks"),
        ),
    }  # fmt: skip
    return Run(**{**told, **given_})


def suite_of(run: Run) -> ElementTree.Element:
    """The test suite in the JUnit file of a run."""
    root = ElementTree.fromstring(junit(run).encode("utf-8"))  # noqa: S314 - it is our own
    assert (root.tag, [child.tag for child in root]) == ("testsuites", ["testsuite"])
    return root[0]


class Reader(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Notes the element; nothing may be loaded or run."""
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name in ("src", "srcset", "style") or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Notes the text."""
        self.words.append(data)


@given(hostile)
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever a model wrote or a judge said, in both runs: no element comes of it, no address is loaded."""
    told = [Compared(evaluator="length", better=1, worse=0, same=0, mean=0.5, low=0.1, high=0.9, p=0.5)]
    page = evaluation_page(a_run(text), other=a_run(text), compared=told, changes={("low", "length"): "better"})
    plain = evaluation_page(a_run(), other=a_run(), compared=told, changes={("low", "length"): "better"})
    read, known = Reader(page), Reader(plain)
    assert [tag for tag in read.tags if tag != "mark"] == [tag for tag in known.tags if tag != "mark"]
    assert "script" not in read.tags
    assert "default-src &#x27;none&#x27;" in page


def test_the_page_says_what_the_run_says() -> None:
    """The verdict, every evaluator, the case without a text, what was skipped, and which texts no model wrote."""
    told = " ".join(Reader(evaluation_page(a_run(origin="offline"))).words)
    for words in ("failed", "length", "0.75", "No text:", "grounding (nothing looks)", "built-in writer", "70 %"):
        assert words in told
    assert "built-in writer" not in " ".join(Reader(evaluation_page(a_run())).words)


def test_cases_to_look_at_are_open() -> None:
    """Those below a threshold and those without a text stand open and are linked, the good one is folded."""
    page = evaluation_page(a_run())
    opened = dict(re.findall(r'<details class="case card" id="case-(\w+)"( open="open")?>', page))
    assert {name: bool(shown) for name, shown in opened.items()} == {"low": True, "lost": True, "good": False}
    assert page.count('href="#case-low"') == page.count('href="#case-lost"') == 1
    assert 'href="#case-good"' not in page


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(-2, 25), st.integers(-2, 25)), max_size=4))
def test_spans_are_marked_and_nothing_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    """The words stay as they are, and exactly the characters in some span are marked."""
    violations = tuple({"field": "text", "span": list(span)} for span in spans)
    shown = "".join(highlighted("text", text, Judged(index=0, content={}, scores=(), violations=violations)))
    read = Marks(shown)
    inside = {at for start, end in spans for at in range(max(start, 0), min(end, len(text)))}
    unfit = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
    assert read.text == unfit.sub("\ufffd", text)
    assert read.marked == inside


class Marks(HTMLParser):
    """The text of marked up text, and which of its characters are marked."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self._in = "", set[int](), False
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A mark begins."""
        assert tag == "mark"
        self._in = True

    def handle_endtag(self, tag: str) -> None:
        """A mark ends."""
        self._in = False

    def handle_data(self, data: str) -> None:
        """Text, marked or not."""
        if self._in:
            self.marked |= set(range(len(self.text), len(self.text) + len(data)))
        self.text += data


@given(hostile)
def test_junit_is_well_formed(text: str) -> None:
    """Whatever was written: XML that parses, with counts that are those of its elements."""
    suite = suite_of(a_run(text))
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases)
    for sort in ("failure", "error", "skipped"):
        counted = int(suite.attrib[{"failure": "failures", "error": "errors"}.get(sort, sort)])
        assert counted == sum(case.find(sort) is not None for case in cases)


def outcomes(run: Run) -> dict[str, str]:
    """Every test case of the JUnit file with what became of it."""
    return {
        f"{case.attrib['classname']}.{case.attrib['name']}": case[0].tag if len(case) else "passed"
        for case in suite_of(run).findall("testcase")
    }


def test_junit_says_what_the_run_says() -> None:
    """Below a threshold that fails: a failure; broke: an error; skipped: skipped; no threshold: no test case."""
    assert outcomes(a_run()) == {
        "variant.length.mean": "failure",
        "variant.length.low": "failure",
        "variant.length.lost": "error",
        "variant.length.good": "passed",
        "variant.judge.mean": "failure",
        "variant.judge.low": "error",
        "variant.judge.lost": "error",
        "variant.grounding.mean": "skipped",
    }


def test_a_low_case_under_a_threshold_that_holds_is_no_failure() -> None:
    """The file fails where the command does: by the mean."""
    held = Summary(evaluator="length", mean=0.75, values=2, failures=1, threshold=0.7, passed=True)
    assert outcomes(a_run(summaries=(held,)))["variant.length.low"] == "passed"


def test_junit_has_the_elements_in_their_order() -> None:
    """As the schema of Ant's JUnit task wants them: properties, test cases, then the two streams."""
    suite = suite_of(a_run())
    tags = [child.tag for child in suite]
    assert tags == ["properties", *["testcase"] * 8, "system-out", "system-err"]
    wanted = {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"}
    assert set(suite.attrib) == wanted
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
    for case in suite.findall("testcase"):
        assert set(case.attrib) == {"name", "classname", "time"}
