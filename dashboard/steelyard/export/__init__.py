"""What leaves Steelyard: pictures and tables that say where they come from."""
