"""What the sheet of a score and the card of an option say."""
