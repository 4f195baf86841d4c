/** Asking: simple requests, and every way of no answer told as status 0. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { asker } from "../src/api.js";

const asked = [];
let root = "";
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (piece) => (body += piece));
  request.on("end", () => {
    asked.push([request.method, request.url, request.headers["content-type"], body]);
    if (request.url.endsWith("/never")) return;
    if (request.url.endsWith("/page")) return response.end("<html>");
    response.writeHead(request.url.endsWith("/wrong") ? 422 : 200);
    response.end('{"code": "x"}');
  });
});
before(() => new Promise((ready) => server.listen(0, "127.0.0.1", ready)).then(() => (root = `http://127.0.0.1:${server.address().port}/`)));
after(() => server.closeAllConnections() ?? server.close());

test("fields go urlencoded, repeated ones too, under the city", async () => {
  const answer = await asker(root, "a/b")("lookup", [["text", "加V & 你"], ["clues", "qq:1"], ["clues", "qq:2"]]);
  assert.deepEqual(answer, { status: 200, body: { code: "x" } });
  const [method, url, type, body] = asked.pop();
  assert.deepEqual([method, url, type.split(";")[0]], ["POST", "/v1/a%2Fb/lookup", "application/x-www-form-urlencoded"]);
  assert.deepEqual(new URLSearchParams(body).getAll("clues"), ["qq:1", "qq:2"]);
  assert.equal(new URLSearchParams(body).get("text"), "加V & 你");
});

test("without fields it is a GET, and errors keep their body", async () => {
  assert.deepEqual(await asker(root, "c")("reports/wrong"), { status: 422, body: { code: "x" } });
  assert.equal(asked.pop()[0], "GET");
});

for (const [name, path, at] of [["too late", "never", null], ["not JSON", "page", null], ["refused", "x", "http://127.0.0.1:9/"]]) {
  test(`${name} is status 0`, async () => {
    assert.deepEqual(await asker(at || root, "c", 200)(path), { status: 0, body: null });
  });
}
