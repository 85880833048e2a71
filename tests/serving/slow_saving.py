"""`steelyard` with a disk that takes its time: for a stop in the middle of a save.

`python slow_saving.py FILE SECONDS serve …` serves as usual. As soon as somebody asks by creating
`FILE.go`, it saves FILE; `FILE.middle` says that the new bytes are being written.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from pathlib import Path

from steelyard import cli
from steelyard.files.saving import replacing
from steelyard.files.saving.save import save_text

FILE = Path(sys.argv[1])
SECONDS = float(sys.argv[2])


def fsync_slowly(descriptor: int, whole: object = os.fsync) -> None:
    """Write through to the disk, after a while."""
    FILE.with_suffix(".middle").touch()
    time.sleep(SECONDS)
    whole(descriptor)  # type: ignore[operator]


def save_when_asked() -> None:
    """Save another text over the file, once somebody asks."""
    while not FILE.with_suffix(".go").exists():
        time.sleep(0.02)
    text = FILE.read_text(encoding="utf-8")
    seen = hashlib.sha256(text.encode()).hexdigest()
    save_text(FILE, text.replace("title: ", "title: Saved, "), seen, within=FILE.parent)


if __name__ == "__main__":
    replacing.os.fsync = fsync_slowly  # type: ignore[attr-defined]
    threading.Thread(target=save_when_asked, daemon=True).start()
    sys.exit(cli.main(sys.argv[3:]))
