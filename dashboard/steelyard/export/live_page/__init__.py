"""The live page: one view of a criteria file as one HTML file that still weighs when it is sent.

It holds the dashboard's own instrument, the evidence under every score and the stamp, asks
nobody for anything, and reads as a plain document where scripts are off.
"""

from steelyard.export.live_page.page import to_live_page
from steelyard.export.live_page.reading_back import figures_of_live_page, read_live_page

__all__ = ["figures_of_live_page", "read_live_page", "to_live_page"]
