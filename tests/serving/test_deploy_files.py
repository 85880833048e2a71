"""Containerfile, compose and Kubernetes examples: read by tools of others, held to what we serve.

No test builds a container; what is inside one is tested in `test_confinement.py`.
"""

from __future__ import annotations

import base64
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose
from kubernetes_validate import validate
from serving.containerfile import CONTAINER, LAST_STAGE, instruction
from serving.team import (
    DEPLOY,
    PASSWORD,
    ROOT,
    changed_example,
    free_port,
    needed,
    running,
    serve_team,
    wait_until_answered,
)

from steelyard import __version__
from steelyard.cli import build_parser
from steelyard.serving.configuration.loading import Configuration, load_configuration
from steelyard.serving.configuration.settings import PREFIX, Settings
from steelyard.serving.operations import PATIENCE
from steelyard.serving.route_table import HEALTH, READY

COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
KINDS: dict[str, dict[str, Any]] = {
    one["kind"]: one
    for one in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
}
POD: dict[str, Any] = KINDS["Deployment"]["spec"]["template"]["spec"]


def configured(
    variables: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Configuration:
    """Return the configuration that an environment gives, with a folder that is there."""
    for name, value in {**variables, f"{PREFIX}FOLDER": str(folder)}.items():
        assert name.removeprefix(PREFIX).lower() in Settings.model_fields, name
        monkeypatch.setenv(name, value)
    return load_configuration(None)


def filled_in(value: str) -> str:
    """Return a value of compose with something in place of what the environment has to say."""
    return re.sub(r"\$\{\w+:\?[^}]*\}", "a-password", value)


def container_variables() -> dict[str, str]:
    """Return the configuration that the container itself sets."""
    pairs = (word.split("=", 1) for word in instruction("ENV").split())
    return {name: value for name, value in pairs if name.startswith(PREFIX)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no package of hadolint")
def test_the_containerfile_has_no_fault_that_a_linter_finds() -> None:
    """Hadolint reads the instructions, and the shell in them."""
    program = Path(sys.executable).parent / "hadolint"
    read = subprocess.run(
        [program, "--no-color", DEPLOY / "Containerfile"], capture_output=True, timeout=60
    )

    assert (read.returncode, read.stdout.decode(), read.stderr.decode()) == (0, "", "")


def test_the_container_runs_a_command_there_is() -> None:
    """Nobody's user, our port, our signal; nothing that builds or installs is left inside."""
    program = json.loads(instruction("ENTRYPOINT"))
    health = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])

    assert build_parser().parse_args(json.loads(instruction("CMD"))).command == "serve"
    assert program == ["/opt/steelyard/bin/steelyard"]
    assert health[0] == "/opt/steelyard/bin/python"
    assert HEALTH in health[2]
    assert re.fullmatch(r"[1-9]\d*:0", instruction("USER"))
    assert instruction("EXPOSE") == str(Settings().port)
    assert instruction("STOPSIGNAL") == "SIGTERM"
    kept, served = instruction("VOLUME"), container_variables()[f"{PREFIX}FOLDER"]
    assert PurePosixPath(served).parent == PurePosixPath(kept)
    assert f"mkdir -p {served}" in instruction("RUN")
    assert not re.search(r"apt-get|pip install|npm", LAST_STAGE)


def test_the_container_is_made_of_what_is_here() -> None:
    """Every copied path is in the repository; the versions are those of the tests."""
    copies = re.findall(r"^COPY (?!--from)(.*)$", CONTAINER, re.MULTILINE)
    sources = [source for copy in copies for source in shlex.split(copy)[:-1]]
    install = next(line for line in CONTAINER.splitlines() if ".[server]" in line)

    assert len(sources) >= 7
    assert all((ROOT / source).exists() for source in sources)
    assert "-c .ci/constraints.txt" in install
    assert instruction("COPY") == "--from=build /opt/steelyard /opt/steelyard"


