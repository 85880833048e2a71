"""What the browser says itself against what the package says: numbers, pairs, origins, addresses.

One blank page runs the modules; every case is handed to it as data. A sentence that both say is
a template of the package, so what is compared is which template is chosen and what fills it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from browser.test_engine import make_criteria_set, make_view, problem_of
from browser.test_live_page import random_choice
from export.live_pages import made_up, result
from playwright.sync_api import Browser, Error

from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.export.live_page.page import page_data
from steelyard.export.stamps.provenance import origin_line
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.editing.score_sheet import parse_typed_score, parse_typed_swing
from steelyard.files.editing.score_text import SCORE_PATTERN
from steelyard.instrument.problem import instrument_data
from steelyard.instrument.script_modules import join_as_script, read_packaged
from steelyard.model import CriteriaSet
from steelyard.results.address import MAX_SWING, read_choice, shown_swings
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words import numbers
from steelyard.results.words.lead.verdict import TEMPLATES
from steelyard.results.words.names import criterion_name, option_names
from steelyard.results.words.scores.pair import (
    PAIR_TEMPLATES,
    difference_question,
    difference_subtitle,
    difference_title,
    list_steps,
    scores_and_weight,
    totals_beside,
)
from steelyard.results.words.scores.ranking import HOW_TO_WRITE, REFUSALS
from steelyard.results.words.text import listing, plain, some
from steelyard.results.words.view import ADDRESS_TEMPLATES, ORIGIN_TEMPLATES
from steelyard.results.words.weights import part_weight, weight_labels

Json = dict[str, Any]
Run = Callable[[str, Any], Any]

SHIPPED = Path(__file__).parents[2] / "criteria"
WORDING = "instrument/js/engine/wording.js"
ENTRIES = "views/edit/browser/grid_entries.js"
ROOT = f"""
import {{ evaluate }} from "./instrument/js/engine/evaluation.js";
import {{ fixed }} from "./{WORDING}";
import {{ readAddress }} from "./export/live_page/address.js";
import {{ originLine }} from "./export/live_page/origin.js";
import {{ differenceTitle }} from "./export/live_page/why.js";
""".strip()
"""A module made up here, of which all the others become part."""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Return a function that hands an argument to a script beside the modules in a blank page."""
    page = browser.new_page()
    page.set_content("")
    script = join_as_script(
        "Steelyard", "root.js", lambda p: ROOT if p == "root.js" else read_packaged(p)
    )
    page.add_script_tag(content=script)
    page.add_script_tag(content=join_as_script("Entries", ENTRIES))

    def _run(script: str, argument: Any) -> Any:
        code = f"text => JSON.stringify((({script}))(JSON.parse(text)))"
        return json.loads(page.evaluate(code, json.dumps(argument)))

    yield _run
    page.close()


# --- numbers -----------------------------------------------------------------------------


def made_up_numbers(rng: random.Random) -> list[float]:
    """Return numbers of every size, many of them halves of what is printed, or all but."""
    return [
        0.0, 0.5, -0.5, 1.0, -1.0, 0.04, 0.05, -0.05, 99.5, 99.95, 100.0,
        *(rng.uniform(-120, 120) for _ in range(1500)),
        *(rng.randint(-(2**17), 2**17) / 2**10 for _ in range(1500)),
        *(
            rng.randint(-200, 200) / 2 + rng.choice([0, 1e-8, -1e-8, 1e-10, -1e-10])
            for _ in range(500)
        ),
        *(rng.randint(-2000, 2000) / 20 for _ in range(500)),
        *(rng.choice([-1, 1]) * 10 ** rng.uniform(-12, 15) for _ in range(500)),
    ]  # fmt: skip


def made_up_shares(rng: random.Random) -> list[float]:
    """Return shares of 0 to 1, also those that all but round to none, all, or a half."""
    edges = [0.0, 1.0, 0.005, 0.995, 0.00499999999, 0.0051, 0.9949, 1e-12, 1 - 1e-12, 0.5]
    return edges + [rng.choice([rng.random(), rng.randint(0, 400) / 400]) for _ in range(1500)]


