"""Who may import whom, that `ls hooks` shows what mkdocs.yml runs, and pytest what tests/ holds."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from site_shell import ROOT

MAY_IMPORT = {
    "notes": {"notes"},
    "pages": {"pages", "notes"},
    "feeds": {"feeds", "pages", "notes"},
    "search": {"search", "pages", "notes"},
    "kept": {"kept"},
    "hooks": {"hooks", "feeds", "kept", "search", "pages", "notes", "mkdocs"},
    "book": {"book", "feeds", "pages", "notes"},
    "authoring": {"authoring", "feeds", "search", "pages", "notes"},
}
BESIDES = {"authoring/serve.py": {"kept", "mkdocs"}, "authoring/computed.py": {"kept"}}
"""A server of the site generator's, and a hash of all that a program may use."""
RULED = {*MAY_IMPORT, "mkdocs", "material", "properdocs"}


def imported(module: Path) -> Iterator[str]:
    """Top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


def besides(module: Path) -> set[str]:
    return BESIDES.get(module.relative_to(ROOT).as_posix(), set())


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    modules = list(ROOT.joinpath(package).rglob("*.py"))
    assert modules
    forbidden = {
        module.name: beyond
        for module in modules
        if (beyond := RULED.intersection(imported(module)) - MAY_IMPORT[package] - besides(module))
    }
    assert not forbidden


def test_no_hook_imports_another() -> None:
    for module in ROOT.joinpath("hooks").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", ()) if hasattr(alias, "name")]
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{name}" for name in names]
            others = [name for name in names if name.split(".")[0] == "hooks"]
            assert all(name.startswith("hooks.build_state") for name in others), module.name


def test_the_folder_of_hooks_holds_what_the_site_lists_and_the_state_they_share() -> None:
    listed = {Path(hook).name for hook in load_config(str(ROOT / "mkdocs.yml")).hooks}
    assert {path.name for path in ROOT.joinpath("hooks").glob("*.py")} == listed | {
        "build_state.py"
    }


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in ROOT.glob("tests/**/test_*.py")}
    assert not [
        folder
        for folder in folders
        if any(fnmatch.fnmatch(folder.name, pattern) for pattern in passed_over)
    ]
