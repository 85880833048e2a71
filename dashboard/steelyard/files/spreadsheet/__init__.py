"""From a spreadsheet to a first criteria file, with every doubt named by row and column."""
