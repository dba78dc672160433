#!/usr/bin/env python3
"""Under a system's locale with a decimal comma a scenario's "0.5" is a half.

usage: decimal_test.py CACHEDECK
Exits 77 (skipped) where no such locale can be made.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SCENARIO = {"format": 1, "name": "decimal", "workload": "movies", "paths": [{"name": "uncached", "strategy": "uncached"}],
            # The second is refused, so that nothing runs.
            "thresholds": ["paths.uncached.little > 0.5", "no threshold"]}

with tempfile.TemporaryDirectory(prefix="cachedeck-decimal-") as name:
    folder = pathlib.Path(name)
    try:
        made = subprocess.run(["localedef", "-i", "ro_RO", "-f", "UTF-8", folder / "ro_RO.UTF-8"], capture_output=True, text=True)
    except FileNotFoundError:
        made = None
    if not made or not (folder / "ro_RO.UTF-8" / "LC_NUMERIC").exists():
        print("no locale with a decimal comma can be made here", made.stderr if made else "")
        sys.exit(77)
    (folder / "decimal.json").write_text(json.dumps(SCENARIO))
    done = subprocess.run([sys.argv[1], "--demo", "--scenario", folder / "decimal.json", "--capture", folder / "pictures"],
                          env={**os.environ, "LOCPATH": name, "LC_ALL": "ro_RO.UTF-8"}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "thresholds[1]" in done.stderr, (done.returncode, done.stderr)
