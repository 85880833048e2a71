"""No secret comes out: not in a log, a page, an answer, an address or an exported file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from serving.pages import open_page
from serving.team import ROOT, free_port, serve_team, write_configuration

from steelyard.cli import main

HOST = "decide.example.org"
PUBLIC = f"https://{HOST}/steelyard/"
HUSH = "hush-8f3c51"
"""Stands for every secret; whatever comes out of Steelyard must not have it."""

LUNCH = ROOT / "tests" / "browser" / "sets" / "lunch.yaml"
SENT = {
    "Authorization": f"Bearer {HUSH}",
    "Cookie": f"session={HUSH}; _streamlit_xsrf={HUSH}",
    "X_Forwarded_Access_Token": HUSH,
    "X_Steelyard_Visit": HUSH,
    "Referer": f"https://{HOST}/?code={HUSH}",
}
"""What a browser or a proxy may send along; `_` stands for `-`."""


def prepared(folder: Path) -> Path:
    """Return a folder with one set to be served."""
    (folder / "criteria").mkdir()
    shutil.copy(LUNCH, folder / "criteria")
    return folder


def assert_silent(text: str | bytes, where: str) -> None:
    """Fail if a secret is in a text."""
    raw = text.encode() if isinstance(text, str) else text
    assert HUSH.encode() not in raw, where


def test_nothing_that_is_sent_comes_out_again(tmp_path: Path) -> None:
    """Headers, cookies and query: in no log line, no answer, no figure, and on no page."""
    with serve_team(prepared(tmp_path), public_url=PUBLIC, login="headers") as team:
        for path in ("/", "/edit", "/nowhere", f"/media/{HUSH}.pdf", "/healthz", "/metrics"):
            for user in ("ada", ""):
                answer = team.ask(
                    f"/steelyard{path}?code={HUSH}&state={HUSH}",
                    Host=HOST,
                    X_Forwarded_User=user,
                    **SENT,
                )
                body = answer.read()
                if HUSH not in path:
                    assert_silent(body, path)
                assert_silent(str(answer.getheaders()), path)
        headers = {name.replace("_", "-"): value for name, value in SENT.items()}
        texts = open_page(
            team.port,
            f"ws://{HOST}/steelyard/_stcore/stream",
            f"token={HUSH}",
            {"X-Forwarded-User": "ada", **headers},
        )
        assert "Lunch" in texts
        assert_silent(texts, "the page")
        assert_silent(team.ask("/metrics").read(), "figures")
        assert_silent(team.ask("/readyz").read(), "readiness")
    assert_silent(team.log.read_bytes(), "the log")
    assert_silent((tmp_path / "server.out").read_bytes(), "the terminal")


def test_a_configuration_is_told_without_its_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a database and of a provider; where they are right, and where something is wrong."""
    config = write_configuration(prepared(tmp_path), login="headers")
    port = free_port()
    for store, code in (
        (f"postgresql+psycopg://team:{HUSH}@127.0.0.1:{port}/x?password={HUSH}", 0),
        (f"mysql://team:{HUSH}@127.0.0.1/x", 1),
        (f"postgresql+psycopg://team:{HUSH}@127.0.0.1:no/x", 1),
        (f"{HUSH}:/", 1),
    ):
        monkeypatch.setenv("STEELYARD_SERVE_STORE", store)
        monkeypatch.setenv("STEELYARD_SERVE_OIDC_CLIENT_SECRET", HUSH)
        assert main(["serve", "--config", str(config), "--check"]) in (code, 1)
    said = capsys.readouterr()
    assert_silent(said.out + said.err, "the check")


def test_a_database_that_does_not_answer_keeps_its_password(tmp_path: Path) -> None:
    """The server does not begin, and says why without the address; nor does a backup."""
    config = write_configuration(
        prepared(tmp_path),
        login="headers",
        port=free_port(),
    )
    store = f"postgresql+psycopg://team:{HUSH}@127.0.0.1:{free_port()}/x"
    environment = {
        **os.environ,
        "STEELYARD_SERVE_STORE": store,
        "PYTHONPATH": str(ROOT / "dashboard"),
    }
    for words in (["serve"], ["backup", str(tmp_path / "all.zip")]):
        command = [sys.executable, "-m", "steelyard.cli", *words, "--config", str(config)]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=120)
        assert done.returncode != 0
        assert b"The database" in done.stderr
        assert_silent(done.stdout + done.stderr, words[0])


def test_no_export_has_anything_of_the_environment(tmp_path: Path) -> None:
    """Brief, slides, workbook, live page, pictures: not even in what a program does not show."""
    environment = {
        **os.environ,
        "STEELYARD_SERVE_OIDC_CLIENT_SECRET": HUSH,
        "STEELYARD_SERVE_STORE": f"postgresql://team:{HUSH}@db/x",
        "USER": HUSH,
        "LOGNAME": HUSH,
        "PYTHONPATH": str(ROOT / "dashboard"),
    }
    command = [sys.executable, "-m", "steelyard.cli", "export", str(LUNCH), "--to", "out"]
    done = subprocess.run(
        [*command, "--only", "brief,live,slides,document,xlsx,numbers-json,svg,png"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()

    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) > 8
    for file in files:
        assert_silent(file.read_bytes(), file.name)
        if zipfile.is_zipfile(file):
            packed = zipfile.ZipFile(file)
            for name in packed.namelist():
                assert_silent(packed.read(name), f"{name} in {file.name}")
