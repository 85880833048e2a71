"""`steelyard judges open`, `status` and `close`."""

from __future__ import annotations

import argparse
import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

from steelyard.commands.judges.places import last_round, open_round_of, open_rounds
from steelyard.commands.outcome import (
    FINE,
    PROBLEMS,
    WrongUseError,
    align_columns,
    complain,
    print_json,
    whole_number,
)
from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.rounds import LoadedRound, asked_of, load_rounds
from steelyard.files.judgements.sealing import (
    PSEUDONYMS,
    NewRound,
    close_round,
    open_round,
    seal_sheet,
)
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.judgements.shelf import shelf
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import echo, problems_as_text
from steelyard.files.saving.save import SaveError, save_text
from steelyard.model import Ask, CriteriaSet
from steelyard.model.entry import is_id
from steelyard.model.judgements import ASKED_AS
from steelyard.results.judges.data import status_data
from steelyard.results.judges.group_result import FEWEST, GroupResult
from steelyard.results.judges.simulated import SIMULATED_BY, simulate_sheet
from steelyard.results.words.judge_pages import first_round_words
from steelyard.results.words.judges import status_heading, status_lines
from steelyard.results.words.judging.promise import AFTER_CLOSING, NO_ANONYMITY, kept_words


def run_open(arguments: argparse.Namespace) -> int:
    """Open a round; return the exit code."""
    result, rounds = open_rounds(arguments.set)
    made = result.criteria_set
    asked = result.asked_rounds
    last = asked[-1] if asked else None
    before = last.round if last is not None else None
    frame = arguments.frame if arguments.frame is not None else before.frame if before else None
    if frame is not None and frame not in made.frames:
        nearest = find_nearest(frame, list(made.frames))
        hint = f"; did you mean {nearest}?" if nearest else ""
        raise WrongUseError(f"the set has no frame {echo(frame)}{hint}")
    judges = _judges(arguments, tuple(before.judges) if before else ())
    seed = whole_number("--seed", arguments.seed, 0, 2**31 - 1)
    simulate = arguments.simulate
    chance = None if simulate is None else whole_number("--simulate", simulate, 0, 2**31 - 1)
    new = NewRound(
        judges,
        ask=_ask(arguments.ask, made, frame, last),
        frame=frame,
        rule=arguments.rule or (before.rule if before else "mean_of_totals"),
        seed=seed,
        opened=None if chance is not None else datetime.date.today().isoformat(),
        simulated=SIMULATED_BY.format(seed=chance) if chance is not None else "",
    )
    if chance is not None and rounds:
        raise WrongUseError("--simulate makes up a first round, and there is one already")
    try:
        path = open_round(arguments.set, made, rounds, new)
        if chance is not None:
            _simulate(arguments.set, made, chance)
    except SaveError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json({"file": str(path), "round": len(rounds) + 1, "judges": list(judges)})
    else:
        is_file = not shelf().is_sealed
        opened = f"{path} is written" if is_file else f"Round {len(rounds) + 1} is open"
        print(f"{opened}; judges: {', '.join(judges)}")
        if first := first_round_words(len(rounds) + 1, rounds):
            print(first)
        if chance is None and len(judges) >= FEWEST:
            print(AFTER_CLOSING)
        print(kept_words())
    if len(judges) < FEWEST:
        complain(NO_ANONYMITY)
    return FINE


def _judges(arguments: argparse.Namespace, before: tuple[str, ...]) -> tuple[str, ...]:
    named: list[str] = arguments.judge
    if wrong := next((name for name in named if not is_id(name)), None):
        raise WrongUseError(f"{echo(wrong)} is no pseudonym: lower-case letters, digits, _ and -")
    if len(set(named)) < len(named):
        raise WrongUseError("two judges have the same pseudonym")
    if arguments.judges is None:
        if not named and not before:
            raise WrongUseError("say how many judges: --judges 6, or name them with --judge")
        return tuple(named) or before
    count = whole_number("--judges", arguments.judges, 1, 200)
    trees = [name for name in PSEUDONYMS if name not in named]
    more = [*trees, *(f"judge-{number}" for number in range(1, 201))]
    return tuple([*named, *more][:count])


