"""The live page in a real browser: from a file, without a network, under a hand, on paper.

What it shows has to be what the package says of the same file, weights and seed; what a
hostile label tries has to come to nothing, with a server listening for it.
"""

from __future__ import annotations

import json
import random
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pypdf
import pytest
import yaml
from browser.test_accessibility import _SMALL_TARGETS, FINGER, POINTER, audit
from export.live_pages import hostile_set, hostile_texts, made_up, result
from judged_sets import Judged
from playwright.sync_api import Browser, Page, expect

from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.totals import View, evaluate
from steelyard.export.live_page.page import to_live_page
from steelyard.export.stamps.provenance import origin_line
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.address import read_choice, with_swings, write_choice
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.numbers import signed_tenth
from steelyard.results.words.scores.pair import difference_title, list_steps
from steelyard.results.words.text import plain

CLOSE = 1e-9
SETS = ["iran-2026", "drug-harms-2010"]


@dataclass
class Seen:
    """A page opened from a file, and everything it asked for or complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def ranking(self) -> list[str]:
        """The names of the options as they stand, from the first to the last."""
        return self.page.locator("#steelyard-live tbody tr .option button").all_inner_texts()

    @property
    def address(self) -> dict[str, str]:
        """The terms behind the # of the page's address."""
        return dict(parse_qsl(self.page.evaluate("location.hash").removeprefix("#")))

    @property
    def foreign(self) -> list[str]:
        """Everything asked for but the file itself."""
        return [url for url in self.requests if not url.startswith(self.url)]


Open = Callable[..., Seen]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that writes a result's page and opens it from the file."""
    contexts = []

    def _open(
        seen: Result, width: int = 1440, height: int = 900, fragment: str = "", **how: Any
    ) -> Seen:
        is_online = how.pop("is_online", False)
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        context.set_offline(not is_online)
        contexts.append(context)
        path = tmp_path / "page.html"
        path.write_bytes(to_live_page(seen))
        found = Seen(context.new_page(), path.as_uri())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("pageerror", lambda error: found.errors.append(str(error)))
        found.page.on(
            "console",
            lambda said: found.errors.append(said.text) if said.type == "error" else None,
        )
        found.page.goto(found.url + fragment)
        expect(found.page.locator("h1")).to_be_visible()
        return found

    yield _open
    for context in contexts:
        context.close()


# --- the numbers -------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_its_figures_are_the_packages_own(open_page: Open, name: str) -> None:
    """On a hundred random weightings of each set totals agree, and lead shares to the bit."""
    seen = result(name)
    criteria = seen.evaluation.criteria
    rng = random.Random(20)
    weightings = [[rng.choice([0.0, 25.0, 100 * rng.random()]) for _ in criteria] for _ in "x" * 99]
    weightings.append([0.0 for _ in criteria])
    page = open_page(seen).page
    found = page.evaluate(
        """weightings => {
            const words = Steelyard.pageData;
            const { problem } = words.instrument;
            return JSON.stringify(weightings.map((swings) => {
                const result = Steelyard.evaluate(problem, swings);
                const { ranking, totals, shares, verdict } = result;
                const [leader, rival] = ranking;
                return { ranking, totals, lead: shares.lead, sentence: verdict.sentence,
                    title: Steelyard.differenceTitle(words, problem, result, leader, rival),
                    steps: Steelyard.differenceSteps(result, leader, rival) };
            }));
        }""",
        weightings,
    )
    for swings, answer in zip(weightings, json.loads(found), strict=True):
        view = View(swings=dict(zip(criteria, swings, strict=True)))
        evaluation = evaluate(seen.criteria_set, view)
        options, (leader, rival, *_) = evaluation.options, evaluation.ranking
        assert [options[i] for i in answer["ranking"]] == list(evaluation.ranking)
        assert answer["totals"] == pytest.approx(list(evaluation.totals.values()), abs=CLOSE)
        simulations = sample_simulations(seen.criteria_set, evaluation)
        assert answer["lead"] == list(simulations.lead_shares.values())
        assert answer["title"] == difference_title(seen.criteria_set, evaluation, leader, rival)
        steps = list_steps(evaluation, leader, rival)
        assert [criteria[s["criterion"]] for s in answer["steps"]] == [s.criterion for s in steps]
        ends = [(s["begin"], s["end"]) for s in answer["steps"]]
        assert ends == [pytest.approx((s.begin, s.end), abs=CLOSE) for s in steps]


