"""From nothing to a login behind nginx: the very commands of the page for operators, run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from serving.login.openid import Person
from serving.team import DEPLOY, ROOT, free_port, needed, running, wait_until_answered

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no nginx for the tests"
)

PORTS = ("8080", "8501", "9400")
PAGE = (DEPLOY / "README.md").read_text(encoding="utf-8")
INSTALLED = "npm ci --prefix .ci"
"""The one command that is not run again: it has made what the tests run with."""


def commands() -> list[str]:
    """Return the commands of the section, one a line."""
    section = PAGE.partition("## From nothing to a login\n")[2].partition("\n## ")[0]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1].splitlines()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Run the commands in a folder of the test, at ports that are free; give the first page."""
    ports = {port: str(free_port()) for port in PORTS}

    def here(text: str) -> str:
        pattern = rf"\b({'|'.join(PORTS)})\b"
        return re.sub(pattern, lambda found: ports[found[1]], text)

    first, *others = commands()
    assert first == INSTALLED
    whole = [command.replace("build/trial", str(tmp_path)) for command in others]
    for command in whole:
        if not command.endswith(" &"):
            subprocess.run(["sh", "-c", command], cwd=ROOT, check=True, timeout=30)
    for name in ("team.toml", "nginx.conf"):
        file = tmp_path / name
        file.write_text(here(file.read_text(encoding="utf-8")), encoding="utf-8")
    with ExitStack() as stack:
        for command, port, path in zip(
            [command for command in whole if command.endswith(" &")],
            ("9400", "8501", "8080"),
            ("/.well-known/openid-configuration", "/healthz", "/steelyard/"),
            strict=True,
        ):
            program, *arguments = shlex.split(here(command.removesuffix(" &")))
            found = programs(program)
            started = [
                *found,
                *(str(ROOT / one) if one.endswith(".mjs") else one for one in arguments),
            ]
            process = stack.enter_context(running(started, tmp_path, f"at-{port}"))
            wait_until_answered(process, f"http://127.0.0.1:{ports[port]}", path)
        yield f"http://localhost:{ports['8080']}/steelyard/"


def programs(name: str) -> list[str]:
    """Return how a program of the page is run here."""
    if name == ".venv/bin/steelyard":
        return [sys.executable, "-m", "steelyard.cli"]
    return [needed(name)] if name == "nginx" else [name]


def test_the_documented_commands_lead_to_a_login(address: str) -> None:
    """A page leads to the provider, and back to itself, for somebody by that name."""
    visitor = Person()
    answer = visitor.log_in(address, "cy")
    assert answer.status_code in (302, 303)
    assert answer.headers["location"] in (address, "/steelyard/")
    page = visitor.get(address)
    assert page.status_code == 200
    state = visitor.get(f"{address}login/state")

    assert state.json() == {"logged_in": True}
    assert Person().get(f"{address}login/state").json() == {"logged_in": False}
