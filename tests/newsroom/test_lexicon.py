"""The words that an editor keeps: seen, heard, changed, removed and brought back."""

from __future__ import annotations

import pytest
from browsing import Opener, until
from editing import Newsroom
from playwright.sync_api import expect

LEXICON = """\
# our names
[words]
"لاہور" = "لَاہَور"  # as its people say
"کراچی" = "کَراچی"

# for one voice
[[entry]]
written = "ملتان"
spoken = "مُلتان"
voice = "espeak"

[[entry]]
written = "پشاور"
spoken = "پِشاور"
"""


def lexicon(newsroom: Newsroom) -> str:
    return (newsroom.root / "lexicon.toml").read_text("utf-8")


def test_a_word_that_is_forgotten_comes_back_with_its_comment(newsroom: Newsroom) -> None:
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    before = newsroom.ask("lexicon/forget", {"written": "لاہور"}).json()
    assert lexicon(newsroom) == LEXICON.replace('"لاہور" = "لَاہَور"  # as its people say\n', "")
    assert newsroom.ask("lexicon", before).status_code == 200
    assert '"لاہور" = "لَاہَور" # as its people say\n' in lexicon(newsroom)
    assert newsroom.ask("lexicon/forget", {"written": "پشاور"}).json()["said"] == "پِشاور"
    assert "پشاور" not in lexicon(newsroom)
    assert "# our names\n[words]\n" in lexicon(newsroom)
    assert 'voice = "espeak"' in lexicon(newsroom)


@pytest.mark.parametrize("word", ["ملتان", "سکھر", ""])
def test_what_is_not_there_for_all_is_not_forgotten(newsroom: Newsroom, word: str) -> None:
    """An entry for one voice, which an editor wrote by hand, is not lost by a press."""
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    answer = newsroom.ask("lexicon/forget", {"written": word})
    assert answer.status_code == 409
    assert "lexicon.toml" in answer.json()["what"]
    assert lexicon(newsroom) == LEXICON


def test_the_last_word_leaves_a_lexicon_that_can_be_read(newsroom: Newsroom) -> None:
    for written in ("لاہور", "کراچی"):
        assert newsroom.ask("lexicon", {"written": written, "said": "لَاہَور"}).status_code == 200
    for written in ("لاہور", "کراچی"):
        assert newsroom.ask("lexicon/forget", {"written": written}).status_code == 200
    assert newsroom.get("lexicon").status_code == 200
    assert newsroom.ask("lexicon", {"written": "لاہور", "said": "لَاہَور"}).status_code == 200


