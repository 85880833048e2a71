"""A running dashboard and a real browser for the journeys; a missing browser is a failure."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser.chromium import find_chromium
from browser.rest import Rest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WAIT = 30_000
"""Milliseconds a page may take on a busy machine before a journey fails."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey; each worker of a run has a server and a browser of its own."""
    expect.set_options(timeout=WAIT)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Visit:
    """One fresh browser window on the dashboard, and everything it asked for or printed."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rest: Rest = field(init=False)

    def __post_init__(self) -> None:
        self.rest = Rest(self.page)

    def open(self, query: str = "") -> Page:
        """Go to an address of the dashboard and wait until a page stands."""
        self.page.goto(f"{self.url}/{query}")
        self.page.wait_for_selector("[data-testid=stMainBlockContainer] h1, [role=alert]")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until neither the page nor the server has anything left to do."""
        if busy := self.rest.wait(WAIT):
            pytest.fail(f"the page did not come to rest: {'; '.join(busy)}")

    @property
    def heading(self) -> str:
        """The verdict as it stands on the page."""
        return self.page.locator("h1").inner_text()

    @property
    def foreign_requests(self) -> list[str]:
        """Everything asked of anybody but this dashboard."""
        own = (self.url, self.url.replace("http", "ws"), "data:", "blob:")
        return [request for request in self.requests if not request.startswith(own)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a Chromium without a window."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium found: run python tests/browser/chromium.py")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture(autouse=True)
def closed_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the windows that a test leaves open: they follow their files and go on drawing."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    before = browser.contexts
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the shipped sets and the sets of these tests; yield address and folder."""
    top = tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "criteria", top / "criteria")
    shutil.copytree(ROOT / "seeds", top / "seeds", ignore=shutil.ignore_patterns("texts"))
    for own in (HERE / "sets").glob("*.yaml"):
        shutil.copy(own, top / "criteria")
    with run_dashboard(top / "criteria") as url:
        yield url, top / "criteria"


class run_dashboard:  # noqa: N801 - reads as a function where it is used
    """Runs `steelyard` on a folder, as a context; ends only the process it started."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.command = [sys.executable, "-m", "steelyard.cli", "open", str(place)]
        self.command += ["--no-browser", "--port", str(self.port)]

    def __enter__(self) -> str:
        paths = [str(ROOT / "dashboard"), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        self.process = subprocess.Popen(
            self.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        url = f"http://localhost:{self.port}"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                pytest.fail(f"the dashboard ended with {self.process.returncode}")
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                    return url
            except OSError:
                time.sleep(0.2)
        self.process.terminate()
        pytest.fail("the dashboard did not answer within a minute")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture
def visit(browser: Browser, served: tuple[str, Path]) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a fresh window: desk-sized and light unless told otherwise."""
    contexts = []

    def _visit(width: int = 1440, height: int = 900, scheme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            accept_downloads=True,
        )
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page, served[0])
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        return visit

    yield _visit
    for context in contexts:
        context.close()


def served_set(served: tuple[str, Path], name: str) -> CriteriaSet:
    """Return a served set as the analysis sees it."""
    criteria_set = load_criteria_file(served[1] / f"{name}.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set