NUMBERS: dict[str, Callable[[float], object]] = {
    "whole": numbers.whole,
    "integer": numbers.integer,
    "points": numbers.points,
    "signedTenth": numbers.signed_tenth,
}
"""Function of the browser → that of the package, for any number."""


def shown_crossover(share: float) -> str:
    """Return a weight inside 0 to 1 in percent, not as 0 or 100 where two decimals avoid that."""
    near = numbers.whole(100 * share)
    return str(near) if 0 < near < 100 else f"{100 * share:.2f}".rstrip("0").rstrip(".")


def test_numbers_are_written_alike(run: Run) -> None:
    """Whole numbers, points, signs and tenths are the package's own, halves included."""
    rng = random.Random(0)
    made_up = made_up_numbers(rng)
    for name, own in NUMBERS.items():
        found = run(f"numbers => numbers.map(one => Steelyard.{name}(one))", made_up)
        assert found == [own(number) for number in made_up], name
    words = {"numbers": made_up, "templates": dict(TEMPLATES)}
    found = run("({numbers, ...words}) => numbers.map(n => Steelyard.smallPoints(words, n))", words)
    assert found == [numbers.small_points(number) for number in made_up]
    printed = [numbers.integer(number) for number in made_up[:50]] + ["+2.5", "1.0", "1"]
    found = run("texts => texts.map(Steelyard.numberOfPoints)", printed)
    assert found == [numbers.number_of_points(text) for text in printed]


def test_decimals_are_written_alike(run: Run) -> None:
    """A fixed number of decimals and six significant digits are rounded as Python rounds."""
    made_up = made_up_numbers(random.Random(1))
    for digits in range(5):
        found = run(f"numbers => numbers.map(one => Steelyard.fixed(one, {digits}))", made_up)
        assert found == [f"{number:.{digits}f}" for number in made_up], digits
    small = [abs(number) for number in made_up if abs(number) < 1e5]
    found = run("numbers => numbers.map(Steelyard.general)", small)
    assert found == [f"{number:g}" for number in small]
    found = run("numbers => numbers.map(Steelyard.tenth)", small)
    assert found == [numbers.one_decimal(number) for number in small]


def test_leads_are_written_alike(run: Run) -> None:
    """How far one total is ahead of another."""
    rng = random.Random(2)
    made_up = made_up_numbers(rng)
    pairs = list(zip(made_up, rng.sample(made_up, len(made_up)), strict=True))
    pairs += [(a, a + rng.uniform(-3, 3)) for a in made_up]
    pairs += [(a, a + rng.choice([0.01, -0.04, 0.05])) for a in made_up]
    found = run("pairs => pairs.map(pair => Steelyard.lead(...pair))", pairs)
    assert found == [numbers.lead(*pair) for pair in pairs]
    found = run("pairs => pairs.map(pair => Steelyard.span(...pair))", pairs)
    assert found == [numbers.span(*pair) for pair in pairs]


def test_shares_are_written_alike(run: Run) -> None:
    """Percentages and shares of a hundred, together and alone, are never wrongly all or none."""
    rng = random.Random(3)
    rows = [
        [0.0, 0.0],
        [1.0] * 3,
        [1.0] * 7,
        [0.0, 5.0],
        [1.0],
        [1 - 1e-4, 1e-4],
        [1 - 1e-12, 1e-12],
    ]
    rows += [
        [rng.choice([rng.random(), rng.randint(0, 8) / 8, 1e-4]) for _ in range(n % 19 + 1)]
        for n in range(2000)
    ]
    assert run("rows => rows.map(row => Steelyard.wholeShares(row))", rows) == [
        numbers.whole_shares(row) for row in rows
    ]
    assert run("rows => rows.map(row => Steelyard.percents(row))", rows) == [
        numbers.percents(row) for row in rows
    ]
    with pytest.raises(Error, match="a share is negative"):
        run("Steelyard.wholeShares", [1, -1])
    shares = made_up_shares(rng)
    counted = [(numbers.whole(100 * share), share) for share in shares]
    assert run("pairs => pairs.map(pair => Steelyard.ofHundred(...pair))", counted) == [
        numbers.of_hundred(*pair) for pair in counted
    ]
    inside = [share for share in shares if 0 < share < 1]
    assert run("shares => shares.map(Steelyard.percent)", inside) == [
        shown_crossover(share) for share in inside
    ]


