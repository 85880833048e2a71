"""The appraisal of a criteria file on the command line: `steelyard check --appraise`.

An appraisal is advice: it never changes an exit code, since no file is free of doubt.
"""

from __future__ import annotations

from steelyard.commands.outcome import WrongUseError
from steelyard.files.criteria_files import LoadedSet
from steelyard.results.appraisal import Finding
from steelyard.results.choice import Choice
from steelyard.results.data_parts import findings_data
from steelyard.results.result import find_result

MOST_DETAILS = 8
"""More cases than these are counted and not listed; `--json` has them all."""

SIGNS = {"failed": "✗", "open": "?", "passed": "✓"}


def appraise_file(loaded: LoadedSet, frame: str | None = None) -> tuple[str, tuple[Finding, ...]]:
    """Return the frame that was looked at and a finding for each rule.

    `frame` is the file's first one by default. Nothing is found where nothing could be
    read. Raises WrongUseError for a frame the file does not have.
    """
    if loaded.criteria_set is None:
        return "", ()
    result = find_result(loaded, Choice(frame=frame))
    try:
        return result.evaluation.frame, result.findings
    except ValueError as error:
        raise WrongUseError(f"{loaded.path}: {error}") from None


def appraisal_as_dict(frame: str, findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return an appraisal as plain data: what `--json` prints."""
    return {"frame": frame, "findings": findings_data(findings)}


def appraisal_as_text(frame: str, findings: tuple[Finding, ...]) -> str:
    """Return an appraisal for a terminal: what failed, what is open, what passed."""
    if not findings:
        return "  nothing to appraise"
    states: list[str] = [finding.state for finding in findings]
    numbers = ", ".join(f"{states.count(state)} {state}" for state in SIGNS)
    lines = [f"  appraisal of frame {frame}: {numbers}"]
    for state in SIGNS:
        for finding in findings:
            if finding.state == state:
                lines += _as_lines(finding)
    return "\n".join(lines)


def _as_lines(finding: Finding) -> list[str]:
    lines = ["", f"  {SIGNS[finding.state]} {finding.state}  {finding.title}  [{finding.rule}]"]
    lines.append(f"      {finding.found}")
    if finding.state == "passed":
        return lines
    lines += [f"      - {detail}" for detail in finding.details[:MOST_DETAILS]]
    if len(finding.details) > MOST_DETAILS:
        lines.append(f"      - and {len(finding.details) - MOST_DETAILS} more")
    if finding.advice:
        lines.append(f"      What to do: {finding.advice}")
    return [*lines, f"      See: {'; '.join(finding.guidance)}"]
