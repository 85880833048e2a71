"""Rounds in a database: who may do what, what each gets to read, and many at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from judged_sets import SET
from serving.sealed_rounds import (
    ADA,
    BEN,
    CLEO,
    EDA,
    EVERYTHING,
    FAY,
    KINDS,
    OLA,
    OTHERS,
    RAY,
    SENTINEL,
    WORD,
    Sealed,
    acting,
    opened_store,
    person,
    sealed,
)
from sqlalchemy import select, text

from steelyard.files.judgements.own_sheet import change_sheet, seal_own_sheet
from steelyard.files.judgements.progress import AnswerCount, count_answers
from steelyard.files.judgements.rounds import asked_of
from steelyard.files.judgements.sealing import close_round, discuss_round, seal_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.judgements.shelf import NEEDS_FACILITATOR, NEEDS_JUDGE, ROUND_FILE, shelf
from steelyard.files.saving.save import ConflictError, SaveError
from steelyard.model.people import NOBODY, Person
from steelyard.serving.store.adopting import adopt_rounds
from steelyard.serving.store.database_shelf import NO_SEAT, NOT_OPEN, WRITE_REFUSED
from steelyard.serving.store.engine import Store
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.tables import documents, seats

THREE = ("alder", "birch", "cedar")


@pytest.fixture(scope="module", params=KINDS)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Give a database of each kind."""
    with opened_store(request.param, tmp_path_factory.mktemp("store")) as store:
        yield store


