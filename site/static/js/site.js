/* Large text, remembered on the device, and the worker that keeps the page. Runs in the head, so the page is drawn once. */
(function () {
  "use strict";
  var asked = new URLSearchParams(location.search);
  var root = document.documentElement;
  root.classList.add("js"); // shows what works with scripts only, before anything is drawn
  var size = asked.get("text");
  var theme = asked.get("theme");
  try {
    if (!size) size = localStorage.getItem("antifraud-text");
    else if (parent === window) localStorage.setItem("antifraud-text", size); // a frame speaks for its page only
  } catch (_) {
    // a frame or a private window without storage: the address alone decides
  }
  if (size === "large") root.classList.add("large");
  if (theme === "dark" || theme === "light") root.classList.add(theme);
  var worker = document.currentScript.dataset.worker;
  var workers = navigator.serviceWorker;
  // A page that came through a worker starts none: it would revive one that is just being switched off.
  if (worker && workers && !workers.controller) addEventListener("load", function () {
    if (window.trustedTypes) worker = trustedTypes.createPolicy("antifraud-site", { createScriptURL: String }).createScriptURL(worker);
    workers.register(worker).catch(function () {}); // the page works without it
  });
  addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("city-antifraud").forEach(function (one) {
      if (size === "large") one.setAttribute("text", "large");
      if (root.classList.contains(theme)) one.setAttribute("theme", theme);
    });
  });
})();
