"""The database of a server: rounds, seats, drafts, the log of what was done, and logins.

Used only where people log in; a laptop keeps judges' answers in files and loads nothing of this.
"""
