"""An open round attacked: a number and a word of one judge are in no byte for anybody else."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving.sealed_rounds import (
    ADA,
    BEN,
    EVERYTHING,
    FAY,
    RAY,
    SENTINEL,
    WORD,
    Sealed,
    acting,
    opened_store,
    sealed,
)
from streamlit.testing.v1 import AppTest

from steelyard.cli import main
from steelyard.export.forms import FORMS
from steelyard.files.judgements.shelf import keep_rounds_on, shelf
from steelyard.files.saving.acting import find_people_by
from steelyard.model.people import Person
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.serving.store.round_documents import put_body
from steelyard.views.session import served_files as served
from steelyard.views.session.pages import PAGES

ROOT = Path(__file__).resolve().parents[3] / "dashboard"
SECRETS = (str(SENTINEL), WORD)
SEATS = ("alder", "birch", "cedar", "hazel")


@pytest.fixture(params=["answered", "handed in", "damaged"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sealed]:
    """Give an open round: Ada has answered, handed in, or her sheet is damaged in the database."""
    before = list(served._chosen)
    with opened_store("sqlite", tmp_path) as store, sealed(tmp_path, store) as made:
        made.open_by(FAY, *SEATS)
        judge = made.answer(ADA, SENTINEL, WORD)
        made.answer(BEN)
        made.seat(EVERYTHING)
        if request.param == "handed in":
            made.hand_in_by(ADA)
        if request.param == "damaged":
            damage(made, judge)
        served.choose(made.file.parent)
        yield made
    served._chosen[:] = before


def damage(made: Sealed, judge: str) -> None:
    """Have a sheet with a score that is no number and an answer that is nowhere asked."""
    path = made.folder / "round-1" / f"{judge}.yaml"
    with acting(ADA):
        text = shelf().read(path).decode()
    text = text.replace(f"[{SENTINEL}", f"[{SENTINEL}x", 1) + f"{WORD}: {SENTINEL}\n"
    with made.store.writing() as connection:
        put_body(connection, ("lunch", 1, path.name), text.encode(), is_new=False)


def pages_of(who: Person, judge: str) -> Iterator[tuple[str, str]]:
    """Yield what each page sends to somebody who asks for a judge by the address too."""
    with acting(who):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for key in ("lens", "reading"):
            app.query_params[key] = f"judge-{judge}"
        app.query_params["judges"] = "1"
        app.run()
        for page in PAGES:
            views = ("progress", "mine") if page == "judges" else ("",)
            for view in views:
                # As an address that names them would have it.
                app.session_state["place"] = {"view": view, "judge": judge, "round": "1"}
                app.switch_page(str(ROOT / "steelyard" / "views" / page / "page.py")).run()
                assert not app.exception, (page, [one.message for one in app.exception])
                yield f"{page} {view}", all_of(app)


def all_of(app: AppTest) -> str:
    """Return everything that a page sends, with what components are given."""
    return "\n".join(str(element.proto) for element in app.main) + str(app.get("html"))


def test_no_page_sends_anything(made: Sealed, caplog: pytest.LogCaptureFixture) -> None:
    """Every page, to a judge, a facilitator, a reader and one with every role, after Ada's own."""
    caplog.set_level(logging.DEBUG)
    judge = made.seat(ADA)
    # What is kept between visitors has seen her sheet.
    mine = dict(pages_of(ADA, judge))["judges mine"]
    assert WORD in mine
    for who in (BEN, FAY, RAY, EVERYTHING):
        sent = dict(pages_of(who, judge))
        assert len(sent) == len(PAGES) + 1
        for secret in SECRETS:
            assert not [page for page, said in sent.items() if secret in said], (who.user, secret)
    # Streamlit's own log names what a page of hers was asked; nothing of it is an answer.
    for secret in SECRETS:
        assert secret not in caplog.text


def test_no_export_has_anything(made: Sealed) -> None:
    """Every form, for one with every role, while the round is chosen to stand beside the result."""
    from steelyard.files.criteria_files import load_criteria_file

    with acting(ADA):
        assert find_result(load_criteria_file(made.file), Choice(judges=1)).rounds
    for who in (FAY, EVERYTHING):
        with acting(who):
            result = find_result(load_criteria_file(made.file), Choice(judges=1))
            for name, form in FORMS.items():
                for part in parts_of(form.make(result)):
                    for secret in SECRETS:
                        assert secret.encode() not in part, (name, who.user)


def parts_of(raw: bytes) -> Iterator[bytes]:
    """Yield a file, and the parts of one that is packed, whatever lies in which."""
    yield raw
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for name in packed.namelist():
                yield from parts_of(packed.read(name))
    if raw.startswith(b"%PDF"):
        from pypdf import PdfReader

        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).encode()


def test_no_command_tells_anything(made: Sealed, capsys: pytest.CaptureFixture[str]) -> None:
    """On the folder of the server there is nothing of the round to be had."""
    keep_rounds_on(None)
    find_people_by(None)
    file = str(made.file)
    for command in (
        ["check", str(made.file.parent)],
        ["score", file, "--json"],
        ["judges", "status", file, "--json"],
        ["judges", "result", file, "--json"],
        ["judges", "disagree", file],
    ):
        main(command)
    told = capsys.readouterr()
    for secret in SECRETS:
        assert secret not in told.out + told.err


def test_nothing_lies_beside_the_database(made: Sealed, tmp_path: Path) -> None:
    """No version, no lock and no leftover of a save has an answer in it."""
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in kept:
        if not path.name.startswith("store.sqlite"):
            for secret in SECRETS:
                assert secret.encode() not in path.read_bytes(), path
