"""The migrations of the database, one step for each change."""
