"""The arithmetic of the page against that of the package, on seeded problems in a real browser.

Python makes up the problems and answers them; the browser runs the instrument's modules on the same
numbers. What is sampled or worded has to be equal, the rest equal within 1e-9.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from steelyard.analysis.sensitivity.changes import Flip, WeightTrack
from steelyard.analysis.sensitivity.robustness import find_flips, nearest_flip, track_weights
from steelyard.analysis.simulations.low_discrepancy import key_of
from steelyard.analysis.simulations.sampling import by_id, sample_simulations, spec_of
from steelyard.analysis.simulations.shares import find_shares
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.instrument.script_modules import join_as_script
from steelyard.instrument.scripts import EVALUATION
from steelyard.model import CriteriaSet
from steelyard.results.words import numbers as wording
from steelyard.results.words.lead.verdict import TEMPLATES, Verdict, judge
from steelyard.results.words.names import criterion_name, option_names
from steelyard.results.words.scores.scales import printed_score, scale_digits
from steelyard.results.words.weights import describe_flip

CLOSE = 1e-9

Run = Callable[[str, Any], Any]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Return a function that hands an argument to a script beside the engine in a blank page."""
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content("")
    page.add_script_tag(content=join_as_script("Steelyard", EVALUATION))

    def _run(script: str, argument: Any) -> Any:
        # As text: NaN, infinities and the sign of zero would otherwise slip through.
        code = f"text => JSON.stringify((({script}))(JSON.parse(text)))"
        return json.loads(page.evaluate(code, json.dumps(argument)))

    yield _run
    page.close()
    assert requests == []


# --- problems ----------------------------------------------------------------------------


def make_criteria_set(rng: random.Random) -> CriteriaSet:
    """Return a made-up criteria_set, most of them with something awkward about them."""
    m, n = rng.choice([1, 2, 2, 3, 5, 8, 12, 20]), rng.choice([1, 2, 3, 5, 7, 8, 9, 16])
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Made up",
            "measure": rng.choice([{}, {"name": "harm", "top": "most harmful"}]),
            "criteria": {f"c{j}": _criterion(rng, j) for j in range(n)},
            "frames": rng.choice([{}, {"some": _frame(rng, n)}]),
            "options": _options(rng, m),
            "assessments": _assessments(rng, m, n),
            "verdict": {
                "close_call": rng.choice([0, 0.3, 1, 1.015625, 2, 10]),
                "robust_share": rng.choice([50.5, 70, 90]),
                "robust_flip": rng.choice([0, 5, 30]),
            },
            "simulations": {
                "weight_spread": rng.choice([0, 0.1, 0.35, 1, 3]),
                "draws": rng.choice([100, 333, 2000] * 4 + [4097, 9000]),
                "ranges": rng.choice(["extremes", "central_90", "central_80"]),
                "shared_error": rng.choice([0, 0, 0.3, 0.5, 1]),
                "packages": rng.choice(["coupled", "coupled", "independent"]),
            },
        }
    )


def _criterion(rng: random.Random, j: int) -> Json:
    swing = rng.choice([100, 50, 0, rng.randint(0, 100), 1e9 * rng.random(), 1e-6])
    return {
        "name": f"Criterion {j}",
        "short": rng.choice([None, f"C {j}"]),
        "better": rng.choice(["higher", "lower"]),
        "scale": rng.choice([{}, {"from": -3, "to": 4.5}]),
        "swing": swing,
    }


def _frame(rng: random.Random, n: int) -> Json:
    chosen = rng.sample(range(n), rng.randint(1, n))
    return {"name": "Some", "criteria": [f"c{j}" for j in chosen]}


def _options(rng: random.Random, m: int) -> Json:
    """Return options of which some are packages, perhaps of packages, in any order."""
    options = [_option(rng, i) for i in range(m)]
    order = rng.sample(range(m), m)
    share = rng.choice([0, 0, 0.3])
    for place, i in enumerate(order):
        if place and rng.random() < share:
            chosen = rng.sample(order[:place], min(place, rng.randint(1, 3)))
            options[i]["parts"] = [f"o{part}" for part in chosen]
    return {f"o{i}": option for i, option in enumerate(options)}


def _option(rng: random.Random, i: int) -> Json:
    return {"name": f"Option {i}", "short": rng.choice([None, f"O-{i} <b>&amp;</b>"])}


