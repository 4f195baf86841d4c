"""Every script that the site serves, as it is found there, is one that the oldest engines can read."""

import subprocess

from tests.system.conftest import ROOT

PARSE = """import { parse } from "acorn"; import { readFileSync } from "node:fs";
const classic = { ecmaVersion: 2018, sourceType: "script" };
for (const file of process.argv.slice(1)) {
    try { parse(readFileSync(file, "utf8"), classic) }
    catch (error) { console.log(file + ": " + error.message) }
}"""


def parsed(*files) -> str:
    command = ["node", "--input-type=module", "-e", PARSE, *map(str, files)]
    done = subprocess.run(command, cwd=ROOT / "widget", capture_output=True, text=True, check=True)
    return done.stdout


def test_every_script_is_es2018_of_the_classic_kind(server):
    scripts = sorted((server.log.parent / "site").rglob("*.js"))
    names = {file.name.split(".")[0] for file in scripts}
    assert {"city-antifraud", "stop-payment", "embed-frame", "worker"} <= names, names
    assert parsed(*scripts) == ""


def test_a_newer_one_is_found(tmp_path):
    newer = tmp_path / "newer.js"
    newer.write_text("const name = one?.name", "utf-8")
    assert parsed(newer).startswith(f"{newer}: Unexpected token")
