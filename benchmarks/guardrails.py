"""What the guardrails cost: CPU time for a text that was not seen before, by kind of text, and by rule.

    python benchmarks/guardrails.py [--rules] [--texts 400]

Texts are cut out of the approved content of examples/acme, at 600 characters, each different. Times are of the
thread, so that other work on the machine counts little; the words of a text are known, as they soon are on a server.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from content_engine.domain.catalog import Catalog
from content_engine.guardrails import Guardrails, compile_guardrails
from content_engine.guardrails.builtin import built_in
from content_engine.guardrails.reading import Reading
from content_engine.library import read_folder

ROOT = Path(__file__).resolve().parent.parent


def pieces(catalog: Catalog, locales: tuple[str, ...], length: int, count: int) -> list[str]:
    """`count` texts of `length` characters from the plain texts of `locales`, each begun at another sentence."""
    texts = [
        text
        for component in catalog.components
        for variant in component.variants
        if variant.locale in locales and component.kind in ("body_text", "inapp_body", "headline", "tooltip")
        for text in variant.content.values()
    ]
    return [" ".join(islice(cycle(texts), start, start + 30)).replace("\n", " ")[:length] for start in range(count)]


def spent(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Milliseconds of CPU for each text."""
    times = []
    for text in texts:
        begun = time.thread_time_ns()
        work(text)
        times.append((time.thread_time_ns() - begun) / 1e6)
    return sorted(times)


def tell(name: str, times: list[float]) -> None:
    """Prints the median and the 99th percentile."""
    print(
        f"{name:28} median {median(times):.3f} ms   p99 {times[int(0.99 * len(times))]:.3f} ms   ({len(times)} texts)"
    )


def by_rule(catalog: Catalog, texts: list[str]) -> None:
    """Prints what each rule costs on texts whose views and claims are already worked out."""
    field = next(kind for kind in catalog.taxonomy.kinds if kind.name == "body_text").fields[0]
    readings = {text: Reading(text, field, "body_text") for text in texts}
    for rule in built_in(catalog.brand, catalog.facts):
        tell(rule.id, spent(lambda text, rule=rule: list(rule.find(readings[text])), texts))  # type: ignore[misc]


def main() -> None:
    """Measures one brand's guardrails and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", action="store_true", help="also by rule")
    parser.add_argument("--texts", type=int, default=400)
    chosen = parser.parse_args()
    catalog = read_folder(ROOT / "examples/acme").catalog
    begun = time.thread_time_ns()
    guardrails: Guardrails = compile_guardrails(catalog.brand, catalog.facts, catalog.taxonomy)
    print(f"compiled in {(time.thread_time_ns() - begun) / 1e9:.2f} s of CPU")
    ascii_ = [text for text in pieces(catalog, ("en",), 600, chosen.texts) if text.isascii()]
    accented = pieces(catalog, ("de", "fr", "es"), 600, chosen.texts)
    for locale, name, texts in (("en", "600 characters, ASCII", ascii_), ("de", "600 characters, accented", accented)):
        check = lambda text, locale=locale: guardrails.check(text, kind="body_text", locale=locale)  # noqa: E731
        spent(check, texts)
        tell(name, spent(check, texts))
    subjects = pieces(catalog, ("en",), 60, chosen.texts)
    spent(lambda text: guardrails.check(text, kind="subject"), subjects)
    tell("subject line", spent(lambda text: guardrails.check(text, kind="subject"), subjects))
    if chosen.rules:
        by_rule(catalog, ascii_)


if __name__ == "__main__":
    main()
