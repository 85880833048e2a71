"""The database of a server: rounds, seats, drafts, the log of acts, and logins.

Used only on servers with login; a laptop keeps judges' answers in files and loads none of this.
"""
