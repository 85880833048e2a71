"""The live page: one view of a criteria file as one HTML file whose weights can still be moved.

It holds the dashboard's own instrument, the evidence under every score and the stamp, loads
nothing from anywhere, and can be read as a plain document where scripts are off.
"""