def test_a_group_weighs_what_its_columns_say(run: Run) -> None:
    """Every group of the shipped sets, in the browser as in the package, adds up its columns."""
    for file in sorted(SHIPPED.glob("*.yaml")):
        criteria_set = load_criteria_file(file).criteria_set
        evaluation = evaluate(criteria_set)
        shares = [evaluation.weights[criterion] for criterion in evaluation.criteria]
        groups = [
            [
                i
                for i, c in enumerate(evaluation.criteria)
                if criteria_set.criteria[c].group == group
            ]
            for group in criteria_set.groups
        ]
        labels = weight_labels(evaluation)
        added = [
            f"{sum(int(labels[evaluation.criteria[i]].rstrip('%')) for i in group)}%"
            for group in groups
        ]
        script = "([shares, groups]) => Steelyard.partPercents(shares, groups)"
        assert run(script, [shares, groups]) == added
        assert [
            part_weight(evaluation, [evaluation.criteria[i] for i in group]) for group in groups
        ] == added


def test_names_are_listed_alike(run: Run) -> None:
    """Names in a row, and options of which only some are named."""
    lists = [["A", "B, b", "C and D", "E"][:length] for length in range(5)]
    lists += [["A and B", "C"], ["A", "B", "C"]]
    assert run("lists => lists.map(Steelyard.some)", lists) == [some(names, 3) for names in lists]
    assert run("lists => lists.map(Steelyard.listing)", lists) == [
        listing(names) for names in lists
    ]
    criteria_set = next(
        found
        for seed in range(100)
        if len((found := make_criteria_set(random.Random(seed))).options) > 5
    )
    options = list(criteria_set.options)
    problem = problem_of(criteria_set, evaluate(criteria_set), 0)
    chosen = [list(range(count)) for count in range(1, 7)]
    script = "({problem, chosen}) => chosen.map(some => Steelyard.named(problem, some))"
    assert run(script, {"problem": problem, "chosen": chosen}) == [
        option_names(criteria_set, options[: len(some)], most=3) for some in chosen
    ]


def test_spans_of_shares_are_written_alike(run: Run) -> None:
    """Both ends of a span of lead shares, and the short form in a column, on 1,500 spans."""
    rng = random.Random(5)
    shares = made_up_shares(rng)
    spans = [sorted((one, rng.choice(shares))) for one in shares]
    cases = [(rng.randint(int(100 * low), int(100 * high)), (low, high)) for low, high in spans]
    ends = run("cases => cases.map(([count, span]) => Steelyard.hundredEnds(count, span))", cases)
    assert ends == [list(numbers.hundred_ends(count, *span)) for count, span in cases]
    short = run("cases => cases.map(([count, span]) => Steelyard.shortSpan(count, span))", cases)
    assert short == [numbers.short_span(count, *span) for count, span in cases]


def test_every_way_to_write_a_number_is_compared() -> None:
    """No function that writes a number or a list in the browser is without a test here."""
    exported = set(
        re.findall(r"^export (?:const|function) (\w+)", read_packaged(WORDING), re.MULTILINE)
    )
    compared = {
        "fixed",
        "general",
        "tenth",
        "lead",
        "span",
        "wholeShares",
        "percents",
        "ofHundred",
        "percent",
    }
    compared |= {*NUMBERS, "smallPoints", "numberOfPoints", "listing", "named", "some"}
    compared |= {"hundredEnds", "shortSpan", "partPercents"}
    assert exported - compared == {"fill"}


# --- templates ---------------------------------------------------------------------------


def names_in(path: str, kind: str) -> set[str]:
    """Return the alternatives of a type of the browser."""
    block = re.search(rf"export type {kind} =(.*?);", read_packaged(path), re.DOTALL)
    assert block is not None
    return set(re.findall(r'"(\w+)"', block.group(1)))


