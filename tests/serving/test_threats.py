"""The page on threats: every row says who, what, what holds them, and which tests show it."""

from __future__ import annotations

import re

from serving.team import DEPLOY, ROOT


def test_every_threat_has_a_test() -> None:
    """Each names at least one file of tests that is there."""
    page = (DEPLOY / "threats.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| ")]
    _head, *threats = [[cell.strip() for cell in row] for row in rows]

    assert len(threats) >= 12
    for who, tries, holds, shown in threats:
        files = re.findall(r"`(tests/[^`]+\.py)`", shown)
        assert tries, who
        assert holds, tries
        assert files, tries
        assert all((ROOT / file).is_file() for file in files), (tries, files)
