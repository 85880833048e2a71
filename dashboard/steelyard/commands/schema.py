"""`steelyard schema`: print the JSON Schema that editors use for completion and checks."""

from __future__ import annotations

import argparse

from steelyard.commands.outcome import FINE


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "schema",
        help="print the format of a criteria file as JSON Schema",
        description="Print the JSON Schema of criteria files, or of another kind of file.",
    )
    parser.add_argument("--register", action="store_true", help="that of a register in seeds/")
    parser.add_argument("--recipe", action="store_true", help="that of a recipe for a spreadsheet")
    parser.add_argument("--round", action="store_true", help="that of a round of judgements")
    parser.add_argument("--judge", action="store_true", help="that of a judge's sheet")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema; return the exit code."""
    from steelyard.files import schema

    kinds = {
        "register": schema.register_schema,
        "recipe": schema.recipe_schema,
        "round": schema.round_schema,
        "judge": schema.judge_schema,
    }
    asked = next((kind for kind in kinds if getattr(arguments, kind)), None)
    print(kinds[asked]() if asked is not None else schema.criteria_schema(), end="")
    return FINE
