"""Export: everything that can be downloaded of the view on screen, and what it is good for."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from steelyard.charts.chart import NARROW, Picture, pictures_of
from steelyard.export.bundle import to_bundle
from steelyard.export.drawings.chart_forms import CHART_FORMS, ChartForm
from steelyard.export.drawings.converter import start_workers
from steelyard.export.drawings.lettering import missing_sentence
from steelyard.export.forms import FORMS, ExportForm, has_extra, lack_of
from steelyard.export.selection import (
    chart_file_name,
    everything,
    letters_missing,
    make_all,
    pieces,
)
from steelyard.export.stamps.provenance import origin_line
from steelyard.export.turns import turn
from steelyard.export.writing import spoken_size
from steelyard.files.registers import LoadedRegister
from steelyard.files.saving.acts import note_export
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.lead.fragility import GAVE_UP
from steelyard.results.words.text import within_sentence
from steelyard.views.charts.charts import drawn, put_chart
from steelyard.views.export.made_files import MadeFiles, made_files
from steelyard.views.joining.claim_tables import CLAIM_FORMS
from steelyard.views.session.notices import show_view
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import current_session
from steelyard.views.session.tabs import Tab, show_tabs
from steelyard.views.visitor.exporting import export_person

CARDS_IN_A_ROW = 3


def show_page() -> None:
    """Draw the page."""
    # The first drawing of a process takes long, so the processes start with the page.
    threading.Thread(target=start_workers, daemon=True).start()
    session = current_session()
    result = session.result
    st.markdown("# What would you like to take away?", anchors=False)
    show_view(session)
    st.markdown(
        "Every file shows the view that is on screen now and says where it comes from; "
        "`steelyard verify` checks it later. Nothing is made before you ask for it."
    )
    file, dot, origin = origin_line(result).partition(" · ")
    # The name of a file may be a word of the glossary.
    st.caption(f"{as_text(file)}{dot}{with_terms(origin)}")
    show_tabs(
        "export",
        {
            "files": Tab("Files", lambda: _show_files(result)),
            "picture": Tab("One picture", _show_picture),
            "all": Tab("Everything at once", lambda: _show_everything(result)),
        },
    )


def _show_files(result: Result) -> None:
    st.markdown("## To read, show and discuss", anchors=False)
    _show_cards([_card(result, form) for form in FORMS.values() if form.is_to_read])
    st.markdown("## To compute with", anchors=False)
    _show_cards([_card(result, form) for form in FORMS.values() if not form.is_to_read])
    registers = [one for one in result.loaded.registers.values() if one.register is not None]
    if registers:
        st.markdown("## Claims of the texts it rests on", anchors=False)
    for loaded in registers:
        st.markdown(f"### {as_text(source_title(result.loaded, loaded.id))}", anchors=False)
        _show_cards([_claims_card(loaded, id_) for id_ in CLAIM_FORMS])


def _claims_card(loaded: LoadedRegister, form_id: str) -> Card:
    """Return the card of a register's claims, which do not depend on the view on screen."""
    form = CLAIM_FORMS[form_id]

    def make(shown: Result, _report: ReportProgress) -> bytes:
        return form.make(shown.loaded.registers[loaded.id])

    file_name = f"{loaded.id}{form.ending}"
    card = f"claims_{form_id}_{loaded.id}"
    return Card(card, form.name, form.purpose, file_name, form.mime, make, form.extra, form.name)


@st.fragment
def _show_picture() -> None:
    """Show the chosen picture, and the formats in which it can be downloaded."""
    session = current_session()
    result = session.result
    pictures = pictures_of(result)
    key = st.selectbox(
        "Picture",
        list(pictures),
        key=f"picture:{session.name}:{result.evaluation.frame}",
        format_func=lambda key: pictures[key].full_name if key in pictures else key,
        persist_state="session",
        width=420,
    )
    missing = letters_missing(result)
    if missing:
        st.warning(as_text(missing_sentence(missing)))
    try:
        _preview(pictures[key])
    except ArithmeticError:
        st.markdown(GAVE_UP)
        return
    _show_cards([_chart_card(pictures[key], form) for form in CHART_FORMS.values()])


def _preview(picture: Picture) -> None:
    width = NARROW if is_narrow() else picture.width
    put_chart(f"export_{picture.id}", drawn(picture, mode(), width))


def _show_everything(result: Result) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        show_card(
            Card(
                "zip",
                "ZIP of everything",
                "Every form and every picture, with the criteria file, its registers and the "
                "command that makes the same bytes again: for the archive, or for a colleague "
                "who wants to check. Takes about half a minute.",
                f"{result.name}.zip",
                "application/zip",
                _make_bundle,
            )
        )
    with right, st.container(border=True, key="export_command", height="stretch"):
        st.markdown("**The same without a browser**")
        st.caption("The folder `out` gets everything about this view.")
        st.code(command_line(result), language=None, wrap_lines=True)


def _make_bundle(result: Result, report: ReportProgress) -> bytes:
    chosen = pieces(result, everything(result))
    return to_bundle(result, list(make_all(result, chosen, report)))


