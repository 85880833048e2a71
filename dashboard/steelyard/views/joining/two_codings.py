"""Two people's claims of one text side by side; each difference is taken into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from steelyard.files.problems import problems_as_text
from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.claim_edits import next_claim_id
from steelyard.files.sources.coding_files import (
    TAKEN,
    list_codings,
    load_coding,
    read_coding,
    take_claim,
)
from steelyard.model import Claim, Coding, CriteriaSet, Register
from steelyard.results.compared.codings import CodingComparison
from steelyard.results.words.joined.changes import (
    SAME_PASSAGE,
    agreement_heads,
    agreement_rows,
    aspect_words,
    coding_of_other_text,
    codings_finding,
    codings_parts,
    content_words,
)
from steelyard.results.words.names import claim_label
from steelyard.results.words.text import plain
from steelyard.results.words.texts.sources import KAPPA
from steelyard.views.joining.bars import parts_html
from steelyard.views.joining.merge_draft import (
    as_merged,
    merge_draft_of,
    show_merge,
    take_into_draft,
)
from steelyard.views.joining.passages import passage_html
from steelyard.views.session.safe_text import as_html, as_text, show_table
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding
from steelyard.views.sources.register_files import registers_at_hand, why_register_is_not_saved

_QUESTION = "Do two people read the text alike?"
_MOST_LISTED = 30


def show_two_codings(session: Session, loaded: LoadedRegister) -> None:
    """Show the register beside the coding that was chosen or uploaded."""
    draft = merge_draft_of(loaded)
    merged = as_merged(loaded, draft)
    register = merged.register
    if register is None:
        register, merged = loaded.register, loaded
    assert register is not None
    name, coding = _open_coding(loaded)
    if coding is None:
        show_finding(_QUESTION, "Drop the second person’s claims")
        st.markdown(
            "A coding is a file with claims of the same text, made without having seen these: "
            "another register, or claims alone. Those kept beside the register are listed by name."
        )
        return
    found = compare(register, coding, (first_name(register), name))
    show_finding(_QUESTION, codings_finding(found))
    st.caption(SAME_PASSAGE)
    if coding.sha256 is not None and coding.sha256 != register.sha256:
        st.info(as_text(coding_of_other_text(name)))
    kinds = ("", "main", "")
    st.html(parts_html([(*part, k) for part, k in zip(codings_parts(found), kinds, strict=True)]))
    show_table("agreement", agreement_heads(found), agreement_rows(found))
    st.caption(KAPPA)
    why_not = why_register_is_not_saved(loaded.path)
    if why_not:
        st.info(as_text(why_not))
    show_merge(loaded, draft, merged)
    for key in TAKEN:
        _show_differing(session.whole, merged, found, key)
    _show_only_second(merged, found)
    _show_only_first(merged, found)


def codings_of(loaded: LoadedRegister) -> dict[str, Path]:
    """Return the codings of a text by name: files beside its register, then its other registers.

    Another register is of the same text if all its fingerprints are equal.
    """
    found = {path.stem: path for path in list_codings(loaded.path)}
    for source, other in registers_at_hand().items():
        if source == loaded.id or source in found or None in (other.register, loaded.register):
            continue
        if other.register.fingerprints == loaded.register.fingerprints:  # type: ignore[union-attr]
            found[source] = other.path
    return found


def _open_coding(loaded: LoadedRegister) -> tuple[str, Coding | None]:
    """Let the visitor choose or upload a coding; return its name and claims, with its problems."""
    codings = codings_of(loaded)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = None
        if codings:
            chosen = st.selectbox(
                "Coding of the same text", [*codings], key=f"coding:{loaded.id}", width=260,
                persist_state="session",
            )  # fmt: skip
        dropped = st.file_uploader(
            "Another coding: .yaml or .yml", type=["yaml", "yml"], key=f"coding_file:{loaded.id}"
        )
    if dropped is not None:
        name = dropped.name.rpartition(".")[0] or dropped.name
        coding, problems = read_coding(dropped.name, dropped.getvalue())
    elif chosen is not None:
        name = chosen
        coding, problems = load_coding(codings[chosen])
    else:
        return "", None
    if problems:
        with st.expander(f"{len(problems)} problems in {as_text(name)}"):
            st.code(problems_as_text(problems), language=None, wrap_lines=True)
    if coding is None:
        st.error(f"Nothing in {as_text(name)} can be used as claims.")
    return name, coding


def first_name(register: Register) -> str:
    """Return the coder of a register's claims, or “the register” unless it names exactly one."""
    coders = {entry.coded_by for entry in register.standing.values() if entry.coded_by}
    return next(iter(coders)) if len(coders) == 1 else "the register"


