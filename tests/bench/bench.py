#!/usr/bin/env python3
"""Measures cachedeck-cli's load engine against redis-benchmark on a server of its own, and prints one table of ratios.

Machines are noisy, so every figure is a ratio against a peer in the same run: the two tools take turns, each cell is
repeated, and medians are compared. The server is pinned to one core and the client to another. Nothing fails on a time.
"""
import argparse
import csv
import ctypes
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

KEYS = 100_000
VALUE_BYTES = 256
# connections, pipeline, test, least throughput ratio, most CPU ratio (None: no budget is set for it)
CELLS = [
    (50, 1, "get", 1.3, 0.6),
    (16, 1, "get", 1.3, None),
    (16, 64, "get", None, 0.5),
    (50, 64, "get", None, None),
    (1, 1, "get", None, None),
    (50, 1, "set", None, None),
]


def pinned(core):
    """What a child does before it starts: stays on a core, and ends with this process."""
    def prepare():
        if core is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {core})
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    return prepare


def server_command():
    """The server's binary and argv[0]. Debian's redis-tools has it under the name of a checker."""
    for name, checker in (("redis-server", "redis-check-rdb"), ("valkey-server", "valkey-check-rdb")):
        found = shutil.which(name) or shutil.which(checker)
        if found:
            return found, name
    sys.exit("bench: no redis-server or valkey-server; on Debian: apt install redis-tools")


class Server:
    def __init__(self, folder, core):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        executable, name = server_command()
        self.process = subprocess.Popen(
            [name, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no",
             "--maxclients", "5000"],
            executable=executable, stdout=subprocess.DEVNULL, preexec_fn=pinned(core))
        limit = time.monotonic() + 10
        while True:
            try:
                self.link = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                break
            except OSError:
                if time.monotonic() > limit:
                    sys.exit("bench: the server did not start")
                time.sleep(0.02)

    def fill(self):
        """The keys that both tools ask for: key:000000000000 and so on."""
        value = b"x" * VALUE_BYTES
        for start in range(0, KEYS, 1000):
            names = [b"key:%012d" % n for n in range(start, start + 1000)]
            self.link.sendall(b"".join(b"*3\r\n$3\r\nSET\r\n$16\r\n%s\r\n$%d\r\n%s\r\n" % (n, VALUE_BYTES, value) for n in names))
            expected = len(names) * len(b"+OK\r\n")
            while expected:
                expected -= len(self.link.recv(expected))

    def version(self):
        self.link.sendall(b"INFO server\r\n")
        text = self.link.recv(65536).decode()
        return next((line.split(":")[1] for line in text.splitlines() if line.startswith("redis_version")), "")

    def stop(self):
        self.process.kill()
        self.process.wait()


