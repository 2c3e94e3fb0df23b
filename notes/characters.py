"""Kinds of characters: those of Chinese, and those that no text of the site may hold."""

from __future__ import annotations

import re

# Everything but what XML 1.0 §2.2 allows.
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
"""In brackets of a regular expression."""
