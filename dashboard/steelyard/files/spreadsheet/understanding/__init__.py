"""From the cells of a sheet to what every row, column and number means, with the reason for it."""