def _assessments(rng: random.Random, m: int, n: int) -> Json:
    grid = rng.choice([1, 2, 4, 20, 97, 10**9])
    ranged, unknown = rng.choice([0, 0, 0.3, 1]), rng.choice([0, 0, 0, 0, 0.01, 0.3])
    rows: list[Json] = []
    for _ in range(m):
        row: Json = {f"c{j}": _score(rng, grid, ranged, unknown) for j in range(n)}
        # Some options are identical to another one, or all but.
        rows.append(_nearly(rng, rng.choice(rows)) if rows and rng.random() < 0.2 else row)
    return {f"o{i}": row for i, row in enumerate(rows)}


def _nearly(rng: random.Random, row: Json) -> Json:
    nudge = rng.choice([0, 0, 1e-11, 4e-10, 3e-9])
    return {
        criterion: min(max(score + rng.choice([-nudge, 0, nudge]), 0.0), 4.5)
        if isinstance(score, float)
        else score
        for criterion, score in row.items()
    }


def _score(rng: random.Random, grid: int, ranged: float, unknown: float) -> object:
    if rng.random() < unknown:
        return "unknown"
    numbers = sorted(-3 + 7.5 * rng.randint(0, grid) / grid for _ in range(3))
    numbers = [min(max(number, 0.0), 4.5) for number in numbers]
    return numbers if rng.random() < ranged else numbers[1]


def make_view(rng: random.Random, criteria_set: CriteriaSet) -> View:
    """Return the decision as it is in the file, or with moved weights, perhaps all at zero."""
    kind = rng.choice(["file", "moved", "zero"] if rng.random() < 0.4 else ["file", "moved"])
    if kind == "file":
        return View()
    numbers = [0.0, 25.0, 33.3, 50.0, 100.0] if kind == "moved" else [0.0]
    return View(swings={criterion: rng.choice(numbers) for criterion in criteria_set.criteria})


def guesses_in(seed: int) -> int:
    """Return how many unconfirmed guesses a random file has: none, one or two."""
    return seed // 3 % 3


def problems_in(seed: int) -> int:
    """Return how many problems the file is said to have: none, one or two."""
    return seed % 3


def problem_of(criteria_set: CriteriaSet, evaluation: Evaluation, seed: int) -> Json:
    """Return what the page is given of a decision in one view."""
    options, criteria = evaluation.options, evaluation.criteria
    places = {criterion: place for place, criterion in enumerate(criteria_set.criteria)}

    def table(cells: dict[str, dict[str, float]]) -> list[list[float]]:
        return [[cells[o][c] for c in criteria] for o in options]

    return {
        "options": [{"id": o, "label": criteria_set.options[o].label} for o in options],
        "criteria": [
            {
                "id": c,
                "name": criterion_name(criteria_set, c),
                "label": criteria_set.criteria[c].label,
                "place": places[c],
                "scale": {
                    "from": criteria_set.criteria[c].scale.from_,
                    "to": criteria_set.criteria[c].scale.to,
                    "corners": criteria_set.criteria[c].corners,
                    "digits": scale_digits(criteria_set.criteria[c]),
                },
            }
            for c in criteria
        ],
        "printed": [
            [printed_score(evaluation, criteria_set, (o, c)) for c in criteria] for o in options
        ],
        "low": table(evaluation.lows),
        "likely": table(evaluation.values),
        "high": table(evaluation.highs),
        "unknown": [[(o, c) in evaluation.unknown for c in criteria] for o in options],
        "spread": criteria_set.simulations.weight_spread,
        "draws": criteria_set.simulations.draws,
        "seed": seed,
        "ranges": criteria_set.simulations.ranges,
        "sharedError": criteria_set.simulations.shared_error,
        "parts": [
            [options.index(part) for part in entry.parts] for entry in criteria_set.options.values()
        ],
        "isCoupled": criteria_set.simulations.packages == "coupled",
        "problems": problems_in(seed),
        "guesses": guesses_in(seed),
        "optionKeys": [key_of(option) for option in options],
        "criterionKeys": [key_of(criterion) for criterion in criteria],
        "closeCall": criteria_set.verdict.close_call,
        "robustShare": criteria_set.verdict.robust_share,
        "robustFlip": criteria_set.verdict.robust_flip,
        "templates": dict(TEMPLATES),
        "measure": {"name": criteria_set.measure.name, "top": criteria_set.measure.top},
    }


# --- answers, in the shape of the page's ---------------------------------------------------


