"""A server with something of everything that it keeps, to be backed up."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from serving.team import ROOT

from steelyard.files.judgements.rounds import rounds_folder
from steelyard.files.saving.save import save_text
from steelyard.serving.configuration.loading import load_configuration
from steelyard.serving.store.engine import Store
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.tables import (
    documents,
    drafts,
    events,
    login_sessions,
    moment_now,
    seats,
)

LUNCH = ROOT / "tests" / "browser" / "sets" / "lunch.yaml"
ANSWERS = bytes(range(256)) * 40


def configure(folder: Path, store: str = "", /, **keys: object) -> Path:
    """Write the configuration of a server in a folder, with an empty folder to show."""
    (folder / "criteria").mkdir(parents=True, exist_ok=True)
    given = {"login": "headers", "behind_proxy": True, "public_url": "https://a.example/", **keys}
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in given.items()]
    lines += [f'store = "{store}"\n'] if store else []
    file = folder / "team.toml"
    file.write_text("".join(lines), encoding="utf-8")
    return file


def open_kept(config: Path) -> Store:
    """Open the database that a configuration names."""
    return open_store(load_configuration(config).store)


def fill(config: Path) -> None:
    """Put files, versions, texts and rows where a server has them."""
    criteria, seeds = config.parent / "criteria", config.parent / "seeds"
    shutil.copy(LUNCH, criteria)
    text = LUNCH.read_text(encoding="utf-8")
    seen = hashlib.sha256(LUNCH.read_bytes()).hexdigest()
    save_text(criteria / "lunch.yaml", text.replace("Lunch", "Dinner"), seen, within=criteria)
    (criteria / "other.import.yaml").write_bytes(b"\xff not UTF-8\r\n")
    (seeds / "texts").mkdir(parents=True)
    (seeds / "diary.yaml").write_text("format: 1\n", encoding="utf-8")
    (seeds / "texts" / "diary.txt").write_text("Ein Text: äöü\n", encoding="utf-8")
    round_folder = rounds_folder(criteria / "lunch.yaml") / "round-1"
    round_folder.mkdir(parents=True)
    (round_folder / "round.yaml").write_text("format: 1\n", encoding="utf-8")
    (round_folder / "round.yaml").chmod(0o444)
    if sys.platform != "win32":
        (criteria / "alias.yaml").symlink_to("lunch.yaml")
    store = open_kept(config)
    now = moment_now()
    with store.writing() as connection:
        connection.execute(
            documents.insert().values(
                set_name="lunch", number=1, name="a", body=ANSWERS, sha256="0" * 64, changed=now
            )
        )
        connection.execute(
            seats.insert().values(set_name="lunch", judge="owl", user="ada", taken=now)
        )
        connection.execute(
            drafts.insert(),
            [
                {
                    "user": user,
                    "file": "lunch.yaml",
                    "draft_id": "d",
                    "base_sha256": "",
                    "base": "",
                    "text": 'ein\nText \u2028 mit "Zeichen" 🦉',
                    "changed": now,
                }
                for user in ("ada", "zoë")
            ],
        )
        connection.execute(
            events.insert(),
            [
                {
                    "id": f"{number:032}",
                    "at": now,
                    "kind": "saved",
                    "user": "ada",
                    "name": "Ada",
                    "file": "lunch.yaml",
                    "sha256": "",
                    "says": "",
                }
                for number in range(1234)
            ],
        )
        connection.execute(
            login_sessions.insert().values(
                token_sha256="1" * 64, user="ada", name="Ada", groups="[]", created=now, expires=now
            )
        )
    store.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files that were put there, without the database and without locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for place in ("criteria", "seeds", "judgements")
        for path in sorted((folder / place).rglob("*"))
        if path.is_file() and path.name not in ("lock", ".gitignore") and ".sqlite" not in path.name
    }
