"""What several judges answered: cell by cell where they disagree, and option by option."""
