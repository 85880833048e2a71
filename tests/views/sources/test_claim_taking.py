"""What the claim desk sends is checked and saved, and nobody else's work is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from files.sources.orchard import ORCHARD, as_register, empty_register

from steelyard.files.library import shipped_criteria, shipped_folder
from steelyard.files.saving import save as saving
from steelyard.files.saving.save import forbid_writing
from steelyard.files.sources.claim_edits import add_claim, change_claim, put_bearing
from steelyard.files.sources.first_set import begin_set, put_names
from steelyard.files.texts.kept_text import fingerprint, save_text_bytes, text_bytes
from steelyard.results.words.texts.desks import CLAIM_DESK, DONE
from steelyard.views.session import served_files as served
from steelyard.views.sources import claim_taking
from steelyard.views.sources.claim_taking import take_claim_message
from steelyard.views.sources.claim_view import bears_of, claim_data
from steelyard.views.sources.outbox import take_each
from steelyard.views.sources.register_files import register_now

Take = Callable[..., dict[str, Any]]
SAYS = "Nobody agrees about it."


class Desk:
    """A register with its text, a set, and what the desk of one visitor does to them."""

    def __init__(self, place: Path) -> None:
        self.file = place / "seeds" / "orchard.yaml"
        self.set_file = place / "set.yaml"

    @property
    def text(self) -> str:
        """The register as it is on disk."""
        return self.file.read_text(encoding="utf-8")

    def send(self, kind: str, **fields: object) -> dict[str, Any]:
        """Send one message; return what came of it."""
        loaded = register_now(self.file)
        taken = take_claim_message("desk", loaded, {"orchard": loaded}, self.set_file)
        taken({"n": 1, "kind": kind, **fields})
        outcome: dict[str, Any] = st.session_state["desk:outcome"]
        return outcome

    def save(self, **fields: object) -> dict[str, Any]:
        """Save a claim whose other fields are the usual ones."""
        usual: dict[str, object] = {
            "claim": "", "sha256": as_register(self.text).sha256, "paragraph": 2, "passage": None,
            "says": SAYS, "quote": "", "voice": "assertion", "by": "", "form": "event",
            "hedge": "", "bears": [], "note": "", "was": None,
        }  # fmt: skip
        return self.send("save", **usual | fields)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Serve a set on one register, with a plain mapping for the session."""
    before = list(served._chosen)
    served.choose(tmp_path)
    monkeypatch.setattr(st, "session_state", {})
    made = Desk(tmp_path)
    save_text_bytes(tmp_path / "seeds" / "texts" / "orchard.txt", text_bytes(ORCHARD))
    made.file.write_text(empty_register(), encoding="utf-8")
    text = put_names(begin_set("Orchard", "What now?"), "options", ["Leave it", "Sell it"])
    made.set_file.write_text(put_names(text, "criteria", ["Cost"]), encoding="utf-8")
    yield made
    served._chosen[:] = before
    saving._forbidden.clear()


def test_a_saved_claim_only_adds_lines(desk: Desk) -> None:
    """With the passage as it is known again, and no usual value written out."""
    before = desk.text.replace("no_claim: {}\n", "")
    assert desk.save(passage=[0, 30], bears=[["cost", "sell_it", "for"]])["ok"]
    register = as_register(desk.text)
    claim = register.claims["or-01"]
    assert claim.passage == [0, 30]
    assert claim.print == fingerprint(ORCHARD[1][0:30])
    assert bears_of(claim) == [["cost", "sell_it", "for"]]
    assert [line for line in before.splitlines() if line not in desk.text.splitlines()] == []
    second = desk.text
    desk.save(paragraph=3)
    assert desk.text.startswith(second)
    assert "note:" not in desk.text


def test_what_keeps_a_claim_from_being_saved_is_told(desk: Desk) -> None:
    """Copied words are counted, a quotation must stand there, a speaker needs a name."""
    before = desk.text
    copied = " ".join(ORCHARD[1].split()[:7])
    assert "7 words in a row" in desk.save(says=copied)["text"]
    assert "do not stand in paragraph 2" in desk.save(quote="never said")["text"]
    assert desk.save(voice="reported")["text"] == CLAIM_DESK["unnamed"]
    assert desk.save(says=" ")["text"] == CLAIM_DESK["unsaid"]
    assert "no option" in desk.save(bears=[["cost", "steal_it", "for"]])["text"]
    assert "no criterion" in desk.save(bears=[["trees", "sell_it", "for"]])["text"]
    assert desk.save(paragraph=999)["text"] == DONE["no_paragraph"]
    assert desk.text == before


def test_an_option_that_is_not_there_yet_is_made(desk: Desk) -> None:
    """And the claim can then bear on it."""
    made = desk.send("create", section="options", name="Steal it")
    assert made["made"] == "steal_it"
    assert desk.save(bears=[["cost", "steal_it", "against"]])["ok"]
    assert not desk.send("create", section="frames", name="x")["ok"]


def test_who_coded_a_claim_is_written_only_where_somebody_is_named(desk: Desk) -> None:
    """Taken out again where the name is; another's claim keeps their name while it is edited."""
    desk.save()
    assert "coded_by" not in desk.text
    desk.save(coded_by=" Hazel ")
    assert as_register(desk.text).claims["or-02"].coded_by == "Hazel"
    was = seen(desk, "or-02")
    desk.save(claim="or-02", was=was, **was | {"note": "Checked."})
    assert as_register(desk.text).claims["or-02"].coded_by == "Hazel"
    was = seen(desk, "or-02")
    desk.save(claim="or-02", was=was, **was | {"coded_by": ""})
    assert "coded_by" not in desk.text


