"""The view when no round is open: what a round is, and the form that opens the next."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.handing_in import today
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.files.judgements.sealing import PSEUDONYMS, NewRound, discuss_round, open_round
from steelyard.files.judgements.shelf import shelf
from steelyard.model import Ask, Cell, CriteriaSet
from steelyard.model.entry import is_id
from steelyard.model.judgements import ASKED_AS, GroupRule
from steelyard.results.judges.group_result import FEWEST
from steelyard.results.words.judge_pages import (
    ASKED,
    SEES,
    SEES_HEADS,
    WHAT_A_ROUND_IS,
    cell_options,
    first_round_words,
    opening_finding,
    pseudonyms_fault,
    sees_rows,
)
from steelyard.results.words.judges import RULE_NAMES, RULE_WORDS
from steelyard.results.words.judging.promise import AFTER_CLOSING, NO_ANONYMITY, kept_words
from steelyard.results.words.text import as_sentence
from steelyard.views.judges.round_files import refuse, why_no_round_is_written, write
from steelyard.views.judges.style import show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, put_place
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed

PSEUDONYMS_HELP = "Neutral names, separated by commas. Who stands behind each is stored nowhere."
SEATS_HELP = (
    "Neutral names, separated by commas: a seat each. People with the role judge take one, drawn "
    "for them, and nobody is told which."
)
_PROPOSED = 4
"""Number of judges that the form proposes."""


def show_next_round(session: Session, asked: Sequence[LoadedRound]) -> None:
    """Show what a round is, and the form that opens the next one."""
    show_finding("Would several judges agree?", opening_finding(asked))
    if not asked:
        st.markdown("\n".join(f"{k}. {line}" for k, line in enumerate(WHAT_A_ROUND_IS, 1)))
    elif asked[-1].round is not None and asked[-1].round.state == "closed":
        _offer_discussed(asked[-1])
    form, beside = st.columns([1.5, 1], gap="large")
    with beside:
        show_judges_table("sees", SEES, SEES_HEADS, sees_rows(FEWEST))
        st.caption(as_text(f"{AFTER_CLOSING} {kept_words()}"))
    with form:
        if why := why_no_round_is_written(session):
            st.info(as_text(why))
        else:
            _show_form(session, asked)


def _offer_discussed(last: LoadedRound) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("Now the judges discuss their reasons, before anybody answers again.")
        st.button("We have discussed it", on_click=_mark_discussed, args=(last,))


@undisturbed
def _mark_discussed(last: LoadedRound) -> None:
    write(lambda: discuss_round(last.path))


@dataclass(frozen=True)
class _Keys:
    """The keys of the form's fields, specific to one file and round."""

    judges: str
    frame: str
    ask: str
    cells: str
    swings: str
    rule: str


def _keys(session: Session, asked: Sequence[LoadedRound]) -> _Keys:
    number = asked[-1].number if asked else 0
    return _Keys(
        *(
            f"round_{field}:{session.name}:{number}"
            for field in ("judges", "frame", "ask", "cells", "swings", "rule")
        )
    )


def _show_form(session: Session, asked: Sequence[LoadedRound]) -> None:
    """Show the form: who is asked, what, and by which rule the answers become a result."""
    keys = _keys(session, asked)
    before = asked[-1].round if asked else None
    proposed = before.judges if before is not None else PSEUDONYMS[:_PROPOSED]
    typed = st.text_input(
        "Judges, by pseudonym",
        value=", ".join(proposed),
        key=keys.judges,
        help=SEATS_HELP if shelf().is_sealed else PSEUDONYMS_HELP,
        persist_state="session",
    )
    if 0 < len(_names(typed)) < FEWEST:
        st.info(NO_ANONYMITY)
    frame = before.frame if before is not None else _show_frames(session, keys)
    what = st.radio(
        "What is asked",
        list(ASKED),
        index=list(ASKED).index("cells" if before is not None else "all"),
        key=keys.ask,
        format_func=lambda name: ASKED[name],
        horizontal=True,
        persist_state="session",
    )
    if what == "cells":
        _show_cells(session, asked, keys, frame)
    rules = list(RULE_NAMES)
    st.radio(
        "How answers become a result",
        rules,
        index=rules.index(before.rule) if before is not None else 0,
        key=keys.rule,
        format_func=lambda rule: as_text(RULE_NAMES[rule][:1].upper() + RULE_NAMES[rule][1:]),
        captions=[
            as_text(as_sentence(RULE_WORDS[rule].partition(": ")[2].removesuffix(".")))
            for rule in rules
        ],
        help="Fixed when the round is opened. The other one is shown beside it.",
        persist_state="session",
    )
    number = session.result.rounds[-1].number + 1 if session.result.rounds else 1
    if first := first_round_words(number, session.result.rounds):
        st.caption(as_text(first))
    st.button(
        f"Open round {number}" if asked or number == 1 else "Open the first round",
        type="primary",
        on_click=_open,
        args=(session, frame, keys),
    )


