"""Charts of weights: crossovers, flips and maps of leaders."""
