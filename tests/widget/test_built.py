"""The built files: their size, syntax and sameness, and that every sentence is there in both languages."""

import base64
import hashlib
import json
import re
import subprocess

import brotli
import pytest

BUDGETS = {
    "city-antifraud.js": 8 * 1024,
    "city-antifraud.clues.js": 42 * 1024,
    "stop-payment.js": 4 * 1024,
    "stop-payment.late.js": 13 * 1024,
}
LATER = 12 * 1024
SCRIPTS = [
    "city-antifraud.js",
    "city-antifraud.clues.js",
    "city-antifraud.answers.js",
    "city-antifraud.more.js",
    "city-antifraud.receipt.js",
    "city-antifraud.en.js",
    "city-antifraud.zh-Hant.js",
    "embed-frame.js",
    "embed-page.js",
    "stop-payment.js",
    "stop-payment.late.js",
]
PARSE = """import { parse } from "acorn"; import { readFileSync } from "node:fs";
const classic = { ecmaVersion: 2018, sourceType: "script" };
for (const file of process.argv.slice(1)) parse(readFileSync(file, "utf8"), classic);"""
TOO_NEW = (
    r"\breplaceChildren\b|\bstructuredClone\b|\bglobalThis\b|\breplaceAll\b|\brandomUUID\b|AbortSignal\.timeout|\.at\(|"
    r"innerHTML|outerHTML|insertAdjacent|document\.write|\.cssText|\beval\("
)
TOO_NEW_STYLE = (
    r"[;{]gap:|[;{]inset:|aspect-ratio|:is\(|:where\(|:has\(|clamp\(|\d[ds]vh\b|[^x]min\(|text-size-adjust"
)


@pytest.fixture(scope="module")
def widget(built):
    return built.parents[1] / "widget"


@pytest.fixture(scope="module")
def run(widget):
    def ran(*command):
        return subprocess.run(command, cwd=widget, capture_output=True, text=True, check=False)

    return ran


@pytest.fixture(scope="module")
def messages(widget):
    def of(lang):
        files = [
            widget / "messages" / f"{lang}.json",
            widget.parent / "antifraud" / "messages" / f"{lang}.json",
        ]
        return {name: texts for file in files for name, texts in json.loads(file.read_text("utf-8")).items()}

    return {lang: of(lang) for lang in ("zh-Hans", "zh-Hant", "en")}


def test_every_script_is_es2018_of_the_classic_kind(built, run):
    done = run("node", "--input-type=module", "-e", PARSE, *[str(built / name) for name in SCRIPTS])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_needs_more_than_the_floor_or_writes_markup(name, built):
    assert re.findall(TOO_NEW, (built / name).read_text("utf-8")) == []


def test_the_style_needs_nothing_old_engines_lack(built):
    assert re.findall(TOO_NEW_STYLE, (built / "city-antifraud.css").read_text("utf-8")) == []


@pytest.mark.parametrize("name", [*SCRIPTS, "city-antifraud.css"])
def test_every_file_is_within_the_budget(name, built):
    assert len(brotli.compress((built / name).read_bytes())) <= BUDGETS.get(name, LATER)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_says_that_it_is_unicode(name, built):
    assert (built / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_building_again_gives_the_same_bytes(built, run):
    before = {file.name: file.read_bytes() for file in built.iterdir()}
    assert run("node", "build.mjs").returncode == 0
    assert {file.name: file.read_bytes() for file in built.iterdir()} == before


@pytest.mark.parametrize("part", ["answers", "more", "receipt", "en", "zh-Hant", "clues"])
def test_the_script_knows_the_digest_of_its_parts(part, built):
    digest = base64.b64encode(
        hashlib.sha256((built / f"city-antifraud.{part}.js").read_bytes()).digest()
    ).decode()
    assert f"sha256-{digest}" in (built / "city-antifraud.js").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "test"])
