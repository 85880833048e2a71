"""Cells: which scores rest on which claims, and what is still to be scored or looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.score_sheet import BASE_SCORES
from steelyard.files.registers import LoadedRegister
from steelyard.model import Cell
from steelyard.results.choice import Choice
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result, find_result
from steelyard.results.words.joined.cells import (
    KEYS,
    LOOK_FOR,
    NONE_BARE,
    NONE_UNUSED,
    NOT_VOTES,
    ONE_BY_ONE,
    bare_line,
    bare_list,
    bare_words,
    column_words,
    unused_words,
)
from steelyard.results.words.texts.sources import cells_parts
from steelyard.views.edit.grid import chosen_cell_key
from steelyard.views.edit.saving.changes_panel import show_conflict
from steelyard.views.edit.saving.drafts import Draft, draft_of, last_draft, put_draft, read_draft
from steelyard.views.edit.saving.kept_drafts import keep_draft_in_browser, show_kept_drafts
from steelyard.views.edit.saving.save_panel import save, show_draft_state, show_outcome
from steelyard.views.joining.cell_panel import (
    claim_passage,
    held_claim,
    hold_claim,
    next_cell,
    scale_html,
    show_cell_panel,
)
from steelyard.views.joining.claim_tables import show_claims_out
from steelyard.views.joining.leaning import show_leaning
from steelyard.views.joining.matrix import reach_fields, show_matrix
from steelyard.views.session.safe_text import as_html, as_text
from steelyard.views.session.screen import is_narrow
from steelyard.views.session.session import Session
from steelyard.views.session.streamlit_parts import CAPTION, MARKDOWN
from steelyard.views.session.tabs import Tab, choose_one, show_finding, show_tabs
from steelyard.views.session.undisturbed import undisturbed

_T = TypeVar("_T")
ALL_CELLS, ONE_COLUMN = "All cells", "One criterion at a time"
_MOST_LISTED = 4
CELLS_STYLE = """<style>
p.claim { margin: 0; font-size: 15px; line-height: 1.35; }
.st-key-cell_panel :is(p.claim small, p.scale, ul.anchors) { font-size: 14px; }
.st-key-cell_panel :is(p.scale, ul.anchors) { margin: 0; }
.st-key-cell_panel { gap: .5rem; }
.st-key-cell_panel kbd { color: inherit; opacity: .85; }
.st-key-cell_panel :is(h2, h3) { padding: .4rem 0 0; }
:is(.st-key-cell_panel, .st-key-cells_unused, .st-key-cells_bare)
  MARKDOWN { margin-bottom: 0; }
