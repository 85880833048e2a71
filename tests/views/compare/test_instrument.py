"""What the browser sends is checked before it counts."""

from __future__ import annotations

import pytest
from small_sets import shipped

from steelyard.instrument.script_modules import join_as_module
from steelyard.instrument.scripts import COMPONENT
from steelyard.results.choice import Choice
from steelyard.views.compare.instrument import choice_after

IRAN = shipped("iran-2026")


def test_a_sound_state_is_taken_over_whole() -> None:
    """Lens, swings, locks, disputes and rival become the choice."""
    sent = {
        "lens": "maximalist",
        "swings": {"escalation_risk": 33.0},
        "locks": ["allied_support"],
        "disputes": [{"option": "hold", "criterion": "escalation_risk", "value": 40}],
        "rival": "hold",
    }
    choice = choice_after(IRAN, Choice(), sent)

    assert choice.lens == "maximalist"
    assert choice.swings == {"escalation_risk": 33.0}
    assert choice.locks == ("allied_support",)
    assert choice.disputes == {("hold", "escalation_risk"): 40.0}
    assert choice.rival == "hold"


@pytest.mark.parametrize(
    "sent",
    [
        {"lens": "nobody", "rival": 7, "locks": "x", "disputes": {}, "swings": []},
        {"swings": {"escalation_risk": -1, "allied_support": float("nan"), "nobody": 5}},
        {"swings": {"escalation_risk": True, "allied_support": "9", "long_term_leverage": 1e308}},
        {"disputes": [None, {"option": "hold"}, {"option": "hold", "criterion": "x", "value": 1}]},
        {"disputes": [{"option": "hold", "criterion": "escalation_risk", "value": 101}]},
        {"locks": [None, "nobody", {"a": 1}], "lens": {"a": 1}, "rival": [1]},
        {"swings": {"escalation_risk": 10**400, "allied_support": -(10**400)}},
        {"disputes": [{"option": "hold", "criterion": "escalation_risk", "value": 10**400}]},
    ],
)
def test_anything_else_is_left_out(sent: dict[str, object]) -> None:
    """Unknown ids, wrong kinds and numbers out of range leave the file's own view."""
    assert choice_after(IRAN, Choice(), sent) == Choice()


def test_disputes_out_of_view_are_kept() -> None:
    """The instrument only knows the criteria of its frame; other disputes stay."""
    hidden = {("hold", "resource_burden"): 12.0}
    choice = choice_after(IRAN, Choice(frame="four", disputes=hidden), {"disputes": []})

    assert choice.disputes == hidden


def test_the_script_is_one_module_with_one_export() -> None:
    """The engine comes first and nothing is fetched or imported."""
    text = join_as_module(f"{COMPONENT}.js")

    assert text.count("export default") == 1
    assert "import(" not in text
    assert "\nimport " not in text
    assert "innerHTML" not in text
    assert text.index("function evaluate(") < text.index("class Instrument ")
