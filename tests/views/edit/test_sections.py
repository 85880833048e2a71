"""The forms of the page Edit: every section is drawn, fields change the draft, faults are said."""

from __future__ import annotations

from pathlib import Path

import pytest
from files.lunch import LUNCH
from streamlit.testing.v1 import AppTest

from steelyard.results.words.forms import FILE, SECTIONS
from steelyard.views.edit import page as edit_page

APP = Path(__file__).resolve().parents[3] / "dashboard" / "app.py"
HOSTILE = "![x](http://a.example) :red[b] `c` $d$ <script>e</script> \u202ef"


def open_section(folder: Path, text: str, section: str) -> AppTest:
    """Return the page Edit with the forms of a section of a file with that text."""
    (folder / "lunch.yaml").write_text(text, encoding="utf-8")
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.session_state["edit_view:lunch"] = edit_page.AS_FORMS
    app.session_state["edit_section:lunch"] = section
    return app.switch_page(str(Path(edit_page.__file__))).run()


def draft(app: AppTest) -> str:
    """Return the text of the draft."""
    text: str = app.session_state["drafts"]["lunch"].text
    return text


def said(app: AppTest) -> str:
    """Return everything that the page says in paragraphs, without the marks of Markdown."""
    pieces = [*app.markdown, *app.caption, *app.error]
    return " ".join(str(one.value) for one in pieces).replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    "text",
    [
        LUNCH,
        LUNCH.replace("name: Soup", f"name: '{HOSTILE}'").replace(
            "name: Both", f"name: {'é' * 80}"
        ),
        "format: 1\ntitle: T\ncriteria: {a: {name: A}}\noptions: {b: {name: B}}\n",
        LUNCH.replace("swing: 60", "swing: lots").replace("group: senses", "group: none-such"),
        "format: 1\ntitle: T\noptions: [a, b]\ncriteria: 3\n",
    ],
    ids=["lunch", "hostile", "short", "faulty", "wrong-shapes"],
)
def test_every_section_of_any_file_is_drawn(folder: Path, text: str, section: str) -> None:
    """Sound or faulty, short or hostile: no section of the forms fails."""
    app = open_section(folder, text, section)

    assert not app.exception
    assert draft(app) == text
    assert not any("<script" in str(one.value) for one in app.markdown if "style" not in str(one))


def test_a_field_changes_its_own_line_and_a_refusal_is_said_beside_it(folder: Path) -> None:
    """What is taken is in the draft; what is not is said, and nowhere else."""
    app = open_section(folder, LUNCH, "criteria")
    (question,) = [one for one in app.text_area if one.label == "Question"]
    question.input("How: good?\nAnd # why").run()
    assert 'question: "How: good?\\nAnd # why"' in draft(app)

    (swing,) = [one for one in app.text_input if one.label == "Importance (swing), 0 to 100"]
    swing.input("much").run()
    assert not app.exception
    assert said(app).count("found much") == 1
    assert "swing: 60" in draft(app)
    assert "With importance 60 its weight is 60% counting “Both”." in said(app)


def test_a_problem_stands_at_its_field(folder: Path) -> None:
    """A date that is none is told where it was typed, beside the list above the forms."""
    app = open_section(folder, LUNCH, FILE)
    (date,) = [one for one in app.text_input if one.label == "Date"]
    date.input("24 February").run()

    assert not app.exception
    assert said(app).count("24 February") == 2


def test_what_goes_with_an_entry_is_said_and_undo_brings_it_back(folder: Path) -> None:
    """First the sentence, then the press that removes."""
    app = open_section(folder, LUNCH, "options")
    app.button(key="remove_entry").click().run()
    assert draft(app) == LUNCH
    assert "Removing Soup also takes out" in said(app)
    assert "its mention in the option Menu" in said(app)
    app.button(key="remove_now").click().run()
    assert "soup" not in draft(app)
    app.button(key="edit_undo").click().run()
    assert draft(app) == LUNCH


def test_a_guess_is_confirmed_by_a_press(folder: Path) -> None:
    """What a program guessed is said beside the fields; confirmed, the mark goes and they stay."""
    text = LUNCH.replace(
        "name: Taste,", "name: Taste, better: higher, unconfirmed: {better: higher},"
    )
    app = open_section(folder, text, "criteria")
    assert "Guessed by a program and not confirmed by anybody: better end." in said(app)
    app.button(key="confirm_guesses").click().run()

    assert draft(app) == LUNCH.replace("name: Taste,", "name: Taste, better: higher,")


def test_lists_call_a_criterion_as_the_table_does(folder: Path) -> None:
    """By its short name: in the list of criteria, and where a score is chosen."""
    text = LUNCH.replace("name: Taste,", "name: How it tastes to all, short: Taste,")
    app = open_section(folder, text, "criteria")
    (listed,) = [box for box in app.selectbox if box.label == "Criterion"]
    assert listed.options == ["Taste", "Price"]

    app.session_state["edit_view:lunch"] = edit_page.AS_TABLE
    (chosen,) = [box for box in app.run().selectbox if box.label == "Criterion"]
    assert chosen.options == ["Taste", "Price"]


def test_a_sentence_about_the_file_ends_with_its_stop(folder: Path) -> None:
    """As every sentence does."""
    app = open_section(folder, LUNCH, "criteria")
    assert "No unsaved changes: this is the file as it stands on disk." in said(app)
