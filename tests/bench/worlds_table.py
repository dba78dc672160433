"""The rows of worlds.py as a line on the terminal and as docs/worlds.md."""


def duration(microseconds):
    if microseconds is None:
        return "–"
    for limit, unit in ((1e3, "µs"), (1e6, "ms"), (float("inf"), "s")):
        if microseconds < limit:
            number = microseconds / (limit / 1e3 if limit != float("inf") else 1e6)
            return f"{number:.3g} {unit}"


def paths(row):
    """The baseline and the cached path that it is compared with: cache-aside, or the second one."""
    all_paths = row["run"]["paths"]
    cached = next((path for path in all_paths if path["name"] == "cache-aside"), all_paths[-1])
    return all_paths[0], cached


def latency(path):
    figures = path["response_us"]
    if not figures.get("count"):
        return "–"
    return f"{duration(figures['p50'])} / {duration(figures['p99'])}"


def speedup(row):
    _, cached = paths(row)
    for one in row["run"]["comparisons"]:
        if one["what"] == "latency" and one["quantile"] == 0.5 and one["path"] == cached["name"]:
            if one["speedup"] is None:
                return "not enough samples"
            interval = "" if one["low"] is None else f" ({one['low']:.3g}–{one['high']:.3g})"
            return f"{one['speedup']:.3g} ×{interval}"
    return "–"


def store(row):
    version = row.get("seeding", {}).get("version") or row.get("run", {}).get("versions", {}).get(row["store"], "")
    return f"{row['store']} {version}".strip()


def seeding(row):
    seeded = row["seeding"]
    if not seeded["made"]:
        return f"{seeded['items']:,} items, made earlier", "–"
    return f"{seeded['rows']:,}", f"{seeded['rows'] / max(seeded['seconds'], 0.001):,.0f}"


def doubts(row):
    """What keeps a path of the row from being trusted."""
    return [f"{row['world']} on {row['store']}, {path['name']}: {'; '.join(path['reasons']) or 'not to be trusted'}"
            for path in row["run"]["paths"] if not path["trusted"]]


def cells(row):
    if "run" not in row:
        return [row["world"], store(row), *(["–"] * 7)]
    baseline, cached = paths(row)
    mark = " (see below)" if doubts(row) else ""
    return [row["world"], store(row), *seeding(row), latency(baseline), latency(cached), f"{cached['hit_ratio']:.3f}",
            speedup(row) + mark, f"{row['load']:.1f}"]


def line(row):
    if "run" not in row:
        return f"{row['world']} on {row['store']}: {row['failure']}"
    world, where, rows, rate, uncached, cached, hits, times, _ = cells(row)
    return (f"{world} on {where}: {rows} rows at {rate}/s; uncached {uncached}, cached {cached}, hits {hits}, "
            f"{times} at p50")


def as_markdown(rows, facts):
    text = [
        "# The worlds on their stores",
        "",
        f"Made by `{facts['command']}` on {facts['date']}; machine: {facts['machine']}.",
        "",
        "Each world's scenario as it is shipped, on generated data, in each store that it has queries for. Latencies are response",
        "times at p50 / p99 over all of the world's reads; the cached path is cache-aside; the speed-up is that of the median,",
        "with its 95 % confidence interval. SQLite runs inside CacheDeck, the servers and Redis on the same machine: no",
        "network is between them. *Load* is the machine's load average after the run: above the number of cores, others used it.",
        "",
        "| world | store | rows seeded | rows a second | uncached | cached | hit ratio | speed-up | load |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    text += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    notes = [doubt for row in rows if "run" in row for doubt in doubts(row)]
    notes += [f"{row['world']} on {row['store']} was not measured: {row['failure']}" for row in rows if "run" not in row]
    notes += [f"No {kind} on this machine: {why}" for kind, why in sorted(facts["missing"].items())]
    if notes:
        text += ["", *(f"- {note}" for note in notes)]
    return "\n".join(text) + "\n"
