#!/usr/bin/env python3
"""Runs every shipped world on every store that it has queries for, and prints one table.

Worlds and their stores are read from resources/worlds: what has a scenario of its name and real data is run, on each
store for which all of its operations have a query. Servers are those of `./dev servers`, started where they are not running and
stopped again; one that cannot be had on this machine is named, and its rows are left out. --store takes others.
A world's data is made once and kept, and only making it tells how fast a store takes rows: --fresh makes it anew.
Writes --out (JSON) and, unless --quick or --only, --table (Markdown). Nothing fails on a time.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import bench_tools as tools  # noqa: E402
import worlds_table  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SERVERS = SOURCE / "packaging/servers.sh"
EMBEDDED = "sqlite"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"), help="the build folder to measure")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("out/bench-worlds.json"))
    parser.add_argument("--table", type=pathlib.Path, help="docs/worlds.md, or beside --out with --quick or --only")
    parser.add_argument("--seconds", type=float, help="of measured time for each run (20; --quick: 5)")
    parser.add_argument("--quick", action="store_true", help="short, on the worlds' small data")
    parser.add_argument("--fresh", action="store_true", help="make all data anew: that of SQLite in a folder of its own, that of these servers removed")
    parser.add_argument("--only", metavar="REGEX", help="only these, as world/store: movies/.*")
    parser.add_argument("--store", action="append", default=[], metavar="URL", help="a server of your own for its kind of store")
    options = parser.parse_args()
    options.seconds = options.seconds or (5 if options.quick else 20)
    options.cli = options.build.resolve() / "bin/cachedeck-cli"
    if options.table is None:
        partial = options.quick or options.only
        options.table = options.out.parent / "worlds.md" if partial else SOURCE / "docs/worlds.md"
    return options


def worlds():
    """Each world that is shipped to be tried (load/shipped_worlds.hpp): its name and stores, the embedded one first."""
    for file in sorted((SOURCE / "resources/worlds").glob("*.json")):
        world = json.loads(file.read_text())
        data = world.get("data", {})
        if not (SOURCE / "resources/scenarios" / file.name).exists() or data.get("generator", "synthetic") == "synthetic":
            continue
        # An operation without a share is asked only by scenarios that mix their own.
        asked = [operation for operation in world["operations"] if operation.get("share", 1) > 0]
        stores = set.intersection(*(set(operation["query"]) for operation in asked))
        stores &= set(data["schema"])
        yield file.stem, sorted(stores, key=lambda store: (store != EMBEDDED, store))


class Servers:
    """The servers of ./dev servers by the kind of store that their URL names; those that were started here are stopped."""

    def __init__(self, given, fresh):
        self.urls = {url.split(":")[0]: url for url in given}
        self.fresh, self.started, self.missing = fresh, [], {}

    def call(self, *arguments):
        return subprocess.run(["bash", str(SERVERS), *arguments], capture_output=True, text=True)

    def find(self, wanted):
        for name in self.call("names").stdout.split():
            kind = self.kinds(name)
            if kind not in wanted or kind in self.urls:
                continue
            was_running = "stopped" not in self.call("status", name).stdout
            if self.fresh:
                self.call("forget", name)
            started = self.call("start", name)
            if started.returncode != 0:
                self.missing[kind] = (started.stderr.strip().splitlines() or ["it did not start"])[-1]
                continue
            if not was_running:
                self.started.append(name)
            self.urls[kind] = started.stdout.split()[-1]
        for kind in wanted - set(self.urls) - {EMBEDDED}:
            self.missing.setdefault(kind, "./dev servers knows none; name one with --store")

    def kinds(self, name):
        """The kind of store that a server is: the scheme of the URL in its recipe."""
        found = re.search(rf"^\s*{re.escape(name)}\)\s*echo \"([a-z+]+):", SERVERS.read_text(), re.MULTILINE)
        return found.group(1) if found else ""

    def stop(self):
        for name in self.started:
            self.call("stop", name)


def ask(options, *arguments, codes=(0,)):
    """The JSON that cachedeck-cli prints; None and a line where it fails."""
    command = [str(options.cli), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **options.environment})
    if done.returncode not in codes or not done.stdout.strip():
        lines = [line for line in done.stderr.strip().splitlines() if line] or [f"exit code {done.returncode}"]
        return None, lines[-1]
    return json.loads(done.stdout), ""


def measure(options, world, kind, url):
    """A row of the table."""
    row = {"world": world, "store": kind, "failure": ""}
    where = ["--store", url] if url else []
    # A server that stands in for another (label=NAME) has the smallest size anyway.
    size = ["--size", "quick"] if options.quick and "label=" not in url else []
    seeded, row["failure"] = ask(options, "seed", world, *where, *size)
    if not seeded:
        return row
    row["seeding"] = seeded
    with tempfile.TemporaryDirectory(prefix="cachedeck-worlds-") as folder:
        # 1: a threshold was missed, 4: not to be trusted; both have figures, and the row says so.
        run, row["failure"] = ask(options, "run", world, "--out", folder, "--seconds", f"{options.seconds:g}",
                                  "--set", f"size={seeded['size']}", *where, codes=(0, 1, 4))
    if run:
        row["run"] = {key: run[key] for key in ("versions", "simulated", "paths", "comparisons")}
        row["load"] = tools.load_average()
    return row


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".tmp")
    scratch.write_text(text)
    scratch.replace(path)
    print(f"written: {path}")


def main():
    options = arguments()
    wanted = [(world, store) for world, stores in worlds() for store in stores
              if not options.only or re.fullmatch(options.only, f"{world}/{store}")]
    if not wanted:
        sys.exit("bench: no world is asked for")
    servers = Servers(options.store, options.fresh)
    rows = []
    home = tempfile.TemporaryDirectory(prefix="cachedeck-worlds-")
    options.environment = {"XDG_CACHE_HOME": home.name} if options.fresh else {}
    try:
        servers.find({store for _, store in wanted})
        for kind, why in sorted(servers.missing.items()):
            print(f"bench: no {kind} here: {why}", flush=True)
        for world, kind in wanted:
            if kind not in servers.missing:
                rows.append(measure(options, world, kind, "" if kind == EMBEDDED else servers.urls[kind]))
                print(worlds_table.line(rows[-1]), flush=True)
    finally:
        servers.stop()
        home.cleanup()
    asked = ["--seconds", f"{options.seconds:g}"] + ["--quick"] * options.quick + ["--fresh"] * options.fresh
    asked += ["--only", options.only] if options.only else []
    facts = {"command": shlex.join(["./dev", "bench", "worlds", *asked]), "date": datetime.date.today().isoformat(),
             "machine": tools.machine(), "missing": servers.missing}
    write(options.out, json.dumps({"format": 1, **facts, "rows": rows}, indent=2, ensure_ascii=False) + "\n")
    write(options.table, worlds_table.as_markdown(rows, facts))


if __name__ == "__main__":
    main()