def _ask(what: str | None, made: CriteriaSet, frame: str | None, last: LoadedRound | None) -> Ask:
    if what is None:
        what = "all" if last is None else "deciding"
    if what in ASKED_AS:
        return ASKED_AS[what]
    if what == "deciding":
        if last is None or last.is_open or last.round is None:
            raise WrongUseError("--ask deciding needs a closed round before it")
        try:
            found = GroupResult(made, last).deciding
        except ValueError as error:
            raise WrongUseError(f"{error}; say what to ask with --ask") from None
        if not found:
            raise WrongUseError("no cell alone could change the leader; say --ask which ones")
        return Ask(cells=_as_mapping([spread.cell for spread in found]), swings=False)
    return Ask(cells=_as_mapping(_cells(what, made, frame)), swings=False)


def _cells(what: str, made: CriteriaSet, frame: str | None) -> list[tuple[str, str]]:
    criteria, cells = frame_of(made, frame), []
    for text in what.split(","):
        option, slash, criterion = (part.strip() for part in text.partition("/"))
        if not slash or option not in made.options or criterion not in criteria:
            known = [f"{o}/{c}" for o in made.options for c in criteria]
            nearest = find_nearest(text.strip(), known)
            hint = f"; did you mean {nearest}?" if nearest else ""
            raise WrongUseError(f"{echo(text)} is no cell of this round{hint}")
        cells.append((option, criterion))
    return cells


def _as_mapping(cells: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option, criterion in cells:
        found.setdefault(option, []).append(criterion)
    return found


def _simulate(file: Path, made: CriteriaSet, seed: int) -> None:
    """Write, seal and close a first round of made-up answers."""
    (loaded,) = load_rounds(file, made)
    asked = asked_of(loaded, made)
    for place, judge in enumerate(asked.round.judges):
        text = write_sheet(simulate_sheet(asked, judge, f"{seed}-{place}"))
        path = loaded.path / f"{judge}.yaml"
        save_text(path, text, "", within=loaded.path)
        seal_sheet(loaded.path, judge, hashlib.sha256(text.encode()).hexdigest())
    close_round(loaded.path, None)


def run_status(arguments: argparse.Namespace) -> int:
    """Print who has answered; return the exit code."""
    if arguments.set is None:
        raise WrongUseError("name the criteria file, or a server with --config")
    result, loaded = last_round(arguments.set)
    assert loaded.round is not None
    data = status_data(loaded, asked_of(loaded, result.criteria_set))
    if arguments.json:
        print_json(data | {"problems": [problem.as_dict() for problem in loaded.problems]})
    else:
        print(f"{status_heading(loaded.round, data)} ({loaded.round.state})")
        print("\n".join(align_columns(status_lines(data), names=0)))
        if loaded.problems:
            print(problems_as_text(loaded.problems))
    return PROBLEMS if loaded.problems else FINE


def run_close(arguments: argparse.Namespace) -> int:
    """Close the open round; return the exit code."""
    result, loaded = open_round_of(arguments.set)
    assert loaded.round is not None
    data = status_data(loaded, asked_of(loaded, result.criteria_set))
    sealed = [judge for judge, one in data["judges"].items() if one["sealed"]]
    late = [judge for judge in loaded.round.judges if judge not in sealed]
    if not sealed:
        raise WrongUseError("nobody has sealed a sheet yet; a closed round cannot be opened again")
    try:
        close_round(loaded.path, datetime.date.today().isoformat())
    except SaveError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json({"round": loaded.number, "counted": sealed, "not_counted": late})
    else:
        print(f"Closed for good: {status_heading(loaded.round, data)}")
        if late:
            print(f"Not counted: {', '.join(late)}")
    return FINE
