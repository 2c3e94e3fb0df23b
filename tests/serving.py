"""A folder on a loopback port, served with the headers that it asks for in `_headers`."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

VIOLATION = "/policy-violation"
Rules = list[tuple[str, dict[str, str]]]


def rules_of(folder: Path) -> Rules:
    """Path patterns and their headers."""
    path = folder / "_headers"
    rules: Rules = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        if line.startswith("/"):
            rules.append((line, {}))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


def headers_for(rules: Rules, path: str) -> dict[str, list[str]]:
    """Every value that any rule gives a header of this address."""
    found: dict[str, list[str]] = {}
    for pattern, headers in rules:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in headers.items():
                found.setdefault(name, []).append(value)
    return found


class Handler(SimpleHTTPRequestHandler):
    rules: Rules
    violations: list[str]

    def end_headers(self) -> None:
        for name, values in headers_for(self.rules, self.path.partition("?")[0]).items():
            if name == "Content-Security-Policy":
                values = [f"{values[0]}; report-uri {VIOLATION}"]
            if name != "Content-Type":  # sent already
                self.send_header(name, ", ".join(values))
        super().end_headers()

    def guess_type(self, path: str | Path) -> str:  # type: ignore[override]
        given = headers_for(self.rules, self.path.partition("?")[0]).get("Content-Type")
        return given[0] if given else super().guess_type(str(path))

    def do_POST(self) -> None:
        """A browser tells what its policy refused."""
        self.violations.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path, way: type[Handler] = Handler) -> Iterator[str]:
    """The folder's address while it is served. What a policy refused is an error at the end."""
    violations: list[str] = []
    members = {"rules": rules_of(folder), "violations": violations}
    handler = type("Handler", (way,), members)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert not violations, violations
