"""How the tables of the database came to be what they are, a step for each change."""
