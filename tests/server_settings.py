"""The headers of an answer by a server that is set as docs/about/publishing.md says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

Headers = dict[str, str]
VALUE = r'(?:"([^"]*)"|(\S+))'


def nginx(settings: str, address: str) -> Headers:
    """As far as `map`, `add_header`, `types` in a location and `charset_types` go."""
    patterns = re.findall(r'^\s*(default|~\S+)\s+"([^"]*)";', settings, re.MULTILINE)
    found = (value for one, value in patterns if one[0] == "~" and re.search(one[1:], address))
    cache = next(found, dict(patterns)["default"])
    headers = {
        name: cache if plain == "$cache" else quoted or plain
        for name, quoted, plain in re.findall(rf"add_header (\S+) {VALUE} always;", settings)
    }
    suffix = PurePosixPath(address).suffix[1:]
    (with_charset,) = re.findall(r"charset_types ([^;]*);", settings)
    for regex, place, types in re.findall(r"location (~ )?(\S+) \{\s*types \{(.*?)\}", settings):
        kinds = {end: kind for kind, *ends in map(str.split, types.split(";")[:-1]) for end in ends}
        here = re.search(place, address) if regex else address.startswith(place)
        if here and suffix in kinds:
            charset = "; charset=utf-8" if kinds[suffix] in with_charset.split() else ""
            headers["Content-Type"] = kinds[suffix] + charset
    return headers


def caddy(settings: str, address: str) -> Headers:
    """As far as `header` and matchers of paths go."""
    matchers = {
        name: bool(negated) != any(_matches(path, address) for path in paths.split())
        for name, negated, paths in re.findall(r"(@\w+) (not )?path (.*)", settings)
    }
    headers: Headers = {}
    for where, name, quoted, plain in re.findall(rf"header ([@/]\S+) (\S+) {VALUE}", settings):
        if matchers[where] if where in matchers else _matches(where, address):
            headers[name] = quoted or plain
    (everywhere,) = re.findall(r"header \{(.*?)\}", settings, re.DOTALL)
    for name, quoted, plain in re.findall(rf"^\s*(\S+) {VALUE}$", everywhere, re.MULTILINE):
        headers[name] = quoted or plain
    return headers


def _matches(pattern: str, address: str) -> bool:
    """A star at the end stands for anything, one before it for anything but a slash."""
    middle, star = re.subn(r"\*$", "", pattern)
    regex = re.escape(middle).replace(r"\*", "[^/]*") + (".*" if star else "")
    return re.fullmatch(regex, address) is not None
