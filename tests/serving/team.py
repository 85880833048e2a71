"""A server for a team and a proxy in front of it, on this machine alone, ended by their ids."""

from __future__ import annotations

import datetime
import http.client
import ipaddress
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from serving.proxies import find_proxy

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "dashboard" / "deploy"
PASSWORD = "a password for the tests"
PATIENCE = 60.0


def free_port() -> int:
    """Return a port of this machine that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Team:
    """A server that runs: its process, its configuration, its log, and how it is reached."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    log: Path
    proxy_url: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def events(self, event: str = "") -> list[dict[str, Any]]:
        """Return what the log has of one kind of event, or all of it."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        return [line for line in found if event in ("", line["event"])]

    def ask(
        self, path: str, url: str = "", method: str = "GET", **headers: str
    ) -> http.client.HTTPResponse:
        """Return the answer to a request through an address, by default the server's own."""
        return ask(url or f"http://127.0.0.1:{self.port}", path, method, headers)


def ask(
    url: str, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> http.client.HTTPResponse:
    """Return the answer of a server on this machine; any certificate is taken."""
    parts = urlsplit(url)
    assert parts.hostname in ("127.0.0.1", "localhost")
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        any_certificate = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(
            "127.0.0.1", parts.port, timeout=20, context=any_certificate
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    connection.request(method, path, headers={"Host": parts.netloc, **given})
    return connection.getresponse()


@contextmanager
def running(command: list[str], folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a folder, with what it says in a file there; end it by its id."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("STEELYARD_SERVE_")
    }
    # Whatever leads requests away from this machine is not for what runs on it alone.
    environment |= {"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "dashboard"), str(ROOT / "tests")])
    environment |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / f"{name}.out").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)


def wait_until_answered(process: subprocess.Popen[bytes], url: str, path: str) -> None:
    """Wait until an address is answered; fail with what the program said if it ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"{process.args} ended with {process.returncode}")
        try:
            ask(url, path).read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url}{path} was not answered within a minute")


def write_configuration(folder: Path, /, **changed: object) -> Path:
    """Write the example of a configuration into a folder, with some values changed."""
    text = (DEPLOY / "team.toml").read_text(encoding="utf-8")
    roles = changed.pop("roles", {})
    for key, value in {"log": "server.log", **changed}.items():
        text, times = re.subn(rf"(?m)^{key} = .*$", f"{key} = {json.dumps(value)}", text)
        if not times:
            # Not in the example.
            text += f"{key} = {json.dumps(value)}\n"
    assert isinstance(roles, dict)
    if roles:
        text += "[roles]\n" + "".join(f"{role} = {json.dumps(roles[role])}\n" for role in roles)
    file = folder / "team.toml"
    file.write_text(text, encoding="utf-8")
    return file


@contextmanager
def serve_team(
    folder: Path, program: list[str] | None = None, /, **changed: object
) -> Iterator[Team]:
    """Serve `folder/criteria` by the example of a configuration, with some values changed."""
    port = changed.pop("port", None) or free_port()
    assert isinstance(port, int)
    (folder / "criteria").mkdir(exist_ok=True)
    file = write_configuration(folder, port=port, **changed)
    command = [sys.executable, *(program or ["-m", "steelyard.cli"])]
    with running([*command, "serve", "--config", str(file)], folder, "server") as process:
        wait_until_answered(process, f"http://127.0.0.1:{port}", "/healthz")
        yield Team(process, port, folder / "criteria", folder / "server.log")


@contextmanager
def serve_nginx(folder: Path, text: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx with this in its http block; what it keeps lies in the folder."""
    kept = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Started by root, nginx would otherwise work as somebody who may not read this folder.
    user = "user root;\n" if getattr(os, "geteuid", lambda: 1)() == 0 else ""
    whole = (
        f"{user}pid {folder / 'nginx.pid'};\ndaemon off;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{kept}{text}}}\n"
    )
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [needed("nginx"), "-p", str(folder), "-e", "stderr"]
    with running([*command, "-c", str(folder / "nginx.conf")], folder, "nginx") as process:
        yield process


@contextmanager
def serve_behind_nginx(folder: Path, **changed: object) -> Iterator[Team]:
    """Serve behind nginx by its example: https, a password, and a path."""
    public = free_port()
    url = f"https://localhost:{public}/steelyard/"
    with serve_team(folder, public_url=url, **changed) as team:
        certificate, key = make_certificate(folder)
        users = folder / "users"
        users.write_text(f"team:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
        text = changed_example(
            "nginx.conf",
            {
                "443 ssl": f"127.0.0.1:{public} ssl",
                "decide.example.org;": "localhost;",
                "/etc/ssl/certs/decide.example.org.pem": str(certificate),
                "/etc/ssl/private/decide.example.org.key": str(key),
                "/etc/nginx/steelyard.htpasswd": str(users),
                "127.0.0.1:8501": f"127.0.0.1:{team.port}",
            },
        )
        with serve_nginx(folder, text) as process:
            wait_until_answered(process, url, "/steelyard/")
            team.proxy_url = url
            yield team


@contextmanager
def serve_behind_caddy(folder: Path, **changed: object) -> Iterator[Team]:
    """Serve behind Caddy by its example, without a certificate: a password, and a path."""
    public = free_port()
    url = f"http://localhost:{public}/steelyard/"
    with serve_team(folder, public_url=url, **changed) as team:
        hashed = subprocess.run(
            [needed("caddy"), "hash-password", "--plaintext", PASSWORD],
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout.decode()
        text = changed_example(
            "Caddyfile",
            {
                "decide.example.org {": f"http://localhost:{public} {{\n\tbind 127.0.0.1",
                "$2a$14$TheHashOfThePasswordGoesHere": hashed.strip(),
                "127.0.0.1:8501": f"127.0.0.1:{team.port}",
            },
        )
        file = folder / "Caddyfile"
        file.write_text(f"{{\n\tadmin off\n}}\n{text}", encoding="utf-8")
        command = [needed("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
        with running(command, folder, "caddy") as process:
            wait_until_answered(process, url, "/steelyard/")
            team.proxy_url = url
            yield team


def changed_example(name: str, changes: Mapping[str, str]) -> str:
    """Return an example with what belongs to one machine exchanged; every change is found."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for written, here in changes.items():
        assert written in text, f"{name} has no {written}"
        text = text.replace(written, here)
    return text


def needed(name: str) -> str:
    """Return the path of a proxy; without it the tests fail, with what to do."""
    found = find_proxy(name)
    if found is None:
        pytest.fail(f"no {name} found: run PYTHONPATH=tests python -m serving.proxies")
    return found


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for localhost that is good for an hour, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    addresses = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(addresses), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "localhost.pem", folder / "localhost.key"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_file, key_file


def small_configuration(folder: Path, text: str) -> Path:
    """Write a configuration with this text beside an empty folder of criteria files."""
    (folder / "criteria").mkdir()
    file = folder / "team.toml"
    file.write_text(text, encoding="utf-8")
    return file
