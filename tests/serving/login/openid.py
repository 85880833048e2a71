"""A provider and servers that people log in to with it, all on this machine."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import httpx2
import pytest
from serving.team import Team, free_port, running, serve_team, wait_until_answered

HERE = Path(__file__).parent
SECRET = "a secret for the tests"
ROLES = {"reader": ["everybody"], "editor": ["group:policy"], "facilitator": ["user:cy"]}


@dataclass
class Login:
    """A server for a team, at its own address, and the provider that it asks."""

    team: Team
    url: str
    issuer: str


@contextmanager
def serve_provider(folder: Path, *urls: str) -> Iterator[str]:
    """Run a provider that sends people back to servers at these addresses; give its issuer."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("the tests need Node.js 20.19 or newer")
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    redirects = [f"{url}login/callback" for url in urls]
    command = [node, str(HERE / "provider.mjs"), str(port), *redirects]
    with running(command, folder, "provider") as process:
        wait_until_answered(process, issuer, "/.well-known/openid-configuration")
        yield issuer


@contextmanager
def serve_with_openid(
    folder: Path, issuer: str, port: int, /, **changed: object
) -> Iterator[Login]:
    """Serve `folder/criteria` to people who log in with a provider."""
    folder.mkdir(exist_ok=True)
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    settings: dict[str, object] = {
        "public_url": f"http://localhost:{port}/",
        "behind_proxy": False,
        "login": "oidc",
        "oidc_issuer": issuer,
        "oidc_client_id": "steelyard",
        "oidc_client_secret_file": "secret",
        "oidc_scopes": ["openid", "profile", "groups"],
        "roles": ROLES,
    }
    with serve_team(folder, port=port, **{**settings, **changed}) as team:
        yield Login(team, str({**settings, **changed}["public_url"]), issuer)


@dataclass
class Person:
    """Somebody with a browser of their own, as far as HTTP goes: cookies and redirects."""

    client: httpx2.Client = field(
        default_factory=lambda: httpx2.Client(timeout=30, trust_env=False, follow_redirects=False)
    )

    def get(self, url: str) -> httpx2.Response:
        """Return the answer to a request for a page."""
        return self.client.get(url, headers={"accept": "text/html"})

    def begin(self, url: str, name: str) -> str:
        """Ask for a page and log in at the provider; return the address that it sends back to."""
        answer = self.get(url)
        for _ in range(20):
            if answer.status_code in (302, 303):
                target = urljoin(str(answer.url), answer.headers["location"])
                if "/login/callback?" in target:
                    return target
                answer = self.get(target)
                continue
            assert answer.status_code == 200, answer.text
            # A form of the provider: who one is, then that this is agreed to.
            action = re.search(r'action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert action is not None, answer.text
            assert prompt is not None, answer.text
            form = {"prompt": prompt[1], "login": name, "password": "x"}
            answer = self.client.post(
                urljoin(str(answer.url), unescape(action[1])),
                content=urlencode(form),
                headers={"content-type": "application/x-www-form-urlencoded"},
            )
        raise AssertionError("the provider never sent anybody back")

    def log_in(self, url: str, name: str) -> httpx2.Response:
        """Log in and return the answer that leads to the page that was asked for."""
        return self.get(self.begin(url, name))

    def cookie_header(self, url: str) -> dict[str, str]:
        """Return the cookies for an address, as a header."""
        host = urlsplit(url).hostname
        kept = [
            f"{cookie.name}={cookie.value}"
            for cookie in self.client.cookies.jar
            if cookie.domain.removesuffix(".local") == host
        ]
        return {"Cookie": "; ".join(kept)}
