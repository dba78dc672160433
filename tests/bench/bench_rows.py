"""What is measured: a function a group of rows. Contestants take turns, each figure is a median, and nothing fails on a
time. A Row says what the budget is (design/budgets.md), what came out, and whether that is enough."""
import contextlib
import json
import math
import os
import pathlib
import shutil
import signal
import tempfile
import threading
import time

import bench_tools as tools
from bench_memory import memory
from bench_row import Row
from bench_tools import CLIENT_CORE, Server, cachedeck, median_of, memtier, pinned, redis_benchmark
from slow_carrier import SlowCarrier


def absent(name, group, program):
    """A row that says that nothing was measured, and why."""
    return Row(name, group, name, None, "", detail=f"{pathlib.Path(program).name} is not there")


# connections, pipeline, test: the budgets for throughput (least) and CPU per operation (most) against redis-benchmark,
# and for throughput against memtier
BUDGETS = {
    (50, 1, "get"): (1.3, 0.6, 1.05),
    (16, 1, "get"): (1.3, None, 1.15),
    (16, 64, "get"): (None, 0.5, None),
}
CELLS = [(c, p, t) for t in ("get", "set") for c in (1, 16, 50, 500) for p in (1, 16, 64)]


def interleaved(options, *contestants):
    """Runs each by turns, so that the machine's drift hits them all; gives their medians."""
    results = [[] for _ in contestants]
    for _ in range(options.repetitions):
        for result, run in zip(results, contestants):
            result.append(run())
    return [median_of(result) for result in results]


def against_redis_benchmark(options, port, cell, mine=(), theirs=(), scheme="redis", environment=None):
    """Medians of CacheDeck, redis-benchmark and, where it is found, memtier."""
    connections, pipeline, test = cell
    first = redis_benchmark(port, connections, pipeline, test, 20_000 * max(1, min(pipeline, 8)), theirs)
    requests = max(1000, int(first["throughput"] * options.seconds))
    contestants = [
        lambda: redis_benchmark(port, connections, pipeline, test, requests, theirs),
        lambda: cachedeck(options.cli, port, connections, pipeline, test, options.seconds, mine, scheme, environment=environment)]
    if shutil.which("memtier_benchmark"):
        contestants.append(lambda: memtier(port, connections, pipeline, test, options.seconds))
    return interleaved(options, *contestants)


def cells(options, server):
    for cell in CELLS:
        connections, pipeline, test = cell
        name = f"{test.upper()} {connections} × {pipeline}"
        if options.quick and cell not in BUDGETS:
            continue
        peer, ours, *others = against_redis_benchmark(options, server.port, cell)
        least, most, least_memtier = BUDGETS.get(cell, (None, None, None))
        figures = f"{ours['throughput']:,.0f}/s against {peer['throughput']:,.0f}/s"
        yield Row(f"throughput {name}", "Load engine", f"throughput, {name}, ÷ redis-benchmark", ours["throughput"] / peer["throughput"],
                  least=least, detail=figures)
        if others:
            yield Row(f"throughput memtier {name}", "Load engine", f"throughput, {name}, ÷ memtier",
                      ours["throughput"] / others[0]["throughput"], least=least_memtier,
                      detail=f"{ours['throughput']:,.0f}/s against {others[0]['throughput']:,.0f}/s")
        yield Row(f"cpu {name}", "Load engine", f"client CPU per operation, {name}, ÷ redis-benchmark", ours["cpu_us"] / peer["cpu_us"],
                  most=most, detail=f"{ours['cpu_us']:.2f} µs against {peer['cpu_us']:.2f} µs")
        yield Row(f"little {name}", "Little's law", f"closed loop, {name}", ours["little"], "", 0.97, 1.03,
                  f"redis-benchmark's own figures: {1 / peer['little'] if peer['little'] else 0:.2f}")
        rate = max(10, ours["throughput"] / 2)
        at_rate = cachedeck(options.cli, server.port, connections, pipeline, test, options.seconds, ["--rate", f"{rate:.0f}"])
        yield Row(f"little open {name}", "Little's law", f"open loop, {name}, at half of that", at_rate["little"], "", 0.97, 1.03,
                  f"{rate:,.0f}/s asked for, p99 {at_rate['p99_us']:,.0f} µs")


