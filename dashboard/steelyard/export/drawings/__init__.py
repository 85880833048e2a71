"""Charts as files: drawn, stamped, and in the forms people use."""
