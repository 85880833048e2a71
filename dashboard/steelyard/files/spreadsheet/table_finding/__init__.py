"""Where the tables of a sheet are, which of them holds the scores, and which way round it is."""
