"""Canvas: text, canvases and grids that charts are laid out with."""
