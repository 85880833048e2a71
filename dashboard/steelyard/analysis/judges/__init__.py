"""Several judges: their means, what their spread decides, how far they agree."""
