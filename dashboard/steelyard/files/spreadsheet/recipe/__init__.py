"""What the user says about a spreadsheet: kept in a file of its own, and applied to what is found.

`recipe_file` is the format of that file and `recipe_text` writes it; `said_table`, `said_roles` and
`said_meaning` apply it to a table, to its rows and columns, and to what its numbers mean.
"""
