"""Rounds and sheets as read: what counts, what is wrong where, and what an open round tells."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from judged_sets import SET, THREE, Judged, judged

from steelyard.files.judgements.digest import asked_order, digest_of, seen_parts
from steelyard.files.judgements.rounds import rounds_folder
from steelyard.files.judgements.sealing import seal_sheet
from steelyard.files.judgements.sheet_writing import write_round, write_sheet
from steelyard.files.problems import problems_as_text
from steelyard.files.saving.save import SaveError
from steelyard.files.schema import judge_schema, round_schema
from steelyard.model import Ask


def codes(made: Judged) -> list[str]:
    """Return the codes of the problems of the last round."""
    return [problem.code for problem in made.rounds[-1].problems]


def test_a_round_lies_beside_the_criteria_folder(tmp_path: Path) -> None:
    """Like the registers; a file elsewhere has its rounds in its own folder."""
    assert Judged(tmp_path).open() == tmp_path / "judgements" / "lunch" / "round-1"
    alone = tmp_path / "desk" / "lunch.yaml"
    assert rounds_folder(alone) == tmp_path / "desk" / "judgements" / "lunch"


def test_a_closed_round_has_the_sealed_answers(tmp_path: Path) -> None:
    """All three sheets stand, as they were typed, and nothing is wrong."""
    found = judged(tmp_path).rounds[-1]
    assert found.problems == ()
    assert [*found.standing] == ["alder", "birch", "cedar"]
    assert found.standing["birch"].scores["cake"]["price"].score[:3] == (8, 12, 16)


def test_writing_is_a_fixed_point(tmp_path: Path) -> None:
    """Reading what was written and writing it again changes no byte, of rounds and of sheets."""
    made = judged(tmp_path)
    found = made.rounds[-1]
    for judge, loaded in found.sheets.items():
        text = loaded.path.read_text(encoding="utf-8")
        assert loaded.sheet is not None
        assert write_sheet(loaded.sheet) == text, judge
    assert found.round is not None
    text = (found.path / "round.yaml").read_text(encoding="utf-8")
    assert write_round(found.round) == text


def test_files_keep_to_their_schemas(tmp_path: Path) -> None:
    """The schemas describe what is written, and refuse what is not read."""
    found = judged(tmp_path).rounds[-1]
    sheet = Draft202012Validator(json.loads(judge_schema()))
    plain = yaml.safe_load((found.path / "birch.yaml").read_text(encoding="utf-8"))
    plain["answered"] = "2026-11-29"
    plain["scores"]["soup"]["taste"] = "cannot_judge"
    sheet.validate(plain)
    plain["scores"]["soup"]["taste"] = "unknown"
    assert not sheet.is_valid(plain)
    rounds = Draft202012Validator(json.loads(round_schema()))
    text = (found.path / "round.yaml").read_text(encoding="utf-8")
    rounds.validate(yaml.load(text, yaml.BaseLoader) | {"format": 1, "round": 1, "seed": 0})


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("judge: alder", "judge: birch", "J001", 1),
        ("judge: alder", "judge: yew", "J002", 4),
        ("set: lunch", "set: dinner", "J003", 2),
        ("round: 1", "round: 2", "J004", 3),
        ("cake:\n    taste", "cake:\n    # taste", "J005", 9),
        ("digest: ", "digest: 0", "C005", 5),
        ("score: [40, 60, 80]", "score: [40, 60, 180]", "C014", 11),
        ("score: [40, 60, 80]", "score: [60, 40, 80]", "C015", 11),
        ("score: [40, 60, 80]", "score: unknown", "C013", 11),
        ("    taste: {score: [40", "    taist: {score: [40", "C010", 11),
        (", reason: \"soup, taste.\"", "", "J010", 11),
        ("score: [40", "was: [1, 2, 3], why: So., score: [40", "J011", 11),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    """Each fault has its code, its line and a remedy, and nothing is dropped in silence."""
    made = Judged(tmp_path)
    made.open()
    for judge in ("birch", "alder"):
        made.hand_in(judge, *THREE[judge], seal=False)
    text = (made.rounds[-1].path / "alder.yaml").read_text(encoding="utf-8")
    assert old in text
    made.put("alder", text.replace(old, new, 1))
    found = [p for p in made.rounds[-1].problems if p.code == code]
    assert [(problem.line) for problem in found] == [line], made.rounds[-1].problems
    assert found[0].fix


def test_all_swings_zero_count_as_none(tmp_path: Path) -> None:
    """Swings that are all zero say nothing: named, and the judge has no weights of his own."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", THREE["alder"][0], {"taste": 0, "price": 0})
    assert codes(made) == ["J006"]
    assert made.rounds[-1].standing["alder"].swings == {}


