"""From a file of any kind to sheets of cells: bounded, and nothing in it is run or followed."""
