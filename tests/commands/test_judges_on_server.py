"""`steelyard judges … --config`: the rounds of a server from its operator's terminal, sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from judged_sets import SET
from serving.sealed_rounds import ADA, BEN, CLEO, FAY, SENTINEL, WORD, Sealed, acting, sealed

from steelyard.cli import main
from steelyard.files.judgements.shelf import shelf
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.acts import Act
from steelyard.model.people import ANYBODY
from steelyard.serving.configuration.loading import load_configuration
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.migrating import open_store

CONFIGURATION = """\
public_url = "https://decide.example.org/steelyard/"
behind_proxy = true
login = "headers"
"""


class Operated:
    """A server that is configured in a folder, its set Lunch, and its operator's terminal."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], more: str = "") -> None:
        self.config = folder / "team.toml"
        self.config.write_text(CONFIGURATION + more, encoding="utf-8")
        self.file = folder / "criteria" / "lunch.yaml"
        self.file.parent.mkdir()
        self.file.write_text(SET, encoding="utf-8")
        self.said = capsys

    @contextmanager
    def people(self) -> Iterator[Sealed]:
        """Give the rounds as the pages of the server have them."""
        read = load_configuration(self.config)
        with (
            closing(open_store(read.store)) as store,
            sealed(self.config.parent, store) as made,
        ):
            yield made

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command on the server; return what it prints, and after an error what it says."""
        self.said.readouterr()
        found = main(["judges", *arguments, "--config", str(self.config)])
        out, err = self.said.readouterr()
        assert found == code, out + err
        # Nothing of the server is left in this process.
        assert not shelf().is_sealed
        assert acting_person() == ANYBODY
        return err if code else out

    @property
    def acts(self) -> list[Act]:
        """The log of acts, the earliest first."""
        with closing(open_store(load_configuration(self.config).store)) as store:
            return [*LogOfActs(store, pytest.fail).read()][::-1]


@pytest.fixture
def server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operated:
    """Give a server without rounds."""
    return Operated(tmp_path, capsys)


def answered(server: Operated) -> None:
    """Have a round opened, three judges answer, and two of them hand in."""
    with server.people() as made:
        made.open_by(FAY, "alder", "birch", "cedar")
        for who, number in ((ADA, SENTINEL), (BEN, 60), (CLEO, 80)):
            made.answer(who, number, WORD if who is ADA else "So it is.")
        for who in (ADA, BEN):
            made.hand_in_by(who)


def test_a_round_is_opened_listed_and_closed(server: Operated) -> None:
    """By the name of the set; with the link for judges, and written down as the operator's."""
    said = server.run("open", "lunch", "--judges", "3")
    assert "Round 1 is open; judges: " in said
    assert "https://decide.example.org/steelyard/judges?set=lunch&round=1&view=mine" in said
    assert str(server.file.parent) not in said
    assert "database of this server" in said
    with server.people() as made:
        for who in (ADA, BEN):
            made.answer(who)
            made.hand_in_by(who)

    assert json.loads(server.run("status", "--json")) == [
        {"set": "lunch", "round": 1, "state": "open", "judges": 3, "sealed": 2}
    ]
    assert "Closed for good" in server.run("close", str(server.file))
    assert "closed" in server.run("status")
    acts = [act for act in server.acts if act.kind in ("opened", "closed")]
    assert [(act.kind, act.user, act.file) for act in acts] == [
        ("opened", "command line", "lunch, round 1"),
        ("closed", "command line", "lunch, round 1"),
    ]
    assert all(act.name and act.sha256 for act in acts)
    # A folder of rounds would be read by nobody.
    assert not [*server.config.parent.rglob("round.yaml")]


def test_nothing_of_an_open_round_is_told(server: Operated, tmp_path: Path) -> None:
    """By no command, whatever it is asked; how much is answered is what the page tells too."""
    answered(server)
    told = [server.run("status", "lunch"), server.run("status", "lunch", "--json")]
    told.append(server.run("status"))
    for command in ("disagree", "result", "adopt"):
        for more in ((), ("--json",), ("--round", "1"), ("--round", "1", "--json")):
            said = server.run(command, "lunch", *more, code=2)
            assert "is open" in said or "no round of lunch is closed" in said
            told.append(said)
    told.append(server.run("open", "lunch", code=2))
    for secret in (str(SENTINEL), WORD):
        assert not [said for said in told if secret in said], secret
    assert "2 of 3 judges have sealed round 1" in told[0]
    # An error of the database would be one thing more that is said.
    assert [act.kind for act in server.acts].count("opened") == 1


def test_a_closed_round_is_shown_and_adopted(server: Operated) -> None:
    """What everybody may see then; the file is saved by the operator, under the log of acts."""
    answered(server)
    server.run("close", "lunch")

    assert "Soup" in server.run("result", "lunch")
    assert json.loads(server.run("disagree", "lunch", "--json"))["round"] == 1
    before = server.file.read_text(encoding="utf-8")
    server.run("adopt", "lunch", "--dry-run")
    assert server.file.read_text(encoding="utf-8") == before
    server.run("adopt", "lunch")
    assert server.file.read_text(encoding="utf-8") != before
    last = server.acts[-1]
    assert (last.kind, last.user, last.file) == ("saved", "command line", "lunch.yaml")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sheet", "lunch", "alder"), "https://decide.example.org/steelyard/judges"),
        (("add", "alder.yaml"), "under an own login"),
        (("review", "alder.yaml"), "under an own login"),
        (("open", "lunch", "--simulate", "1"), "leave --config out"),
        (("status", "dinner"), "the server shows no set dinner; it shows: lunch"),
        (("status", "../lunch.yaml"), "the server shows no set ../lunch.yaml"),
        (("close", "lunch"), "no round of lunch is open"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(
    server: Operated, arguments: tuple[str, ...], says: str
) -> None:
    """With what to do instead; nothing is written."""
    said = server.run(*arguments, code=2)

    assert says in said
    assert said.count("\n") == 1
    assert server.acts == []


def test_a_round_nobody_has_answered_stays_open(server: Operated) -> None:
    """As on the page: closing is final."""
    server.run("open", "lunch", "--judges", "3")
    assert "nobody has sealed a sheet" in server.run("close", "lunch", code=2)
    assert json.loads(server.run("status", "--json"))[0]["state"] == "open"


def test_a_server_that_saves_nothing_lets_nobody_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`read_only` holds at the terminal too."""
    server = Operated(tmp_path, capsys, "read_only = true\n")
    assert "facilitator" in server.run("open", "lunch", "--judges", "3", code=2)
    assert "No set of this server has a round" in server.run("status")


def test_without_a_login_rounds_are_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no database to look into."""
    server = Operated(tmp_path, capsys)
    server.config.write_text("port = 9000\n", encoding="utf-8")
    assert "leave --config out" in server.run("status", code=2)
    server.config.write_text("prot = 9000\n", encoding="utf-8")
    assert "did you mean port?" in server.run("status", code=1)


def test_on_files_a_set_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    """Only a server knows which sets it has."""
    assert main(["judges", "status"]) == 2
    assert "name the criteria file, or a server with --config" in capsys.readouterr().err


def test_the_account_of_nobody_is_called_operator(
    server: Operated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container no list has a name for the user."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 10001")

    monkeypatch.setattr("getpass.getuser", nobody)
    server.run("open", "lunch", "--judges", "3")
    with acting(FAY):
        assert [act.name for act in server.acts] == ["operator"]
