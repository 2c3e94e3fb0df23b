"""What becomes of the processes that do work ahead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from site_shell import ROOT

KILLED = """
import os, time
from multiprocessing import active_children
from pathlib import Path
from kept import workers
from kept.store import Store

workers.processors = lambda: 3
for _ in workers.ahead(lambda one: time.sleep(one / 1000), range(200), Store(Path("none"), b"")):
    if active_children():
        os._exit(9)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="forks nothing")
def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    build = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,  # until nobody can write any more
        timeout=60,
        check=False,
    )
    assert build.returncode == 9
