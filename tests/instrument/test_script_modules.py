"""Modules of JavaScript joined into one text: in order, without imports, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from steelyard.instrument.script_modules import join_as_module, join_as_script, read_packaged
from steelyard.instrument.scripts import COMPONENT, EVALUATION

SUMS = """// Sums.

/** Adds. `a`, `b`: numbers. */
export function sum(a, b) {
  return a + b;
}
"""
TOTALS = """import { sum } from "./deep/sums.js";
import {
  HALF,
} from "../half.js";

/**
 * Half of a sum.
import { looks } from "./like_an_import.js";
 */
export const halfSum = (a, b) =>
  HALF * sum(a, b);
let count = 0;
for (let i = 0; i < 2; i++) count += i;
console.log(count);
"""
MODULES = {
    "js/totals.js": TOTALS,
    "js/deep/sums.js": SUMS,
    "half.js": "export const HALF = 0.5;\n",
}


def joined(changes: Mapping[str, str], entry: str = "js/totals.js") -> str:
    """Return the modules joined as a script after changes."""
    return join_as_script("Totals", entry, {**MODULES, **changes}.__getitem__)


def test_a_module_comes_after_those_it_imports() -> None:
    """A module comes after its imports, and the script returns the exports of all of them."""
    text = joined({})
    assert text.index("function sum(") < text.index("const HALF =") < text.index("const halfSum =")
    assert text.startswith('const Totals = (() => {\n"use strict";\n')
    assert text.endswith("return Object.freeze({ sum, HALF, halfSum });\n})();")
    assert "export" not in text


def test_comments_are_left_alone() -> None:
    """What looks like an import inside a comment is none."""
    assert 'import { looks } from "./like_an_import.js";' in joined({})
    assert joined({}).count("import {") == 1


def test_a_module_that_several_import_is_there_once() -> None:
    """A module imported by several others is joined once, so its names are defined once."""
    half = 'import { sum } from "./js/deep/sums.js";\nexport const HALF = sum(0.5, 0);\n'
    assert joined({"half.js": half}).count("function sum(") == 1


def test_the_default_export_of_the_first_module_stays() -> None:
    """A module for Streamlit has one export and no import."""
    modules = {**MODULES, "js/totals.js": TOTALS + "export default function () {\n}\n"}
    text = join_as_module("js/totals.js", modules.__getitem__)
    assert text.count("export ") == 1
    assert "export default function () {" in text


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"half.js": "export const HALF = 0.5;\nconst sum = 1;\n"}, "sum is defined in js/deep"),
        ({"half.js": "const HALF = 0.5;\n"}, "js/totals.js imports HALF, not exported by half.js"),
        (
            {"half.js": 'import { halfSum } from "./js/totals.js";\nexport const HALF = 1;\n'},
            "js/totals.js imports itself in a circle",
        ),
        ({"half.js": 'import half from "./js/deep/sums.js";\n'}, "half.js, line 1: this form of i"),
        ({"half.js": 'import * as a from "./js/deep/sums.js";\n'}, "this form of import is not"),
        ({"half.js": 'import { sum as a } from "./js/deep/sums.js";\n'}, "this form of import"),
        ({"half.js": 'import { sum } from "sums";\n'}, "this form of import is not known"),
        ({"half.js": 'import { sum } from "./js/deep/sums.js"\n'}, "this form of import"),
        ({"half.js": "\nexport { HALF };\n"}, "half.js, line 2: this form of line is not known"),
        ({"half.js": 'export * from "./js/deep/sums.js";\n'}, "this form of line is not known"),
        ({"half.js": "export const { HALF } = Math;\n"}, "this form of line is not known"),
        ({"half.js": "var HALF = 1;\n"}, "this form of line is not known"),
        ({"half.js": "export const HALF = 1;\nHALF += 1;\n"}, "half.js, line 2: this form of line"),
        ({"half.js": "export const HALF = `one\n`;\n"}, "line 1: a template runs over the end"),
        (
            {"half.js": "export const HALF = 1;\nexport default function () {\n}\n"},
            "half.js has a default export",
        ),
    ],
)
def test_what_is_not_certain_is_refused(changes: dict[str, str], what: str) -> None:
    """Names defined twice, import circles and unknown export forms raise an error in words."""
    with pytest.raises(ValueError, match=what):
        joined(changes)


def test_a_missing_module_is_an_error() -> None:
    """A path that leads nowhere is said as such."""
    with pytest.raises(FileNotFoundError):
        read_packaged("instrument/js/nowhere.js")


def test_the_instrument_s_own_modules_can_be_joined() -> None:
    """What computes needs no page; what Streamlit calls comes last."""
    assert "document" not in join_as_script("Steelyard", EVALUATION)
    component = join_as_module(f"{COMPONENT}.js")
    assert component.index("class Instrument ") < component.index("export default function (")