def _show_cards(cards: Sequence[Card]) -> None:
    for start in range(0, len(cards), CARDS_IN_A_ROW):
        row = st.columns(CARDS_IN_A_ROW, gap="small")
        for place, card in zip(row, cards[start : start + CARDS_IN_A_ROW], strict=False):
            with place:
                show_card(card)


def _card(result: Result, form: ExportForm) -> Card:
    def make(shown: Result, _report: ReportProgress) -> bytes:
        return form.make(shown)

    return Card(
        form.id, form.name, form.purpose, form.file_name(result), form.mime, make, form.extra
    )


def _chart_card(picture: Picture, form: ChartForm) -> Card:
    def make(shown: Result, _report: ReportProgress) -> bytes:
        return form.make(pictures_of(shown)[picture.id])

    name = chart_file_name(picture, form)
    card = f"{picture.id}_{form.id}"
    return Card(card, form.name, form.purpose, name, form.mime, make, form.extra)


def command_line(result: Result) -> str:
    """Return the command that writes everything about this view into a folder.

    What options cannot express, a disputed score or a struck-out claim, it reads from the small
    file `view.json` that every ZIP export contains.
    """
    choice = result.choice
    words = ["steelyard", "export", f"criteria/{result.loaded.path.name}"]
    if choice.disputes or choice.struck or choice.rival:
        words += ["--view", "view.json"]
    else:
        for name in ("frame", "lens", "reading", "scenario"):
            chosen = getattr(choice, name)
            words += [f"--{name}", chosen] if chosen else []
        inside = result.evaluation.criteria
        for criterion, swing in choice.swings.items():
            words += ["--set-swing", f"{criterion}={swing:.12g}"] if criterion in inside else []
    return shlex.join([*words, "--to", "out"])


ReportProgress = Callable[[int, int], None]
"""Called with the number of files done and the total."""


@dataclass(frozen=True)
class Card:
    """What a card offers: one file, made from the result on screen.

    `make(result, report)` may report its progress. `called`: the file's name on its buttons, if
    that is not its name after an article.
    """

    id: str
    name: str
    purpose: str
    file_name: str
    mime: str
    make: Callable[[Result, ReportProgress], bytes]
    extra: str = ""
    called: str = ""

    @property
    def noun(self) -> str:
        """The file as named in a sentence: “the brief”, “the ZIP of everything”."""
        return self.called or f"the {within_sentence(self.name)}"


def show_card(card: Card) -> None:
    """Show one card, as high as the highest of its row."""
    with st.container(border=True, key=f"export_{card.id}", height="stretch"):
        _show_inside(card)


@st.fragment
def _show_inside(card: Card) -> None:
    """Show what a card offers, as a fragment that alone is rerun when its button is pressed."""
    st.markdown(f"**{as_text(card.name)}**")
    st.caption(as_text(card.purpose))
    if not has_extra(card.extra):
        st.caption(as_text(f"{lack_of(card.name, card.extra)}."))
        return
    place = st.empty()
    session = current_session()
    kept, result = made_files(session), session.result
    data = kept.get(card.id)
    if data is None and place.button(
        f"Make {as_text(card.noun)}", key=f"make_{card.id}", icon=":material/build:"
    ):
        data = _make(card, result, kept, place)
    if data is not None:
        place.download_button(
            f"Download {as_text(card.noun)}, {spoken_size(len(data))}",
            data=_file_of_view(card, result, kept),
            file_name=card.file_name,
            mime=card.mime,
            on_click="ignore",
            key=f"download_{card.id}",
            icon=":material/download:",
        )


def _make(
    card: Card, result: Result, kept: MadeFiles, place: st.delta_generator.DeltaGenerator
) -> bytes | None:
    """Make the file and cache it; show an error if it cannot be made."""
    bar = place.progress(0.0, f"Making {as_text(card.noun)} …")

    def report(done: int, of: int) -> None:
        bar.progress(done / of, f"Making {as_text(card.noun)}: {done} of {of} files")

    def wait() -> None:
        bar.progress(0.0, f"Waiting for your other files before making {as_text(card.noun)} …")

    try:
        with turn(export_person(), wait):
            data = card.make(result, report)
    except ArithmeticError:
        place.warning(GAVE_UP)
    except (ImportError, ValueError) as error:
        place.warning(as_text(str(error)))
    else:
        kept.put(card.id, data)
        note_export(card.file_name, data)
        return data
    return None


def _file_of_view(card: Card, result: Result, kept: MadeFiles) -> Callable[[], bytes]:
    """Return a function that returns the file of the view the button was drawn for.

    If it were given the bytes themselves, Streamlit would hold them for as long as its page is
    open. A file that has since been released is made again.
    """

    person = export_person()

    def find_or_make() -> bytes:
        found = kept.get(card.id)
        if found is not None:
            return found
        with turn(person):
            return card.make(result, lambda _done, _of: None)

    return find_or_make


if __name__ == "__main__":
    show_page()
