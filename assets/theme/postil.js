/* What scripts add to a page that is complete without them: a choice of colours, the search page's filter, the
   timeline's filters, and
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

  /* The timeline's filters: values of one kind widen, kinds narrow; the address keeps them. */
  function filters() {
    var form = document.querySelector("[data-filters]");
    if (!form) return;
    var boxes = Array.from(form.querySelectorAll("[type=checkbox]"));
    var years = { from: form.elements.from, to: form.elements.to };
    var status = form.querySelector("[role=status]");
    var events = Array.from(document.querySelectorAll("li.event"), function (row) {
      return { row: row, id: row.id, facets: new Set(row.dataset.facets.split(" ")), from: year(row.dataset.from, -Infinity), to: year(row.dataset.to, Infinity) };
    });
    var sections = Array.from(document.querySelectorAll("section.year"));
    var rows = Array.from(document.querySelectorAll("tr[data-event]"));
    var marks = Array.from(document.querySelectorAll("[data-axis] [data-events]"), function (mark) {
      return { mark: mark, ids: mark.dataset.events.split(" "), number: mark.classList.contains("crowd") && mark.querySelector("text") };
    });

    function year(text, otherwise) {
      return text && /^\s*-?\d+\s*$/.test(text) ? Number(text) : otherwise;
    }

    function chosen() {
      var groups = new Map();
      boxes.forEach(function (box) {
        if (!groups.has(box.name)) groups.set(box.name, []);
        if (box.checked) groups.get(box.name).push(box.name + ":" + box.value);
      });
      return groups;
    }

    function fits(event, groups, but) {
      if (event.to < year(years.from.value, -Infinity) || event.from > year(years.to.value, Infinity)) return false;
      return Array.from(groups).every(function (group) {
        return group[0] === but || !group[1].length || group[1].some(event.facets.has, event.facets);
      });
    }

    function count(groups) {
      var counts = new Map();
      groups.forEach(function (_, name) {
        events.forEach(function (event) {
          if (!fits(event, groups, name)) return;
          event.facets.forEach(function (value) {
            if (value.startsWith(name + ":")) counts.set(value, (counts.get(value) || 0) + 1);
          });
        });
      });
      boxes.forEach(function (box) {
        var found = counts.get(box.name + ":" + box.value) || 0;
        box.parentNode.querySelector(".count").textContent = found;
        box.parentNode.classList.toggle("none", !found && !box.checked);
      });
    }

    function apply() {
      var groups = chosen();
      var shown = new Set();
      events.forEach(function (event) {
        event.row.hidden = !fits(event, groups);
        if (!event.row.hidden) shown.add(event.id);
      });
      sections.forEach(function (section) {
        section.hidden = !section.querySelector("li.event:not([hidden])");
      });
      rows.forEach(function (row) {
        row.hidden = !shown.has(row.dataset.event);
      });
      marks.forEach(function (entry) {
        var left = entry.ids.filter(shown.has, shown);
        entry.mark.classList.toggle("out", !left.length);
        ["tabindex", "aria-hidden"].forEach(function (name, at) {
          if (left.length) entry.mark.removeAttribute(name);
          else entry.mark.setAttribute(name, at ? "true" : "-1");
        });
        if (!entry.number) return;
        entry.number.textContent = "+" + left.length;
        if (left.length) entry.mark.setAttribute("href", "#" + encodeURIComponent(left[0]));
      });
      form.querySelectorAll("details").forEach(function (filter) {
        var number = filter.querySelectorAll(":checked").length;
        filter.querySelector(".chosen").textContent = number ? " · " + number : "";
      });
      count(groups);
      var all = shown.size === events.length;
      form.querySelector("[type=reset]").hidden = all && !boxes.some(function (box) { return box.checked; }) && !years.from.value && !years.to.value;
      status.textContent = all ? "All " + events.length + " events" : shown.size + " of " + events.length + " events";
    }

    function address() {
      var query = new URLSearchParams();
      boxes.forEach(function (box) {
        if (box.checked) query.append(box.name, box.value);
      });
      Object.keys(years).forEach(function (name) {
        if (years[name].value.trim()) query.set(name, years[name].value.trim());
      });
      try {
        history.replaceState(null, "", (query.toString() ? "?" + query : location.pathname) + location.hash);
      } catch (refused) {
        /* Pages opened from a folder have no address to change. */
      }
    }

    function restore() {
      var query = new URLSearchParams(location.search);
      boxes.forEach(function (box) {
        box.checked = query.getAll(box.name).indexOf(box.value) >= 0;
      });
      Object.keys(years).forEach(function (name) {
        years[name].value = query.get(name) || "";
      });
      apply();
    }

    function clear() {
      boxes.forEach(function (box) {
        box.checked = false;
      });
      years.from.value = years.to.value = "";
      apply();
      address();
    }

    /* A way to an event that is filtered out shows all of them. */
    function arrive() {
      var id;
      try {
        id = decodeURIComponent(location.hash.slice(1));
      } catch (broken) {
        return;
      }
      var target = id && document.getElementById(id);
      if (!target || !target.closest("[hidden]")) return;
      clear();
      target.scrollIntoView();
    }

    form.hidden = false;
    form.addEventListener("input", function () {
      apply();
      address();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      clear();
      form.querySelector("summary, input").focus();
    });
    form.addEventListener("keydown", function (event) {
      var open = event.key === "Escape" && event.target.closest("details[open]");
      if (!open) return;
      open.open = false;
      open.querySelector("summary").focus();
    });
    document.addEventListener("click", function (event) {
      if (form.contains(event.target)) return;
      form.querySelectorAll("details[open]").forEach(function (filter) {
        filter.open = false;
      });
    });
    window.addEventListener("hashchange", arrive);
    restore();
    arrive();
  }

  colours();
  search();
  filters();
  notes();
})();