def compare(register: Register, coding: Coding, names: tuple[str, str]) -> CodingComparison:
    """Return the comparison of a register's standing claims with those of a coding."""
    second = {claim: entry for claim, entry in coding.claims.items() if entry.withdrawn is None}
    return CodingComparison(register.standing, second, names)


def _show_differing(
    criteria_set: CriteriaSet,
    loaded: LoadedRegister,
    found: CodingComparison,
    key: str,
) -> None:
    """Show each pair of claims that differs in a key, with a button to take the other's content."""
    pairs = [pair for pair, keys in found.differing if key in keys]
    if not pairs:
        return
    st.markdown(f"## {as_text(aspect_words(key))}", anchors=False)
    for pair in pairs[:_MOST_LISTED]:
        one, two = found.first[pair.first], found.second[pair.second]
        with st.container(border=True, key=f"differs_{key}_{pair.first}"):
            st.markdown(as_text(claim_label(pair.first, one)))
            st.html(passage_html(loaded, one))
            with st.container(horizontal=True, key=f"coding_row_first_{key}_{pair.first}"):
                words = content_words(criteria_set, one, key)
                st.markdown(f"**{as_text(found.names[0])}** {as_text(words)}", width="stretch")
                st.markdown("stands")
            with st.container(horizontal=True, key=f"coding_row_second_{key}_{pair.first}"):
                words = content_words(criteria_set, two, key)
                st.markdown(f"**{as_text(found.names[1])}** {as_text(words)}", width="stretch")
                st.button(
                    f"Take {as_text(pair.second)}",
                    key=f"take:{key}:{pair.first}:{pair.second}",
                    on_click=_take,
                    args=(loaded, pair.first, two, (key,)),
                )


def _take(loaded: LoadedRegister, claim: str, entry: Claim, keys: Sequence[str]) -> None:
    register = loaded.register
    assert register is not None
    take_into_draft(loaded, lambda text: take_claim(text, entry, claim, register, keys))


def _show_only_second(loaded: LoadedRegister, found: CodingComparison) -> None:
    only = found.codings.only_second
    if not only:
        return
    name = found.names[1]
    st.markdown(f"## Only {as_text(name)}: {len(only)}", anchors=False)
    label = "Add this one" if len(only) == 1 else f"Add all {len(only)} to the register"
    st.button(label, key=f"add_all:{loaded.id}", on_click=_add,
              args=(loaded, {one: found.second[one] for one in only}, name))  # fmt: skip
    for claim in only[:_MOST_LISTED]:
        entry = found.second[claim]
        with st.container(horizontal=True, key=f"coding_row_{claim}"):
            words = as_html(f"¶ {entry.paragraph} {claim_label(claim, entry)}")
            st.html(f'<p class="changed">{words}</p>{passage_html(loaded, entry)}', width="stretch")
            st.button(
                f"Add {as_text(claim)}",
                key=f"add:{claim}",
                on_click=_add,
                args=(loaded, {claim: entry}, name),
            )


def _add(loaded: LoadedRegister, claims: dict[str, Claim], coder: str) -> None:
    """Add claims of the second person under new ids, with the person's name."""
    register = loaded.register
    assert register is not None

    def add(text: str) -> str:
        taken: dict[str, object] = {}
        for entry in claims.values():
            own = next_claim_id(register, taken)
            taken[own] = None
            named = entry.model_copy(update={"coded_by": entry.coded_by or plain(coder)})
            text = take_claim(text, named, own, register)
        return text

    take_into_draft(loaded, add)


def _show_only_first(loaded: LoadedRegister, found: CodingComparison) -> None:
    only = found.codings.only_first
    if not only:
        return
    box = st.expander(f"Only {as_text(found.names[0])}: {len(only)}", on_change="rerun")
    if box.open:
        with box:
            for claim in only[:_MOST_LISTED]:
                entry = found.first[claim]
                st.markdown(as_text(f"¶ {entry.paragraph} {claim_label(claim, entry)}"))
                st.html(passage_html(loaded, entry))
