/* Makes the snippet a web master pastes, from the patterns in the page. */
(function () {
  "use strict";
  var box = document.getElementById("builder");
  var code = document.getElementById("code");
  var said = document.getElementById("copied");
  var base = box.dataset.base || new URL(box.dataset.root || "./", location.href).href;

  function value(id) {
    return document.getElementById(id).value;
  }

  function pattern(name, key) {
    return box.querySelector("template[data-" + name + "='" + key + "']").content.textContent;
  }

  function attributes(theme, size) {
    return (box.dataset.api ? ' api="' + box.dataset.api + '"' : "") +
      (theme ? ' theme="' + theme + '"' : "") + (size ? ' text="' + size + '"' : "");
  }

  function query(theme, size) {
    var parts = [size && "text=" + size, theme && "theme=" + theme].filter(Boolean);
    return parts.length ? "?" + parts.join("&amp;") : "";
  }

  function make() {
    var offered = document.getElementById("city").selectedOptions[0].dataset.languages.split(" ");
    var lang = offered.indexOf(value("language")) < 0 ? offered[0] : value("language");
    var values = {
      base: base,
      city: value("city"),
      lang: lang,
      folder: lang === "en" ? "en/" : "",
      label: pattern("label", lang),
      attributes: attributes(value("theme"), value("size")),
      query: query(value("theme"), value("size")),
    };
    code.value = pattern("way", value("way")).replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
    said.textContent = "";
  }

  function copy() {
    var button = document.getElementById("copy");
    code.select();
    var done = false;
    try {
      done = document.execCommand("copy"); // works in old engines, and on plain http
    } catch (_) {
      done = false;
    }
    said.textContent = done ? button.dataset.done : button.dataset.failed;
  }

  box.addEventListener("change", make);
  document.getElementById("copy").addEventListener("click", copy);
  make();
})();
