/* What scripts add to a page that is complete without them: a choice of colours, the search page's filter, what
   other texts tell of at the time of an event, and Escape and exact ways back for notes that opened in place. Nothing is fetched, and text is only ever set as text. */
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

  /* A passage that speaks of an event shows what other texts tell of at that time. The list of the page's events has
     it, folded; here it is copied to the passage, under the pointer or in focus, until the reader leaves it. */
  function neighbours() {
    var known = new Map();
    document.querySelectorAll(".event-strip > li").forEach(function (item) {
      var link = item.querySelector(".event-name a");
      var near = item.querySelector(".near");
      if (link && near) known.set(link.href, near);
    });
    if (!known.size) return;
    var card = null;
    var owner = null;
    var timer = 0;

    function hide() {
      clearTimeout(timer);
      if (card) card.remove();
      card = owner = null;
    }

    function show(link) {
      if (owner === link) return clearTimeout(timer);
      hide();
      owner = link;
      card = document.createElement("span");
      card.className = "near-card";
      card.setAttribute("role", "group");
      card.setAttribute("aria-label", "At about that time, in other texts");
      card.append(known.get(link.href).cloneNode(true));
      link.after(card);
      var frame = (link.closest(".block") || link.parentNode).getBoundingClientRect();
      var place = link.getClientRects()[0];
      var room = document.documentElement.clientWidth - 16;
      var width = card.getBoundingClientRect().width;
      var left = Math.max(16, Math.min(place.left, room - width));
      card.style.left = left - frame.left + "px";
      card.style.top = link.getBoundingClientRect().bottom - frame.top + 4 + "px";
    }

    function link(target) {
      var found = target.closest && target.closest(".text .block a");
      return found && known.has(found.href) && !found.closest(".near-card, .margin") ? found : null;
    }

    function leave() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (!card || card.matches(":hover, :focus-within") || owner.matches(":hover, :focus")) return;
        hide();
      }, 200);
    }

    document.addEventListener("pointerover", function (event) {
      if (event.pointerType !== "mouse") return;
      var found = link(event.target);
      if (!found) {
        if (card) leave();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(show, card ? 80 : 250, found);
    });
    document.addEventListener("focusin", function (event) {
      var found = link(event.target);
      if (found && found.matches(":focus-visible")) show(found);
      else if (card) leave();
    });
    document.addEventListener("focusout", leave);
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !card) return;
      if (card.contains(document.activeElement)) owner.focus({ preventScroll: true });
      hide();
    });
  }

  colours();
  search();
  notes();
  neighbours();
})();