def answer(
    criteria_set: CriteriaSet, evaluation: Evaluation, seed: int, locked: tuple[str, ...] = ()
) -> Json:
    """Return what the package says, with positions for ids; `locked` criteria keep weights."""
    spec = spec_of(criteria_set, evaluation, seed=seed)
    simulations = by_id(evaluation, spec, find_shares(spec))
    spans = simulations.spans
    options, criteria = evaluation.options, evaluation.criteria
    flips = find_flips(evaluation, locked)
    nearest = nearest_flip(flips)
    tracks = track_weights(evaluation, locked)

    def at(ids: tuple[str, ...]) -> list[int]:
        return [options.index(option) for option in ids]

    return {
        "weights": list(evaluation.weights.values()),
        "contributions": [list(row.values()) for row in evaluation.contributions.values()],
        "totals": list(evaluation.totals.values()),
        "ranges": [list(ends) for ends in evaluation.ranges.values()],
        "ranks": list(evaluation.ranks.values()),
        "ranking": at(evaluation.ranking),
        "leaders": at(evaluation.leaders),
        "tracks": [
            {
                "weight": track.weight,
                "segments": [
                    {"begin": s.begin, "end": s.end, "leaders": at(s.leaders)}
                    for s in track.segments
                ],
                "leaderStays": list(track.leader_stays),
                "nearest": track.nearest,
                "takesOver": at(track.takes_over),
                "most": track.most,
            }
            for track in (tracks[criterion] for criterion in criteria)
        ],
        "flips": {
            str(options.index(rival)): flip and _flip(evaluation, flip)
            for rival, flip in flips.items()
        },
        "nearestFlip": nearest
        and {"rival": options.index(nearest.rival), **_flip(evaluation, nearest)},
        "nearestFlipLine": nearest and describe_flip(criteria_set, nearest),
        "shares": {
            "lead": list(simulations.lead_shares.values()),
            "spans": [list(span) for span in spans.values()],
            "tied": simulations.tied,
            "low": [simulations.ranges[option][0] for option in options],
            "middle": list(simulations.medians.values()),
            "high": [simulations.ranges[option][1] for option in options],
            "error": simulations.error,
        },
        "verdict": _verdict(
            options,
            judge(
                criteria_set,
                evaluation,
                shares=simulations.lead_shares,
                spans=spans,
                flip=nearest,
                locked=locked,
                problems=problems_in(seed),
                guesses=guesses_in(seed),
            ),
        ),
        "verdictOnTotals": _verdict(
            options,
            judge(
                criteria_set,
                evaluation,
                problems=problems_in(seed),
                guesses=guesses_in(seed),
            ),
        ),
        "lines": [_line(criteria_set, tracks[criterion]) for criterion in criteria],
    }