def client_bound(options):
    if not options.free_server.exists():
        return (yield absent("client-bound", "Load engine", options.free_server))
    server = tools.FreeServer(options.free_server)
    try:
        peer, ours, *others = against_redis_benchmark(options, server.port, (50, 64, "get"))
        yield Row("client-bound", "Load engine", "client-bound against a near-free server, 50 × 64, ÷ redis-benchmark",
                  ours["throughput"] / peer["throughput"], least=2,
                  detail=f"{ours['throughput'] / 1e6:.2f} M/s against {peer['throughput'] / 1e6:.2f} M/s; "
                         f"CPU per operation {ours['cpu_us']:.3f} µs against {peer['cpu_us']:.3f} µs")
        if others:
            yield Row("client-bound memtier", "Load engine", "client-bound against a near-free server, 50 × 64, ÷ memtier",
                      ours["throughput"] / others[0]["throughput"], least=6)
    finally:
        server.stop()


def busy_poll(options, server):
    peer, ours, *_ = against_redis_benchmark(options, server.port, (1, 1, "get"), ["--busy-poll"])
    yield Row("busy-poll", "Load engine", "one connection, --busy-poll, 1 × 1, ÷ redis-benchmark", ours["throughput"] / peer["throughput"],
              least=2, detail=f"{ours['throughput']:,.0f}/s against {peer['throughput']:,.0f}/s")


def tls(options, folder):
    if not shutil.which("openssl"):
        return (yield absent("tls", "Load engine", "openssl"))
    certificate = tools.Certificate(folder)
    server = Server(folder, certificate)
    try:
        server.fill()
        more = ["--tls", "--cacert", certificate.certificate]
        contestants = [
            lambda: redis_benchmark(server.tls_port, 50, 1, "get", 100_000, more),
            lambda: cachedeck(options.cli, server.tls_port, 50, 1, "get", options.seconds, more[1:], "rediss")]
        if shutil.which("memtier_benchmark"):
            contestants.append(lambda: memtier(server.tls_port, 50, 1, "get", options.seconds, more))
        peer, ours, *others = interleaved(options, *contestants)
        yield Row("tls", "Load engine", "TLS, GET 50 × 1, ÷ redis-benchmark --tls", ours["throughput"] / peer["throughput"],
                  detail=f"{ours['throughput']:,.0f}/s against {peer['throughput']:,.0f}/s; CPU per operation {ours['cpu_us']:.2f} µs "
                         f"against {peer['cpu_us']:.2f} µs")
        if others:
            yield Row("tls memtier", "Load engine", "TLS, GET 50 × 1, ÷ memtier", ours["throughput"] / others[0]["throughput"], least=1.1)
    finally:
        server.stop()


def hits_scenario(options, folder, users, paths=("cache-aside",), **more):
    """The movies world reduced to reading a text of 1,000 movies, all of which are in the cache after the warm-up. The
    query is as cheap as SQLite's can be, because the engine is measured, and not the store that it checks answers by."""
    world = json.loads((options.source / "resources/worlds/movies.json").read_text())
    query = {"sqlite": "SELECT id, overview FROM movies WHERE id = :id"}
    world["name"], world["title"] = "hits", "Hits"
    world["sets"] = {"movies": {"query": {"sqlite": "SELECT id FROM movies ORDER BY id LIMIT 1000"}}}
    read = next(one for one in world["operations"] if one["name"] == "movie_by_id")
    world["operations"] = [{"name": "text_by_id", "kind": "read", "share": 1, "parameters": read["parameters"], "key": "text:{id}",
                            "ttl": 86400, "single": True, "fields": {"id": "integer", "overview": "text"}, "identity": "id",
                            "query": query}]
    (folder / "hits.json").write_text(json.dumps(world))
    scenario = folder / "scenario.json"
    scenario.write_text(json.dumps({
        "format": 1, "name": "hits", "workload": "hits.json", "size": "quick", "seconds": options.seconds, "warm_up": 2,
        "paths": [{"name": name, "strategy": "cache-aside", "encoding": "json"} for name in paths], **more,
        "load": {"loop": "closed", "users": users, "threads": 1}, "check_one_in": 64}))
    return scenario


