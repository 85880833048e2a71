"""The picture in README.md: taken anew with `python -m browser.readme_picture`.

Run it with `PYTHONPATH=dashboard:tests`. The words that stood on the page are kept in the file, so
that a test can tell when the picture no longer shows what the page says.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from browser.chromium import find_chromium
from browser.conftest import ROOT, Visit, run_dashboard
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Page, sync_playwright

PICTURE = ROOT / "dashboard" / "screenshot.png"
PLACE = "?set=iran-2026"
SIZE = (1440, 900)
WORDS = "Words"
"""The key in the file's metadata under which the words of the page are kept."""


def words_of(page: Page) -> str:
    """Return what the instrument says, with single spaces: verdict, weights, ranking, reasons."""
    return " ".join(page.locator(".sy").inner_text().split())


def kept_words(picture: Path = PICTURE) -> str:
    """Return the words with which a picture was taken; empty if it has none."""
    with Image.open(picture) as image:
        return str(image.info.get(WORDS, ""))


def take(page: Page) -> bytes:
    """Return the picture of the page as it stands, as PNG with its words."""
    shot = page.screenshot(animations="disabled", caret="hide")
    info, taken = PngInfo(), BytesIO()
    info.add_itxt(WORDS, words_of(page))
    with Image.open(BytesIO(shot)) as image:
        image.convert("RGB").quantize(dither=Image.Dither.NONE).save(
            taken, "PNG", optimize=True, pnginfo=info
        )
    return taken.getvalue()


def main() -> None:
    """Take the picture of the shipped set and write it where README.md shows it."""
    with run_dashboard(ROOT / "criteria") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]})
        seen = Visit(context.new_page(), url)
        PICTURE.write_bytes(take(seen.open(PLACE)))
        browser.close()


if __name__ == "__main__":
    main()
