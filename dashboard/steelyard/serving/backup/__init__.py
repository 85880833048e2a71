"""Everything that a server keeps in one file, and back: folders, versions, texts, database.

The file is a ZIP that any program opens: `criteria/`, `seeds/`, `tables/` with a line of JSON for
each row, and `manifest.json`, which has the SHA-256 of each and one over all.
"""
