"""The instrument: ranking and weight sliders that compute in the browser while a hand moves them.

The dashboard and the live page use the same scripts and the same data, so that both show the
same numbers.
"""
