"""Says on which pages two versions of the dashboard differ, by pixels and by words.

    python tests/compare/screens.py BEFORE AFTER OUT
    python tests/compare/screens.py CHECKOUT --record FOLDER

BEFORE and AFTER are checkouts or folders of pictures recorded earlier. Takes every page of both
shipped sets, on a desk and a phone, light and dark, whole. Writes into OUT both rounds of
pictures and, side by side with the differing pixels in red, the pages that differ. Words that
were renamed (`renamings.yaml`) make other pixels but no other words. Exit code 0: all equal;
1: some differ; 2: wrong use.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser.chromium import find_chromium
from compare.differences import cleaner, compare_facts, read_renamings
from compare.facts import Facts
from compare.recording import checked_version, write_note

HERE = Path(__file__).resolve().parent
PAGES = ("compare", "robustness", "perspectives", "table", "evidence", "judges", "edit", "export")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WAIT = 90_000
"""Milliseconds a page may take to come to rest."""
TALLEST = 16_000
"""Pixels beyond which Chromium draws no picture in one piece."""
_QUIET_TIMES = 5
"""Looks in a row, 150 ms apart, at which nothing may have changed."""
_EDITOR = "dashboard/steelyard/views/text_editor/codemirror"

_IS_QUIET = """() =>
    document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]") !== null &&
    document.querySelectorAll("[data-stale=true], [data-testid=stSkeleton]").length === 0 &&
    document.fonts.status === "loaded" &&
    [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].every(
        chart => chart.querySelector("svg.marks, canvas")
    )"""
_STATE = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return [main.scrollHeight, document.body.innerText.length,
        document.querySelectorAll("*").length].join(" ");
}"""
_WORDS = """() => {
    const said = [];
    const walk = (node) => {
        if (node.nodeType === 3) said.push(node.data);
        if (node.nodeType !== 1 && node.nodeType !== 11) return;
        if (node.matches?.("style, script, noscript")) return;
        for (const name of ["aria-label", "title", "alt", "placeholder"])
            if (node.getAttribute?.(name)) said.push(node.getAttribute(name));
        if (node.matches?.("input, textarea")) said.push(node.value);
        for (const child of node.shadowRoot?.childNodes ?? []) walk(child);
        for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return said.map((text) => text.trim()).filter(Boolean).join("\\n");
}"""
"""Everything a page says, also what only a screen reader says, in the order of the document."""
_HEIGHT = """() => Math.max(document.querySelector("[data-testid=stMain]").scrollHeight,
    document.documentElement.scrollHeight)"""


