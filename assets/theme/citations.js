/* Citations: the full reference beside the citation that points at it, and a citation of a single paragraph to copy.
   The pages are complete without this: a citation is a link to its entry in the list of works.

   What opens can be pointed at, stays until it is left or dismissed with Escape, and follows its link in the order of
   the keyboard. */
(function () {
  "use strict";

  var OPEN_AFTER = 250;
  var CLOSE_AFTER = 300;
  var links = "a[role=doc-biblioref][href^='#'], a.back-reference[href^='#ref-']";
  var open = null;
  var timer = 0;
  var touched = false;

  /* The entry that a link leads to, without what would be there twice. */
  function reference(link) {
    var id = decodeURIComponent(link.getAttribute("href").slice(1));
    var entry = document.getElementById(id);
    var text = entry && entry.querySelector(".reference-text");
    if (!text) return null;
    var copy = document.createElement("span");
    Array.from(text.childNodes).forEach(function (node) {
      copy.append(node.cloneNode(true));
    });
    if (entry.classList.contains("state-unidentified")) {
      copy.append(" (unidentified: the source cites this work and never lists it)");
    }
    copy.querySelectorAll("[id]").forEach(function (element) {
      element.removeAttribute("id");
    });
    return copy;
  }

  /* A citation of one paragraph: the reference, what the text is of the work, the paragraph, and its address. */
  function paragraph(link) {
    var source = document.querySelector("[data-cite-edition]");
    var entry = source && source.querySelector(".reference-entry");
    if (!entry) return null;
    var number = link.textContent.trim();
    var edition = source.dataset.citeEdition;
    var words = entry.textContent.trim().replace(/\s+/g, " ").replace(/\.$/, "");
    return words + ", " + (edition ? edition + ", " : "") + "¶ " + number + ". " + link.href;
  }

  function copier(link) {
    var text = paragraph(link);
    if (!text) return null;
    var box = document.createElement("span");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy a citation of ¶ " + link.textContent.trim();
    var said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      copy(text, function (done) {
        said.textContent = done ? " Copied." : " " + text;
      });
    });
    box.append(button, said);
    return box;
  }

  function copy(text, told) {
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      var done = false;
      try {
        done = document.execCommand("copy");
      } catch (refused) {
        done = false;
      }
      field.remove();
      told(done);
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(text).then(function () {
      told(true);
    }, byHand);
  }

  /* Below the link where there is room, else above it, and never beyond the edges. */
  function place(box, link) {
    var edge = 8;
    var at = link.getClientRects()[0] || link.getBoundingClientRect();
    var room = document.documentElement;
    var left = Math.min(at.left, room.clientWidth - box.offsetWidth - edge);
    var below = at.bottom + 4;
    var top = below + box.offsetHeight > room.clientHeight - edge ? at.top - box.offsetHeight - 4 : below;
    box.style.left = Math.max(edge, left) + "px";
    box.style.top = Math.max(edge, top) + "px";
  }

  function show(link, content) {
    clearTimeout(timer);
    if (open && open.link === link) return;
    close();
    var inside = content(link);
    if (!inside) return;
    var box = document.createElement("span");
    box.className = "beside-link";
    box.id = ":beside-link";
    box.append(inside);
    link.after(box);
    if (box.showPopover) {
      box.popover = "manual";
      box.showPopover();
    }
    place(box, link);
    link.setAttribute("aria-describedby", box.id);
    box.addEventListener("pointerenter", stay);
    box.addEventListener("pointerleave", leave);
    box.addEventListener("focusout", left);
    open = { link: link, box: box };
  }

  function close() {
    clearTimeout(timer);
    if (!open) return;
    open.link.removeAttribute("aria-describedby");
    open.box.remove();
    open = null;
  }

  function stay() {
    clearTimeout(timer);
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (open && !holds(document.activeElement)) close();
    }, CLOSE_AFTER);
  }

  function left(event) {
    if (open && !holds(event.relatedTarget) && !open.box.matches(":hover")) close();
  }

  function holds(element) {
    return !!(element && open && (element === open.link || open.box.contains(element)));
  }

  function attend(link, content) {
    link.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(function () {
        show(link, content);
      }, OPEN_AFTER);
    });
    link.addEventListener("pointerleave", function (event) {
      if (event.pointerType !== "touch") leave();
    });
    link.addEventListener("focus", function () {
      if (!touched && link.matches(":focus-visible")) show(link, content);
    });
    link.addEventListener("focusout", left);
    /* The first tap shows what a pointer would; the second follows the link. */
    link.addEventListener("click", function (event) {
      var tapped = touched;
      touched = false;
      if (!tapped || (open && open.link === link)) return close();
      show(link, content);
      if (open) event.preventDefault();
    });
  }

  function begin() {
    document.querySelectorAll(links).forEach(function (link) {
      attend(link, reference);
    });
    if (document.querySelector("[data-cite-edition]")) {
      document.querySelectorAll("a.pn").forEach(function (link) {
        attend(link, copier);
      });
    }
    document.addEventListener("pointerdown", function (event) {
      touched = event.pointerType === "touch";
      if (open && !holds(event.target) && !open.box.contains(event.target)) close();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !open) return;
      var back = open.box.contains(document.activeElement) && open.link;
      close();
      if (back) back.focus();
      close();
    });
    window.addEventListener("resize", close);
    window.addEventListener("scroll", function () {
      if (open) place(open.box, open.link);
    }, { passive: true });
  }

  begin();
})();