def test_the_container_lets_nobody_in_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It listens for other machines, so it starts only once something says who comes in."""
    (problem,) = configured(container_variables(), tmp_path, monkeypatch).problems

    assert problem.code == "T003"
    assert "behind_proxy" in problem.fix


def test_compose_reads_the_example() -> None:
    """By the rules of its specification; what it names is there."""
    service = COMPOSE["services"]["steelyard"]
    read = PyCompose.from_yaml((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))

    read.validate()
    assert set(read.services or {}) == set(COMPOSE["services"])
    assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
    assert (ROOT / service["build"]["dockerfile"]).is_file()
    for volume in COMPOSE["services"]["proxy"]["volumes"]:
        assert (DEPLOY / volume.split(":")[0]).exists(), volume


def test_compose_configures_what_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is the only one let in, nothing is served past it, and a stop is long enough."""
    service, proxy = COMPOSE["services"]["steelyard"], COMPOSE["services"]["proxy"]
    given = {name: filled_in(value) for name, value in service["environment"].items()}
    variables = {**container_variables(), **given}
    read = configured(variables, tmp_path, monkeypatch)
    caddy = (DEPLOY / "compose.Caddyfile").read_text(encoding="utf-8")

    assert read.problems == ()
    assert read.settings is not None
    assert read.settings.trusted_proxies == [proxy["networks"]["front"]["ipv4_address"]]
    assert "ports" not in service
    assert read.settings.login == "headers"
    database = COMPOSE["services"]["database"]
    assert read.store.host == "database"
    assert read.store.password == filled_in(database["environment"]["POSTGRES_PASSWORD"])
    assert read.store.username == database["environment"]["POSTGRES_USER"]
    assert read.store.database == database["environment"]["POSTGRES_DB"]
    assert set(service["networks"]) == {"front", "back"}
    assert "front" not in database["networks"]
    assert proxy["ports"] == [f"127.0.0.1:{read.public.host.partition(':')[2]}:8080"]
    assert f"reverse_proxy steelyard:{read.settings.port}" in caddy
    assert f"http://{read.public.host} {{" in caddy
    assert f"handle {read.public.base}/*" in caddy
    assert int(service["stop_grace_period"].rstrip("s")) > read.settings.stop_seconds
    assert (service["read_only"], service["tmpfs"]) == (True, ["/tmp"])


@pytest.mark.parametrize("kind", KINDS)
def test_kubernetes_takes_the_example(kind: str) -> None:
    """Each object is valid by the schemas of Kubernetes, to the last key."""
    validate(KINDS[kind], "1.34", strict=True)


def test_kubernetes_configures_what_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two replicas, kept apart by a cookie, asked where they answer, allowed nothing else."""
    (container,) = POD["containers"]
    secrets = {
        f"{PREFIX}STORE": "postgresql+psycopg://steelyard:a-password@database/steelyard",
        f"{PREFIX}OIDC_CLIENT_SECRET": "a secret",
    }
    assert {one["name"] for one in container["env"]} == set(secrets)
    assert all("secretKeyRef" in one["valueFrom"] for one in container["env"])
    variables = {**container_variables(), **KINDS["ConfigMap"]["data"], **secrets}
    read = configured(variables, tmp_path, monkeypatch)
    ingress = KINDS["Ingress"]
    (rule,) = ingress["spec"]["rules"]
    port = KINDS["Service"]["spec"]["ports"][0]

    assert read.problems == ()
    assert read.settings is not None
    assert KINDS["Deployment"]["spec"]["replicas"] == 2
    assert ingress["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    assert container["ports"] == [{"name": "http", "containerPort": read.settings.port}]
    assert port["targetPort"] == container["ports"][0]["name"]
    assert rule["host"] == read.public.name
    assert rule["http"]["paths"][0]["path"] == read.public.base
    assert container["image"].endswith(f":{__version__}")
    assert container["livenessProbe"]["httpGet"]["path"] == HEALTH
    assert container["readinessProbe"]["httpGet"]["path"] == READY
    assert container["readinessProbe"]["timeoutSeconds"] > PATIENCE
    (first,) = POD["initContainers"]
    assert first["image"] == container["image"]
    assert first["command"] == ["mkdir", "-p", container_variables()[f"{PREFIX}FOLDER"]]
    assert POD["terminationGracePeriodSeconds"] > read.settings.stop_seconds
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/data", "/tmp"}


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS have no Caddy for the tests")
def test_the_proxy_of_compose_says_who_comes_in(tmp_path: Path) -> None:
    """Real Caddy with that file: a password, and a name that no visitor can put in its place."""
    public = free_port()
    shutil.copy(ROOT / "tests" / "browser" / "sets" / "lunch.yaml", make_folder(tmp_path))
    hashed = subprocess.run(
        [needed("caddy"), "hash-password", "--plaintext", PASSWORD],
        capture_output=True,
        check=True,
        timeout=60,
    )
    url = f"http://localhost:{public}/steelyard/"
    roles = {"reader": ["user:ada"]}
    with serve_team(tmp_path, public_url=url, login="headers", roles=roles) as team:
        changes = {
            "http://localhost:8080 {": f"http://localhost:{public} {{\n\tbind 127.0.0.1",
            "steelyard:8501": f"127.0.0.1:{team.port}",
            "{$STEELYARD_USER_HASH}": hashed.stdout.decode().strip(),
        }
        file = tmp_path / "Caddyfile"
        file.write_text(changed_example("compose.Caddyfile", changes), encoding="utf-8")
        command = [needed("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
        with running(command, tmp_path, "caddy") as process:
            wait_until_answered(process, url, "/steelyard/")
            made_up = {"X_Forwarded_User": "eve", "X_Forwarded_Groups": "chairs"}
            assert team.ask("/steelyard/", url, **made_up).status == 401
            key = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
            answer = team.ask("/steelyard/edit", url, Authorization=f"Basic {key}", **made_up)
            assert answer.status == 200
            answer.read()
    users = {line.get("user") for line in team.events("request")} - {None}
    assert users == {"ada"}


def make_folder(folder: Path) -> Path:
    """Return a new folder of criteria files."""
    made = folder / "criteria"
    made.mkdir()
    return made
