"""The public address of the dashboard, split into its parts."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

USUAL_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_PART = re.compile(r"[A-Za-z0-9._~-]+")


@dataclass(frozen=True)
class PublicAddress:
    """Scheme, host and path of the dashboard as browsers see it.

    `host` is what a browser sends as Host: the name in lower case, with the port unless it is the
    scheme's default. `base` is the path prefix of every page: empty, or for example `/steelyard`
    without a trailing slash.
    """

    scheme: str
    host: str
    base: str = ""

    @property
    def origin(self) -> str:
        """What a browser sends as Origin from one of our pages."""
        return f"{self.scheme}://{self.host}"

    @property
    def name(self) -> str:
        """The host without its port, and without brackets."""
        return urlsplit(f"//{self.host}").hostname or ""

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach it by https."""
        return self.scheme == "https"

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"{self.origin}{self.base}/"


def read_public_address(text: str) -> PublicAddress:
    """Parse an address. Raises ValueError with what is wrong, worded for a problem's `found`.

    >>> read_public_address("https://decide.example.org/steelyard/")
    PublicAddress(scheme='https', host='decide.example.org', base='/steelyard')
    >>> read_public_address("http://localhost:8080").host
    'localhost:8080'
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError("the port or the brackets are wrong") from None
    if parts.scheme not in USUAL_PORTS:
        raise ValueError("it does not begin with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it has a name or password in front of the host")
    if "?" in text or "#" in text:
        raise ValueError("it has something after ? or #")
    name = parts.hostname or ""
    if not _is_host(name):
        raise ValueError("its host is missing or no name of a host")
    segments = [part for part in parts.path.split("/") if part]
    if any(not _PART.fullmatch(part) or set(part) == {"."} for part in segments):
        raise ValueError("its path has other characters than letters, digits, . _ ~ and -")
    shown = f"[{name}]" if ":" in name else name
    host = shown if port in (None, USUAL_PORTS[parts.scheme]) else f"{shown}:{port}"
    return PublicAddress(parts.scheme, host, "".join(f"/{part}" for part in segments))


def _is_host(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) or _is_ip(name)


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
