"""How people write numbers: digits with signs and units, ranges, and words that stand for them."""
