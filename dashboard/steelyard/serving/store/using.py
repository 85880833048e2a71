"""Makes the dashboard use the database for rounds, unsaved work and the log of acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from steelyard.files.judgements.shelf import keep_rounds_on
from steelyard.files.library import folder_of
from steelyard.files.saving.acting import acting_person, find_people_by
from steelyard.files.saving.acts import keep_acts_in
from steelyard.files.saving.locking import lock_besides
from steelyard.files.saving.under_way import SaveEnd, listen_to_saves, stop_listening
from steelyard.files.saving.unsaved_work import keep_work_in
from steelyard.model.people import Person
from steelyard.serving.store.adopting import adopt_rounds
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store
from steelyard.serving.store.folder_lock import FolderLock
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.unsaved_texts import UnsavedTexts


def use_store(store: Store, places: Sequence[Path], say: Callable[[str], None]) -> None:
    """Switch rounds, unsaved work and the log of acts to the database for this process.

    `places` are the folders or files that are shown; `say` is called for each round imported from
    files, and for what could not be stored. Raises StoreError.
    """
    for taken in adopt_rounds(store, *places):
        say(f"{taken} was taken from its files into the database")
    log = _keep_in(store, places, say)
    keep_work_in(UnsavedTexts(store, say))
    listen_to_saves(_noting(log))


@contextmanager
def using_store(
    store: Store, places: Sequence[Path], person: Person, say: Callable[[str], None]
) -> Iterator[None]:
    """Use the database of a server as `person` within a block, from outside the server.

    Rounds in files are not imported. `places` and `say` are as in `use_store`.
    """
    note = _noting(_keep_in(store, places, say))
    listen_to_saves(note)
    find_people_by(lambda: person)
    try:
        yield
    finally:
        find_people_by(None)
        stop_listening(note)
        keep_acts_in(None)
        lock_besides(None)
        keep_rounds_on(None)


def _keep_in(store: Store, places: Sequence[Path], say: Callable[[str], None]) -> LogOfActs:
    folders = [folder_of(place) for place in places]
    keep_rounds_on(DatabaseShelf(store, *folders))
    if not store.is_sqlite:
        lock_besides(FolderLock(store, *folders))
    log = LogOfActs(store, say)
    keep_acts_in(log)
    return log


def _noting(log: LogOfActs) -> Callable[[SaveEnd], None]:
    return lambda end: log.note_save(acting_person(), end)
