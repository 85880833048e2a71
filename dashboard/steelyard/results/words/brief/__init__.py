"""The sentences of brief and slides, in the order in which they are read."""
