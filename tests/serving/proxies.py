"""nginx and Caddy for the tests: those of the machine, else Debian's packages, unpacked.

Nothing is installed or started on the machine: the packages are fetched and taken apart into a
folder of the environment. Run as a program it fetches; imported it only looks.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("nginx", "caddy")
KEPT = Path(sys.prefix) / "share" / "steelyard-proxies"


def find_proxy(name: str) -> str | None:
    """Return the path of the program, or `None`."""
    places = [KEPT / "usr" / "sbin" / name, KEPT / "usr" / "bin" / name]
    fetched = next((str(place) for place in places if place.exists()), None)
    return fetched or shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def fetch_proxy(name: str) -> None:
    """Unpack Debian's package, where there is Debian; nothing else on the machine changes."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    with tempfile.TemporaryDirectory() as folder:
        # The lists of packages may be old or missing; only an administrator can fetch them.
        for command in (["apt-get", "download", name], ["apt-get", "update", "-qq"]):
            subprocess.run(command, cwd=folder, check=False, timeout=300)
            if list(Path(folder).glob("*.deb")):
                break
        else:
            subprocess.run(["apt-get", "download", name], cwd=folder, check=False, timeout=300)
        for package in Path(folder).glob("*.deb"):
            KEPT.mkdir(parents=True, exist_ok=True)
            subprocess.run(["dpkg-deb", "-x", str(package), str(KEPT)], check=True, timeout=60)


def main() -> int:
    """Make sure that both are there, if they can be; say what was found."""
    for name in NAMES:
        if find_proxy(name) is None:
            fetch_proxy(name)
        print(f"{name}: {find_proxy(name) or 'not found, and no package could be fetched'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