def _line(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    """Return the line below a slider, from the segments beyond either end of the lead."""
    low, high = track.leader_stays
    below = [s.leaders for s in track.segments if s.end <= low + 1e-12 * track.most]
    above = [s.leaders for s in track.segments if s.begin >= high - 1e-12 * track.most]
    said = []
    if low > 0 and below:
        said.append(
            (
                track.weight - low,
                TEMPLATES["track_below"].format(
                    percent=_percent(low), leaders=_names(criteria_set, below[-1])
                ),
            )
        )
    if high < track.most and above:
        said.append(
            (
                high - track.weight,
                TEMPLATES["track_above"].format(
                    percent=_percent(high), leaders=_names(criteria_set, above[0])
                ),
            )
        )
    said.sort(key=lambda side: side[0])
    return "; ".join(text for _, text in said) or TEMPLATES["track_stays"]


def _percent(share: float) -> str:
    near = wording.whole(100 * share)
    return str(near) if 0 < near < 100 else f"{100 * share:.2f}".rstrip("0").rstrip(".")


def _names(criteria_set: CriteriaSet, options: tuple[str, ...]) -> str:
    return option_names(criteria_set, options, most=3)


def _flip(evaluation: Evaluation, flip: Flip) -> Json:
    criteria = evaluation.criteria
    return {
        "points": flip.points,
        "weights": list(flip.weights.values()),
        "moves": [
            {"giver": criteria.index(giver), "taker": criteria.index(taker), "points": points}
            for giver, taker, points in flip.moves
        ],
    }


def _verdict(options: tuple[str, ...], verdict: Verdict) -> Json:
    return {
        "state": verdict.state,
        "leaders": [options.index(leader) for leader in verdict.leaders],
        "runnerUp": verdict.runner_up and options.index(verdict.runner_up),
        "margin": verdict.margin,
        "sentence": verdict.sentence,
        "because": verdict.because,
        "packages": verdict.packages,
    }


ANSWER = """({problem, swings, locks}) => {
    const {shares: {counts, ...shares}, flips, ...found} =
        Steelyard.evaluate(problem, swings, undefined, locks);
    const {nearestFlip, ranking} = found;
    const isRival = ([option, flip]) => Number(option) !== ranking[0];
    return {
        ...found,
        shares,
        flips: Object.fromEntries(
            Object.entries(flips).filter(isRival).map(
                ([option, flip]) => [option, flip.points === null ? null : flip])),
        nearestFlipLine: nearestFlip && Steelyard.describeFlip(problem, nearestFlip),
        verdictOnTotals: Steelyard.evaluate(problem, swings, null).verdict,
        lines: found.tracks.map(track => Steelyard.trackLine(track, problem)),
    };
}"""


def differences(found: Any, wanted: Any, at: str = "") -> Iterator[str]:
    """Yield where two answers differ: numbers by more than 1e-9, anything else at all."""
    if isinstance(wanted, dict) and isinstance(found, dict) and found.keys() == wanted.keys():
        for key in wanted:
            yield from differences(found[key], wanted[key], f"{at}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        for place, pair in enumerate(zip(found, wanted, strict=True)):
            yield from differences(*pair, f"{at}[{place}]")
    elif isinstance(wanted, float) and isinstance(found, int | float):
        if not abs(found - wanted) <= CLOSE:
            yield f"{at}: {found} is not {wanted}"
    elif type(found) is not type(wanted) or found != wanted:
        yield f"{at}: {found!r} is not {wanted!r}"


def compare(
    run: Run, criteria_set: CriteriaSet, view: View, seed: int, locked: tuple[str, ...] = ()
) -> list[str]:
    """Return the differences between page and package on one view of a decision."""
    evaluation = evaluate(criteria_set, view)
    wanted = answer(criteria_set, evaluation, seed, locked)
    swings = list(evaluation.swings.values())
    argument = {"problem": problem_of(criteria_set, evaluation, seed), "swings": swings}
    argument["locks"] = [criterion in locked for criterion in evaluation.criteria]
    found = run(ANSWER, argument)
    broken = list(differences(found, wanted))
    # What is counted in simulations is whole numbers and one division: nothing may differ.
    broken += [f"shares: {found['shares']}"] if found["shares"] != wanted["shares"] else []
    return broken


# --- tests -------------------------------------------------------------------------------


@pytest.mark.parametrize("block", range(8))
def test_page_and_package_agree(run: Run, block: int) -> None:
    """Weights, totals, tracks, flips, shares of simulations and verdicts are those of Python."""
    for seed in range(40 * block, 40 * (block + 1)):
        rng = random.Random(seed)
        criteria_set = make_criteria_set(rng)
        view = make_view(rng, criteria_set)
        assert compare(run, criteria_set, view, rng.choice([0, 1, 2**32 - 1])) == [], f"seed {seed}"


@pytest.mark.parametrize("block", range(4))
def test_locked_shares_agree(run: Run, block: int) -> None:
    """With some criteria locked, tracks, captions, flips and sentences are those of Python."""
    for seed in range(40 * block, 40 * (block + 1)):
        rng = random.Random(seed)
        criteria_set = make_criteria_set(rng)
        view = make_view(rng, criteria_set)
        some = rng.choice([0.2, 0.5, 0.9, 1.0])
        locked = tuple(c for c in evaluate(criteria_set, view).criteria if rng.random() < some)
        assert compare(run, criteria_set, view, seed % 2, locked) == [], f"seed {seed}"


def test_chains_of_near_ties_agree(run: Run) -> None:
    """Options a fifth of a tie apart share the same stretches of the tracks, and lead together."""
    for seed in range(40):
        rng = random.Random(seed)
        names = [f"c{j}" for j in range(rng.randint(2, 4))]
        options = [f"o{i}" for i in range(rng.randint(2, 5))]
        criteria_set = CriteriaSet.model_validate(
            {
                "format": 1,
                "title": "Chain",
                "criteria": {name: {"name": name, "swing": 50} for name in names},
                "options": {option: {"name": option.upper()} for option in options},
                "assessments": {
                    option: {name: 50 + rng.randint(0, 30) * 2e-10 for name in names}
                    for option in options
                },
            }
        )
        locked = tuple(names[2:][: rng.randint(0, 1)])
        assert compare(run, criteria_set, View(), 0, locked) == [], f"seed {seed}"


def test_a_lead_at_its_limit(run: Run) -> None:
    """A lead that rounding puts just under the limit has reached it; so has a dominance."""
    for seed in range(40):
        rng = random.Random(seed)
        names = [f"c{j}" for j in range(rng.randint(2, 9))]
        low = {name: rng.randint(0, 900) / 10 for name in names}
        # Ahead by 2 everywhere, or on one criterion only and level on the others but for 5e-10.
        ahead = rng.choice([dict.fromkeys(names, 2.0), dict.fromkeys(names, -5e-10)])
        ahead[names[0]] = 2.0
        criteria_set = CriteriaSet.model_validate(
            {
                "format": 1,
                "title": "Limit",
                "criteria": {name: {"name": name, "swing": rng.randint(1, 99)} for name in names},
                "options": {"a": {"name": "A"}, "b": {"name": "B"}},
                "assessments": {"a": {name: low[name] + ahead[name] for name in names}, "b": low},
                "verdict": {"close_call": rng.choice([0, 2])},
            }
        )
        assert compare(run, criteria_set, View(), seed) == [], f"seed {seed}"


def test_problems_cover_the_verdicts() -> None:
    """The made-up problems come to every state a verdict can have."""
    states = set()
    for seed in range(320):
        rng = random.Random(seed)
        criteria_set = make_criteria_set(rng)
        evaluation = evaluate(criteria_set, make_view(rng, criteria_set))
        shares = sample_simulations(criteria_set, evaluation, draws=100).lead_shares
        flip = nearest_flip(find_flips(evaluation))
        verdict = judge(criteria_set, evaluation, shares=shares, flip=flip)
        states.add(verdict.state)
    assert states == {
        "dominates",
        "robust",
        "leads but fragile",
        "close call",
        "cannot be decided",
    }


def test_a_difference_is_seen(run: Run) -> None:
    """The comparison of these tests notices a changed answer, however deep it lies."""
    criteria_set = two_by_two()
    wanted = answer(criteria_set, evaluate(criteria_set), 0)
    for path in (["totals", 0], ["tracks", 0, "segments", 0, "end"], ["verdict", "because"]):
        changed = json.loads(json.dumps(wanted))
        inner = changed
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = inner[path[-1]] + (1e-6 if path[-1] != "because" else ".")
        assert len(list(differences(changed, wanted))) == 1


def two_by_two(**taste: object) -> CriteriaSet:
    """Return a small criteria_set; `taste` replaces scores of options on the first criterion."""
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Lunch",
            "criteria": {"taste": {"name": "Taste"}, "price": {"name": "Price"}},
            "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
            "assessments": {
                "soup": {"taste": taste.get("soup", [20, 40, 50]), "price": 70},
                "cake": {"taste": taste.get("cake", "unknown"), "price": [10, 30, 30]},
            },
        }
    )


