/* Finding a city: a filter by Chinese or pinyin, and the nearest one, computed on the device. */
(function () {
  "use strict";
  var box = document.getElementById("find");
  var filter = document.getElementById("filter");
  var said = document.getElementById("found");
  var links = Array.from(document.querySelectorAll("[data-at]"));

  function squeezed(text) {
    return text.toLowerCase().replace(/[\s'’·]/g, "");
  }

  /* Every word of data-find may be met at its beginning; Chinese also in the middle. */
  function matches(link, typed) {
    return link.dataset.find.split(" ").some(function (word) {
      var at = word.indexOf(typed);
      return at === 0 || (at > 0 && /[^\x00-\x7f]/.test(typed));
    });
  }

  function narrow() {
    var typed = squeezed(filter.value);
    var left = links.filter(function (link) {
      link.parentNode.hidden = typed !== "" && !matches(link, typed);
      return !link.parentNode.hidden;
    });
    document.querySelectorAll(".province").forEach(function (row) {
      row.hidden = !row.querySelector("li:not([hidden])");
    });
    said.textContent = typed === "" ? "" : left.length ? box.dataset.left.replace("{count}", String(left.length)) : box.dataset.none;
    return left;
  }

  /* Kilometres on the sphere. */
  function distance(from, to) {
    var degree = Math.PI / 180;
    var a = Math.pow(Math.sin(((to[0] - from[0]) * degree) / 2), 2) +
      Math.cos(from[0] * degree) * Math.cos(to[0] * degree) * Math.pow(Math.sin(((to[1] - from[1]) * degree) / 2), 2);
    return 12742 * Math.asin(Math.sqrt(a));
  }

  function nearest(place) {
    var here = [place.coords.latitude, place.coords.longitude];
    var ranked = links
      .map(function (link) {
        return { link: link, km: Math.round(distance(here, link.dataset.at.split(",").map(Number))) };
      })
      .sort(function (a, b) {
        return a.km - b.km;
      });
    var best = ranked[0];
    var parts = (best.km < 1 ? box.dataset.here : box.dataset.found).replace("{distance}", String(best.km)).split("{city}");
    var link = document.createElement("a");
    link.href = best.link.href;
    link.className = "button";
    link.textContent = best.link.firstChild.textContent.trim();
    said.textContent = "";
    said.append(parts[0], link, parts[1]);
  }

  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", function (event) {
    var left = event.key === "Enter" && !event.isComposing && filter.value ? narrow() : [];
    if (left.length === 1) location.href = left[0].href;
  });
  var button = document.getElementById("nearest");
  button.hidden = !navigator.geolocation || !links.length;
  button.addEventListener("click", function () {
    said.textContent = box.dataset.locating;
    navigator.geolocation.getCurrentPosition(nearest, function () {
      said.textContent = box.dataset.denied;
    }, { timeout: 10000, maximumAge: 600000 });
  });
})();