def test_what_stands_there_is_the_packages_own(open_page: Open) -> None:
    """Verdict, ranking, reasons for the lead and origin read as the package words them."""
    for choice in (
        Choice(),
        Choice(frame="six", lens="maximalist", scenario="sanctions_leak", rival="hold"),
        Choice(reading="coercion_works", struck=("kd-47",), swings={"allied_support": 3.0}),
    ):
        own = Result(result().loaded, choice)
        page = open_page(own).page
        assert page.locator("h1").inner_text() == own.verdict.sentence
        assert page.locator(".because").inner_text() == own.verdict.because
        assert page.locator("#steelyard-origin-line").inner_text() == origin_line(own)
        labels = [own.criteria_set.options[option].label for option in own.evaluation.ranking]
        assert page.locator("tbody .option button").all_inner_texts() == labels
        leader, runner_up, *_ = own.evaluation.ranking
        rival = choice.rival or runner_up
        assert page.locator(".finding").inner_text() == difference_title(
            own.criteria_set, own.evaluation, leader, rival
        )
        points = page.locator(".stairs .points").all_inner_texts()
        steps = list_steps(own.evaluation, leader, rival)
        net = own.evaluation.totals[leader] - own.evaluation.totals[rival]
        assert points == [*(signed_tenth(step.difference) for step in steps), signed_tenth(net)]


@pytest.mark.parametrize("name", SETS)
def test_names_stand_clear_of_thumbs_in_a_wide_typeface(open_page: Open, name: str) -> None:
    """Where the page's own typeface is missing, no name of a weight lies under its slider."""
    seen = open_page(result(name), bypass_csp=True)
    seen.page.add_style_tag(content="* { font-family: DejaVu Sans, Verdana !important; }")
    gaps = seen.page.locator(".weight").evaluate_all(
        """rows => rows.map((row) => {
            const range = document.createRange();
            range.selectNodeContents(row.querySelector(".weight-name"));
            const name = range.getBoundingClientRect();
            const input = row.querySelector("input[type=range]");
            const rail = input.getBoundingClientRect();
            if (name.bottom <= rail.top + 4) return 99;
            return rail.left + (rail.width - 20) * Number(input.value) / 100 - name.right;
        })"""
    )
    assert len(gaps) >= 4
    assert min(gaps) >= 2


def test_the_day_is_written_out(open_page: Open) -> None:
    """Above the verdict, as on every page of the dashboard."""
    top = open_page(result()).page.locator(".eyebrow")
    expect(top).to_contain_text("as of 24 February 2026")
    expect(top).not_to_contain_text("2026-02")


# --- under a hand ------------------------------------------------------------------------


def drag_first_slider(page: Page, share: float) -> None:
    """Take the first slider's thumb with the mouse and let it go at a share of the track."""
    slider = page.locator("input[type=range]").first
    box = slider.bounding_box()
    assert box is not None
    now = float(slider.input_value()) / 100
    at = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10 + now * (box["width"] - 20), at)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 + share * (box["width"] - 20), at, steps=12)
    page.mouse.up()


def test_dragging_a_weight_moves_everything_along(open_page: Open) -> None:
    """Order, verdict, reasons, origin and address all follow, as the package would have it."""
    own = result()
    seen = open_page(own)
    before = seen.ranking
    expect(seen.page.locator("#steelyard-mark")).to_be_hidden()
    drag_first_slider(seen.page, 0.8)

    expect(seen.page.locator("#steelyard-mark")).to_be_visible()
    assert seen.ranking != before
    choice, ignored = read_choice(own.criteria_set, seen.address)
    moved = Result(own.loaded, choice)
    assert ignored == []
    # The slider shows 100 at most, the others smaller: these are not told as moved.
    shown = seen.page.get_by_label("Importance (swing) of Escalation risk")
    expect(shown).to_have_value("100")
    assert moved.evaluation.swings["escalation_risk"] > 100
    assert moved.evaluation.weights["escalation_risk"] == pytest.approx(0.8, abs=0.02)
    assert list(choice.swings) == ["escalation_risk"]
    assert seen.page.locator("h1").inner_text() == moved.verdict.sentence
    labels = [own.criteria_set.options[option].label for option in moved.evaluation.ranking]
    assert seen.ranking == labels
    assert seen.page.locator("#steelyard-origin-line").inner_text() == origin_line(moved)
    leader, rival, *_ = moved.evaluation.ranking
    title = difference_title(own.criteria_set, moved.evaluation, leader, rival)
    assert seen.page.locator(".finding").inner_text() == title
    assert seen.errors == []


