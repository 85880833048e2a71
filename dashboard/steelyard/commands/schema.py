"""`steelyard schema`: print the JSON Schema that editors use for completion and checks."""

from __future__ import annotations

import argparse

from steelyard.commands.outcome import FINE


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "schema",
        help="print the format of a criteria file as JSON Schema",
        description="Print the JSON Schema of criteria files, of evidence registers or of recipes.",
    )
    parser.add_argument("--register", action="store_true", help="that of a register in seeds/")
    parser.add_argument("--recipe", action="store_true", help="that of a recipe for a spreadsheet")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema; return the exit code."""
    from steelyard.files.schema import criteria_schema, recipe_schema, register_schema

    if arguments.recipe:
        print(recipe_schema(), end="")
    else:
        print(register_schema() if arguments.register else criteria_schema(), end="")
    return FINE
