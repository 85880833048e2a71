"""Download of a register's claims as a table, and import of claims from a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from steelyard.export.claims import to_annotations, to_claims_csv, to_claims_workbook
from steelyard.files.editing.entry_edits import add_entry
from steelyard.files.nearest import find_nearest
from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.claim_table import (
    ReadTable,
    bearing_text,
    missing_entries,
    put_rows,
    read_claims,
    refuse_rows,
    row_ids,
)
from steelyard.files.sources.first_set import name_of_id
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.results.words.joined.changes import excerpt, missing_entry_words, table_words
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import plain
from steelyard.results.words.texts.desks import DONE
from steelyard.results.words.texts.sources import aim_words
from steelyard.views.joining.bars import note_refusal
from steelyard.views.session.safe_text import as_text, show_table
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.register_files import change_register, why_register_is_not_saved

_MOST_SHOWN = 40


class ClaimForm(NamedTuple):
    """A file format for a register's claims: its name, its ending, its purpose."""

    name: str
    ending: str
    mime: str
    purpose: str
    make: Callable[[LoadedRegister], bytes]
    extra: str = ""


CLAIM_FORMS: Final = {
    "csv": ClaimForm(
        "CSV", "-claims.csv", "text/csv",
        "One row per claim, for any program; read back in under Evidence, Changes.", to_claims_csv,
    ),
    "xlsx": ClaimForm(
        "Excel", "-claims.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The same as a workbook with a filter, to be edited and read back in.",
        to_claims_workbook, "office",
    ),
    "jsonld": ClaimForm(
        "Web Annotations", "-claims.jsonld", "application/ld+json",
        "Claims with their passages as the W3C describes annotations, for annotation programs.",
        to_annotations,
    ),
}  # fmt: skip
"""The formats in which claims can be downloaded, by id."""


def show_claim_tables(session: Session, loaded: LoadedRegister) -> None:
    """Show the downloads of a register, and the uploader for a table of claims."""
    register = loaded.register
    assert register is not None
    show_finding("Would you rather work in a table?", aim_words(register))
    show_claims_out(loaded)
    st.markdown("## Take claims in", anchors=False)
    st.markdown(
        "A table with the columns *paragraph* and *says*, and any of the others that the files "
        "above have. A row with the id of a claim changes that claim; one without adds a claim. "
        "Bearings are written cost: +plots, -sale."
    )
    dropped = st.file_uploader(
        "A table of claims: .csv, .ods, .tsv or .xlsx", type=["csv", "xlsx", "ods", "tsv"],
        key=_file_key(loaded),
    )  # fmt: skip
    if dropped is None:
        return
    try:
        table = read_claims(read_bytes(dropped.name, dropped.getvalue()))
    except SheetError as error:
        st.error(as_text(str(error)))
        return
    _show_preview(session, loaded, table)


def show_claims_out(loaded: LoadedRegister) -> None:
    """Show a download button for each format of a register's claims."""
    with st.container(horizontal=True, key=f"claims_out_{loaded.id}"):
        for key, form in CLAIM_FORMS.items():
            st.download_button(
                f"Claims as {form.name}",
                data=partial(form.make, loaded),
                file_name=f"{loaded.id}{form.ending}",
                mime=form.mime,
                on_click="ignore",
                key=f"claims_out:{loaded.id}:{key}",
                icon=":material/download:",
                help=form.purpose,
            )


def _show_preview(session: Session, loaded: LoadedRegister, table: ReadTable) -> None:
    """Show what importing a table would do, row by row; write it only on request."""
    register = loaded.register
    assert register is not None
    ids = row_ids(register, table.rows)
    known = loaded.text.paragraphs if loaded.text.state == "matches" else ()
    refused = [*table.refused, *refuse_rows(loaded.id, known, register, table.rows)]
    new = [ids[row.number] for row in table.rows if ids[row.number] not in register.claims]
    changed = [ids[row.number] for row in table.rows if ids[row.number] in register.claims]
    st.markdown(f"**{as_text(table_words(new, changed, table.columns_left))}**")
    if refused:
        lines = "\n".join(f"- {as_text(one)}" for one in refused[:_MOST_SHOWN])
        st.error(f"Nothing can be written before these are mended in the table:\n{lines}")
    is_whole = not refused and _offer_missing(session, loaded, table)
    rows = [
        [
            ids[row.number],
            "changed" if ids[row.number] in register.claims else "new",
            str(row.fields["paragraph"]),
            excerpt(str(row.fields["says"])),
            _bearing(row.fields.get("bears_on")),
        ]
        for row in table.rows[:_MOST_SHOWN]
    ]
    show_table("claims_in", ["Claim", "", "¶", "Says", "Bears on"], rows)
    why_not = why_register_is_not_saved(loaded.path)
    if why_not:
        st.info(as_text(why_not))
    st.button(
        f"Write {counted(len(table.rows), 'claim')} into the register",
        type="primary",
        key=f"claims_write:{loaded.id}",
        disabled=bool(not is_whole or why_not or not table.rows),
        on_click=_write,
        args=(loaded, table, ids),
    )


def _offer_missing(session: Session, loaded: LoadedRegister, table: ReadTable) -> bool:
    """Offer to create what rows bear on but the set lacks; return whether nothing is missing."""
    if loaded.id not in session.now.registers:
        return True
    whole = session.whole
    missing = missing_entries(table.rows, whole.options, whole.criteria)
    for (section, entry), numbers in missing.items():
        nearest = find_nearest(entry, [*getattr(whole, section)]) or ""
        with st.container(horizontal=True, vertical_alignment="center"):
            words = missing_entry_words(section, entry, numbers, nearest)
            st.markdown(as_text(words), width="stretch")
            st.button(
                f"Create {as_text(entry)}",
                key=f"create:{section}:{entry}",
                on_click=_create,
                args=(session.now.path, section, entry),
            )
    return not missing


@undisturbed
def _create(set_file: Path, section: str, entry: str) -> None:
    name = name_of_id(entry)
    note_refusal(
        change_register(set_file, DONE[section], lambda text: add_entry(text, section, entry, name))
    )


def _bearing(plain_bearing: object) -> str:
    """Return a bearing as it is written in a table."""
    from steelyard.model import Claim

    if not plain_bearing:
        return ""
    entry = Claim.model_validate({"paragraph": 1, "says": "", "bears_on": plain_bearing})
    return bearing_text(entry.bears_on)


@undisturbed
def _write(loaded: LoadedRegister, table: ReadTable, ids: dict[int, str]) -> None:
    register = loaded.register
    assert register is not None
    refusal = change_register(
        loaded.path,
        f"{counted(len(table.rows), 'claim')} from a table into {plain(register.title)}",
        lambda text: put_rows(text, table.rows, ids, register),
    )
    note_refusal(refusal)
    if not refusal:
        count = f"claims_in:{loaded.id}:count"
        st.session_state[count] = st.session_state.get(count, 0) + 1


def _file_key(loaded: LoadedRegister) -> str:
    """Return the key of the uploader for a table; it changes after each imported table."""
    return f"claims_in:{loaded.id}:{st.session_state.get(f'claims_in:{loaded.id}:count', 0)}"
