"""The schemas editors use: generated, up to date, and true to the shipped files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from steelyard.commands.new import STARTER
from steelyard.files.schema import SCHEMA_LINE, SCHEMA_NAME, criteria_schema, register_schema
from steelyard.files.yaml.yaml_tree import read_tree

ROOT = Path(__file__).resolve().parents[2]


def plain(text: bytes) -> Any:
    """Return a file's content as our reader sees it."""
    tree = read_tree("file", text)
    assert tree.root is not None
    return tree.root.plain()


def errors(schema: str, content: Any) -> list[str]:
    """Return what a standard validator says of a content."""
    validator = jsonschema.Draft202012Validator(json.loads(schema))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


def test_the_files_beside_the_sets_are_the_generated_ones() -> None:
    """`steelyard schema` would print exactly what lies in criteria/ and seeds/."""
    written = (ROOT / "criteria" / SCHEMA_NAME).read_text(encoding="utf-8")
    assert written == criteria_schema()
    written = (ROOT / "seeds" / "register.schema.json").read_text(encoding="utf-8")
    assert written == register_schema()


@pytest.mark.parametrize("file", sorted((ROOT / "criteria").glob("*.yaml")), ids=lambda f: f.stem)
def test_shipped_sets_pass_a_standard_validator(file: Path) -> None:
    """An editor marks nothing in the shipped sets, and each names its schema."""
    assert errors(criteria_schema(), plain(file.read_bytes())) == []
    assert file.read_text(encoding="utf-8").startswith(SCHEMA_LINE)


@pytest.mark.parametrize("file", sorted((ROOT / "seeds").glob("*.yaml")), ids=lambda f: f.stem)
def test_shipped_registers_pass_a_standard_validator(file: Path) -> None:
    """The same for the registers."""
    assert errors(register_schema(), plain(file.read_bytes())) == []


def test_the_starter_file_passes() -> None:
    """What `steelyard new` writes is right from the start."""
    assert errors(criteria_schema(), plain(STARTER.encode())) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("better: lower", "better: low"),
        ("hold: {cost: 0,", "hold: {cost: [0, 1],"),
        ("  cost:\n    name", "  cost:\n    nam"),
    ],
)
def test_slips_are_marked(wrong: str, right: str) -> None:
    """A wrong word, a score of two numbers and a misspelt key are errors to an editor too."""
    assert wrong in STARTER
    assert errors(criteria_schema(), plain(STARTER.replace(wrong, right).encode())) != []
