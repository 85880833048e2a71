"""The commands of `steelyard`, one module each, which declares its arguments and does its work.

Each has two functions: `add_parser` declares the command and its arguments, and `run`, which the
parser refers to, does the work and returns the exit code; `cli` calls both. Heavy libraries are
imported inside functions, so that the program starts quickly.
"""
