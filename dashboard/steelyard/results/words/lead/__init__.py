"""Sentences about the lead: the verdict, the frames, packages, what would take it away."""
