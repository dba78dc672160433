#!/usr/bin/env python3
"""`cachedeck --demo --capture DIR` writes a picture of every page in light and dark, and the run's files.

usage: capture_test.py CACHEDECK
"""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

PAGES = ("start", "load", "keys", "sentinel", "events", "settings")
PNG = b"\x89PNG\r\n\x1a\n"

with tempfile.TemporaryDirectory(prefix="cachedeck-capture-") as name:
    done = subprocess.run([sys.argv[1], "--demo", "--capture", name, "--seconds", "3"], timeout=240)
    # 4: measured, but this machine was too busy for the figures to be trusted.
    if done.returncode not in (0, 4):
        sys.exit(f"it ended with {done.returncode}")
    folder = pathlib.Path(name)
    for page in PAGES:
        for theme in ("light", "dark"):
            picture = (folder / f"{page}-{theme}.png").read_bytes()
            assert picture.startswith(PNG) and len(picture) > 10_000, f"{page}-{theme}.png is no picture of a page"
            assert struct.unpack(">II", picture[16:24]) == (1280, 800), f"{page}-{theme}.png has another size"
    run = json.loads((folder / "run.json").read_text())
    assert run["format"] == 1 and len(run["paths"]) >= 2 and all(path["ok"] > 0 for path in run["paths"]), run
    for file in ("report.html", "report.md", "latency.hlog", "timeline.csv"):
        assert (folder / file).stat().st_size > 0, file

with tempfile.NamedTemporaryFile() as file:
    done = subprocess.run([sys.argv[1], "--demo", "--capture", file.name + "/pictures"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and file.name in done.stderr, (done.returncode, done.stderr)
