"""A server as a CDN is one: compressed answers, ready before they are asked for; it counts bytes."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit


class CountingServer(ThreadingHTTPServer):
    """Serves `site` on a free port of the loopback."""

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.sent: list[tuple[float, str, int]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may leave before the answer; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def bytes_of(self, *parts: str, until: float) -> int:
        """Bytes sent up to a time (seconds since 1970) for paths that contain one of `parts`."""
        return sum(
            size
            for when, path, size in self.sent
            if when <= until and any(part in path for part in parts)
        )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait for each other
    disable_nagle_algorithm = True
    server: CountingServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self.server.site / path
        if file.is_dir() or not path:
            file /= "index.html"
        body = _compressed(file)
        self.send_response(200 if body else 404)
        if body:
            self.server.sent.append((time.time(), path, len(body)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("Cache-Control", "max-age=3600")
        # Without these a page may not ask how much memory it takes.
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal but the table."""


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
