"""What `check` says for each code: plain English that tells somebody who edits cities.yaml what to do."""

from collections.abc import Sequence
from difflib import get_close_matches

FULL_WIDTH = "：，；｛｝［］“”‘’＂＃－"
"""Signs a Chinese keyboard types where YAML needs the ordinary one."""

_FULL_WIDTH_HINT = ' There is a full-width sign such as ： ， “ here; type the ordinary : , " instead.'

SENTENCES = {
    # the file
    "missing_file": "There is no such file. Name the file, or run the command in the project's folder.",
    "unreadable_file": "The file cannot be opened. Check that it is a file and that you may read it.",
    "not_utf8": "The file is not saved as UTF-8. Save it again with the encoding UTF-8.",
    "too_big": "The file is too big to be a list of cities.",
    "empty_file": "The file is empty. It needs the two parts common: and cities:.",
    "bad_character": "The character {value} cannot stand in the file. Delete it.",
    "bad_indent": "The line begins with a tab or a wide blank. Use ordinary blanks, two for each step.",
    "stray_colon": "This colon does not belong here. Give the line the same indentation as its neighbours; in"
    " the line above, a colon and a blank must follow the key.",
    "open_bracket": "A bracket opens here and is not closed, or a comma or quotation mark in it is missing.",
    "open_quote": "A quotation mark that opens here is not closed.",
    "uneven": "The line is not indented like its neighbours. Give it as many blanks as they have.",
    "no_colon": "A key must be followed by a colon and a blank.",
    "bad_start": "A value cannot begin with this sign. Put the value in double quotes.",
    "syntax": "The file cannot be read from here on ({problem}).",
    "two_documents": "A second document begins here. Delete the line with ---.",
    "too_deep": "Too many steps of indentation, or brackets inside brackets.",
    "alias": "Anchors (&) and references (*) are not used in this file. Write the value itself.",
    "tag": "The tag {value} is not used in this file. Delete it.",
    "bad_key": "A key must be one plain word, followed by a colon and a blank.",
    # keys
    "unknown_key": "The key “{value}” is not known.{hint}",
    "duplicate_key": "The key “{key}” stands here again; the first is in line {line}. Delete one of them.",
    "missing_key": "The key “{key}” is missing in this entry. Add it, like this: {example}",
    # values
    "empty_value": "“{key}” has no value (a # begins a comment). Write one, like this: {example}",
    "not_a_mapping": "“{key}” needs keys with values, like this: {example}",
    "not_a_list": "“{key}” needs a list: one line with - for each, or [ ].",
    "empty_list": "“{key}” is empty. Put at least one thing in it.",
    "not_text": "“{value}” is not read as text. Put it in double quotes.",
    "unquoted": '“{value}” must stand in double quotes: "{value}". Without them its zeros can get lost.',
    "not_a_number": "“{value}” is not a plain number. Write it without quotes, like this: {example}",
    "not_a_choice": "“{value}” is not possible for “{key}”.{hint}",
    "not_a_date": "“{value}” is not a date. Write year-month-day, like this: {example}",
    "too_early": "The day “{value}” is before 2015, when the service began. Check the year.",
    "bad_length": "“{value}” is empty or too long. It must fit on a small phone: at most {longest} signs.",
    "not_chinese": "“{value}” has no Chinese character. zh is the Chinese text, on one line.",
    "not_english": "“{value}” is not English. en is the English text, on one line.",
    "bad_slug": "“{value}” is not a short name. Use small letters a-z only, like this: {example}",
    "bad_adcode": "“{value}” is not a division code. It has six digits, like this: {example}",
    "bad_area_code": "“{value}” is not an area code. It is 0 and two or three digits, like this: {example}",
    "bad_number": "“{value}” is not a hotline. Write a short number, or area code, hyphen and number, like"
    " this: {example}",
    "bad_link": "“{value}” is not a link a page may show. Write the whole address beginning with https://, or"
    " the word soon.",
    "bad_origin": "“{value}” is not the origin of a site. Write https:// and the name of the site in small"
    " letters with nothing after it, like this: {example}",
    "bad_colour": "“{value}” is not a colour. Write # and six of 0-9 a-f in quotes, like this: {example}",
    "low_contrast": "White text on “{value}” is hard to read (contrast {contrast}, at least 4.5 is needed)."
    " Choose a darker colour.",
    "outside_china": "{key} {value} lies outside China. Are latitude (north) and longitude (east) mixed up?",
    # between entries
    "same_slug": "The slug “{value}” is taken by the city in line {line}. Every city needs its own.",
    "same_adcode": "The adcode “{value}” is taken by the city in line {line}. Every city has its own.",
    "same_name": "The name “{value}” is taken by the city in line {line}. Is it listed twice?",
    "same_place": "The coordinates are those of the city in line {line}. Correct one of the two.",
    "other_province": "Adcodes that begin with {value} belong to {other} in line {line}, here to {key}. One"
    " of the two is wrong.",
    "other_prefix": "Adcodes of {key} begin with {other} in line {line}, here with {value}. One of the two"
    " is wrong.",
    "repeated": "“{value}” is already in line {line}. Delete one of the two.",
}

_LONGEST = 40


def sentence(
    code: str, value: object = "", choices: Sequence[str] = (), full_width: bool = False, **parts: object
) -> str:
    """Return the sentence of a code.

    `value` is what was written, `choices` what was possible; `parts` are the other words it needs.
    """
    shown = _shown(value)
    hint = _FULL_WIDTH_HINT if full_width else _guess(shown, choices)
    text = SENTENCES[code].format(**{"key": "", "example": "", **parts, "value": shown, "hint": hint})
    return text if "{hint}" in SENTENCES[code] else text + hint


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _guess(value: str, choices: Sequence[str]) -> str:
    if not choices:
        return ""
    close = get_close_matches(value.lower(), choices, n=1)
    return f" Did you mean “{close[0]}”?" if close else f" Use one of: {', '.join(choices)}."