def test_the_browser_fills_the_templates_of_the_package() -> None:
    """The names that the scripts are checked against are those of the package, and no others."""
    assert names_in("instrument/js/types.d.ts", "TemplateName") == set(TEMPLATES)
    shared = [set(PAIR_TEMPLATES), set(ORIGIN_TEMPLATES), set(ADDRESS_TEMPLATES)]
    every = set.union(*shared)
    assert len(every) == sum(map(len, shared))
    # The other two are said by the dashboard alone, which has the marks of the file's state.
    used = every - {"file_changed_somehow", "file_changes"}
    assert names_in("export/live_page/types.d.ts", "PageTemplateName") == used


# --- two options beside one another ------------------------------------------------------


def beside(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> Json:
    """Return everything the package says of two options."""
    pair = criteria_set, evaluation, first, second
    steps = list_steps(evaluation, first, second)
    net = evaluation.totals[first] - evaluation.totals[second]
    return {
        "title": difference_title(*pair),
        "subtitle": difference_subtitle(*pair),
        "question": difference_question(*pair),
        "names": [*(criterion_name(criteria_set, s.criterion) for s in steps), "All together"],
        "points": [numbers.signed_tenth(n) for n in (*(s.difference for s in steps), net)],
        "notes": [
            *(
                scores_and_weight(criteria_set, evaluation, s.criterion, first, second)
                for s in steps
            ),
            totals_beside(evaluation, first, second),
        ],
    }


BESIDE = """({templates, problem, swings, first, second}) => {
    const words = {templates}, result = Steelyard.evaluate(problem, swings, null);
    const pair = [first, second];
    const rows = Steelyard.differenceRows(words, problem, result, ...pair);
    return {
        title: Steelyard.differenceTitle(words, problem, result, ...pair),
        subtitle: Steelyard.differenceSubtitle(words, problem, result, ...pair),
        question: Steelyard.differenceQuestion(words, problem, result, ...pair),
        names: rows.map(row => row.name),
        points: rows.map(row => Steelyard.signedTenth(row.difference)),
        notes: rows.map(row => row.note),
    };
}"""


def test_two_options_are_compared_in_the_same_words(run: Run) -> None:
    """Titles, headings and every row of the difference, on sets with ties and unknowns."""
    said: set[str] = set()
    for seed in range(160):
        rng = random.Random(seed)
        criteria_set = make_criteria_set(rng) if seed else many_small_gains()
        evaluation = evaluate(criteria_set, make_view(rng, criteria_set) if seed else None)
        options = list(evaluation.options)
        if len(options) < 2:
            continue
        first, second = rng.sample(options, 2) if rng.random() < 0.5 else evaluation.ranking[:2]
        argument = {
            "templates": dict(PAIR_TEMPLATES),
            "problem": problem_of(criteria_set, evaluation, 0),
            "swings": list(evaluation.swings.values()),
            "first": options.index(first),
            "second": options.index(second),
        }
        wanted = beside(criteria_set, evaluation, first, second)
        assert run(BESIDE, argument) == wanted, f"seed {seed}"
        said |= {end for end in ENDS if end in wanted["title"] + wanted["subtitle"]}
    assert said == ENDS


def many_small_gains() -> CriteriaSet:
    """Return two options of which one is a little ahead on six criteria of seven."""
    criteria = [f"c{j}" for j in range(7)]
    rows = {"a": [60] * 6 + [10], "b": [40] * 6 + [20]}
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Even",
            "criteria": {criterion: {"name": criterion} for criterion in criteria},
            "options": {"a": {"name": "A"}, "b": {"name": "B"}},
            "assessments": {o: dict(zip(criteria, row, strict=True)) for o, row in rows.items()},
        }
    )


ENDS = {
    "are level on",
    "less than 0.1 points",
    ", with all of its advantage",
    ", with most of its advantage",
    ", ahead on ",
    " and nowhere behind",
    "Unknown scores count in the middle of their scale here",
    "those printed do not add up exactly",
}
"""What the titles of the made-up sets say between them: all that can be said."""


# --- the line of origin ------------------------------------------------------------------


