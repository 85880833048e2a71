"""A configuration as it is read: the environment before the file, and every value's origin."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving.team import small_configuration

from steelyard.serving.configuration.loading import load_configuration, tell_settings
from steelyard.serving.configuration.settings import Settings, variable_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a configuration that says two things, beside a folder of criteria files."""
    return small_configuration(tmp_path, "# ours\n\nport = 9000\nread_only = false\n")


def test_each_value_has_an_origin(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable goes before the file, which is still named; what nobody says is the default."""
    monkeypatch.setenv("STEELYARD_SERVE_READ_ONLY", "true")
    monkeypatch.setenv("STEELYARD_SERVE_TRUSTED_PROXIES", "10.0.0.7, 10.1.0.0/16")
    read = load_configuration(file)
    told = {key: (value, origin) for key, value, origin in tell_settings(read)}

    assert read.problems == ()
    assert told["port"] == ("9000", f"{file}, line 3")
    assert told["read_only"] == ("true", f"STEELYARD_SERVE_READ_ONLY (not {file}, line 4)")
    assert told["trusted_proxies"] == (
        "10.0.0.7, 10.1.0.0/16",
        "STEELYARD_SERVE_TRUSTED_PROXIES",
    )
    assert told["address"] == ("127.0.0.1", "default")
    assert list(told) == list(Settings.model_fields)


def test_the_database_is_told_where_nobody_named_it(file: Path) -> None:
    """An operator who looks for it finds it; where nobody logs in there is none."""
    told = {key: value for key, value, _ in tell_settings(load_configuration(file))}
    assert told["store"] == "none"
    file.write_text(
        'login = "headers"\nbehind_proxy = true\npublic_url = "https://a.example/"\n',
        encoding="utf-8",
    )
    told = {key: value for key, value, _ in tell_settings(load_configuration(file))}
    path = (file.parent / "criteria" / ".steelyard" / "store.sqlite").resolve()
    assert told["store"] == f"sqlite:///{path}"


def test_every_key_is_a_variable_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default of each key, written as a variable, is read as the same value."""
    defaults = Settings()
    for key in Settings.model_fields:
        value = getattr(defaults, key)
        text = ",".join(value) if isinstance(value, list) else str(value)
        if isinstance(value, dict):
            text = ";".join(f"{role}={','.join(members)}" for role, members in value.items())
        monkeypatch.setenv(variable_of(key), text)
    read = load_configuration(file)

    assert read.problems == ()
    assert read.settings == defaults
    assert {origin for _, _, origin in tell_settings(read)} & {"default"} == set()


@pytest.mark.parametrize(
    ("name", "value", "code", "fix"),
    [
        ("STEELYARD_SERVE_READONLY", "true", "C001", "did you mean STEELYARD_SERVE_READ_ONLY?"),
        ("STEELYARD_SERVE_PORT", "web", "C003", "write it like STEELYARD_SERVE_PORT=8501"),
        ("STEELYARD_SERVE_READ_ONLY", "1", "C003", "write it like STEELYARD_SERVE_READ_ONLY=false"),
        ("STEELYARD_SERVE_PORT", "99999", "C007", "write a whole number from 1 to 65535"),
        (
            "STEELYARD_SERVE_TRUSTED_PROXIES",
            " , ",
            "C004",
            "write it like STEELYARD_SERVE_TRUSTED_PROXIES=127.0.0.1",
        ),
    ],
)
def test_a_wrong_variable_is_a_problem(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: str, fix: str
) -> None:
    """It is named, with what to write instead as variables are written; nothing is served."""
    monkeypatch.setenv(name, value)
    read = load_configuration(file)
    (problem,) = read.problems

    assert (problem.code, problem.file, problem.where, problem.fix) == (
        code,
        "environment",
        (name,),
        fix,
    )
    assert read.settings is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"port = 1\n\xff", "S002"), (b"#" * (2**21 + 1), "S003"), (b"PK\x03\x04", "S002")],
)
def test_what_is_no_text_is_a_problem(tmp_path: Path, raw: bytes, code: str) -> None:
    """Other kinds of files, other encodings and huge files are refused before they are read."""
    file = tmp_path / "team.toml"
    file.write_bytes(raw)
    (problem,) = load_configuration(file).problems

    assert problem.code == code


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A configuration that was named and is not there is not taken as an empty one."""
    (problem,) = load_configuration(tmp_path / "none.toml").problems

    assert (problem.code, problem.found) == ("S001", "no such file or directory")


def test_places_count_from_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder and log are those beside the configuration, from wherever it is started."""
    file.write_text('folder = "criteria"\nlog = "server.log"\n', encoding="utf-8")
    monkeypatch.chdir("/")
    read = load_configuration(file)

    assert read.served == ((file.parent / "criteria").resolve(),)
    assert read.log_file == (file.parent / "server.log").resolve()


def test_the_example_is_a_right_configuration(tmp_path: Path) -> None:
    """The example in `deploy`, beside a folder of criteria files, has no problem."""
    text = (ROOT / "dashboard" / "deploy" / "team.toml").read_text(encoding="utf-8")
    read = load_configuration(small_configuration(tmp_path, text))

    assert read.problems == ()
    assert read.public.base == "/steelyard"


def test_every_key_is_explained() -> None:
    """The page for operators has a row for each key, with its default, and for no other."""
    page = (ROOT / "dashboard" / "deploy" / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
    told = {key.strip(" `"): default.strip(" `") for key, default, _ in rows}
    defaults = Settings()

    assert list(told) == list(Settings.model_fields)
    for key, default in told.items():
        value = getattr(defaults, key)
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        if isinstance(value, bool):
            shown = shown.lower()
        if isinstance(value, dict):
            shown = "; ".join(f"{role} = {', '.join(names)}" for role, names in value.items())
        assert default == shown, key
