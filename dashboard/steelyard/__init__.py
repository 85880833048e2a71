"""Steelyard: compare policy options, see why one leads and how fragile that lead is."""

__version__ = "0.2.0"
