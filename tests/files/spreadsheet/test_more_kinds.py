"""Further kinds of sheets: procurement, surveys, judges, ledgers, marks beside their products."""

from __future__ import annotations

from typing import Any

import pytest
from files.spreadsheet.test_kinds_of_sheets import out, read, read_book, swings, table_of

from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError


def test_weights_in_merged_heads_multiply_those_below() -> None:
    """Quality 60 % and price 40 %, as tenders have them, over weights within each."""

    def merge(book: Any) -> None:
        book.active.merge_cells("B1:C1")
        book.active.merge_cells("D1:E1")

    found = read_book(
        {
            "Lot 2": [
                [None, "Quality (60%)", None, "Price (40%)", None],
                ["Bidder", "Method", "Team", "Whole-life cost", "Terms"],
                ["Weight", "70%", "30%", "80%", "20%"],
                ["Arup", 4, 5, 1250, 3],
                ["Beta", 3, 4, 980, 4],
                ["Gamma", 5, 3, 1600, 2],
            ]
        },
        merge,
    )
    assert swings(found) == [42, 18, 32, 8]
    assert "multiplied by the weights of the groups" in " ".join(found.notices)


def test_shares_behind_names_are_weights_where_they_make_a_whole() -> None:
    """Shares that do not add up to a hundred are something else."""
    text = "Option,Cost ({}%),Reach (70%)\nA,3,4\nB,5,1\nC,2,2\n"
    assert swings(read(text.format(30))) == [30, 70]
    assert swings(read(text.format(20))) == [None, None]


def test_the_answers_of_a_survey_are_words_in_order() -> None:
    """Also where a column has its middle alone, in the survey's own long words."""
    found = read(
        "Option,Safe,Fair\nA,Agree,Neither agree nor disagree\n"
        "B,Disagree,Strongly disagree\nC,Strongly agree,Agree\n"
    )
    assert table_of(found) == {
        "A": {"Safe": 70, "Fair": 50},
        "B": {"Safe": 30, "Fair": 10},
        "C": {"Safe": 90, "Fair": 70},
    }


@pytest.mark.parametrize("name", ["SD", "Std. dev.", "Standardabweichung", "Écart-type"])
def test_how_far_judges_are_apart_is_no_criterion(name: str) -> None:
    """It stands beside their mean, and a high one is no merit."""
    found = read(
        f"Proposal,Ann,Bob,Cy,Mean,{name}\nRoof,4,5,3,4,1\nPump,3,3,4,3.33,.58\nWall,5,4,5,4.67,.58\n"
    )
    assert [criterion.name for criterion in found.criteria] == ["Ann", "Bob", "Cy"]
    assert out(found)[name] == "named as a spread of the others"


def test_a_bus_priority_is_an_option_and_a_priority_a_weight() -> None:
    """The row of weights stands below, and a negative number is a score."""
    found = read(
        "Scheme,Cost,Carbon\nBypass,12.4,1200\nBus priority,3.1,-300\nTram,85,-2100\n"
        "Relative priority,60,40\n"
    )
    assert table_of(found)["Bus priority"] == {"Cost": 3.1, "Carbon": -300}
    assert swings(found) == [60, 40]


def test_products_of_weight_and_score_are_no_options() -> None:
    """Two columns for each option, headed alike; a range is a criterion and no rank."""

    def merge(book: Any) -> None:
        for area in ("C1:D1", "E1:F1", "G1:H1"):
            book.active.merge_cells(area)

    found = read_book(
        {
            "KT": [
                [None, None, "Alt 1", None, "Alt 2", None, "Alt 3", None],
                ["Want", "Weight", *["Score", "W x S"] * 3],
                ["Low noise", 10, 8, 80, 6, 60, 9, 90],
                ["Range", 7, 5, 35, 9, 63, 4, 28],
                ["Service", 4, 7, 28, 7, 28, 8, 32],
            ]
        },
        merge,
    )
    assert table_of(found) == {
        "Alt 1": {"Low noise": 8, "Range": 5, "Service": 7},
        "Alt 2": {"Low noise": 6, "Range": 9, "Service": 7},
        "Alt 3": {"Low noise": 9, "Range": 4, "Service": 8},
    }
    assert swings(found) == [10, 7, 4]


@pytest.mark.parametrize("day", ["2026-01-{:02}", "{}/1/2026", "{}.1.26"])
def test_a_list_of_dated_entries_is_no_table_of_options(day: str) -> None:
    """Names stand several times and have one number each: it says to add them up."""
    names = ["North", "South", "North", "West", "South"]
    rows = [f"{day.format(i)},{name},{100 * i}" for i, name in enumerate(names, 1)]
    text = "\n".join(["Date,Vendor,Amount", *rows]) + "\n"
    with pytest.raises(NotUnderstoodError, match="add them up first"):
        read(text)
    once = text.replace("North,300", "East,300").replace("South,500", "Old,500")
    assert len(read(once).options) == 5


@pytest.mark.parametrize(
    ("corner", "weight"),
    [("Kriterien", "Gew."), ("Kritérium", "Váha"), ("Критерий", "Вес"), ("Kryterium", "Waga"),
     ("評価項目", "重み"), ("准则", "权重"), ("기준", "가중치"), ("Kriter", "Ağırlık")],
)  # fmt: skip
def test_weights_are_known_in_more_languages(corner: str, weight: str) -> None:
    """A column of weights that passes for an option would be compared with the others."""
    found = read(f"{corner},{weight},A,B,C\nx,40,120,90,150\ny,35,4,3,5\nz,25,10,14,7\n")
    assert [option.name for option in found.options] == ["A", "B", "C"]
    assert swings(found) == [40, 35, 25]


