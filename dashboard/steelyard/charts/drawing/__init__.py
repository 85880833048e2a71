"""What several charts are drawn with: specifications over rows, texts, heads and grids."""
