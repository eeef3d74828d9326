"""Contract checks: each refusal code at the edge where it begins, and which segment speaks for a template."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_engine.domain.assignments import Activation, Eligibility, OutcomeTerms, SegmentClaim, SegmentContract
from content_engine.domain.refusals import REFUSAL_CODES
from content_engine.segments.contract import CLOCK_SKEW, Fault, Standing, fault_of, stand

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(milliseconds=1)


def contract(segment_id: str = "admins", **given: Any) -> SegmentContract:
    """A contract of version 3 for the template `tip`; terms of eligibility may be given by name."""
    terms = {name: given.pop(name) for name in list(given) if name in Eligibility.model_fields}
    plain: dict[str, Any] = {"scope": "user", "version": 3, "outcomes": OutcomeTerms(primary="activated")}
    activation = Activation(templates=tuple(given.pop("templates", ("tip",))))
    return SegmentContract(
        segment_id=segment_id, eligibility=Eligibility(**terms), activation=activation, **{**plain, **given}
    )


def claim(segment_id: str = "admins", **given: Any) -> SegmentClaim:
    """A claim that the plain contract admits."""
    return SegmentClaim(**{"segment_id": segment_id, "version": 3, "observed_at": NOW, **given})


def code_of(said: SegmentClaim, terms: SegmentContract | None, **given: Any) -> str | None:
    """The code with which a claim is refused, None when it holds."""
    fault = fault_of(said, terms, **{"channel": "email", "region": None, "now": NOW, **given})
    return fault.code if fault else None


def standing(claims: list[SegmentClaim], contracts: list[SegmentContract], template: str = "tip") -> Standing:
    """What the claims amount to for a template on e-mail."""
    known = {one.segment_id: one for one in contracts}
    return stand(claims, known, template=template, channel="email", region=None, now=NOW)


def test_a_claim_that_meets_every_term_holds() -> None:
    """A claim that meets its contract to the letter has no fault."""
    terms = contract(max_age=DAY, min_events=5, min_confidence=0.6, channels=("email",), regions={"allow": ("DE",)})
    said = claim(events=5, confidence=0.6, expires_at=NOW + TICK)
    assert code_of(said, terms, region="DE") is None


def test_a_segment_without_contract_is_unknown() -> None:
    """No contract, no message."""
    assert code_of(claim(), None) == "contract.unknown_segment"


@pytest.mark.parametrize(("claimed", "contracted"), [("user", "account"), ("account", "user")])
def test_a_claim_of_the_other_scope_is_unknown(claimed: str, contracted: str) -> None:
    """A segment of users is another thing than a segment of accounts of the same name."""
    fault = fault_of(claim(scope=claimed), contract(scope=contracted), channel="email", region=None, now=NOW)
    assert fault is not None
    assert fault.code == "contract.unknown_segment"
    assert claimed in fault.detail


@pytest.mark.parametrize("version", [0, 2, 4])
def test_only_the_very_version_of_the_contract_is_admitted(version: int) -> None:
    """An older claim and a newer one are both refused: neither was made for this contract."""
    assert code_of(claim(version=version), contract()) == "contract.wrong_version"


@pytest.mark.parametrize(
    ("ends", "code"), [(TICK, None), (timedelta(), "contract.expired"), (-TICK, "contract.expired")]
)
def test_a_claim_ends_at_its_expiry(ends: timedelta, code: str | None) -> None:
    """`expires_at` is the first moment at which the claim no longer holds."""
    assert code_of(claim(expires_at=NOW + ends), contract()) == code


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (timedelta(), None),
        (DAY - TICK, None),
        (DAY, None),
        (DAY + TICK, "contract.stale"),
        (-CLOCK_SKEW, None),
        (-CLOCK_SKEW - TICK, "contract.stale"),
    ],
)
def test_a_claim_may_be_exactly_as_old_as_the_contract_says(age: timedelta, code: str | None) -> None:
    """`max_age` is still good, a millisecond more is stale; a clock ahead is forgiven up to the skew."""
    assert code_of(claim(observed_at=NOW - age), contract(max_age=DAY)) == code


def test_without_observation_a_claim_is_stale_only_where_age_counts() -> None:
    """A contract with `max_age` needs `observed_at`; one without does not ask."""
    undated = claim(observed_at=None)
    assert code_of(undated, contract(max_age=DAY)) == "contract.stale"
    assert code_of(undated, contract()) is None


def test_without_max_age_even_the_distant_past_and_future_are_good() -> None:
    """Age is nobody's business when the contract does not limit it."""
    for year in (1971, 2200):
        assert code_of(claim(observed_at=NOW.replace(year=year)), contract()) is None


