"""Sentences about scores: one score, its scale, the ranking, two options side by side."""