@pytest.mark.parametrize("name", ["coercive-bargaining", "kinetic-diplomacy"])
def test_shipped_registers_are_a_fixed_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Every claim opened at the desk and saved as it is: the very same bytes."""
    monkeypatch.setattr(st, "session_state", {})
    desk = Desk(tmp_path)
    desk.file = tmp_path / "seeds" / f"{name}.yaml"
    desk.file.parent.mkdir()
    shipped = shipped_folder() / "seeds" / f"{name}.yaml"
    desk.file.write_bytes(shipped.read_bytes())
    desk.set_file.write_bytes((shipped_criteria() / "iran-2026.yaml").read_bytes())
    claims = as_register(desk.text).claims
    assert len(claims) > 30
    for claim, entry in claims.items():
        was = {key: value for key, value in claim_data(claim, entry).items() if key != "id"}
        assert desk.save(claim=claim, was=was, **was)["ok"], claim
    assert desk.file.read_bytes() == shipped.read_bytes()


def test_two_people_add_a_claim_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are there, each with an id of its own."""
    loaded = register_now(desk.file)
    monkeypatch.setattr(claim_taking, "register_now", lambda _: loaded)
    theirs = add_claim(desk.text, "or-01", {"paragraph": 1, "says": "Theirs."})
    desk.file.write_text(theirs, encoding="utf-8")
    assert desk.save()["claim"] == "or-02"
    claims = as_register(desk.text).claims
    assert [claims[one].says for one in ("or-01", "or-02")] == ["Theirs.", SAYS]


def seen(desk: Desk, claim: str) -> dict[str, Any]:
    """Return a claim as a desk would show it now."""
    entry = as_register(desk.text).claims[claim]
    return {
        "says": entry.says, "quote": entry.quote, "voice": entry.voice, "by": entry.by or "",
        "form": entry.form, "hedge": entry.hedge, "bears": bears_of(entry), "note": entry.note,
        "coded_by": entry.coded_by or "",
    }  # fmt: skip


def test_two_people_change_different_things_of_a_claim(desk: Desk) -> None:
    """Both changes are there, also those of two cells."""
    desk.save()
    was = seen(desk, "or-01")
    theirs = change_claim(desk.text, "or-01", {"hedge": "perhaps"})
    theirs = put_bearing(theirs, "or-01", "leave_it", "cost", "for")
    desk.file.write_text(theirs, encoding="utf-8")
    mine = was | {"note": "Mine.", "bears": [["cost", "sell_it", "against"]]}
    assert desk.save(claim="or-01", was=was, **mine)["ok"]
    claim = as_register(desk.text).claims["or-01"]
    assert (claim.hedge, claim.note) == ("perhaps", "Mine.")
    assert sorted(bears_of(claim)) == [["cost", "leave_it", "for"], ["cost", "sell_it", "against"]]


def test_two_people_change_the_same_of_a_claim(desk: Desk) -> None:
    """It is asked, and only then written over."""
    desk.save()
    was = seen(desk, "or-01")
    desk.file.write_text(change_claim(desk.text, "or-01", {"says": "Theirs."}), encoding="utf-8")
    mine = was | {"says": "Mine."}
    asked = desk.save(claim="or-01", was=was, **mine)
    assert asked["clash"]
    assert "Theirs." in asked["text"]
    assert as_register(desk.text).claims["or-01"].says == "Theirs."
    assert desk.save(claim="or-01", was=was, over=True, **mine)["ok"]
    assert as_register(desk.text).claims["or-01"].says == "Mine."


def test_a_claim_on_another_text_is_refused(desk: Desk) -> None:
    """Its passage would be that of other words."""
    assert "replaced meanwhile" in desk.save(sha256="0" * 64)["text"]
    assert not as_register(desk.text).claims


def test_withdrawing_looking_and_taking_back(desk: Desk) -> None:
    """Every change can be taken back, the last one first."""
    desk.save()
    one = desk.text
    desk.send("no_claim", paragraph=1, reason="heading")
    assert as_register(desk.text).no_claim == {1: "heading"}
    desk.send("withdraw", claim="or-01", reason="twice")
    assert as_register(desk.text).claims["or-01"].withdrawn == "twice"
    desk.send("restore", claim="or-01")
    assert as_register(desk.text).claims["or-01"].withdrawn is None
    for _ in range(3):
        assert desk.send("undo")["text"] == DONE["undo"]
    assert as_register(desk.text) == as_register(one)
    desk.send("undo")
    assert not as_register(desk.text).claims
    assert not desk.send("undo")["ok"]


def test_nothing_is_saved_where_writing_is_forbidden(desk: Desk) -> None:
    """Whatever the page shows."""
    before = desk.text
    forbid_writing()
    assert "reading only" in desk.save()["text"]
    assert desk.text == before


def test_a_message_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that wait come again with the next; what is no message is passed over."""
    state: dict[str, Any] = {"desk": {"sent": [{"n": 1}, {"n": 2}, "x", {"n": "3"}]}}
    monkeypatch.setattr(st, "session_state", state)
    taken: list[int] = []
    for _ in range(2):
        take_each("desk", lambda message: taken.append(message["n"]))
    state["desk"] = {"sent": [{"n": 2}, {"n": 3}]}
    take_each("desk", lambda message: taken.append(message["n"]))
    assert taken == [1, 2, 3]
