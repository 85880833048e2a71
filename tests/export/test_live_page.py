"""The live page as a file: what it holds without running, and what it is not."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from export.live_pages import ROOT, data_of, hostile_set, hostile_texts, made_up, result, shipped

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.export.live_page import assets
from steelyard.export.live_page.page import to_live_page
from steelyard.export.live_page.scores_part import shorten_ids
from steelyard.export.live_page.tables import find_places, in_columns, table_of_places
from steelyard.export.stamps.provenance import origin_line
from steelyard.files.criteria_files import load_criteria_file
from steelyard.instrument.problem import instrument_data
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.lead.frames import frame_line, frame_note
from steelyard.results.words.text import plain

MOST = 200 * 1024
"""Bytes of a shipped set as its file says."""

MOST_IN_A_VIEW = 230 * 1024
"""Bytes of any view of it: with other scores, answers of judges, and all that was moved."""

LUNCH = {
    "criteria": {"taste": {"name": "Taste"}, "price": {"name": "Price", "better": "lower"}},
    "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    "assessments": {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}},
}


class Reader(HTMLParser):
    """Every element of a page with its attributes, and the text outside scripts and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.silent = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """Listen again."""
        self.silent = False

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self.silent and data.strip():
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that is read."""
        return " ".join(" ".join(self.texts).split())


def every_view(name: str) -> list[Choice]:
    """Return a choice for every frame and reading of a shipped set, and one with all at once."""
    criteria_set = shipped(name).criteria_set
    assert criteria_set is not None
    views = [
        Choice(frame=frame, reading=reading)
        for frame in criteria_set.frames
        for reading in (None, *criteria_set.readings)
    ]
    every = list(criteria_set.criteria)
    crowded = Choice(
        frame=max(criteria_set.frames, key=lambda frame: len(criteria_set.frames[frame].criteria)),
        lens=next(iter(criteria_set.lenses), None),
        scenario=next(iter(criteria_set.scenarios), None),
        swings=dict.fromkeys(every, 33.333333),
        disputes={(option, every[0]): 12.345678 for option in list(criteria_set.options)[:3]},
        locks=tuple(every),
    )
    # A set with a closed round of judges is seen with all of them too, and with one in force.
    judge = "judge-birch"
    judged = [
        Choice(frame=frame, judges=1, laid_over=True, lens=lens, reading=lens)
        for frame in criteria_set.frames
        for lens in (None, judge)
        if Result(shipped(name), Choice(judges=1)).group is not None
    ]
    judged += [replace(crowded, judges=1, laid_over=True, reading=judge) for _ in judged[:1]]
    return [*views, crowded, *judged]


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_every_view_of_a_shipped_set_stays_small(name: str) -> None:
    """Whatever frame and reading, and with everything moved, it fits into an e-mail."""
    loaded = shipped(name)
    assert len(to_live_page(Result(loaded))) < MOST
    for choice in every_view(name):
        assert len(to_live_page(Result(loaded, choice))) < MOST_IN_A_VIEW, choice


def test_rules_of_larger_tables_are_left_out() -> None:
    """A small table has no rule of a dense one; the limits are those of the scripts."""
    small, large = assets.page_style(assets.MANY_ROWS - 1, 8), assets.page_style(16, 9)
    assert ".dense" in large
    assert ".slim" in large
    assert ".dense" not in small
    assert ".slim" not in small
    left = re.sub(r"[^{}]*\.(dense|slim)\b[^{}]*{[^{}]*}", "", large)
    assert re.sub(r"@(media|container)[^{}]*{}", "", left) == small
    panel = ROOT / "dashboard" / "steelyard" / "instrument" / "js" / "panel"
    rows, sliders = (panel / f"{name}.js" for name in ("ranking_table", "weight_panel"))
    assert f"const MANY_ROWS = {assets.MANY_ROWS};" in rows.read_text(encoding="utf-8")
    assert f"const MOST_TALL = {assets.MOST_TALL};" in sliders.read_text(encoding="utf-8")


def test_only_templates_that_can_be_filled_are_taken_along(tmp_path: Path) -> None:
    """No word of problems where there are none, and of two ways to lead the one of the measure."""
    whole = set(instrument_data(result(), "light", 0, "")["problem"]["templates"])
    for loaded, lacks in (
        (shipped("iran-2026"), {"is_top", "with_problems", "with_guesses"}),
        (shipped("drug-harms-2010"), {"leads", "with_problems", "with_guesses"}),
        (hostile_set(tmp_path), {"with_guesses"}),
    ):
        seen = Result(loaded, Choice())
        kept = set(data_of(to_live_page(seen))["instrument"]["problem"]["templates"])
        assert lacks <= whole - kept
        assert ("with_problems" in kept) == bool(loaded.problems)
        assert {"leads", "is_top"} & kept


def test_the_same_result_gives_the_same_bytes_in_every_process() -> None:
    """Neither the run nor the seed of Python's hashes changes a byte."""
    code = (
        "import hashlib, sys; sys.path[:0] = ['dashboard', 'tests'];"
        "from export.live_pages import result;"
        "from steelyard.export.live_page.page import to_live_page;"
        "print(hashlib.sha256(to_live_page(result(struck=('kd-47', 'kd-46')))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_making_a_page_changes_nothing_that_others_hold() -> None:
    """Made twice it is the same, and the dashboard's instrument is told what it was before."""
    seen = result()

    def told() -> str:
        return json.dumps(instrument_data(seen, "light", 0, ""))

    before, first = told(), to_live_page(seen)
    assert to_live_page(seen) == first
    assert told() == before


def test_the_page_says_what_it_is_before_any_script_runs() -> None:
    """Question, date, judge, verdict, ranking, weights and origin stand in the plain text."""
    seen = result()
    criteria_set, text = seen.criteria_set, Reader(to_live_page(seen)).text

    for said in (
        criteria_set.title,
        criteria_set.question,
        criteria_set.as_of or "",
        criteria_set.judged_by,
        seen.verdict.sentence,
        seen.verdict.because,
        seen.verdict.packages,
        frame_line(seen),
        frame_note(seen),
        origin_line(seen),
    ):
        assert plain(said) in text
    places = [text.index(criteria_set.options[option].label) for option in seen.evaluation.ranking]
    assert places[1:] == sorted(places[1:])
    for criterion in seen.evaluation.criteria:
        assert criteria_set.criteria[criterion].name in text


def test_every_score_has_its_reason_its_confidence_and_its_claims() -> None:
    """Of every score in view the page holds reason and claims, each with its paragraph."""
    seen = result()
    text = Reader(to_live_page(seen)).text
    for option, row in seen.criteria_set.assessments.items():
        for criterion in seen.evaluation.criteria:
            assessment = row[criterion]
            assert plain(assessment.reason) in text, (option, criterion)
            for claim in (*assessment.claims, *assessment.inferred_from):
                entry = seen.loaded.claims[claim]
                assert plain(entry.says) in text
                assert f"{claim}, paragraph {entry.paragraph}" in text
    found = [
        row[c].confidence
        for row in seen.criteria_set.assessments.values()
        for c in seen.evaluation.criteria
    ]
    assert "below, low where nothing else is said." in text
    assert text.count("Confidence: moderate.") == found.count("moderate") > 0
    assert found.count("low") == len(found) - found.count("moderate")


def test_no_word_of_a_source_is_taken_along(tmp_path: Path) -> None:
    """Paragraphs that lie beside a register are not on the page, though the page is made there."""
    path = hostile_set(tmp_path).path
    words = "These are the words of somebody else."
    texts = tmp_path / "seeds" / "texts"
    texts.mkdir()
    (texts / "source.txt").write_text(words, encoding="utf-8")
    digest = hashlib.sha256(words.encode()).hexdigest()
    register = tmp_path / "seeds" / "source.yaml"
    said = register.read_text(encoding="utf-8").replace("0" * 64, digest)
    register.write_text(said.replace("0" * 16, digest[:16]), encoding="utf-8")

    whole = load_criteria_file(path)
    assert whole.registers["source"].text.paragraph(1) == words
    assert words not in to_live_page(Result(whole)).decode()


def test_the_policy_names_the_script_and_the_style_by_hash() -> None:
    """Nothing but what the page holds may run, and nothing at all may be fetched."""
    page = to_live_page(result()).decode()
    policy = re.search(r'http-equiv=Content-Security-Policy content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    for kind in ("script", "style"):
        content = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert not any(word in policy[1] for word in ("unsafe", "http", "*"))


@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_nothing_on_the_page_leads_away_or_runs(which: str, tmp_path: Path) -> None:
    """No element loads, no attribute runs or dresses, no link leaves the page."""
    loaded = shipped() if which == "shipped" else hostile_set(tmp_path)
    for tag, attributes in Reader(to_live_page(Result(loaded))).elements:
        assert tag not in ("img", "iframe", "link", "object", "embed", "form", "base", "b", "use")
        for name, value in attributes.items():
            assert name not in ("style", "src", "action", "srcdoc")
            assert not name.startswith("on")
            assert name != "href" or re.fullmatch(r"#c\d+-\d+", value)


def test_every_claim_that_touches_a_score_is_named_under_it() -> None:
    """Read back from their short form, the ids and signs are those of the registers and scores."""
    seen = result(frame="seven")
    page = to_live_page(seen).decode()
    claims = seen.evidence.claims
    for i, option in enumerate(seen.evaluation.options):
        for j, criterion in enumerate(seen.evaluation.criteria):
            entry = page.split(f"<dt id=c{i}-{j}>")[1].split("<dt ")[0].split("</dl>")[0]
            named = whole_ids(entry.split("<p class=ref>")[1]) if "class=ref" in entry else {}
            assessment = seen.criteria_set.assessments[option][criterion]
            bearers = find_bearers(claims, option, [criterion])
            assert set(named) == {*assessment.claims, *assessment.inferred_from, *bearers.all}
            assert {c for c, sign in named.items() if "+" in sign} == set(bearers.for_)
            assert {c for c, sign in named.items() if "−" in sign} == set(bearers.against)


def whole_ids(line: str) -> dict[str, str]:
    """Return the ids of a line of references in full, with their signs."""
    found = {}
    before = ""
    for short, sign in re.findall(r"([a-z0-9_-]+)([+−]*)(?=, |; |$)", line):
        before = f"{before.rpartition('-')[0]}-{short}" if short[0].isdigit() else short
        found[before] = sign
    return found


def test_hostile_texts_are_read_exactly(tmp_path: Path) -> None:
    """Names, reasons and claims are shown letter by letter, and told to the scripts alike."""
    page = to_live_page(Result(hostile_set(tmp_path)))
    reader = Reader(page)
    told = data_of(page)
    names = told["instrument"]["problem"]["options"]["name"]
    for text in map(plain, hostile_texts()):
        assert text in reader.text
        assert text in names
    assert sum(tag == "script" for tag, _ in reader.elements) == 3


def test_the_data_cannot_end_its_own_element(tmp_path: Path) -> None:
    """Inside the two blocks of data no letter stands that means something to HTML."""
    page = to_live_page(Result(hostile_set(tmp_path))).decode()
    blocks = re.findall(r'<script type="application/json" id="steelyard-\w+">(.*?)</script>', page)
    assert len(blocks) == 2
    for block in blocks:
        assert not re.search("[<>&\u2028\u2029]", block)


def test_a_moved_weight_and_a_struck_claim_are_marked() -> None:
    """What is not the file's own is called exploratory, and what is its own is not."""
    own = to_live_page(result(lens="maximalist")).decode()
    moved = to_live_page(result(swings={"escalation_risk": 5.0}, struck=("kd-47",))).decode()
    mark = '<strong class=mark id=steelyard-mark hidden="">'

    assert mark in own
    assert mark not in moved
    assert "<strong class=mark id=steelyard-mark>Exploratory" in moved
    assert "Exploratory: the file’s weights, moved (Escalation risk at" in moved
    assert "1 claim struck out" in moved


def test_struck_claims_are_gone_and_the_scores_they_carried_are_unknown() -> None:
    """A claim struck out is on no list; a score that loses its last claim says why."""
    whole = result()
    option, criterion = "containment_plus_talks", "intelligence_visibility"
    assessment = whole.criteria_set.assessments[option][criterion]
    struck = (*assessment.claims, *assessment.inferred_from)
    page = to_live_page(result(struck=struck)).decode()

    assert f"<i>{struck[0]}, paragraph" in to_live_page(whole).decode()
    assert f"<i>{struck[0]}, paragraph" not in page
    assert f"Struck out for this page: {', '.join(struck)}." in page
    assert "Score unknown, high is best, counted as the middle." in page


def test_disputes_reading_and_scenario_carry_over() -> None:
    """They stand at the top, at the score, and in the numbers."""
    disputes = {("hold", "escalation_risk"): 99.0}
    seen = result(reading="coercion_works", scenario="sanctions_leak", disputes=disputes)
    page = to_live_page(seen)
    text, told = Reader(page).text, data_of(page)

    assert f"reading: {seen.criteria_set.readings['coercion_works'].name}" in text
    assert f"scenario: {seen.criteria_set.scenarios['sanctions_leak'].name}" in text
    assert "The value was disputed when this page was made" in text
    assert "The scenario moves the score by" in text
    assert told["instrument"]["state"]["disputes"] == [
        {"option": "hold", "criterion": "escalation_risk", "value": 99}
    ]


def test_what_is_out_of_view_goes_along_in_the_address() -> None:
    """Weights, locks and disputes on criteria the frame leaves out are handed on."""
    seen = result(
        swings={"resource_burden": 7.0},
        locks=("resource_burden",),
        disputes={("hold", "resource_burden"): 12.0},
    )
    assert "resource_burden" not in seen.evaluation.criteria
    hidden = data_of(to_live_page(seen))["address"]["hidden"]

    assert hidden == {
        "told": list(seen.evaluation.swings.values()),
        "swings": {"resource_burden": 7},
        "locks": ["resource_burden"],
        "disputes": [["hold", "resource_burden", 12]],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"options": {"soup": {"name": "Soup"}}, "assessments": {}},
        {"criteria": {"taste": {"name": "Taste"}}, "assessments": {"soup": {"taste": "unknown"}}},
        {"simulations": {"weight_spread": 0, "draws": 100}},
        {"measure": {"name": "harm", "top": "most harmful"}},
    ],
)
def test_small_and_odd_sets_have_a_page(change: dict[str, object]) -> None:
    """One option, one criterion, unknown scores, no spread, another measure: all fine."""
    text = Reader(to_live_page(Result(made_up({**LUNCH, **change})))).text
    assert "Soup" in text
    assert not re.search(r"\b(nan|inf|None)\b", text)


