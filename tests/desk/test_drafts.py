from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb import intake
from naqeeb.desk import draft_text, drafts
from naqeeb.errors import DraftChanged, DraftUnknown, SourceUnreadable
from naqeeb.model import Article, Block

BODY = "لاہور میں بارش ہوئی۔ سڑکیں بند ہیں۔"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drafts.folder_of(tmp_path)


def test_without_a_folder_there_are_no_drafts(folder: Path) -> None:
    assert drafts.listed(folder) == []
    assert not folder.exists()


def test_a_draft_is_a_markdown_file_that_make_reads(folder: Path) -> None:
    draft = drafts.create(folder, {"title": "بارش", "category": "شہر"}, BODY)
    assert draft.path.read_text("utf-8") == f"---\ntitle: بارش\ncategory: شہر\n---\n\n{BODY}\n"
    article = intake.read(str(draft.path), root=folder.parent)
    assert (article.id, article.title) == (f"drafts/{draft.id}.md", "بارش")
    assert article.paragraphs == (BODY,)


def test_its_version_is_the_hash_of_its_bytes(folder: Path) -> None:
    draft = drafts.create(folder, {}, BODY)
    assert draft.version == hashlib.sha256(draft.path.read_bytes()).hexdigest()
    assert drafts.read(folder, draft.id).version == draft.version


def test_saving_needs_the_version_that_was_read(folder: Path) -> None:
    draft = drafts.create(folder, {"title": "بارش"}, BODY)
    first = drafts.save(folder, draft.id, draft.version, {"title": "تیز بارش"}, BODY)
    with pytest.raises(DraftChanged) as caught:
        drafts.save(folder, draft.id, draft.version, {"title": "ہلکی بارش"}, BODY)
    assert caught.value.version == first.version
    assert drafts.read(folder, draft.id).title == "تیز بارش"


def test_a_file_edited_by_another_program_is_not_overwritten(folder: Path) -> None:
    draft = drafts.create(folder, {}, BODY)
    draft.path.write_text("کچھ اور۔", "utf-8")
    with pytest.raises(DraftChanged):
        drafts.save(folder, draft.id, draft.version, {}, BODY)
    assert draft.path.read_text("utf-8") == "کچھ اور۔"


def test_lines_that_the_newsroom_does_not_know_are_kept(folder: Path) -> None:
    draft = drafts.create(folder, {"title": "بارش"}, BODY)
    draft.path.write_text(f"---\n# a note\nsound.intro: pips\ntitle: بارش\n---\n{BODY}\n", "utf-8")
    draft = drafts.read(folder, draft.id)
    drafts.save(folder, draft.id, draft.version, {"title": "", "priority": "2"}, BODY)
    text = draft.path.read_text("utf-8")
    assert text == f"---\n# a note\nsound.intro: pips\npriority: 2\n---\n\n{BODY}\n"


@pytest.mark.parametrize(
    "name",
    ["", "..", "../naqeeb", "/etc/passwd", "20261129-101112-abcdef012/x", "a" * 500, "x\0"],
)
def test_a_path_is_no_draft(folder: Path, name: str) -> None:
    with pytest.raises(DraftUnknown):
        drafts.read(folder, name)


@pytest.mark.parametrize("body", ["", " \n\t\n", "خ" * drafts.MAX_BYTES])
def test_a_draft_that_is_no_story_is_refused(folder: Path, body: str) -> None:
    with pytest.raises(SourceUnreadable):
        drafts.create(folder, {}, body)
    assert drafts.listed(folder) == []


def test_bytes_that_are_no_text_are_named(folder: Path) -> None:
    draft = drafts.create(folder, {}, BODY)
    draft.path.write_bytes(b"\xff\xfe\xfd")
    with pytest.raises(SourceUnreadable):
        drafts.read(folder, draft.id)


def test_a_removed_draft_can_be_brought_back(folder: Path) -> None:
    draft = drafts.create(folder, {"title": "بارش"}, BODY)
    drafts.remove(folder, draft.id, draft.version)
    assert drafts.listed(folder) == []
    assert drafts.bring_back(folder, draft.id).version == draft.version
    with pytest.raises(DraftUnknown):
        drafts.bring_back(folder, draft.id)


