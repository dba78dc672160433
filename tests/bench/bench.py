#!/usr/bin/env python3
"""Measures cachedeck-cli's load engine and protocol against their peers, and prints one table of ratios.

Machines are noisy, so every figure is a ratio against a peer in the same run: the tools take turns, each cell is
repeated, and medians are compared. The server is pinned to one core and the client to another. Nothing fails on a time.
Writes --out (JSON) and, unless --quick or --only, --table (Markdown).
"""
import argparse
import datetime
import pathlib
import re
import shlex
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
import bench_rows  # noqa: E402
import bench_table  # noqa: E402
import bench_tools as tools  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"), help="the build folder to measure")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("out/bench.json"))
    parser.add_argument("--table", type=pathlib.Path, help="docs/benchmarks.md, or beside --out with --quick or --only")
    parser.add_argument("--seconds", type=float, help="of each measurement (2; --quick: 1)")
    parser.add_argument("--repetitions", type=int, help="5; --quick: 3")
    parser.add_argument("--quick", action="store_true", help="short, and only the cells that have a budget")
    parser.add_argument("--long", action="store_true", help="an hour for memory, ten minutes and ten million keys for growth")
    parser.add_argument("--only", metavar="REGEX", help="only these groups: protocol, cells, client-bound, busy-poll, tls, full, events, "
                        "stall, memory, growth, calibration, chart, live-charts")
    options = parser.parse_args()
    options.seconds = options.seconds or (1 if options.quick else 2)
    options.repetitions = options.repetitions or (3 if options.quick else 5)
    options.source = pathlib.Path(__file__).resolve().parents[2]
    options.build = options.build.resolve()
    options.cli = options.build / "bin/cachedeck-cli"
    options.window = options.build / "bench/bench_window"
    options.calibration = options.build / "bench/bench_calibration"
    options.free_server = options.build / "bench/bench_free_server"
    options.protocol = options.build / "bench/bench_protocol"
    if options.table is None:
        partial = options.quick or options.only
        options.table = options.out.parent / "benchmarks.md" if partial else options.source / "docs/benchmarks.md"
    return options


def redis_version(folder):
    server = tools.Server(folder)
    try:
        return server.info("redis_version") or server.info("valkey_version")
    finally:
        server.stop()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".tmp")
    scratch.write_text(text)
    scratch.replace(path)
    print(f"written: {path}")


def main():
    options = arguments()
    if not shutil.which("redis-benchmark"):
        sys.exit("bench: needs redis-benchmark; on Debian: apt install redis-tools")
    rows = []
    load_before = tools.load_average()
    with tempfile.TemporaryDirectory(prefix="cachedeck-bench-") as name:
        folder = pathlib.Path(name)
        version = redis_version(folder)
        for group, measure in bench_rows.groups(options, folder):
            if options.only and not re.search(options.only, group):
                continue
            for row in measure():
                rows.append(row)
                print(bench_table.line(row), flush=True)
    if not rows:
        sys.exit("bench: nothing was measured")
    # The command as a person would repeat it, without this machine's paths.
    asked = ["--seconds", f"{options.seconds:g}", "--repetitions", str(options.repetitions)]
    asked += ["--quick"] * options.quick + ["--long"] * options.long + (["--only", options.only] if options.only else [])
    facts = {"command": shlex.join(["./dev", "bench", *asked]), "date": datetime.date.today().isoformat(),
             "machine": tools.machine(), "redis": version, "keys": tools.KEYS, "value_bytes": tools.VALUE_BYTES,
             "seconds": options.seconds, "repetitions": options.repetitions, "memtier": bool(shutil.which("memtier_benchmark")),
             "load_before": load_before, "load_least": min(row.load for row in rows), "load_most": max(row.load for row in rows)}
    write(options.out, bench_table.as_json(rows, facts))
    write(options.table, bench_table.as_markdown(rows, facts))


if __name__ == "__main__":
    main()
