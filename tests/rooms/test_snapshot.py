"""Snapshots: stored and read exactly, named by their content, drawn from by hashes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from content_engine.ranking.names import PRIORS, Scale
from content_engine.ranking.pack import pack, unpack
from content_engine.ranking.snapshot import Head, Snapshot, normals
from content_engine.ranking.text import TextPrior

NUMBER = st.floats(-9, 9)
PAIR = st.tuples(NUMBER, st.floats(0, 3))
LABEL = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)

HEADS = st.builds(
    Head,
    outcome=LABEL,
    effects=st.dictionaries(LABEL.map("variant|{}".format), PAIR, max_size=4),
    inflation=st.floats(1, 3),
    rate=st.floats(0, 1),
    counts=st.dictionaries(LABEL, PAIR, max_size=4),
    arrivals=st.lists(st.floats(0, 1), max_size=4).map(tuple),
    silent=st.floats(0, 1e6),
)
SNAPSHOTS = st.lists(HEADS, max_size=3, unique_by=lambda head: head.outcome).flatmap(
    lambda heads: st.builds(
        Snapshot,
        heads=st.just({head.outcome: head for head in heads}),
        members=st.integers(16, 512),
        learnt_from=st.integers(0, 10**9),
    )
)


@given(SNAPSHOTS)
def test_a_snapshot_is_read_as_it_was_stored(snapshot: Snapshot) -> None:
    """Bytes come back as the same snapshot, under the same name, and give the same bytes again."""
    again = Snapshot.from_bytes(snapshot.to_bytes())
    assert again == snapshot
    assert again.to_bytes() == snapshot.to_bytes()
    assert again.version == snapshot.version


@given(SNAPSHOTS)
def test_a_version_names_the_content(snapshot: Snapshot) -> None:
    """The order in which things were put in makes no difference; any change of content does."""
    shuffled = {
        name: replace(head, effects=dict(reversed(head.effects.items())), counts=dict(reversed(head.counts.items())))
        for name, head in reversed(snapshot.heads.items())
    }
    assert replace(snapshot, heads=shuffled).version == snapshot.version
    others = [replace(snapshot, learnt_from=snapshot.learnt_from + 1), replace(snapshot, members=7)]
    for name, head in snapshot.heads.items():
        for changed in (
            replace(head, effects={**head.effects, "bias": (-2.5, 0.1)}),
            replace(head, scales={**PRIORS, "pair": Scale(0.0, 0.07)}),
            replace(head, silent=head.silent + 1),
        ):
            others.append(replace(snapshot, heads={**snapshot.heads, name: changed}))
    assert snapshot.version not in {other.version for other in others}


def test_a_text_prior_is_stored_with_its_head() -> None:
    """What was fitted on texts predicts the same after storing, and takes part in the name."""
    columns, dense = np.array([1, 5]), np.array([0.25] * 9)
    prior = TextPrior(0.5, 0.125, 1.0, columns, np.array([0.5, -0.25]), dense, dense, dense)
    plain = Snapshot({"paid": Head("paid", {})})
    taught = Snapshot({"paid": Head("paid", {}, texts={"cta": prior})})
    again = Snapshot.from_bytes(taught.to_bytes())
    assert again.version == taught.version != plain.version
    assert again.heads["paid"].texts["cta"].to_arrays().keys() == prior.to_arrays().keys()


def test_cold_and_learnt_have_different_names() -> None:
    """Nothing learnt is cold, always under the same name."""
    assert Snapshot().version == Snapshot().version == Snapshot.from_bytes(Snapshot().to_bytes()).version
    assert Snapshot().version.startswith("cold-")
    assert Snapshot({"paid": Head("paid", {})}).version.startswith("bayes-")


def test_another_format_is_refused() -> None:
    """A snapshot that a later version wrote is refused with both formats named, not guessed at."""
    tree = {**unpack(Snapshot().to_bytes()), "format": 9}
    with pytest.raises(ValueError, match=r"format 9.*reads 1"):
        Snapshot.from_bytes(pack(tree))


def test_an_effect_never_seen_has_its_groups_prior() -> None:
    """What a head holds counts; else the mean and the learnt spread of the group."""
    head = Head("paid", {"variant|a": (0.5, 0.1)}, {**PRIORS, "variant": Scale(0.0, 0.3)})
    assert head.effect("variant|a") == (0.5, 0.1)
    assert head.effect("variant|b|c\n") == (0.0, 0.3)
    assert head.effect("bias") == (PRIORS["bias"].mean, PRIORS["bias"].spread)


def test_normals_are_standard_normal() -> None:
    """Over members and over names: mean, variance, tails and shape of a standard normal distribution."""
    table = np.stack([normals(f"variant|{n}", 128) for n in range(600)])
    assert kstest(table.ravel(), "norm").pvalue > 1e-3
    for each in (table.ravel(), table[:, 0], table[:, 127]):
        assert each.mean() == pytest.approx(0, abs=4 / len(each) ** 0.5)
        assert each.var() == pytest.approx(1, abs=6 / len(each) ** 0.5)
    assert np.abs(np.corrcoef(table[:60])[np.triu_indices(60, 1)]).max() < 0.45
    assert np.isfinite(table).all()
    assert table.max() > 3.5


def test_normals_never_change() -> None:
    """The numbers of a name are the same on every machine and in every release: snapshots are replayed with them."""
    assert normals("variant|title.a", 2).tolist() == pytest.approx(PINNED, rel=1e-12)
    for members in (1, 2, 3, 16, 127):
        assert normals("x", members).shape == (members,)


PINNED = [-0.7491273172936093, -1.1614019976687873]
