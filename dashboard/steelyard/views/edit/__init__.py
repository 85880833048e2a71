"""The parts of the page Edit: draft, table, text, what a save would change, conflicts."""
