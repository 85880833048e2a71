"""What passes between a page and the text editor: texts, revisions, marks, the wish to save."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steelyard.files.criteria_files import read_criteria
from steelyard.files.problems import Problem
from steelyard.views.text_editor import component
from steelyard.views.text_editor.component import MARKED_AT_MOST, format_keys, problem_marks

BAD = Path(__file__).parent.parent / "bad"


@pytest.fixture(autouse=True)
def no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no server of another test have told where the editor's module is."""
    monkeypatch.setattr(component, "_addresses", [])


def page() -> None:
    """Show an editor over a draft, as a page would."""
    import streamlit as st

    from steelyard.views.text_editor.component import show_text_editor, typed_text, was_save_pressed

    typed = None if st.session_state.get("late") else typed_text("ed")
    if typed is not None and not st.session_state.get("stubborn"):
        st.session_state["draft"] = typed
    st.session_state["saved"] = was_save_pressed("ed")
    st.session_state["typed"] = typed
    st.session_state["returned"] = show_text_editor(
        st.session_state.get("draft", "a: 1"),
        st.session_state.get("problems", ()),
        ["soup", "soup", "cake"],
        key="ed",
        read_only=st.session_state.get("locked", False),
    )


def started() -> AppTest:
    """Return the page after its first run."""
    test = AppTest.from_function(page, default_timeout=30).run()
    assert not test.exception
    return test


def told(test: AppTest) -> dict[str, object]:
    """Return what the browser was told in the last run."""
    import json

    (element,) = test.get("bidi_component")
    data: dict[str, object] = json.loads(element.proto.json)
    return data


def send(test: AppTest, **sent: object) -> AppTest:
    """Let the browser send something, and run the page."""
    first = {"revision": 1, "count": 1, "text": "a: 1", "saves": ""}
    test.session_state["ed:event:sent"] = {**first, **sent}
    test.run()
    assert not test.exception
    return test


def test_the_first_run_sends_the_text() -> None:
    """A fresh browser gets text, words once each, keys, and no address of a module."""
    data = told(started())

    assert (data["text"], data["revision"], data["of"]) == ("a: 1", 1, 0)
    assert data["words"] == ["soup", "cake"]
    assert "swing" in data["keys"]  # type: ignore[operator]
    assert data["module"] is None


def test_what_is_typed_comes_up_and_is_not_sent_back() -> None:
    """The page reads the typed text at its top; the browser is told which change was marked."""
    test = send(started(), text="a: 2", count=7)

    assert test.session_state["typed"] == "a: 2"
    assert test.session_state["draft"] == "a: 2"
    assert test.session_state["returned"] is None
    data = told(test)
    assert (data["text"], data["revision"], data["of"]) == (None, 1, 7)


def test_a_page_that_reads_late_is_handed_the_text() -> None:
    """Where the page shows its old text again, the typed one is returned and nothing replaced."""
    test = started()
    test.session_state["late"] = True
    send(test, text="a: 2", count=3)

    assert test.session_state["returned"] == "a: 2"
    data = told(test)
    assert (data["text"], data["revision"], data["of"]) == (None, 1, -1)


def test_another_text_of_the_page_replaces_the_typed_one() -> None:
    """Undo, or a change in the table, counts the revision up; what was sent before is dropped."""
    test = send(started(), text="a: 2")
    test.session_state["draft"] = "a: 3"
    test.run()

    data = told(test)
    assert (data["text"], data["revision"], data["of"]) == ("a: 3", 2, 0)
    assert test.session_state["returned"] is None
    send(test, text="a: 2", count=2)
    assert test.session_state["typed"] is None
    assert told(test)["text"] == "a: 3"


def test_the_way_back_to_the_first_text_is_a_replacement_too() -> None:
    """A draft undone to what stood there before the typing reaches the browser."""
    test = send(started(), text="a: 2")
    test.session_state["draft"] = "a: 1"
    test.run()

    assert (told(test)["text"], told(test)["revision"]) == ("a: 1", 2)


def test_a_page_may_refuse_what_was_typed() -> None:
    """A page that was given the text and shows its old one puts that into the field."""
    test = started()
    test.session_state["stubborn"] = True
    send(test, text="a: 2")

    assert test.session_state["typed"] == "a: 2"
    assert (told(test)["text"], told(test)["revision"]) == ("a: 1", 2)


def test_a_browser_that_has_lost_its_text_gets_it_again() -> None:
    """After a remount the browser asks with revision −1 and gets the whole draft."""
    test = send(started(), text="a: 2")
    send(test, revision=-1, text="")

    assert told(test)["text"] == "a: 2"
    assert test.session_state["draft"] == "a: 2"
    send(test, count=1, text="a: 4")
    assert test.session_state["typed"] == "a: 4"


def test_saving_is_wished_once() -> None:
    """Each press of Ctrl+S is true in one run; the same state in the next run is no new press."""
    test = send(started(), text="a: 2", saves="x")
    assert test.session_state["saved"] is True
    test.run()
    assert test.session_state["saved"] is False
    send(test, text="a: 2", saves="y")
    assert test.session_state["saved"] is True