def test_a_row_shows_why_the_leader_beats_it(open_page: Open) -> None:
    """A click on an option holds the leader against it, brings that into view, and is kept."""
    seen = open_page(result())
    seen.page.get_by_role("button", name="Hold", exact=True).click()

    expect(seen.page.locator("#why-title")).to_have_text(
        "What puts Controls + talks ahead of Hold?"
    )
    expect(seen.page.locator("#why-title")).to_be_in_viewport()
    assert seen.address["rival"] == "hold"
    seen.page.get_by_label("Compare the leader with").select_option("limited_strikes")
    expect(seen.page.locator("#why-title")).to_contain_text("ahead of Limited strikes?")
    assert seen.address["rival"] == "limited_strikes"


def test_a_lens_is_somebodys_view_and_not_exploratory(open_page: Open) -> None:
    """Choosing a lens takes its weights, names it at the foot, and marks nothing."""
    own = result()
    seen = open_page(own)
    seen.page.get_by_label("Weights:").select_option("maximalist")

    chosen = Result(own.loaded, Choice(lens="maximalist"))
    expect(seen.page.locator("h1")).to_have_text(chosen.verdict.sentence)
    assert seen.page.locator("#steelyard-origin-line").inner_text() == origin_line(chosen)
    expect(seen.page.locator("#steelyard-mark")).to_be_hidden()
    assert seen.address["lens"] == "maximalist"


def test_weights_leave_as_yaml(open_page: Open) -> None:
    """Where a file may use the clipboard the YAML is in it, else it is shown to be copied."""
    seen = open_page(result(swings={"escalation_risk": 33.0}))
    seen.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    seen.page.get_by_role("button", name="Copy as YAML").click()

    text = seen.page.get_by_label("YAML to copy").last.input_value()
    assert text.startswith("lenses:\n  mine:\n    name: My weights\n    swings:\n")
    assert "      escalation_risk: 33\n" in text
    assert seen.errors == []


def test_a_disputed_score_is_marked_in_the_table_of_scores(open_page: Open) -> None:
    """A score of one's own stands beside the page's, and goes when it is taken back."""
    seen = open_page(result())
    cell = seen.page.locator("#steelyard-live .cell button").first
    cell.click()
    slider = seen.page.get_by_role("dialog").get_by_role("slider")
    for _ in range(3):
        slider.press("ArrowLeft")
    seen.page.get_by_role("button", name="Done").click()

    expect(seen.page.locator(".now")).to_have_text(" now 27")
    expect(seen.page.locator("#steelyard-origin-line")).to_contain_text("1 score disputed")
    assert seen.address["d"] == "containment_plus_talks.escalation_risk.73"
    seen.page.get_by_role("button", name="Undo all").click()
    expect(seen.page.locator(".now")).to_have_count(0)


def test_a_dispute_taken_back_is_marked_where_the_page_was_made_with_it(open_page: Open) -> None:
    """A page of a disputed score shows it as its own, and the file's beside it after a reset."""
    seen = open_page(result(disputes={("hold", "escalation_risk"): 12.0}))
    expect(seen.page.locator(".now")).to_have_count(0)
    seen.page.get_by_role("button", name="Reset to file").click()
    expect(seen.page.locator(".now")).to_have_text(" now 30")


def test_rows_stand_still_for_who_asked_for_it(open_page: Open) -> None:
    """A change of order glides, unless the system asks for reduced motion."""
    code = """async () => {
        const slider = document.querySelector("input[type=range]");
        slider.value = 90;
        slider.dispatchEvent(new Event("input"));
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return document.getAnimations().filter((one) => one.timeline === document.timeline).length;
    }"""
    still = open_page(result(), reduced_motion="reduce")
    before = still.ranking
    assert still.page.evaluate(code) == 0
    assert still.ranking != before
    assert open_page(result(), reduced_motion="no-preference").page.evaluate(code) > 0


# --- judges ------------------------------------------------------------------------------


