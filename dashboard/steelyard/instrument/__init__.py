"""The instrument: ranking and weight sliders, computed in the browser while they are moved.

The dashboard and the live page use the same scripts and the same data, so that both show the
same numbers.
"""
