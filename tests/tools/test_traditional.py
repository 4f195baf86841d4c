"""Traditional Chinese made from simplified: what is committed is what is made now, and how it reads."""

import json
import shutil
from pathlib import Path

import pytest

from antifraud.cities import Text
from antifraud.cityfile import load_cities
from antifraud.languages import FOLDERS, LANGUAGES, NAMES, choose, read_sentences, say, write_chinese
from antifraud.messages import load_messages
from tools import traditional
from tools.traditional import TABLE, main, stale, write


@pytest.fixture(scope="module")
def clone(tmp_path_factory, root) -> Path:
    """What the command reads of this clone, with the converter itself."""
    folder = tmp_path_factory.mktemp("clone")
    for source in (*traditional.FOLDERS, "antifraud/data"):
        shutil.copytree(root / source, folder / source)
    shutil.copy(root / "cities.yaml", folder)
    (folder / "widget/node_modules").symlink_to(root / "widget/node_modules")
    for name in ("package.json", "package-lock.json", "traditional.mjs"):
        shutil.copy(root / "widget" / name, folder / "widget")
    return folder


def test_what_is_committed_is_what_is_made_now(root):
    assert stale(root) == [], f"run {traditional.COMMAND}"


def test_what_is_not_in_step_is_named_with_the_command_and_then_written(clone):
    assert main(["--check"], clone) is None
    sentences = clone / "site/messages/zh-Hans.json"
    changed = json.loads(sentences.read_text("utf-8"))
    changed["skip"] = "转账以后"
    sentences.write_text(json.dumps(changed), "utf-8")
    (clone / TABLE).unlink()
    told = main(["--check"], clone)
    assert told.endswith(
        "site/messages/zh-Hant.json, antifraud/data/traditional.json; run python -m tools.traditional"
    )
    assert main([], clone) is None
    assert json.loads((clone / "site/messages/zh-Hant.json").read_text("utf-8"))["skip"] == "轉帳以後"
    assert main(["--check"], clone) is None


def test_a_file_that_would_not_change_is_left_alone(clone):
    write(clone)
    before = {file: file.stat().st_mtime_ns for file in clone.rglob("zh-Hant.json")}
    write(clone)
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert len(before) == 3


def test_a_new_city_is_converted_and_until_then_shown_in_simplified(clone):
    file = clone / "cities.yaml"
    old = file.read_text("utf-8")
    file.write_text(old.replace("name: {zh: 贵阳,", "name: {zh: 龙阳,"), "utf-8")
    assert stale(clone) == [TABLE]
    assert write_chinese("龙阳", "zh-Hant") == "龙阳"
    write(clone)
    assert json.loads((clone / TABLE).read_text("utf-8"))["龙阳"] == "龍陽"
    file.write_text(old, "utf-8")
    write(clone)


@pytest.mark.parametrize(
    ("simplified", "shown"),
    [
        ("贵阳", "貴陽"),
        ("台州", "台州"),
        ("丽水", "麗水"),
        ("中国工商银行", "中國工商銀行"),
        ("工业和信息化部电信用户申诉", "工業和信息化部電信用戶申訴"),
        ("浙里办", "浙里辦"),
        ("苹果 灯塔 雨伞", "蘋果 燈塔 雨傘"),
        ("nobody's 名字", "nobody's 名字"),
    ],
)
def test_names_keep_their_words(simplified, shown):
    assert say(Text(simplified, "x"), "zh-Hant") == shown
    assert (say(Text(simplified, "x"), "zh-Hans"), say(Text(simplified, "x"), "en")) == (simplified, "x")


def test_sentences_have_the_words_people_use_and_the_codes_and_gaps_of_the_others():
    shown = load_messages()["zh-Hant"]
    told = json.dumps(shown, ensure_ascii=False)
    for right in ("微信號", "驗證碼", "轉帳", "簡訊", "掛斷", "軟體"):
        assert right in told
    for wrong in ("微訊", "結束通話", "型別", "賬", "臺", "回復", "天后"):
        assert wrong not in told
    simplified = load_messages()["zh-Hans"]
    assert {name: list(codes) for name, codes in shown.items()} == {
        name: list(codes) for name, codes in simplified.items()
    }


def test_a_sentence_that_is_not_made_yet_is_shown_in_simplified(tmp_path):
    simplified = {"nav": {"index": "全部城市", "new": "新的"}, "steps": ["一", "二", "三"], "title": "举报"}
    made = {"nav": {"index": "全部城市", "gone": "舊的"}, "steps": ["一", "二"], "title": "舉報"}
    for language, tree in (("zh-Hans", simplified), ("zh-Hant", made)):
        (tmp_path / f"{language}.json").write_text(json.dumps(tree), "utf-8")
    assert read_sentences(tmp_path, "zh-Hant") == {**simplified, "title": "舉報"}


def test_every_name_that_a_city_shows_is_in_the_table(root):
    table = json.loads((root / TABLE).read_text("utf-8"))
    assert all(old != new for old, new in table.items())
    for city in load_cities(root / "cities.yaml"):
        for text in traditional.chinese_in(city):
            assert write_chinese(text, "zh-Hant") == table.get(text, text)


def test_every_language_has_a_folder_a_name_and_its_sentences():
    assert list(load_messages()) == list(FOLDERS) == list(NAMES) == list(LANGUAGES)
    assert len(load_messages()) == 3
    with pytest.raises(KeyError):
        load_messages()["fr"]
    assert choose("zh-Hant", ("zh-Hans", "zh-Hant")) == "zh-Hant"
    assert choose("zh-Hant", ("en", "zh-Hans")) == "en"
