"""Work done ahead by as many processes as there are processors, where a process can be forked."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from kept.store import Row, Store

FEW = 8
"""So much is done before another process has begun."""
PORTIONS = 64
"""In so many does a process take its part: to hand over one by one costs, and the last must not be long."""
T = TypeVar("T")
R = TypeVar("R")
_given: tuple[Callable[[Any], object], Sequence[Any], Store]
"""Of this process, if it is one of those."""


def processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def ahead(work: Callable[[T], R], over: Sequence[T], store: Store) -> Iterator[tuple[T, R]]:
    """What `work` makes; what it asked of the store is there for who does the same work next.

    Nothing is done where it would take longer, nor what raises: that is told to who does it next. Nor is more done
    when the system has ended one of the processes, mostly for want of memory.
    """
    processes = min(processors(), len(over) // FEW)
    # A fork has none of the threads, but all of their locks.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if not can_fork or processes < 2:
        return
    first, *others = over
    for made in _tried(work, first):  # what it loads, the processes find loaded
        yield first, made
    fork = multiprocessing.get_context("fork")
    portion = max(1, len(others) // (PORTIONS * processes))
    with (
        ProcessPoolExecutor(processes, fork, _begin, (work, others, store)) as pool,
        contextlib.suppress(BrokenProcessPool),
    ):
        for number, every, new in pool.map(_done, range(len(others)), chunksize=portion):
            store.give(new)
            for made in every:
                yield others[number], made


def is_one() -> bool:
    """Whether this process is one of those."""
    return multiprocessing.parent_process() is not None


def _begin(*given: Any) -> None:
    global _given
    _given = given
    given[2].apart()
    threading.Thread(target=_end_with_build, daemon=True).start()


def _end_with_build() -> None:
    """When it is killed: else this process would wait for work for ever."""
    if build := multiprocessing.parent_process():
        build.join()
        os._exit(1)


def _done(number: int) -> tuple[int, list[Any], dict[bytes, Row]]:
    work, over, store = _given
    every = _tried(work, over[number])
    new = store.taken()
    return number, every, new if every else {}


def _tried(work: Callable[[T], R], one: T) -> list[R]:
    """Nothing if it raises."""
    try:
        return [work(one)]
    except Exception:
        return []
