"""The guardrails of one brand, compiled: the same rules on the request path and behind `POST /v1/checks`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from content_engine.domain.brand import Brand, Fact, OnFail
from content_engine.domain.catalog import Field_, Kind, Taxonomy
from content_engine.domain.errors import BadInput
from content_engine.domain.verdicts import Severity, Verdict, Violation
from content_engine.domain.writing import Evidence
from content_engine.guardrails.builtin import authored, built_in
from content_engine.guardrails.grounding import Grounding
from content_engine.guardrails.message import Message
from content_engine.guardrails.reading import Reading
from content_engine.guardrails.rule import Found, Rule

# A text that breaks a rule a hundred times is refused just as well after the first few.
_MOST = 20
_LONGEST = 40_000
_REMEMBERED = 8_192
_PASS = Verdict()


class Guardrails:
    """All rules of a brand, for every field of every kind. Nothing changes but the memory of texts seen."""

    def __init__(
        self, rules: Sequence[Rule], kinds: Mapping[str, Kind], message: Message, authored: Sequence[Rule] = ()
    ) -> None:
        self._rules = tuple(rules)
        self._authored = tuple(authored)
        self._kinds = dict(kinds)
        self._message = message
        self._seen = lru_cache(maxsize=_REMEMBERED)(self._judge)

    @property
    def params(self) -> dict[str, object]:
        """The configuration of every rule, by its id, and of the check of a whole message."""
        rules = {rule.id: {"on_fail": rule.on_fail, **rule.params} for rule in (*self._rules, *self._authored)}
        return {"rules": rules, "message": self._message.params}

    def check(
        self,
        content: str | Mapping[str, str],
        *,
        kind: str,
        locale: str = "en",
        max_chars: int | None = None,
        rendered: bool = True,
        known: Sequence[str] = (),
        sources: Sequence[tuple[str, str]] = (),
    ) -> Verdict:
        """The verdict on a content of `kind`: its fields, or the text of its first field.

        `max_chars` is a slot's own limit (code points after NFC) where it is tighter than the field's. With `rendered`
        False the content is template text, and its `{{ … }}` are taken for text to come. `known` are values that were
        filled in, which no author wrote; `sources` are passages (id, text) that may support a statement as facts do.
        Raises BadInput for an unknown kind or field.
        """
        rules = (*self._rules, *self._authored)
        readings = self._readings(content, kind, locale, max_chars, rendered, tuple(known), tuple(sources))
        return _judged(readings, rules, content)

    def evidence(
        self,
        content: str | Mapping[str, str],
        *,
        kind: str,
        locale: str = "en",
        sources: Sequence[tuple[str, str]] = (),
        rendered: bool = True,
    ) -> tuple[Evidence, ...]:
        """What each statement of a content rests on: ids of facts, and of `sources` (id, text).

        Empty for a brand without facts. Raises BadInput for an unknown kind or field.
        """
        rules = [rule for rule in self._authored if isinstance(rule, Grounding)]
        readings = self._readings(content, kind, locale, None, rendered, (), tuple(sources))
        return tuple(each for reading in readings for rule in rules for each in rule.evidence(reading))

    def _readings(
        self,
        content: str | Mapping[str, str],
        kind: str,
        locale: str,
        max_chars: int | None,
        rendered: bool,
        known: tuple[str, ...],
        sources: tuple[tuple[str, str], ...],
    ) -> list[Reading]:
        declared = self._kind(kind)
        texts = {declared.fields[0].name: content} if isinstance(content, str) else dict(content)
        return [
            Reading(
                texts.get(field.name, ""),
                field,
                kind,
                locale,
                rendered,
                min(field.max_chars, max_chars or field.max_chars),
                known,
                sources,
            )
            for field in _fields(declared, texts)
        ]

    def inspect(
        self, fields: Mapping[str, str], kind: str, *, locale: str = "en", max_chars: int | None = None
    ) -> bool:
        """Whether rendered `fields` may be shown. A content seen before is answered from memory.

        Rules on what an author wrote (facts, language, names) are not asked again: they were when the text came in.
        """
        return self._seen(kind, locale, max_chars, tuple(fields.items()))

    def check_html(self, html: str) -> Verdict:
        """The verdict on a whole rendered HTML message: footer, way out, nothing active, no foreign link."""
        found = [_violation(self._message.id, "reject", "html", one) for one in self._message_faults(html)]
        return Verdict(verdict="reject", violations=tuple(found)) if found else _PASS

    def _judge(self, kind: str, locale: str, max_chars: int | None, fields: tuple[tuple[str, str], ...]) -> bool:
        readings = self._readings(dict(fields), kind, locale, max_chars, True, (), ())
        return _judged(readings, self._rules, dict(fields)).shows

    def _kind(self, kind: str) -> Kind:
        known = self._kinds.get(kind)
        if known is None:
            raise BadInput(f"there is no kind {kind!r}; the kinds are {', '.join(sorted(self._kinds))}", field="kind")
        return known

    def _message_faults(self, html: str) -> list[Found]:
        try:
            return list(islice(self._message.find(html), _MOST))
        except Exception as error:  # noqa: BLE001 - a rule that breaks must block, whatever broke it
            return [_broken(self._message.id, error, len(html))]


def _judged(readings: Sequence[Reading], rules: Sequence[Rule], content: str | Mapping[str, str]) -> Verdict:
    violations: list[Violation] = []
    mended: dict[str, str] = {}
    for reading in readings:
        found = list(_violations(reading, rules))
        violations += (violation for violation, _ in found)
        mended[reading.field.name] = _mended(reading.raw, found)
    return _verdict(violations, mended, content)


def _violations(reading: Reading, rules: Sequence[Rule]) -> Iterator[tuple[Violation, Found]]:
    if len(reading.raw) > _LONGEST:
        long = Found(_LONGEST, len(reading.raw), f"{len(reading.raw)} characters are too many to read")
        yield _violation("length", "reject", reading.field.name, long), long
        return
    for rule in rules:
        yield from _ask(rule, reading)


def _fields(kind: Kind, texts: Mapping[str, str]) -> tuple[Field_, ...]:
    unknown = set(texts) - {field.name for field in kind.fields}
    if unknown:
        raise BadInput(f"kind {kind.name!r} has no field {min(unknown)!r}", field="content")
    return (
        kind.fields
        if len(texts) == len(kind.fields)
        else tuple(f for f in kind.fields if f.name in texts) or kind.fields
    )


def _ask(rule: Rule, reading: Reading) -> Iterator[tuple[Violation, Found]]:
    try:
        found = list(islice(rule.find(reading), _MOST))
    except Exception as error:  # noqa: BLE001 - a rule that breaks must block, whatever broke it
        broken = _broken(rule.id, error, len(reading.raw))
        yield _violation("internal", "reject", reading.field.name, broken), broken
        return
    for one in found:
        yield _violation(rule.id, _severity(rule.on_fail, one), reading.field.name, one), one


def _broken(rule: str, error: Exception, length: int) -> Found:
    return Found(0, length, f"the guardrail {rule} could not judge this ({type(error).__name__}), so it blocks")


def _severity(on_fail: OnFail, found: Found) -> Severity:
    """What a breach weighs: what cannot be mended is rejected, and so is what only a new text can mend."""
    if found.severity is not None:
        return found.severity
    if on_fail == "flag":
        return "flag"
    return "fix" if on_fail == "fix" and found.instead is not None else "reject"


def _violation(rule: str, severity: Severity, field: str, found: Found) -> Violation:
    span = (found.start, max(found.start, found.end))
    return Violation(guardrail=rule, severity=severity, span=span, message=found.message, field=field)


def _mended(text: str, found: Sequence[tuple[Violation, Found]]) -> str:
    """`text` with every mendable part replaced, from its end to its beginning; overlapping parts once."""
    until = len(text)
    for violation, one in sorted(found, key=lambda pair: -pair[1].start):
        if violation.severity == "fix" and one.instead is not None and one.end <= until:
            text = text[: one.start] + one.instead + text[one.end :]
            until = one.start
    return text


def _verdict(violations: Sequence[Violation], mended: dict[str, str], content: str | Mapping[str, str]) -> Verdict:
    if not violations:
        return _PASS
    severities = {violation.severity for violation in violations}
    if "reject" in severities:
        return Verdict(verdict="reject", violations=tuple(violations))
    if "fix" not in severities:
        return Verdict(verdict="flag", violations=tuple(violations))
    fixed = next(iter(mended.values())) if isinstance(content, str) else mended
    return Verdict(verdict="fix", violations=tuple(violations), fixed=fixed)


def compile_guardrails(brand: Brand, facts: Sequence[Fact], taxonomy: Taxonomy) -> Guardrails:
    """Every rule of `brand`, ready to run.

    What an approved fact says is no personal datum and no secret. Raises ValueError naming the rule of the brand that
    cannot be compiled.
    """
    switched_off = set(brand.switched_off)
    rules = [rule for rule in built_in(brand, facts) if rule.id not in switched_off]
    written = [rule for rule in authored(brand, facts) if rule.id not in switched_off]
    return Guardrails(rules, {kind.name: kind for kind in taxonomy.kinds}, Message.of(brand), written)