def test_a_max_age_longer_than_the_calendar_admits_everything_past() -> None:
    """A contract that allows ten thousand years is odd, not an error: adding it to a date must not overflow."""
    assert code_of(claim(observed_at=NOW - 900 * DAY), contract(max_age=10_000 * 365 * DAY)) is None


@pytest.mark.parametrize(
    ("confidence", "code"),
    [
        (None, "contract.low_confidence"),
        (0.0, "contract.low_confidence"),
        (0.5999, "contract.low_confidence"),
        (0.6, None),
    ],
)
def test_confidence_must_reach_the_minimum(confidence: float | None, code: str | None) -> None:
    """Exactly the minimum is enough; no confidence at all counts as none."""
    assert code_of(claim(confidence=confidence), contract(min_confidence=0.6)) == code


@pytest.mark.parametrize(
    ("events", "code"), [(None, "contract.too_few_events"), (4, "contract.too_few_events"), (5, None)]
)
def test_events_must_reach_the_minimum(events: int | None, code: str | None) -> None:
    """Exactly the minimum is enough; no count at all counts as none."""
    assert code_of(claim(events=events), contract(min_events=5)) == code


def test_a_contract_without_minimum_needs_neither_confidence_nor_events() -> None:
    """What is not asked for need not be said."""
    assert code_of(claim(confidence=None, events=None), contract()) is None


def test_a_channel_that_the_contract_does_not_list_is_refused() -> None:
    """The contract's channels are a closed list, and all four by default."""
    assert code_of(claim(), contract(channels=("in_app",))) == "contract.channel"
    assert all(code_of(claim(), contract(), channel=name) is None for name in ("email", "in_app", "chat", "web"))


@pytest.mark.parametrize(
    ("regions", "region", "code"),
    [
        ({"deny": ("US",)}, "US", "contract.region"),
        ({"deny": ("US",)}, "DE", None),
        ({"deny": ("US",)}, None, None),
        ({"allow": ("DE", "AT")}, "AT", None),
        ({"allow": ("DE", "AT")}, "US", "contract.region"),
        ({"allow": ("DE", "AT")}, None, "contract.region"),
        ({"allow": (), "deny": ()}, "US", None),
        ({"allow": ("DE",), "deny": ("DE",)}, "DE", "contract.region"),
    ],
)
def test_regions_are_allowed_and_denied(
    regions: dict[str, tuple[str, ...]], region: str | None, code: str | None
) -> None:
    """A denied region is out; with a list of allowed ones an unknown region is out too; empty lists say nothing."""
    assert code_of(claim(), contract(regions=regions), region=region) == code


@pytest.mark.parametrize(
    ("spoilt", "terms"),
    [
        ({"version": 9}, {}),
        ({"expires_at": NOW}, {}),
        ({"observed_at": NOW - 9 * DAY}, {"max_age": DAY}),
        ({"confidence": 0.1}, {"min_confidence": 0.6}),
        ({"events": 1}, {"min_events": 5}),
        ({}, {"channels": ("chat",)}),
        ({}, {"regions": {"allow": ("DE",)}}),
    ],
)
def test_what_a_fault_says_names_the_segment(spoilt: dict[str, Any], terms: dict[str, Any]) -> None:
    """Every detail names the segment, and every code is on the closed list."""
    fault = fault_of(claim(**spoilt), contract(**terms), channel="email", region=None, now=NOW)
    assert fault is not None
    assert "admins" in fault.detail
    assert fault.code in REFUSAL_CODES


@given(st.integers(-14 * 60, 14 * 60))
def test_the_zone_in_which_a_moment_is_written_changes_nothing(minutes: int) -> None:
    """The same moment written with another offset gives the same fault, word for word: a replay reads UTC."""
    there = timezone(timedelta(minutes=minutes))
    for said in ({"expires_at": NOW - TICK}, {"observed_at": NOW - 2 * DAY}):
        moved = {name: moment.astimezone(there) for name, moment in said.items()}
        faults = [
            fault_of(claim(**one), contract(max_age=DAY), channel="email", region=None, now=NOW)
            for one in (said, moved)
        ]
        assert faults[0] == faults[1]
        assert isinstance(faults[0], Fault)