def data_of(seen: Result) -> Json:
    """Return the data of a live page as its scripts have them once they are read."""
    return {**page_data(seen), "instrument": instrument_data(seen, "light", 0, "")}


def test_the_origin_of_a_view_is_said_in_the_same_words(run: Run) -> None:
    """Lenses, moved weights in and out of view, disputed scores and struck claims are named."""
    own, rng = result(), random.Random(8)
    claims = [*own.evidence.claims]
    frame = next(iter(own.criteria_set.frames))
    outside = set(own.criteria_set.criteria) - set(own.criteria_set.frames[frame].criteria)
    choices = [Choice(frame=frame, swings={next(iter(outside)): 3.0})]
    for _ in range(40):
        found = random_choice(rng, own)
        choice = Choice(
            frame=rng.choice([None, *own.criteria_set.frames]),
            lens=found.lens,
            reading=rng.choice([None, *own.criteria_set.readings]),
            swings=found.swings if rng.random() < 0.6 else {},
            disputes=found.disputes if rng.random() < 0.6 else {},
            struck=tuple(rng.sample(claims, rng.choice([0, 0, 1, 2]))),
        )
        choices.append(choice)
    views = [Result(own.loaded, choice) for choice in choices]
    cases, wanted = [data_of(seen) for seen in views], [origin_line(seen) for seen in views]
    script = """cases => cases.map(data => {
        const {problem, state} = data.instrument;
        const result = Steelyard.evaluate(problem, state.swings, null);
        return [Steelyard.originLine(data, result, state, data.address.hidden),
                Steelyard.readingWords(data, state)];
    })"""
    readings = own.criteria_set.readings
    names = [plain(readings[c.reading].name) if c.reading else "" for c in choices]
    whose = ORIGIN_TEMPLATES["whose_scores"]
    named = [f" · {whose.format(name=name)}" if name else "" for name in names]
    assert run(script, cases) == [list(pair) for pair in zip(wanted, named, strict=True)]
    text = "\n".join([*wanted, *named])
    parts = [re.split(r"\{.*?\}", template) for template in ORIGIN_TEMPLATES.values()]
    assert [part for pieces in parts for part in pieces if part not in text] == []


# --- addresses ---------------------------------------------------------------------------


def odd_set() -> Result:
    """Return a set whose ids are words that mean something to JavaScript."""
    criteria = {name: {"name": name} for name in ("constructor", "tostring", "taste")}
    loaded = made_up(
        {
            "criteria": criteria,
            "frames": {"two": {"name": "Two", "criteria": ["constructor", "taste"]}},
            "options": {"soup": {"name": "Soup"}, "valueof": {"name": "Cake"}},
            "assessments": {
                option: dict.fromkeys(criteria, 40 + 20 * i)
                for i, option in enumerate(("soup", "valueof"))
            },
            "lenses": {
                "keen": {"name": "Keen", "reason": "Taste.", "swings": dict.fromkeys(criteria, 10)}
            },
        }
    )
    return Result(loaded, Choice(frame="two"))


def random_terms(rng: random.Random, name: str) -> dict[str, str]:
    """Return the terms of an address, some of them wrong in ways that addresses go wrong."""
    odd = ["__proto__", "constructor", "", "é", "😀" * 70, "x" * 70, "taste\n", "Taste", "soup"]
    ids = ["constructor", "tostring", "taste", "hasownproperty", *odd]
    options = ["soup", "valueof", *odd]
    values = [
        "0",
        "40",
        "7_25",
        "100",
        "101",
        "1000000000",
        "1000000001",
        "-1",
        "1e3",
        "_5",
        "٣",
        "",
    ]

    def join(parts: list[str]) -> str:
        return "~".join(parts)

    def number() -> str:
        return rng.choice(values)

    terms = {
        "set": name,
        "frame": "two",
        "lens": rng.choice(["keen", "keen", *odd]),
        "w": join([f"{rng.choice(ids)}.{number()}" for _ in range(rng.randint(0, 4))]),
        "d": join(
            [
                f"{rng.choice(options)}.{rng.choice(ids)}.{number()}"
                for _ in range(rng.randint(0, 4))
            ]
        ),
        "locks": join([rng.choice(ids) for _ in range(rng.randint(0, 3))]),
        "rival": rng.choice(options),
    }
    kept = {key: text for key, text in terms.items() if key == "frame" or rng.random() < 0.7}
    return kept | ({"w": "taste.5~" * 1200} if rng.random() < 0.02 else {})


