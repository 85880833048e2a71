"""Tests of the theme: what has to be readable is, and colours stay with their option."""

from __future__ import annotations

import pytest
from charts.decisions import decide
from small_sets import shipped

from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.analysis.totals import View, evaluate
from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas, as_spec
from steelyard.charts.drawing.contrast import contrast, ramp_colour, text_on
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.prominence import order_by_prominence

MODES: tuple[Mode, ...] = ("light", "dark")


def _many(count: int) -> CriteriaSet:
    return decide([[50]] * count, [1])


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
    for slot in (*colours.slots, *colours.reserve, colours.grey):
        assert contrast(slot, colours.background) >= 3
        assert contrast(theme.text_colour(slot, mode), colours.background) >= 4.5


def test_up_to_seven_options_take_the_slots_in_file_order() -> None:
    """With seven options every one has the slot of its place in the file."""
    criteria_set = _many(7)
    colours = theme.option_colours(criteria_set, "light")

    assert colours == dict(zip(criteria_set.options, theme.LIGHT.slots, strict=True))


def test_of_many_options_seven_are_coloured_and_the_rest_grey() -> None:
    """Of twelve, the seven most prominent get different colours, two at most what is left."""
    criteria_set = _many(12)
    colours = theme.option_colours(criteria_set, "light")
    prominent = order_by_prominence(criteria_set)

    assert len({colours[option] for option in prominent[:7]}) == 7
    rest = [colours[option] for option in prominent[7:]]
    assert set(rest) <= {theme.LIGHT.grey, *theme.LIGHT.reserve}
    assert rest.count(theme.LIGHT.grey) >= 3


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
    """Under a reading and through a lens the leader is not grey, and the seven keep theirs."""
    criteria_set = shipped("iran-2026")
    colours = theme.option_colours(criteria_set, mode)
    for reading in criteria_set.readings:
        for frame in criteria_set.frames:
            for lens in (None, *criteria_set.lenses):
                view = View(frame=frame, lens=lens, reading=reading)
                for leader in evaluate(criteria_set, view).leaders:
                    assert colours[leader] != theme.palette(mode).grey
    without = theme.option_colours(criteria_set.model_copy(update={"readings": {}}), mode)
    slots = theme.palette(mode).slots
    assert {o: c for o, c in colours.items() if c in slots} == {
        o: c for o, c in without.items() if c in slots
    }


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
    spec = as_spec(Canvas(10, 10, "dark").sheet())
    assert spec["autosize"]["type"] == "pad"
    assert spec["config"]["background"] == theme.DARK.background
    assert spec["config"]["font"].endswith("sans-serif")


def test_the_family_survives_the_exporter() -> None:
    """No word of the family starts with a digit: such text would not be drawn at all."""
    assert not any(word[0].isdigit() for word in theme.FONT.replace(",", " ").split())