def test_a_lexicon_that_is_broken_is_told_and_not_shown(newsroom: Newsroom) -> None:
    (newsroom.root / "lexicon.toml").write_text("[words]\nabc = \n", "utf-8")
    answer = newsroom.get("lexicon", headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "lexicon.toml" in answer.text


@pytest.mark.browser
def test_kept_words_are_seen_heard_changed_and_removed(visit: Opener, newsroom: Newsroom) -> None:
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    page = visit(newsroom.url)
    page.get_by_role("link", name="لغت").click()
    words = page.locator("#kept > li")
    expect(words).to_have_count(4)
    expect(words.filter(has_text="ملتان").get_by_role("button")).to_have_count(0)
    lahore = page.get_by_label("لاہور", exact=True)
    expect(lahore).to_have_value("لَاہَور")
    save = page.get_by_role("button", name="محفوظ کریں: لاہور")
    expect(save).to_be_disabled()
    page.get_by_role("button", name="سنیں: لاہور").click()
    until(page, "Number(document.documentElement.dataset.heard) > 1000")
    lahore.fill("لاہَور")
    lahore.press("Enter")
    page.get_by_role("status").get_by_text("لغت میں رکھ لیا گیا: لاہور").wait_for()
    assert '"لاہور" = "لاہَور"  # as its people say' in lexicon(newsroom)
    page.get_by_role("button", name="واپس لائیں").click()
    expect(lahore).to_have_value("لَاہَور")
    assert lexicon(newsroom) == LEXICON
    page.get_by_role("button", name="ہٹائیں: لاہور").click()
    expect(words).to_have_count(3)
    assert "لاہور" not in lexicon(newsroom)
    page.get_by_role("button", name="واپس لائیں").click()
    expect(words).to_have_count(4)
    expect(lahore).to_have_value("لَاہَور")
    page.get_by_label("لفظ", exact=True).fill("سکھر")
    page.get_by_label("یوں بولا جائے").fill("سَکھر")
    page.get_by_role("button", name="لغت میں رکھیں").click()
    expect(words).to_have_count(5)
    assert '"سکھر" = "سَکھر"' in lexicon(newsroom)


@pytest.mark.browser
def test_a_word_that_another_window_changed_is_not_overwritten(
    visit: Opener, newsroom: Newsroom
) -> None:
    """The later one won, and its undo brought back what both had left behind."""
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    page = visit(newsroom.url + "lexicon")
    newsroom.ask("lexicon", {"written": "لاہور", "said": "لہور"})
    for press in ("محفوظ کریں: لاہور", "ہٹائیں: لاہور"):
        page.get_by_label("لاہور", exact=True).fill("لاھور")
        page.get_by_role("button", name=press).click()
        page.get_by_role("status").get_by_text("اس دوران").wait_for()
        page.get_by_role("status").get_by_role("button", name="بند کریں").click()
        expect(page.get_by_label("لاہور", exact=True)).to_have_value("لاھور")
        assert '"لاہور" = "لہور"' in lexicon(newsroom)
    page.get_by_label("کراچی", exact=True).fill("کرانچی")
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="واپس لائیں")
    undo.wait_for()
    newsroom.ask("lexicon", {"written": "کراچی", "said": "کَرَاچی"})
    undo.click()
    page.get_by_role("status").get_by_text("اس دوران").wait_for()
    assert '"کراچی" = "کَرَاچی"' in lexicon(newsroom)
    visit.faults.clear()  # the browser itself notes an answer of 409


@pytest.mark.browser
def test_what_is_typed_beside_a_word_outlives_another_word(
    visit: Opener, newsroom: Newsroom
) -> None:
    """A word that was added or came back loaded the page again."""
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    page = visit(newsroom.url + "lexicon")
    lahore, new = page.get_by_label("لاہور", exact=True), page.get_by_label("لفظ", exact=True)
    lahore.fill("لاھور")
    new.fill("سکھر")
    page.get_by_role("button", name="ہٹائیں: کراچی").click()
    page.get_by_role("button", name="واپس لائیں").click()
    expect(page.get_by_label("کراچی", exact=True)).to_have_value("کَراچی")
    expect(new).to_have_value("سکھر")
    page.get_by_label("یوں بولا جائے").fill("سَکھر")
    page.get_by_role("button", name="لغت میں رکھیں").click()
    expect(page.locator("#kept > li")).to_have_count(5)
    expect(lahore).to_have_value("لاھور")
    with page.expect_event("dialog") as asked:
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("link", name="بلیٹن").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    page.get_by_role("button", name="محفوظ کریں: لاہور").click()
    page.get_by_role("status").get_by_text("لغت میں رکھ لیا گیا: لاہور").wait_for()
    assert '"لاہور" = "لاھور"' in lexicon(newsroom)


@pytest.mark.browser
def test_who_works_by_keys_goes_on_where_they_were(visit: Opener, newsroom: Newsroom) -> None:
    """The button was off, or the message gone, and the next key began at the top of the page."""
    (newsroom.root / "lexicon.toml").write_text(LEXICON, "utf-8")
    page = visit(newsroom.url + "lexicon")
    lahore = page.get_by_label("لاہور", exact=True)
    lahore.fill("لاھور")
    page.get_by_role("button", name="محفوظ کریں: لاہور").press("Enter")
    expect(lahore).to_be_focused()
    page.get_by_role("status").get_by_role("button", name="واپس لائیں").press("Enter")
    expect(lahore).to_have_value("لَاہَور")
    expect(lahore).to_be_focused()
    lahore.fill("لاھور")
    lahore.press("Enter")
    page.get_by_role("status").get_by_role("button", name="بند کریں").press("Enter")
    expect(lahore).to_be_focused()
