"""Analysis of a criteria set: pure functions on the model and on arrays, without I/O.

One module per question. The modules behind `steelyard score` (values, weights, totals,
dominance, verdict) use plain Python, so that a first answer does not wait for numpy;
those that sample or optimise use numpy, and scipy inside the functions that need it.
"""
