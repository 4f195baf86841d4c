/* Large text, remembered on the device. Runs in the head, so the page is drawn once. */
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
  addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("city-antifraud").forEach(function (one) {
      if (size === "large") one.setAttribute("text", "large");
      if (root.classList.contains(theme)) one.setAttribute("theme", theme);
    });
  });
})();
