"""Measures in a browser what of a page's text is cut, covered by other text, or too small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

LEAST = 11.5
"""Pixels of the smallest letters."""

_FAULTS = """([least, roots]) => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const above = (node) => node.parentElement ?? (node.getRootNode().host || null);
    const isIn = (node, roots) => {
        for (let one = node; one; one = one.getRootNode().host || null) {
            if (roots.some((root) => one.closest(root))) return true;
        }
        return false;
    };
    const isSpoken = (node) => {
        for (let one = node; one; one = above(one)) {
            const box = one.getBoundingClientRect();
            if (getComputedStyle(one).position === "absolute" && box.width <= 1.5) return true;
        }
        return false;
    };
    // The numbers of lines move with the field beside them; the link to the ranking shows itself
    // once the keyboard is on it; names of pages on a phone lie in a strip that the finger moves.
    const none = "select, option, style, script, desc, title, .text-editor pre, .st-key-skip, "
        + ".st-key-pages";
    // What is scrolled away inside a part of the page is not seen there; what is hidden by an
    // edge that does not scroll is cut.
    const seen = (node, box) => {
        let { left, right, top, bottom } = box, isCut = false;
        let isFree = getComputedStyle(node).position === "absolute";
        for (let one = above(node); one && one !== document.body; one = above(one)) {
            const style = getComputedStyle(one);
            if (style.position === "fixed") break;
            if (isFree && style.position === "static") continue;
            isFree = style.position === "absolute";
            if (style.display === "inline" || style.display === "contents") continue;
            const edge = one.getBoundingClientRect();
            for (const [way, low, high] of [["X", "left", "right"], ["Y", "top", "bottom"]]) {
                const how = style[`overflow${way}`];
                if (how === "visible") continue;
                const room = way === "X" ? 1.5 : 4;
                const out = box[low] < edge[low] - room || box[high] > edge[high] + room;
                if (/hidden|clip/.test(how)) isCut ||= out;
            }
            if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
                left = Math.max(left, edge.left);
                right = Math.min(right, edge.right);
                top = Math.max(top, edge.top);
                bottom = Math.min(bottom, edge.bottom);
                break;
            }
        }
        return { left, right, top, bottom, isCut, height: bottom - top, width: right - left };
    };
    // What stays in its place while the page moves lies over the page, and hides none of it for
    // good: only what stays in the same way must not lie on each other.
    const stays = (node) => {
        for (let one = node; one && one !== top; one = above(one)) {
            const { position } = getComputedStyle(one);
            if (/fixed|sticky/.test(position)) return position;
        }
        return "";
    };
    const faults = [], places = [];
    // What lies below an open sheet or a popover is not to be read.
    const top = [...document.querySelectorAll("[role=dialog], [data-testid=stPopoverBody]")].at(-1);
    const within = (node) => {
        for (let one = node; one; one = one.getRootNode().host || null) {
            if (top.contains(one)) return true;
        }
        return false;
    };
    for (const node of inside(document)) {
        if (top ? !within(node) : !isIn(node, roots)) continue;
        if (!node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
        const text = [...node.childNodes].filter((one) => one.nodeType === 3)
            .map((one) => one.textContent.trim()).join(" ").trim();
        if (!text || node.closest(none) || isSpoken(node)) continue;
        const style = getComputedStyle(node), said = text.slice(0, 40);
        const drawing = node.ownerSVGElement;
        // A halo lies under the very text it surrounds.
        if (drawing && (style.stroke !== "none" || ["none", ""].includes(style.fill))) continue;
        const scale = drawing ? node.getScreenCTM().d || node.getScreenCTM().b : 1;
        const size = parseFloat(style.fontSize) * Math.abs(scale);
        const doubled = /[^.]\\.\\.(?!\\.)|,,|;;/;
        if (doubled.test(text)) faults.push(`doubled: ${said}`);
        if (size < least - 0.01) faults.push(`${size.toFixed(1)}px: ${said}`);
        if (/hidden|clip/.test(style.overflowX) && (node.scrollWidth > node.clientWidth + 1
            || node.scrollHeight > node.clientHeight + 3)) faults.push(`cut: ${said}`);
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = drawing ? [node.getBoundingClientRect()] : [...range.getClientRects()];
        for (const whole of boxes) {
            if (whole.width <= 2 || whole.height <= 4) continue;
            const box = seen(node, whole);
            if (box.isCut) faults.push(`cut by an edge: ${said}`);
            if (whole.right > innerWidth + 1 && box.right > innerWidth + 1
                && box.left < innerWidth) faults.push(`beyond the window: ${said}`);
            if (box.width <= 2 || box.height <= 4) continue;
            places.push({ node, said, box, stays: stays(node) });
        }
    }
    places.sort((a, b) => a.box.top - b.box.top);
    const holds = (a, b) => a === b || a.contains(b) || b.contains(a);
    for (const [i, { node, said, box, stays: still }] of places.entries()) {
        for (let j = i + 1; j < places.length && places[j].box.top < box.bottom; j += 1) {
            const other = places[j];
            if (holds(node, other.node) || still !== other.stays) continue;
            const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            // Lines of one text stand closer than the boxes of their letters are high.
            const lower = Math.min(box.height, other.box.height);
            if (wide > 3 && high > 0.35 * lower) {
                faults.push(`over one another: ${said} | ${other.said}`);
            }
        }
    }
    return [...new Set(faults)].slice(0, 12);
}"""

ROOTS = (".stMainBlockContainer",)


def faults(page: Page, *, roots: Sequence[str] = ROOTS) -> list[str]:
    """Return what is cut, covered or too small within these parts of a page, or on its sheet.

    A chart may end a long name with an ellipsis: its words and its rows have it whole.
    """
    found: list[str] = page.evaluate(_FAULTS, [LEAST, list(roots)])
    wide = page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth - e.clientWidth")
    return [*found, *([f"the page is {wide} pixels too wide"] if wide > 1 else [])]


def height(page: Page) -> int:
    """Return how many pixels high all of a page is."""
    found: Any = page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")
    return int(found)


_ON_SCREEN = """() => {
    const texts = (node) => [...node.childNodes].flatMap((one) => one.nodeType === 3 ? [one]
        : one.nodeType === 1 ? [...(one.shadowRoot ? texts(one.shadowRoot) : []), ...texts(one)]
        : []);
    const hit = (x, y) => {
        let found = document.elementFromPoint(x, y);
        while (found?.shadowRoot?.elementFromPoint(x, y)) {
            const inner = found.shadowRoot.elementFromPoint(x, y);
            if (inner === found) break;
            found = inner;
        }
        return found;
    };
    const range = document.createRange();
    return texts(document.body).filter((one) => {
        if (!one.textContent.trim() || one.parentElement?.closest("style, script")) return false;
        range.selectNodeContents(one);
        const boxes = [...range.getClientRects()];
        return boxes.length > 0 && boxes.every((box) => {
            if (box.left < 0 || box.top < 0 || box.right > innerWidth + 1
                || box.bottom > innerHeight + 1 || box.width < 2) return false;
            const over = hit((box.left + box.right) / 2, (box.top + box.bottom) / 2);
            return over === one.parentElement || Boolean(over?.contains(one))
                || Boolean(one.parentElement?.contains(over));
        });
    }).map((one) => one.textContent).join(" ");
}"""


def text_on_screen(page: Page) -> str:
    """Return the text that is seen whole in the window, without its spaces."""
    return squeezed(page.evaluate(_ON_SCREEN))


def squeezed(text: str) -> str:
    """Return a text without spaces and without the marks that keep links from being made."""
    return "".join(text.replace("\u2060", "").split())