def measured(command, core):
    """Runs a command; gives its output and the CPU seconds that it took."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=pinned(core))
    output = process.stdout.read()
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 4 is a result too: measured, but not to be trusted; the figures below say why.
    if process.returncode not in (0, 4):
        sys.exit(f"bench: {' '.join(command)} ended with {process.returncode}:\n{messages}")
    return output, usage.ru_utime + usage.ru_stime


def peer(port, cell, requests, core):
    connections, pipeline, test = cell[:3]
    output, cpu = measured(["redis-benchmark", "-h", "127.0.0.1", "-p", str(port), "-c", str(connections), "-P", str(pipeline),
                            "-n", str(requests), "-t", test, "-r", str(KEYS), "-d", str(VALUE_BYTES), "--csv"], core)
    row = next(csv.DictReader(io.StringIO(output)))
    throughput = float(row["rps"])
    mean = float(row["avg_latency_ms"]) / 1000
    return {"throughput": throughput, "cpu_us": cpu / requests * 1e6, "p50_us": float(row["p50_latency_ms"]) * 1000,
            "p99_us": float(row["p99_latency_ms"]) * 1000, "little": throughput * mean / (connections * pipeline)}


def ours(cli, port, cell, seconds, core):
    connections, pipeline, test = cell[:3]
    output, cpu = measured([cli, "bench", "--redis", f"redis://127.0.0.1:{port}", "-c", str(connections), "-P", str(pipeline),
                            "-t", test, "-r", str(KEYS), "-d", str(VALUE_BYTES), "--seconds", str(seconds), "--json"], core)
    path = json.loads(output)["paths"][0]
    return {"throughput": path["throughput"], "cpu_us": cpu / max(path["operations"], 1) * 1e6,
            "p50_us": path["response_us"]["p50"], "p99_us": path["response_us"]["p99"], "little": path["little"],
            "errors": path["errors"] + path["timeouts"]}


def median_of(results):
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


def measure(cell, options, port, core):
    calibration = peer(port, cell, 20_000 * cell[1] if cell[1] > 1 else 20_000, core)
    requests = max(1000, int(calibration["throughput"] * options.seconds))
    mine, theirs = [], []
    for _ in range(options.repetitions):  # by turns, so that the machine's drift hits both
        theirs.append(peer(port, cell, requests, core))
        mine.append(ours(options.cli, port, cell, options.seconds, core))
    mine, theirs = median_of(mine), median_of(theirs)
    return {"connections": cell[0], "pipeline": cell[1], "test": cell[2], "cachedeck": mine, "redis_benchmark": theirs,
            "throughput_ratio": mine["throughput"] / theirs["throughput"], "cpu_ratio": mine["cpu_us"] / theirs["cpu_us"],
            "throughput_budget": cell[3], "cpu_budget": cell[4]}


def print_row(row):
    def against(value, budget, least):
        met = budget is None or (value >= budget if least else value <= budget)
        return f"{value:5.2f} ×" + ("" if budget is None else f" ({'≥' if least else '≤'} {budget}{'' if met else ', missed'})")
    a, b = row["cachedeck"], row["redis_benchmark"]
    print(f"{row['test']:<4} {row['connections']:>4} × {row['pipeline']:<3} {a['throughput']:>10,.0f} {b['throughput']:>10,.0f}  "
          f"{against(row['throughput_ratio'], row['throughput_budget'], True):<22} {a['cpu_us']:>6.2f} {b['cpu_us']:>6.2f}  "
          f"{against(row['cpu_ratio'], row['cpu_budget'], False):<22} {a['little']:>6.3f} {b['little']:>6.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True, help="the cachedeck-cli to measure")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("bench.json"))
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--repetitions", type=int, default=3)
    options = parser.parse_args()
    if not shutil.which("redis-benchmark"):
        sys.exit("bench: needs redis-benchmark; on Debian: apt install redis-tools")

    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    server_core, client_core = (cores[0], cores[1]) if len(cores) > 1 else (None, None)
    with tempfile.TemporaryDirectory(prefix="cachedeck-bench-") as folder:
        server = Server(folder, server_core)
        try:
            server.fill()
            version = server.version()
            print(f"redis {version}, {KEYS:,} keys of {VALUE_BYTES} bytes, {options.repetitions} × {options.seconds:g} s, medians")
            print(f"{'test':<4} {'conn.':>4} × {'pl.':<3} {'CacheDeck/s':>10} {'peer/s':>9}  {'ratio':<22} {'CPU µs':>6} {'peer':>6}  "
                  f"{'ratio':<22} {'Little':>6} {'peer':>6}")
            rows = []
            for cell in CELLS:
                rows.append(measure(cell, options, server.port, client_core))
                print_row(rows[-1])
        finally:
            server.stop()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    scratch = options.out.with_suffix(".tmp")
    scratch.write_text(json.dumps({"format": 1, "redis": version, "cores": os.cpu_count(), "keys": KEYS, "value_bytes": VALUE_BYTES,
                                   "seconds": options.seconds, "repetitions": options.repetitions, "cells": rows}, indent=2))
    scratch.replace(options.out)
    print(f"written: {options.out}")


if __name__ == "__main__":
    main()
