"""Kinds of characters: those of Chinese, and those that no text of the site may hold."""

from __future__ import annotations

import re

# Everything but what XML 1.0 §2.2 allows.
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
"""In brackets of a regular expression."""
UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""What nobody sees, and no search finds over it: soft hyphens, marks of direction. Not what joins emoji."""
COMBINING = re.compile("[\u0300-\u036f]")
DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
"""A letter and its accent, which may be one character."""
RADICALS = str.maketrans(
    "⺎⺒⺓⺜⺝⺟⺠⺧⺩⺬⺮⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳⻈⻐⻠⻏⻖⻌⺅⺉⺖⺘⺡⺣⺨⺭⺰⺾",
    "兀巳幺日月母民牛王示竹羊虎西见角贝车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟讠钅饣阝阝辶亻刂忄扌氵灬犭礻纟艹",
)
"""Radicals that extractors of PDFs take for the characters they look like; NFKC knows none of these."""
