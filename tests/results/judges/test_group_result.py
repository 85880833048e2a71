"""A closed round as one result: what may be said, what stays unsaid, and its data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from judged_sets import THREE, Judged, judged

from steelyard.model import Ask
from steelyard.results.judges.data import comparison_data, disagreement_data, result_data
from steelyard.results.judges.group_result import GroupResult, RoundComparison, SealedError


def result_of(made: Judged, number: int = 1) -> GroupResult:
    """Return the result of a round."""
    return GroupResult(made.criteria_set, made.rounds[number - 1])


def test_an_open_round_gives_no_result(tmp_path: Path) -> None:
    """Asked for anything computed, it says that nobody sees an answer before closing."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", *THREE["alder"])
    found = result_of(made)
    for what in ("group", "spreads", "concordance", "leaders", "pool", "state"):
        with pytest.raises(SealedError, match="before it is closed"):
            getattr(found, what)
    with pytest.raises(SealedError):
        disagreement_data(found)


def test_who_leads_for_whom(tmp_path: Path) -> None:
    """Alder and cedar put cake first, birch soup: the group disagrees on its first two."""
    found = result_of(judged(tmp_path))
    assert found.leaders == {"alder": ("cake",), "birch": ("soup",), "cedar": ("cake",)}
    assert found.firsts == {"cake": 2, "soup": 1}
    assert found.state == "disagreed"
    assert found.margins["alder"] == pytest.approx(210 / 3 - 200 / 3)


def test_two_judges_are_not_anonymous(tmp_path: Path) -> None:
    """No W, and no answer without a name that would have one."""
    found = result_of(judged(tmp_path, ["alder", "birch"]))
    assert found.concordance is None
    assert found.answers(("soup", "taste")) == ()
    data = json.dumps(disagreement_data(found))
    assert "soup, taste." not in data
    assert json.loads(data)["kendalls_w"] is None


def test_answers_have_no_names_and_an_order_of_their_own(tmp_path: Path) -> None:
    """From the lowest; the data names no judge beside a score."""
    found = result_of(judged(tmp_path))
    assert [a.score.low for a in found.answers(("soup", "taste"))] == [10, 40, 50]
    for cell in disagreement_data(found)["cells"]:
        assert "alder" not in json.dumps(cell)


def test_a_round_of_no_sheet_has_no_result(tmp_path: Path) -> None:
    """Closed without a sealed sheet, it says so."""
    made = Judged(tmp_path)
    made.open()
    made.close()
    with pytest.raises(ValueError, match="no sealed sheet"):
        _ = result_of(made).group


def test_data_are_json_and_agree_with_the_result(tmp_path: Path) -> None:
    """Totals by both rules, ranks, ranges and pooled shares are those of the result."""
    found = result_of(judged(tmp_path))
    data = json.loads(json.dumps(result_data(found), allow_nan=False))
    assert data["options"]["cake"]["total"] == found.group.totals["cake"]
    assert data["options"]["soup"]["by_other_rule"] == found.other.totals["soup"]
    assert sum(data["pooled_lead_shares"].values()) == pytest.approx(1)
    assert data["first_two"] == {
        "first": "cake", "second": "soup", "ahead": 2, "behind": 1, "level": 0,
    }  # fmt: skip


def test_two_rounds_compared(tmp_path: Path) -> None:
    """One judge raises soup's taste by 30: the lead moves by 30 times a third of the weight."""
    made = judged(tmp_path)
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    cell = {"score": [40, 60, 70], "was": [10, 30, 50], "why": "I had forgotten the salt."}
    made.hand_in("cedar", {"soup": {"taste": cell}}, {})
    made.close()
    found = RoundComparison(result_of(made, 1), result_of(made, 2))
    data = comparison_data(found)
    assert (data["answers_changed"], data["of_answers"], data["towards_the_others"]) == (1, 12, 1)
    assert data["reasons"] == ["I had forgotten the salt."]
    change = found.lead
    assert change is not None
    sign = 1 if change.option == "soup" else -1
    assert [part.effect for part in change.parts] == [pytest.approx(sign * 30 * (5 / 6) / 3)]
    assert found.median_spreads == (30.0, 5.0)
