"""`steelyard judges disagree` and `result`: what everybody may see once a round is closed."""

from __future__ import annotations

import argparse

from steelyard.commands.judges.places import closed_rounds
from steelyard.commands.outcome import FINE, WrongUseError, align_columns, print_json
from steelyard.results.judges.data import comparison_data, disagreement_data, result_data
from steelyard.results.judges.group_result import GroupResult, RoundComparison
from steelyard.results.words import judges as words
from steelyard.results.words.judging.compared_rounds import comparison_lines

_FEW = 12
"""Maximum number of cells listed unless all are requested."""


def run(arguments: argparse.Namespace) -> int:
    """Print the disagreement or the result of a closed round; return the exit code."""
    result, rounds = closed_rounds(arguments)
    found = [GroupResult(result.criteria_set, one) for one in rounds[-2:]]
    comparison = RoundComparison(found[0], found[1]) if len(found) > 1 else None
    is_result = arguments.kind == "result"
    try:
        if arguments.json:
            data = result_data(found[-1]) if is_result else disagreement_data(found[-1])
            more = {"compared": comparison_data(comparison)} if comparison is not None else {}
            print_json(data | more)
        else:
            lines = _result(found[-1]) if is_result else _disagreement(found[-1], arguments.all)
            more_lines = comparison_lines(comparison) if comparison is not None else []
            print("\n".join([*lines, *([""] if more_lines else []), *more_lines]))
    except ValueError as error:
        raise WrongUseError(str(error)) from None
    return FINE


def _result(found: GroupResult) -> list[str]:
    lines = [words.group_heading(found), words.group_because(found), words.whose_words(found)]
    lines += [*words.notices(found), words.rules_words(found)]
    if found.state != "cannot be decided" and (ranks := words.ranks_words(found)):
        lines.append(ranks)
    lines.append("")
    lines += [*align_columns(words.result_lines(found), names=1), "", words.POOLED]
    return [line for place, line in enumerate(lines) if line or place]


def _disagreement(found: GroupResult, is_all: bool) -> list[str]:
    most = len(found.spreads) if is_all else max(_FEW, len(found.deciding))
    lines = [words.disagreement_heading(found), words.DECIDES, words.whose_words(found)]
    lines += [*words.notices(found), ""]
    for spread in found.spreads[:most]:
        lines.append(words.spread_line(found, spread))
        lines += words.answer_lines(found, spread)
    lines += ["", *align_columns(words.judge_lines(found), names=0), ""]
    lines += [words.division_words(found), *words.agreement_words(found)]
    return [*lines, words.settlement_words(found)]
