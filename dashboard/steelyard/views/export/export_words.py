"""The command that writes the same as the Export page."""

from __future__ import annotations

import shlex

from steelyard.results.result import Result


def command_line(result: Result) -> str:
    """Return the command that writes everything about this view into a folder.

    What a command cannot say, a score disputed or a claim struck out, it takes from the
    small file `view.json` that every ZIP export holds.
    """
    choice = result.choice
    words = ["steelyard", "export", f"criteria/{result.loaded.path.name}"]
    if choice.disputes or choice.struck or choice.rival:
        words += ["--view", "view.json"]
    else:
        for name in ("frame", "lens", "reading", "scenario"):
            chosen = getattr(choice, name)
            words += [f"--{name}", chosen] if chosen else []
        inside = result.evaluation.criteria
        for criterion, swing in choice.swings.items():
            words += ["--set-swing", f"{criterion}={swing:.12g}"] if criterion in inside else []
    return shlex.join([*words, "--to", "out"])