def test_weights_in_words_are_no_option() -> None:
    """How much more high is than low they do not say; they are left out by name."""
    found = read("Criteria,Weight,A,B,C\nQuality,High,4,3,5\nPrice,Medium,3,5,2\nReach,Low,5,4,3\n")
    assert [option.name for option in found.options] == ["A", "B", "C"]
    assert out(found)["Weight"].startswith("weights that are no numbers")


def test_a_product_of_two_columns_counts_once() -> None:
    """Impact times likelihood, quantity times price."""
    found = read("name,impact,likelihood,risk\nLoss,5,2,10\nLeave,3,4,12\nFlood,4,1,4\n")
    assert [criterion.name for criterion in found.criteria] == ["impact", "likelihood"]
    assert out(found)["risk"] == "the product of impact and likelihood"


@pytest.mark.parametrize(
    "second",
    [
        "Option,Outlay score,Time score\nTram,1,3\nBus,3,1\n",
        "Option,Rank outlay,Rank time\nTram,2,1\nBus,1,2\n",
        "Option,Jobs,Trees\nTram,12,3\nFerry,3,1\n",
    ],
    ids=["scores of the same", "ranks", "other options"],
)
def test_a_table_that_counts_twice_or_is_about_others_is_left_out(second: str) -> None:
    """Only a table of the same options with criteria of its own goes on with the first."""
    found = read(f"Option,Outlay (€k),Time (weeks)\nTram,40,30\nBus,20,50\n\n{second}")
    assert [criterion.name for criterion in found.criteria] == ["Outlay (€k)", "Time (weeks)"]
    assert out(found) == {"A5:C7": "another table"}


def test_three_tables_of_the_same_options_in_the_order_of_the_sheet() -> None:
    """Of two that repeat each other the first counts; heads may be years."""
    found = read(
        "Option,Fit,Ease\nTram,4,3\nBus,2,5\n\nOption,2026,2027\nTram,10,12\nBus,4,4\n\n"
        "Option,Fit again,2026\nTram,1,1\nBus,2,2\n"
    )
    assert table_of(found) == {
        "Tram": {"Fit": 4, "Ease": 3, "2026": 10, "2027": 12},
        "Bus": {"Fit": 2, "Ease": 5, "2026": 4, "2027": 4},
    }
    assert out(found) == {"A9:C11": "another table"}


@pytest.mark.parametrize(
    ("text", "better", "scale"),
    [
        ("5 = very good and 1 = poor", "higher", (1, 5)),
        ("1 = best; 5 = worst", "lower", (1, 5)),
        ("1 = very low risk, 5 = very high risk", "lower", (1, 5)),
        ("1 = low, 5 = high", "higher", (1, 5)),
    ],
)
def test_a_legend_says_which_mark_is_best(text: str, better: str, scale: object) -> None:
    """Above the table or below it; it may be about some columns only, and stays a guess."""
    table = "Option,Legal,Image\nNorth,1,3\nSouth,5,4\n"
    for sheet in (f'"{text}"\n{table}', f'{table}\n"{text}"\n'):
        found = read(sheet)
        assert {(one.better, one.scale) for one in found.criteria} == {(better, scale)}
        assert all(one.why_better for one in found.criteria)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Schule,Note Deutsch,Note Mathe\nBern,5.5,4.5\nBasel,4.0,5.0\n", "higher"),
        ("Schule,Note Deutsch,Note Mathe\nKöln,1.7,2.3\nUlm,3,1.3\n", "lower"),
        ("Projet,Note accueil,Note lieu\nA,4,3\nB,5,2\n", "higher"),
    ],
    ids=["Swiss", "German", "French"],
)
def test_a_mark_is_best_at_another_end_in_another_country(text: str, better: str) -> None:
    """One word in three school systems."""
    assert {criterion.better for criterion in read(text).criteria} == {better}


@pytest.mark.parametrize(
    ("heads", "weights"),
    [
        ("Fit (0.6),Ease (0.4)", [60, 40]),
        ("Fit [70],Ease [30]", [70, 30]),
        ("60% Fit,40% Ease", [60, 40]),
        ("Fit (x3),Ease (x1)", [3, 1]),
        ("Fit (Gewicht: 5),Ease (Gewicht: 2)", [5, 2]),
        ("Fit (60 points),Ease (40 points)", [60, 40]),
        ("Fit (2024),Ease (2025)", [None, None]),
        ("Fit (a1),Ease (a2)", [None, None]),
        ("Fit (max 10),Ease (max 20)", [None, None]),
    ],
)
def test_weights_in_names_in_many_ways_of_writing(heads: str, weights: list[object]) -> None:
    """All names have to have one, in the same way, and shares have to make a whole."""
    first, second = heads.split(",")
    assert swings(read(f"Option,{first},{second}\nA,7,9\nB,8,4\n")) == weights
    assert swings(read(f"Criterion,A,B\n{first},7,8\n{second},9,4\n")) == weights


def test_points_that_are_added_up_have_their_weight_in_them() -> None:
    """As in tenders: many points for a price are good."""
    found = read("Bieter;Konzept (40 %);Preis (60 %);Summe\nA;32;18;50\nB;28;55;83\nC;35;20;55\n")
    assert [criterion.better for criterion in found.criteria] == ["higher", "higher"]
    assert out(found) == {"Summe": "sums of the others"}


def test_groups_named_over_each_of_their_criteria() -> None:
    """The row says so in its first cell; costs in its heads make costs of amounts below."""
    found = read("Group,Costs,Costs,Gains\nOption,Land,Staff,Jobs\nA,120,40,30\nB,90,60,20\n")
    assert [(one.group, one.better) for one in found.criteria] == [
        ("Costs", "lower"), ("Costs", "lower"), ("Gains", "higher"),
    ]  # fmt: skip
