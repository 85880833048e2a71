"""A live page read back: stamp and figures, and every way of tampering that has to be found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from export.live_pages import data_of, hostile_set, result

from steelyard.export.live_page.markup import BLOCK_ENDS, DATA_BEGINS, STAMP_BEGINS
from steelyard.export.live_page.page import to_live_page
from steelyard.export.live_page.reading_back import figures_of_live_page, read_live_page
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, percents

CHOICES: list[dict[str, Any]] = [
    {},
    {"frame": "seven", "lens": "maximalist"},
    {"swings": {"escalation_risk": 12.5}, "disputes": {("hold", "allied_support"): 71.5}},
    {"reading": "coercion_works", "scenario": "sanctions_leak", "struck": ("kd-47", "kd-46")},
    {"swings": dict.fromkeys(("escalation_risk", "allied_support"), 0.0)},
]


def swap(page: bytes, before: str, after: str) -> bytes:
    """Return the page with one text in place of another, which has to be there."""
    assert before in page.decode()
    return page.decode().replace(before, after, 1).encode()


def retold(page: bytes, told: dict[str, Any]) -> bytes:
    """Return the page with other data."""
    before, rest = page.decode().split(DATA_BEGINS)
    after = rest.split(BLOCK_ENDS, 1)[1]
    return f"{before}{DATA_BEGINS}{json.dumps(told)}{BLOCK_ENDS}{after}".encode()


@pytest.mark.parametrize("choice", CHOICES)
def test_stamp_and_figures_come_back(choice: dict[str, Any]) -> None:
    """A page fresh from the press is intact, and its figures are the package's own."""
    seen = result(**choice)
    page = to_live_page(seen)
    stamp = read_live_page(page)

    assert stamp.is_intact
    assert stamp.origin == provenance(seen)
    assert figures_of_live_page(page) == {
        "totals": seen.evaluation.totals,
        "lead shares": seen.simulations.lead_shares,
    }


def test_the_figures_of_a_hostile_page_come_back(tmp_path: Path) -> None:
    """Labels that look like stamps, rows or scripts fool nobody."""
    seen = Result(hostile_set(tmp_path))
    page = to_live_page(seen)

    assert read_live_page(page).is_intact
    assert figures_of_live_page(page)["totals"] == seen.evaluation.totals


def test_any_change_breaks_the_seal() -> None:
    """One letter anywhere but in the stamp, and the page is no longer as it was made."""
    page = to_live_page(result())
    begin = page.index(STAMP_BEGINS.encode())
    end = page.index(BLOCK_ENDS.encode(), begin)
    places = [place for place in range(40, len(page), 9973) if not begin <= place <= end]
    assert len(places) > 10
    for place in places:
        letter = b"x" if page[place : place + 1] != b"x" else b"y"
        changed = page[:place] + letter + page[place + 1 :]
        try:
            assert not read_live_page(changed).is_intact
        except ValueError as error:
            # A letter of several bytes was cut in two.
            assert "UTF-8" in str(error)  # noqa: PT017


def test_another_origin_is_told_as_it_stands() -> None:
    """The seal is over what the page shows: who says what of it is for the verifier."""
    page = swap(to_live_page(result()), '"Seed": "0"', '"Seed": "1"')
    assert read_live_page(page).origin["Seed"] == "1"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<html></html>", "no stamp"),
        (b"\xff", "not in UTF-8"),
        (f"{STAMP_BEGINS}{{}}{BLOCK_ENDS}{STAMP_BEGINS}{{}}{BLOCK_ENDS}".encode(), "more than one"),
        (f"{STAMP_BEGINS}[]{BLOCK_ENDS}".encode(), "cannot be read"),
    ],
)
def test_what_has_no_stamp_is_refused(data: bytes, what: str) -> None:
    """Other files, broken ones and those with two stamps are refused in words."""
    with pytest.raises(ValueError, match=what):
        read_live_page(data)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("data-total={total}", "data-total={other_total}", "total shown for"),
        ("data-total={total}", "data-total={near_total}", "totals of"),
        ("data-total={total}", "data-total=nan", "finite"),
        ("data-total={total}", "data-total=x", "no readable figure"),
        ("<span class=number>{points}", "<span class=number>1{points}", "total shown for"),
        ("<td class=rank>1<", "<td class=rank>2<", "rank shown for"),
        ("<td class=share>{percent}", "<td class=share>9{percent}", "share shown for"),
        ("data-share={share}", "data-share={other_share}", "lead shares of"),
        ("data-swing=100.0", "data-swing=90.0", "swings of"),
        (">{value}</a>", ">1{value}</a>", "table of scores"),
        ('"likely":[[', '"likely":[[1,', "cannot be read"),
        ('"instrument":', '"tool":', "cannot be read"),
        ("data-option={second}", "data-option={first}", "twice"),
        ("data-option={second}", "data-option=in{second}", "other names"),
    ],
)
def test_a_tampered_figure_is_found(before: str, after: str, what: str) -> None:
    """A figure changed in one place contradicts the others, and the page is refused."""
    seen = result()
    page = to_live_page(seen)
    assert figures_of_live_page(page)
    found = own_figures(seen)
    for name, text in found.items():
        before, after = (part.replace(f"{{{name}}}", text) for part in (before, after))
    with pytest.raises(ValueError, match=what):
        figures_of_live_page(swap(page, before, after))


def own_figures(seen: Result) -> dict[str, str]:
    """Return the leader's figures as its page shows them, and others close to them."""
    first, second, *_ = seen.evaluation.ranking
    total, share = seen.evaluation.totals[first], seen.simulations.lead_shares[first]
    shares = list(seen.simulations.lead_shares)
    return {
        "total": str(total),
        "other_total": str(total + 1),
        "near_total": str(round(total + 2e-8, 8)),
        "points": integer(total),
        "share": str(share),
        "other_share": str(share - 1e-4),
        "percent": percents(list(seen.simulations.lead_shares.values()))[shares.index(first)],
        "value": integer(seen.evaluation.values[first][seen.evaluation.criteria[0]]),
        "first": first,
        "second": second,
    }


@pytest.mark.parametrize("table", ["low", "likely", "high"])
def test_a_tampered_score_in_the_data_is_found(table: str) -> None:
    """Low and high ends move the lead shares, likely values the totals."""
    seen = result()
    page = to_live_page(seen)
    told = data_of(page)
    row = list(seen.criteria_set.options).index(seen.evaluation.ranking[0])
    ends = {"low": 0, "likely": told["instrument"]["problem"]["likely"][row][0] + 1, "high": 100}
    told["instrument"]["problem"][table][row][0] = ends[table]
    with pytest.raises(ValueError, match=r"(totals|lead shares) of"):
        figures_of_live_page(retold(page, told))


@pytest.mark.parametrize("key", ["swings", "disputes"])
def test_a_tampered_state_is_found(key: str) -> None:
    """Other weights or a dispute in the data do not go with the table."""
    page = to_live_page(result())
    told = data_of(page)
    state = told["instrument"]["state"]
    if key == "swings":
        state["swings"][0] = 50
    else:
        cell = {"option": "hold", "criterion": "escalation_risk", "value": 100}
        state["disputes"] = [cell]
    with pytest.raises(ValueError, match="totals of"):
        figures_of_live_page(retold(page, told))
