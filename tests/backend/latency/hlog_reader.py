#!/usr/bin/env python3
"""Reads a log of CacheDeck's with HdrHistogram's own Python package, and compares what both say of it.

usage: hlog_reader.py TEST_LATENCY FOLDER      the package goes into a virtual environment in FOLDER
Exits 77 (skipped) where the package cannot be had.
"""
import math
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


def compare(folder):
    compare_percentiles(folder / "latency.hlog", folder / "expected")
    compare_ranks(folder / "few.hlog", folder / "few.expected")


def compare_percentiles(log, expected):
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


def compare_ranks(log, expected):
    """The value at each rank; and a percentile's, which we take at rank ceil(q n) and the package at floor(q n + 1/2)."""
    from hdrh.histogram import HdrHistogram
    from hdrh.log import HistogramLogReader
    histogram = HistogramLogReader(str(log), HdrHistogram(1, 3_600_000_000_000, 3)).get_next_interval_histogram()
    theirs = []
    for item in histogram.get_recorded_iterator():
        theirs += [item.value_iterated_to] * item.count_at_value_iterated_to
    lines = expected.read_text().split()
    ours = [int(line) for line in lines if "=" not in line]
    assert len(ours) == 137 and histogram.get_total_count() == 137, (len(ours), histogram.get_total_count())
    assert theirs == ours, [pair for pair in zip(theirs, ours) if pair[0] != pair[1]]
    other = 0
    for percentile, value in (line.split("=") for line in lines if "=" in line):
        wanted = float(percentile) * len(ours) / 100
        assert int(value) == theirs[math.ceil(wanted) - 1], f"p{percentile}"
        assert histogram.get_value_at_percentile(float(percentile)) == theirs[int(wanted + 0.5) - 1], f"p{percentile}"
        other += math.ceil(wanted) != int(wanted + 0.5)
    assert other > 0
    print(f"{len(ours)} values: the same at each rank; {other} percentiles are of neighbouring ranks")


def main():
    if sys.argv[1] == "--compare":
        return compare(pathlib.Path(sys.argv[2]))
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    python = with_package(folder)
    if python is None:
        print("skipped: the Python package hdrhistogram cannot be had (no python3-venv, or no registry in reach)")
        return 77
    environment = dict(os.environ, CACHEDECK_HLOG=str(folder))
    subprocess.run([sys.argv[1], "[.hlog]"], env=environment, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([python, __file__, "--compare", folder]).returncode


if __name__ == "__main__":
    sys.exit(main())
