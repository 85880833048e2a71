"""The parts of the page Evidence on which texts, claims and scores are joined."""