def test_the_widgets_own_checks_are_clean(command, built, run):
    done = run("npm", "run", command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_languages_have_the_same_codes(messages):
    assert {name: set(texts) for name, texts in messages["zh-Hans"].items()} == {
        name: set(texts) for name, texts in messages["en"].items()
    }


def test_every_sentence_the_source_asks_for_exists(widget, messages):
    known = {f"{section}.{code}" for section, texts in messages["en"].items() for code in texts}
    source = "\n".join(file.read_text("utf-8") for file in widget.glob("src/*.js"))
    asked = set(re.findall(r'say\("(\w+\.\w+)"', source))
    assert len(asked) > 40
    assert asked - known == set()


def test_every_sentence_of_our_own_is_asked_for(widget, messages):
    source = "\n".join(file.read_text("utf-8") for file in widget.glob("src/*.js"))
    own = {
        f"{section}.{code}"
        for section in ("ui", "answers", "more", "receipt")
        for code in messages["en"][section]
    }
    assert {key for key in own if f'"{key}"' not in source} == set()


@pytest.mark.parametrize("section", ["levels", "meanings", "kinds"])
def test_the_first_file_tells_every_level_and_kind(section, built, messages):
    text = (built / "city-antifraud.js").read_text("utf-8")
    assert [sentence for sentence in messages["zh-Hans"][section].values() if sentence not in text] == []


ANSWERS = [
    "answers",
    "happened",
    "happened_advice",
    "why",
    "why_advice",
    "marks",
    "truths",
    "categories",
    "statuses",
    "reasons",
    "flags",
    "hints",
    "advice",
    "errors",
    "fields",
]
MORE = ["more", "categories", "category_hints", "channels", "statuses", "errors", "fields"]
RECEIPT = [
    "receipt",
    "steps",
    "why_not_pursued",
    "next_steps",
    "contact_rules",
    "marks",
    "file_states",
    "file_faults",
]


@pytest.fixture(scope="module")
def elsewhere(widget):
    """The codes of errors that only pages tell."""
    listed = re.search(
        r"const ELSEWHERE = \[(.*?)\];", (widget / "messages.mjs").read_text("utf-8"), re.DOTALL
    )
    return set(re.findall(r'"(\w+)"', listed[1]))


@pytest.mark.parametrize(
    ("lang", "part", "section"),
    [
        *(("zh-Hans", "answers", section) for section in ANSWERS),
        *(("zh-Hans", "more", section) for section in MORE),
        *(("zh-Hans", "receipt", section) for section in RECEIPT),
        *(
            (lang, lang, section)
            for lang in ("en", "zh-Hant")
            for section in dict.fromkeys([*ANSWERS, *MORE, *RECEIPT])
        ),
    ],
)
def test_the_later_files_tell_every_other_code(lang, part, section, built, messages, elsewhere):
    text = (built / f"city-antifraud.{part}.js").read_text("utf-8")
    told = [
        json.dumps(sentence, ensure_ascii=False)[1:-1]
        for code, sentence in messages[lang][section].items()
        if section != "errors" or code not in elsewhere
    ]
    assert [one for one in told if one not in text and one.replace('\\"', '"') not in text] == []


def test_traditional_chinese_is_made_of_the_words_people_use(built):
    text = (built / "city-antifraud.zh-Hant.js").read_text("utf-8")
    for right in ("已確認詐騙", "微信號", "驗證碼", "轉帳", "簡訊", "掛斷", "軟體"):
        assert right in text
    for wrong in ("微訊", "結束通話", "型別", "验证码", "转账", "賬"):
        assert wrong not in text


def test_the_lock_file_is_exact_and_names_no_registry(widget):
    package = json.loads((widget / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    assert "http" not in re.sub(r'"url": "[^"]*"', "", (widget / "package-lock.json").read_text("utf-8"))


def test_every_source_file_is_short(widget):
    files = [
        *widget.glob("src/*.js"),
        *widget.glob("clues/*.js"),
        *widget.glob("css/*.css"),
        *widget.glob("*.mjs"),
        *widget.glob("test/*.js"),
    ]
    assert len(files) > 20
    assert [file.name for file in files if len(file.read_text("utf-8").splitlines()) >= 300] == []
