"""A short self-contained page for a visitor who cannot be shown the dashboard."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Send

LONGEST_ECHO = 60
_STYLE = (
    "body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; "
    "padding: 0 1rem; } h1 { font-size: 1.6rem; line-height: 1.2; }"
)


def plain_page(title: str, heading: str, *paragraphs: str) -> bytes:
    """Return the page as HTML. `paragraphs` are markup: untrusted text in them must be escaped."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>Steelyard: {html.escape(title)}</title>"
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<style>{_STYLE}</style>"
        f"<main><h1>{html.escape(heading)}</h1>"
        f"{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</main></html>"
    ).encode("utf-8", "replace")


async def send_page(send: Send, status: int, body: bytes, *more: tuple[bytes, bytes]) -> None:
    """Send a page as the response, with additional headers."""
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def echo_foreign(text: str) -> str:
    """Return untrusted text shortened to one printable line."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= LONGEST_ECHO else f"{shown[:LONGEST_ECHO]}…"