def full_workload(options, server, folder):
    def run(scenario, out):
        tools.measured([options.cli, "run", scenario, "--out", out, "--redis", f"redis://127.0.0.1:{server.port}"], accepted=(0, 1, 4))
        return json.loads((out / "run.json").read_text())["paths"][0]

    for users in (1, 16, 50):
        scenario = hits_scenario(options, folder, users)
        run(scenario, folder / "first")  # makes the data where it is not there
        paths = []

        def measure():
            paths.append(run(scenario, folder / "run"))
            return {"throughput": paths[-1]["throughput"], "little": paths[-1]["little"]}

        raw, ours = interleaved(options, lambda: cachedeck(options.cli, server.port, users, 1, "get", options.seconds), measure)
        yield Row(f"full workload {users}", "Load engine", f"full workload (cache-aside hits, Zipf keys, 1 in 64 checked), {users} users, "
                  "÷ our own raw GET", ours["throughput"] / raw["throughput"], least=0.85 if users == 50 else None,
                  detail=f"{ours['throughput']:,.0f}/s against {raw['throughput']:,.0f}/s; hit ratio {paths[-1]['hit_ratio']:.4f}, "
                         f"Little's law {ours['little']:.3f}")


def events(options, server, folder):
    with contextlib.closing(SlowCarrier(bytes_a_second=10_000)) as slow:
        yield from events_over(slow, options, server, folder)


def events_over(slow, options, server, folder):
    """Two identical paths take turns in slices of one run, and the operations of one of them are told as events: a sample, or
    all. What the machine does meanwhile hits both."""
    for one_in, broker, to in ((64, None, ""), (1, None, ""), (64, slow.url, " to a carrier that cannot keep up")):
        name, share = f"events {one_in}{' slow' if to else ''}", "all" if one_in == 1 else f"1 in {one_in}"
        what = f"throughput lost to events of {share} operations{to}"
        if to and not broker:
            yield absent(what, "Events", "RabbitMQ")
            continue
        scenario = hits_scenario(options, folder, 50, ("silent", "told"), stream={"sample_one_in": one_in, "paths": ["told"]})
        tools.measured([options.cli, "run", scenario, "--out", folder / "run", "--redis", f"redis://127.0.0.1:{server.port}",
                        "--seconds", str(max(10, 15 * options.seconds)), *(["--broker", broker] if broker else [])], accepted=(0, 1, 4))
        result = json.loads((folder / "run/run.json").read_text())
        kept, stream = next(one for one in result["comparisons"] if one["what"] == "throughput"), result["stream"]
        yield Row(name, "Events", what, 100 * (1 - kept["speedup"]), "%", most=2 if one_in > 1 else None,
                  detail=f"95 % interval {100 * (1 - kept['high']):.1f} % to {100 * (1 - kept['low']):.1f} %; {stream['offered']:,} events, "
                         f"{stream['delivered']:,} delivered, {stream['lost']:,} lost, {stream['dropped']:,} operations not told")


