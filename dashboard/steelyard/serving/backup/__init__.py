"""Backup of everything a server keeps into one file, and restore from it.

The file is an ordinary ZIP: `criteria/`, `seeds/`, `tables/` with one line of JSON per row, and
`manifest.json`, which has the SHA-256 of each file and one over all of them.
"""
