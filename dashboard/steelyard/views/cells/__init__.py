"""What a score rests on, beside any page."""
