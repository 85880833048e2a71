"""The parts of the page Evidence."""
