"""The largest importance that the sliders show."""

from __future__ import annotations

from export.live_pages import made_up

from steelyard.instrument.problem import instrument_data
from steelyard.results.choice import Choice
from steelyard.results.result import Result


def test_what_a_lens_gives_a_criterion_out_of_view_bounds_no_slider() -> None:
    """Moved to 250, risk is shown at 100 and cost at 20, whatever a lens gives to speed."""
    criteria = {key: {"name": key.title(), "swing": 50} for key in ("risk", "cost", "speed")}
    loaded = made_up(
        {
            "criteria": criteria,
            "frames": {"two": {"name": "Two", "criteria": ["risk", "cost"]}},
            "lenses": {"fast": {"name": "Fast", "swings": {"risk": 9, "cost": 9, "speed": 500}}},
            "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
            "assessments": {key: dict.fromkeys(criteria, 50) for key in ("soup", "cake")},
        }
    )
    seen = Result(loaded, Choice(frame="two", swings={"risk": 250.0}))

    assert instrument_data(seen, "light", 0, "")["state"]["swings"] == [100.0, 20.0]
