"""How much one visitor may ask of the server at once, so that nobody is kept waiting by another."""
