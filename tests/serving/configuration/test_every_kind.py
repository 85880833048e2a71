"""Wrong configurations of every kind: each is told in words, and all of one file at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from steelyard.files.problems import Problem, problems_as_text
from steelyard.serving.configuration.loading import load_configuration
from steelyard.serving.configuration.settings import PREFIX

HUSH = "hush-5d20a7"
"""A secret, which must not be told."""

EVERYTHING = f"""\
port = "8501"
address = "everywhere"
readonly = true
public_url = "decide.example.org"
folder = "nowhere"
log = "nowhere/server.log"
stop_seconds = 0
log_requests = True
login = "oidc"
oidc_issuer = "http://login.example.org"
oidc_client_secret = "{HUSH}"
oidc_client_secret_file = "no-secret"
oidc_scopes = ["profile"]
user_header = "X User"
logout_url = "javascript:alert(1)"
trusted_proxies = ["0.0.0.0/0", "proxy.example.org"]
store = "mysql://team:{HUSH}@db.example.org/steelyard"
name_claim = ""
[roles]
judges = ["group:policy"]
editor = ["policy"]
facilitator = "user:cy"
"""
TOLD = [
    (1, "C003", "port"),
    (2, "T002", "address"),
    (3, "C001", "readonly"),
    (4, "T002", "public_url"),
    (5, "T004", "folder"),
    (6, "T004", "log"),
    (7, "C007", "stop_seconds"),
    (8, "T001", ""),
    (9, "C002", "login"),
    (10, "T003", "oidc_issuer"),
    (11, "T003", "oidc_client_secret"),
    (12, "T004", "oidc_client_secret_file"),
    (12, "T003", "oidc_client_secret_file"),
    (13, "C002", "oidc_scopes"),
    (14, "C005", "user_header"),
    (14, "T003", "user_header"),
    (15, "T002", "logout_url"),
    (15, "T003", "logout_url"),
    (16, "T003", "trusted_proxies"),
    (16, "T002", "trusted_proxies"),
    (17, "T002", "store"),
    (18, "C008", "name_claim"),
    (20, "C006", "roles.judges"),
    (21, "C006", "roles.editor"),
    (22, "C003", "roles.facilitator"),
]


def written(folder: Path, text: str) -> Path:
    """Return a configuration with this text beside a folder of criteria files."""
    (folder / "criteria").mkdir(exist_ok=True)
    file = folder / "team.toml"
    file.write_text(text, encoding="utf-8")
    return file


def told(problems: tuple[Problem, ...]) -> list[tuple[int, str, str]]:
    """Return line, code and key of each problem, which has to be whole."""
    for problem in problems:
        assert problem.found, problem
        assert problem.allowed, problem
        assert problem.fix, problem
        assert "\n" not in problem.as_line()
        assert HUSH not in problem.as_text()
    return [(problem.line, problem.code, problem.path) for problem in problems]


def test_all_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """A slip of writing, a key of another kind or a misspelt one hides nothing else."""
    problems = load_configuration(written(tmp_path, EVERYTHING)).problems

    assert sorted(told(problems)) == sorted(TOLD)
    assert [problem.line for problem in problems] == sorted(line for line, _, _ in TOLD)
    assert HUSH not in problems_as_text(problems)


def test_each_mend_takes_its_problem_away_and_brings_no_other(tmp_path: Path) -> None:
    """Line after line is put right from the top; what is told shrinks each time."""
    mends = {
        1: "port = 8501",
        2: 'address = "127.0.0.1"',
        3: "read_only = true",
        4: 'public_url = "http://localhost:8501/"',
        5: 'folder = "criteria"',
        6: 'log = "-"',
        7: "stop_seconds = 1",
        8: "log_requests = true",
        9: 'login = "oidc"\noidc_client_id = "steelyard"',
        10: 'oidc_issuer = "https://login.example.org"',
        11: "",
        12: 'oidc_client_secret_file = "team.toml"',
        13: 'oidc_scopes = ["openid"]',
        14: "",
        15: "",
        16: 'trusted_proxies = ["127.0.0.1"]',
        17: 'store = "sqlite:///store.sqlite"',
        18: 'name_claim = "name"',
        20: 'judge = ["group:policy"]',
        21: 'editor = ["group:policy"]',
        22: 'facilitator = ["user:cy"]',
    }
    lines = EVERYTHING.splitlines()
    before = {(code, key) for _, code, key in TOLD}
    for line, mended in mends.items():
        lines[line - 1] = mended
        problems = load_configuration(written(tmp_path, "\n".join(lines))).problems
        now = {(code, key) for _, code, key in told(problems)}
        assert now < before, f"{mended}: {now - before}"
        before = now
    assert before == set()


CONTRADICTIONS = {
    "open to everybody": ('address = "0.0.0.0"', "address"),
    "no address of the proxy": ("behind_proxy = true", "behind_proxy"),
    "an address that nobody answers": ('public_url = "https://decide.example.org/"', "public_url"),
    "headers of nobody": ('login = "headers"', "login"),
    "roles of nobody": ('[roles]\neditor = ["user:ada"]', "roles"),
    "a provider nobody is sent to": ('oidc_issuer = "https://a.example.org"', "oidc_issuer"),
    "a header nobody reads": ('user_header = "X-User"', "user_header"),
    "a store nothing is kept in": ('store = "sqlite:///store.sqlite"', "store"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_keys_that_contradict_each_other_are_one_problem(tmp_path: Path, name: str) -> None:
    """What would be served otherwise is something else than the operator meant."""
    text, key = CONTRADICTIONS[name]
    (problem,) = load_configuration(written(tmp_path, text)).problems

    assert problem.code in ("T003", "C002")
    assert problem.path == key


ODD = {
    "a NUL in the folder": ('folder = "a\\u0000b"', "T004", "folder"),
    "a NUL in the log": ('log = "a\\u0000b"', "T004", "log"),
    "a NUL in the secret": ('oidc_client_secret_file = "a\\u0000b"', "T004", "oidc_client_secret"),
    "a name too long": (f'log = "{"a" * 5000}"', "T004", "log"),
    "a number too long": (f"port = {'9' * 5000}", "C007", "port"),
    "a number larger than any": (f"port = {'9' * 40}", "C007", "port"),
    "lists without end": (f"roles = {'[' * 5000}{']' * 5000}", "S007", "lists"),
    "a date": ("session_hours = 2026-11-30", "C003", "session_hours"),
    "a broken number": ("port = 8501.5", "C003", "port"),
    "a number in a list": ("trusted_proxies = [3]", "C003", "trusted_proxies"),
    "a table for a value": ("[port]\nnumber = 1", "C003", "port"),
    "a list of tables": ('[[roles]]\nreader = ["everybody"]', "C003", "roles"),
    "an address of no host": ('oidc_issuer = "https://[1"', "T002", "oidc_issuer"),
    "a head that is not closed": ('[roles\nreader = ["everybody"]', "T001", "[roles"),
    "a key in quotes": ('"po.rt" = 1', "C001", "po.rt"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_values_are_told_in_words(tmp_path: Path, name: str) -> None:
    """Whatever TOML can write; none of it ends in a traceback."""
    text, code, word = ODD[name]
    problems = load_configuration(written(tmp_path, text)).problems
    told(problems)

    assert code in [problem.code for problem in problems]
    assert word in problems_as_text(problems)


WRONG_VARIABLES = {
    "PROT": ("8501", "C001"),
    "PORT": ("web", "C003"),
    "STOP_SECONDS": ("0", "C007"),
    "SESSION_HOURS": ("9" * 5000, "C007"),
    "LOG_REQUESTS": ("yes", "C003"),
    "USER_CLAIM": ("", "C008"),
    "LOGIN": ("ldap", "C006"),
    "ADDRESS": ("everywhere", "T002"),
    "PUBLIC_URL": ("decide.example.org", "T002"),
    "TRUSTED_PROXIES": ("proxy.example.org", "T002"),
    "FOLDER": ("nowhere", "T004"),
    "LOG": ("nowhere/server.log", "T004"),
    "STORE": (f"mysql://team:{HUSH}@db.example.org/steelyard", "T002"),
    "OIDC_CLIENT_SECRET": (HUSH, "T003"),
    "OIDC_CLIENT_SECRET_FILE": ("no-secret", "T004"),
    "OIDC_SCOPES": ("profile", "C002"),
    "ROLES": ("judges=group:policy", "C006"),
}


def test_all_variables_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the keys of a file are; each by the name of its variable."""
    monkeypatch.chdir(tmp_path)
    for name, (value, _) in WRONG_VARIABLES.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    problems = load_configuration(None).problems
    found = {(code, key.partition(".")[0]) for _, code, key in told(problems)}
    expected = {(code, f"{PREFIX}{name}") for name, (_, code) in WRONG_VARIABLES.items()}
    # Of the secret in a variable nothing is wrong but the file besides.
    expected -= {("T003", f"{PREFIX}OIDC_CLIENT_SECRET")}
    expected |= {("T003", f"{PREFIX}OIDC_CLIENT_SECRET_FILE")}

    assert found == expected
    assert HUSH not in problems_as_text(problems)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps variables as text")
def test_a_variable_that_is_no_text_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the bytes in it nothing can be shown."""
    (tmp_path / "criteria").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"{PREFIX}USER_CLAIM", os.fsdecode(b"caf\xe9"))
    (problem,) = load_configuration(None).problems

    assert (problem.code, problem.allowed) == ("C003", "a text in UTF-8")


def test_a_file_that_cannot_be_read_hides_no_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is said of values that the file may have."""
    monkeypatch.setenv(f"{PREFIX}ROLES", "owner=user:ada")
    problems = load_configuration(tmp_path / "nowhere.toml").problems

    assert {problem.code for problem in problems} == {"S001", "C006"}
