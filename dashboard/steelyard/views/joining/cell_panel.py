"""One cell: its editable score, the claims it cites, and other claims that bear on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.form_fields import fields_of
from steelyard.files.editing.score_sheet import find_node
from steelyard.files.editing.value_edits import put_value
from steelyard.files.problems import format_number
from steelyard.files.sources.attaching import attach, bears_on, detach
from steelyard.model import Cell, CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.joined.cells import (
    SIDES,
    STRETCHED,
    cell_title,
    claim_facts,
    holding_words,
    side_of,
    stretched_reason,
    wished_result,
)
from steelyard.results.words.names import claim_label
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.texts.sources import detached_words
from steelyard.views.edit.form import EntryForm
from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.widgets import change_entry
from steelyard.views.joining.passages import passage_html
from steelyard.views.joining.score_fields import show_score_fields
from steelyard.views.session.safe_text import as_html, as_spoken, as_text

_SCORED = ("confidence", "reason")


def show_cell_panel(
    draft: Draft, result: Result, cell: Cell, held: str, show_saving: Callable[[], None]
) -> None:
    """Show a cell: its score, then what `show_saving` draws, then its claims.

    `held` is a claim picked up to be attached somewhere, or empty.
    """
    whole, loaded = result.whole, result.loaded
    option, criterion = cell
    entry = whole.criteria[criterion]
    st.markdown(f"## {as_text(cell_title(whole, cell))}", anchors=False)
    st.html(scale_html(whole, criterion))
    if held in loaded.claims:
        _show_held(draft, result, cell, held)
    show_score_fields(draft, option, criterion, entry.scale.unit)
    _show_problems(loaded, cell)
    form = EntryForm(draft, loaded, ("assessments",), ("assessments", option, criterion))
    for field in fields_of("assessments"):
        if field.key in _SCORED:
            form.show_field(field)
    show_saving()
    coverage = result.cell_coverage[cell]
    st.markdown(f"### Attached: {len(coverage.cited)}", anchors=False)
    for claim in coverage.cited:
        _show_attached(draft, result, cell, claim)
    st.markdown(f"### Also bear on this cell: {len(coverage.waiting)}", anchors=False)
    for claim in coverage.waiting:
        button = f"Attach {claim}"
        _show_claim(result, cell, claim, button, _attach, (draft.name, cell, claim, True))
    _offer_stretched(draft, result, cell)


def scale_html(criteria_set: CriteriaSet, criterion: str, *, is_open: bool = False) -> str:
    """Return the question of a criterion and its scale as HTML; its anchors unfold."""
    entry = criteria_set.criteria[criterion]
    asked = f"{entry.question} " if entry.question else ""
    about = f'<p class="scale">{as_html(f"{asked}{scale_words(criteria_set, entry)}")}</p>'
    if not entry.anchors:
        return about
    lines = "".join(
        f"<li><strong>{as_html(format_number(number))}</strong> {as_html(words)}</li>"
        for number, words in sorted(entry.anchors.items())
    )
    opened = " open" if is_open else ""
    return (
        f'{about}<details class="paragraph"{opened}><summary>What the numbers mean</summary>'
        f'<ul class="anchors">{lines}</ul></details>'
    )


def _show_problems(loaded: LoadedSet, cell: Cell) -> None:
    place = ("assessments", *cell)
    for problem in loaded.problems:
        if problem.where[:3] == place and problem.where[3:] in ((), ("score",)):
            found = f"{problem.title.capitalize()}: {problem.found}. {problem.advice}"
            st.markdown(f"**{as_text(found)}**")


def _show_attached(draft: Draft, result: Result, cell: Cell, claim: str) -> None:
    """Show a claim that the score cites; for the last one, also the effect of detaching it."""
    _show_claim(result, cell, claim, f"Detach {claim}", _detach, (draft.name, cell, claim))
    survival = result.judge_detached(*cell, claim)
    if survival is not None:
        st.caption(as_text(detached_words(result.whole, survival)))


def _show_claim(
    result: Result,
    cell: Cell,
    claim: str,
    button: str,
    act: Callable[..., None],
    args: tuple[object, ...],
) -> None:
    """Show one claim with its paragraph and a button."""
    loaded = result.loaded
    if claim not in loaded.claims:
        st.markdown(f"**{as_text(claim)}** is no claim of the sources of this set.")
        return
    with st.container(horizontal=True, key=f"claim_{claim}"):
        st.html(claim_html(result, cell, claim), width="stretch")
        key = f"{button}:{cell[0]}.{cell[1]}"
        st.button(as_text(button), key=key, on_click=act, args=args)


def claim_html(result: Result, cell: Cell, claim: str) -> str:
    """Return a claim as HTML: its side on the cell, its text, and its paragraph, folded."""
    entry = result.loaded.claims[claim]
    sign, means = SIDES[side_of(result.cell_coverage[cell], claim)]
    means = as_html(means.format(result=wished_result(result.whole)))
    return (
        f'<p class="claim"><span role="img" aria-label="{means}">{sign}</span> '
        f"<strong>{as_html(claim)}</strong> {as_html(entry.says)} "
        f"<small>{as_html(claim_facts(entry))}</small></p>"
        f"{claim_passage(result, claim)}"
    )


def claim_passage(result: Result, claim: str) -> str:
    """Return the paragraph of a claim of the set as HTML."""
    register = result.loaded.register_of(claim)
    return passage_html(register, result.loaded.claims[claim]) if register is not None else ""


def _show_held(draft: Draft, result: Result, cell: Cell, held: str) -> None:
    """Show the claim that was picked up, and the button that attaches it here."""
    entry = result.loaded.claims[held]
    with st.container(border=True, key="cell_held"):
        st.markdown(f"**{as_text(holding_words(held, entry))}**")
        if held in result.cell_coverage[cell].cited:
            st.markdown("It is attached here already.")
        elif bears_on(entry, *cell):
            st.button(
                f"Attach {as_text(held)} here",
                key="attach_held",
                type="primary",
                on_click=_attach_held,
                args=(draft.name, cell, held),
            )
        else:
            _ask_why(draft, cell, held, f"Carry {as_text(held)} over to here", "held")
        st.button("Leave it", key="leave_held", type="tertiary", on_click=hold_claim, args=("",))


def hold_claim(claim: str) -> None:
    """Pick up a claim to be attached to a cell; an empty id puts it down."""
    st.session_state["claim_held"] = claim


def held_claim() -> str:
    """Return the id of the claim picked up; empty if there is none."""
    return str(st.session_state.get("claim_held", ""))


def _attach_held(name: str, cell: Cell, claim: str) -> None:
    _attach(name, cell, claim, True)
    hold_claim("")


def _offer_stretched(draft: Draft, result: Result, cell: Cell) -> None:
    """Offer claims about other cells, with a field for why one holds here too."""
    coverage, claims = result.cell_coverage[cell], result.loaded.claims
    others = [one for one in claims if one not in (*coverage.cited, *coverage.waiting)]
    if not others:
        return
    box = st.expander("Carry over a claim about something else", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(STRETCHED)
        chosen = st.selectbox(
            "Claim",
            others,
            index=None,
            key=f"stretched:{draft.name}:{cell[0]}.{cell[1]}",
            format_func=lambda one: as_spoken(claim_label(one, claims[one])),
        )
        if chosen is not None:
            st.html(claim_passage(result, chosen))
            _ask_why(draft, cell, chosen, f"Attach {as_text(chosen)} as indirect", "chosen")


def _ask_why(draft: Draft, cell: Cell, claim: str, label: str, place: str) -> None:
    """Ask why a claim about something else holds for a cell; only then can it be attached."""
    key = f"why:{place}:{draft.name}:{cell[0]}.{cell[1]}:{claim}"
    why = st.text_input("Why does it hold here too?", key=key)
    st.button(
        label,
        key=f"stretch_{place}",
        disabled=not (why or "").strip(),
        on_click=_stretch,
        args=(draft.name, cell, claim, why or ""),
    )


def _attach(name: str, cell: Cell, claim: str, is_direct: bool) -> None:
    change_entry(name, lambda text: attach(text, *cell, claim, is_direct=is_direct))


def _detach(name: str, cell: Cell, claim: str) -> None:
    change_entry(name, lambda text: detach(text, *cell, claim))


def _stretch(name: str, cell: Cell, claim: str, why: str) -> None:
    if change_entry(name, lambda text: put_stretched(text, cell, claim, why)):
        hold_claim("")


def put_stretched(text: str, cell: Cell, claim: str, why: str) -> str:
    """Return a file's text with a claim attached to another cell, explained in its reason."""
    text = attach(text, *cell, claim, is_direct=False)
    at = ("assessments", *cell, "reason")
    node = find_node(text, *at)
    before = node.content if node is not None and isinstance(node.content, str) else ""
    return put_value(text, at, stretched_reason(before, claim, why))


def next_cell(cells: Iterable[Cell], cell: Cell) -> Cell:
    """Return the next cell down the column, or at its end the top of the next column.

    >>> next_cell([("soup", "taste"), ("soup", "price"), ("cake", "taste")], ("cake", "taste"))
    ('soup', 'price')
    """
    listed = list(cells)
    columns = list(dict.fromkeys(criterion for _, criterion in listed))
    in_order = [one for criterion in columns for one in listed if one[1] == criterion]
    return in_order[(in_order.index(cell) + 1) % len(in_order)]