def made_judged(folder: Path, seed: int, **how: Any) -> Result:
    """Return a random set with a closed round of three to six judges, some cells not judged."""
    rng = random.Random(seed)
    criteria = [f"c{j}" for j in range(rng.randint(2, 5))]
    options = [f"o{i}" for i in range(rng.randint(2, 6))]
    entries = {
        "format": 1,
        "title": "Lunch",
        "question": "What shall we cook?",
        "criteria": {
            c: {
                "name": c.upper(),
                "better": rng.choice(["higher", "lower"]),
                "scale": {"from": -10, "to": 20},
                "swing": rng.randint(1, 100),
            }
            for c in criteria
        },
        "options": {o: {"name": o.upper()} for o in options},
        "assessments": {o: {c: rng.randint(-10, 20) for c in criteria} for o in options},
    }
    made = Judged(folder, yaml.safe_dump(entries))
    judges = [f"judge{j}" for j in range(rng.randint(3, 6))]
    made.open(*judges, **how)
    for judge in judges:
        answers = {
            o: {
                c: "cannot_judge"
                if rng.random() < 0.1
                else sorted(rng.randint(-10, 20) for _ in range(3))
                for c in criteria
            }
            for o in options
        }
        made.hand_in(judge, answers, {c: rng.randint(1, 100) for c in criteria})
    made.close()
    return Result(load_criteria_file(made.file), Choice(judges=1, laid_over=True))


def seen_by(own: Result, judge: str) -> Result:
    """Return what the package shows by a judge's weights and, where they are shown, scores."""
    reading = judge if judge in own.criteria_set.readings else None
    return own.change(lens=judge, reading=reading)


def choose_judges(own: Result, seen: Seen) -> None:
    """Choose one judge after another; all that stands there has to be the package's own."""
    page, weights = seen.page, seen.page.locator("#steelyard-live .lens-list").first
    judges = [lens for lens in own.criteria_set.lenses if "judge" in lens]
    assert len(judges) > 3
    for judge in judges:
        there = seen_by(own, judge)
        weights.select_option(judge)
        expect(page.locator("#steelyard-origin-line")).to_have_text(origin_line(there))
        assert page.locator("h1").inner_text() == there.verdict.sentence
        assert page.locator("#steelyard-live .because").inner_text() == there.verdict.because
        labels = [own.criteria_set.options[o].label for o in there.evaluation.ranking]
        assert seen.ranking == labels
        leader, rival, *_ = there.evaluation.ranking
        title = difference_title(own.criteria_set, there.evaluation, leader, rival)
        assert page.locator(".finding").inner_text() == title
        reading = there.choice.reading
        named = own.criteria_set.readings[reading].name if reading else ""
        said = page.locator("#steelyard-reading").inner_text()
        assert said == (f" · reading: {named}" if named else ""), judge
        choice, ignored = read_choice(own.criteria_set, seen.address, rounds=own.closed_numbers)
        assert ignored == []
        assert choice == there.choice


def totals_of_judges(own: Result, page: Page) -> None:
    """Compare the totals under every judge, computed in the browser, within 1e-9."""
    found = page.evaluate(
        """() => {
            const { problem, lenses, judges, readings } = Steelyard.pageData.instrument;
            const by = (list, id) => list.find((one) => one.id === id);
            return Object.fromEntries(judges.map((judge) => [judge, Steelyard.evaluate(
                { ...problem, ...by(readings, judge) }, by(lenses, judge).swings, null,
            ).totals]));
        }"""
    )
    assert list(found) == list(own.laid_judges)
    for judge, totals in found.items():
        there = seen_by(own, judge)
        assert totals == pytest.approx([*there.evaluation.totals.values()], abs=CLOSE), judge


def test_each_simulated_judge_can_be_chosen(open_page: Open) -> None:
    """Scores, weights, verdict, reasons and origin become the judge's, and the file's again."""
    own = result(judges=1, laid_over=True)
    seen = open_page(own)
    totals_of_judges(own, seen.page)
    choose_judges(own, seen)
    lists = seen.page.locator("#steelyard-live .lens-list")
    lists.first.select_option("judge-cedar")
    expect(lists.nth(1)).to_have_value("judge-cedar")
    expect(seen.page.locator(".values .now").first).to_be_visible()
    lists.nth(1).select_option("")
    weights_alone = own.change(lens="judge-cedar")
    expect(seen.page.locator("h1")).to_have_text(weights_alone.verdict.sentence)
    lists.nth(1).select_option("judge-cedar")
    lists.first.select_option("")
    expect(seen.page.locator("#steelyard-origin-line")).to_have_text(origin_line(own))
    assert seen.page.locator("h1").inner_text() == own.verdict.sentence
    seen.page.get_by_role("button", name="Undo", exact=True).click()
    back = own.change(lens="judge-cedar", reading="judge-cedar")
    expect(seen.page.locator("h1")).to_have_text(back.verdict.sentence)
    seen.page.get_by_role("button", name="Reset to file").click()
    expect(seen.page.locator("#steelyard-origin-line")).to_have_text(origin_line(own))
    assert seen.errors == []


