"""Sentences about the lead: the verdict, frames, packages, and what would end the lead."""
