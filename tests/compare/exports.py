"""Says where two versions of Steelyard give other figures or texts, over all they can write.

    python tests/compare/exports.py BEFORE AFTER [--quick]
    python tests/compare/exports.py CHECKOUT --record FOLDER [--quick]

BEFORE and AFTER are checkouts or folders recorded earlier. Exit code 0: no difference; 1: some, or
a command of AFTER that ended with a traceback; 2: wrong use. A program, not a test: two versions
are needed to run it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from compare.differences import Comparison, Difference, compare, read_renamings
from compare.recording import FAULT, NOTE, find_crashes, record

HERE = Path(__file__).resolve().parent
_WIDTH = 160
"""Characters shown of a value."""


def main(arguments: list[str] | None = None) -> int:
    """Record what is not recorded yet, compare, print and write the differences."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("before", type=Path, help="a checkout, or a recorded folder")
    parser.add_argument("after", type=Path, nargs="?", help="a checkout, or a recorded folder")
    parser.add_argument("--record", type=Path, metavar="FOLDER", help="only record BEFORE there")
    parser.add_argument(
        "--quick", action="store_true", help="two views of each set; a minute or two"
    )
    parser.add_argument("--renamings", type=Path, default=HERE / "renamings.yaml")
    parser.add_argument("--report", type=Path, help="write every difference there, as JSON lines")
    parser.add_argument("--most", type=int, default=10, help="differences printed of a file")
    given = parser.parse_args(arguments)
    if (given.after is None) == (given.record is None):
        parser.error("give either AFTER or --record FOLDER")
    began = time.monotonic()
    try:
        if given.record:
            record(given.before.resolve(), given.record, given.quick)
            print(f"recorded into {given.record} in {time.monotonic() - began:.0f} s")
            return 0
        with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(2) as threads:
            paths = (given.before, Path(place, "before")), (given.after, Path(place, "after"))
            wanted = [threads.submit(_recorded, *pair, given.quick) for pair in paths]
            before, after = (recording.result() for recording in wanted)
            for side, path in (("BEFORE", before), ("AFTER", after)):
                note = json.loads((path / NOTE).read_text(encoding="utf-8"))
                if note["repeated"]:
                    print(f"{side}: {note['repeated']} commands repeated: “{FAULT}”")
            crashes = find_crashes(after)
            result = compare(before, after, read_renamings(given.renamings))
    except ValueError as error:
        parser.error(str(error))
    if given.report:
        lines = [json.dumps(vars(found), ensure_ascii=False) for found in result.differences]
        given.report.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    _show(result, given.most)
    for command in crashes:
        print(f"AFTER ended with a traceback: {command}")
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if result.differences or crashes else 0


def _recorded(path: Path, folder: Path, is_quick: bool) -> Path:
    """Return the path if it is a recording; else record the checkout into the folder."""
    if not (path / NOTE).is_file():
        record(path.resolve(), folder, is_quick)
        return folder
    if json.loads((path / NOTE).read_text(encoding="utf-8"))["quick"] != is_quick:
        raise ValueError(f"{path} was recorded {'in full' if is_quick else 'with --quick'}")
    return path


def _show(result: Comparison, most: int) -> None:
    for file, found in groupby(result.differences, key=lambda difference: difference.file):
        differences = list(found)
        print(f"\n{file}: {len(differences)}")
        for difference in differences[:most]:
            print(_spoken(difference))
        if len(differences) > most:
            print(f"  … and {len(differences) - most} more")
    kinds = Counter(difference.kind for difference in result.differences)
    compared = f"{result.values:,} values, {result.words:,} words and {result.shapes:,} shapes"
    print(f"\ncompared {compared} in {result.files} files")
    files = len({difference.file for difference in result.differences})
    told = ", ".join(f"{kind} {number:,}" for kind, number in sorted(kinds.items()))
    print(
        f"{len(result.differences):,} differences in {files} files" + (f": {told}" if told else "")
    )


def _spoken(difference: Difference) -> str:
    before, after = (
        text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
        for text in (difference.before, difference.after)
    )
    return f"  {difference.kind} at {difference.place}\n    - {before}\n    + {after}"


if __name__ == "__main__":
    sys.exit(main())