def _show_frames(session: Session, keys: _Keys) -> str | None:
    """Show the choice of frame whose criteria are judged, by default the one in view; return it."""
    frames = session.result.whole.frames
    if len(frames) < 2:
        return None
    names = list(frames)
    shown = session.result.evaluation.frame
    return st.selectbox(
        "Which criteria are judged",
        names,
        index=names.index(shown) if shown in names else 0,
        key=keys.frame,
        format_func=lambda name: frames[name].name if name in frames else name,
        persist_state="session",
    )


def _show_cells(
    session: Session, asked: Sequence[LoadedRound], keys: _Keys, frame: str | None
) -> None:
    """Show which cells are asked: by default those that can change the leader."""
    made = session.result.whole
    cells = _cells(made, frame)
    names = cell_options(made, cells)
    if keys.cells not in st.session_state:
        st.session_state[keys.cells] = _deciding(session, asked, names)
    st.multiselect(
        "Cells that are asked",
        list(names),
        key=keys.cells,
        format_func=lambda cell: names.get(cell, cell),
        placeholder="Choose cells",
        persist_state="session",
    )
    if asked:
        st.caption("Proposed: the cells of which each alone could change the leader.")
    st.checkbox("Ask for weights too", key=keys.swings, persist_state="session")


def _cells(made: CriteriaSet, frame: str | None) -> list[Cell]:
    return [(o, c) for o in made.options for c in frame_of(made, frame)]


def _deciding(session: Session, asked: Sequence[LoadedRound], names: dict[str, str]) -> list[str]:
    if not asked:
        return []
    try:
        found = session.result.group_after(asked[-1]).deciding
    except ValueError:
        return []
    return [key for spread in found if (key := "/".join(spread.cell)) in names]


def _names(typed: str) -> list[str]:
    return [name.strip().lower() for name in typed.replace(";", ",").split(",") if name.strip()]


@undisturbed
def _open(session: Session, frame: str | None, keys: _Keys) -> None:
    """Open the round that the form describes, or say what is missing."""
    kept = st.session_state
    names, what = _names(str(kept[keys.judges])), str(kept[keys.ask])
    wrong = next((name for name in names if not is_id(name)), None)
    if fault := pseudonyms_fault(names, wrong):
        refuse(fault)
        return
    chosen: list[str] = kept.get(keys.cells, []) if what == "cells" else []
    if what == "cells" and not chosen:
        refuse("Choose at least one cell that is asked.")
        return
    made = session.result.whole
    rule: GroupRule = kept[keys.rule]
    new = NewRound(
        tuple(names),
        ask=_ask(what, chosen, asks_swings=bool(kept.get(keys.swings))),
        frame=frame,
        rule=rule,
        seed=random.SystemRandom().randrange(2**31),
        opened=today(),
    )
    rounds = session.result.rounds
    if write(lambda: open_round(session.now.path, made, rounds, new)):
        put_place(view=None, tab=None, round=None)


def _ask(what: str, cells: Sequence[str], *, asks_swings: bool) -> Ask:
    if what in ASKED_AS:
        return ASKED_AS[what]
    found: dict[str, list[str]] = {}
    for cell in cells:
        option, _, criterion = cell.partition("/")
        found.setdefault(option, []).append(criterion)
    return Ask(cells=found, swings=asks_swings)
