"""`steelyard judges review`: review a judge's own sheet before it is handed in."""

from __future__ import annotations

import argparse
from typing import Any

from steelyard.commands.judges.sheets import read_for_review
from steelyard.commands.outcome import FINE, PROBLEMS, complain, print_json
from steelyard.files.problems import problems_as_text
from steelyard.results.judges.own_sheet import OwnSheet
from steelyard.results.words.judging import own_sheet as words


def run_review(arguments: argparse.Namespace) -> int:
    """Print what a judge should check in their own sheet; return the exit code."""
    found, asked = read_for_review(arguments)
    if found is None:
        return PROBLEMS
    if found.usable is None:
        complain(problems_as_text(found.problems))
        return PROBLEMS
    own = OwnSheet(asked, found.usable)
    lines = words.review_lines(own)
    if arguments.json:
        print_json({"judge": own.given.judge, "look_at": lines, "checks": _checks(own)})
    else:
        print("\n".join(lines) or "Nothing is missing, and nothing contradicts itself.")
        if own.cross_checks:
            print(f"\n{words.CHECKS_HEADING} {words.CHECKS_LEAD}")
        for number, check in enumerate(own.cross_checks, 1):
            print(f"{number}. {words.question_title(check)}")
            print(f"   {words.tradeoff_words(own, check)}")
            print(f"   {words.check_words(own, check)}")
    return PROBLEMS if lines else FINE


def _checks(own: OwnSheet) -> list[dict[str, Any]]:
    """Return each question in the form of a sheet's `checks:`, and the remarks on the swings."""
    return [
        {
            "first": dict(check.question.first),
            "second": dict(check.question.second),
            "answer": check.answer.answer if check.answer is not None else None,
            "swings_say": check.balance.says if check.balance is not None else None,
            "difference": check.balance.difference if check.balance is not None else None,
            "equal_share": check.equal,
        }
        for check in own.cross_checks
    ]
