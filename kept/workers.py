"""Work done ahead by as many processes as there are processors, where a process can be forked."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from kept.store import Row, Store

FEW = 8
"""So much is done before another process has begun."""
T = TypeVar("T")
_given: tuple[Callable[[Any], object], Sequence[Any], Store]
"""Of this process, if it is one of those."""


def processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def ahead(work: Callable[[T], object], over: Sequence[T], store: Store) -> Iterator[int]:
    """Fill the store with what `work` asks of it, so that who does the same work finds it there.

    Yields how much is done. Nothing is where it would take longer, nor what raises: that is told to
    who does it next.
    """
    processes = min(processors(), len(over) // FEW)
    # A fork has none of the threads, but all of their locks.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if not can_fork or processes < 2:
        return
    fork = multiprocessing.get_context("fork")
    with fork.Pool(processes, _begin, (work, over, store)) as pool:
        every = pool.imap_unordered(_done, range(len(over)), chunksize=4)
        for done, new in enumerate(every, start=1):
            store.give(new)
            yield done


def _begin(*given: Any) -> None:
    global _given
    _given = given
    given[2].apart()


def _done(number: int) -> dict[bytes, Row]:
    work, over, store = _given
    try:
        work(over[number])
    except Exception:
        store.taken()
    return store.taken()