def stall(options, folder):
    """The server stands still for a second in the middle of ten: what was due meanwhile waited."""
    rate, seconds, stop = 1000, 10, 1.0
    ratios, details = [], []
    for _ in range(1 if options.quick else 3):
        server = Server(folder)
        server.fill(1000)
        stopped = []

        def pause():
            time.sleep(4)
            begin = time.monotonic()
            server.process.send_signal(signal.SIGSTOP)
            time.sleep(stop)
            server.process.send_signal(signal.SIGCONT)
            stopped.append(time.monotonic() - begin)

        thread = threading.Thread(target=pause)
        thread.start()
        ours = cachedeck(options.cli, server.port, 50, 1, "get", seconds, ["--rate", str(rate)], keys=1000)
        thread.join()
        server.stop()
        # The slowest hundredth of all operations is a hundred: those due in the first tenth of a second of the stall.
        expected = (stopped[0] - rate * seconds * 0.01 / rate) * 1e6
        ratios.append(ours["p99_us"] / expected)
        details.append(f"p99 {ours['p99_us'] / 1000:.0f} ms of {expected / 1000:.0f} ms expected; service time says "
                       f"{ours['service_p99_us'] / 1000:.2f} ms")
    middle = sorted(range(len(ratios)), key=lambda i: ratios[i])[len(ratios) // 2]
    yield Row("stall", "Load engine", "open loop, 1,000/s for 10 s with a 1 s stall: p99 ÷ 900 ms", ratios[middle], "×", 0.99, 1.03,
              details[middle])


def protocol(options):
    if not options.protocol.exists():
        return (yield absent("protocol", "Protocol", options.protocol))
    output, _ = tools.measured([str(options.protocol)])
    times = json.loads(output)
    for what, name, least in (("small", "parser, small replies, ÷ hiredis' reader", 3), ("bulk", "parser, 1 KiB bulks, ÷ hiredis' reader", 1.5),
                              ("array", "parser, arrays of ten, ÷ hiredis' reader", None),
                              ("encode", "encoder, ÷ redisFormatCommandArgv", 2)):
        of = times[what]
        detail = f"{of['cachedeck']:.1f} ns against {of['hiredis']:.1f} ns"
        if "skimmer" in of:
            detail += f"; replies counted and not kept, as bench does: {of['skimmer']:.1f} ns"
        yield Row(f"protocol {what}", "Protocol", name, of["hiredis"] / of["cachedeck"], least=least, detail=detail)
    yield Row("record", "Load engine", "one latency recorded", times["record"]["cachedeck"], "ns", most=10,
              detail=f"into the counters; into the ring, with the reader's share: {times['record']['drained']:.1f} ns")


def exponent(sizes, costs):
    """The slope of log cost over log size, by least squares."""
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)


def growth(options, folder):
    repetitions = 1 if options.quick else 3
    server = Server(folder)
    try:
        server.fill()

        def row(what, sizes, run, times=repetitions):
            results = [median_of([run(size) for _ in range(times)]) for size in sizes]
            costs = [result["cost"] for result in results]
            return Row(f"growth {what}", "Growth", f"exponent of {what}", exponent(sizes, costs), "", most=1.1,
                       detail=", ".join(f"{size:,}: {cost:.3g}" for size, cost in zip(sizes, costs)))

        def with_cost(result, cost):
            return {**result, "cost": cost(result)}

        # Connections cost memory and CPU: the client's CPU for the same number of operations.
        yield row("CPU for each operation (µs) over connections", [1, 50, 1000], lambda size: with_cost(
            cachedeck(options.cli, server.port, size, 16, "get", options.seconds), lambda result: result["cpu_us"]))
        lengths = [2, 6, 20] if options.quick else [10, 60, 600] if options.long else [5, 20, 60]
        yield row("client CPU (s) over seconds of the run", lengths, lambda size: with_cost(
            cachedeck(options.cli, server.port, 50, 16, "get", size, ["--rate", "50000"]), lambda result: result["cpu_s"]), 1)
        filled = tools.KEYS

        def over_keys(size):
            nonlocal filled
            server.fill(size, filled)
            filled = max(filled, size)
            return with_cost(cachedeck(options.cli, server.port, 50, 16, "get", options.seconds, keys=size), lambda result: result["cpu_us"])

        yield row("CPU for each operation (µs) over keys", [100_000, 1_000_000] + ([10_000_000] if options.long else []), over_keys)
    finally:
        server.stop()


