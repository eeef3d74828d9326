"""Templates in the Studio: what fills their slots, where nothing can, previews with reasons, and going back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import yaml

from content_engine.domain.decisions import DecisionRequest
from content_engine.web.studio.security import PREVIEW_POLICY
from tests.doors.conftest import ACME, EMAIL, IN_APP, Seed, asking
from tests.doors.studio_stage import Person, Stage, staged

AT = f"/studio/templates/{EMAIL}"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A server over acme's content, one subject for those on the team plan only, and no German title for cards."""
    folder = tmp_path_factory.mktemp("templates")
    shutil.copytree(ACME, folder / "content")
    edit(
        folder / "content/components/subject/before-meeting.yaml", "kind: subject", "kind: subject\nwhen: {plan: team}"
    )
    for file in (folder / "content/components/inapp_title").glob("*.yaml"):
        without(file, "de")
    with staged(folder, content=folder / "content") as made:
        yield made


@pytest.fixture(scope="module")
def editor(stage: Stage) -> Iterator[Person]:
    """An editor."""
    person = stage.person("editor")
    yield person
    person.close()


def edit(file: Path, old: str, new: str) -> None:
    """Changes a file of the content folder."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def without(file: Path, locale: str) -> None:
    """Takes a component's variants of a language out."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["variants"] = [one for one in data["variants"] if one["locale"] != locale]
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def test_the_list_leads_to_each_template(editor: Person) -> None:
    """All templates with their channel and segments, each a link."""
    page = editor.get("/studio/templates")
    assert page.status_code == 200
    assert f'href="{AT}"' in page.text
    assert "all-users" in page.text


def test_the_slot_map_tells_what_a_slot_takes(editor: Person) -> None:
    """Kinds, default content with its component, and approved variants by language."""
    page = editor.get(AT).text
    assert 'href="/studio/components/subject.small-tip"' in page
    assert "may stay empty" in page
    assert "de 3, en 6" in page


def test_an_unknown_template_is_told(editor: Person) -> None:
    """There is no page for what is not there."""
    for path in ("", "/coverage", "/preview", "/history", "/message"):
        assert editor.get(f"/studio/templates/none{path}").status_code == 404


def test_coverage_counts_what_depends_on_attributes_apart(editor: Person) -> None:
    """A component with a condition is not counted among those that fit everybody."""
    page = editor.get(f"{AT}/coverage?locale=en").text
    assert "4 + 2" in page
    assert "Every slot that must be filled has an eligible variant" in page


def test_coverage_names_the_gap_and_where_messages_fall_back(editor: Person) -> None:
    """A language without a variant for a required slot is a gap; messages fall back to the brand's language."""
    page = editor.get(f"/studio/templates/{IN_APP}/coverage?locale=de").text
    assert "1 place has no eligible variant: de 1" in page
    assert "no variant in de" in page
    assert "falls back" in page
    everywhere = editor.get(f"/studio/templates/{IN_APP}/coverage?locale=all").text
    assert "<h2>de</h2>" in everywhere
    assert "<h2>fr</h2>" not in everywhere
    assert editor.get(f"/studio/templates/{IN_APP}/coverage?locale=it").status_code == 422


def test_a_preview_tells_who_won_and_why_each_loser_lost(editor: Person, stage: Stage) -> None:
    """Every candidate has its probability and every loser its reason in words; nothing is recorded."""
    before = stage.engine.memory.summary()["rows"]
    page = editor.send_form(
        f"{AT}/preview", {"locale": "en", "segments": "all-users", "attributes": '{"plan": "free"}'}
    )
    assert page.status_code == 200
    assert "It won the draw" in page.text
    assert "25.0 %" in page.text
    assert "Its condition does not hold for these attributes" in page.text
    assert "It is in another language than the message" in page.text
    assert stage.engine.memory.summary()["rows"] == before


def test_attributes_decide_in_a_preview(editor: Person) -> None:
    """With the attribute that the condition asks for, the component takes part."""
    form = {"locale": "en", "segments": "all-users", "attributes": '{"plan": "team"}'}
    page = editor.send_form(f"{AT}/preview", form).text
    assert "Its condition does not hold" not in page


@pytest.mark.parametrize(
    ("attributes", "told"),
    [("{", "This is not JSON"), ("[1]", "Give an object"), ('{"a": {"b": {"c": {"d": {"e": 1}}}}}', "nested deeper")],
)
def test_wrong_attributes_are_told_beside_the_field(editor: Person, attributes: str, told: str) -> None:
    """The form comes back as it was filled in, with the reason at the field."""
    page = editor.send_form(f"{AT}/preview", {"segments": "all-users", "attributes": attributes})
    assert page.status_code == 422
    assert told in page.text
    assert 'aria-describedby="wrong-attributes"' in page.text


def test_a_wrong_language_or_segment_is_told(editor: Person) -> None:
    """Each field says what is wrong with it."""
    assert 'id="wrong-locale"' in editor.send_form(f"{AT}/preview", {"locale": "not a locale"}).text
    assert "There is no segment ghosts" in editor.send_form(f"{AT}/preview", {"segments": "ghosts"}).text


def test_a_preview_of_a_subject_uses_what_is_remembered(editor: Person, stage: Stage) -> None:
    """After two messages of the day the preview is refused by the same cap as a decision."""
    for number in range(2):
        stage.engine.decide(request(f"seen-{number}", stage))
    page = editor.send_form(f"{AT}/preview", {"user": "u-seen", "segments": "all-users"})
    assert "cap.user" in page.text
    assert "two-a-day" in page.text


