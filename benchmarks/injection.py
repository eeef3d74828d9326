"""How many answers of a writer that obeys injected texts would go to review, by the way the text came in.

    python benchmarks/injection.py [--every 1]

203 injections of deepset/prompt-injections and 35 of Giskard's collection (tests/data/prompt_injection) come in as an
attribute, a note, a segment's label, a fact, a passage and a component's text. Each is obeyed in about 16 ways:
repeated whole and in parts, framed, loud, reversed, encoded, spelled out. What passes the brand's guardrails and the
defences of generation is counted; near-duplicates, judges and editors, which come after, are not.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.rooms.obeying import WAYS, Attack, attacks, judgements


def wilson(count: int, total: int, z: float = 1.96) -> float:
    """The upper end of Wilson's interval for a share (E. B. Wilson, JASA 22, 1927)."""
    share, square = count / total, z * z / total
    return (share + square / 2 + z * math.sqrt(share * (1 - share) / total + square / total / 4)) / (1 + square)


def measure(way: str, found: list[Attack]) -> None:
    """Prints what passed of one way."""
    slipped: Counter[str] = Counter()
    hurt: set[str] = set()
    total = 0
    for attack in found:
        for name, judged in judgements(attack, way):
            total += name != "angle"
            if judged.passable and name != "angle":
                slipped[name.split(" ")[0]] += 1
                hurt.add(attack.id)
    count = slipped.total()
    bound = wilson(count, total)
    print(f"{way:<10} {count:>4} of {total} answers pass ({count / total:.2%}, at most {bound:.2%}), "
          f"{len(hurt)} of {len(found)} attacks: {dict(slipped)}", flush=True)  # fmt: skip


def main() -> None:
    """Measures every way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take each n-th attack")
    given = parser.parse_args()
    found = attacks()[:: given.every]
    for way in WAYS:
        measure(way, found)


if __name__ == "__main__":
    main()
