"""Lenses, readings and scenarios in sentences: how far they agree, and what they change."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from steelyard.analysis.perspectives.agreement import find_agreement
from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Omission, Regret
from steelyard.analysis.perspectives.scenario_search import ScenarioSearch, ScenarioSet
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.model import CriteriaSet
from steelyard.results.words.names import (
    FILE_WEIGHTS,
    OWN,
    leads,
    option_label,
    option_names,
    perspective_kind,
    perspective_name,
    the_lead,
)
from steelyard.results.words.numbers import (
    number_of_points,
    one_decimal,
    small_points,
    tenth_percent,
    two_decimals,
    whole,
)
from steelyard.results.words.scores.ranking import score_words
from steelyard.results.words.simulations import ordinal
from steelyard.results.words.text import as_sentence, listing, some

_MOST_NAMED = 8

MEANING = (
    "Agreement looks at every two options and asks whether both rank them the same way round: "
    "1 means always, 0 as often as not, −1 never. Pairs that one of them ranks level count for "
    "neither side. It is about order only, not about how far totals are apart. (The measure is "
    "Kendall's tau-b.)"
)

SET_ASIDE = "Weights moved by you are set aside here."
"""Shown where only the weights of the file and of lenses are used."""

_MOST_SETS = 5
"""If there are more sets of scenarios than this, they are only counted."""

_NOISE = 1e-6
"""A margin smaller than this is rounding error: the options are level."""

MOST_CASES = 2
"""If there are more cases than this, they are counted instead of named."""

UNCHANGED = "–"
"""Printed if a reading leaves a score unchanged."""


def shorten_perspectives(perspectives: Perspectives) -> Perspectives:
    """Return the same cases, named only by what differs, so that names fit above columns.

    If the page has a reading or a scenario in view, the first case keeps its full name and the
    others leave out what they have in common with it.
    """
    first, *others = perspectives.evaluations
    short = {case: _without_common(case, first) for case in others}
    evaluations = perspectives.evaluations.items()
    return Perspectives({short.get(case, case): found for case, found in evaluations})


def _without_common(perspective: Perspective, first: Perspective) -> Perspective:
    pairs = zip(perspective, first, strict=True)
    return Perspective(*(part if part != common else None for part, common in pairs))


def short_names(criteria_set: CriteriaSet, perspectives: Perspectives) -> dict[Perspective, str]:
    """Return case → printable name, shortened by `shorten_perspectives`."""
    short = shorten_perspectives(perspectives).evaluations
    pairs = zip(perspectives.evaluations, short, strict=True)
    own = own_name(perspectives)
    return {case: perspective_name(criteria_set, short_case, own) for case, short_case in pairs}


def own_name(perspectives: Perspectives) -> str:
    """Return the name of the first case; among lenses it is that of the file's weights."""
    is_lens = perspective_kind(shorten_perspectives(perspectives), 1) == "lens"
    return FILE_WEIGHTS if is_lens else OWN


def own_case(perspectives: Perspectives) -> str:
    """Return the name of the first case for use within a sentence."""
    is_lens = own_name(perspectives) == FILE_WEIGHTS
    return "with the file’s weights" if is_lens else OWN[:1].lower() + OWN[1:]


class Following(NamedTuple):
    """How many other cases have exactly the first case's leaders, and how many share some."""

    same: int
    shared: int
    others: int


def find_following(perspectives: Perspectives) -> Following:
    """Return how many other cases have the first case's leaders, all or some of them."""
    first, *others = (set(found.leaders) for found in perspectives.evaluations.values())
    same = sum(leaders == first for leaders in others)
    return Following(same, sum(bool(leaders & first) for leaders in others) - same, len(others))


def _elsewhere(perspectives: Perspectives) -> list[tuple[str, ...]]:
    """Return the leaders of each case in which no leader of the first case leads."""
    first, *others = (found.leaders for found in perspectives.evaluations.values())
    return [leaders for leaders in others if not set(first) & set(leaders)]


def leading_elsewhere(criteria_set: CriteriaSet, perspectives: Perspectives) -> list[str]:
    """Return the options that lead where no leader of the first case does, in its ranking order."""
    found = {option for leaders in _elsewhere(perspectives) for option in leaders}
    own = next(iter(perspectives.evaluations.values()))
    return [option_label(criteria_set, option) for option in own.ranking if option in found]


def led_elsewhere(criteria_set: CriteriaSet, perspectives: Perspectives) -> str:
    """Return which options lead in these cases, joined by *and* only if level or one in each."""
    names, cases = leading_elsewhere(criteria_set, perspectives), _elsewhere(perspectives)
    if all(len(leaders) == len(names) for leaders in cases):
        return f"{listing(names)} {leads(criteria_set, len(names))}"
    if len(cases) == len(names) and all(len(leaders) == 1 for leaders in cases):
        return f"{listing(names)} {leads(criteria_set, len(names))}, one each"
    return f"{listing(names, 'or')} {leads(criteria_set)}"


def shares_lead(criteria_set: CriteriaSet, leaders: int) -> str:
    """Return the note for another option that is level with a number of leaders."""
    if leaders > 1:
        return f"some of them {leads(criteria_set, 2)}"
    return f"shares {the_lead(criteria_set)}"


