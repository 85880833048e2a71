"""PostgreSQL for the tests: a server of this machine's, started for a test and ended by its id.

Debian's package is installed where it can be; a service that comes with it is not used. The server
listens on 127.0.0.1 alone, in a folder of its own, and never as an administrator. Run as a program
this installs; imported it only looks.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from browser.chromium import install_by_apt
from serving.team import PATIENCE, free_port

PACKAGE = "postgresql"
PASSWORD = "a-password-of-the-tests"


def find_postgresql() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest; `None` without one."""
    found = shutil.which("initdb")
    places = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    places.sort(key=lambda place: float(place.parents[1].name))
    newest = places[-1] if places else Path(found) if found else None
    return newest.parent if newest is not None else None


@dataclass
class Postgresql:
    """A server that runs, or has been killed and can be started again on the same data."""

    programs: Path
    folder: Path
    port: int
    user: str | None
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The address of its database, as an operator writes it."""
        return f"postgresql+psycopg://steelyard:{PASSWORD}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "logging_collector": "off",
        }
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "server.out").open("ab") as said:
            self.process = subprocess.Popen(
                command, cwd=self.folder, user=self.user, stdout=said, stderr=said
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                psycopg.connect(self.address.replace("+psycopg", ""), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self.process.poll() is None, (self.folder / "server.out").read_text()
                time.sleep(0.05)
            else:
                return
        pytest.fail("PostgreSQL did not answer within a minute")

    def kill(self) -> None:
        """End it as a loss of power would: it and its children get no chance to finish."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for process in (self.process.pid, *map(int, children.split())):
            os.kill(process, signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)


@contextmanager
def serve_postgresql() -> Iterator[Postgresql]:
    """Give a server with an empty database."""
    programs = find_postgresql()
    if programs is None:
        pytest.fail("no PostgreSQL found: run PYTHONPATH=tests python -m serving.postgresql")
    user = "postgres" if os.geteuid() == 0 else None
    # Not in pytest's own folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="steelyard-postgresql-"))
    if user is not None:
        import pwd  # not there on Windows, where nothing here is called

        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    served = Postgresql(programs, folder, free_port(), user)
    try:
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        subprocess.run(
            [
                *(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "steelyard"),
                *("-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale=C"),
            ],
            cwd=folder,
            user=user,
            check=True,
            capture_output=True,
            timeout=120,
        )
        served.start()
        yield served
    finally:
        served.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Make sure that PostgreSQL is there, if it can be; say what was found."""
    if find_postgresql() is None:
        install_by_apt(PACKAGE)
    print(f"PostgreSQL: {find_postgresql() or 'not found, and no package could be installed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