def test_addresses_are_refused_in_the_same_words(run: Run) -> None:
    """What an address names in vain is said alike, and what is left of it is the same view."""
    own, rng = odd_set(), random.Random(9)
    addresses = [random_terms(rng, own.name) for _ in range(600)]
    script = """({data, fragments}) => fragments.map((fragment) => {
        const {state, hidden, ignored} = Steelyard.readAddress(data, fragment);
        return {...state, hidden, ignored};
    })"""
    fragments = ["#" + urlencode(address) for address in addresses]
    data = data_of(own)
    answers = run(script, {"data": data, "fragments": fragments})
    criteria, instrument = own.evaluation.criteria, data["instrument"]
    known = [*instrument["fileSwings"], *chain(*(lens["swings"] for lens in instrument["lenses"]))]
    said: set[str] = set()
    for address, answer in zip(addresses, answers, strict=True):
        choice, ignored = read_choice(own.criteria_set, address)
        assert answer["ignored"] == ignored
        said |= set(ignored)
        seen = Result(own.loaded, choice)
        assert answer["lens"] == choice.lens
        assert answer["rival"] == choice.rival
        told = seen.evaluation.swings
        assert answer["hidden"]["told"] == list(told.values())
        assert answer["swings"] == list(shown_swings(told, known).values())
        hidden = {c: swing for c, swing in choice.swings.items() if c not in criteria}
        assert answer["hidden"]["swings"] == hidden
        assert answer["locks"] == [criterion in choice.locks for criterion in criteria]
        disputes = {(d["option"], d["criterion"]): d["value"] for d in answer["disputes"]}
        disputes |= {(o, c): value for o, c, value in answer["hidden"]["disputes"]}
        assert disputes == choice.disputes
    assert len(said) > 100
    assert f"this file has no lens “{'😀' * 60}”" in said


# --- typed scores and swings -------------------------------------------------------------


def is_taken(parse: Callable[[str], object], text: str) -> bool:
    """Return whether the package reads a typed text."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def test_typed_entries_are_refused_by_the_same_rules(run: Run) -> None:
    """No swing and no score that the package takes is refused in the browser, or left to doubt."""
    rng = random.Random(10)
    pieces = ["40", "2.5", ".5", "-3", "−3", "1e3", "1e999", "2e9", " / ", "/", ";", "–", "to",
        " ", ",", "[", "]", "unknown", "?", "n/a", "%", "x", "1_0", "", "٣"]  # fmt: skip
    texts = ["".join(rng.choices(pieces, k=rng.randint(1, 6))).strip(" ") for _ in range(3000)]
    texts = [text for text in dict.fromkeys(texts) if text]
    criterion = {"from": -1e301, "to": 1e301, "anchors": []}
    found = run(
        """({texts, criterion, pattern, refusals, most}) => texts.map((text) => [
            Entries.checkScore(text, criterion, new RegExp(pattern, "u"), refusals),
            Entries.checkSwing(text, most, refusals)])""",
        {
            "texts": texts, "criterion": criterion, "pattern": SCORE_PATTERN,
            "refusals": REFUSALS, "most": MAX_SWING,
        },
    )  # fmt: skip
    for text, (score, swing) in zip(texts, found, strict=True):
        assert (swing == "") == is_taken(parse_typed_swing, text), text
        if score == HOW_TO_WRITE:
            assert not is_taken(parse_typed_score, text), text
        elif score == "" and re.search(SCORE_PATTERN, text) is None:
            raise AssertionError(f"{text} is taken here and refused there")
    assert {score for score, _ in found} >= {"", HOW_TO_WRITE}
    assert {swing for _, swing in found} == {"", REFUSALS["swing"]}