.st-key-cells_unused, .st-key-cells_bare { gap: .2rem; }
.st-key-cell_score p { margin: 0 0 .5rem; }
:is(.st-key-cells_unused, .st-key-cells_bare) CAPTION {
  margin-bottom: 0; padding-bottom: .4rem;
}
:is(.st-key-cells_unused, .st-key-cells_bare) p { font-size: 14px; text-align: left; margin: 0; }
:is(.st-key-cell_panel [class*="st-key-claim_"], [class*="st-key-unused_"]) {
  flex-wrap: nowrap; align-items: flex-start;
  border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding-top: .3rem;
}
@media (max-width: 760px), (hover: none) and (pointer: coarse) {
  .st-key-cells_keys { display: none; }
}
@media (min-width: 760px) {
  .st-key-cell_panel { position: sticky; top: .5rem; max-height: calc(100vh - 1rem);
    overflow-y: auto; }
  :is(.st-key-cell_panel [class*="st-key-claim_"], .st-key-cells_unused, .st-key-cells_bare)
    button { min-height: 28px; padding: .1rem .6rem; }
}
</style>""".replace("MARKDOWN", MARKDOWN).replace("CAPTION", CAPTION)


def show_cells(session: Session) -> None:
    """Draw the view."""
    draft = draft_of(session.name, session.now)
    loaded = read_draft(draft.text, session.now.path)
    result = _result_of(loaded, session)
    if result is None:
        show_finding("Which scores rest on which claims?", "There is nothing to score yet")
        st.markdown("The draft has no option and criterion that can be read. Mend it on Edit.")
        return
    st.html(CELLS_STYLE)
    start, others = cells_parts(result.cell_coverage)
    show_finding("Which scores rest on which claims?", start)
    st.caption(as_text(f"{others}. {NOT_VOTES}" if others else NOT_VOTES))
    show_kept_drafts(draft, session.now.path)
    show_conflict(draft, session.now)
    key = chosen_cell_key(draft.name, BASE_SCORES)
    cell = _chosen(key, result)
    if is_narrow():
        _show_matrix(draft, result, cell)
        _show_panel(session, draft, result, cell)
        _show_lists(draft, result, key)
    else:
        left, right = st.columns([1.9, 1], gap="medium")
        with left:
            _show_matrix(draft, result, cell)
            _show_lists(draft, result, key)
        with right:
            _show_panel(session, draft, result, cell)
    keep_draft_in_browser(draft, session.now.path)


def _result_of(loaded: LoadedSet, session: Session) -> Result | None:
    """Return the draft's result in the visitor's frame; `None` if there is nothing to score."""
    whole = loaded.criteria_set
    if whole is None or not whole.options or not whole.criteria:
        return None
    frame = session.choice.frame if session.choice.frame in whole.frames else None
    return find_result(loaded, Choice(frame=frame))


def _chosen(key: str, result: Result) -> Cell:
    """Return the cell chosen here or on Edit, else the first with waiting claims or of all."""
    found = st.session_state.get(key)
    if found in result.cell_coverage:
        return (found[0], found[1])
    cells = result.cell_coverage.values()
    waiting = [one.cell for one in cells if one.state == "claims waiting"]
    cell = next(iter((*waiting, *result.cell_coverage)))
    st.session_state[key] = cell
    return cell


def _choose(key: str, cell: Cell) -> None:
    st.session_state[key] = cell


def _show_matrix(draft: Draft, result: Result, cell: Cell) -> None:
    key = chosen_cell_key(draft.name, BASE_SCORES)
    ways = [ONE_COLUMN, ALL_CELLS] if is_narrow() else [ALL_CELLS, ONE_COLUMN]
    way = choose_one("Show", ways, f"cells_way:{draft.name}:{ways[0]}")
    criteria = [*result.whole.criteria]
    if way == ONE_COLUMN:
        _show_stepper(key, result, cell)
        criteria = [cell[1]]
    held = held_claim()
    bearing = [
        one.cell for one in result.cell_coverage.values() if held in (*one.for_, *one.against)
    ]
    show_matrix(result, draft.name, criteria, cell, bearing, lambda one: _choose(key, one))
    with st.container(key="cells_keys"):
        st.caption(KEYS)


def _show_stepper(key: str, result: Result, cell: Cell) -> None:
    """Show the criterion being scored for all options, with links to the previous and next one."""
    criterion, criteria = cell[1], [*result.whole.criteria]
    place = criteria.index(criterion)
    with st.container(horizontal=True, vertical_alignment="center", key="cells_stepper"):
        for label, step in (("Previous criterion", -1), ("Next criterion", 1)):
            wanted = place + step
            is_there = 0 <= wanted < len(criteria)
            target = (next(iter(result.whole.options)), criteria[wanted] if is_there else criterion)
            st.button(
                label, key=f"cells_step_{step}", disabled=not is_there,
                on_click=_choose, args=(key, target),
            )  # fmt: skip
        st.markdown(f"**{as_text(column_words(result, criterion))}**")
    st.caption(ONE_BY_ONE)
    st.html(scale_html(result.whole, criterion, is_open=True))


def _show_panel(session: Session, draft: Draft, result: Result, cell: Cell) -> None:
    def show_saving() -> None:
        with st.container(key="cell_saving"):
            may_save = show_draft_state(draft, result.loaded, session.now, 0, lists_problems=True)
            _show_buttons(session, draft, result, cell, may_save)
            show_outcome(draft)

    with st.container(border=True, key="cell_panel"):
        show_cell_panel(draft, result, cell, held_claim(), show_saving)


def _show_buttons(
    session: Session, draft: Draft, result: Result, cell: Cell, may_save: bool
) -> None:
    after = next_cell(result.cell_coverage, cell)
    args = (draft.name, session.now.path)
    with st.container(horizontal=True):
        st.button(
            "Save",
            type="primary",
            key="cells_save",
            disabled=not may_save,
            on_click=save,
            args=args,
        )
        st.button(
            "Save, next cell" if draft.is_changed else "Next cell",
            key="cells_next",
            shortcut="Mod+Enter",
            disabled=draft.is_changed and not may_save,
            on_click=_go_on,
            args=(session, draft.name, after),
        )
        st.button("Undo", key="cells_undo", disabled=not draft.earlier, on_click=_undo,
                  args=(draft.name,))  # fmt: skip


@undisturbed
def _go_on(session: Session, name: str, after: Cell) -> None:
    """Save the changes, then choose the next cell and focus its first field."""
    draft = last_draft(name)
    if draft is not None and draft.is_changed:
        save(name, session.now.path)
        saved = last_draft(name)
        if saved is None or saved.is_changed:
            return
    _choose(chosen_cell_key(name, BASE_SCORES), after)
    reach_fields(name)


def _undo(name: str) -> None:
    draft = last_draft(name)
    if draft is not None:
        put_draft(draft.undone())


def _show_lists(draft: Draft, result: Result, key: str) -> None:
    """Show in tabs what is still to be done and what the claims add up to."""
    unused, bare = result.unused_claims, result.bare_cells
    has_claims = bool(result.loaded.claims)
    settled = [NONE_UNUSED] if has_claims and not unused else []
    settled += [] if bare else [NONE_BARE]
    if settled:
        st.markdown(" ".join(settled))
    tabs = {}
    if unused:
        tabs["unused"] = Tab(unused_words(result)[0], lambda: _show_unused(draft, result))
    if bare:
        tabs["bare"] = Tab(bare_words(result), lambda: _show_bare(draft, result, key))
    if has_claims:
        tabs["leaning"] = Tab("Is it one-sided?", lambda: show_leaning(result))
    if _registers(result):
        tabs["away"] = Tab("Claims to take away", lambda: _show_claims_out(result))
    if tabs:
        show_tabs("cells", tabs)


def _show_unused(draft: Draft, result: Result) -> None:
    with st.container(key="cells_unused"):
        st.caption(as_text(unused_words(result)[1]))
        for claim in _shortened(result.unused_claims, f"unused_all:{draft.name}"):
            entry = result.loaded.claims[claim]
            with st.container(horizontal=True, key=f"unused_{claim}"):
                words = f"<strong>{as_html(claim)}</strong> {as_html(entry.says)}"
                said = f'<p class="claim">{words}</p>{claim_passage(result, claim)}'
                st.html(said, width="stretch")
                st.button(
                    f"Attach {as_text(claim)} to …", key=f"hold:{claim}", type="tertiary",
                    on_click=_take_up, args=(draft.name, result, claim),
                )  # fmt: skip


def _take_up(name: str, result: Result, claim: str) -> None:
    """Pick up a claim; if it bears on only one cell, choose that cell."""
    hold_claim(claim)
    bearing = [one.cell for one in result.cell_coverage.values() if claim in one.waiting]
    if bearing:
        _choose(chosen_cell_key(name, BASE_SCORES), bearing[0])


def _show_bare(draft: Draft, result: Result, key: str) -> None:
    with st.container(key="cells_bare"):
        st.caption(LOOK_FOR)
        for cell in _shortened(result.bare_cells, f"bare_all:{draft.name}"):
            question, state = bare_line(result.whole, cell)
            st.button(
                f"{as_text(question)} · {as_text(state)}",
                key=f"bare:{cell[0]}.{cell[1]}",
                type="tertiary",
                on_click=_choose,
                args=(key, cell),
            )
        st.download_button(
            "The whole list, to take away",
            data=bare_list(result).encode(),
            file_name=f"{result.name}-to-look-for.md",
            mime="text/markdown",
            on_click="ignore",
            key="bare_list",
            icon=":material/download:",
        )


def _shortened(listed: Sequence[_T], key: str) -> Sequence[_T]:
    """Return the start of a long list, or all of it once the visitor has requested that."""
    if len(listed) <= _MOST_LISTED + 1:
        return listed
    shows_all = st.toggle(f"All {len(listed)}", key=key, persist_state="session")
    return listed if shows_all else listed[:_MOST_LISTED]


def _show_claims_out(result: Result) -> None:
    """Show the claims of each source as files to download."""
    for loaded in _registers(result):
        st.markdown(f"**{as_text(source_title(result.loaded, loaded.id))}**")
        show_claims_out(loaded)


def _registers(result: Result) -> list[LoadedRegister]:
    """Return the registers of the set that can be read."""
    return [one for one in result.loaded.registers.values() if one.register is not None]