def test_a_page_that_opens_with_a_judge_holds_the_file_too(open_page: Open) -> None:
    """It opens as the package has it, on the address of another judge, and goes back."""
    own = result(judges=1, laid_over=True, lens="judge-rowan", reading="judge-rowan")
    there = own.change(lens="judge-cedar", reading="judge-cedar")
    address = write_choice(own.criteria_set, own.name, there.choice, own.loaded.sha256)
    seen = open_page(own)
    assert seen.page.locator("h1").inner_text() == own.verdict.sentence
    assert seen.page.locator("#steelyard-origin-line").inner_text() == origin_line(own)
    seen.page.evaluate("hash => { location.hash = hash; }", urlencode(address))
    expect(seen.page.locator("#steelyard-origin-line")).to_have_text(origin_line(there))
    expect(seen.page.locator("#steelyard-notice")).to_have_text("")
    seen.page.locator("#steelyard-live .lens-list").first.select_option("")
    file = own.change(lens=None, reading=None)
    expect(seen.page.locator("#steelyard-origin-line")).to_have_text(origin_line(file))
    assert seen.page.locator("h1").inner_text() == file.verdict.sentence


@pytest.mark.parametrize("seed", range(4))
def test_judges_of_random_sets_are_the_packages_own(
    open_page: Open, tmp_path: Path, seed: int
) -> None:
    """Made-up judges have scores and weights, people weights, and the averages of both."""
    simulated = "Drawn by a test." if seed % 2 else ""
    own = made_judged(tmp_path, seed, simulated=simulated)
    assert len(own.laid_judges) == (len(own.criteria_set.readings) if simulated else 1)
    seen = open_page(own)
    totals_of_judges(own, seen.page)
    choose_judges(own, seen)
    assert seen.errors == []


# --- the address -------------------------------------------------------------------------


def random_choice(rng: random.Random, own: Result) -> Choice:
    """Return a choice of weights, scores, locks and a rival in the result's own view."""
    criteria_set = own.criteria_set
    criteria, options = list(criteria_set.criteria), list(criteria_set.options)
    lens = rng.choice([None, *criteria_set.lenses])
    numbers = [0.0, 100.0, 33.3333, 0.0078125, 1e9, 12.3456785]
    swings = {c: rng.choice(numbers) for c in rng.sample(criteria, rng.randint(0, 3))}
    seen = own.evaluation.criteria
    cells = [(rng.choice(options), rng.choice(criteria)) for _ in range(rng.randint(0, 3))]
    locks = tuple(c for c in seen if rng.random() < 0.2)
    choice = Choice(
        lens=lens,
        disputes={cell: rng.choice([0.0, 71.5, 100.0]) for cell in cells},
        locks=locks,
        rival=rng.choice([None, *options]),
    )
    return with_swings(criteria_set, choice, swings)


def test_addresses_are_read_and_written_as_the_dashboard_does(open_page: Open) -> None:
    """A hundred addresses of the dashboard are read, and written again term by term."""
    own = result()
    rng = random.Random(7)
    addresses = [
        write_choice(own.criteria_set, own.name, random_choice(rng, own), own.loaded.sha256)
        for _ in range(100)
    ]
    page = open_page(own).page
    code = """fragments => fragments.map((fragment) => {
        const { state, hidden, ignored } = Steelyard.readAddress(Steelyard.pageData, fragment);
        return [Steelyard.writeAddress(Steelyard.pageData, state, hidden), ignored];
    })"""
    answers = page.evaluate(code, ["#" + urlencode(address) for address in addresses])
    for address, (written, ignored) in zip(addresses, answers, strict=True):
        assert ignored == []
        assert dict(parse_qsl(written)) == address


