"""Login methods, and the roles of people who have logged in."""
