"""From other people's spreadsheets to a first criteria file, with every doubt named.

`opening` turns a file into sheets of cells; `understanding` finds the table on a sheet, what each
row and column is, and what its numbers mean; `draft_writing` writes that as a criteria file, and
`summary` says in a few lines what was understood.
"""
