"""RabbitMQ of ./dev servers behind a line that carries far less than is offered: what a carrier that cannot keep up does to
the measured path. The line is a process of its own that sleeps, so it takes next to no processor time."""
import asyncio
import multiprocessing
import pathlib
import subprocess
import urllib.parse

from bench_tools import connect, free_port

SERVERS = pathlib.Path(__file__).resolve().parents[2] / "packaging/servers.sh"
PIECE = 1024


async def pass_on(reader, writer, bytes_a_second):
    while data := await reader.read(PIECE):
        writer.write(data)
        await writer.drain()
        await asyncio.sleep(len(data) / bytes_a_second)
    writer.close()


def line(port, host, behind, bytes_a_second):
    async def accepted(reader, writer):
        there, back = await asyncio.open_connection(host, behind)
        await asyncio.gather(pass_on(reader, back, bytes_a_second), pass_on(there, writer, bytes_a_second), return_exceptions=True)

    async def serve():
        server = await asyncio.start_server(accepted, "127.0.0.1", port, limit=PIECE)
        await server.serve_forever()

    asyncio.run(serve())


class SlowCarrier:
    """`url` is the carrier's, None where RabbitMQ cannot be had. A server that was not running before is stopped again."""

    def __init__(self, bytes_a_second):
        was_running = "stopped" not in self.servers("status").stdout
        started = self.servers("start")
        self.url, self.started = None, False
        if started.returncode != 0:
            return
        self.started = not was_running
        behind = urllib.parse.urlsplit(started.stdout.split()[-1])
        port = free_port()
        self.process = multiprocessing.Process(target=line, args=(port, behind.hostname, behind.port, bytes_a_second), daemon=True)
        self.process.start()
        connect(port).close()
        self.url = behind._replace(netloc=f"127.0.0.1:{port}").geturl()

    def servers(self, action):
        return subprocess.run(["bash", str(SERVERS), action, "rabbitmq"], capture_output=True, text=True)

    def close(self):
        if self.url:
            self.process.terminate()
            self.process.join()
        if self.started:
            self.servers("stop")
