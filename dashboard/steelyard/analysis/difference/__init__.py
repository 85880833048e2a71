"""What differs between two versions of a criteria set, and what that did to the result.

`compare_sets` finds the moved judgements, the change of every total, and an exact split
of the change in the leader's margin; `reasons` puts that into words.
"""

from steelyard.analysis.difference.comparison import Difference, TotalChange, compare_sets
from steelyard.analysis.difference.margin import MarginChange, Part, explain_margin
from steelyard.analysis.difference.moves import Move, find_moves
from steelyard.analysis.difference.reasons import signed, tell_margin, tell_part

__all__ = [
    "Difference",
    "MarginChange",
    "Move",
    "Part",
    "TotalChange",
    "compare_sets",
    "explain_margin",
    "find_moves",
    "signed",
    "tell_margin",
    "tell_part",
]
