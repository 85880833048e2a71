"""Every picture of Steelyard with what goes with it: its drawing, its words, its numbers.

Screen, brief and exports take their pictures from here. Knows neither pages nor files.
"""
