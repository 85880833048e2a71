"""The page Edit: the forms, the table of scores and the text of a file."""
