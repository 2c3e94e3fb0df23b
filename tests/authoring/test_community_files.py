"""What a host of repositories reads: forms that can be filled in, workflows that take no risk."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import lxml.html
import pytest
import yaml
from site_shell import ROOT, note

from notes import front_matter, references
from notes.scanner import spans
from notes.spans import Fence

WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
FORMS = sorted(path for path in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.stem != "config")
ATTRIBUTES = {
    "label",
    "description",
    "placeholder",
    "value",
    "render",
    "options",
    "multiple",
    "default",
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_nothing_by_default_and_pins_what_it_uses(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    for used in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", used), used
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"]


def test_a_pull_request_sees_no_secret() -> None:
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        if "pull_request" in text:
            assert "secrets." not in text
            assert "write" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_targets_that_there_are(path: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = re.findall(r"make ([\w -]+)", path.read_text("utf-8"))
    for target in " ".join(commands).split():
        assert target in targets or target == "base", target


def test_links_of_every_page_and_source_are_looked_at(site: Path) -> None:
    """The weekly check reads built pages: every note, and every source by its address."""
    text = (ROOT / ".github/workflows/links.yml").read_text("utf-8")
    assert "'./site/**/*.html'" in text
    assert text.index("make build") < text.index("lychee-action@")
    addresses = set()
    for page in site.rglob("*.html"):
        addresses |= {link.get("href") for link in lxml.html.parse(page).iter("a")}
    bib = ROOT / "docs/references.bib"
    known, _ = references.read(bib.name, bib.read_text("utf-8"))
    for key, reference in known.items():
        if eprint := reference.field.get("eprint"):
            assert f"https://arxiv.org/abs/{eprint}" in addresses, key
        if doi := reference.field.get("doi"):
            assert f"https://doi.org/{doi}" in addresses, key


def test_a_reviewer_gets_the_site_and_what_changed() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    steps = workflow["jobs"]["changes"]["steps"]
    commands = [step.get("run", "") for step in steps]
    (preview,) = (number for number, one in enumerate(commands) if one.startswith("make preview"))
    assert steps[preview + 1]["with"]["path"] == "preview"
    assert any("steps.preview.outputs.artifact-url" in str(step.get("env")) for step in steps)


def test_the_patch_is_made_though_something_is_left_to_do_by_hand() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    commands = [step.get("run", "") for step in workflow["jobs"]["check"]["steps"]]
    mend = commands.index("make fix || true")  # the host's shell ends at what fails
    assert commands[mend + 1] == "git diff > formatting.patch"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_says_only_what_its_host_knows(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    for field in form["body"]:
        unknown = set(field["attributes"]) - ATTRIBUTES
        assert not unknown, f"{field['id']}: {unknown}; quote what holds a comma"
        assert field["attributes"]["label"].strip()


def test_an_error_in_a_note_is_reported_with_sentence_correction_and_source() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/error.yml").read_text("utf-8"))
    required = {field["id"] for field in form["body"] if field["validations"]["required"]}
    assert required == {"note", "sentence", "right", "source"}


def test_the_examples_of_the_guide_are_accepted() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    fences = (span for span in spans(guide) if isinstance(span, Fence))
    examples = [f"{fence.code}\n" for fence in fences if fence.language == "yaml"]
    assert len(examples) == 2
    for example in examples:
        if not example.startswith("---"):
            example = note().replace("requires: []", example.strip()).split("正文")[0]
        meta, _, problems = front_matter.parse("example", example.encode())
        authors = {"editors"}
        today = date(9999, 12, 31)
        assert problems == []
        assert front_matter.problems_in("example", meta, authors=authors, today=today) == []


def test_every_rule_that_is_checked_stands_in_the_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    sources = [path.read_text("utf-8") for path in ROOT.glob("authoring/*.py")]
    used = set(re.findall(r"\bR\d+\b", " ".join(sources)))
    told = set(re.findall(r"\*\*(R\d+)\*\* ✓", guide))
    assert used == told
