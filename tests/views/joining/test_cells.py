"""What the view Cells gives the browser, takes from it and puts into the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
import yaml
from orchard_set import SET, write_orchard

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.views.edit.saving.drafts import Draft, last_draft, put_draft
from steelyard.views.joining import score_fields
from steelyard.views.joining.cell_panel import claim_html, next_cell, put_stretched, scale_html
from steelyard.views.joining.matrix import cell_of, matrix_data
from steelyard.views.joining.score_fields import RangePart, typed_parts, typed_score


@pytest.fixture
def orchard(tmp_path: Path) -> Result:
    """Return the orchard's set with register and text."""
    place = write_orchard(tmp_path)
    return find_result(load_criteria_file(place / "orchard.yaml"), Choice())


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a plain mapping in place of the session, with a draft of the orchard's set."""
    monkeypatch.setattr(st, "session_state", {})
    put_draft(Draft("orchard", "", SET, SET))


def type_in(part: RangePart, content: str, option: str = "grower") -> None:
    """Type into a field of a cell, as Streamlit reports it."""
    st.session_state["own"] = content
    score_fields._take("orchard", f"score:orchard:{option}.cost", option, "cost", part, "own")


def text_now() -> str:
    """Return the text of the draft."""
    draft = last_draft("orchard")
    assert draft is not None
    return draft.text


def test_the_matrix_has_a_cell_for_each_option_and_criterion(orchard: Result) -> None:
    """In the order of the file; one is chosen, and those a claim bears on are marked."""
    data = matrix_data(orchard, ["cost", "trees"], ("plots", "trees"), [("leave", "cost")])
    assert [row["name"] for row in data["rows"]] == ["Leave", "Plots", "Grower", "Sale"]
    cells = [cell for row in data["rows"] for cell in row["cells"]]
    assert [cell["id"] for cell in cells][:3] == ["leave.cost", "leave.trees", "plots.cost"]
    assert [cell["id"] for cell in cells if cell["chosen"]] == ["plots.trees"]
    assert [cell["id"] for cell in cells if cell["held"]] == ["leave.cost"]


@pytest.mark.parametrize("sent", ["soup.cost", "leave", "leave.cost.x", 3, None, {"cell": 1}])
def test_nothing_but_a_cell_of_the_set_is_chosen(orchard: Result, sent: object) -> None:
    """What comes from the browser is unchecked."""
    assert cell_of(sent, orchard) is None
    assert cell_of("leave.cost", orchard) == ("leave", "cost")


def test_the_next_cell_goes_down_the_column_and_at_the_end_to_the_first(orchard: Result) -> None:
    """One criterion is judged over all options before the next."""
    cells = list(orchard.cell_coverage)
    walked = [cells[0]]
    while (after := next_cell(cells, walked[-1])) != cells[0]:
        walked.append(after)
    assert sorted(walked) == sorted(cells)
    assert [criterion for _, criterion in walked] == [
        criterion for criterion in orchard.whole.criteria for _ in orchard.whole.options
    ]


@pytest.mark.usefixtures("typing")
def test_numbers_wait_until_they_make_a_score() -> None:
    """Typed in any order; nothing is put in before low, likely and high are there."""
    type_in("low", "15")
    assert text_now() == SET
    type_in("likely", "21")
    assert text_now() == SET
    type_in("high", "38")
    assert typed_parts(text_now(), "grower", "cost") == {"low": "15", "likely": "21", "high": "38"}
    assert len(text_now().splitlines()) == len(SET.splitlines()) + 2


@pytest.mark.usefixtures("typing")
def test_a_likely_score_alone_is_one_number_and_an_emptied_cell_is_unknown() -> None:
    """The other fields stay as they are."""
    type_in("likely", "7", "leave")
    type_in("low", "", "leave")
    assert typed_parts(text_now(), "leave", "cost")["likely"] == "3"
    type_in("high", "", "leave")
    cell = yaml.safe_load(text_now())["assessments"]["leave"]["cost"]
    assert cell == {"score": 7, "reason": "It is in the accounts.", "claims": ["or-01"]}
    type_in("likely", "", "leave")
    assert yaml.safe_load(text_now())["assessments"]["leave"]["cost"]["score"] == "unknown"


@pytest.mark.usefixtures("typing")
@pytest.mark.parametrize(("part", "content"), [("low", "9"), ("high", "1"), ("likely", "dear")])
def test_what_is_no_score_is_kept_in_the_field_with_a_sentence(
    part: RangePart, content: str
) -> None:
    """The draft stays as it was."""
    type_in(part, content, "leave")
    assert text_now() == SET
    ((parts, _, sentence),) = score_fields._waiting().values()
    assert parts[part] == content
    assert sentence.startswith("Not taken yet: found")


def test_one_missing_number_is_named() -> None:
    """Ends without a middle, and a middle with one end."""
    with pytest.raises(ValueError, match="likely is still missing"):
        typed_score({"low": "1", "likely": " ", "high": "3"})
    with pytest.raises(ValueError, match="likely and high are still missing"):
        typed_score({"low": "1", "likely": "", "high": ""})


def test_a_claim_carried_over_stands_in_its_list_with_its_reason() -> None:
    """The reason of the score is kept, and each sentence is added once."""
    text = put_stretched(SET, ("leave", "cost"), "or-06", "it is cheap.")
    cell = yaml.safe_load(text)["assessments"]["leave"]["cost"]
    assert cell["inferred_from"] == ["or-06"]
    assert cell["reason"] == "It is in the accounts. Carried over from or-06: it is cheap."
    assert cell["score"] == [2, 3, 4]


def test_a_claim_is_shown_with_its_side_and_its_passage(orchard: Result) -> None:
    """Whatever stands in a file is shown letter by letter."""
    shown = claim_html(orchard, ("leave", "trees"), "or-02")
    assert 'aria-label="against a good result"' in shown
    assert "<mark>they grow tall and hollow</mark>" in shown
    assert "¶ 7, mechanism, reported by Dr Imrie" in shown
    cost = orchard.whole.criteria["cost"].model_copy(update={"question": "<img src=x>?"})
    hostile = orchard.whole.model_copy(update={"criteria": {"cost": cost}})
    assert "<img" not in scale_html(hostile, "cost")
    assert "More than the town has" in scale_html(hostile, "cost")
