"""Every chart of the shipped sets on one page: as wide as on a page and on a phone, light and dark.

    python tests/compare/gallery.py gallery.html

The drawings are those of the exports, without their foot, to be looked at after a change of
the theme or of a chart; with a second checkout on the path, before and after it.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from steelyard.charts.chart import NARROW, Picture, pictures_of
from steelyard.charts.theme import Mode, palette
from steelyard.export.drawings.images import drawing_spec, to_svg
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.result import Result

CRITERIA = Path(__file__).parents[2] / "criteria"
MODES: tuple[Mode, ...] = ("light", "dark")
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Charts of Steelyard</title>
<style>
  body {{ font: 16px sans-serif; margin: 24px; background: #ccc }}
  figure {{ display: inline-block; vertical-align: top; margin: 0 16px 16px 0; padding: 16px }}
</style>
{body}
"""


def gallery(paths: list[Path]) -> str:
    """Return a page with the charts of these files, one of each that has variants."""
    parts = []
    for path in paths:
        result = Result(load_criteria_file(path))
        parts.append(f"<h1>{html.escape(path.stem)}</h1>")
        shown = {picture.chart.id: picture for picture in reversed(pictures_of(result).values())}
        for picture in reversed(shown.values()):
            parts.append(f"<h2>{html.escape(picture.name)}</h2>")
            parts += [
                _figure(picture, mode, width) for mode in MODES for width in (picture.width, NARROW)
            ]
    return PAGE.format(body="\n".join(parts))


def _figure(picture: Picture, mode: Mode, width: float) -> str:
    drawing = to_svg(drawing_spec(picture.draw_with_heading(mode, width))).decode()
    ground = palette(mode).background
    return f'<figure style="background: {ground}">{drawing}</figure>'


if __name__ == "__main__":
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery.html")
    place.write_text(gallery(sorted(CRITERIA.glob("*.yaml"))), encoding="utf-8")
    print(f"wrote {place}")
