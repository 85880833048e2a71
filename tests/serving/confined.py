"""A program as in a container: nobody's user, no home, nothing to write in but two folders.

Linux lets an administrator do this without any container: a view of the file system of its own,
in which all is read-only and the folder of fonts empty, and a user that no list names. Elsewhere,
and for everybody else, the program gets the same environment and loses only that.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODYS_USER = 48_213
"""A user and group that no list of users has, as a cluster hands them out."""

_VIEW = """\
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 none /srv
mkdir /srv/code /srv/environment /srv/python /srv/data
mount --bind "$1" /srv/code
mount --bind "$2" /srv/environment
mount --bind "$3" /srv/python
mount --bind "$4" /srv/data
mount -t tmpfs -o mode=1777 none /tmp
for folder in /usr/share/fonts /usr/local/share/fonts /root /home; do
    test ! -d $folder || mount -t tmpfs -o mode=755 none $folder
done
# An interpreter below a home stays where its environment looks for it.
if test ! -e "$3"; then
    mkdir -p "$3"
    mount --bind /srv/python "$3"
fi
for folder in / /srv /srv/code /srv/environment /srv/python /usr/share/fonts /root /home; do
    test ! -d $folder || mount -o remount,ro,bind $folder 2>/dev/null || true
done
cd /srv/data
shift 4
exec setpriv --reuid 48213 --regid 48213 --clear-groups --no-new-privs --bounding-set=-all "$@"
"""


@functools.cache
def can_confine() -> bool:
    """Return whether this machine lets us take the file system away from a program."""
    if not all(map(shutil.which, ("unshare", "setpriv", "mount"))):
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "--make-rprivate", "/"], capture_output=True, timeout=30
    )
    return tried.returncode == 0


def confined(data: Path, *arguments: str, **environment: str) -> tuple[list[str], dict[str, str]]:
    """Return command and environment that run our Python with arguments, confined to a folder.

    The program finds `data` as its present folder, and may write there and in a folder for
    temporary files, which is empty.
    """
    given = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    if not can_confine():
        temporary = data.parent / "temporary"
        temporary.mkdir(exist_ok=True)
        given |= {"PYTHONPATH": str(ROOT / "dashboard"), "TMPDIR": str(temporary)}
        return [sys.executable, *arguments], given
    for path in (data, *data.rglob("*")):
        os.chown(path, NOBODYS_USER, NOBODYS_USER)
    given["PYTHONPATH"] = "/srv/code/dashboard"
    places = [str(ROOT), str(Path(sys.prefix).resolve()), sys.base_prefix, str(data)]
    python = f"/srv/environment/{Path(sys.executable).relative_to(sys.prefix)}"
    return ["unshare", "--mount", "sh", "-c", _VIEW, "view", *places, python, *arguments], given