def test_a_hand_that_drags(run: Run) -> None:
    """Weighing the same simulations anew leaves earlier answers alone and repeats itself."""
    criteria_set = two_by_two()
    problem = problem_of(criteria_set, evaluate(criteria_set), 3)
    settings = [[w, 100.0 - w] for w in range(0, 101, 10)] + [[0.0, 0.0], [0.0, 100.0]]
    found = run(
        """({problem, settings}) => {
            const simulations = Steelyard.simulations(problem);
            return settings.map(swings => simulations.shares(swings))
                .map(({lead, tied, low, high}) => ({lead, tied, low, high}));
        }""",
        {"problem": problem, "settings": settings},
    )
    for swings, shares in zip(settings, found, strict=True):
        view = View(swings=dict(zip(("taste", "price"), swings, strict=True)))
        wanted = answer(criteria_set, evaluate(criteria_set, view), 3)["shares"]
        assert shares == {key: wanted[key] for key in shares}


def test_a_disputed_score(run: Run) -> None:
    """A disputed cell gives what a file with that score gives; the problem itself stays."""
    before, after = two_by_two(), two_by_two(soup=[55, 60, 90], cake=[10, 20, 80])
    changed = evaluate(after)
    disputes = [
        {
            "option": option,
            "criterion": "taste",
            "low": changed.lows[option]["taste"],
            "likely": changed.values[option]["taste"],
            "high": changed.highs[option]["taste"],
        }
        for option in ("soup", "cake")
    ]
    problem, swings = problem_of(before, evaluate(before), 0), [100.0, 100.0]
    found = run(
        f"""({{problem, swings, disputes}}) => {{
            const answer = {ANSWER};
            const disputed = Steelyard.withDisputes(problem, disputes);
            return [problem, disputed, problem].map(problem => answer({{problem, swings}}));
        }}""",
        {"problem": problem, "swings": swings, "disputes": disputes},
    )
    first, second, third = found
    assert list(differences(first, answer(before, evaluate(before), 0))) == []
    assert list(differences(second, answer(after, changed, 0))) == []
    assert second["shares"] == answer(after, changed, 0)["shares"]
    assert third == first


