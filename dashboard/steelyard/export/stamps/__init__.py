"""The provenance of an export, and its stamp in a PDF, a workbook or a deck."""
