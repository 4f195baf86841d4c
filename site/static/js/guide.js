/* Makes the snippet a web master pastes, from the patterns in the page, and shows what it will look like. */
(function () {
  "use strict";
  var box = document.getElementById("builder");
  var code = document.getElementById("code");
  var said = document.getElementById("copied");
  var base = box.dataset.base || new URL(box.dataset.root || "./", location.href).href;

  function value(id) {
    return document.getElementById(id).value;
  }

  function pattern(way) {
    return box.querySelector("template[data-way='" + way + "']").content.textContent;
  }

  function attributes(theme, size) {
    return (box.dataset.api ? ' api="' + box.dataset.api + '"' : "") +
      (theme ? ' theme="' + theme + '"' : "") + (size ? ' text="' + size + '"' : "");
  }

  function query(theme, size) {
    var parts = [size && "text=" + size, theme && "theme=" + theme].filter(Boolean);
    return parts.length ? "?" + parts.join("&amp;") : "";
  }

  /* Adds an element with attributes; those without a value are left out. */
  function add(parent, tag, attributes) {
    var node = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      if (attributes[name]) node.setAttribute(name, attributes[name]);
    });
    parent.appendChild(node);
    return node;
  }

  /* The real window, as it will be in the other page; it looks up and reports for real. */
  function preview(values) {
    var place = document.getElementById("preview");
    var address = (box.dataset.root || "./") + values.folder + values.city + "/";
    var way = value("way");
    place.textContent = "";
    place.className = "preview " + value("theme");
    if (way === "iframe") {
      add(place, "iframe", { src: address + "embed.html" + values.query.replace("&amp;", "&"), title: place.dataset.title });
    } else if (way === "link") {
      add(place, "a", { href: address + "index.html" }).textContent = values.label;
    } else {
      add(place, "city-antifraud", { city: values.city, lang: values.lang, api: box.dataset.api, theme: value("theme"), text: value("size") });
    }
  }

  function hosts(city, values) {
    var list = document.getElementById("hosts");
    var link = document.getElementById("genuine");
    list.textContent = "";
    (city.dataset.origins || list.dataset.none).split(" ").forEach(function (origin) {
      add(list, "li", {}).textContent = origin;
    });
    link.href = (box.dataset.root || "./") + values.folder + values.city + "/genuine.html";
  }

  function make() {
    var city = document.getElementById("city").selectedOptions[0];
    var offered = city.dataset.languages.split(" ");
    var lang = offered.indexOf(value("language")) < 0 ? offered[0] : value("language");
    var label = box.querySelector("template[data-label='" + lang + "']");
    var values = {
      base: base,
      city: value("city"),
      lang: lang,
      folder: label.dataset.folder,
      label: label.content.textContent,
      attributes: attributes(value("theme"), value("size")),
      query: query(value("theme"), value("size")),
    };
    code.value = pattern(value("way")).replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
    said.textContent = "";
    preview(values);
    hosts(city, values);
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
