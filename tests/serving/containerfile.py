"""The example of a container, taken apart."""

from __future__ import annotations

import re

from serving.team import DEPLOY

CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
LAST_STAGE = CONTAINER[CONTAINER.rindex("\nFROM ") :]
"""What the image is; the stages before it are thrown away."""


def instruction(name: str) -> str:
    """Return what follows an instruction of the last stage, as one line."""
    found = re.search(rf"^{name} ((?:.*\\\n)*.*)$", LAST_STAGE, re.MULTILINE)
    assert found, name
    return re.sub(r"\\\n\s*", "", found[1])
