"""`steelyard score`: totals, ranks and the verdict, as a table or as JSON."""

from __future__ import annotations

import argparse

from steelyard.commands.outcome import FINE, PROBLEMS, align_columns, print_json
from steelyard.commands.viewing import add_view_arguments, open_view
from steelyard.files.problems import visible_text
from steelyard.results.data import score_data
from steelyard.results.result import Result
from steelyard.results.words.judging.beside import beside_sentence
from steelyard.results.words.numbers import one_decimal, span
from steelyard.results.words.scores.scales import printed_score
from steelyard.results.words.weights import weight_labels


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "score",
        help="rank the options of a criteria file",
        description="Print the ranking with totals, ranges and weights.",
    )
    add_view_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Score and print; return the exit code."""
    result = open_view(arguments)
    if arguments.json:
        print_json(score_data(result))
    else:
        print(ranking_as_text(result))
    return PROBLEMS if result.loaded.problems else FINE


def ranking_as_text(result: Result) -> str:
    """Return the ranking as a table for a terminal, best first, with the verdict above it."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    verdict = result.verdict_on_totals
    weights = weight_labels(evaluation)
    header = ["rank", "option", "total", "range"]
    header += [
        f"{visible_text(criteria_set.criteria[criterion].label)} {weights[criterion]}"
        for criterion in evaluation.criteria
    ]
    rows = [_row(result, option) for option in evaluation.ranking]
    sentences = [
        visible_text(text)
        for text in (
            verdict.sentence,
            verdict.because,
            verdict.packages,
            beside_sentence(result.group),
        )
        if text
    ]
    measure = criteria_set.measure
    scale = visible_text(f"{measure.name.capitalize()} 0–100, 100 is {measure.top}.")
    notes = _notes(result)
    return "\n".join([*sentences, *notes, scale, "", *align_columns([header, *rows], names=1)])


def _row(result: Result, option: str) -> list[str]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    cells = [
        "?"
        if (option, criterion) in evaluation.unknown
        else printed_score(evaluation, criteria_set, (option, criterion))
        for criterion in evaluation.criteria
    ]
    rank, total = str(evaluation.ranks[option]), one_decimal(evaluation.totals[option])
    name = visible_text(criteria_set.options[option].name)
    return [rank, name, total, span(*evaluation.ranges[option]), *cells]


def _notes(result: Result) -> list[str]:
    evaluation = result.evaluation
    notes = []
    if evaluation.is_unweighted:
        notes.append("Every swing is 0, so all criteria count the same.")
    if evaluation.unknown:
        notes.append(
            "? is unknown: in totals in the middle of its scale, in ranges anywhere on it."
        )
    return notes
