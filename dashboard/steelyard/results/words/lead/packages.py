"""Sentences about the lead when every package is limited to its better part.

The browser fills the same templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from steelyard.analysis.sensitivity.package_test import PackageTest, hold_packages
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.names import option_names
from steelyard.results.words.numbers import integer, signed_tenth, whole

PACKAGE_TEMPLATES: Final[Mapping[str, str]] = {
    "extra": "Without the extra for combining {parts}",
    "extra_points": "Without the {points}-point extra for combining {parts}",
    "extras": "Without the extras for combining {parts}",
    "extras_points": "Without the {points}-point extras for combining {parts}",
    "extras_of_packages": "Without what {packages} get above their better parts",
    "held_leads": "{without}, {leader} leads by {gap}.",
    "held_still_leads": "{without}, {leader} still leads, by {gap}.",
    "held_is_top": "{without}, {leader} is {top}, by {gap}.",
    "held_is_still_top": "{without}, {leader} is still {top}, by {gap}.",
    "held_close": f"{{without}}, {{leader}} is {{gap}} ahead of {{rival}}: {CLOSE}.",
    "held_tie": "{without}, {leaders} are level.",
    "held_undecided": "{without}, scores that are unknown could change who is first.",
    "gap_under_limit": "just under {limit}",
    "gap_under_hundredth": "less than 0.01",
    "least_premium": "It takes about {percent}% of such extras to keep {leader} ahead.",
}
"""Every sentence of the package test, with named gaps to fill."""


def describe_packages(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return which option leads with packages limited to their better parts, and premiums needed.

    Empty if no package has a premium.
    """
    test = hold_packages(criteria_set, evaluation)
    if test is None:
        return ""
    first, second = (test.held.totals[option] for option in test.held.ranking[:2])
    gap = signed_tenth(first - second).removeprefix("+")
    if test.judgement.state == "close call":
        gap = gap_under(first - second, gap, criteria_set.verdict.close_call)
    return _sentences(criteria_set, test, gap)


def gap_under(margin: float, preferred: str, limit: float) -> str:
    """Return a margin printed such that it reads as more than 0 and less than the given limit.

    For instance 1.96 instead of 2 if the limit is 2; `preferred` if that already fits.
    """
    for shown in (preferred, f"{margin:.1f}", f"{margin:.2f}"):
        if 0 < float(shown) < limit:
            return shown
    if margin > limit / 2:
        return PACKAGE_TEMPLATES["gap_under_limit"].format(limit=f"{limit:g}")
    return PACKAGE_TEMPLATES["gap_under_hundredth"]


def _sentences(criteria_set: CriteriaSet, test: PackageTest, gap: str) -> str:
    """Return which option leads without premiums, and what part of them keeps a lost lead.

    `gap`: the printed difference between the first two without premiums.
    """
    found, measure = test.judgement, criteria_set.measure
    fields = {
        "without": _without(criteria_set, test),
        "leader": option_names(criteria_set, found.leaders[:1]),
        "leaders": option_names(criteria_set, found.leaders, most=3),
        "rival": option_names(criteria_set, [found.runner_up] if found.runner_up else []),
        "top": measure.top,
        "gap": gap,
    }
    sentence = PACKAGE_TEMPLATES[_template(test, is_best=measure.top == "best")].format(**fields)
    if test.least_factor is None:
        return sentence
    near = whole(100 * test.least_factor)
    percent = near if 0 < near < 100 else float(f"{100 * test.least_factor:.2f}")
    if not percent:  # Any premium at all keeps the lead.
        return sentence
    leader = option_names(criteria_set, test.evaluation.leaders)
    needed = PACKAGE_TEMPLATES["least_premium"].format(percent=f"{percent:g}", leader=leader)
    return f"{sentence} {needed}"


def _template(test: PackageTest, *, is_best: bool) -> str:
    found = test.judgement
    if found.state == "cannot be decided":
        return "held_undecided"
    if len(found.leaders) > 1:
        return "held_tie"
    if found.state == "close call":
        return "held_close"
    if test.survives:
        return "held_still_leads" if is_best else "held_is_still_top"
    return "held_leads" if is_best else "held_is_top"


def _without(criteria_set: CriteriaSet, test: PackageTest) -> str:
    """Return what is removed, with its size if all premiums are printed the same."""
    packages = list(dict.fromkeys(package for package, _ in test.premiums))
    if len(packages) > 1:
        names = option_names(criteria_set, packages, most=3)
        return PACKAGE_TEMPLATES["extras_of_packages"].format(packages=names)
    sizes = {integer(premium) for premium in test.premiums.values()}
    is_alike = len(sizes) == 1 and "0" not in sizes
    name = ("extra" if len(test.premiums) == 1 else "extras") + ("_points" if is_alike else "")
    options = criteria_set.options
    parts = dict.fromkeys(part for part in options[packages[0]].parts if part in options)
    names = option_names(criteria_set, parts, most=3)
    return PACKAGE_TEMPLATES[name].format(points=min(sizes), parts=names)
