"""One module per command of `steelyard`: read arguments, ask the core, print.

Heavy libraries are imported inside functions, so that a first answer comes quickly.
"""
