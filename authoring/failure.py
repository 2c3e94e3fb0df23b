"""What to tell of an exception in code that a note brings."""

from __future__ import annotations

import traceback


def reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def line_in(file: str, error: BaseException) -> int:
    """Line of a file at which it went wrong."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == file), 1)
