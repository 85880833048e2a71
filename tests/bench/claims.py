"""How long it takes to save a claim in a large register: 300 paragraphs, 500 claims.

`PYTHONPATH=dashboard:tests python tests/bench/claims.py` prints the median CPU time of ten
saves, from the text of the file to the file on the disk, and of reading it again. The aim is
300 ms. Not a test: nothing fails for being slow.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from files.texts.six_forms import paragraphs

from steelyard.files.editing.yaml_writing import Manner, write_entry
from steelyard.files.registers import load_register
from steelyard.files.saving.save import save_text
from steelyard.files.sources.claim_edits import add_claim
from steelyard.files.sources.passages import Anchor, anchor_fields
from steelyard.files.sources.register_writing import write_register
from steelyard.files.texts.kept_text import save_text_bytes, text_bytes
from steelyard.files.yaml import yaml_tree

PARAGRAPHS, CLAIMS, ROUNDS = 300, 500, 10
NOTE = "The text gives a number here and does not say where that number comes from."


def large_register(texts: list[str]) -> str:
    """Return a register of 500 claims as they are saved one by one."""
    text = write_register(texts, {"title": "Large"}, prefix="or") + "\nclaims:\n"
    for number in range(1, CLAIMS + 1):
        anchor = Anchor(number % PARAGRAPHS + 1, 0, 25)
        entry = {**anchor_fields(texts, anchor), "says": f"Number {number}.", "note": NOTE}
        lines = write_entry(f"or-{number:03}", entry, Manner(indent=2, is_block=True))
        text += "\n".join(lines) + "\n"
    return text


def main() -> int:
    """Measure and print."""
    texts = [f"{text} {number}." for number in range(9) for text in paragraphs()][:PARAGRAPHS]
    saving: list[float] = []
    reading: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seeds" / "large.yaml"
        save_text_bytes(path.parent / "texts" / "large.txt", text_bytes(texts))
        seen = save_text(path, large_register(texts), "", within=path.parent)
        for number in range(ROUNDS):
            text = path.read_text(encoding="utf-8")
            # As after a restart: nothing of this text has been read yet.
            yaml_tree._read_bytes.cache_clear()
            start = time.process_time()
            fields = {"paragraph": 3, "says": "One more.", "voice": "reported", "by": "the clerk"}
            text = add_claim(text, f"or-{CLAIMS + 1 + number}", {**fields})
            seen = save_text(path, text, seen, within=path.parent)
            saving.append(time.process_time() - start)
            start = time.process_time()
            load_register(path)
            reading.append(time.process_time() - start)
    print(
        f"{PARAGRAPHS} paragraphs, {CLAIMS} claims: saved in {1000 * median(saving):.0f} ms, "
        f"read again in {1000 * median(reading):.0f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
