"""`make serve` in a project of its own: it stays, whatever is written."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from site_shell import ROOT, note, share_fonts, write_settings, write_small

PATIENCE = 90
NOTE = "basics/one/index.md"


class Served:
    """A server and the project that it serves."""

    def __init__(self, folder: Path) -> None:
        for package in ("authoring", "feeds", "hooks", "kept", "notes", "pages", "search"):
            shutil.copytree(ROOT / package, folder / package)
        write_settings(folder)
        self.folder, self.docs = folder, folder / "docs"
        share_fonts(folder)
        write_small(self.docs, {NOTE: note(body="$x")})
        shutil.copytree(ROOT / "docs/.overrides", self.docs / ".overrides")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = folder / "log"
        self.process = self.start(self.log)

    def start(self, log: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "authoring.serve", str(self.port)]
        environment = {**os.environ, "PYTHONPATH": "", "SITE_URL": "https://example.org/"}
        with log.open("wb") as said:
            return subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=said, stderr=said
            )

    def page(self, address: str = "basics/one/") -> str:
        """What is there now; nothing if that is no page."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=10) as answer:
                text: str = answer.read().decode()
                return text
        except HTTPError:
            return ""
        except OSError:  # it starts anew
            return "not served"

    def write(self, text: str, file: str = NOTE) -> None:
        self.docs.joinpath(file).parent.mkdir(parents=True, exist_ok=True)
        self.docs.joinpath(file).write_text(text, "utf-8")

    def shows(self, condition: Callable[[str], bool], address: str = "basics/one/") -> str:
        """The page, as soon as it is so."""
        return self._waited(lambda: self.page(address), condition)

    def says(self, text: str) -> None:
        self._waited(lambda: self.log.read_text("utf-8"), lambda said: text in said)

    def _waited(self, ask: Callable[[], str], condition: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not condition(answer := ask()):
            assert time.monotonic() < end, self.log.read_text("utf-8")
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.1)
        return answer


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Begun with a mistake, which is mended."""
    served = Served(tmp_path_factory.mktemp("served"))
    try:
        page = served.shows(lambda page: "index.md:11" in page, "")
        assert "livereload" in page
        served.write(note(body="好。"))
        served.shows(lambda page: "好。" in page)
        yield served
    finally:
        served.process.kill()
        served.process.wait()


def test_what_is_saved_is_shown(served: Served) -> None:
    served.write(note(body="更好。"))
    assert 'role="alert"' not in served.shows(lambda page: "更好。" in page)


def test_a_mistake_is_shown_on_the_last_good_site_until_it_is_mended(served: Served) -> None:
    served.write(note(body="好的。"))
    served.shows(lambda page: "好的。" in page)
    served.write(note(body="<script>$x"))
    page = served.shows(lambda page: 'role="alert"' in page)
    assert "好的。" in page
    assert "docs/basics/one/index.md:11" in page
    assert "docs/basics/one/index.md:11" in served.log.read_text("utf-8")
    assert 'role="alert"' in served.page("")
    served.write(note(body="改好了。"))
    assert 'role="alert"' not in served.shows(lambda page: "改好了。" in page)


def test_notes_come_move_and_go(served: Served) -> None:
    served.write(note("two", title="第二篇"), "basics/two/index.md")
    served.shows(lambda page: "第二篇" in page, "basics/two/")
    served.docs.joinpath("basics/two").rename(served.docs / "basics/three")
    served.shows(lambda page: "第二篇" in page, "basics/three/")
    served.shows(lambda page: not page, "basics/two/")
    shutil.rmtree(served.docs / "basics/three")
    served.shows(lambda page: not page, "basics/three/")
    assert "第二篇" not in served.page("")


def test_edited_programs_take_effect(served: Served) -> None:
    hook = served.folder / "hooks/render_math.py"
    right = hook.read_text("utf-8")
    hook.write_text(right.replace("return page_fonts", 'return "改过" + page_fonts'), "utf-8")
    served.shows(lambda page: "改过" in page)
    hook.write_text("def broken(\n", "utf-8")
    served.says("was never closed")
    hook.write_text(right, "utf-8")
    served.shows(lambda page: "<html" in page and "改过" not in page)


def test_a_taken_port_is_told_with_the_way_to_another(served: Served) -> None:
    log = served.folder / "other"
    assert served.start(log).wait(PATIENCE) == 1
    assert f"make serve port={served.port + 1}" in log.read_text("utf-8").splitlines()[-1]
