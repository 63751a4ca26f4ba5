/* What scripts add to a page that is complete without them: a choice of colours, the search page's filter, and
   Escape and exact ways back for notes that opened in place. Nothing is fetched, and text is only ever set as text. */
(function () {
  "use strict";

  var root = document.documentElement;

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

  function remember(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (refused) {
      /* The choice then holds for this page alone. */
    }
  }

  /* Colours: the system's, light, dark. */
  var choices = [null, "light", "dark"];
  var names = { light: "light", dark: "dark" };

  function show(choice, button) {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    if (button) {
      button.lastChild.textContent = " " + (names[choice] || "auto");
      button.setAttribute("aria-label", "Colours: " + (names[choice] || "auto") + ". Change");
    }
  }

  function colours() {
    var choice = remembered("postil.theme");
    if (choices.indexOf(choice) < 0) choice = null;
    var place = document.querySelector("[data-tools]");
    var button = null;
    if (place) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "theme";
      var sign = document.createElement("span");
      sign.setAttribute("aria-hidden", "true");
      sign.textContent = "◐";
      button.append(sign, document.createElement("span"));
      button.addEventListener("click", function () {
        choice = choices[(choices.indexOf(choice) + 1) % choices.length];
        remember("postil.theme", choice);
        show(choice, button);
      });
      place.append(button);
    }
    show(choice, button);
  }

  /* Words without case and accents, so that “cafe” finds “Café”. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function search() {
    var page = document.querySelector("[data-search]");
    var form = page && page.querySelector("form");
    if (!form) return;
    var input = form.querySelector("input");
    var status = page.querySelector("[role=status]");
    var rows = Array.from(page.querySelectorAll("[data-row]"), function (row) {
      return { row: row, text: fold(row.textContent) };
    });
    var groups = Array.from(page.querySelectorAll("[data-group]"));

    function narrow() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      var found = 0;
      rows.forEach(function (entry) {
        var hit = words.every(function (word) {
          return entry.text.indexOf(word) >= 0;
        });
        entry.row.hidden = !hit;
        if (hit) found += 1;
      });
      groups.forEach(function (group) {
        group.hidden = !group.querySelector("[data-row]:not([hidden])");
      });
      status.textContent = !words.length
        ? rows.length + " entries"
        : found
          ? found + " of " + rows.length + " entries"
          : "Nothing has these words in its name";
    }

    function address() {
      try {
        var query = input.value.trim();
        history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
      } catch (refused) {
        /* Pages opened from a folder have no address to change. */
      }
    }

    form.hidden = false;
    input.value = new URLSearchParams(location.search).get("q") || "";
    input.addEventListener("input", narrow);
    input.addEventListener("change", address);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      address();
    });
    narrow();
    if (!location.hash) input.focus({ preventScroll: true });
  }

  /* A note that opened in place goes back to the marker that opened it, also on Escape. */
  function notes() {
    var marker = null;

    function back(note, event) {
      if (!marker || marker.getAttribute("href") !== "#" + note.id) return false;
      event.preventDefault();
      location.hash = marker.id;
      marker.focus();
      return true;
    }

    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a");
      if (!link) return;
      var role = link.getAttribute("role");
      if (role === "doc-noteref") marker = link;
      else if (role === "doc-backlink") {
        var note = link.closest(".note");
        if (note && getComputedStyle(note).position === "fixed") back(note, event);
      }
    });

    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      var note = document.querySelector(".note:target");
      if (!note || getComputedStyle(note).position !== "fixed" || back(note, event)) return;
      var link = note.querySelector("[role=doc-backlink]");
      if (link) link.click();
    });
  }

  colours();
  search();
  notes();
})();
