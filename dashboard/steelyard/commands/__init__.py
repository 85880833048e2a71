"""One module per command of `steelyard`: it declares its arguments and does its work.

Each has two functions: `add_parser` declares the command and its arguments, and `run`, which
that parser names, does the work and returns the exit code; `cli` calls both. Heavy libraries
are imported inside functions, so that a first answer comes quickly.
"""
