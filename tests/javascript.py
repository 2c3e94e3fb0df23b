"""The project's JavaScript in an engine of its own (V8, as in Chromium): no browser, no clock."""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Mapping
from typing import Any

from py_mini_racer import MiniRacer
from site_shell import ROOT

from pages.modules import as_one
from search.worker import patterns

NO_NUMBER = re.compile(r'"number (-?Infinity|NaN)"')
CALL = """(async () => JSON.stringify(
  await (%s)(%s),
  (_, value) => (typeof value === "number" && !Number.isFinite(value) ? `number ${value}` : value),
))().then((told) => (globalThis.outcome = told ?? "null"), (error) => (globalThis.outcome = error.stack));"""
PAGE = """
class HTMLElement {}
const defined = {};
const customElements = { get: (name) => defined[name], define: (name, element) => (defined[name] = element) };
"""
GB2312 = {
    256 * high + low: bytes((high, low)).decode("gb2312", "replace")
    for high in range(0xA1, 0xFF)
    for low in range(0xA1, 0xFF)
}
WORKER = """
const heard = {}, files = {}, fetched = [], said = [];
const self = { location: { href: "search/files/worker.js" } };
const console = { warn() {} };
const navigator = { onLine: true };
class TextDecoder {
  decode(bytes) {
    return Array.from({ length: bytes.length / 2 }, (_, i) => gb2312[256 * bytes[2 * i] + bytes[2 * i + 1]]).join("");
  }
}
const addEventListener = (kind, listener) => (heard[kind] = listener);
const postMessage = (message) => said.push(message.data);
setTimeout = (resume) => resume();
const fetch = async (address) => {
  const name = address.replace("files/../", "");
  fetched.push(name);
  return { ok: name in files, status: 404, json: async () => JSON.parse(files[name]) };
};
"""


class Program:
    """Scripts that were run one after another; what they name can be called."""

    def __init__(self, *scripts: str) -> None:
        self._engine = MiniRacer()
        # At the latest before Python ends: while it does, closing may wait for ever.
        weakref.finalize(self, self._engine.close)
        for script in scripts:
            self._engine.eval(script)

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function, given by its name or its text, returns when all it awaits is done."""
        self._engine.eval(CALL % (function, ", ".join(map(json.dumps, arguments))))
        outcome = str(self._engine.eval("outcome"))
        try:
            return json.loads(NO_NUMBER.sub(r"\1", outcome))
        except json.JSONDecodeError:
            raise RuntimeError(outcome) from None


def module(path: str) -> Program:
    """A module and what it imports. Unlike in a browser, they see each other's names."""
    return Program(PAGE, patterns(), as_one(ROOT / path))


class Search(Program):
    """The worker of the search among the files of a site (path → text)."""

    def __init__(self, program: str, files: Mapping[str, str]) -> None:
        super().__init__(f"const gb2312 = {json.dumps(GB2312)};", WORKER, program)
        self.publish(files)
        self.say(0, json.loads(files["search/search_index.json"]))

    def publish(self, files: Mapping[str, str]) -> None:
        """From now on these are there too."""
        self.call("(given) => Object.assign(files, given)", files)

    def say(self, kind: int, data: Any) -> None:
        self.call("(message) => heard.message({ data: message })", {"type": kind, "data": data})

    def ask(self, typed: str) -> Any:
        """The last answer to a query."""
        self.say(2, typed)
        return self.call("() => said.pop()")
