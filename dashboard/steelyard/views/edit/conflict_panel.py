"""The file changed on disk since the draft began: both sides, and the ways to go on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.merging import Merge, Side, merge_texts, resolve
from steelyard.results.difference import describe_changes
from steelyard.results.words.difference import lines_in_words
from steelyard.views.edit.copies_panel import save_as_copy
from steelyard.views.edit.drafts import Draft, has_changed_on_disk, put_draft, read_draft
from steelyard.views.edit.save_panel import note_outcome
from steelyard.views.session.safe_text import as_text

MOST_DIFFERENCES = 12


def show_conflict(draft: Draft, now: LoadedSet) -> None:
    """Show what both sides changed; offer to merge, to save a copy, or to keep one side."""
    if not draft.is_changed or not has_changed_on_disk(draft, now):
        return
    if not now.sha256:
        st.warning(
            f"{as_text(now.path.name)} can no longer be read on disk. Your text is still here: "
            "download it or save it as a copy."
        )
        return
    theirs = plain_ends(now.text)
    with st.container(border=True, key="edit_conflict"):
        st.markdown(
            f"**{as_text(now.path.name)} has changed on disk since you began.** Nothing of yours "
            "or of theirs is lost: choose below what becomes of the two."
        )
        base = read_draft(draft.base, now.path)
        left, right = st.columns(2)
        with left:
            _show_side("On disk", base, now, draft.base, theirs)
        with right:
            _show_side(
                "Yours, not saved", base, read_draft(draft.text, now.path), draft.base, draft.text
            )
        merge = _merge(draft, theirs)
        choices = _choose_sides(draft, merge) if merge is not None else {}
        _show_buttons(draft, now, merge, choices)


def take_both(draft: Draft, now: LoadedSet, merge: Merge, choices: dict[Keys, Side]) -> None:
    """Put both sides' changes into the draft, based from now on on the file on disk."""
    try:
        merged = resolve(merge, choices)
    except EditError as error:
        note_outcome(draft.name, "bad", f"The two could not be put together: {error}")
        return
    put_draft(draft.moved_onto(now.text, now.sha256, merged))
    note_outcome(draft.name, "good", "Both sides are in your draft now. Look it over, then save.")


def take_theirs(draft: Draft, now: LoadedSet) -> None:
    """Make the draft the file on disk; one step back leads to the old text."""
    put_draft(draft.moved_onto(now.text, now.sha256, plain_ends(now.text)))
    note_outcome(
        draft.name, "good", "You see the file as it stands on disk. Undo brings your text back."
    )


def keep_mine(draft: Draft, now: LoadedSet) -> None:
    """Keep the draft as it is; it may now be saved over the file on disk."""
    put_draft(draft.moved_onto(now.text, now.sha256, draft.text))
    note_outcome(
        draft.name, "good", "Your text stands. What saving would undo of theirs is listed below."
    )


def _merge(draft: Draft, theirs: str) -> Merge | None:
    try:
        return merge_texts(draft.base, draft.text, theirs)
    except EditError as error:
        st.markdown(f"The two cannot be put together by themselves: {as_text(str(error))}")
        return None


def _show_side(title: str, base: LoadedSet, side: LoadedSet, old_text: str, new_text: str) -> None:
    changes = describe_changes(base.criteria_set, side.criteria_set, None, None)
    st.markdown(f"**{title}:** {lines_in_words(old_text, new_text) or 'no line differs'}")
    sentences = [*changes.counting, *changes.wording]
    lines = [f"- {as_text(one)}" for one in sentences[:MOST_DIFFERENCES]]
    if len(sentences) > MOST_DIFFERENCES:
        lines.append(f"- and {len(sentences) - MOST_DIFFERENCES} more")
    st.markdown("\n".join(lines) or "No judgement differs.")


def _choose_sides(draft: Draft, merge: Merge) -> dict[Keys, Side]:
    """Return which side counts in each place that both changed differently, as chosen."""
    choices: dict[Keys, Side] = {}
    if merge.clashes:
        count = len(merge.clashes)
        places = "one place" if count == 1 else f"{count} places"
        st.markdown(f"**Both changed {places} differently.** Choose which counts:")
    for clash in merge.clashes:
        where = " › ".join(str(key) for key in clash.keys)
        values = {"theirs": f"As on disk: {clash.theirs}", "mine": f"Mine: {clash.mine}"}
        chosen = st.radio(
            as_text(f"{where} (was {clash.base})"),
            list(values),
            format_func=partial(_side_in_words, values),
            key=f"clash:{draft.draft_id}:{where}",
            horizontal=True,
        )
        choices[clash.keys] = "mine" if chosen == "mine" else "theirs"
    if merge.is_layout_lost:
        st.caption("Comments or an order that you changed may not come along; values all do.")
    return choices


def _side_in_words(values: Mapping[str, str], side: str) -> str:
    return as_text(values[side])


def _show_buttons(
    draft: Draft,
    now: LoadedSet,
    merge: Merge | None,
    choices: dict[Keys, Side],
) -> None:
    with st.container(horizontal=True, key="edit_ways_out"):
        if merge is not None:
            st.button(
                "Put both together",
                key="conflict_merge",
                type="primary",
                on_click=take_both,
                args=(draft, now, merge, choices),
                width="content",
            )
        st.button(
            "Save mine as a copy",
            key="conflict_copy",
            on_click=save_as_copy,
            args=(draft, f"{now.path.stem}-mine"),
            width="content",
        )
        st.button(
            "Leave mine, take the file",
            key="conflict_theirs",
            on_click=take_theirs,
            args=(draft, now),
            width="content",
        )
        st.button(
            "Keep mine over it",
            key="conflict_mine",
            on_click=keep_mine,
            args=(draft, now),
            help="Nothing is saved yet: you see first what of theirs would be undone.",
            width="content",
        )
