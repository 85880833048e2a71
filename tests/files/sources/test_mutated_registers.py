"""Registers broken in two thousand ways, beside their text: problems with a line, no exception."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from files.sources.orchard import sentences
from files.test_mutations import COUNT, MUTATIONS, SEED, assert_placed, line_count

from steelyard.files.registers import load_register
from steelyard.files.sources.claim_edits import add_claim, mark_no_claim, withdraw_claim
from steelyard.files.sources.passages import Anchor, anchor_fields
from steelyard.files.sources.register_writing import write_register
from steelyard.files.texts.kept_text import text_bytes

TEXTS = (
    "Boats",
    "A ferry costs less than a bridge, the harbour master told the council in spring.",
    "It may sink. Nobody has counted how often ferries of that kind have sunk so far.",
)


def whole_register() -> str:
    """Return a register that uses every key there is."""
    text = write_register(
        TEXTS,
        {"title": "Boats", "author": "A. Rower", "url": "none", "stance": "For boats"},
        prefix="bo",
        aim=4,
        origin={"file": "boats.pdf", "sha256": "0" * 64, "joined": 1, "left_out": 2},
    )
    (start, end), *_ = sentences(TEXTS[1])
    first = {
        **anchor_fields(TEXTS, Anchor(2, start, end)),
        "says": "Ferries are cheap.",
        "voice": "reported",
        "by": "the harbour master",
        "form": "comparison",
        "hedge": "in spring",
        "bears_on": {"cost": {"for": ["ferry"], "against": ["bridge"]}},
        "quote": "less than a bridge",
        "note": "No figure.",
        "coded_by": "Hazel",
    }
    text = add_claim(text, "bo-01", first)
    text = add_claim(text, "bo-02", {"paragraph": 3, "says": "Risky."})
    return mark_no_claim(withdraw_claim(text, "bo-02", "Not said so"), 1, "heading")


@pytest.mark.parametrize("batch", range(10))
def test_a_mutated_register_beside_its_text(batch: int, tmp_path: Path) -> None:
    """Whatever is left is used, and each problem has its line."""
    source = random.Random(f"{SEED}passages {batch}")
    whole = whole_register()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "x.txt").write_bytes(text_bytes(TEXTS))
    (tmp_path / "x.yaml").write_text(whole)
    assert load_register(tmp_path / "x.yaml").problems == ()
    for _ in range(COUNT // 5):
        text = whole
        for _ in range(source.choice([1, 1, 2])):
            text = source.choice(MUTATIONS)(source, text)
            text = text if len(text) > 20 else whole
        (tmp_path / "x.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        loaded = load_register(tmp_path / "x.yaml")
        assert_placed(loaded.problems, line_count(text))
        assert loaded.register is not None or loaded.problems