def test_an_address_opens_the_view_it_names(open_page: Open) -> None:
    """Opened with weights in its address, or given one later, the page shows those."""
    own = result()
    choice = Choice(lens="maximalist", swings={"allied_support": 90.0})
    fragment = "#" + urlencode(write_choice(own.criteria_set, own.name, choice, own.loaded.sha256))
    seen = open_page(own, fragment=fragment)
    moved = Result(own.loaded, choice)
    expect(seen.page.locator("h1")).to_have_text(moved.verdict.sentence)
    expect(seen.page.locator("#steelyard-notice")).to_be_empty()

    other = Result(own.loaded, replace(choice, lens=None, swings={"escalation_risk": 0.0}))
    seen.page.evaluate("location.hash = 'set=iran-2026&w=escalation_risk.0'")
    expect(seen.page.locator("#steelyard-origin-line")).to_have_text(origin_line(other))


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("w=escalation_risk.-5", "“escalation_risk.-5” is not a swing of this file"),
        ("w=escalation_risk.99999999999", "is not a swing of this file"),
        ("w=nonsense.5~allied_support.NaN", "“nonsense.5” is not a swing"),
        ("d=hold.allied_support.101", "is not a score of this file"),
        ("lens=__proto__&rival=constructor", "this file has no lens “__proto__”"),
        ("locks=%FF%", "this file has no criterion"),
        ("set=elsewhere&w=allied_support.5", "this address is for “elsewhere”"),
        ("file=00000000", "the file has changed since this address was made"),
        ("scenario=sanctions_leak", "the address asks for another scenario"),
        ("struck=kd-47", "the address asks for another selection of claims"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said(
    open_page: Open, fragment: str, said: str
) -> None:
    """Wrong, foreign and impossible terms are left out in words, and the rest stands."""
    own = result()
    seen = open_page(own, fragment=f"#{fragment}")
    expect(seen.page.locator("#steelyard-notice")).to_contain_text(said)
    expect(seen.page.locator("h1")).to_have_text(own.verdict.sentence)
    assert seen.errors == []


# --- evidence ----------------------------------------------------------------------------


def test_a_score_leads_to_its_claims_in_full(open_page: Open) -> None:
    """A press on a value opens its reason; its claims stand under it with source and paragraph."""
    own = result()
    seen = open_page(own)
    seen.page.locator(".values tbody tr").first.locator("a").last.click()

    assessment = own.criteria_set.assessments[own.evaluation.ranking[0]][
        own.evaluation.criteria[-1]
    ]
    expect(seen.page.locator(":focus")).to_be_in_viewport()
    said = seen.page.locator(":focus + dd")
    expect(said).to_contain_text(plain(assessment.reason))
    cited = (*assessment.claims, *assessment.inferred_from)[0]
    entry = own.loaded.claims[cited]
    expect(said.locator("li").first).to_contain_text(plain(entry.says))
    place = f"{cited}, paragraph {entry.paragraph}"
    expect(said.locator("li i").first).to_contain_text(place)
    expect(said.locator("li i").first).to_contain_text("Essay ")
    assert "c9-" not in seen.page.evaluate("location.hash")


# --- without a network -------------------------------------------------------------------


def test_a_disputed_score_leads_to_what_it_rests_on(open_page: Open) -> None:
    """The box of a score leads to its entry on the page, and moves nothing."""
    seen = open_page(result("iran-2026"))
    page = seen.page
    before = page.locator("h1").inner_text(), seen.address
    options, criteria = (
        page.evaluate(f"Steelyard.pageData.instrument.problem.{part}.map(({{ {name} }}) => {name})")
        for part, name in (("options", "label"), ("criteria", "name"))
    )

    page.locator(f".sy .cell button[aria-label^='{options[2]} on {criteria[1]}: ']").click()
    page.get_by_role("button", name="What it rests on").click()
    entry = page.locator("#c2-1")
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text(criteria[1])
    assert (page.locator("h1").inner_text(), seen.address) == before
    assert seen.errors == []


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen on this machine; yield the address and the paths that were asked for."""
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()


def test_hostile_labels_are_shown_exactly_and_reach_nobody(
    open_page: Open, listening: tuple[str, list[str]], tmp_path: Path
) -> None:
    """With a network and a server waiting, a page full of them asks for its own file only."""
    server, hits = listening
    seen = open_page(Result(hostile_set(tmp_path, server)), is_online=True)
    page = seen.page
    page.get_by_role("button", name="Copy as YAML").click()
    weights = page.locator("#steelyard-live .lens-list")
    weights.select_option(index=weights.locator("option").count() - 1)
    page.locator("#steelyard-live .option button").nth(3).click()
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)))"
    )

    names = {plain(text) for text in hostile_texts(server)}
    shown = page.locator("#steelyard-live .option button").evaluate_all(
        "all => all.map((one) => one.textContent)"
    )
    assert set(shown) == names
    chosen = page.locator("#why-rival option").evaluate_all("all => all.map((o) => o.textContent)")
    assert set(chosen) < names
    claims = page.locator(".claims li").evaluate_all(
        "all => all.map((one) => one.firstChild.textContent.trim())"
    )
    assert set(claims) == names
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, use, iframe, link, svg[onload], main script").count() == 0
    assert (hits, seen.foreign, seen.errors) == ([], [], [])


def test_injected_scripts_and_calls_are_blocked(
    open_page: Open, listening: tuple[str, list[str]]
) -> None:
    """Whatever got onto the page after all could neither run nor call anybody."""
    server, hits = listening
    page = open_page(result(), is_online=True).page
    expected = {"connect-src", "img-src", "frame-src", "style-src-elem", "style-src-attr"}
    blocked = page.evaluate(
        """async ([server, expected]) => {
            const blocked = new Set();
            const all = new Promise((done) => {
                document.addEventListener("securitypolicyviolation", (event) => {
                    blocked.add(event.effectiveDirective);
                    if (expected.every((one) => blocked.has(one))) done();
                });
                setTimeout(done, 10000);
            });
            const tried = [];
            const attempt = async (name, act) => {
                try { await act(); } catch (error) { tried.push(name); }
            };
            const add = (tag, attributes) => {
                const node = document.createElement(tag);
                for (const key in attributes) node.setAttribute(key, attributes[key]);
                document.body.append(node);
            };
            await attempt("fetch", () => fetch(server + "/fetch"));
            await attempt("beacon", () => {
                if (!navigator.sendBeacon(server + "/beacon")) throw 0; });
            await attempt("socket", () => new WebSocket(server.replace("http", "ws")));
            await attempt("markup", () => { document.body.innerHTML += "<b>x</b>"; });
            add("img", { src: server + "/image" });
            add("iframe", { src: server + "/frame" });
            add("link", { rel: "stylesheet", href: server + "/style" });
            add("div", { style: "color: red" });
            const script = document.createElement("script");
            await attempt("script", () => { script.textContent = "window.pwned = 1"; });
            document.body.append(script);
            await all;
            return { blocked: [...blocked], tried };
        }""",
        [server, sorted(expected)],
    )
    assert {"fetch", "markup", "script"} <= set(blocked["tried"])
    assert expected <= set(blocked["blocked"])
    assert page.evaluate("window.pwned") is None
    assert hits == []


def test_it_needs_no_network(open_page: Open) -> None:
    """With the network off it opens, weighs and asks for nothing but its own file."""
    seen = open_page(result("drug-harms-2010"))
    drag_first_slider(seen.page, 0.6)
    expect(seen.page.locator("#steelyard-mark")).to_be_visible()
    assert (seen.foreign, seen.errors) == ([], [])


# --- without scripts, on paper, on a phone -----------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_without_scripts_the_numbers_stand(open_page: Open, name: str) -> None:
    """Ranking, weights, origin and scores are there; nothing that only works with scripts is."""
    own = result(name)
    page = open_page(own, java_script_enabled=False).page
    rows = page.locator(".ranking tbody th").all_inner_texts()
    assert rows == [own.criteria_set.options[option].label for option in own.evaluation.ranking]
    expect(page.locator("noscript").first).to_be_visible()
    expect(page.get_by_text(origin_line(own))).to_be_visible()
    expect(page.locator("#steelyard-why")).to_be_hidden()
    assert page.locator(".values tbody tr").count() == len(own.evaluation.options)
    bar = page.locator(".ranking svg rect").first.bounding_box()
    assert bar is not None
    assert bar["width"] > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints(open_page: Open, scheme: str) -> None:
    """On paper stand verdict, ranking, weights, reasons and origin, on white, in few pages."""
    own = result(lens="maximalist")
    page = open_page(own, color_scheme=scheme).page
    path = Path(page.evaluate("location.pathname")).with_suffix(".pdf")
    path.write_bytes(page.pdf(format="A4", print_background=True))

    pages = pypdf.PdfReader(path).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    assert len(pages) <= 3
    # Letters that the font joins, such as fi, are one character in the text of a PDF.
    parted = unicodedata.normalize("NFKC", text)
    whose = "the weights of “Maximalist”"
    for said in (own.verdict.sentence, "Escalation risk", "Steelyard", whose):
        assert said in parted
    assert "Undo" not in text
    # When the printing is over the page is as it was.
    assert page.locator(".sy").first.get_attribute("data-mode") == scheme


@pytest.mark.parametrize("width", [690, 1017])
def test_on_paper_nothing_sticks_out(open_page: Open, width: int) -> None:
    """However many criteria, on upright and on lying paper totals and lead shares are there."""
    page = open_page(result("drug-harms-2010"), width, 690).page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#steelyard-live td.cell").first).to_be_hidden()
    for shown in page.locator(
        "#steelyard-live td.share > span, #steelyard-live .total .number"
    ).all():
        box = shown.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width


@pytest.mark.parametrize("name", SETS)
def test_no_column_is_too_narrow_for_what_stands_in_it(open_page: Open, name: str) -> None:
    """No head is cut, and no number runs into its neighbour."""
    page = open_page(result(name, frame="seven" if name == "iran-2026" else None)).page
    cut = """all => all.filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.textContent)"""
    assert page.locator("#steelyard-live .head-name").evaluate_all(cut) == []
    too_wide = """all => all.filter((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const [text, cell] = [range, one.closest("td")].map((x) => x.getBoundingClientRect());
        return text.right > cell.right;
    }).map((one) => one.textContent)"""
    assert page.locator("#steelyard-live .cell .number").evaluate_all(too_wide) == []


def test_printing_is_always_light(open_page: Open) -> None:
    """Before it prints, a dark page changes to the colours made for white, and back after."""
    page = open_page(result(), color_scheme="dark").page
    sheet = page.locator(".sy").first
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(sheet).to_have_attribute("data-mode", "light")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_attribute("data-mode", "dark")


def test_it_follows_the_system_from_light_to_dark_with_the_weights_kept(open_page: Open) -> None:
    """A change of scheme repaints the page and leaves what was moved where it is."""
    seen = open_page(result())
    drag_first_slider(seen.page, 0.7)
    before = seen.ranking
    seen.page.emulate_media(color_scheme="dark")
    expect(seen.page.locator(".sy").first).to_have_attribute("data-mode", "dark")
    assert seen.ranking == before
    expect(seen.page.locator("#steelyard-mark")).to_be_visible()


@pytest.mark.parametrize("name", [*SETS, "hostile"])
def test_a_phone_shows_verdict_and_ranking_first(
    open_page: Open, name: str, tmp_path: Path
) -> None:
    """The ranking stands above the sliders, and nothing sticks out to the side."""
    own = Result(hostile_set(tmp_path)) if name == "hostile" else result(name)
    page = open_page(own, 390, 844).page
    first = page.locator("#steelyard-live tbody tr").first.bounding_box()
    slider = page.locator("input[type=range]").first.bounding_box()
    assert first is not None
    assert slider is not None
    assert first["y"] < slider["y"]
    if name == "iran-2026":
        assert first["y"] + first["height"] < 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_an_auditor_finds_nothing_serious(open_page: Open, scheme: str, width: int) -> None:
    """With all evidence opened, and without scripts' help too, nothing serious is found."""
    page = open_page(result(), width, 900, color_scheme=scheme).page
    assert audit(page) == []
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert audit(page) == []


