"""Finds a Chromium for the browser tests, and installs one where there is none.

An installed Chromium or Chrome; else Debian's package, where it may be installed; else
Playwright's own. Run as a program it installs; imported it only looks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_chromium() -> str | None:
    """Return the path of a browser of the Chromium family, or `None`."""
    asked = os.environ.get("STEELYARD_BROWSER")
    if asked:
        return asked if Path(asked).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in PLACES:
        if Path(place).exists():
            return place
    return _playwright_own()


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if own and Path(own).exists() else None


def install_chromium() -> str | None:
    """Install a browser by the first way that works; return its path, or `None`."""
    install_by_apt("chromium")
    if (found := find_chromium()) is None:
        _try([sys.executable, "-m", "playwright", "install", "chromium"])
        found = find_chromium()
    return found


def install_by_apt(package: str) -> None:
    """Install a package of Debian, where there is Debian and the user may."""
    prefix = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not prefix or shutil.which("sudo")):
        _try([*prefix, "apt-get", "update", "-qq"])
        _try([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package])


def _try(command: list[str]) -> None:
    print("$", " ".join(command), flush=True)
    subprocess.run(command, check=False, timeout=900)


def main() -> int:
    """Make sure there is a browser; return 1 if there is none and none can be had."""
    found = find_chromium() or install_chromium()
    print(f"browser: {found}" if found else "no Chromium found and none could be installed")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