def request(name: str, stage: Stage) -> DecisionRequest:
    """A message for a subject who was seen in the segment just now."""
    member = {"segment_id": "all-users", "version": 1, "observed_at": stage.engine.clock.now().isoformat()}
    return DecisionRequest.model_validate_json(orjson.dumps(asking(name, "u-seen", segments=[member])))


def test_a_subject_without_segments_on_record_is_refused(editor: Person) -> None:
    """None chosen means those on record, and a stranger has none."""
    assert "contract.unknown_segment" in editor.send_form(f"{AT}/preview", {"user": "u-stranger"}).text


def test_the_message_stands_in_a_sandbox_of_its_own(editor: Person) -> None:
    """Both the default message and that of a preview carry the policy that forbids scripts, forms and loading."""
    default = editor.get(f"{AT}/message")
    form = {"locale": "de", "segments": "all-users", "request_id": "studio-1"}
    shown = editor.send_form(f"{AT}/message", form)
    assert [one.headers["content-security-policy"] for one in (default, shown)] == [PREVIEW_POLICY] * 2
    assert "Acme Analytics" in default.text
    assert "Sie " in shown.text


def test_attributes_are_never_markup(editor: Person) -> None:
    """What was pasted comes back escaped."""
    evil = '{"x": "</textarea><script>alert(1)</script>"}'
    page = editor.send_form(f"{AT}/preview", {"segments": "all-users", "attributes": evil}).text
    assert "<script>alert" not in page


def test_cards_are_shown_as_words(editor: Person) -> None:
    """A template without a page of its own is shown field by field."""
    page = editor.send_form(f"/studio/templates/{IN_APP}/preview", {"segments": "all-users"}).text
    assert "<h4>title</h4>" in page


def test_history_shows_the_lines_that_changed_and_restores(tmp_path: Path, acme_seed: Seed) -> None:
    """An earlier form is put into the content folder and published; the change is in the history with its actor."""
    folder = tmp_path / "content"
    shutil.copytree(ACME, folder)
    shutil.copy(acme_seed.database, tmp_path / "studio.db")
    file = folder / "components/templates/acme-tip-email.yaml"
    with staged(tmp_path, content=folder) as stage:
        ada = stage.person("editor", name="ada")
        first = ada.get(f"{AT}/history").text
        assert "The template is now as this change left it" in first
        edit(file, "One tip", "A single tip")
        stage.engine.sync(actor="bea")
        page = ada.get(f"{AT}/history").text
        assert "<b>−</b>description: One tip" in page
        assert "<b>+</b>description: A single tip" in page
        at = stage.engine.content.history("template", EMAIL)[-1].at
        assert "Restore the form after this change" in ada.get(f"{AT}/history?at={at}").text
        assert ada.send_form(f"{AT}/restore", {"at": at}).status_code == 303
        assert "One tip" in file.read_text(encoding="utf-8")
        assert stage.engine.history("template", EMAIL)[0]["actor"] == "ada@example.com"


def test_what_no_longer_fits_is_not_restored(tmp_path: Path, acme_seed: Seed) -> None:
    """A form that breaks the present content changes nothing, on disk or in the catalog."""
    folder = tmp_path / "content"
    shutil.copytree(ACME, folder)
    shutil.copy(acme_seed.database, tmp_path / "studio.db")
    file = folder / "components/templates/acme-tip-email.yaml"
    with staged(tmp_path, content=folder) as stage:
        admin = stage.person("admin")
        edit(file, ", control: preheader.one-step.a", ", control: preheader.coffee.a")
        stage.engine.sync(actor="bea")
        (folder / "components/preheader/one-step.yaml").unlink()
        stage.engine.sync(actor="bea")
        before, version = file.read_bytes(), stage.engine.catalog_version
        answer = admin.send_form(f"{AT}/restore", {"at": stage.engine.content.history("template", EMAIL)[-1].at})
        assert answer.status_code == 400
        assert "preheader.one-step.a" in answer.text
        assert (file.read_bytes(), stage.engine.catalog_version) == (before, version)


def test_without_a_folder_to_write_the_text_is_offered(tmp_path: Path, acme_seed: Seed) -> None:
    """Where the server has no content folder it says so and shows the form to put back by hand."""
    folder = tmp_path / "content"
    shutil.copytree(ACME, folder)
    shutil.copy(acme_seed.database, tmp_path / "studio.db")
    with staged(tmp_path, content=folder) as stage:
        editor = stage.person("editor")
        edit(folder / "components/templates/acme-tip-email.yaml", "One tip", "A single tip")
        stage.engine.sync()
        shutil.rmtree(folder)
        at = stage.engine.content.history("template", EMAIL)[-1].at
        page = editor.get(f"{AT}/history?at={at}").text
        assert "Put this text there" in page
        assert "description: One tip" in page
        assert "Restore the form" not in page
        assert editor.send_form(f"{AT}/restore", {"at": at}).status_code == 422


def test_only_editors_restore(stage: Stage) -> None:
    """QA reads all of it and changes none."""
    qa = stage.person("qa")
    assert qa.get(f"{AT}/history").status_code == 200
    assert qa.send_form(f"{AT}/restore", {"at": 1}).status_code == 403
