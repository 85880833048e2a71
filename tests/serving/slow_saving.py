"""`steelyard` with a disk that takes its time: for a stop in the middle of a save.

`python slow_saving.py FILE SECONDS serve …` serves as usual. As soon as somebody asks by creating
`FILE.go`, it saves FILE; `FILE.middle` says that the new bytes are being written. With `before:`
in front of the seconds that is before they are in place, as without it; with `after:` they are in
place and nobody was told. Once there is `FILE.quick` the disk is as quick as any.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from steelyard import cli
from steelyard.files.saving import replacing
from steelyard.files.saving.save import save_text


def slowed(file: Path, when: str, seconds: float) -> Callable[[int], None]:
    """Return a way to write through to the disk that takes so long."""
    whole = os.fsync

    def fsync(descriptor: int) -> None:
        is_after = os.path.samestat(os.fstat(descriptor), file.parent.stat())
        if is_after == (when == "after") and not file.with_suffix(".quick").exists():
            file.with_suffix(".middle").touch()
            time.sleep(seconds)
        whole(descriptor)

    return fsync


def save_when_asked(file: Path) -> None:
    """Save another text over the file, once somebody asks."""
    while not file.with_suffix(".go").exists():
        time.sleep(0.02)
    text = file.read_text(encoding="utf-8")
    seen = hashlib.sha256(text.encode()).hexdigest()
    save_text(file, text.replace("title: ", "title: Saved, "), seen, within=file.parent)


def main() -> int:
    """Serve, with the disk slowed down."""
    file = Path(sys.argv[1])
    when, _, seconds = sys.argv[2].rpartition(":")
    replacing.os.fsync = slowed(file, when, float(seconds))  # type: ignore[attr-defined]
    threading.Thread(target=save_when_asked, args=(file,), daemon=True).start()
    return cli.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
