"""The rows as a table: on the terminal, in bench.json and in docs/benchmarks.md."""
import dataclasses
import json

import bench_tools as tools

# Why a budget is missed, where it is known. Shown beside a row that misses it, and only there.
KERNEL = "of it the kernel's sending, receiving and waking, which both tools pay alike"
SHARED = "where others use the machine, the sleep and waking of both processes is most of what is measured"
GROWS = ("a third is SQLite's (its sorts and pages in each user's thread), the rest is kept intervals, whose latencies become more distinct "
         "as they are added up, and room that the allocator does not give back (profiled once)")
REASONS = {
    "cpu GET 50 × 1": f"little is the program's own, the rest {KERNEL}",
    "cpu GET 16 × 64": f"about an eighth is the program's own (profiled once), the rest {KERNEL}",
    "throughput GET 16 × 1": SHARED,
    "throughput GET 50 × 1": SHARED,
    "busy-poll": "polling needs a processor for itself: where others share it, they get the turns in which the reply comes",
    "live charts": "most of it is Qt's rasteriser, which hands its spans to threads of its own",
    "memory run": GROWS,
    "memory slow run": GROWS,
    "full workload 50": "the engine's coroutines and Asio cost a second, futile receive for each request",
}


# What a group's figures can and cannot show.
NOTES = {
    "Little's law": "In a closed loop the users' time is held against the sum of the latencies that were recorded: that finds latencies "
                    "lost, doubled or in the wrong place, and not a clock that is wrong. In an open loop the operations in the system "
                    "are known from the arrivals' own clock, and sampled by a thread of its own.",
}


def budget(row):
    if row.value is None:
        return "–"
    parts = ([] if row.least is None else [f"≥ {row.least:g}"]) + ([] if row.most is None else [f"≤ {row.most:g}"])
    return f"{row.least:g}–{row.most:g}" if len(parts) == 2 else "".join(parts) or "–"


def value(row):
    if row.value is None:
        return "not measured"
    number = f"{row.value:.3f}" if row.unit == "" else f"{row.value:.2f}"
    return f"{number} {row.unit}".strip()


def verdict(row):
    met = row.met()
    if met is None:
        return "–"
    if met:
        return "met"
    limit = row.least if row.least is not None and row.value < row.least else row.most
    return f"missed by {abs(row.value / limit - 1):.0%}" if limit else "missed"


def line(row):
    return f"{row.what:<72} {budget(row):>10} {value(row):>10}  {verdict(row):<14} {row.detail}"


def as_json(rows, facts):
    return json.dumps({"format": 1, **facts, "rows": [
        {**dataclasses.asdict(row), "met": row.met()} for row in rows]}, indent=2, ensure_ascii=False) + "\n"


def as_markdown(rows, facts):
    text = [
        "# Benchmarks",
        "",
        f"Made by `{facts['command']}` on {facts['date']}; machine: {facts['machine']}; Redis {facts['redis']}; "
        f"{tools.KEYS:,} keys of {tools.VALUE_BYTES} bytes; medians of {facts['repetitions']} × {facts['seconds']:g} s, the tools "
        "taking turns; the server on one core, the client on another.",
        "",
        f"Load average before: {facts['load_before']:.1f}; while measuring, with the tools' own: {facts['load_least']:.1f} to "
        f"{facts['load_most']:.1f}" + (". **Others used the machine**, so ratios are noisier than they look."
                                       if facts["load_before"] > 1 or facts["load_least"] > 3 else "."),
        "Budgets are ratios against a peer in the same run. A figure without a budget is there for its own sake. "
        + ("" if facts["memtier"] else "memtier_benchmark was not found, so its rows are missing. ")
        + "Nothing fails on a time: a missed budget is said here.",
    ]
    for group in dict.fromkeys(row.group for row in rows):
        text += ["", f"## {group}", ""] + ([NOTES[group], ""] if group in NOTES else [])
        text += ["| what | budget | measured | | figures |", "|---|---|---|---|---|"]
        for row in rows:
            if row.group != group:
                continue
            reason = REASONS.get(row.id, "") if row.met() is False else ""
            text.append(f"| {row.what} | {budget(row)} | {value(row)} | {verdict(row)} | {row.detail}{'. ' + reason if reason else ''} |")
    return "\n".join(text) + "\n"
