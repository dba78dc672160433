"""The servers and load generators that the bench runs, each pinned to a core and ending with this process."""
import csv
import ctypes
import io
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

KEYS = 100_000
VALUE_BYTES = 256


def cores():
    """The server's core and the client's; None where they cannot be told apart."""
    mine = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return (mine[0], mine[1]) if len(mine) > 1 else (None, None)


SERVER_CORE, CLIENT_CORE = cores()


def pinned(core):
    """What a child does before it starts: stays on a core, and ends with this process."""
    def prepare():
        if core is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {core})
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    return prepare


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(port):
    limit = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            if time.monotonic() > limit:
                sys.exit("bench: the server did not start")
            time.sleep(0.02)


def server_command():
    """The server's binary and argv[0]. Debian's redis-tools has it under the name of a checker."""
    for name, checker in (("redis-server", "redis-check-rdb"), ("valkey-server", "valkey-check-rdb")):
        found = shutil.which(name) or shutil.which(checker)
        if found:
            return found, name
    sys.exit("bench: no redis-server or valkey-server; on Debian: apt install redis-tools")


class Server:
    """A redis-server, filled with the keys that all tools ask for: key:000000000000 and so on."""

    def __init__(self, folder, tls=None):
        self.port = free_port()
        executable, name = server_command()
        command = [name, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly",
                   "no", "--maxclients", "5000"]
        if tls:
            self.tls_port = free_port()
            command += ["--tls-port", str(self.tls_port), "--tls-cert-file", tls.certificate, "--tls-key-file", tls.key,
                        "--tls-ca-cert-file", tls.certificate, "--tls-auth-clients", "no"]
        self.process = subprocess.Popen(command, executable=executable, stdout=subprocess.DEVNULL, preexec_fn=pinned(SERVER_CORE))
        self.link = connect(self.port)

    def fill(self, keys=KEYS, start=0):
        value = b"x" * VALUE_BYTES
        for first in range(start, keys, 1000):
            names = [b"key:%012d" % n for n in range(first, min(first + 1000, keys))]
            self.link.sendall(b"".join(b"*3\r\n$3\r\nSET\r\n$16\r\n%s\r\n$%d\r\n%s\r\n" % (n, VALUE_BYTES, value) for n in names))
            expected = len(names) * len(b"+OK\r\n")
            while expected:
                expected -= len(self.link.recv(expected))

    def info(self, field):
        self.link.sendall(b"INFO\r\n")
        text = b""
        while field.encode() not in text or not text.endswith(b"\r\n"):
            text += self.link.recv(65536)
        return next((line.split(":")[1] for line in text.decode().splitlines() if line.startswith(field + ":")), "")

    def stop(self):
        self.process.kill()
        self.process.wait()


class FreeServer:
    """tests/bench/free_server.cpp."""

    def __init__(self, executable):
        self.port = free_port()
        self.process = subprocess.Popen([str(executable), str(self.port)], preexec_fn=pinned(SERVER_CORE))
        connect(self.port).close()

    stop = Server.stop


class Certificate:
    def __init__(self, folder):
        self.certificate, self.key = str(folder / "server.pem"), str(folder / "server.key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", self.key, "-out", self.certificate],
                       check=True, capture_output=True)


def measured(command, environment=None, accepted=(0, 4), core=CLIENT_CORE):
    """Runs a command; gives its output and the CPU seconds that it took."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=pinned(core),
                               env={**os.environ, **(environment or {})})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 4 is a result too: measured, but not to be trusted; the figures say why.
    if process.returncode not in accepted:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}:\n{output}")
    return output, usage.ru_utime + usage.ru_stime


def redis_benchmark(port, connections, pipeline, test, requests, more=()):
    output, cpu = measured(["redis-benchmark", "-h", "127.0.0.1", "-p", str(port), "-c", str(connections), "-P", str(pipeline),
                            "-n", str(requests), "-t", test, "-r", str(KEYS), "-d", str(VALUE_BYTES), "--csv", *more])
    row = next(csv.DictReader(io.StringIO(output[output.index('"test"'):])))
    throughput = float(row["rps"])
    mean = float(row["avg_latency_ms"]) / 1000
    return {"throughput": throughput, "cpu_us": cpu / requests * 1e6, "p50_us": float(row["p50_latency_ms"]) * 1000,
            "p99_us": float(row["p99_latency_ms"]) * 1000, "little": connections * pipeline / (throughput * mean) if mean else 0}


def memtier(port, connections, pipeline, test, seconds, more=()):
    output, cpu = measured(["memtier_benchmark", "-s", "127.0.0.1", "-p", str(port), "-t", "1", "-c", str(connections),
                            "--pipeline", str(pipeline), "--ratio", "0:1" if test == "get" else "1:0", "-d", str(VALUE_BYTES),
                            "--key-prefix", "key:0000000", "--key-minimum", "10000", "--key-maximum", str(KEYS - 1), "--test-time",
                            str(max(1, round(seconds))), "--hide-histogram", *more])
    totals = next(line.split() for line in output.splitlines() if line.startswith("Totals"))
    throughput = float(totals[1])
    return {"throughput": throughput, "cpu_us": cpu / (throughput * max(1, round(seconds))) * 1e6}


def cachedeck(cli, port, connections, pipeline, test, seconds, more=(), scheme="redis", keys=KEYS, environment=None):
    output, cpu = measured([cli, "bench", "--redis", f"{scheme}://127.0.0.1:{port}", "-c", str(connections), "-P", str(pipeline),
                            "-t", test, "-r", str(keys), "-d", str(VALUE_BYTES), "--seconds", str(seconds), "--json", *more],
                           environment)
    path = json.loads(output)["paths"][0]
    return {"throughput": path["throughput"], "cpu_us": cpu / max(path["operations"], 1) * 1e6, "operations": path["operations"],
            "cpu_s": cpu, "p50_us": path["response_us"]["p50"], "p99_us": path["response_us"]["p99"], "little": path["little"],
            "service_p99_us": path["service_us"]["p99"], "errors": path["errors"] + path["timeouts"]}


def median_of(results):
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


def load_average():
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def machine():
    model = ""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        pass
    return f"{os.cpu_count()} × {model or os.uname().machine}, {os.uname().sysname} {os.uname().release}"
