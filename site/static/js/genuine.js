/* Fills in the code that each site's window shows today. */
(function () {
  "use strict";
  var table = document.getElementById("codes");
  var said = document.getElementById("day");
  if (!table) return;

  function show(told) {
    told.hosts.forEach(function (one) {
      var cell = table.querySelector("[data-host='" + CSS.escape(one.host) + "']");
      if (cell) cell.textContent = one.code;
    });
    said.textContent = table.dataset.day.replace("{day}", told.day);
  }

  fetch(table.dataset.ask, { headers: { Accept: "application/json" }, cache: "no-store" })
    .then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    })
    .then(show)
    .catch(function () {
      said.textContent = table.dataset.failed;
    });
})();