@pytest.fixture
def made(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    """Give a set without rounds, in a database without any."""
    with store.writing() as connection:
        connection.execute(documents.delete())
        connection.execute(seats.delete())
    with sealed(tmp_path_factory.mktemp("set"), store) as made:
        yield made


def test_a_round_from_its_opening_to_the_group(made: Sealed) -> None:
    """Opened, answered, handed in, closed: then everybody reads what was handed in."""
    made.open_by(FAY, *THREE)
    names = [made.answer(who, number) for who, number in ((ADA, 40), (BEN, 60), (CLEO, 80))]
    assert sorted(names) == sorted(THREE)
    for who in (ADA, BEN):
        made.hand_in_by(who)
    with acting(FAY):
        close_round(made.last().path, "2026-11-30")
    with acting(RAY):
        assert sorted(made.last().standing) == sorted(names[:2])
        # What was not handed in stays its judge's.
        assert sorted(made.last().sheets) == sorted(names[:2])
    with acting(CLEO):
        assert sorted(made.last().sheets) == sorted(names)
    assert not (made.folder).exists()


def test_a_sheet_is_read_by_its_own_judge_alone(made: Sealed) -> None:
    """By name, in the list, in what is loaded, as a problem, by the digest: nobody gets any."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA, SENTINEL, WORD)
    made.answer(BEN)
    path = made.folder / "round-1" / f"{judge}.yaml"
    with acting(ADA):
        raw = shelf().read(path)
        assert WORD.encode() in raw
        assert shelf().sheets(path.parent) == [path]
    made.hand_in_by(ADA)
    with acting(ADA):
        digest = hashlib.sha256(shelf().read(path)).hexdigest()
        assert digest in shelf().read(path.parent / ROUND_FILE).decode()
    for who in OTHERS:
        with acting(who):
            with pytest.raises(PermissionError):
                shelf().read(path)
            assert path not in shelf().sheets(path.parent)
            assert digest not in shelf().read(path.parent / ROUND_FILE).decode()
            assert digest not in repr(shelf().marks(made.folder))
            loaded = made.rounds
            assert judge not in loaded[0].sheets
            assert WORD not in repr(loaded)
            assert str(SENTINEL) not in repr(loaded)
            # How much is answered, everybody is told.
            counted = count_answers(loaded[0], asked_of(loaded[0], made.criteria_set))
            assert counted[judge] == AnswerCount(1, 1, is_sealed=True)


def test_naming_a_judge_gives_nobody_the_sheet(made: Sealed) -> None:
    """Whose sheet is loaded is not asked of the page."""
    from steelyard.files.judgements.rounds import load_rounds

    made.open_by(FAY, *THREE)
    judge = made.answer(ADA, SENTINEL, WORD)
    mine = made.answer(BEN)
    with acting(BEN):
        (loaded,) = load_rounds(made.file, made.criteria_set, judge)
    assert [*loaded.sheets] == [mine]


@pytest.mark.parametrize("who", [ADA, EDA, OLA, RAY, NOBODY])
def test_only_a_facilitator_opens_and_closes(made: Sealed, who: Person) -> None:
    """Everybody else is refused where it is written, whatever a page shows them."""
    with acting(who), pytest.raises(SaveError, match=NEEDS_FACILITATOR):
        made.open(*THREE)
    made.open_by(FAY, *THREE)
    made.answer(BEN)
    made.hand_in_by(BEN)
    with acting(who), pytest.raises(SaveError, match=NEEDS_FACILITATOR):
        close_round(made.last().path, None)
    with acting(FAY):
        close_round(made.last().path, None)
    with acting(who), pytest.raises(SaveError, match=NEEDS_FACILITATOR):
        discuss_round(made.last().path)


@pytest.mark.parametrize("who", [EDA, FAY, OLA, RAY, NOBODY])
def test_only_a_judge_takes_a_seat(made: Sealed, who: Person) -> None:
    """And without a seat nobody writes a sheet."""
    made.open_by(FAY, *THREE)
    with pytest.raises(SaveError, match=NEEDS_JUDGE):
        made.seat(who)
    sheet = write_sheet(blank(made, "alder"))
    with acting(who), pytest.raises(SaveError, match=NEEDS_JUDGE):
        shelf().save(made.folder / "round-1" / "alder.yaml", sheet, "")


def blank(made: Sealed, judge: str):  # type: ignore[no-untyped-def]
    """Return an empty sheet of a judge."""
    with acting(FAY):
        return made.sheet(judge, {}, {})


def test_nobody_writes_in_the_seat_of_another(made: Sealed) -> None:
    """Neither a sheet nor a seal, whichever roles they have."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA)
    for who in (BEN, EVERYTHING):
        made.seat(who)
        with acting(who):
            sheet = write_sheet(made.sheet(judge, {}, {}))
            with pytest.raises(SaveError, match=WRITE_REFUSED):
                shelf().save(made.folder / "round-1" / f"{judge}.yaml", sheet, "")
            with pytest.raises(SaveError, match=WRITE_REFUSED):
                seal_sheet(made.last().path, judge, "1" * 64)


def test_a_round_changes_by_its_acts_alone(made: Sealed) -> None:
    """A facilitator cannot seal, unseal, ask others or reopen."""
    made.open_by(FAY, *THREE)
    made.answer(ADA)
    made.hand_in_by(ADA)
    path = made.folder / "round-1" / ROUND_FILE
    changes = [
        ("state: open", "state: discussed"),
        ("  alder, birch, cedar", "  alder, birch"),
        ("seed: 0", "seed: 5"),
        ("sealed:", "sealed: {}\n#"),
    ]
    for old, new in changes:
        with acting(FAY), pytest.raises(SaveError):
            shelf().change(path, lambda text, old=old, new=new: replaced(text, old, new))
    with acting(FAY):
        close_round(path.parent, None)
        with pytest.raises(SaveError, match=WRITE_REFUSED):
            shelf().change(path, lambda text: replaced(text, "state: closed", "state: open"))


def replaced(text: str, old: str, new: str) -> str:
    """Return a text with a part exchanged, or with rubbish where the part is not in it."""
    return text.replace(old, new) if old in text else f"{text}\nmore: 1\n"


def test_a_seat_is_for_good_and_dealt_at_random(made: Sealed) -> None:
    """The same in every round; another for everybody; who comes first does not get the first."""
    many = tuple(f"judge{number}" for number in range(12))
    made.open_by(FAY, *many)
    people = [person(f"user{number}", "judge") for number in range(12)]
    seats_of = {who.user: made.seat(who) for who in people}
    assert sorted(seats_of.values()) == sorted(many)
    assert list(seats_of.values()) != list(many)
    with pytest.raises(SaveError, match=NO_SEAT):
        made.seat(ADA)
    made.answer(people[0])
    made.hand_in_by(people[0])
    with acting(FAY):
        close_round(made.last().path, None)
    made.open_by(FAY, *reversed(many))
    assert {who.user: made.seat(who) for who in people} == seats_of


def test_seats_taken_at_the_same_moment(made: Sealed) -> None:
    """Nobody gets two, and none is given twice."""
    many = tuple(f"judge{number}" for number in range(8))
    made.open_by(FAY, *many)
    from steelyard.serving.store.seats import deal_seat

    def take(user: str) -> str:
        with made.store.writing() as connection:
            return deal_seat(connection, "lunch", user, many, ())

    users = [f"user{number}" for number in range(8)] * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(take, users))
    assert sorted(found) == sorted(many * 2)
    assert found[:8] == found[8:]


def test_answers_saved_at_the_same_moment(made: Sealed) -> None:
    """Two windows of one judge: both answers are on the sheet."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA)
    with acting(ADA):
        loaded, made_set = made.last(), made.criteria_set

        def note(number: int) -> None:
            change_sheet(
                loaded,
                made_set,
                judge,
                lambda s, _: s.model_copy(update={"seat": f"{s.seat} {number}".strip()}),
            )

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(note, range(4)))
        assert sorted(made.last().sheets[judge].sheet.seat.split()) == ["0", "1", "2", "3"]  # type: ignore[union-attr]


def test_what_is_handed_in_or_closed_is_final(made: Sealed) -> None:
    """No byte of it changes, in no way that there is."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA)
    path = made.folder / "round-1" / f"{judge}.yaml"
    with acting(ADA):
        before = made.last()
        text_then = shelf().read(path).decode()
        sha256 = hashlib.sha256(text_then.encode()).hexdigest()
    made.hand_in_by(ADA)
    with acting(ADA):
        with pytest.raises(SaveError, match=NOT_OPEN):
            shelf().save(path, text_then, sha256)
        with pytest.raises(SaveError):
            seal_own_sheet(before, made.criteria_set, judge, "2026-12-01")
    with acting(FAY):
        close_round(made.last().path, None)
    mine = made.seat(BEN)
    with acting(BEN), pytest.raises(SaveError, match=NOT_OPEN):
        shelf().save(made.folder / "round-1" / f"{mine}.yaml", text_then, "")


