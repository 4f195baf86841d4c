/*
 * Keeps a city's page for when there is no network: the page, what it is made of, the telephone numbers.
 * It never keeps an answer of the functions, and shows a kept page only when no newer one can be had.
 * KEPT stands above: scope, version, pages, files, where the switch is, and what a kept page says first.
 */
"use strict";
var PATIENCE = 6000;
var MINE = "antifraud " + KEPT.scope + " ";
var files = KEPT.files.map(absolute);

function absolute(path) {
  return new URL(path, location.href).href;
}

/* Tells whether somebody switched all of this off; without a network nobody did. */
function switchedOff() {
  return fetch(KEPT.switch, { cache: "no-store" })
    .then(function (answer) { return answer.ok ? answer.json() : {}; })
    .then(function (told) { return told.offline === false; })
    .catch(function () { return false; });
}

function forget(but) {
  return caches.keys().then(function (names) {
    return Promise.all(names.map(function (name) {
      return name.indexOf(MINE) === 0 && name !== but && caches.delete(name);
    }));
  });
}

function keep() {
  return caches.open(MINE + KEPT.version).then(function (cache) {
    var pages = KEPT.pages.map(function (path) { return new Request(path, { cache: "reload" }); });
    return cache.addAll(pages.concat(KEPT.files));
  });
}

function end() {
  return forget("").then(function () { return registration.unregister(); });
}

function fresh(request) {
  return new Promise(function (done, fail) {
    setTimeout(fail, PATIENCE);
    fetch(request).then(done, fail);
  });
}

function kept(request) {
  return caches.open(MINE + KEPT.version).then(function (cache) {
    return cache.match(request, { ignoreSearch: true }).then(function (found) {
      return found || cache.match(KEPT.pages[0]);
    });
  });
}

/* Says on the page that there is no network: else nobody knows why a tap leads nowhere. */
function told(found) {
  return found.text().then(function (page) {
    var headers = new Headers(found.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(page.replace(/<main[^>]*>/, function (start) { return start + notice(); }), { headers: headers });
  });
}

function notice() {
  var says = KEPT.notice;
  return '<p class="card" id="kept"><b>' + says.title + "</b> " + says.text + ' <a href="">' + says.again + "</a></p>";
}

function shown(request) {
  return fresh(request).catch(function () {
    return kept(request).then(function (found) { return found ? told(found) : fetch(request); });
  });
}

addEventListener("install", function (event) {
  event.waitUntil(switchedOff().then(function (off) {
    if (off) throw new Error("switched off");
    return keep();
  }).then(function () { return skipWaiting(); }));
});

addEventListener("activate", function (event) {
  event.waitUntil(forget(MINE + KEPT.version).then(function () { return clients.claim(); }));
});

addEventListener("fetch", function (event) {
  var request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(shown(request));
    event.waitUntil(switchedOff().then(function (off) { return off && end(); }));
  } else if (files.indexOf(request.url) >= 0) {
    event.respondWith(caches.match(request.url).then(function (found) { return found || fetch(request); }));
  }
});
