"""What saving will change, and what to do where the file has changed on disk since the draft began.

What will change is shown in words, on the ranking, and line by line; for a conflict, both sides are
shown with the ways to resolve it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.merging import Merge, MergeSide, merge_texts, resolve
from steelyard.files.saving.text_difference import text_difference
from steelyard.results.choice import Choice
from steelyard.results.compared.difference import FileChanges, describe_changes
from steelyard.results.words.difference import lines_in_words
from steelyard.views.edit.saving.copies_panel import save_as_copy
from steelyard.views.edit.saving.drafts import Draft, has_changed_on_disk, put_draft, read_draft
from steelyard.views.edit.saving.save_panel import note_outcome
from steelyard.views.session.safe_text import as_text

MOST_CHANGES = 25


def show_changes(draft: Draft, before: LoadedSet, after: LoadedSet, choice: Choice) -> None:
    """Show the difference between the file the work began with and the draft."""
    st.markdown("## What saving will change", anchors=False)
    if not draft.is_changed:
        st.markdown("Nothing yet.")
        return
    changes = describe_changes(before.criteria_set, after.criteria_set, choice.frame, choice.lens)
    if after.criteria_set is None:
        st.markdown("The text cannot be read as a criteria file, so only its lines are compared.")
    elif before.criteria_set is None:
        st.markdown("The file could not be read before; only lines are compared.")
    elif changes.number == 0:
        st.markdown("No judgement changes: only layout, comments or order.")
    _list("", changes.counting)
    _list("Words, claims and marks", changes.wording)
    _show_effect(changes)
    with st.expander("Line by line"):
        difference = text_difference(draft.base, draft.text, after.path.name)
        st.code(difference, language="diff", wrap_lines=True)


def _show_effect(changes: FileChanges) -> None:
    if changes.effect:
        st.markdown("**What that does to the ranking**")
        _list("", changes.effect)


def _list(heading: str, sentences: tuple[str, ...]) -> None:
    if not sentences:
        return
    start = f"**{heading}**\n\n" if heading else ""
    st.markdown(start + _lines(sentences, MOST_CHANGES))


def _lines(sentences: Sequence[str], most: int) -> str:
    shown = [f"- {as_text(sentence)}" for sentence in sentences[:most]]
    more = len(sentences) - most
    return "\n".join([*shown, f"- and {more} more"] if more > 0 else shown)


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


def take_both(draft: Draft, now: LoadedSet, merge: Merge, choices: dict[Keys, MergeSide]) -> None:
    """Put both sides' changes into the draft and rebase it onto the file on disk."""
    try:
        merged = resolve(merge, choices)
    except EditError as error:
        note_outcome(draft.name, "bad", f"The two could not be put together: {error}")
        return
    put_draft(draft.moved_onto(now.text, now.sha256, merged))
    note_outcome(draft.name, "good", "Both sides are in your draft now. Look it over, then save.")


def take_theirs(draft: Draft, now: LoadedSet) -> None:
    """Replace the draft by the file on disk; undo restores the old text."""
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
    lines = _lines((*changes.counting, *changes.wording), MOST_DIFFERENCES)
    st.markdown(lines or "No judgement differs.")


def _choose_sides(draft: Draft, merge: Merge) -> dict[Keys, MergeSide]:
    """Return the chosen side for each place that both sides changed differently."""
    choices: dict[Keys, MergeSide] = {}
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
    draft: Draft, now: LoadedSet, merge: Merge | None, choices: dict[Keys, MergeSide]
) -> None:
    with st.container(horizontal=True, key="edit_ways_out"):
        if merge is not None:
            st.button(
                "Put both together",
                key="conflict_merge",
                type="primary",
                on_click=take_both,
                args=(draft, now, merge, choices),
            )
        st.button(
            "Save mine as a copy",
            key="conflict_copy",
            on_click=save_as_copy,
            args=(draft, f"{now.path.stem}-mine"),
        )
        st.button(
            "Leave mine, take the file",
            key="conflict_theirs",
            on_click=take_theirs,
            args=(draft, now),
        )
        st.button(
            "Keep mine over it",
            key="conflict_mine",
            on_click=keep_mine,
            args=(draft, now),
            help="Nothing is saved yet: you see first what of theirs would be undone.",
        )
