"""Two replicas of a server for a team behind nginx, by its example, with one PostgreSQL.

A replica can be killed and started again; nginx and the database go on.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from serving.postgresql import Postgresql, serve_postgresql
from serving.team import (
    PASSWORD,
    Team,
    changed_example,
    free_port,
    make_certificate,
    serve_nginx,
    serve_team,
    wait_until_answered,
)

REPLICAS = ("one", "two")
COOKIE = "steelyard_replica"
"""The cookie in which the example of nginx keeps which replica a visitor is at."""

USERS = ("ada", "ben", "eda", "fay", "ray")
ROLES = {
    "reader": ["everybody"],
    "judge": ["user:ada", "user:ben"],
    "editor": ["user:eda", "user:ada"],
    "facilitator": ["user:fay"],
}


@dataclass
class Replicas:
    """Two servers, the folder that both show, and the address at which nginx answers for them."""

    teams: Mapping[str, Team]
    folder: Path
    url: str
    database: Postgresql
    front: ExitStack = field(default_factory=ExitStack)
    """What ends nginx."""

    def kill(self, name: str) -> None:
        """End a replica as a loss of power would."""
        process = self.teams[name].process
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """Have nobody reach either of them, as long as nginx is away."""
        self.front.close()
        yield
        self.front.enter_context(serve_front(self.folder.parent, self.url, self.teams))

    def events(self, event: str) -> list[dict[str, Any]]:
        """Return what the logs of both have of one kind of event."""
        return [line for team in self.teams.values() for line in team.events(event)]


@contextmanager
def serve_two(
    folder: Path, programs: Mapping[str, list[str]] | None = None, /, **changed: object
) -> Iterator[tuple[Postgresql, dict[str, Team]]]:
    """Serve `folder/criteria` by two replicas, to people whom a proxy in front names.

    `programs`: the arguments of Python for a replica of a name, where it is not the plain one.
    """
    shared = {"login": "headers", "roles": ROLES, "folder": str(folder / "criteria"), **changed}
    with ExitStack() as stack:
        database = stack.enter_context(serve_postgresql())
        teams: dict[str, Team] = {}
        for name in REPLICAS:
            (folder / name).mkdir()
            program = (programs or {}).get(name)
            served = serve_team(folder / name, program, store=database.address, **shared)
            teams[name] = stack.enter_context(served)
        yield database, teams


@contextmanager
def serve_replicas(
    folder: Path, programs: Mapping[str, list[str]] | None = None, /, **changed: object
) -> Iterator[Replicas]:
    """Serve `folder/criteria` by two replicas behind nginx to `USERS`, who have a password.

    `programs`: as for `serve_two`.
    """
    url = f"https://localhost:{free_port()}/steelyard/"
    with (
        serve_two(folder, programs, public_url=url, **changed) as (database, teams),
        ExitStack() as front,
    ):
        front.enter_context(serve_front(folder, url, teams))
        yield Replicas(teams, folder / "criteria", url, database, front)


@contextmanager
def serve_front(
    folder: Path, url: str, teams: Mapping[str, Team], *, asks: bool = True
) -> Iterator[None]:
    """Run nginx in front of the replicas, by its example.

    `asks`: whether nginx asks for a password; the example says which lines go where it does not.
    """
    certificate, key = make_certificate(folder)
    passwords = folder / "users"
    passwords.write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS), "utf-8")
    public = url.removesuffix("/steelyard/").rpartition(":")[2]
    changes = {
        "443 ssl": f"127.0.0.1:{public} ssl",
        "decide.example.org;": "localhost;",
        "/etc/ssl/certs/decide.example.org.pem": str(certificate),
        "/etc/ssl/private/decide.example.org.key": str(key),
        "/etc/nginx/steelyard.htpasswd": str(passwords),
        ":8501": f":{teams['one'].port}",
        ":8502": f":{teams['two'].port}",
    }
    text = changed_example("nginx-replicas.conf", changes)
    if not asks:
        text = "".join(line for line in text.splitlines(True) if "auth_basic" not in line)
    with serve_nginx(folder, text) as process:
        wait_until_answered(process, url, "/steelyard/")
        yield
