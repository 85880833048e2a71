"""Numbers as data: complete, exact, safe, and readable again."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from export.office_sets import (
    DRUGS,
    IRAN,
    digests_of,
    hostile_result,
    shipped_result,
    subject_of,
)
from hypothesis import given, settings
from small_sets import criteria_sets

from steelyard.export.back_in.figures_reading import figures_of_numbers_csv, figures_of_numbers_json
from steelyard.export.drawings.images import read_csv_stamp, read_spec_stamp
from steelyard.export.numbers import NUMBER_COLUMNS, to_numbers_csv, to_numbers_json
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice


@pytest.mark.parametrize("path", [IRAN, DRUGS])
def test_both_forms_give_the_totals_back(path: object) -> None:
    """What is read back is what was computed, to the last bit, and both stamps are intact."""
    result = shipped_result(IRAN if path == IRAN else DRUGS)
    table, data = to_numbers_csv(result), to_numbers_json(result)
    assert figures_of_numbers_csv(table) == result.evaluation.totals
    assert figures_of_numbers_json(data) == result.evaluation.totals
    assert read_csv_stamp(table).is_intact
    assert read_spec_stamp(data).is_intact


@settings(max_examples=40, deadline=None)
@given(criteria_sets())
def test_any_set_comes_back(criteria_set: CriteriaSet) -> None:
    """Unknown scores, zero swings and ties: the numbers are always finite and the same."""
    result = subject_of(criteria_set)
    assert figures_of_numbers_csv(to_numbers_csv(result)) == result.evaluation.totals
    assert figures_of_numbers_json(to_numbers_json(result)) == result.evaluation.totals


def test_the_table_is_tidy() -> None:
    """One row for every option and criterion, one column for every kind of number."""
    result = shipped_result()
    text = to_numbers_csv(result).decode("utf-8-sig")
    table = pd.read_csv(pd.io.common.StringIO(text), comment="#")
    assert list(table.columns) == list(NUMBER_COLUMNS)
    assert len(table) == len(result.evaluation.options) * len(result.evaluation.criteria)
    for option, ends in result.simulations.spans.items():
        row = table[table["option"] == option].iloc[0]
        found = (row["option lowest lead share"], row["option highest lead share"])
        assert found == pytest.approx(ends, abs=1e-12)
    sums = table.groupby("option")["contribution"].sum()
    assert all(abs(sums[o] - total) < 1e-9 for o, total in result.evaluation.totals.items())


def test_the_view_is_told() -> None:
    """Reading, scenario, dispute and unknown stand beside the score they touch."""
    choice = Choice(
        reading="coercion_works",
        scenario="sanctions_leak",
        disputes={("hold", "escalation_risk"): 40.0},
    )
    result = shipped_result(choice=choice)
    text = to_numbers_csv(result).decode("utf-8-sig")
    data = json.loads(to_numbers_json(result))
    assert "value disputed" in text
    assert "of the reading" in text
    assert "shifted by" in text
    assert data["disputes"] == {"hold/escalation_risk": 40.0}
    assert (data["reading"], data["scenario"]) == ("coercion_works", "sanctions_leak")
    assert data["exploratory"] is True


def test_keys_are_those_of_the_command() -> None:
    """Whoever reads `steelyard score --json` reads this: same keys, same numbers."""
    result = shipped_result()
    data, evaluation = json.loads(to_numbers_json(result)), result.evaluation
    assert data["weights"] == evaluation.weights
    assert data["values"] == evaluation.values
    assert data["ranks"] == evaluation.ranks
    assert data["verdict"]["sentence"] == result.verdict.sentence
    assert data["robustness"]["lead_share"]["sampled"] == result.simulations.lead_shares


def test_no_label_is_a_formula() -> None:
    """No cell begins with what a spreadsheet computes; names come back in JSON as written."""
    result = hostile_result()
    table = to_numbers_csv(result)
    cells = pd.read_csv(
        pd.io.common.BytesIO(table.partition(b"# steelyard")[0]), dtype=str, na_filter=False
    )
    starts = {str(cell)[:1] for column in cells for cell in cells[column]}
    assert not starts & set("=+-@\t\r")
    assert read_csv_stamp(table).is_intact
    names = json.loads(to_numbers_json(result))["options"]
    assert names == {o: entry.name for o, entry in result.criteria_set.options.items()}


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("option total", "23.5", "different totals"),
        ("contribution", "23.5", "do not add up"),
        ("contribution", "nan", "is no number"),
        ("contribution", "", "is no number"),
        ("option", "hold,hold", "too few or too many"),
    ],
)
def test_a_changed_table_is_found_out(column: str, cell: str, said: str) -> None:
    """A changed number contradicts the others, and a changed shape is refused."""
    lines = to_numbers_csv(shipped_result()).decode().split("\r\n")
    cells = lines[1].split(",")
    cells[NUMBER_COLUMNS.index(column)] = cell
    with pytest.raises(ValueError, match=said):
        figures_of_numbers_csv("\r\n".join([lines[0], ",".join(cells), *lines[2:]]).encode())


@pytest.mark.parametrize("data", [b"", b"a,b\r\n1,2\r\n", b"\xff\xfe", b'"open'])
def test_another_table_is_refused(data: bytes) -> None:
    """What is not our table is not read."""
    with pytest.raises(ValueError, match="not a table of ours"):
        figures_of_numbers_csv(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "not a file of our numbers"),
        (b'{"totals": 1}', "holds no totals"),
        (b'{"totals": {"a": "x"}, "contributions": {"a": {}}}', "is no number"),
        (b'{"totals": {"a": true}, "contributions": {"a": {}}}', "is no number"),
        (b'{"totals": {"a": 1e999}, "contributions": {"a": {}}}', "is no number"),
        (b'{"totals": {"a": 5}, "contributions": {"a": {"c": 4}}}', "do not add up"),
        (b'{"totals": {"a": 5}, "contributions": {}}', "no contributions"),
        (b"[" * 100_000, "not a file of our numbers"),
    ],
)
def test_a_changed_file_is_found_out(data: bytes, said: str) -> None:
    """Whatever contradicts itself or is no such file is refused with its reason."""
    with pytest.raises(ValueError, match=said):
        figures_of_numbers_json(data)


def test_the_same_bytes_every_time() -> None:
    """Neither the process nor the seed of its hashes shows in the files."""
    call = (
        "from steelyard.export.numbers import to_numbers_csv, to_numbers_json; "
        "made = to_numbers_csv(result) + to_numbers_json(result)"
    )
    assert len(digests_of(call)) == 1