def window(options, folder, *words):
    """bench_window with a home of its own; the worlds' data stays where it is made once."""
    home = pathlib.Path(tempfile.mkdtemp(dir=folder))
    output, _ = tools.measured([str(options.window), *map(str, words)], {
        "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}, core=None)
    return json.loads(output)


def chart(options, folder):
    """The same demo in the same window, with the charts in front and with a page that draws nothing."""
    if not options.window.exists():
        return (yield absent("chart", "Window", options.window))
    seconds = max(8, round(options.seconds * 5))
    window(options, folder, "run", "load", 2)  # makes the data where it is not there
    shown, hidden = interleaved(options, lambda: window(options, folder, "run", "load", seconds),
                                lambda: window(options, folder, "run", "settings", seconds))
    difference = 100 * (1 - shown["throughput"] / hidden["throughput"])
    yield Row("chart", "Window", "throughput lost to the Load page's charts", difference, "%", most=3,
              detail=f"{shown['throughput']:,.0f}/s with, {hidden['throughput']:,.0f}/s without; all paths of the demo summed, "
                     "client, charts and servers on the same cores")
    yield Row("chart thread", "Window", "GUI thread while the demo runs, of a core", 100 * shown["gui_share"], "%",
              detail=f"{100 * hidden['gui_share']:.1f} % with a page that draws nothing in front")


def live_charts(options, folder):
    if not options.window.exists():
        return (yield absent("live charts", "Window", options.window))
    costs = [window(options, folder, "chart", 3 if options.quick else 5) for _ in range(options.repetitions)]
    cost = median_of(costs)
    yield Row("live charts", "Window", "live charts of 4 paths, 30 samples a second, of a core", 100 * cost["share"], "%", most=20,
              detail=f"{100 * cost['share_after_an_hour']:.1f} % behind an hour of samples; drawn offscreen by the processor")
    yield Row("live charts growth", "Growth", "live charts behind an hour of samples ÷ behind two minutes",
              cost["share_after_an_hour"] / cost["share"], "×", most=1.5)


def calibration(options):
    """2,000 runs of two identical paths, resampled from a recorded one."""
    if not options.calibration.exists():
        return (yield absent("calibration", "Comparison", options.calibration))
    output, _ = tools.measured([str(options.calibration), "--rounds", "40",
                                str(options.source / "tests/data/identical_paths.hlog")])
    for cell in json.loads(output)["cells"]:
        yield Row(f"calibration {cell['what']}", "Comparison", f"95 % intervals that contain the truth, {cell['what']}",
                  100 * cell["covered"], "%", 93, 97, f"{cell['runs']:,} runs of {cell['rounds']} rounds; mean width "
                  f"{100 * cell['width']:.1f} %")


def groups(options, folder):
    """Each group's name and its rows, measured as they are asked for."""
    server = None

    def shared():
        nonlocal server
        if server is None:
            server = Server(folder)
            server.fill()
        return server

    def nowhere(name):
        place = folder / name
        place.mkdir()
        return place

    yield "protocol", lambda: protocol(options)
    yield "cells", lambda: cells(options, shared())
    yield "client-bound", lambda: client_bound(options)
    yield "busy-poll", lambda: busy_poll(options, shared())
    yield "tls", lambda: tls(options, nowhere("tls"))
    yield "full", lambda: full_workload(options, shared(), nowhere("full"))
    yield "events", lambda: events(options, shared(), nowhere("events"))
    yield "stall", lambda: stall(options, nowhere("stall"))
    yield "memory", lambda: memory(options, shared(), nowhere("memory"))
    yield "growth", lambda: growth(options, nowhere("growth"))
    yield "calibration", lambda: calibration(options)
    yield "chart", lambda: chart(options, nowhere("chart"))
    yield "live-charts", lambda: live_charts(options, nowhere("live-charts"))
    if server is not None:
        server.stop()
