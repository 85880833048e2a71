"""Everything a server keeps put into one file, and back."""
