"""The log of acts: what is written down, and the page on which it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from judged_sets import SET
from own_loop import run_apart
from serving.sealed_rounds import ADA, EVERYTHING, FAY, OLA, RAY, Sealed, acting, sealed
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import serve_team
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from steelyard.application import page_names
from steelyard.files.judgements.shelf import keep_rounds_on
from steelyard.files.saving import under_way
from steelyard.files.saving.acts import keep_acts_in, may_read_acts, note_export, read_acts
from steelyard.files.saving.save import SaveError, save_text
from steelyard.model.people import Person
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.engine import Store
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.using import use_store
from steelyard.views.log.acts_words import KEPT
from steelyard.views.log.page import NOT_FOR_YOU
from steelyard.views.session import served_files as served

ROOT = Path(__file__).resolve().parents[3] / "dashboard"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Sealed]:
    """Give a set on a server whose acts are written down."""
    before, listeners = list(served._chosen), list(under_way._listeners)
    store: Store = open_store(read_store_address("sqlite:///store.sqlite", tmp_path))
    with sealed(tmp_path, store) as made:
        served.choose(made.file.parent)
        use_store(store, [made.file.parent], print)
        yield made
    keep_acts_in(None)
    under_way._listeners[:] = listeners
    served._chosen[:] = before
    store.close()


def log_page(who: Person) -> AppTest:
    """Return the page as somebody gets it."""
    with acting(who):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        return app.switch_page(str(ROOT / "steelyard" / "views" / "log" / "page.py")).run()


def test_saves_and_exports_are_written_down_with_who_and_what(made: Sealed) -> None:
    """What was saved, what was refused and why, what was taken away; each with its digest."""
    before = hashlib.sha256(SET.encode()).hexdigest()
    with acting(EVERYTHING):
        save_text(made.file, f"{SET}# new\n", before, within=made.file.parent)
        note_export("lunch.pdf", b"a file")
    with acting(RAY), pytest.raises(SaveError):
        save_text(made.file, f"{SET}# newer\n", before, within=made.file.parent)
    with acting(FAY):
        refused, exported, saved = read_acts()
    assert (saved.kind, saved.user, saved.file) == ("saved", "eve", "lunch.yaml")
    assert saved.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert (exported.kind, exported.user, exported.file) == ("exported", "eve", "lunch.pdf")
    assert exported.sha256 == hashlib.sha256(b"a file").hexdigest()
    assert (refused.kind, refused.user) == ("refused", "ray")
    assert refused.says.startswith("Saving needs the role editor")


@pytest.mark.parametrize(("who", "may"), [(FAY, True), (OLA, True), (ADA, False), (RAY, False)])
def test_only_who_may_reads_it(made: Sealed, who: Person, may: bool) -> None:
    """Others get no row, whatever they ask for."""
    made.open_by(FAY, "alder")
    with acting(who):
        assert (may_read_acts(), bool(read_acts())) == (may, may)


def test_the_page_shows_and_filters(made: Sealed) -> None:
    """Rows by who, file and kind; a round that was opened is there with its digest."""
    made.open_by(FAY, "alder", "birch")
    made.answer(ADA)
    made.hand_in_by(ADA)
    app = log_page(FAY)
    assert not app.exception
    assert app.dataframe[0].value["What"].tolist() == ["handed in a sheet", "opened the round"]
    assert app.dataframe[0].value["Who"].tolist() == ["a judge", "Fay (fay)"]
    assert KEPT in [one.value for one in app.caption]
    with acting(FAY):
        app.selectbox(key="log_What").select("opened the round").run()
    assert app.dataframe[0].value["Who"].tolist() == ["Fay (fay)"]
    assert app.get("download_button")


def test_a_judge_is_not_shown_the_page(made: Sealed) -> None:
    """It is no page for them, and drawn by force it has no row."""
    made.open_by(FAY, "alder")
    with acting(ADA):
        app = AppTest.from_file(str(ROOT / "steelyard" / "views" / "log" / "page.py")).run()
    assert not app.dataframe
    assert [one for one in app.markdown if NOT_FOR_YOU in one.value]


def test_a_laptop_has_no_such_page() -> None:
    """Neither a name nor a link."""
    assert "log" not in page_names()
    assert not may_read_acts()


def test_what_cannot_be_written_down_stops_nobody(made: Sealed) -> None:
    """The save stands, and the operator is told; the page says why there is nothing to read."""
    said: list[str] = []
    keep_acts_in(LogOfActs(made.store, said.append))
    with made.store.writing() as connection:
        connection.execute(text("ALTER TABLE events RENAME TO gone"))
    with acting(EVERYTHING):
        note_export("lunch.pdf", b"a file")
    assert len(said) == 1
    assert said[0].startswith("lunch.pdf, exported: not written into the log of acts")
    assert log_page(FAY).error


def test_the_page_of_a_server_that_runs(tmp_path: Path) -> None:
    """A facilitator has the link and the rows; a reader has neither."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "lunch.yaml").write_text(SET, encoding="utf-8")
    roles = {"reader": ["everybody"], "facilitator": ["user:fay"]}
    public = "https://decide.example.org/steelyard/"
    with serve_team(tmp_path, public_url=public, login="headers", roles=roles) as team:
        host = "decide.example.org"

        async def sent(user: str) -> str:
            headers = {"X-Forwarded-User": user}
            async with open_page(team.port, "/steelyard", headers, host) as socket:
                visitor = SocketVisitor(socket)
                await visitor.run("log" if user == "fay" else "compare", query="set=lunch")
                return visitor.text

        assert "Nothing was done here yet" in run_apart(sent("fay"))
        assert "to_Log" not in run_apart(sent("ray"))
        assert team.ask("/steelyard/log", Host=host, X_Forwarded_User="fay").status == 200
        assert team.ask("/steelyard/log", Host=host, X_Forwarded_User="ray").status == 403
    keep_rounds_on(None)