def test_a_dispute_about_nothing(run: Run) -> None:
    """A dispute about a cell that is not there is an error, not a silent nothing."""
    criteria_set = two_by_two()
    argument = {
        "problem": problem_of(criteria_set, evaluate(criteria_set), 0),
        "disputes": [{"option": "soup", "criterion": "colour"}],
    }
    with pytest.raises(Error, match="no cell soup, colour"):
        run("({problem, disputes}) => Steelyard.withDisputes(problem, disputes)", argument)


def track_line(run: Run, values: list[list[float]], swings: list[float], criterion: int) -> str:
    """Return the line below one slider, for options A, B, C."""
    said: str = run(
        """({values, swings, criterion, templates}) => Steelyard.trackLine(
            Steelyard.tracks(values, swings)[criterion],
            {options: [..."ABCDEF"].map(label => ({id: label, label})), templates})""",
        {"values": values, "swings": swings, "criterion": criterion, "templates": dict(TEMPLATES)},
    )
    return said


THREE = [[100, 0], [60, 60], [0, 100]]
"""With the first weight w: A has 100 w, B 60, C 100 - 100 w. C leads to 0.4, A from 0.6."""


@pytest.mark.parametrize(
    ("values", "swings", "criterion", "said"),
    [
        (THREE, [45, 55], 0, "below 40%: C; above 60%: A"),
        (THREE, [58, 42], 0, "above 60%: A; below 40%: C"),
        (THREE, [58, 42], 1, "below 40%: A; above 60%: C"),
        (THREE, [10, 90], 0, "above 40%: B"),
        # Level at 0.4: 60 and 60.
        (THREE, [40, 60], 0, "below 40%: C; above 40%: B"),
        # A leads while 100 w + 50 (1 - w) > 50.3 (1 - w), so from w = 0.3 / 100.3 on.
        ([[100, 50], [0, 50.3]], [1, 1], 0, "below 0.3%: B"),
        ([[100, 0]] * 4 + [[50, 50]], [1, 3], 0, "above 50%: A, B, C and D"),
        ([[100, 0]] * 5 + [[50, 50]], [1, 3], 0, "above 50%: A, B, C and 2 more"),
        ([[100, 0], [90, 0]], [1, 1], 0, "no weight here changes the leader"),
        ([[100], [90]], [1], 0, "no weight here changes the leader"),
    ],
)
def test_the_line_below_a_slider(
    run: Run, values: list[list[float]], swings: list[float], criterion: int, said: str
) -> None:
    """Who takes over beyond which weight, the nearer side first."""
    assert track_line(run, values, swings, criterion) == said


def test_sums_have_one_rounding(run: Run) -> None:
    """Totals are summed as `math.fsum` does, whatever cancels and in whatever order."""
    rng = random.Random(2)
    rows = [[1e16, 1.0, -1e16], [1e16, 1.0, 1e-16], [0.1] * 10, [2.0**53, -0.5, -(2.0**-54)]]
    rows += [
        [
            rng.choice([-1, 1]) * 2.0 ** rng.randint(-60, 60) * rng.random()
            for _ in range(n % 40 + 1)
        ]
        for n in range(1500)
    ]
    script = "rows => rows.map(row => Steelyard.totals([row], row.map(() => 1))[0])"
    assert [float(total) for total in run(script, rows)] == [math.fsum(row) for row in rows]


def test_every_template_has_the_gaps_that_are_filled(run: Run) -> None:
    """A gap that nothing fills is an error, and what is filled in is not read as a gap again."""
    templates = {"tie": "{leaders} are level on {total}"}
    script = "({templates, fields}) => Steelyard.fill({templates}, 'tie', fields)"
    fields = {"leaders": "{total} & $1", "total": "3"}
    filled = run(script, {"templates": templates, "fields": fields})
    assert filled == "{total} & $1 are level on 3"
    with pytest.raises(Error, match=r"nothing fills \{total\} of tie"):
        run(script, {"templates": templates, "fields": {"leaders": "A"}})
