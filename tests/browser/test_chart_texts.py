"""Every chart in a real browser: no text is cut off and no two texts lie on each other."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from charts.made_sets import SETS, made_result
from playwright.sync_api import Browser, Page

from steelyard.charts.chart import NARROW, pictures_of
from steelyard.charts.theme import Mode
from steelyard.export.drawings.converter import draw_svg
from steelyard.export.drawings.renderer import face_files

FACES = (("Regular", 400), ("Semibold", 600), ("Bold", 700))

_FAULTS = """(svg) => {
    document.body.innerHTML = svg;
    const drawing = document.querySelector("svg").getBoundingClientRect();
    const texts = [...document.querySelectorAll("svg text")]
        .filter((node) => node.textContent.trim() && getComputedStyle(node).opacity !== "0")
        // A halo lies under the very text it surrounds.
        .filter((node) => !["none", ""].includes(getComputedStyle(node).fill)
            && getComputedStyle(node).stroke === "none")
        .flatMap((node) => {
            const lines = [...node.querySelectorAll("tspan")];
            return (lines.length ? lines : [node]).map((line) => {
                const { left, right, top, bottom } = line.getBoundingClientRect();
                const room = (bottom - top) * 0.2;
                const text = line.textContent;
                return { text, left, right, top: top + room, bottom: bottom - room };
            });
        });
    const cut = texts.filter(({ left, right, top, bottom }) =>
        left < drawing.left - 1 || right > drawing.right + 1
        || top < drawing.top - 1 || bottom > drawing.bottom + 1);
    const overlapping = texts.flatMap((a, i) => texts.slice(i + 1)
        .filter((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
        .map((b) => `${a.text} / ${b.text}`));
    return { count: texts.length, cut: cut.map(({ text }) => text), overlapping };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page with the typeface of the charts."""
    files = {file.stem.rpartition("-")[2]: file for file in face_files()}
    rules = "".join(
        f"@font-face{{font-family:'Source Sans Pro';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{base64.b64encode(files[face].read_bytes()).decode()})}}"
        for face, weight in FACES
    )
    blank = browser.new_page(viewport={"width": 1400, "height": 900})
    blank.set_content(f"<style>body{{margin:0}}{rules}</style><body></body>")
    blank.evaluate(
        "Promise.all([400, 600, 700].map((w) => document.fonts.load(w + ' 14px Source Sans Pro')))"
    )
    yield blank
    blank.close()


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("is_phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_text_is_cut_and_none_overlaps(
    page: Page, name: str, is_phone: bool, mode: Mode
) -> None:
    """Wide and on a phone, light and dark, the shipped sets and two with long names."""
    faults: dict[str, Any] = {}
    for id_, picture in pictures_of(made_result(name)).items():
        spec = picture.draw_with_heading(mode, NARROW if is_phone else picture.width)
        found = page.evaluate(_FAULTS, draw_svg({**spec, "padding": 8}))
        assert found["count"] > 5
        if found["cut"] or found["overlapping"]:
            faults[id_] = {kind: found[kind][:6] for kind in ("cut", "overlapping")}
    assert not faults, json.dumps(faults, indent=1, ensure_ascii=False)
