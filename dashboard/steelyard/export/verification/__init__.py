"""Reading an exported file back, recomputing it, and saying whether it agrees."""
