"""The card of an option: what it is and needs, its scores beside the leader's, its rivals."""

from __future__ import annotations

from results.sheet_sets import IRAN, lunch

from steelyard.results.words.sheets.claim_lines import ABSENT, mark_paragraph
from steelyard.results.words.sheets.option_card import next_options, option_card


def test_a_card_says_what_an_option_is_and_needs() -> None:
    """The long name once, the summary, the place, and every condition with its state."""
    option = "sustained_campaign"
    card, entry = option_card(IRAN, option), IRAN.criteria_set.options[option]

    assert card.title == entry.label
    assert card.full == f"In full: {entry.name} · Family: {entry.family}"
    assert card.summary == " ".join(entry.summary.split())
    rank = IRAN.evaluation.ranks[option]
    assert card.figures[0][:2] == (str(rank), f"of {len(IRAN.evaluation.options)}")
    assert [need[2] for need in card.needs] == [
        IRAN.criteria_set.conditions[need].name for need in entry.needs
    ]


def test_its_scores_are_printed_and_stand_beside_the_leaders() -> None:
    """Heaviest first; criteria that do not count here come last and lead nowhere."""
    card = option_card(IRAN, "sustained_campaign")
    evaluation, leader = IRAN.evaluation, IRAN.evaluation.ranking[0]

    here = [score for score in card.scores if score.criterion]
    assert {score.criterion for score in here} == set(evaluation.criteria)
    assert [score.criterion for score in card.scores if not score.criterion] == [""] * (
        len(IRAN.criteria_set.criteria) - len(evaluation.criteria)
    )
    for score in here:
        likely = evaluation.scores["sustained_campaign"][score.criterion].likely
        assert score.printed == f"{likely:g}"
        assert score.leader == evaluation.values[leader][score.criterion]


def test_the_leader_has_no_tick_and_no_rival_to_be() -> None:
    """Beside itself there is nothing to compare; another option says what it would take."""
    first, other = option_card(lunch(), "soup"), option_card(lunch(), "cake")

    assert all(score.leader is None for score in first.scores)
    assert (first.can_rival, other.can_rival) == (False, True)
    assert first.rivals[0].startswith("Soup comes first already")
    assert [said.split(":")[0] for said in other.rivals[1:3]] == ["Weights", "Scores"]
    assert "Under “Child” Cake leads with 60.0." in other.rivals


def test_the_next_options_go_down_the_ranking() -> None:
    """The last leads on to the first."""
    evaluation = lunch().evaluation
    assert evaluation.ranking == ("soup", "cake", "bread")
    assert next_options(evaluation, "bread") == ("cake", "soup")


def test_a_paragraph_that_is_not_here_says_so() -> None:
    """The text of a source is not shipped; its number is all there is."""
    claim = next(iter(IRAN.loaded.claims))
    source = IRAN.loaded.register_of(claim)
    assert source is not None
    assert mark_paragraph(source, IRAN.loaded.claims[claim]).missing == ABSENT.format(
        source=source.id
    )
