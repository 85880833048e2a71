"""What an export was made from, and how that is written into a PDF, a workbook or a deck."""
