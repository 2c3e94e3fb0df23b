"""A Java for EPUBCheck, got from Debian where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess

PACKAGE = "default-jre-headless"


def main() -> None:
    if shutil.which("java"):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for way in (["update", "-q"], ["install", "-y", "-q", PACKAGE]):
            print("No Java for EPUBCheck here; trying: apt-get", " ".join(way), flush=True)
            subprocess.run(["apt-get", *way], check=False, timeout=900)
    if not shutil.which("java"):
        print("No Java could be had: EPUBCheck will be skipped (with CI set it fails).")


if __name__ == "__main__":
    main()
