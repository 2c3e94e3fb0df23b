"""A Java for EPUBCheck: on PATH, or Debian's."""

from __future__ import annotations

import shutil

from provide import debian, provide


def main() -> None:
    provide("Java", lambda: shutil.which("java"), debian("default-jre-headless"))


if __name__ == "__main__":
    main()
