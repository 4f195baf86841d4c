/* Shows what somebody was told, from the fragment of the address, which reaches no server. Anybody can write such a link:
   only a warning about a masked clue is shown, in sentences that stand in the page; anything else shows nothing. */
(function () {
  "use strict";
  var LEVELS = ["confirmed", "high_risk", "reported"];
  var KINDS = ["phone", "url", "bank_card", "qq", "wechat", "email", "telegram"];
  var MASKED = /^[\w.+@-]{1,3}\*{4}[\w.+@-]{0,4}$/;
  var box = document.getElementById("told");

  function read() {
    var said = new URLSearchParams(location.hash.slice(1));
    return { level: said.get("level"), kind: said.get("kind"), clue: said.get("clue") || "", on: said.get("on") || "" };
  }

  function isSound(told) {
    var today = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);
    var isDay = /^20\d\d-\d\d-\d\d$/.test(told.on) && !isNaN(Date.parse(told.on)) && told.on <= today;
    return isDay && LEVELS.indexOf(told.level) >= 0 && KINDS.indexOf(told.kind) >= 0 && MASKED.test(told.clue);
  }

  function show() {
    var told = read();
    box.hidden = !isSound(told);
    if (box.hidden) return;
    box.querySelectorAll("[data-said]").forEach(function (one) {
      one.hidden = one.dataset.said !== told.level && one.dataset.said !== told.kind;
    });
    document.getElementById("clue").textContent = told.clue;
    document.getElementById("on").textContent = told.on;
    document.querySelectorAll(".switches a").forEach(function (one) {
      one.hash = location.hash; // large text and the other language say the same
    });
  }

  addEventListener("hashchange", show);
  show();
})();