def test_removing_needs_the_version_too(folder: Path) -> None:
    draft = drafts.create(folder, {}, BODY)
    with pytest.raises(DraftChanged):
        drafts.remove(folder, draft.id, "0" * 64)


def test_front_matter_in_toml_is_edited_as_facts_and_kept_between_dashes() -> None:
    text = '+++\ntitle = "بارش"\nbyline = "نامہ نگار"\n+++\nسڑکیں بند ہیں۔\n'
    assert draft_text.parse(text) == ({"title": "بارش", "byline": "نامہ نگار"}, "سڑکیں بند ہیں۔\n")
    saved = draft_text.edited(text, {"title": "تیز بارش"}, "سڑکیں کھل گئیں۔")
    assert draft_text.parse(saved) == (
        {"title": "تیز بارش", "byline": "نامہ نگار"},
        "سڑکیں کھل گئیں۔\n",
    )


def test_front_matter_in_toml_with_a_mistake_stays_as_it_is() -> None:
    text = "+++\ntitle = \n+++\nسڑکیں بند ہیں۔\n"
    assert draft_text.parse(text) == ({}, text)


def test_an_article_from_elsewhere_keeps_its_facts_and_blocks() -> None:
    facts, body = draft_text.of_article(
        Article(
            id="https://example.org/1",
            title="بارش",
            paragraphs=("پہلا۔", "سڑکیں", "بند", "«ہاں»"),
            published=datetime(2026, 11, 29, 6, tzinfo=UTC),
            blocks=(Block.PARAGRAPH, Block.HEADING, Block.ITEM, Block.QUOTE),
        )
    )
    assert facts["id"] == "https://example.org/1"
    assert facts["date"] == "2026-11-29T06:00:00+00:00"
    assert body == "پہلا۔\n\n## سڑکیں\n\n- بند\n\n> «ہاں»"


def test_pasted_lines_are_paragraphs_where_no_empty_line_parts_them() -> None:
    assert draft_text.pasted("ایک۔\r\nدو۔\n") == "ایک۔\n\nدو۔"
    assert draft_text.pasted("ایک\nدو۔\n\nتین۔") == "ایک\nدو۔\n\nتین۔"


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(title=LINES, body=LINES)
def test_what_is_written_is_read_back(title: str, body: str) -> None:
    text = draft_text.edited("", {"title": title}, body)
    facts, read = draft_text.parse(text)
    assert facts.get("title", "") == " ".join(title.split())
    assert read.strip() == body.strip()


def test_a_file_that_somebody_else_put_there_is_a_draft_too(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in ("میری خبر 1.2", "rain", ".hidden", "a:b"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{BODY}\n", "utf-8")
    ours = drafts.create(folder, {"title": "بارش"}, BODY)
    (folder / "old-program.md").write_bytes("بارش".encode("utf-16"))
    titles = {draft.id: draft.title for draft in drafts.listed(folder)}
    assert titles == {
        "میری خبر 1.2": "میری خبر 1.2",
        "rain": "rain",
        ours.id: "بارش",
        # Listed, so that its problem can be named.
        "old-program": "old-program.md",
    }
    draft = drafts.read(folder, "میری خبر 1.2")
    saved = drafts.save(folder, draft.id, draft.version, {"title": "اور"}, BODY)
    drafts.remove(folder, saved.id, saved.version)
    assert drafts.bring_back(folder, saved.id).title == "اور"


def test_a_draft_without_a_title_is_called_by_whole_words_of_its_beginning(folder: Path) -> None:
    body = "صدور نے سربراہی اجلاس کی سائڈ لائن پر دو طرفہ ملاقات کی اور نئے معاہدے پر بات کی جس پر کام جاری ہے۔\n"  # noqa: E501 - a paragraph is a line
    title = drafts.create(folder, {}, body).title
    assert len(title) <= drafts.TITLE_CHARS
    assert title.endswith("…")
    assert body.startswith(title.removesuffix("…") + " ")
