"""Firefox by its own protocol, Marionette: Playwright drives a build of its own alone, which Debian has not."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
ESCAPE, TAB = "\ue00c", "\ue004"
PATIENCE = 60


def installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A window without a screen."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._read()  # it greets
        self.command("WebDriver:NewSession")

    def command(self, name: str, **given: Any) -> Any:
        message = json.dumps([0, 1, name, given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        assert not error, error
        return result.get("value") if isinstance(result, dict) else result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        left, parts = int(length[:-1]), []
        while left:
            parts.append(self._socket.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def open(self, address: str) -> None:
        self.command("WebDriver:Navigate", url=address)

    def evaluate(self, expression: str) -> Any:
        return self.command("WebDriver:ExecuteScript", script=f"return {expression}", args=[])

    def wait_for(self, expression: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            assert time.monotonic() < ends, expression
            time.sleep(0.05)

    def point_at(self, selector: str) -> None:
        """The mouse, at the first that a selector finds; it is brought into sight."""
        place = f"document.querySelector({json.dumps(selector)})"
        x, y = self.evaluate(
            f"({place}.scrollIntoView({{block: 'center'}}), (box => [box.x + 4, box.y + box.height / 2])({place}.getClientRects()[0]))"
        )
        self._act("pointer", {"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0})

    def press(self, key: str) -> None:
        self._act("key", {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})

    def _act(self, kind: str, *steps: dict[str, Any]) -> None:
        actions = [{"type": kind, "id": kind, "actions": list(steps)}]
        self.command("WebDriver:PerformActions", actions=actions)


def _connected(port: int) -> socket.socket:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            assert time.monotonic() < ends, "Firefox does not answer"
            time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def running() -> Iterator[Firefox]:
    port = _free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = [
            installed() or "",
            "--headless",
            "--marionette",
            "--no-remote",
            "--profile",
            profile,
        ]
        process = subprocess.Popen(
            command,
            env={**os.environ, "HOME": profile},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with closing(_connected(port)) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
            process.wait(PATIENCE)