def agreement_sentences(criteria_set: CriteriaSet, lenses: Perspectives) -> list[str]:
    """Return which lenses agree least and most, and which one differs most from all others."""
    found = find_agreement(lenses)
    taus = {
        pair: tau
        for pair in combinations(found.taus, 2)
        if (tau := found.taus[pair[0]][pair[1]]) is not None
    }
    if not taus or found.furthest_apart is None:
        return ["There are no two rankings here that tell options apart, so nothing to compare."]
    least, most = found.furthest_apart, max(taus, key=lambda pair: taus[pair])
    if taus[least] == 1:
        return ["All of them rank the options in exactly the same order."]
    sentences = [f"Least alike: {_pair(criteria_set, least)}. {_agree(taus[least])}"]
    if len(taus) > 1:
        alike = _same_order(lenses) if taus[most] == 1 else []
        sentences.append(
            f"Most alike: {_listing(criteria_set, alike)} rank all options in exactly the same "
            "order."
            if alike
            else f"Most alike: {_pair(criteria_set, most)}. {_agree(taus[most])}"
        )
        means = {lens: mean for lens, mean in found.means.items() if mean is not None}
        apart = min(means, key=lambda lens: means[lens])
        name = perspective_name(criteria_set, apart, FILE_WEIGHTS)
        sentences.append(
            f"Furthest from all others: {name}, with an agreement of {two_decimals(means[apart])} "
            "on average."
        )
    return sentences


def _agree(tau: float) -> str:
    number = two_decimals(tau)
    if tau == -1:
        return f"Their agreement is {number}: one order is the other upside down."
    if tau < 0:
        return f"Their agreement is {number}: most pairs of options stand the other way round."
    if tau == 0:
        return f"Their agreement is {number}: half of the pairs are in the same order."
    return f"Their agreement is {number}: most pairs of options are in the same order."


def _pair(criteria_set: CriteriaSet, pair: tuple[Perspective, Perspective]) -> str:
    return " and ".join(f"“{perspective_name(criteria_set, lens, FILE_WEIGHTS)}”" for lens in pair)


def _same_order(lenses: Perspectives) -> list[Perspective]:
    """Return the largest group of perspectives with the same ranking."""
    by_ranks: dict[tuple[int, ...], list[Perspective]] = {}
    for lens, ranks in lenses.ranks.items():
        by_ranks.setdefault(tuple(ranks.values()), []).append(lens)
    return max(by_ranks.values(), key=len)


def _listing(criteria_set: CriteriaSet, alike: list[Perspective]) -> str:
    return some(
        (f"“{perspective_name(criteria_set, lens, FILE_WEIGHTS)}”" for lens in alike), _MOST_NAMED
    )


def swaying_sentences(criteria_set: CriteriaSet, omissions: Iterable[Omission]) -> list[str]:
    """Return a sentence for each lens or reading whose omission changes the minimax regret."""
    return [
        f"Without the {kind} “{name}”, it is {option_names(criteria_set, omission.safest)} that "
        f"{'has' if len(omission.safest) == 1 else 'have'} the mildest worst case."
        for omission in omissions
        for kind, name in [
            ("lens", criteria_set.lenses[omission.lens].name)
            if omission.lens is not None
            else ("reading", criteria_set.readings[omission.reading or ""].name)
        ]
    ]


def scenario_sentences(criteria_set: CriteriaSet, search: ScenarioSearch) -> list[str]:
    """Return the smallest sets of scenarios under which an option comes first."""
    if not criteria_set.scenarios:
        return ["The file has no scenarios to try."]
    tried = f"{search.tried:,} {'case was' if search.tried == 1 else 'cases were'} tried"
    if search.set_aside:
        aside = listing(criteria_set.scenarios[name].name for name in search.set_aside)
        tried += f", without these scenarios: {aside}"
    if not search.smallest:
        return [
            f"No set of up to {search.most_together} scenarios puts it first ({tried}). "
            f"It comes closest {_under(criteria_set, search.closest)}{_margin(search.closest)}."
        ]
    if not search.smallest[0].scenarios:
        return ["None needed: it comes first without any scenario."]
    size = len(search.smallest[0].scenarios)
    count = "One scenario is" if size == 1 else f"{size} scenarios together are"
    sentences = [f"{count} enough, and no fewer ({tried}):"]
    sentences += [
        as_sentence(f"{_under(criteria_set, found)}{_margin(found)}")
        for found in search.smallest[:_MOST_SETS]
    ]
    more = len(search.smallest) - _MOST_SETS
    if more > 0:
        sentences.append(f"And {more} more sets of the same size.")
    return sentences


def _under(criteria_set: CriteriaSet, found: ScenarioSet) -> str:
    if not found.scenarios:
        return "without any scenario"
    return f"if {listing(f'“{criteria_set.scenarios[name].name}”' for name in found.scenarios)}"


