"""The appraisal in five lengths: what is left out first, and what stays to the last."""

from __future__ import annotations

from steelyard.export.brief.parts import Section
from steelyard.export.brief.references import appraisal_section
from steelyard.results.appraisal import Finding

FINDINGS = (
    Finding("a", "Scores have ranges", "failed", "None has.", "Ask `for` them.", ("Manual 1",)),
    Finding("b", "Every lens differs", "open", "There is none.", "Add one.", ()),
    Finding("c", "A reference option", "passed", "Hold is it.", "", ("Manual 2",)),
)


def forms(section: Section) -> list[Section]:
    """Return a section and all its smaller forms, the longest first."""
    found = [section]
    while found[-1].smaller is not None:
        found.append(found[-1].smaller)
    return found


def test_each_form_says_less_than_the_one_before() -> None:
    """First the guidance goes, then the advice, then what open checks found, then all but names."""
    told = forms(appraisal_section(FINDINGS))

    assert len(told) == 5
    tables = [form.table for form in told]
    assert [table and table.rows[0][-1] for table in tables] == [
        "Ask for them. See Manual 1.",
        "Ask for them.",
        "Scores have ranges. None has.",
        "Scores have ranges. None has.",
        None,
    ]
    assert [len(table.rows) if table else 0 for table in tables] == [2, 2, 2, 1, 0]
    assert told[3].sentences[1:] == ("Open: “Every lens differs”.",)
    assert told[4].sentences[1:] == (
        "Failed: “Scores have ranges”.",
        "Open: “Every lens differs”.",
    )


def test_what_a_form_lacks_is_said() -> None:
    """The longest lacks nothing; every other one says what."""
    told = forms(appraisal_section(FINDINGS))

    assert told[0].lacks == ""
    assert len({form.lacks for form in told}) == 5


def test_counts_stand_in_every_form() -> None:
    """How many failed, stay open and passed is never left out."""
    for form in forms(appraisal_section(FINDINGS)):
        assert form.sentences[0].startswith(
            "3 checks from published guidance: 1 failed, 1 open, 1 passed."
        )


def test_nothing_to_ask_is_one_sentence() -> None:
    """Where every check passed there is no table and nothing to shorten."""
    section = appraisal_section(FINDINGS[2:])

    assert section.table is None
    assert section.smaller is None