def test_a_late_sheet_does_not_count(tmp_path: Path) -> None:
    """A sheet that nobody sealed before the round was closed is named and left out."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", *THREE["alder"])
    made.close()
    made.hand_in("birch", *THREE["birch"], seal=False)
    assert codes(made) == ["J007"]
    assert [*made.rounds[-1].standing] == ["alder"]
    with pytest.raises(SaveError, match="closed"):
        seal_sheet(made.rounds[-1].path, "birch", "0" * 64)


def test_a_changed_byte_after_sealing_is_a_problem(tmp_path: Path) -> None:
    """The sealed sheet is that of its bytes; with another one the judge does not count."""
    made = judged(tmp_path)
    path = made.rounds[-1].path / "birch.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12,", "13,"), encoding="utf-8")
    assert codes(made) == ["J008"]
    assert [*made.rounds[-1].standing] == ["alder", "cedar"]
    with pytest.raises(SaveError):
        seal_sheet(path.parent, "alder", "0" * 64)


def test_answers_to_unchanged_cells_stay_after_the_set_changed(tmp_path: Path) -> None:
    """Another summary of soup: its cells are asked again, the others and the swings stay."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", *THREE["alder"])
    made.file.write_text(SET.replace("A pot for all", "A cup for each"), encoding="utf-8")
    found = made.rounds[-1]
    assert [problem.code for problem in found.problems] == ["J009", "J009"]
    assert "soup › taste, soup › price" in found.problems[1].fix
    assert [*found.standing["alder"].cells] == [("cake", "taste"), ("cake", "price")]
    assert [*found.standing["alder"].swings] == ["taste", "price"]


def test_what_judges_do_not_see_changes_no_digest() -> None:
    """Scores and swings of the set are no part of the digest; anchors and options are."""
    import yaml as reader

    from steelyard.model import CriteriaSet

    def digest(text: str) -> str:
        return digest_of(seen_parts(CriteriaSet.model_validate(reader.safe_load(text)), None))

    assert digest(SET) == digest(SET.replace("taste: 50", "taste: 51").replace("swing: 60", ""))
    for old, new in (
        ("Bland", "Dull"), ("What shall", "Which shall"), ("to: 20", "to: 21"),
        ("  cake: {name: Cake}\n", "  cake: {name: Cake}\n  pie: {name: Pie}\n"),
        ("better: lower", "better: higher"),
    ):  # fmt: skip
        assert digest(SET) != digest(SET.replace(old, new, 1)), old


def test_problems_of_an_open_round_tell_no_answer(tmp_path: Path) -> None:
    """Numbers, texts and keys a judge wrote appear in no problem until the round is closed."""
    made = Judged(tmp_path)
    made.open()
    good = write_sheet(made.sheet("alder", *THREE["alder"]))
    for bad in (
        good.replace("[40, 60, 80]", "[40, 60, 7391]"),
        good.replace("[40, 60, 80]", "7391 points"),
        good.replace("[40, 60, 80]", "[40, 7391"),
        good.replace("    taste: {score: [40", "    t7391: {score: [40"),
        good.replace("reason: \"soup, taste.\"", "reason: \"soup, taste.\", x7391: 7391"),
        good.replace("swing: 100", "swing: -7391").replace("swing: 50", "swing: 7391,5"),
        good.replace("[40, 60, 80]", "[7391, 60, 80]"),
    ):  # fmt: skip
        assert bad != good
        made.put("alder", bad)
        found = made.rounds[-1].problems
        assert found
        assert "7391" not in problems_as_text(found) + repr(found), bad
    made.put("alder", good)
    assert made.rounds[-1].problems == ()


def test_twenty_judges_seal_at_once(tmp_path: Path) -> None:
    """Sheets handed in at the same moment are all sealed: none is lost."""
    judges = [f"judge-{number}" for number in range(20)]
    made = Judged(tmp_path)
    folder = made.open(*judges)
    threads = [
        threading.Thread(target=seal_sheet, args=(folder, judge, f"{number:064x}"))
        for number, judge in enumerate(judges)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = made.rounds[-1].round
    assert found is not None
    assert found.sealed == {judge: f"{number:064x}" for number, judge in enumerate(judges)}


def test_a_second_round_carries_over_what_it_does_not_ask(tmp_path: Path) -> None:
    """Only soup's taste is asked again; what a judge changes stands beside the rest."""
    made = judged(tmp_path)
    made.open("alder", "birch", ask=Ask(cells={"soup": ["taste"]}, swings=False))
    again = {
        "soup": {
            "taste": {
                "score": [50, 70, 80], "was": [40, 60, 80], "why": "It was salted.",
            }
        }
    }  # fmt: skip
    made.hand_in("alder", again, {})
    found = made.rounds
    assert found[0].round is not None
    assert found[0].round.state == "discussed"
    assert found[1].problems == ()
    standing = found[1].standing
    assert standing["alder"].scores["soup"]["taste"].score.likely == 70
    assert standing["alder"].scores["cake"]["taste"].score.likely == 75
    assert standing["birch"].scores == found[0].standing["birch"].scores
    assert [*standing] == ["alder", "birch", "cedar"]
    with pytest.raises(SaveError, match="still open"):
        made.open()


def test_each_judge_has_an_order_of_his_own(tmp_path: Path) -> None:
    """Drawn from the seed: the same every time, and not the same for all."""
    made = Judged(tmp_path)
    made.open()
    asked = made.rounds[-1].round
    assert asked is not None
    options = tuple("abcdef")
    orders = [asked_order(options, asked, judge) for judge in ("alder", "birch", "cedar")]
    assert orders == [asked_order(options, asked, j) for j in ("alder", "birch", "cedar")]
    assert len(set(orders)) == 3
    assert all(sorted(order) == [*options] for order in orders)
