"""`steelyard score`: totals, ranks and the verdict, as a table or as JSON."""

from __future__ import annotations

import argparse

from steelyard import __version__
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.commands.outcome import FINE, PROBLEMS, print_json
from steelyard.commands.viewing import add_view_arguments, choose_view, load_criteria_set
from steelyard.files.criteria_files import LoadedSet
from steelyard.files.problems import visible_text
from steelyard.model import CriteriaSet
from steelyard.results.plain_data import totals_data, verdict_data
from steelyard.results.verdict import judge
from steelyard.results.words.numbers import integer, span, whole_shares


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
    loaded, criteria_set = load_criteria_set(arguments.file)
    view = choose_view(criteria_set, arguments)
    evaluation = evaluate(criteria_set, view)
    if arguments.json:
        print_json(as_data(loaded, criteria_set, evaluation, arguments))
    else:
        print(as_table(criteria_set, evaluation))
    return PROBLEMS if loaded.problems else FINE


def as_data(
    loaded: LoadedSet,
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    arguments: argparse.Namespace,
) -> dict[str, object]:
    """Return the evaluation as plain data: what `--json` prints."""
    return {
        "file": str(loaded.path),
        "sha256": loaded.sha256,
        "version": __version__,
        "frame": evaluation.frame,
        "lens": arguments.lens,
        "reading": arguments.reading,
        "scenario": arguments.scenario,
        **totals_data(evaluation),
        "verdict": verdict_data(judge(criteria_set, evaluation)),
    }


def as_table(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the ranking as a table for a terminal, best first, with the verdict above it."""
    verdict = judge(criteria_set, evaluation)
    shares = whole_shares([evaluation.weights[c] for c in evaluation.criteria])
    header = ["rank", "option", "total", "range"]
    header += [
        f"{visible_text(criteria_set.criteria[criterion].label)} {share}%"
        for criterion, share in zip(evaluation.criteria, shares, strict=True)
    ]
    rows = [_row(criteria_set, evaluation, option) for option in evaluation.ranking]
    said = [visible_text(text) for text in (verdict.sentence, verdict.because) if text]
    measure = criteria_set.measure
    scale = visible_text(f"{measure.name.capitalize()} 0–100, 100 is {measure.top}.")
    notes = _notes(evaluation)
    return "\n".join([*said, *notes, scale, "", *_columns([header, *rows])])


def _row(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> list[str]:
    cells = [
        "?" if (option, criterion) in evaluation.unknown else integer(value)
        for criterion, value in evaluation.values[option].items()
    ]
    rank, total = str(evaluation.ranks[option]), integer(evaluation.totals[option])
    name = visible_text(criteria_set.options[option].name)
    return [rank, name, total, span(*evaluation.ranges[option]), *cells]


def _notes(evaluation: Evaluation) -> list[str]:
    notes = []
    if evaluation.is_unweighted:
        notes.append("Every swing is 0, so all criteria count the same.")
    if evaluation.unknown:
        notes.append("? is unknown: taken in the middle, with its full range.")
    return notes


def _columns(rows: list[list[str]]) -> list[str]:
    """Return rows as lines with aligned columns: names to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column == 1 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
