"""The canvas, and the texts, heads and grids that several charts are laid out with."""
