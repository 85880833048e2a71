"""Journeys over the evidence page: claims, scores, striking out, and the appraisal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from playwright.sync_api import expect

from steelyard.analysis.evidence.bearing import find_uses
from steelyard.analysis.evidence.linchpins import find_linchpins, judge_survival
from steelyard.analysis.totals import View, evaluate
from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import appraise
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.words.basis import answered
from steelyard.results.words.evidence import survival_words
from steelyard.results.words.names import cell_name
from steelyard.results.words.sheets.score_sheet import score_title

Open = Callable[..., Visit]
Served = tuple[str, Path]
SIX = View(frame="six")


def essays(served: Served) -> tuple[LoadedSet, CriteriaSet]:
    """Return the essays' set as it is served, loaded and as the analysis sees it."""
    loaded = load_criteria_file(served[1] / "iran-2026.yaml")
    assert loaded.criteria_set is not None
    return loaded, loaded.criteria_set


def test_from_a_claim_to_its_paragraph_and_its_scores(visit: Open, served: Served) -> None:
    """A claim says its paragraph's number and lists every score that cites it; each opens."""
    loaded, criteria_set = essays(served)
    opening = evaluate(criteria_set, SIX)
    claim = find_linchpins(criteria_set, SIX)[0].claim
    seen = visit()
    page = seen.open("evidence?set=iran-2026&frame=six&tab=claims")
    said = page.locator(".st-key-pair_claim")
    expect(said).to_contain_text(loaded.claims[claim].says)
    expect(said).to_contain_text(f"paragraph {loaded.claims[claim].paragraph}")
    said.get_by_text(f"Paragraph {loaded.claims[claim].paragraph} of the source").click()
    expect(said.get_by_text("only the number of the paragraph")).to_be_visible()

    cells = [use.cell for use in find_uses(criteria_set, claim) if use.cell[1] in opening.criteria]
    buttons = page.locator(".st-key-fed_scores").get_by_role("button")
    shown = [text.replace("\u2060", "") for text in buttons.all_inner_texts()]
    assert [name.split(":")[0] for name in shown] == [cell_name(criteria_set, c) for c in cells]
    buttons.first.click()
    title = score_title(criteria_set, cells[0])
    expect(page.get_by_role("dialog", name=title)).to_contain_text(claim)
    assert seen.errors == []


def test_striking_out_a_linchpin(visit: Open, served: Served) -> None:
    """Answer, banner and address follow; another page and another window show the same; undone."""
    _, criteria_set = essays(served)
    claim = find_linchpins(criteria_set, SIX)[0].claim
    survival = judge_survival(criteria_set, [claim], SIX)
    seen = visit()
    page = seen.open("evidence?set=iran-2026&frame=six")
    page.get_by_role("button", name=f"Strike out {claim}").click()
    page.wait_for_url(f"**struck={claim}*")
    seen.settle()
    page.get_by_role("tab", name="Strike out").click()
    page.wait_for_url("**tab=strike*")
    seen.settle()
    answer = page.locator(".st-key-survival")
    expect(answer).to_contain_text(survival_words(criteria_set, survival))
    expect(answer).to_contain_text("Verdict now: Cannot be decided")
    expect(page.get_by_role("status").first).to_contain_text("1 claim is struck out")
    told, address = answer.inner_text(), page.url[len(seen.url) + 1 :]

    other = visit()
    other.open(address)
    assert other.page.locator(".st-key-survival").inner_text() == told
    other.page.get_by_role("link", name="Compare").click()
    other.settle()
    expect(other.page.locator("h1")).to_contain_text(["Cannot be decided"])

    page.get_by_role("button", name="Undo all").click()
    seen.settle()
    assert "struck" not in page.url
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_a_found_claim_and_a_whole_source(visit: Open, served: Served) -> None:
    """A search finds a claim to tick; a button takes the rest of its source along."""
    loaded, criteria_set = essays(served)
    claim = "cb-05"
    seen = visit()
    page = seen.open("evidence?set=iran-2026&frame=seven&tab=strike")
    page.get_by_role("textbox", name="Find a claim to strike out").fill(claim)
    page.keyboard.press("Enter")
    seen.settle()
    page.get_by_text(f"{claim}, paragraph").click()
    page.wait_for_url(f"**struck={claim}*")

    source = "kinetic-diplomacy"
    seen.settle()
    page.locator(f".st-key-source_{source}").get_by_role("button").click()
    page.wait_for_url("**struck=cb-05~kd-01*")
    seen.settle()
    register = loaded.registers[source].register
    assert register is not None
    struck = [claim, *register.claims]
    survival = judge_survival(criteria_set, struck, View(frame="seven"))
    answer = page.locator(".st-key-survival")
    expect(answer).to_contain_text(f"{len(struck)} claims are struck out")
    expect(answer).to_contain_text(survival_words(criteria_set, survival))


def test_a_claim_that_is_not_there(visit: Open) -> None:
    """An address that strikes out an unknown claim is shown without it, and says so."""
    page = visit().open("evidence?set=iran-2026&tab=strike&struck=zz-99")

    expect(page.get_by_role("alert")).to_contain_text("this file has no claim “zz-99”")
    expect(page.locator(".st-key-survival")).to_contain_text("Nothing is struck out")
    assert "struck" not in page.url


def test_the_appraisal_names_what_failed(visit: Open, served: Served) -> None:
    """Failed and open checks stand there with figure and advice; a case opens over the page."""
    loaded, criteria_set = essays(served)
    findings = appraise(criteria_set, evaluate(criteria_set, SIX), evidence_of(loaded))
    seen = visit()
    page = seen.open("evidence?set=iran-2026&frame=six&tab=checks")
    for state in ("failed", "open"):
        group = page.locator(f".st-key-findings_{state}")
        found = [finding for finding in findings if finding.state == state]
        for finding in found:
            expect(group).to_contain_text(answered(finding))
        assert group.locator("[class*=st-key-finding_]").count() == len(found)

    halo = page.locator(".st-key-finding_halo")
    halo.locator("summary").click()
    seen.settle()
    (finding,) = [finding for finding in findings if finding.rule == "halo"]
    expect(halo).to_contain_text(finding.found)
    expect(halo).to_contain_text(re.sub(r"`([^`]*)`", r"“\1”", finding.advice))
    halo.get_by_role("button", name="Show Escalation risk").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        criteria_set.criteria["escalation_risk"].question
    )
    assert seen.errors == []


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010", "lunch", "hostile"])
def test_a_phone_has_no_sideways_page(visit: Open, name: str) -> None:
    """Every set stands on a phone, asks nobody else for anything, and breaks nothing."""
    seen = visit(390, 844, "dark")
    page = seen.open(f"evidence?set={name}&tab=support")

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("[data-testid=stException]").count() == 0
    for chart in page.locator("[role=graphics-document]:visible").all():
        assert str(chart.get_attribute("aria-label")).startswith("Table of support")
    assert seen.errors == []
    assert seen.foreign_requests == []
