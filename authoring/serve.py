"""`make serve`: the site while it is written. Mistakes are shown on its pages, which stay as they were.

MkDocs' own server leaves every page without an answer until the last mistake is mended.
"""

from __future__ import annotations

import html
import logging
import os
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from kept.digest import PACKAGES, ROOT, code

SITE = Path(".cache/served").absolute()
EVERY = 0.2
"""Seconds between two looks at the files."""
SETTLED = 0.02
"""Seconds after which a look has told all that it saw."""
NOTHING = (
    '<!doctype html><meta charset="utf-8"><title>还没有网站</title><body><p>还没有网站。</p></body>'
)
MISTAKES = (
    '<pre role="alert" style="position:fixed;inset:auto 0 0 0;max-height:50vh;margin:0;padding:1rem;'
    "overflow:auto;z-index:99;font:14px/1.5 monospace;white-space:pre-wrap;color:#fff;"
    'background:#8b1a1a">这是改之前的样子，改好这些就会更新：\n\n{}</pre>'
)
log = logging.getLogger("mkdocs.serve")


class Told(logging.Handler):
    """Errors of one build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())


class Server(LiveReloadServer):
    """Serves the last good site, and with it what keeps the next from being built."""

    def __init__(self, config: MkDocsConfig) -> None:
        host, port = config.dev_addr
        mount = urlsplit(config.site_url or "/").path
        super().__init__(self.build, host, port, str(SITE), mount, polling_interval=EVERY)
        self.build_delay = SETTLED
        self.errors: list[str] = []
        self.code = code()
        for watched in (
            config.docs_dir,
            config.config_file_path,
            *(ROOT / one for one in PACKAGES),
        ):
            self.watch(str(watched))

    def build(self) -> None:
        if code() != self.code:
            log.info("程序改了，重新启动。")
            os.execv(sys.executable, [*sys.orig_argv])
        told = Told()
        logging.getLogger("mkdocs").addHandler(told)
        try:
            config = load_config(site_dir=str(SITE))
            config.site_url = self.url
            build(config, serve_url=self.url)
        except (Exception, SystemExit) as error:
            _tell(error)
        finally:
            logging.getLogger("mkdocs").removeHandler(told)
        self.errors = told.errors

    def serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """As MkDocs does, with the errors at the end of every page."""
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        body = b"".join(super().serve_request(environ, lambda *head: begun.append(head)))
        ((status, headers),) = begun
        # Not before: it may have waited for a build to end.
        if self.errors and ("Content-Type", "text/html") in headers:
            body += MISTAKES.format(html.escape("\n".join(self.errors))).encode()
        others = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]


def _tell(error: BaseException) -> None:
    """What MkDocs has not told: of its own errors it tells all."""
    if not isinstance(error, SystemExit):
        log.error("".join(traceback.format_exception(error)))


def _loaded(address: dict[str, str]) -> MkDocsConfig:
    """The configuration, as soon as it can be read."""
    said = ""
    while True:
        try:
            return load_config(site_dir=str(SITE), **address)
        except (Exception, SystemExit) as error:
            if str(error) != said:
                said = str(error)
                log.error(said)
            time.sleep(1)


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True


def main(port: str = "8000") -> None:
    logging.basicConfig(format="%(levelname)-8s %(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    config = _loaded({"dev_addr": f"127.0.0.1:{port}"})
    if not _is_free(*config.dev_addr):
        sys.exit(f"端口 {port} 已被占用；换一个：make serve port={int(port) + 1}")
    SITE.mkdir(parents=True, exist_ok=True)
    if not SITE.joinpath("index.html").exists():
        SITE.joinpath("index.html").write_text(NOTHING, "utf-8")
    config.plugins.on_startup(command="serve", dirty=False)
    server = Server(config)
    try:
        server.build()
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        config.plugins.on_shutdown()


if __name__ == "__main__":
    main(*filter(None, sys.argv[1:]))
