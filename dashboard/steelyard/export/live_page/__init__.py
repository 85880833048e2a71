"""The live page: one view of a criteria file as one HTML file whose weights can still be moved.

It contains the dashboard's own instrument, the evidence under every score and the stamp, loads
nothing from elsewhere, and can be read as a plain document if scripts are disabled.
"""
