#!/usr/bin/env python3
"""Reads a log of CacheDeck's with HdrHistogram's own Python package, and compares what both say of it.

usage: hlog_reader.py TEST_LATENCY FOLDER      the package goes into a virtual environment in FOLDER
Exits 77 (skipped) where the package cannot be had.
"""
import os
import pathlib
import subprocess
import sys
import venv

PACKAGE = "hdrhistogram>=0.10,<0.11"


def with_package(folder):
    """A Python that has the package; None where there is none to be had."""
    python = folder / "venv" / "bin" / "python"
    try:
        if not python.exists():
            venv.create(folder / "venv", with_pip=True, clear=True)
        if subprocess.run([python, "-c", "import hdrh"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "20", PACKAGE]
        return python if subprocess.run(command, timeout=180).returncode == 0 else None
    except (OSError, subprocess.SubprocessError) as error:
        print(error)
        return None


def compare(log, expected):
    from hdrh.histogram import HdrHistogram
    from hdrh.log import HistogramLogReader
    all_ = HdrHistogram(1, 3_600_000_000_000, 3)
    reader = HistogramLogReader(str(log), HdrHistogram(1, 3_600_000_000_000, 3))
    intervals = 0
    while True:
        histogram = reader.get_next_interval_histogram()
        if histogram is None:
            break
        assert histogram.get_tag() == "cache-aside.response", histogram.get_tag()
        all_.add(histogram)
        intervals += 1
    lines = expected.read_text().split()
    count, wanted = int(lines[0]), [part.split("=") for part in lines[1:]]
    assert intervals == 5, intervals
    assert all_.get_total_count() == count, (all_.get_total_count(), count)
    for percentile, value in wanted:
        theirs = all_.get_value_at_percentile(float(percentile))
        assert theirs == int(value), f"p{percentile}: {theirs} instead of {value}"
    print(f"{intervals} intervals, {count} values, {len(wanted)} percentiles: the same")


def main():
    if sys.argv[1] == "--compare":
        return compare(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    python = with_package(folder)
    if python is None:
        print("skipped: the Python package hdrhistogram cannot be had (no python3-venv, or no registry in reach)")
        return 77
    environment = dict(os.environ, CACHEDECK_HLOG=str(folder))
    subprocess.run([sys.argv[1], "[.hlog]"], env=environment, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([python, __file__, "--compare", folder / "latency.hlog", folder / "expected"]).returncode


if __name__ == "__main__":
    sys.exit(main())
