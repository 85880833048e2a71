"""Is it one-sided? Claims for and against each option and criterion, by voice, as they grew."""

from __future__ import annotations

import streamlit as st

from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.joined.cells import NOT_VOTES
from steelyard.results.words.joined.leaning import (
    GROWTH,
    LEANING_HEADS,
    LEANING_LEGEND,
    VOICES,
    leaning_rows,
    leaning_words,
    leaning_words_of,
    one_sided_words,
)
from steelyard.results.words.text import plain
from steelyard.views.session.safe_text import as_html, as_text, show_table

_STYLE = """<style>
ul.leaning { list-style: none; margin: 0; padding: 0; font-size: 14px; }
ul.leaning li { margin: 0; padding: .2rem 0; break-inside: avoid; }
ul.leaning .sides { display: grid; grid-template-columns: 1fr 1fr; height: 10px; }
ul.leaning .sides span { display: flex; min-width: 0; }
ul.leaning .against { justify-content: flex-end; border-right: 1px solid currentColor; }
ul.leaning i { height: 100%; flex: 0 0 calc(100% * var(--count) / var(--most)); }
ul.leaning .for i { background: var(--accent); }
ul.leaning .against i { background: var(--leaning-against); }
ul.leaning i.reported { opacity: .6; }
ul.leaning i.quoted { opacity: .3; }
ul.leaning { --leaning-against: #b45f06; }
</style>"""


def show_leaning(result: Result) -> None:
    """Show how the claims of a file lean, behind a line that says which options are one-sided."""
    if not result.loaded.claims:
        return
    st.markdown(as_text(one_sided_words(result)))
    box = st.expander("Is it one-sided? Claims for and against, as they grew", on_change="rerun")
    if not box.open:
        return
    with box:
        st.html(_STYLE)
        with st.container(key="pair_leaning"):
            columns = st.columns(2, gap="medium")
        for column, section in zip(columns, result.leanings, strict=True):
            with column:
                st.html(leaning_html(result, section))
        st.caption(as_text(f"{LEANING_LEGEND} {NOT_VOTES}"))
        _show_growth(result)


def leaning_html(result: Result, section: str) -> str:
    """Return the bars of all options or criteria as HTML: against at the left, for at the right."""
    leanings = result.leanings[section]
    most = max((max(found.sides) for found in leanings.values()), default=0) or 1
    lines = []
    for entry, found in leanings.items():
        words = as_html(leaning_words_of(result.whole, section, entry, found))
        sides = "".join(
            f'<span class="{side}">'
            + "".join(
                f'<i class="{voice}" style="--count: {counts[voice]}"></i>'
                for voice in order
                if counts.get(voice)
            )
            + "</span>"
            for side, counts, order in (
                ("against", found.against, [*VOICES][::-1]),
                ("for", found.for_, [*VOICES]),
            )
        )
        lines.append(f'<li>{words}<div class="sides" aria-hidden="true">{sides}</div></li>')
    return f'<ul class="leaning" style="--most: {most}">{"".join(lines)}</ul>'


def _show_growth(result: Result) -> None:
    options = {plain(entry.label): option for option, entry in result.whole.options.items()}
    chosen = st.selectbox("Option", [*options], key=f"leaning:{result.name}", width=420)
    steps = {
        source_title(result.loaded, source): result.grow_leaning(source, [options[chosen]])
        for source, register in result.loaded.registers.items()
        if register.register is not None
    }
    st.markdown(as_text(leaning_words(steps, chosen)))
    show_table("leaning", LEANING_HEADS, leaning_rows(steps))
    st.caption(GROWTH)
