"""A draft of a criteria file: kept, taken back, compared with the file, saved; conflicts."""