def _margin(found: ScenarioSet) -> str:
    if found.margin is None:
        return ""
    size = abs(found.margin)
    if size <= _NOISE:
        return ", level with its closest rival"
    return (
        f", {small_points(size)} {'ahead of' if found.margin > 0 else 'behind'} its closest rival"
    )


def mix_sentences(criteria_set: CriteriaSet, mix: Mix) -> list[str]:
    """Return which option leads on each segment of the mix, with the exact points of change."""
    second = perspective_name(criteria_set, Perspective(reading=mix.second))
    names = [
        listing(criteria_set.options[option].label for option in segment.leaders)
        for segment in mix.segments
    ]
    if len(names) == 1:
        met = _met(criteria_set, mix)
        return [f"However far you go along with “{second}”, no option overtakes {names[0]}{met}."]
    sentences = [f"Up to {tenth_percent(mix.segments[0].end)}: {names[0]}."]
    sentences += [
        f"From {tenth_percent(segment.begin)} to {tenth_percent(segment.end)}: {name}."
        for segment, name in zip(mix.segments[1:-1], names[1:-1], strict=True)
    ]
    return [*sentences, f"Beyond {tenth_percent(mix.segments[-1].begin)}: {names[-1]}."]


def _met(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return the options that are level with the leader of every mix at its far end, if any."""
    leaders = mix.segments[-1].leaders
    best = mix.ends[leaders[0]][1]
    level = [o for o, (_, end) in mix.ends.items() if best - end <= TIE and o not in leaders]
    if not level:
        return ""
    names = listing(criteria_set.options[option].label for option in level)
    return f"; at 100% {names} {'draw' if len(level) > 1 else 'draws'} level"


def regret_sentences(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret
) -> list[str]:
    """Return which option has the least worst regret, and where that occurs, as plain text.

    `found`: the regret over `perspectives`.
    """
    if len(perspectives.options) < 2:
        return ["There is only one option, so no choice can be regretted."]
    names, labels = short_names(criteria_set, perspectives), worst_labels(found)
    safest = listing(criteria_set.options[option].label for option in found.safest)
    first = found.safest[0]
    if found.worst[first] <= TIE:
        sentences = [f"Least to regret: {safest}, in front in every case."]
    else:
        amount, where = number_of_points(labels[first]), _cases(names, found.worst_in[first])
        sentences = [f"Least to regret: {safest}, at worst {amount} behind the leader, {where}."]
    worst = max(found.worst, key=lambda option: found.worst[option])
    if found.worst[worst] > TIE:
        amount, where = number_of_points(labels[worst]), _cases(names, found.worst_in[worst])
        name = criteria_set.options[worst].label
        sentences.append(f"The largest regret: {name} falls {amount} behind, {where}.")
    return sentences


def pairing_sentences(
    criteria_set: CriteriaSet,
    pairings: Perspectives,
    found: Regret,
    swaying: Iterable[Omission],
) -> str:
    """Return which option has the least worst regret over all pairings of reading and lens."""
    sentences = [
        f"The same over {len(pairings.evaluations)} pairings of a set of scores with a set of "
        "weights.",
        *regret_sentences(criteria_set, pairings, found),
        *swaying_sentences(criteria_set, swaying),
    ]
    return " ".join(sentences)


def by_worst(found: Regret) -> list[str]:
    """Return the options sorted by worst regret, the least first; ties keep their order."""
    return sorted(found.worst, key=lambda option: round(found.worst[option], 9))


def worst_labels(found: Regret) -> dict[str, str]:
    """Return option → worst regret as printed."""
    return {option: points_behind(worst) for option, worst in found.worst.items()}


def points_behind(behind: float) -> str:
    """Return a regret as printed: “best” for none, “<0.1” for less than half a tenth."""
    if behind <= TIE:
        return "best"
    return one_decimal(behind) if whole(10 * behind) else "<0.1"


def _cases(names: dict[Perspective, str], worst_in: Iterable[Perspective]) -> str:
    cases = [f"“{names[case]}”" for case in worst_in]
    more = len(cases) - MOST_CASES
    return f"under {listing([*cases[:MOST_CASES], f'{more} more'] if more > 0 else cases)}"


def reading_score(
    criteria_set: CriteriaSet, perspective: Perspective, cell: tuple[str, str]
) -> str:
    """Return a reading's score on its own scale; a dash if the reading leaves it unchanged."""
    option, criterion = cell
    reading = perspective.reading
    if reading is not None and criterion not in criteria_set.readings[reading].assessments.get(
        option, {}
    ):
        return UNCHANGED
    return score_words(find_assessment(criteria_set, option, criterion, reading))


def describe_rank(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> str:
    """Return which option leads on how many points, and the rank of one that does not."""
    leaders = listing(criteria_set.options[leader].label for leader in evaluation.leaders)
    verb = leads(criteria_set, len(evaluation.leaders))
    first = f"{leaders} {verb} with {one_decimal(evaluation.totals[evaluation.ranking[0]])}"
    if option in evaluation.leaders:
        return first
    return (
        f"{first}; {criteria_set.options[option].label} ranks "
        f"{ordinal(evaluation.ranks[option])} with "
        f"{one_decimal(evaluation.totals[option])}"
    )
