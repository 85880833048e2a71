"""Reading criteria files and registers, and changing them.

`library` finds the files, `yaml` reads text into trees and models, `references` and
`number_rules` check across entries, `criteria_files` loads a whole set. In the other direction
`editing` changes a text span by span, `saving` merges two versions and writes the file whole,
and `spreadsheet` makes a first criteria file.
"""
