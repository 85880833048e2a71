"""What differs between two versions of a criteria set, and what that did to the result.

`comparison.compare_sets` brings together the moved judgements (`moves`), the change of
every total, and an exact split of the change in the leader's margin (`margin`).
"""