def test_a_save_over_what_has_changed_is_a_conflict(made: Sealed) -> None:
    """Nothing is written over what somebody has not seen."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA)
    path = made.folder / "round-1" / f"{judge}.yaml"
    with acting(ADA), pytest.raises(ConflictError) as clash:
        shelf().save(path, "format: 1\n", "0" * 64)
    assert b"So it seems." in clash.value.theirs
    with acting(FAY), pytest.raises(ConflictError):
        shelf().save(path.with_name(ROUND_FILE), changed_round(made), "")


def changed_round(made: Sealed) -> str:
    """Return the text of an open round with another seed."""
    return shelf().read(made.folder / "round-1" / ROUND_FILE).decode().replace("seed: 0", "seed: 9")


def test_the_log_of_acts_tells_no_judge(made: Sealed) -> None:
    """Opening and closing with name and digest; of a sheet not even whose it is."""
    known = len(LogOfActs(made.store, print).read())
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA, SENTINEL, WORD)
    made.hand_in_by(ADA)
    with acting(FAY):
        close_round(made.last().path, None)
    found = LogOfActs(made.store, print).read()
    new = list(reversed(found[: len(found) - known]))

    assert [one.kind for one in new] == ["opened", "handed in", "closed"]
    assert [one.user for one in new] == ["fay", "", "fay"]
    assert [bool(one.sha256) for one in new] == [True, False, True]
    assert "ada" not in repr(new)
    assert judge not in repr(new[1])
    assert WORD not in repr(new)


def test_rounds_of_files_are_taken_in_once(made: Sealed) -> None:
    """Byte for byte, the files stay; and their pseudonyms are given to nobody."""
    from steelyard.files.judgements.shelf import keep_rounds_on
    from steelyard.files.saving.acting import find_people_by

    on_database = shelf()
    keep_rounds_on(None)
    find_people_by(None)
    made.open("alder", "birch")
    made.hand_in("alder", {"soup": {"taste": 50}}, {"taste": 100})
    files = {path.name: path.read_bytes() for path in made.rounds[-1].path.iterdir() if path.suffix}
    assert adopt_rounds(made.store, made.file.parent) == ["lunch, round 1"]
    assert adopt_rounds(made.store, made.file.parent) == []
    from serving import sealed_rounds

    find_people_by(lambda: sealed_rounds._acting[0] if sealed_rounds._acting else None)
    keep_rounds_on(on_database)
    with made.store.reading() as connection:
        asked = select(documents.c.name, documents.c.body)
        assert {row.name: row.body for row in connection.execute(asked)} == files
    assert made.seat(BEN) == "birch"
    with pytest.raises(SaveError, match=NO_SEAT):
        made.seat(ADA)
    with acting(ADA):
        assert made.last().sheets == {}


def test_another_folder_of_the_same_name_has_no_rounds(made: Sealed) -> None:
    """A file that a visitor brings along is not taken for the one that is served."""
    made.open_by(FAY, *THREE)
    elsewhere = made.file.parent.parent / "elsewhere" / "criteria" / "lunch.yaml"
    elsewhere.parent.mkdir(parents=True)
    elsewhere.write_text(SET, encoding="utf-8")
    from steelyard.files.judgements.rounds import load_rounds

    with acting(FAY):
        assert load_rounds(elsewhere, made.criteria_set) == ()


def test_nothing_is_news_but_opening_and_closing(made: Sealed) -> None:
    """Who answers or hands in at this moment changes nothing that other pages are told."""
    with acting(BEN):
        told = [shelf().news(made.folder)]
    made.open_by(FAY, *THREE)
    with acting(BEN):
        told.append(shelf().news(made.folder))
        marks = shelf().marks(made.folder)
    made.answer(ADA)
    made.hand_in_by(ADA)
    with acting(BEN):
        told.append(shelf().news(made.folder))
        # Whether a sheet is handed in is read anew; what is answered is not.
        assert [mark[0] for mark in shelf().marks(made.folder)] == [mark[0] for mark in marks]
    assert told[0] != told[1] == told[2]


def test_a_database_that_is_away_is_said_in_words(made: Sealed) -> None:
    """No round is shown as if there were none: the page has a sentence, a save another."""
    made.open_by(FAY, *THREE)
    judge = made.answer(ADA)
    with made.store.writing() as connection:
        connection.execute(text("ALTER TABLE documents RENAME TO gone"))
    try:
        with acting(ADA):
            assert shelf().sheets(made.folder / "round-1") == []
            with pytest.raises(OSError, match="database"):
                shelf().read(made.folder / "round-1" / f"{judge}.yaml")
            with pytest.raises(SaveError, match="It is not certain that"):
                shelf().save(made.folder / "round-1" / f"{judge}.yaml", "format: 1\n", "")
    finally:
        with made.store.writing() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO documents"))
