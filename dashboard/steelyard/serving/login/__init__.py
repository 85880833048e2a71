"""How people log in, and which roles they have here."""
