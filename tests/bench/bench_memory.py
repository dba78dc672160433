"""Memory of the command line while it works."""
import os
import subprocess
import time

import bench_tools as tools
from bench_row import Row
from bench_tools import CLIENT_CORE, pinned


def kibibytes(pid, field):
    """A field of /proc/PID/status: VmRSS, all that is resident; RssAnon, of it what no file holds."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
        return next((int(line.split()[1]) for line in lines if line.startswith(field)), 0)


def memory(options, server, folder):
    """Memory after the first minute (or third) and at the end."""
    if not os.path.exists("/proc/self/status"):
        return
    seconds = 3600 if options.long else 20 if options.quick else 180

    def row(name, what, command, field="VmRSS", **how):
        process = subprocess.Popen(command + ["--seconds", str(seconds)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        samples = []
        start = time.monotonic()
        while process.poll() is None and time.monotonic() - start < seconds - 1:
            time.sleep(1)
            samples.append(kibibytes(process.pid, field))
        process.wait()
        first = min(60, len(samples) // 3)
        return Row(name, "Load engine", f"{what} at the end of {seconds} s ÷ after {first} s", samples[-1] / samples[first], most=1.01,
                   detail=f"{samples[first]:,} KiB, then {samples[-1]:,} KiB")

    yield row("memory", "resident memory of bench",
              [options.cli, "bench", "--redis", f"redis://127.0.0.1:{server.port}", "-c", "50", "-P", "4", "-t", "get", "-r", str(tools.KEYS)],
              preexec_fn=pinned(CLIENT_CORE))
    # Without the pages of the store's file, which is mapped: it is the whole of it in the end.
    run = [options.cli, "run", "movies", "--set", "size=quick", "--out", str(folder / "run")]
    yield row("memory run", "anonymous memory of a run of three paths and six operations", run, "RssAnon")
    yield row("memory slow run", "the same with a think time of 20 ms", [*run, "--set", "load.think_ms=20"], "RssAnon")
