"""Rules on which options can lead: single options that no weights put first, whole families.

The first is no mistake, since some options are simply worse. The second means that the choice of
criteria settled the matter before anything was weighed.
"""

from __future__ import annotations

from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import MCA_CRITERIA, MCA_UNSCORED, Finding, Rule, subjects
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import some


def check_contenders(case: Case) -> Finding:
    """Report the options that no weighting of these criteria puts first (ties count).

    Failed if only one option can lead, so that weights decide nothing; open if some options
    cannot, or if the solver fails. Uses likely values, with unknown scores in the middle.
    """
    rule = Rule(
        "contenders",
        "Every option could come first",
        "Which options can come first?",
        (MCA_UNSCORED,),
    )
    options = case.evaluation.options
    contenders = case.contenders
    if contenders is None:
        return rule.finding("open", "Which options can come first could not be computed.")
    beaten = [option for option in options if option not in contenders]
    figures = {"options": float(len(options)), "contenders": float(len(contenders))}
    if not beaten:
        return rule.finding(
            "passed",
            f"Each of the {len(options)} options can come first under some weights."
            if len(options) > 1
            else "There is but one option.",
            figures=figures,
        )
    only = f"only {case.option(contenders[0])}" if len(contenders) == 1 else ""
    several = f"only {len(contenders)} of the {len(options)} options"
    return rule.finding(
        "failed" if only else "open",
        f"Whatever the weights, {only or several} can come first on these criteria.",
        "Ask of each of the others what it is meant to achieve, and whether a criterion here "
        "counts that. If one does, no weights help it: only other scores do.",
        subjects("option", beaten),
        tuple(f"{case.option(option)}: never first" for option in beaten),
        figures,
    )


def check_families(case: Case) -> Finding:
    """Fail if no option of a family can lead: the criteria then predetermine the result.

    A family that consists only of references is ignored: a yardstick need not win.
    """
    rule = Rule(
        "families",
        "Every kind of option could lead",
        "Could every kind of option lead?",
        (MCA_CRITERIA,),
    )
    families = case.families
    if not families:
        return rule.finding("passed", "The file sorts its options into no families.")
    shut = case.shut_families
    if shut is None:
        return rule.finding("open", "Which options can come first could not be computed.")
    if not shut:
        of_all = counted(len(families), "family", "families")
        return rule.finding("passed", f"Each of the {of_all} has an option that can lead.")
    return rule.finding(
        "failed",
        f"No option of {_family_names(shut)} can lead in this frame, whatever the weights: "
        "the choice of criteria fixes the result.",
        "Add a criterion for what such options are meant to achieve, or choose a frame that has "
        "one, before saying that they lose.",
        subjects("family", shut),
        tuple(f"{family}: {', '.join(map(case.option, families[family]))}" for family in shut),
    )


def _family_names(families: tuple[str, ...]) -> str:
    word = "the family" if len(families) == 1 else "the families"
    return f"{word} {some(families)}"
