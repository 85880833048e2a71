"""Installs LibreOffice's spreadsheet for the tests where Debian's package can be installed.

It takes about 55 MB and half a minute. Where it cannot be had, the same journeys are made with a
package of Python that computes formulas (`recalculation.py`).
"""

from __future__ import annotations

import sys

from browser.chromium import install_by_apt
from export.recalculation import has_libreoffice

PACKAGE = "libreoffice-calc-nogui"


def main() -> int:
    """Make sure that LibreOffice is there, if it can be; say which way the tests will go."""
    if not has_libreoffice():
        install_by_apt(PACKAGE)
    way = "LibreOffice" if has_libreoffice() else "a package of Python, for want of LibreOffice"
    print(f"spreadsheets are computed by {way}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
