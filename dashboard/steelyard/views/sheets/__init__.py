"""The sheet of a score and the card of an option, which any page opens at its right."""
