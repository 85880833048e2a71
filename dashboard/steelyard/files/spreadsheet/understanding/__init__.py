"""From the cells of a table to what every row, column and number means, with the reason for it."""
