"""How long a hand waits in a real browser: dragging, letting go, and the first page.

Run by `make bench-browser`; not a test. Clocks run inside the page: from the event that the
hand causes to the first animation frame after the page has changed. The same page with
Streamlit's own sliders (`?plain=1`) is measured beside it in the same run.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.browser_results import cpu_seconds, median, note, p95, table, wants_little
from browser.chromium import find_chromium
from browser.conftest import ROOT, run_dashboard
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NothingSeen

DRAGS, STEPS, STARTS = 30, 10, 3
AT_MOST = 200.0
"""Seconds after which no further drag is begun."""
ADDRESS = "?set=iran-2026&frame=six"
QUIET = 400
"""Milliseconds without a change after which charts count as finished."""

_CLOCKS = """() => {
    const clocks = window.clocks = { sent: [], got: [], paints: [], charts: [], event: 0 };
    window.WebSocket = class extends WebSocket {
        constructor(...all) {
            super(...all);
            this.addEventListener("message", () => clocks.got.push(performance.now()));
        }
        send(data) { clocks.sent.push(performance.now()); super.send(data); }
    };
    const frame = (list) => requestAnimationFrame(() => list.push(performance.now()));
    let pending = 0;
    document.addEventListener("input", (event) => {
        pending = pending || performance.now();
    }, true);
    const begin = () => { clocks.event = performance.now(); clocks.charts = []; };
    document.addEventListener("pointerup", begin, true);
    document.addEventListener("keydown", begin, true);
    clocks.watch = (root) => new MutationObserver(() => {
        if (!pending) return;
        const since = pending;
        pending = 0;
        requestAnimationFrame(() => clocks.paints.push(performance.now() - since));
    }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    const isPicture = (node) => node.nodeType === 1 &&
        (node.closest("svg, canvas") || node.querySelector("svg.marks, canvas"));
    new MutationObserver((changes) => {
        const seen = changes.some(({ target, addedNodes }) => {
            const node = target.nodeType === 1 ? target : target.parentElement;
            const chart = node?.closest("[data-testid=stVegaLiteChart]");
            return chart && (isPicture(node) || [...addedNodes].some(isPicture));
        });
        if (seen) frame(clocks.charts);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}"""

_HAS_SETTLED = f"""() => {{
    const {{ charts, got, event }} = window.clocks;
    const last = Math.max(...charts, ...got.slice(-1), event);
    return charts.length > 0 && performance.now() - last > {QUIET};
}}"""


class Figures:
    """The times of one kind of control, in milliseconds."""

    def __init__(self) -> None:
        self.paints: list[float] = []
        self.first: list[float] = []
        self.last: list[float] = []
        self.done: list[float] = []
        self.messages = 0
        self.hands = 0

    def let_go(self, page: Page) -> None:
        """Wait until the charts have followed, and note when they did."""
        try:
            page.wait_for_function(_HAS_SETTLED, timeout=6000)
        except NothingSeen:
            print("  no chart followed", flush=True)
            return
        clocks = page.evaluate("() => ({...window.clocks, watch: null})")
        event = clocks["event"]
        self.first.append(min(clocks["charts"]) - event)
        self.last.append(max(clocks["charts"]) - event)
        self.done.append(max(clocks["got"]) - event)


def open_page(browser: Browser, url: str) -> Page:
    """Open the page with its clocks, and wait until it stands still."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(f"({_CLOCKS})()")
    page.goto(url)
    page.locator("h1").wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    return page


def drag_instrument(page: Page, drags: int, until: float) -> Figures:
    """Drag the instrument's sliders to and fro, one after another."""
    figures = Figures()
    page.locator(".sy").evaluate("e => window.clocks.watch(e)")
    sliders = page.locator(".sy input[type=range]")
    for turn in range(drags):
        if time.monotonic() > until:
            break
        slider = sliders.nth(turn % sliders.count())
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        share = float(slider.input_value()) / 100
        y = box["y"] + box["height"] / 2
        start = box["x"] + 10 + share * (box["width"] - 20)
        page.mouse.move(start, y)
        page.mouse.down()
        before = page.evaluate("() => (window.clocks.paints = [], window.clocks.sent.length)")
        page.mouse.move(start + (90 if share < 0.5 else -90), y, steps=STEPS)
        page.wait_for_timeout(60)
        sent, paints = page.evaluate("() => [window.clocks.sent.length, window.clocks.paints]")
        figures.messages += sent - before
        figures.paints += paints
        figures.hands += 1
        page.mouse.up()
        figures.let_go(page)
    return figures


def press_plain(page: Page, presses: int, until: float) -> Figures:
    """Press keys on Streamlit's own sliders, one after another."""
    figures = Figures()
    sliders = page.locator(".st-key-weights [role=slider], .st-key-weights input[type=range]")
    for turn in range(presses):
        if time.monotonic() > until:
            break
        # Two turns on the same slider undo each other, so no end of a scale is reached.
        sliders.nth(turn // 2 % sliders.count()).focus()
        page.keyboard.press("ArrowLeft" if turn % 2 == 0 else "ArrowRight")
        figures.hands += 1
        figures.let_go(page)
    return figures


def cold_starts(browser: Browser, criteria: Path, starts: int) -> list[tuple[float, float, float]]:
    """Return the seconds to an answer, to the first painted verdict, and of processor time."""
    found = []
    for _ in range(starts):
        begun = time.monotonic()
        with (dashboard := run_dashboard(criteria)) as url:
            healthy = time.monotonic() - begun
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(f"{url}/{ADDRESS}", wait_until="commit")
            page.locator("h1").wait_for(timeout=60_000)
            page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
            used = cpu_seconds(dashboard.process.pid) or float("nan")
            found.append((healthy, time.monotonic() - begun, used))
            page.context.close()
    return found


def main() -> int:
    """Measure, print and write down; return 1 where there is no browser."""
    is_short = wants_little(__doc__)
    drags, starts = (2, 1) if is_short else (DRAGS, STARTS)
    path = find_chromium()
    if path is None:
        print("no Chromium found: run python tests/browser/chromium.py", file=sys.stderr)
        return 1
    criteria = ROOT / "criteria"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        times = cold_starts(browser, criteria, starts)
        end = time.monotonic() + AT_MOST
        with run_dashboard(criteria) as url:
            page = open_page(browser, f"{url}/{ADDRESS}")
            dragged = drag_instrument(page, drags, end - 0.4 * AT_MOST)
            page = open_page(browser, f"{url}/{ADDRESS}&plain=1")
            pressed = press_plain(page, drags, end)
        chromium = f"Chromium {browser.version}"
        browser.close()
    note("One visitor", report(dragged, pressed, times), extra=chromium, is_kept=not is_short)
    return 0


def report(dragged: Figures, pressed: Figures, starts: list[tuple[float, float, float]]) -> str:
    """Return the figures as a table with the targets beside them."""

    def ms(times: list[float]) -> tuple[str, str, str]:
        return f"{median(times):.0f} ms", f"{p95(times):.0f} ms", str(len(times))

    rows: list[tuple[str, ...]] = [
        ("instrument: hand moves → repainted", *ms(dragged.paints), "≤ 34, p95 ≤ 50"),
        ("instrument: hand lifts → first chart below changed", *ms(dragged.first), ""),
        ("instrument: hand lifts → all charts below changed", *ms(dragged.last), "≤ 150"),
        ("instrument: hand lifts → server's last message", *ms(dragged.done), ""),
        ("plain sliders: key → first chart changed", *ms(pressed.first), ""),
        ("plain sliders: key → all charts changed", *ms(pressed.last), ""),
        ("plain sliders: key → server's last message", *ms(pressed.done), ""),
    ]
    healthy, times, used = (list(column) for column in zip(*starts, strict=True))
    each = ", ".join(f"{start:.1f}" for start in times)
    return "\n".join(
        (
            table(("measured", "median", "p95", "times", "target"), rows),
            "",
            f"{dragged.hands} drags of {STEPS} movements; messages to the server while the hand "
            f"was down: {dragged.messages} (target 0).",
            "",
            f"Cold start to the first painted verdict: {each} s, median {median(times):.1f} s "
            f"(target < 4); the server answered after {median(healthy):.1f} s and used "
            f"{median(used):.1f} s of processor time.",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