def test_a_read_only_editor_hands_nothing_up() -> None:
    """Whatever a browser sends, a read-only editor returns nothing."""
    test = started()
    test.session_state["locked"] = True
    test.session_state["late"] = True
    send(test, text="a: 2")

    assert test.session_state["returned"] is None
    assert told(test)["readOnly"] is True


@pytest.mark.parametrize(
    "sent", [{"text": 5}, {"text": None}, {"revision": "1"}, {"revision": 9}, {"count": "x"}]
)
def test_what_is_not_well_formed_is_left_out(sent: dict[str, object]) -> None:
    """Texts that are none and unknown revisions change nothing and break nothing."""
    test = send(started(), **sent)
    assert "draft" not in test.session_state or test.session_state["draft"] == "a: 1"


def test_line_ends_are_one_kind() -> None:
    """Windows line ends of a page's text or of a browser's are plain ones here."""
    test = started()
    test.session_state["draft"] = "a: 1\r\nb: 2\r"
    test.run()
    assert told(test)["text"] == "a: 1\nb: 2\n"
    send(test, revision=2, text="a: 1\r\n")
    assert test.session_state["typed"] == "a: 1\n"


# --- marks ---------------------------------------------------------------------------


def problem(**changes: object) -> Problem:
    """Return a problem of one misspelt key, with changes."""
    base: dict[str, object] = {
        "code": "C001",
        "file": "x.yaml",
        "line": 2,
        "column": 3,
        "where": ("options", "nmae"),
        "found": "nmae",
        "allowed": "name",
        "fix": "did you mean name?",
        "nearest": "name",
    }
    return Problem(**{**base, **changes})  # type: ignore[arg-type]


def test_a_misspelt_word_is_marked_and_mended() -> None:
    """The mark covers the word, says everything in words and holds the right spelling."""
    (mark,) = problem_marks("options:\n  nmae: 1\n", [problem()]).placed

    assert (mark["line"], mark["column"], mark["length"]) == (2, 3, 4)
    assert (mark["was"], mark["mend"]) == ("nmae", "name")
    assert mark["words"] == "options › nmae\nFound: nmae\nFix: did you mean name?\nAllowed: name"


def test_quotation_marks_stay() -> None:
    """A word in quotes is replaced with its quotes."""
    (mark,) = problem_marks('options:\n  "nmae": 1', [problem()]).placed
    assert (mark["was"], mark["mend"]) == ('"nmae"', '"name"')


def test_columns_are_counted_as_the_browser_counts() -> None:
    """A character outside the basic plane before the word counts as two."""
    (mark,) = problem_marks("x\n😀{nmae: 1}", [problem(line=2, column=3)]).placed
    assert (mark["column"], mark["length"]) == (4, 4)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("x\n  other: 1", {}),
        ("x\n  nmae: 1", {"nearest": ""}),
        ("x\n  nmae: 1", {"fix": "delete the line; did you mean name?"}),
        ("x\n  nmae: 1", {"code": "C014"}),
        ("x\n", {}),
    ],
)
def test_no_mend_where_it_is_not_sure(text: str, changes: dict[str, object]) -> None:
    """Another word in its place, no nearest word, a taken key: told, but not mended."""
    (mark,) = problem_marks(text, [problem(**changes)]).placed
    assert mark["mend"] == ""


def test_problems_elsewhere_are_listed() -> None:
    """Problems of registers, of no line, and of lines that are gone have no mark."""
    marks = problem_marks("a", [problem(file="seeds/y.yaml"), problem(line=0), problem(line=9)])
    assert marks.placed == []
    assert len(marks.elsewhere) == 3
    assert "seeds/y.yaml:2:3" in marks.elsewhere[0]


def test_very_many_problems_are_counted() -> None:
    """Beyond the limit problems are counted, not sent."""
    marks = problem_marks("a\nb", [problem()] * (MARKED_AT_MOST + 7))
    assert (len(marks.placed), marks.more) == (MARKED_AT_MOST, 7)


def test_every_mend_mends() -> None:
    """In all known bad files each mend on offer removes its problem; there are many."""
    mended = 0
    for path in sorted(BAD.glob("*.yaml")):
        text = path.read_bytes().decode("utf-8", "replace")
        problems = read_criteria(text.encode(), path, path.name).problems
        for problem, mark in zip(problems, problem_marks(text, problems).placed, strict=False):
            if mark["mend"]:
                after = read_criteria(put(text, mark).encode(), path, path.name).problems
                assert (problem.code, problem.where) not in {(p.code, p.where) for p in after}
                mended += 1
    assert mended > 8


def put(text: str, mark: dict[str, object]) -> str:
    """Return the text with a mend carried out; all before it lies in the basic plane."""
    lines = text.split("\n")
    index, start = int(str(mark["line"])) - 1, int(str(mark["column"])) - 1
    line = lines[index]
    end = start + len(str(mark["was"]))
    lines[index] = line[:start] + str(mark["mend"]) + line[end:]
    return "\n".join(lines)


def test_keys_come_from_the_model() -> None:
    """Every section and the keys of what stands in it are offered, in order."""
    keys = format_keys()
    assert {"assessments", "swing_reason", "from", "close_call", "inferred_from"} <= set(keys)
    assert list(keys) == sorted(keys)