def test_weights_of_nothing_still_make_a_page() -> None:
    """With every swing at zero all criteria weigh the same."""
    choice = Choice(swings={"taste": 0.0, "price": 0.0})
    assert "50%" in Reader(to_live_page(Result(made_up(LUNCH), choice))).text


def test_a_file_without_anything_to_compare_is_refused() -> None:
    """Nothing usable in the file is said as such."""
    loaded = type(shipped())(Path("x.yaml"), "", "", None, ())
    with pytest.raises(ValueError, match="nothing in this file can be compared"):
        to_live_page(Result(loaded))


def test_columns_and_places_say_what_entries_and_tables_do() -> None:
    """Told by columns nothing is lost, and no place lies outside the table."""
    entries = [{"id": n, "raw": {"from": n, "to": [n]}} for n in range(3)]
    told = in_columns(entries)
    assert told == {"id": [0, 1, 2], "raw": {"from": [0, 1, 2], "to": [[0], [1], [2]]}}
    assert in_columns([]) == {}
    table = [[False, True, False], [True, False, False]]
    assert table_of_places(find_places(table), 2, 3) == table
    for place in ([2, 0], [0, 3], [-1, 0]):
        with pytest.raises(IndexError, match="no place"):
            table_of_places([place], 2, 3)


def test_ids_are_shortened_only_where_they_can_be_read_back() -> None:
    """An id that has no number after its last hyphen, or another beginning, stands in full."""
    ids = ["a-1", "a-2", "a-b", "b-2", "b-2-3", "b-2-4", "a", "a-2"]
    assert shorten_ids(ids, {"a-2": "+−"}) == "a-1, 2+−, a-b, b-2, b-2-3, 4, a, a-2+−"


def test_a_script_or_style_that_would_end_its_element_is_refused() -> None:
    """What stands inside an element of the page must not close it."""
    with pytest.raises(ValueError, match="the script would end its own element"):
        assets.small_script("const end = '</script>';")
    with pytest.raises(ValueError, match="the style would end its own element"):
        assets.small_style('.a::after { content: "</style>"; }')


def test_quoted_text_in_a_script_is_left_alone() -> None:
    """Comments and blanks go, but never what stands between quotes or backticks."""
    script = "let a = 1; // one\nconst b = 'http://x // y', c = `two  // ${a}`;\n"
    assert assets.small_script(script) == "let a=1;const b='http://x // y',c=`two  // ${a}`;"
