"""What `check` says of a template's default message as a whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content_engine.engine import check_folder

ACME = Path(__file__).resolve().parents[2] / "examples" / "acme"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example brand."""
    return Path(shutil.copytree(ACME, tmp_path / "acme"))


def test_a_hidden_footer_is_told(folder: Path) -> None:
    """A layout that hides the postal address is a problem of the template, though all words are there."""
    layout = folder / "components/templates/acme-tip-email.mjml"
    source = layout.read_text(encoding="utf-8")
    hidden = source.replace(
        "{{ sender.postal_address }}", '<span style="display:none">{{ sender.postal_address }}</span>'
    )
    assert hidden != source
    layout.write_text(hidden, encoding="utf-8")
    told = [problem for problem in check_folder(folder) if "default message" in problem.message]
    assert told
    assert told[0].file.endswith("acme-tip-email.yaml")


def test_the_default_messages_of_the_example_are_fine(folder: Path) -> None:
    """The example brand's default messages pass every guardrail."""
    assert check_folder(folder) == ()
