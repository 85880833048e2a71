"""Live pages for tests: of the shipped sets, and of one whose every word is hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from steelyard.files.criteria_files import LoadedSet, load_criteria_file, read_criteria
from steelyard.results.choice import Choice
from steelyard.results.result import Result

ROOT = Path(__file__).resolve().parents[2]


def shipped(name: str = "iran-2026") -> LoadedSet:
    """Return a shipped set with its registers."""
    return load_criteria_file(ROOT / "criteria" / f"{name}.yaml")


def result(name: str = "iran-2026", **choice: Any) -> Result:
    """Return a shipped set seen with a choice."""
    return Result(shipped(name), Choice(**choice))


def made_up(entries: dict[str, Any], name: str = "made-up.yaml") -> LoadedSet:
    """Return a set from plain data, read as a file would be; it has to have no problem."""
    text = yaml.safe_dump({"format": 1, "title": "Made up", **entries}, allow_unicode=True)
    loaded = read_criteria(text.encode(), Path(name), name)
    assert loaded.problems == ()
    return loaded


def hostile_texts(server: str = "http://127.0.0.1:9") -> list[str]:
    """Return texts that try to run, to load, to turn round or to fill the page."""
    return [
        f"</script><script src='{server}/script.js'></script>",
        f"<img src={server}/img.png onerror='fetch(\"{server}/fetch\")'>",
        f"![picture]({server}/markdown.png)",
        f"</style><style>@import '{server}/style.css';</style>",
        f"<svg onload=\"navigator.sendBeacon('{server}/beacon')\"><use href='{server}/use.svg#a'/>",
        "<!--<script>",
        "]]>--!><b>bold</b>&lt;&amp;&#x27;",
        "'\"><input autofocus onfocus=window.pwned=1>",
        "W" * 300,
        "שלום 你好 😀👩🏽\u200d🚀",
        "${1+1} {{2+2}} `back`",
        'steelyard-origin">{}</script>',
    ]


def hostile_set(folder: Path, server: str = "http://127.0.0.1:9") -> LoadedSet:
    """Return a set with one hostile text for every option, and for everything else.

    It is written below `folder`, with a register whose claims are as bad.
    """
    texts = hostile_texts(server)
    said = " ".join(texts)[:2000]
    count = len(texts)
    criteria = {
        f"c{j}": {
            "name": text,
            "swing": 10 + j,
            "swing_reason": text,
            "question": text,
            "anchors": {"0": text, "100": text},
        }
        for j, text in enumerate(texts[:4])
    }
    entries = {
        "format": 1,
        "title": texts[0],
        "question": said,
        "note": said,
        "judged_by": texts[1],
        "sources": ["source"],
        "measure": {"name": texts[2], "top": texts[6]},
        "criteria": criteria,
        "frames": {"every": {"name": texts[3], "criteria": list(criteria)}},
        "options": {
            f"o{i}": {"name": text, "summary": said, "needs": ["condition"]}
            for i, text in enumerate(texts)
        },
        "conditions": {"condition": {"name": texts[5], "note": said}},
        "assessments": {
            f"o{i}": {
                c: {
                    "score": (7 * i + 13 * j) % 101,
                    "reason": texts[(i + j) % count],
                    "claims": [f"k-{i}"],
                    "by": texts[i],
                }
                for j, c in enumerate(criteria)
            }
            for i in range(count)
        },
        "lenses": {
            "lens": {"name": texts[1], "swings": dict.fromkeys(criteria, 1), "reason": texts[0]}
        },
        "left_out": {"out": {"name": texts[4], "reason": said}},
    }
    source = {
        "format": 1,
        "title": texts[0],
        "author": texts[1],
        "stance": said,
        "sha256": "0" * 64,
        "fingerprints": ["0" * 16],
        "claims": {
            f"k-{i}": {
                "paragraph": 1,
                "says": text,
                "by": text,
                "hedge": text,
                "bears_on": {"c0": {"for": [f"o{i}"], "against": ["o0"]}},
            }
            for i, text in enumerate(texts)
        },
    }
    path = folder / "criteria" / "hostile'<b>.yaml"
    for name, content in ((path, entries), (folder / "seeds" / "source.yaml", source)):
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    loaded = load_criteria_file(path)
    assert loaded.problems == ()
    return loaded


def data_of(page: bytes) -> dict[str, Any]:
    """Return what a page tells its scripts."""
    begins = '<script type="application/json" id="steelyard-data">'
    text = page.decode().split(begins, 1)[1].split("</script>", 1)[0]
    told: dict[str, Any] = json.loads(text)
    return told
