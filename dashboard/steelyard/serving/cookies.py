"""Cookie attributes: sent back to this dashboard only, and marked Secure under https."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.serving.configuration.public_address import PublicAddress

if TYPE_CHECKING:
    from starlette.types import Message


def keep_cookies_here(message: Message, public: PublicAddress) -> list[tuple[bytes, bytes]]:
    """Return the headers of a response, with its cookies bound to the path of the dashboard.

    A cookie gets Secure if the public address is https, and SameSite=Lax unless it has a SameSite
    of its own. HttpOnly is left alone: Streamlit's page reads one of its cookies itself.
    """
    return [
        (name, _bound(value, public) if name.lower() == b"set-cookie" else value)
        for name, value in message.get("headers", [])
    ]


def _bound(cookie: bytes, public: PublicAddress) -> bytes:
    first, *flags = [part.strip() for part in cookie.split(b";")]
    kept = [flag for flag in flags if not flag.lower().startswith((b"path=", b"domain="))]
    names = {flag.partition(b"=")[0].lower() for flag in kept}
    kept.append(b"Path=" + (public.base or "/").encode())
    if public.is_encrypted and b"secure" not in names:
        kept.append(b"Secure")
    if b"samesite" not in names:
        kept.append(b"SameSite=Lax")
    return b"; ".join([first, *kept])
