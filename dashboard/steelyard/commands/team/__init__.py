"""The commands for a team's server: serving, and a backup of all that it keeps."""
