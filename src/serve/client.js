// Keeps an open page as the reader is: changes it in place, and shows what is wrong. Everything shown is text.
//
// The script runs before the theme's scripts do. It takes a copy of the page as it was served, and remembers which node of
// the page each node of the copy is. A new version of the page is compared with the copy, never with the page itself,
// so that whatever scripts and readers have done to the page stays.
(function () {
  "use strict";

  var script = document.currentScript;
  var shown = { page: script.dataset.page, assets: script.dataset.assets, client: script.dataset.client };
  script.remove();

  // What scripts of the theme keep in mind and would not hear of.
  var SCRIPTED = "[data-filters], [data-search], .axis, .density, .timeline, .coverage, .event-strip";

  var twins = new WeakMap();
  var copy = document.documentElement.cloneNode(true);
  pair(copy, document.documentElement);
  trim(copy);

  var source = null;
  var panel = null;
  var count = null;
  var hidden = "";
  var busy = false;
  var waiting = null;

  function pair(a, b) {
    twins.set(a, b);
    var x = a.firstChild;
    var y = b.firstChild;
    for (; x && y; x = x.nextSibling, y = y.nextSibling) pair(x, y);
  }

  // What stands at the end of a body is not there yet when this runs.
  function trim(root) {
    root.normalize();
    var body = root.querySelector("body");
    while (body && body.lastChild && body.lastChild.nodeType === 3 && !body.lastChild.data.trim()) body.lastChild.remove();
  }

  /* The page in place */

  function Unlike() {}

  function live(node) {
    var twin = twins.get(node);
    if (!twin || !twin.isConnected) throw new Unlike();
    return twin;
  }

  function isScripted(node) {
    var element = node.nodeType === 1 ? node : node.parentElement;
    return Boolean(element && element.closest(SCRIPTED));
  }

  // What a node is found by again: its id, or else what kind of node it is.
  function key(node) {
    if (node.nodeType !== 1) return "node " + node.nodeType;
    if (node.id) return "id " + node.id;
    var name = node.localName;
    if (name === "link") return "link " + node.getAttribute("rel") + " " + unversioned(node.getAttribute("href"));
    if (name === "meta") return "meta " + (node.getAttribute("name") || "");
    if (name === "script") return "script " + unversioned(node.getAttribute("src"));
    return name + " " + node.className;
  }

  // Names of styles and scripts carry a part of their digest.
  function unversioned(address) {
    return (address || "").replace(/\.[0-9a-f]{10}(\.[a-z]+)$/, "$1");
  }

  // For each new child the old one that it continues: equal ones at both ends, then those of one key, in order.
  function partners(before, after) {
    var found = new Array(after.length).fill(null);
    var start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) {
      found[start] = before[start];
      start += 1;
    }
    var ends = 0;
    while (ends < before.length - start && ends < after.length - start) {
      if (!before[before.length - 1 - ends].isEqualNode(after[after.length - 1 - ends])) break;
      ends += 1;
      found[after.length - ends] = before[before.length - ends];
    }
    var left = new Map();
    before.slice(start, before.length - ends).forEach(function (node) {
      var name = key(node);
      if (!left.has(name)) left.set(name, []);
      left.get(name).push(node);
    });
    for (var at = start; at < after.length - ends; at += 1) {
      var same = left.get(key(after[at]));
      if (same && same.length) found[at] = same.shift();
    }
    return found;
  }

  function plan(before, after, jobs) {
    // A parser without scripts reads what is for browsers without scripts in another way.
    if (before.isEqualNode(after) || before.localName === "noscript") return;
    if (isScripted(before)) throw new Unlike();
    if (before.nodeType !== 1) {
      jobs.push({ text: before, data: after.data });
      return;
    }
    if (before.localName === "script" && !isData(before)) throw new Unlike();
    if (before.localName === "link" && before.rel === "stylesheet") {
      jobs.push({ sheet: before, instead: after });
      return;
    }
    jobs.push({ attributes: before, like: after });
    var olds = Array.from(before.childNodes);
    var news = Array.from(after.childNodes);
    var found = partners(olds, news);
    var kept = new Set(found);
    olds.forEach(function (node) {
      if (kept.has(node)) return;
      if (isScripted(node) || isCode(node)) throw new Unlike();
      jobs.push({ remove: node });
    });
    found.forEach(function (node, at) {
      if (node) plan(node, news[at], jobs);
      else if (isCode(news[at]) || holdsScripted(news[at])) throw new Unlike();
    });
    jobs.push({ children: before, found: found, news: news });
  }

  function isData(node) {
    return node.type && node.type.indexOf("json") >= 0;
  }

  function isCode(node) {
    return node.localName === "script" && !isData(node);
  }

  function holdsScripted(node) {
    return node.nodeType === 1 && (node.matches(SCRIPTED) || node.querySelector(SCRIPTED));
  }

  // Changes the characters that differ, so that a selection elsewhere in the text stays.
  function retext(node, data) {
    var old = node.data;
    var start = 0;
    while (start < old.length && start < data.length && old[start] === data[start]) start += 1;
    var ends = 0;
    var most = Math.min(old.length, data.length) - start;
    while (ends < most && old[old.length - 1 - ends] === data[data.length - 1 - ends]) ends += 1;
    node.replaceData(start, old.length - start - ends, data.slice(start, data.length - ends));
  }

  function attributes(node, like) {
    var twin = live(node);
    Array.from(node.attributes).forEach(function (attribute) {
      if (like.hasAttribute(attribute.name)) return;
      node.removeAttribute(attribute.name);
      twin.removeAttribute(attribute.name);
    });
    Array.from(like.attributes).forEach(function (attribute) {
      if (node.getAttribute(attribute.name) === attribute.value) return;
      node.setAttribute(attribute.name, attribute.value);
      twin.setAttribute(attribute.name, attribute.value);
    });
  }

  function children(node, found, news) {
    var twin = live(node);
    var next = null;
    for (var at = news.length - 1; at >= 0; at -= 1) {
      var child = found[at];
      if (!child) {
        child = document.importNode(news[at], true);
        var made = child.cloneNode(true);
        pair(child, made);
        touched.push(made);
      }
      var place = live2(child, twin);
      var after = next ? twins.get(next) : null;
      if (child.nextSibling !== next || child.parentNode !== node) node.insertBefore(child, next);
      if (place.parentNode !== twin) twin.insertBefore(place, after || tail(twin));
      else if (after && !precedes(place, after)) twin.insertBefore(place, after);
      next = child;
    }
  }

  // A node of the page, or one that is about to come.
  function live2(child, parent) {
    var twin = twins.get(child);
    if (!twin || (twin.parentNode && twin.parentNode !== parent)) throw new Unlike();
    return twin;
  }

  function precedes(node, other) {
    return Boolean(node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  // Where a last child goes: before what this script has put at the end.
  function tail(parent) {
    return Array.from(parent.children).find(function (child) {
      return child.dataset && child.dataset.postil !== undefined;
    }) || null;
  }

  function sheet(node, instead) {
    var old = live(node);
    var fresh = document.importNode(instead, false);
    fresh.addEventListener("load", function () { old.remove(); });
    fresh.addEventListener("error", function () { old.remove(); });
    old.after(fresh);
    swaps.add(old).add(fresh);
    var like = instead.cloneNode(false);
    twins.set(like, fresh);
    node.replaceWith(like);
    return like;
  }

  var touched = [];
  var swaps = new Set();

  function apply(jobs) {
    var swapped = new Map();
    jobs.forEach(function (job) {
      if (job.text) {
        var twin = live(job.text);
        job.text.data = job.data;
        retext(twin, job.data);
        touched.push(twin);
      } else if (job.sheet) swapped.set(job.sheet, sheet(job.sheet, job.instead));
      else if (job.attributes) attributes(job.attributes, job.like);
      else if (job.remove) {
        var gone = live(job.remove);
        touched.push(gone.parentNode);
        gone.remove();
        job.remove.remove();
      } else {
        var found = job.found.map(function (node) { return swapped.get(node) || node; });
        children(job.children, found, job.news);
      }
    });
  }

  // The first paragraph or note that is another now, where it is not on screen.
  function show(nodes) {
    var blocks = nodes.map(function (node) {
      var element = node && (node.nodeType === 1 ? node : node.parentElement);
      return element && element.isConnected && element.closest(".text .block, li.note");
    }).filter(Boolean);
    if (!blocks.length) return;
    var first = blocks.reduce(function (a, b) { return a === b || precedes(a, b) ? a : b; });
    var box = first.getBoundingClientRect();
    if (box.bottom > 0 && box.top < window.innerHeight) return;
    var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    first.classList.add("postil-edited");
    setTimeout(function () { first.classList.remove("postil-edited"); }, 1600);
  }

  function reload() {
    disconnect();
    // What stands in a field of the search page goes into the address.
    document.querySelectorAll("[data-search] input").forEach(function (input) {
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    window.location.reload();
  }

  // Pages name styles and scripts by their digests, but images by their names.
  function refresh(assets) {
    var version = "?v=" + assets;
    document.querySelectorAll("img[src]").forEach(function (image) {
      var address = new URL(image.src, document.baseURI);
      if (address.origin === location.origin) image.src = address.pathname + version;
    });
    document.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
      var address = new URL(link.href, document.baseURI);
      if (address.origin !== location.origin || link.dataset.postil !== undefined || swaps.has(link)) return;
      var fresh = link.cloneNode();
      fresh.href = address.pathname + version;
      fresh.addEventListener("load", function () { link.remove(); });
      link.after(fresh);
      // The copy's node is that one now.
      copy.querySelectorAll("link[rel=stylesheet]").forEach(function (node) {
        if (twins.get(node) === link) twins.set(node, fresh);
      });
    });
  }

  function update(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var own = fresh.querySelector("script[data-page][data-client]");
    if (!own) return reload();
    var next = { page: own.dataset.page, assets: own.dataset.assets, client: own.dataset.client };
    own.remove();
    trim(fresh.documentElement);
    touched = [];
    swaps.clear();
    try {
      var jobs = [];
      plan(copy, fresh.documentElement, jobs);
      apply(jobs);
    } catch (error) {
      if (!(error instanceof Unlike)) console.warn("postil: the page is loaded anew:", error);
      return reload();
    }
    if (next.assets !== shown.assets) refresh(next.assets);
    swaps.clear();
    shown = next;
    show(touched);
  }

  function fetchPage() {
    busy = true;
    waiting = null;
    fetch(location.pathname + location.search, { cache: "no-store" })
      .then(function (response) { return response.text(); })
      .then(update)
      .catch(function () { waiting = null; /* The preview is away; it tells its state when it is back. */ })
      .finally(function () {
        busy = false;
        if (waiting && source) compare(waiting);
      });
  }

  function compare(state) {
    if (busy) {
      waiting = state;
      return;
    }
    if (state.client !== shown.client) reload();
    else if (state.page !== shown.page) fetchPage();
    else if (state.assets !== shown.assets) {
      refresh(state.assets);
      shown.assets = state.assets;
    }
  }

  /* What is wrong */

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function place(fault) {
    var words = fault.line ? fault.path + ":" + fault.line + ":" + fault.column : fault.path;
    var line = element("p", "postil-place");
    if (fault.editor) {
      var link = element("a", "", words);
      link.href = fault.editor;
      line.append(link);
    } else line.append(words);
    line.append(" [" + fault.code + "]");
    return line;
  }

  function entry(fault) {
    var item = element("li", "postil-fault");
    item.append(element("p", "postil-message", fault.message));
    if (fault.path) item.append(place(fault));
    if (fault.excerpt) {
      var excerpt = element("pre", "postil-excerpt");
      excerpt.append(fault.excerpt[0], element("mark", "", fault.excerpt[1]), fault.excerpt[2]);
      item.append(excerpt);
    }
    if (fault.help) item.append(element("p", "postil-help", fault.help));
    return item;
  }

  function add(made) {
    made.dataset.postil = "";
    document.body.append(made);
    return made;
  }

  function showFaults(lines) {
    if (panel) panel.remove();
    panel = null;
    if (!lines.length) hidden = "";
    // What was put away stays away until something else is wrong.
    if (!lines.length || hidden === lines.join("\n")) return;
    panel = element("aside", "postil-faults");
    panel.setAttribute("role", "status");
    panel.setAttribute("aria-label", "What is wrong with the reader");
    var head = element("div", "postil-head");
    var number = lines.length === 1 ? "1 error" : lines.length + " errors";
    head.append(element("strong", "", number + ": this page is as it was before"));
    var close = element("button", "postil-close", "Hide");
    close.type = "button";
    close.addEventListener("click", function () {
      hidden = lines.join("\n");
      showFaults(lines);
    });
    head.append(close);
    var list = element("ol", "postil-list");
    lines.forEach(function (line) { list.append(entry(JSON.parse(line))); });
    panel.append(head, list);
    add(panel);
  }

  function showWarnings(number) {
    if (count) count.remove();
    count = null;
    if (!number) return;
    count = element("p", "postil-warnings", number === 1 ? "1 warning" : number + " warnings");
    count.title = "The terminal tells what they are";
    add(count);
  }

  /* The events */

  function receive(event) {
    var lines = event.data.split("\n");
    showWarnings(Number(lines[3]));
    showFaults(lines.slice(4));
    compare({ page: lines[0], assets: lines[1], client: lines[2] });
  }

  function connect() {
    if (source) return;
    source = new EventSource("/.postil/events?page=" + encodeURIComponent(location.pathname));
    source.addEventListener("state", receive);
    source.addEventListener("error", function () {
      // A preview that answers with an error is not asked again by itself.
      if (!source || source.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(follow, 2000);
    });
  }

  function disconnect() {
    if (source) source.close();
    source = null;
  }

  // A browser opens few connections to one host: pages that nobody sees give theirs back.
  function follow() {
    if (document.hidden) disconnect();
    else connect();
  }

  var styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = "/.postil/client.css";
  styles.dataset.postil = "";
  document.head.append(styles);

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", follow);
  follow();
})();