def main(arguments: list[str] | None = None) -> int:
    """Take what is not recorded yet, compare, print and write what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("before", type=Path, help="a checkout, or a folder of pictures")
    parser.add_argument("after", type=Path, nargs="?", help="a checkout, or a folder of pictures")
    parser.add_argument("out", type=Path, nargs="?", help="where to write")
    parser.add_argument("--record", type=Path, metavar="FOLDER", help="only take BEFORE, there")
    parser.add_argument("--only", default=",".join(PAGES), help="pages, separated by commas")
    parser.add_argument("--renamings", type=Path, default=HERE / "renamings.yaml")
    parser.add_argument(
        "--most", type=int, default=5, help="differences in words printed of a page"
    )
    parser.add_argument("--tolerance", type=int, default=0, help="of 255, per channel of a pixel")
    given = parser.parse_args(arguments)
    if (given.out is None) == (given.record is None):
        parser.error("give either AFTER and OUT, or --record FOLDER")
    pages = tuple(given.only.split(","))
    began = time.monotonic()
    try:
        if given.record:
            take(given.before.resolve(), given.record, pages)
            print(f"taken into {given.record} in {time.monotonic() - began:.0f} s")
            return 0
        sides = [
            _taken(path, given.out / side, pages)
            for path, side in ((given.before, "before"), (given.after, "after"))
        ]
        differing = compare(sides[0], sides[1], given.out / "differing", given)
    except ValueError as error:
        parser.error(str(error))
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if differing else 0


def _taken(path: Path, folder: Path, pages: tuple[str, ...]) -> Path:
    """Return a folder of pictures as it is; take those of a checkout."""
    if (path / "dashboard").is_dir():
        take(path.resolve(), folder, pages)
        return folder
    if not any(path.glob("*.png")):
        raise ValueError(f"{path} is neither a checkout nor a folder of pictures")
    return path


def take(checkout: Path, folder: Path, pages: tuple[str, ...]) -> None:
    """Write picture and words of every page into a folder: SET-PAGE-SIZE-SCHEME.png and .txt.

    Raises ValueError without a browser, or when a page shows an error or finds no rest.
    """
    browser_path = find_chromium()
    if browser_path is None:
        raise ValueError("no Chromium found: run python tests/browser/chromium.py")
    if not (checkout / _EDITOR).is_dir():
        print(f"{checkout}: without CodeMirror, so the edit page has its plain text field")
    folder.mkdir(parents=True, exist_ok=True)
    sets = sorted(path.stem for path in (checkout / "criteria").glob("*.yaml"))
    with _served(checkout) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for (size, window), scheme in product(SIZES.items(), SCHEMES):
            context = browser.new_context(
                viewport={"width": window[0], "height": window[1]},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            for name, page in product(sets, pages):
                path = folder / f"{name}-{page}-{size}-{scheme}.png"
                _shoot(context, f"{url}/{page}?set={name}", path)
            context.close()
        browser.close()
    write_note(checkout, folder, checked_version(checkout, _environment(checkout)))


def _shoot(context: BrowserContext, address: str, path: Path) -> None:
    """Write one whole page in a fresh window."""
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address)
    page.wait_for_selector("[data-testid=stMainBlockContainer] h1, [role=alert]")
    _rest(page)
    # The page scrolls inside a frame: only a window as tall as it shows all of it.
    width, height = page.evaluate("() => [innerWidth, innerHeight]")
    for _ in range(3):
        tall = min(page.evaluate(_HEIGHT), TALLEST)
        if tall <= height:
            break
        height = tall
        page.set_viewport_size({"width": width, "height": height})
        _rest(page)
    if page.locator("[data-testid=stException]").count():
        raise ValueError(f"{address} shows an error")
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled", caret="hide")
    path.with_suffix(".txt").write_text(page.evaluate(_WORDS), encoding="utf-8")
    page.close()


def _rest(page: Page) -> None:
    """Wait until the script has ended and neither size nor text of the page changes."""
    last, quiet = "", 0
    for _ in range(WAIT // 150):
        page.wait_for_timeout(150)
        state = page.evaluate(_STATE) if page.evaluate(_IS_QUIET) else ""
        quiet = quiet + 1 if state and state == last else 0
        last = state
        if quiet == _QUIET_TIMES:
            return
    raise ValueError(f"{page.url} did not come to rest")


def _environment(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout / "dashboard")}


@contextmanager
def _served(checkout: Path) -> Iterator[str]:
    """Run the dashboard of a checkout on a copy of its files; yield its address."""
    environment = _environment(checkout)
    checked_version(checkout, environment)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        for part in ("criteria", "seeds"):
            without = shutil.ignore_patterns("texts")
            shutil.copytree(checkout / part, Path(place, part), ignore=without)
        command = [sys.executable, "-m", "steelyard.cli", "open", f"{place}/criteria"]
        command += ["--no-browser", "--port", str(port)]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield _awaited(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _awaited(url: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if process.poll() is not None:
            raise ValueError(f"the dashboard ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return url
        except OSError:
            time.sleep(0.2)
    raise ValueError("the dashboard did not answer within two minutes")


def compare(before: Path, after: Path, out: Path, given: argparse.Namespace) -> list[str]:
    """Print and return the names of pages that differ; write the pictures side by side."""
    chosen = [f"*-{page}-*.png" for page in given.only.split(",")]
    names = sorted({p.name for top in (before, after) for glob in chosen for p in top.glob(glob)})
    renamings = read_renamings(given.renamings)
    cleaners = cleaner(before, renamings), cleaner(after, renamings)
    pixels, words = [], []
    for name in names:
        paths = before / name, after / name
        if not all(path.is_file() for path in paths):
            print(f"{name}: only {'before' if paths[0].is_file() else 'after'}")
            pixels.append(name)
            continue
        if _pixels_differ(paths[0], paths[1], out, given.tolerance):
            pixels.append(name)
        facts = [
            Facts(texts={"page": clean(path.with_suffix(".txt").read_text(encoding="utf-8"))})
            for path, clean in zip(paths, cleaners, strict=True)
        ]
        if found := list(compare_facts(name, facts[0], facts[1])):
            words.append(name)
            print(f"{name}: {len(found)} differences in words")
            for difference in found[: given.most]:
                print(f"  {difference.place}\n    - {difference.before}\n    + {difference.after}")
    larger = f"{len(pixels)} differ in pixels by more than a shift of one"
    print(f"of {len(names)} pages {larger}, {len(words)} in words")
    return pixels + words


def _pixels_differ(before: Path, after: Path, out: Path, tolerance: int) -> bool:
    """Return whether two pictures differ by more than a shift of one pixel.

    Chromium rounds the place of what is held fast while scrolling (the first column of a wide
    table) now up, now down; smaller differences are printed and written like all others.
    """
    old, new = (
        np.asarray(Image.open(path).convert("RGB"), dtype=np.int16) for path in (before, after)
    )
    mask = differing_pixels(old, new, tolerance)
    if not mask.any():
        return False
    rows = np.flatnonzero(mask.any(axis=1))
    part = slice(max(0, rows[0] - 1), rows[-1] + 2)
    moved = beyond_one_pixel(old[part], new[part], tolerance).sum() / mask.size
    sizes = "" if old.shape == new.shape else f", {_size(old)} became {_size(new)}"
    shares = f"{mask.mean():.3%} of the pixels differ, {moved:.3%} by more than a shift of one"
    print(f"{before.name}: {shares}, in rows {rows[0]} to {rows[-1]}{sizes}")
    out.mkdir(parents=True, exist_ok=True)
    _beside(old, new, mask).save(out / before.name)
    return bool(moved)


def _size(picture: np.ndarray) -> str:
    return f"{picture.shape[1]}×{picture.shape[0]}"


def differing_pixels(before: np.ndarray, after: np.ndarray, tolerance: int = 0) -> np.ndarray:
    """Return height × width of booleans over the larger of both; outside of one, all differ."""
    height, width = (max(before.shape[axis], after.shape[axis]) for axis in (0, 1))
    spread = np.abs(_padded(before, height, width) - _padded(after, height, width))
    return np.asarray(spread.max(axis=2) > tolerance)


def beyond_one_pixel(before: np.ndarray, after: np.ndarray, tolerance: int = 0) -> np.ndarray:
    """Return which pixels of either picture the other has neither there nor right beside it."""
    height, width = (max(before.shape[axis], after.shape[axis]) for axis in (0, 1))
    old, new = _padded(before, height, width), _padded(after, height, width)
    lost = np.zeros((height, width), dtype=bool)
    for one, other in ((old, new), (new, old)):
        found = np.zeros((height, width), dtype=bool)
        for shift in product((-1, 0, 1), repeat=2):
            spread = np.abs(one - np.roll(other, shift, axis=(0, 1)))
            found |= spread.max(axis=2) <= tolerance
        lost |= ~found
    return lost


def _padded(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return a picture filled up to a size with a colour that no picture has."""
    padding = [(0, height - picture.shape[0]), (0, width - picture.shape[1]), (0, 0)]
    return np.pad(picture, padding, constant_values=-256)


def _beside(before: np.ndarray, after: np.ndarray, mask: np.ndarray) -> Image.Image:
    """Return before, after, and after in grey with what differs in red."""
    height, width = mask.shape
    old, new = (np.maximum(_padded(p, height, width), 0) for p in (before, after))
    grey = np.repeat(new.mean(axis=2, keepdims=True) * 0.4 + 150, 3, axis=2)
    grey[mask] = (220, 0, 0)
    return Image.fromarray(np.hstack([old, new, grey]).clip(0, 255).astype(np.uint8))


if __name__ == "__main__":
    sys.exit(main())
