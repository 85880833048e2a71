"""Contents of the sheet of a score and of the card of an option."""
