"""Eight judges of twelve options on seven criteria, for `bench.py P15`."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from judged_sets import Judged

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.judges import disagreement
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.result import Result, find_result
from steelyard.results.words import judge_pages, judges

OPTIONS, CRITERIA, JUDGES = 12, 7, 8


def eight_judges() -> Result:
    """Return a set with a closed round of close answers, drawn with a fixed seed."""
    draw = random.Random(3)
    options = [f"o{number}" for number in range(OPTIONS)]
    criteria = [f"c{number}" for number in range(CRITERIA)]
    lines = ["format: 1", "title: Bench", "question: Which?", "criteria:"]
    lines += [f"  {c}: {{name: Criterion {c}, swing: 50}}" for c in criteria]
    lines += ["options:", *(f"  {o}: {{name: Option {o}}}" for o in options), "assessments:"]
    lines += [f"  {o}: {{{', '.join(f'{c}: 50' for c in criteria)}}}" for o in options]
    made = Judged(Path(tempfile.mkdtemp()), "\n".join(lines) + "\n")
    names = [f"judge-{number}" for number in range(JUDGES)]
    made.open(*names)
    middle = {(o, c): draw.randrange(25, 76) for o in options for c in criteria}
    for judge in names:
        scores: dict[str, dict[str, list[int]]] = {}
        for (option, criterion), likely in middle.items():
            drawn = likely + draw.randrange(-12, 13)
            scores.setdefault(option, {})[criterion] = [drawn - 10, drawn, drawn + 10]
        made.hand_in(judge, scores, {c: draw.randrange(10, 101) for c in criteria})
    made.close()
    return find_result(load_criteria_file(made.file), Choice())


def disagreement_anew(result: Result) -> int:
    """Compute everything that the view Disagreement shows, nothing kept but the files as read.

    Return the number of cells that decide.
    """
    kept = result.judged
    assert kept is not None
    found = GroupResult(kept.criteria_set, kept.loaded)
    judges.disagreement_heading(found)
    picture = disagreement.CHART.of(result, ByIdentity(found))
    picture.draw("light", disagreement.DISAGREEMENT_WIDTH)
    judge_pages.spread_rows(found)
    judge_pages.criterion_rows(found)
    judge_pages.settled_rows(found)
    judges.judge_lines(found)
    judges.division_words(found)
    return len(found.deciding)