@given(st.sampled_from([timedelta(), -DAY, CLOCK_SKEW]), st.integers(-2_500, 2_500), st.integers(-14 * 60, 14 * 60))
def test_a_claim_is_judged_as_it_reads_back(around: timedelta, micros: int, minutes: int) -> None:
    """A replay judges what was recorded, in milliseconds and UTC: it comes to the same, to the microsecond."""
    moment = (NOW + around + timedelta(microseconds=micros)).astimezone(timezone(timedelta(minutes=minutes)))
    for said in (claim(expires_at=moment), claim(observed_at=moment)):
        recorded = SegmentClaim.model_validate_json(said.model_dump_json())
        now, then = (
            fault_of(one, contract(max_age=DAY), channel="email", region=None, now=NOW) for one in (said, recorded)
        )
        assert now == then


def test_the_highest_precedence_speaks_for_the_template_then_the_id() -> None:
    """Of several segments that admit a template the one of highest precedence counts; a tie goes to the smaller id."""
    contracts = [contract("a", precedence=10), contract("c", precedence=20), contract("b", precedence=20)]
    for claims in (["a", "b", "c"], ["c", "b", "a"]):
        found = standing([claim(name) for name in claims], contracts)
        assert found.segment is contracts[2]
        assert found.valid == ("a", "b", "c")
        assert found.fault is None


def test_a_faulty_segment_of_higher_precedence_gives_way() -> None:
    """A claim that fails its contract neither speaks nor silences: the next in precedence does."""
    contracts = [contract("top", precedence=99, min_events=5), contract("low")]
    found = standing([claim("top"), claim("low")], contracts)
    assert found.segment is contracts[1]
    assert found.valid == ("low",)
    assert found.faults["top"].code == "contract.too_few_events"


def test_a_segment_that_does_not_activate_the_template_only_counts_as_valid() -> None:
    """Such a segment is seen by conditions and audiences, and admits nothing."""
    found = standing([claim("other")], [contract("other", templates=["elsewhere"]), contract("admins")])
    assert found.segment is None
    assert found.valid == ("other",)
    assert found.fault is not None
    assert found.fault.code == "contract.unknown_segment"
    assert "admins" in found.fault.detail


def test_without_any_claim_the_refusal_names_the_segments_that_would_do() -> None:
    """An empty list of segments is refused, and the words say what was needed."""
    found = standing([], [contract("admins"), contract("owners")])
    assert found.fault == Fault(
        "contract.unknown_segment", "no assignment admits tip; segments that do: admins, owners"
    )
    assert standing([], []).fault == Fault(
        "contract.unknown_segment", "no assignment admits tip; segments that do: none"
    )


def test_the_refusal_is_of_the_segment_that_would_have_admitted() -> None:
    """Of two faulty claims the one that matters for the template is told, wherever it stands in the list."""
    contracts = [contract("admins", min_events=5), contract("other", templates=["elsewhere"])]
    claims = [claim("other", version=1), claim("admins")]
    for order in (claims, claims[::-1]):
        found = standing(order, contracts)
        assert found.fault is not None
        assert found.fault.code == "contract.too_few_events"


def test_a_good_claim_stands_beside_a_bad_one_of_the_same_segment() -> None:
    """Where a segment is claimed twice, one claim that holds is enough, and the segment is not called refused."""
    good, bad = claim(), claim(expires_at=NOW - DAY)
    for order in ([good, bad], [bad, good]):
        found = standing(order, [contract()])
        assert found.segment is not None
        assert found.valid == ("admins",)
        assert found.faults == {}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(2, 4), st.integers(0, 2), st.sampled_from([None, -1, 1])),
        max_size=6,
    )
)
def test_what_stands_agrees_with_judging_each_claim_alone(rows: list[tuple[str, int, int, int | None]]) -> None:
    """Valid are just the segments of which some claim holds alone, and one of them speaks where one admits."""
    contracts = [contract(name, precedence=rank, min_events=1) for rank, name in enumerate("ab")]
    claims = [
        claim(name, version=version, events=events, expires_at=None if days is None else NOW + days * DAY)
        for name, version, events, days in rows
    ]
    known = {one.segment_id: one for one in contracts}
    alone = {said.segment_id for said in claims if code_of(said, known.get(said.segment_id)) is None}
    found = standing(claims, contracts)
    assert set(found.valid) == alone
    assert (found.segment.segment_id if found.segment else None) == (max(alone) if alone else None)
    assert set(found.faults) == {said.segment_id for said in claims} - alone
    assert (found.fault is None) == bool(alone)
