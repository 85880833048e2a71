"""Claims joined with scores, texts and other people's claims, in words."""
