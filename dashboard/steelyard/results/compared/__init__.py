"""Two states of a criteria set, of a register or of a coding side by side: what differs."""
