"""A new version of a text: which claims are found again, and what happens to the others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from steelyard.files.editing.open_text import EditError
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.registers import LoadedRegister
from steelyard.files.saving.save import SaveError
from steelyard.files.sources.claim_drafts import find_faults
from steelyard.files.sources.reanchoring import (
    Reanchored,
    Resolution,
    TextUpdate,
    UndecidedError,
    update_text,
)
from steelyard.files.sources.text_versions import save_version, write_version
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.files.texts.dividing import Division, Suggestion
from steelyard.files.texts.pieces import MOST_TEXT_BYTES, TextError
from steelyard.files.texts.reading import ENDINGS, OpenedText, open_text
from steelyard.model import Claim, Register
from steelyard.results.words.joined.changes import (
    CLAIM_STATES,
    GONE,
    NOT_WRITTEN,
    OLD_TEXT_NOT_KEPT,
    OTHER_TEXT,
    WAYS,
    changed_parts,
    cited_words,
    excerpt,
    left_words,
    moved_claims_words,
    new_paragraphs_words,
    nothing_alike,
    place_change,
    update_words,
)
from steelyard.results.words.text import TEXT_FILES, plain
from steelyard.results.words.texts.sources import SAME_TEXT
from steelyard.views.joining.bars import note_refusal, parts_html
from steelyard.views.session.safe_text import as_html, as_text, show_table
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.register_files import (
    change_register,
    register_now,
    why_register_is_not_saved,
)

_QUESTION = "What has changed since the text was read?"
_MOST_SUGGESTIONS = 12


@dataclass(frozen=True)
class NewVersion:
    """An uploaded file, and its current division into paragraphs."""

    opened: OpenedText
    division: Division


def show_new_version(session: Session, loaded: LoadedRegister) -> None:
    """Show the uploader for a new version, and once there is one, its effect on the claims."""
    register = loaded.register
    assert register is not None
    key = f"new_version:{loaded.id}"
    found: NewVersion | None = st.session_state.get(key)
    if found is None:
        show_finding(_QUESTION, f"Drop the new version of “{plain(register.title)}”")
        st.markdown(NOT_WRITTEN)
        if loaded.text.state == "differs" and loaded.text.paragraphs:
            st.button("Take the text that lies beside the register now", key=f"{key}:beside",
                      on_click=_open_beside, args=(key, loaded))  # fmt: skip
        _take_dropped(key)
        return
    division = found.division
    older = loaded.text.paragraphs if loaded.text.state == "matches" else ()
    update = update_text(register, division.texts, older)
    if [*division.texts] == [*older]:
        show_finding(_QUESTION, SAME_TEXT)
        _show_file(key, found)
        return
    show_finding(_QUESTION, update_words(update))
    st.caption(as_text(f"{found.opened.name}. {NOT_WRITTEN}"))
    _show_file(key, found)
    if update.is_other_text:
        st.warning(OTHER_TEXT)
    _show_suggestions(key, found)
    kinds = {"same": "main", "found": "", "decide": "open"}
    parts = [(len(update.of(state)), CLAIM_STATES[state], kind) for state, kind in kinds.items()]  # type: ignore[arg-type]
    st.html(parts_html(parts))
    for sentence in (moved_claims_words(update), new_paragraphs_words(update)):
        if sentence:
            st.caption(as_text(sentence))
    resolved = _ask(session, loaded, register, update)
    _show_saving(key, loaded, update, resolved, len(division.open_suggestions))
    _show_found(register, update)
    _show_new(update)


def _take_dropped(key: str) -> None:
    dropped = st.file_uploader(
        f"The new version: {TEXT_FILES}",
        type=[ending.lstrip(".") for ending in ENDINGS],
        key=_file_key(key),
        max_upload_size=MOST_TEXT_BYTES // 1_000_000,
    )
    if dropped is None:
        return
    with st.spinner("Reading the text …"):
        try:
            opened = open_text(dropped.name, dropped.getvalue())
        except TextError as error:
            st.error(as_text(str(error)))
            return
    st.session_state[key] = NewVersion(opened, opened.division)
    st.rerun()


def _open_beside(key: str, loaded: LoadedRegister) -> None:
    """Open the text beside the register, which has changed since, as the new version."""
    raw = "".join(f"{paragraph}\n" for paragraph in loaded.text.paragraphs).encode()
    try:
        opened = open_text(f"{loaded.id}.txt", raw)
    except TextError as error:
        note_refusal(str(error))
        return
    st.session_state[key] = NewVersion(opened, opened.division)


def _show_file(key: str, found: NewVersion) -> None:
    for notice in found.opened.notices:
        st.info(as_text(notice))
    st.button("Another file", key=f"{key}:other", on_click=_forget, args=(key,))


def _file_key(key: str) -> str:
    """Return the key of the uploader; it changes after each finished file."""
    return f"{key}:file:{st.session_state.get(f'{key}:count', 0)}"


def _forget(key: str) -> None:
    st.session_state.pop(key, None)
    st.session_state[f"{key}:count"] = st.session_state.get(f"{key}:count", 0) + 1


def _show_suggestions(key: str, found: NewVersion) -> None:
    """Show the doubtful places of the division, each with its suggestion to accept or reject."""
    doubtful = found.division.open_suggestions
    if not doubtful:
        return
    with st.container(border=True, key="version_doubts"):
        st.markdown(
            f"**Is it divided rightly? {len(doubtful)} doubtful "
            f"{'place' if len(doubtful) == 1 else 'places'}, none settled unasked**"
        )
        with st.container(horizontal=True):
            st.button("Take every suggestion", key=f"{key}:all", on_click=_divide,
                      args=(key, found.division.take_all()))  # fmt: skip
            kept = found.division
            for one in doubtful:
                kept = kept.keep(one)
            st.button("Keep all as read", key=f"{key}:none", on_click=_divide, args=(key, kept))
        for one in doubtful[:_MOST_SUGGESTIONS]:
            _show_suggestion(key, found.division, one)


def _show_suggestion(key: str, division: Division, one: Suggestion) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        words = " / ".join(
            excerpt(division.pieces[number - 1].text)[:90] for number in one.pieces[:2]
        )
        st.markdown(f"{as_text(one.why)} *{as_text(words)}*", width="stretch")
        for label, then in (("Take", division.take(one)), ("Keep", division.keep(one))):
            st.button(label, key=f"{key}:{one.id}:{label}", on_click=_divide, args=(key, then))


def _divide(key: str, division: Division) -> None:
    found: NewVersion | None = st.session_state.get(key)
    if found is not None:
        st.session_state[key] = replace(found, division=division)


@dataclass(frozen=True)
class Resolved:
    """Answers about the claims that were not found, their new words, and the number undecided."""

    resolutions: Mapping[str, Resolution]
    says: Mapping[str, str]
    waiting: int


def _ask(
    session: Session, loaded: LoadedRegister, register: Register, update: TextUpdate
) -> Resolved:
    """Ask what to do with each claim that was not found again, and return the answers."""
    resolutions: dict[str, Resolution] = {}
    says: dict[str, str] = {}
    open_ones = update.of("decide")
    if open_ones:
        st.markdown("## To decide", anchors=False)
    for one in open_ones:
        entry = register.claims[one.claim]
        with st.container(border=True, key=f"decide_{one.claim}"):
            st.html(claim_change_html(one, entry))
            st.caption(as_text(cited_words(session.result, one.claim)))
            found = _ask_one(loaded, update, one, entry)
        if found is not None:
            resolutions[one.claim], words = found
            if words:
                says[one.claim] = words
    return Resolved(resolutions, says, len(open_ones) - len(resolutions))


def claim_change_html(one: Reanchored, entry: Claim) -> str:
    """Return a claim as HTML, with its passage before and now; new words are marked."""
    was = as_html(excerpt(one.was)) if one.was else as_html(OLD_TEXT_NOT_KEPT)
    now = as_html(nothing_alike(one))
    if one.paragraph:
        now = "".join(
            f"<mark>{as_html(words)}</mark> " if is_new else f"{as_html(words)} "
            for words, is_new in changed_parts(excerpt(one.was), excerpt(one.now))
        )
    place = f", ¶ {one.paragraph}" if one.paragraph else ""
    return (
        f'<p class="changed"><strong>{as_html(one.claim)}</strong> {as_html(entry.says)}</p>'
        f'<p class="changed"><small>Was, ¶ {one.was_paragraph}</small> {was}</p>'
        f'<p class="changed"><small>Now{place}</small> {now}</p>'
    )


def _ask_one(
    loaded: LoadedRegister, update: TextUpdate, one: Reanchored, entry: Claim
) -> tuple[Resolution, str] | None:
    """Return the answer about a claim and its new words; `None` while it is undecided."""
    key = f"decide:{loaded.id}:{update_mark(update.paragraphs)}:{one.claim}"
    way = st.segmented_control(
        f"What becomes of {as_text(one.claim)}",
        [*WAYS],
        key=key,
        format_func=lambda way: WAYS[way],
        persist_state="session",
        label_visibility="collapsed",
    )
    if way == "keep_old":
        return Resolution("keep_old"), ""
    if way == "withdraw":
        reason = st.text_input("Why? It stays in the register, with the reason", GONE,
                               key=f"{key}:why", persist_state="session")  # fmt: skip
        return Resolution("withdraw", reason=reason.strip() or GONE), ""
    if way not in ("still_right", "edit"):
        return None
    number = one.paragraph
    if not number:
        chosen = st.number_input(
            "In which paragraph of the new text?",
            1,
            len(update.paragraphs),
            value=one.nearest or None,
            key=f"{key}:paragraph",
            persist_state="session",
            width=320,
        )
        number = int(chosen or 0)
        if not number:
            return None
        st.caption(as_text(excerpt(update.paragraphs[number - 1])))
    resolution = Resolution("still_right", one.anchor, number)
    if way == "still_right":
        return resolution, ""
    words = st.text_area("What it says, in our own words", entry.says, key=f"{key}:says",
                         height=80, persist_state="session")  # fmt: skip
    fields: dict[str, PlainValue] = {
        "says": words,
        "paragraph": number,
        "voice": entry.voice,
        "by": entry.by,
    }
    faults = find_faults(fields, update.paragraphs, CopyCheck({loaded.id: update.paragraphs}))
    for fault in faults:
        st.markdown(f"**{as_text(fault.sentence)}**")
    return None if faults else (resolution, words.strip() if words != entry.says else "")


def update_mark(paragraphs: Sequence[str]) -> str:
    """Return a short hash of a text, so that answers about another text are not applied to it."""
    return hashlib.sha256("\n".join(paragraphs).encode()).hexdigest()[:8]


def _show_saving(
    key: str, loaded: LoadedRegister, update: TextUpdate, resolved: Resolved, doubts: int
) -> None:
    why_not = why_register_is_not_saved(loaded.path)
    if why_not:
        st.info(as_text(why_not))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Save the new version",
            type="primary",
            key=f"{key}:save",
            disabled=bool(why_not or resolved.waiting or doubts),
            on_click=_save,
            args=(key, loaded, update, resolved),
        )
        if resolved.waiting:
            st.markdown(left_words(resolved.waiting))
        elif doubts:
            st.markdown("Settle how the text is divided first.")


@undisturbed
def _save(key: str, loaded: LoadedRegister, update: TextUpdate, resolved: Resolved) -> None:
    """Write register and text, unless somebody has changed the register since it was shown."""
    register = loaded.register
    now = register_now(loaded.path).register
    if register is None or now != register:
        note_refusal("The register has changed meanwhile; look at the new version once more.")
        return

    def write() -> None:
        words = f"new version of {register.title}"
        refusal = change_register(
            loaded.path,
            words,
            lambda text: write_version(text, register, update, resolved.resolutions, resolved.says),
        )
        if refusal:
            raise SaveError(refusal)

    try:
        save_version(loaded, update, write)
    except (SaveError, EditError, UndecidedError) as error:
        note_refusal(str(error))
    else:
        _forget(key)


def _show_found(register: Register, update: TextUpdate) -> None:
    found = update.of("found")
    if found:
        st.markdown("## Found again in a changed paragraph", anchors=False)
        rows = [[one.claim, register.claims[one.claim].says, place_change(one)] for one in found]
        show_table("found_again", ["Claim", "Says", "Paragraph"], rows)


def _show_new(update: TextUpdate) -> None:
    if update.new:
        st.markdown("## New or changed paragraphs", anchors=False)
        rows = [[str(number), excerpt(update.paragraphs[number - 1])] for number in update.new]
        show_table("new_paragraphs", ["¶", "Text"], rows)