@pytest.mark.parametrize(("width", "least"), [(390, FINGER), (1440, POINTER)])
def test_fingers_and_pointers_hit_everything(open_page: Open, width: int, least: int) -> None:
    """No control of the page is smaller than a finger on a phone, than a pointer at a session."""
    page = open_page(result(), width, 900).page
    assert page.evaluate(_SMALL_TARGETS, ["body", least]) == []


def test_one_option_alone_has_a_page(open_page: Open) -> None:
    """With nothing to compare there is no why, and nothing breaks."""
    entries = {"criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}
    loaded = made_up({**entries, "assessments": {"soup": {"taste": 40}}})
    seen = open_page(Result(loaded))
    expect(seen.page.locator("#steelyard-why")).to_be_hidden()
    expect(seen.page.locator("h1")).to_contain_text("Soup is the only option")
    assert seen.errors == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_closed_list_shows_the_whole_name(open_page: Open, width: int) -> None:
    """Names of eighty letters that differ in the last: wrapped in the list, which opens as such."""
    alike = f"{'One of many that are called the same until the last letter of the name':-<79}"
    made = made_up(
        {
            "criteria": {"taste": {"name": "Taste"}},
            "options": {f"o{i}": {"name": f"{alike}{i}"} for i in range(3)},
            "assessments": {f"o{i}": {"taste": 60 - 10 * i} for i in range(3)},
        }
    )
    page = open_page(Result(made), width).page
    rival = page.get_by_role("combobox", name=re.compile("^Compare")).last
    rival.select_option("o2")
    around = page.locator(".chooser .list")
    expect(around.locator("span")).to_have_text(f"{alike}2")
    box = around.bounding_box()
    assert box is not None
    assert rival.bounding_box() == pytest.approx(box, abs=0.1)
    assert box["x"] + box["width"] <= width
    assert around.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert around.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
