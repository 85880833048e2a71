"""Tests of the theme: what has to be readable is, and colours stay with their option."""

from __future__ import annotations

from pathlib import Path

import pytest
from charts.decisions import decide
from charts.spec_parts import sheet_of
from small_sets import shipped

from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.analysis.totals import View, evaluate
from steelyard.charts import theme
from steelyard.charts.drawing.contrast import contrast, ramp_colour, text_on
from steelyard.charts.scores import scorecard, why
from steelyard.charts.theme import Mode
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.model.criteria_set import Scenario
from steelyard.results.choice import Choice
from steelyard.results.result import Result

MODES: tuple[Mode, ...] = ("light", "dark")


@pytest.mark.parametrize("mode", MODES)
def test_text_in_every_value_cell_is_readable(mode: Mode) -> None:
    """Black or white text reaches 4.5 to 1 on every quarter step of the value ramp."""
    fills = [ramp_colour(theme.palette(mode).value_ramp, step / 4) for step in range(401)]
    assert min(contrast(fill, text_on(fill)) for fill in fills) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_text_in_every_regret_cell_is_readable(mode: Mode) -> None:
    """Black or white text reaches 4.5 to 1 on every quarter step of the regret ramp."""
    fills = [ramp_colour(theme.palette(mode).regret_ramp, step / 4) for step in range(401)]
    assert min(contrast(fill, text_on(fill)) for fill in fills) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_text_changes_colour_once_along_the_ramp(mode: Mode) -> None:
    """The text on the value ramp goes from one colour to the other and never back."""
    inks = [text_on(ramp_colour(theme.palette(mode).value_ramp, step / 4)) for step in range(401)]
    changes = [step / 4 for step in range(1, 401) if inks[step] != inks[step - 1]]
    assert len(changes) == 1


@pytest.mark.parametrize("mode", MODES)
def test_ink_sub_and_faint_are_readable(mode: Mode) -> None:
    """All three text colours reach 4.5 to 1 on the background."""
    colours = theme.palette(mode)
    for ink in (colours.ink, colours.sub, colours.faint):
        assert contrast(ink, colours.background) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_every_slot_stands_out(mode: Mode) -> None:
    """Slots and grey reach 3 to 1 as areas, and 4.5 to 1 once made into text colours."""
    colours = theme.palette(mode)
    for slot in (*colours.slots, colours.grey):
        assert contrast(slot, colours.background) >= 3
        assert contrast(theme.text_colour(slot, mode), colours.background) >= 4.5


def test_few_options_take_the_slots_by_their_place() -> None:
    """Of eight options every one has a slot, the best the first."""
    criteria_set = decide([[10 * place] for place in range(8)], [1])
    colours = theme.option_colours(criteria_set, "light")

    ranking = evaluate(criteria_set).ranking
    assert [colours[option] for option in ranking] == list(theme.LIGHT.slots)


def test_of_many_options_those_that_cannot_lead_are_grey() -> None:
    """Of ten, the one that leads on either criterion has a colour, and nobody else."""
    criteria_set = decide([[90, 10], [10, 90], *[[20, 20]] * 8], [2, 1])
    colours = theme.option_colours(criteria_set, "light")

    assert [colours["o0"], colours["o1"]] == list(theme.LIGHT.slots[:2])
    assert {colours[f"o{i}"] for i in range(2, 10)} == {theme.LIGHT.grey}


def test_a_leader_under_a_scenario_has_a_colour() -> None:
    """An option that nothing but a scenario puts first is coloured as well."""
    criteria_set = decide([[90]] + [[20]] * 9, [1])
    before = theme.option_colours(criteria_set, "light")
    shifts = {"o5": {"c0": 79.0}}
    scenario = Scenario.model_validate({"name": "Flood", "shifts": shifts})
    flood = criteria_set.model_copy(update={"scenarios": {"flood": scenario}})

    assert before["o5"] == theme.LIGHT.grey
    assert theme.option_colours(flood, "light")["o5"] == theme.LIGHT.slots[1]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_whoever_leads_on_a_track_of_the_shipped_set_has_a_colour(mode: theme.Mode) -> None:
    """A stretch of a slider's track is never grey on the essays' set, in any frame."""
    criteria_set = shipped("iran-2026")
    colours = theme.option_colours(criteria_set, mode)
    for frame in criteria_set.frames:
        for track in track_weights(evaluate(criteria_set, View(frame=frame))).values():
            for segment in track.segments:
                assert colours[segment.leaders[0]] != theme.palette(mode).grey


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_whoever_leads_under_a_reading_has_a_colour(mode: theme.Mode) -> None:
    """Under a reading and through a lens the leader is not grey."""
    criteria_set = shipped("iran-2026")
    colours = theme.option_colours(criteria_set, mode)
    for reading in criteria_set.readings:
        for frame in criteria_set.frames:
            for lens in (None, *criteria_set.lenses):
                view = View(frame=frame, lens=lens, reading=reading)
                for leader in evaluate(criteria_set, view).leaders:
                    assert colours[leader] != theme.palette(mode).grey


@pytest.mark.parametrize(
    "choice",
    [
        Choice(struck=("kd-38",)),
        Choice(swings={"escalation_risk": 30.0}),
        Choice(disputes={("hold", "escalation_risk"): 12.0}),
        Choice(struck=("kd-38", "kd-1"), swings={"escalation_risk": 90.0}, frame=None),
        Choice(scenario="rational_capitulation"),
    ],
)
def test_colours_follow_the_file_and_never_the_view(choice: Choice) -> None:
    """Striking out that claim changes who is second, and who comes first as weights move."""
    file = load_criteria_file(Path(__file__).parents[2] / "criteria" / "iran-2026.yaml")
    own, seen = Result(file), Result(file, choice)
    assert theme.option_slots(seen.criteria_set) == theme.option_slots(own.criteria_set)
    rows = {
        row["option_id"]: row["colour"]
        for row in scorecard.CHART.of(seen).rows().to_dict("records")
    }
    assert rows == theme.option_slots(own.criteria_set)


def test_a_colour_in_the_file_comes_first() -> None:
    """A readable colour of the file is taken as it is; a pale one is darkened."""
    criteria_set = CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Made up",
            "criteria": {"c0": {"name": "Criterion"}},
            "options": {
                "o0": {"name": "Dark", "colour": "#123456"},
                "o1": {"name": "Pale", "colour": "#fffff0"},
            },
        }
    )
    chosen = theme.option_colours(criteria_set, "light")
    assert chosen["o0"] == "#123456"
    assert contrast(chosen["o1"], "#ffffff") >= 3


def test_a_themed_chart_is_sized_to_its_content() -> None:
    """The theme sets the face, the background and the padding rule of any chart."""
    criteria_set = decide([[80], [60]], [1])
    shown = criteria_set, evaluate(criteria_set), "o0", "o1"
    spec = sheet_of(why.CHART, *shown, mode="dark")
    assert spec["autosize"]["type"] == "pad"
    assert spec["config"]["background"] == theme.DARK.background
    assert spec["config"]["font"].endswith("sans-serif")


def test_the_family_survives_the_exporter() -> None:
    """No word of the family starts with a digit: such text would not be drawn at all."""
    assert not any(word[0].isdigit() for word in theme.FONT.replace(",", " ").split())
