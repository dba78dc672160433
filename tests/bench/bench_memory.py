"""Resident memory of the command line while it works."""
import os
import subprocess
import time

import bench_tools as tools
from bench_row import Row
from bench_tools import CLIENT_CORE, pinned


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
        return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def memory(options, server, folder):
    """Resident memory after the first minute (or tenth) and at the end."""
    if not os.path.exists("/proc/self/status"):
        return
    seconds = 3600 if options.long else 20 if options.quick else 180

    def row(name, what, command, most, **how):
        process = subprocess.Popen(command + ["--seconds", str(seconds)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        samples = []
        start = time.monotonic()
        while process.poll() is None and time.monotonic() - start < seconds - 1:
            time.sleep(1)
            samples.append(resident(process.pid))
        process.wait()
        first = min(60, len(samples) // 3)
        return Row(name, "Load engine", f"resident memory of {what} at the end of {seconds} s ÷ after {first} s",
                   samples[-1] / samples[first], most=most, detail=f"{samples[first]:,} KiB, then {samples[-1]:,} KiB")

    yield row("memory", "bench", [options.cli, "bench", "--redis", f"redis://127.0.0.1:{server.port}", "-c", "50", "-P", "4", "-t", "get",
                                  "-r", str(tools.KEYS)], 1.01, preexec_fn=pinned(CLIENT_CORE))
    yield row("memory run", "a run of three paths and six operations", [options.cli, "run", "movies", "--set", "load.think_ms=20", "--set", "size=quick",
                                                                        "--out", str(folder / "run")], 1.01)
