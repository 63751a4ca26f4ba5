/* What scripts add to the timeline, which is complete without them: filters, which the address keeps, and drawings that
   can be given more room. Nothing is fetched; names that an overview has no room for come as a script of their own. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";

  /* What a link on this page leads to. */
  function target(link) {
    return decoded(link.getAttribute("href").split("#")[1] || "");
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (broken) {
      return text;
    }
  }

  function year(text, otherwise) {
    return text && /^\s*-?\d+\s*$/.test(text) ? Number(text) : otherwise;
  }

  function numbers(text) {
    return (text || "").split(" ").filter(Boolean).map(Number);
  }

  /* Filters: values of one facet widen, facets narrow; the address keeps them. */
  function filters() {
    var form = document.querySelector("[data-filters]");
    if (!form) return;
    var boxes = Array.from(form.querySelectorAll("[type=checkbox]"), function (box) {
      return { box: box, number: Number(box.dataset.number), count: box.parentNode.querySelector(".count") };
    });
    var years = { from: form.elements.from, to: form.elements.to };
    var status = form.querySelector("[role=status]");
    var total = Number(form.dataset.filters);
    var found = document.querySelector("[data-found]");
    var events = Array.from(document.querySelectorAll("li.event"), function (row) {
      return { row: row, id: row.id, facets: new Set(numbers(row.dataset.facets)), from: year(row.dataset.from, -Infinity), to: year(row.dataset.to, Infinity) };
    });
    var sections = Array.from(document.querySelectorAll("section.year"));
    var rows = Array.from(document.querySelectorAll("tr[data-event]"));
    var marks = Array.from(document.querySelectorAll(".axis-drawing a"), function (mark) {
      return { mark: mark, ids: mark.dataset.events ? mark.dataset.events.split(" ") : [target(mark)] };
    });
    var ways = Array.from(document.querySelectorAll(".periods a, .turn a, .density a, .opening .kicker a, a.event-name"), function (link) {
      return { link: link, href: link.getAttribute("href") };
    });

    function chosen() {
      var groups = new Map();
      boxes.forEach(function (entry) {
        if (!groups.has(entry.box.name)) groups.set(entry.box.name, []);
        if (entry.box.checked) groups.get(entry.box.name).push(entry.number);
      });
      return groups;
    }

    /* The facets that an event does not fit; one that is outside the years fits none. */
    function misfits(event, groups) {
      if (event.to < year(years.from.value, -Infinity) || event.from > year(years.to.value, Infinity)) return null;
      var missed = [];
      groups.forEach(function (values, name) {
        if (values.length && !values.some(event.facets.has, event.facets)) missed.push(name);
      });
      return missed;
    }

    function apply() {
      var groups = chosen();
      var shown = new Set();
      var counts = new Map();
      var names = new Map(boxes.map(function (entry) { return [entry.number, entry.box.name]; }));
      events.forEach(function (event) {
        var missed = misfits(event, groups);
        if (missed && !missed.length) shown.add(event.id);
        if (event.row) event.row.hidden = !shown.has(event.id);
        /* A value counts the events that would be there if it were chosen. */
        if (missed && missed.length < 2) {
          event.facets.forEach(function (number) {
            if (!missed.length || missed[0] === names.get(number)) counts.set(number, (counts.get(number) || 0) + 1);
          });
        }
      });
      sections.forEach(function (section) {
        section.hidden = !section.querySelector("li.event:not([hidden])");
      });
      rows.forEach(function (row) {
        row.hidden = !shown.has(row.dataset.event);
      });
      marks.forEach(function (entry) {
        fade(entry.mark, entry.ids.filter(shown.has, shown));
      });
      var ready = events.length > 0;
      boxes.forEach(function (entry) {
        if (!ready) return;
        var number = counts.get(entry.number) || 0;
        entry.count.textContent = number;
        entry.box.parentNode.classList.toggle("none", !number && !entry.box.checked);
      });
      form.querySelectorAll("details").forEach(function (filter) {
        var number = filter.querySelectorAll(":checked").length;
        filter.querySelector(".chosen").textContent = number ? " · " + number : "";
      });
      var narrow = boxes.some(function (entry) { return entry.box.checked; }) || !!years.from.value || !!years.to.value;
      form.querySelector("[type=reset]").hidden = !narrow;
      status.textContent = shown.size === total || !ready ? "All " + total + " events" : shown.size + " of " + total + " events";
      if (found) list(narrow && ready ? shown : null);
    }

    function fade(mark, left) {
      mark.classList.toggle("out", !left.length);
      ["tabindex", "aria-hidden"].forEach(function (name, at) {
        if (left.length) mark.removeAttribute(name);
        else mark.setAttribute(name, at ? "true" : "-1");
      });
      var words = mark.classList.contains("crowd") && mark.querySelector("text");
      if (!words) return;
      words.textContent = "+" + left.length;
      if (left.length) mark.setAttribute("href", "#" + encodeURIComponent(left[0]));
    }

    /* On an overview without names, what was found is listed, in part if it is much. */
    function list(shown) {
      var most = 200;
      found.replaceChildren();
      if (!shown) return;
      var all = events.filter(function (event) { return shown.has(event.id); });
      var items = document.createElement("ol");
      items.className = "year-events";
      all.slice(0, most).forEach(function (event) {
        var item = document.createElement("li");
        var date = document.createElement("span");
        var name = document.createElement("a");
        item.className = "event line";
        date.className = "event-date";
        date.textContent = event.date;
        name.className = "event-name";
        name.href = event.href;
        name.textContent = event.title;
        item.append(date, " ", name);
        items.append(item);
      });
      found.append(items);
      if (all.length <= most) return;
      var rest = document.createElement("p");
      rest.className = "nothing";
      rest.textContent = all.length - most + " more; narrow the filters, or read by period";
      found.append(rest);
    }

    function query() {
      var query = new URLSearchParams();
      boxes.forEach(function (entry) {
        if (entry.box.checked) query.append(entry.box.name, entry.box.value);
      });
      Object.keys(years).forEach(function (name) {
        if (years[name].value.trim()) query.set(name, years[name].value.trim());
      });
      return query.toString();
    }

    /* Other pages of the timeline are opened with the same filters. */
    function address() {
      var text = query();
      ways.forEach(function (way) {
        var parts = way.href.split("#");
        way.link.setAttribute("href", parts[0] ? parts[0] + (text ? "?" + text : "") + (parts[1] ? "#" + parts[1] : "") : way.href);
      });
      try {
        history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
      } catch (refused) {
        /* Pages opened from a folder have no address to change. */
      }
    }

    function restore() {
      var query = new URLSearchParams(location.search);
      boxes.forEach(function (entry) {
        entry.box.checked = query.getAll(entry.box.name).indexOf(entry.box.value) >= 0;
      });
      Object.keys(years).forEach(function (name) {
        years[name].value = query.get(name) || "";
      });
      apply();
      if (query.toString()) address();
    }

    function clear() {
      boxes.forEach(function (entry) {
        entry.box.checked = false;
      });
      years.from.value = years.to.value = "";
      apply();
      address();
    }

    /* A way to an event that is filtered out shows all of them; one that stands on another page leads there. */
    function arrive() {
      var id = decoded(location.hash.slice(1));
      if (!id) return;
      var place = document.getElementById(id);
      if (!place && found) {
        load(function () {
          var event = events.find(function (event) { return event.id === id; });
          if (event) location.replace(event.href);
        });
      }
      if (!place || !place.closest("[hidden]")) return;
      clear();
      place.scrollIntoView();
    }

    /* The names of all events, asked for when they are needed. */
    var waiting = null;

    function load(then) {
      if (!form.dataset.events || events.length) return then();
      if (waiting) return waiting.push(then);
      waiting = [then];
      window.postilTimeline = function (data) {
        events = data.events.map(function (row) {
          return { id: row[0], title: row[1], date: row[2], from: row[3] === null ? -Infinity : row[3], to: row[4] === null ? Infinity : row[4], href: data.periods[row[5]] + "#" + encodeURIComponent(row[0]), facets: new Set(row[6]) };
        });
        apply();
        waiting.forEach(function (then) { then(); });
      };
      var script = document.createElement("script");
      script.src = form.dataset.events;
      document.head.append(script);
    }

    form.hidden = false;
    form.addEventListener("input", function () {
      load(apply);
      address();
    });
    form.addEventListener("focusin", function () {
      load(function () {});
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
    document.addEventListener("postil:span", function (event) {
      years.from.value = event.detail.from;
      years.to.value = event.detail.to;
      apply();
      address();
    });
    /* Marks that a drawing makes anew are faded as the others are. */
    document.addEventListener("postil:drawn", function (event) {
      marks = marks.filter(function (entry) { return entry.mark.isConnected; });
      event.detail.forEach(function (mark) {
        marks.push({ mark: mark, ids: mark.dataset.events.split(" ") });
      });
      apply();
    });
    window.addEventListener("hashchange", arrive);
    restore();
    if (location.search && form.dataset.events) load(apply);
    arrive();
  }

  /* Days since 1970 and the calendar, by the rules that the drawing was made by. */
  function dayOf(year, month, day) {
    var y = month <= 2 ? year - 1 : year;
    var era = Math.floor(y / 400);
    var yoe = y - era * 400;
    return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 719469;
  }

  function civil(number) {
    var shifted = number + 719468;
    var era = Math.floor(shifted / 146097);
    var day = shifted - era * 146097;
    var yoe = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36524) - Math.floor(day / 146096)) / 365);
    var doy = day - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
    var m = Math.floor((5 * doy + 2) / 153);
    var month = m < 10 ? m + 3 : m - 9;
    return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month: month, day: doy - Math.floor((153 * m + 2) / 5) + 1 };
  }

  /* Days, months and years in the words that the drawing was made with. */
  function wording(patterns) {
    var months = patterns.months.split("|");
    function number(year) {
      return year < 1 ? patterns.before.replace("{}", 1 - year) : year < 1000 ? patterns.after.replace("{}", year) : String(year);
    }
    function put(pattern, date) {
      var day = date.day === 1 ? patterns.firstDay : String(date.day);
      return pattern.replace("{d}", day).replace("{m}", months[date.month - 1]).replace("{y}", number(date.year));
    }
    return {
      day: function (date) { return put(patterns.day, date); },
      month: function (date) { return put(patterns.month, date); },
      year: function (year) { return patterns.year.replace("{}", number(year)); }
    };
  }

  /* About how wide words are; wide scripts fill a square. */
  function breadth(words) {
    return Array.from(words).reduce(function (sum, letter) { return sum + (letter > "\u2e7f" ? 12.2 : 7); }, 0);
  }

  /* The lines of a scale: the shortest step of which no more than so many fit. */
  function ticks(from, to, most, words) {
    var length = to - from;
    var steps = [[1, 1], [1, 7], [30, 1], [30, 3], [30, 6], [365, 1]];
    for (var power = 1; power <= 1e18; power *= 10) [1, 2, 5].forEach(function (n) { steps.push([365, n * power]); });
    var step = steps.find(function (step) { return length / (step[0] * step[1]) <= most; }) || steps[steps.length - 1];
    var found = [];
    var start = civil(from);
    var n;
    if (step[0] === 1) {
      for (n = Math.floor((from + 3) / step[1]) * step[1] - 3; n < to; n += step[1]) {
        var date = civil(n);
        found.push([n, words.day(date)]);
      }
    } else if (step[0] === 30) {
      var month = Math.floor((start.year * 12 + start.month - 1) / step[1]) * step[1];
      for (;; month += step[1]) {
        var year = Math.floor(month / 12);
        n = dayOf(year, month - year * 12 + 1, 1);
        if (n >= to) break;
        found.push([n, words.month({ year: year, month: month - year * 12 + 1 })]);
      }
    } else {
      for (var at = Math.floor(start.year / step[1]) * step[1]; ; at += step[1]) {
        n = dayOf(at, 1, 1);
        if (n >= to) break;
        found.push([n, words.year(at)]);
      }
    }
    return found.filter(function (tick) { return tick[0] >= from; });
  }

  function element(name, attributes) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  /* A drawing that can be given more room. It becomes wider than its frame, which scrolls as every frame does, and its
     events are laid out anew, by the same rules, so that names get room and crowds dissolve. Its height stays. */
  function drawing(period) {
    var frame = period.querySelector(".axis-scroll");
    var svg = period.querySelector(".axis-drawing");
    var box = svg.viewBox.baseVal;
    var width = box.width;
    var height = box.height;
    var left = Number(svg.dataset.left);
    var right = Number(svg.dataset.right);
    var first = Number(svg.dataset.first);
    var days = Number(svg.dataset.days);
    var most = Math.max(1, Math.min(64, Math.ceil(days * 40 / (right - left))));
    if (most < 2) return;
    var level = 1;
    var lanes = Array.from(svg.querySelectorAll(".lane"), function (lane) {
      return {
        lane: lane,
        head: lane.querySelector(".lane-head"),
        edge: lane.querySelector(".edge"),
        top: Number(lane.dataset.y) + 4,
        rows: Number(lane.dataset.rows),
        marks: Array.from(lane.querySelectorAll("a.event"), function (mark) {
          var span = numbers(mark.dataset.days);
          var name = mark.querySelector(".name");
          return {
            mark: mark, name: name, from: span[0], to: span[1],
            day: mark.classList.contains("day"),
            early: /open-(start|both)/.test(mark.getAttribute("class")), late: /open-(end|both)/.test(mark.getAttribute("class")),
            words: Number(name.getAttribute("width")), bars: mark.querySelectorAll(":scope > rect:not(.edge-line)")
          };
        })
      };
    });
    var group = svg.querySelector(".ticks");
    var words = wording(period.closest(".axis").dataset);

    function position(day, end) {
      return left + Math.max(0, Math.min(1, day / days)) * (end - left);
    }

    function place(event, end) {
      var a = position(event.from, end);
      var b = position(event.to, end);
      var from;
      if (event.day) {
        var middle = Math.max(left + 4, Math.min(end - 4, (a + b) / 2));
        a = middle - 4;
        b = middle + 4;
        from = a + 12;
      } else {
        a = Math.min(a, end - 6);
        b = Math.max(b, a + 6);
        var start = a;
        if (event.early) a = Math.min(Math.max(b - 64, left), start);
        if (event.late) b = Math.min(Math.max(start + 64, b), end);
        from = a + 5;
      }
      if (from + event.words > end) from = Math.max(a - event.words - 5, left);
      return { event: event, a: a, b: b, label: from, start: Math.min(a, from), end: Math.max(b, from + event.words) + 8 };
    }

    function lay(marks, rows, end) {
      var taken = [];
      var crowd = [];
      var placed = [];
      marks.forEach(function (event) {
        var found = place(event, end);
        var row = taken.findIndex(function (taken) { return taken <= found.start; });
        if (row < 0 && taken.length < rows) row = taken.length;
        if (row < 0) return crowd.push(event);
        taken[row] = found.end;
        found.row = row;
        placed.push(found);
      });
      return { placed: placed, crowd: crowd };
    }

    function draw(placed, top) {
      var mark = placed.event.mark;
      mark.removeAttribute("display");
      mark.setAttribute("transform", "translate(" + placed.a.toFixed(2) + " " + (top + placed.row * 19 + 2) + ")");
      placed.event.bars.forEach(function (bar) { bar.setAttribute("width", (placed.b - placed.a).toFixed(2)); });
      placed.event.name.setAttribute("x", (placed.label - placed.a).toFixed(2));
    }

    function crowds(lane, events, end) {
      var pieces = new Map();
      events.forEach(function (event) {
        event.mark.setAttribute("display", "none");
        var piece = Math.min(Math.floor((position(event.from, end) - left) / 34), Math.floor((end - left) / 34) - 1);
        if (!pieces.has(piece)) pieces.set(piece, []);
        pieces.get(piece).push(event);
      });
      var made = [];
      pieces.forEach(function (events, piece) {
        var x = left + piece * 34 + 1;
        var y = lane.top + (lane.rows - 1) * 19 + 2;
        var link = element("a", { class: "crowd", href: events[0].mark.getAttribute("href") });
        link.dataset.events = events.map(function (event) { return target(event.mark); }).join(" ");
        var title = element("title", {});
        title.textContent = events.length + " more, the first " + events[0].mark.querySelector("title").textContent;
        var words = element("text", { x: x + 16, y: y + 11 });
        words.textContent = "+" + events.length;
        link.append(title, element("rect", { x: x, y: y, width: 32, height: 15, rx: 2 }), words);
        lane.lane.insertBefore(link, lane.head);
        made.push(link);
      });
      return made;
    }

    function redraw() {
      var end = left + (right - left) * level;
      var whole = end + width - right;
      svg.setAttribute("viewBox", "0 0 " + whole + " " + height);
      svg.style.inlineSize = level === 1 ? "" : (100 * whole) / width + "%";
      svg.style.minInlineSize = level === 1 ? "" : "calc(var(--drawing) * " + whole / width + ")";
      var made = [];
      lanes.forEach(function (lane) {
        lane.lane.querySelectorAll(".crowd").forEach(function (crowd) { crowd.remove(); });
        lane.edge.setAttribute("x2", whole);
        var laid = lay(lane.marks, lane.rows, end);
        if (laid.crowd.length && lane.rows > 1) laid = lay(lane.marks, lane.rows - 1, end);
        laid.placed.forEach(function (placed) { draw(placed, lane.top); });
        made = made.concat(crowds(lane, laid.crowd, end));
      });
      group.replaceChildren();
      ticks(first, first + days, 8 * level, words).forEach(function (tick) {
        var x = position(tick[0] - first, end);
        group.append(element("line", { class: "tick", x1: x, x2: x, y1: 6, y2: height }));
        if (x + breadth(tick[1]) + 4 > end) return;
        var text = element("text", { class: "date", x: x + 4, y: 16, "aria-hidden": "true" });
        text.textContent = tick[1];
        group.append(text);
      });
      document.dispatchEvent(new CustomEvent("postil:drawn", { detail: made }));
    }

    /* Lane names stay in sight. */
    function stay() {
      var unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      var along = Math.max(0, frame.scrollLeft / (unit || 1));
      lanes.forEach(function (lane) {
        if (lane.head) lane.head.setAttribute("transform", "translate(" + along + " 0)");
      });
    }

    /* What stands at a place of the frame stays there. */
    function zoom(to, at) {
      to = Math.max(1, Math.min(most, to));
      if (Math.abs(to - level) < 0.001) return;
      var inside = frame.getBoundingClientRect();
      var place = at === undefined ? inside.width / 2 : at - inside.left;
      var unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      var day = (frame.scrollLeft + place) / unit - left;
      day = (day / (right - left)) / level;
      level = to;
      redraw();
      unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      frame.scrollLeft = (left + day * (right - left) * level) * unit - place;
      stay();
      period.classList.toggle("zoomed", level > 1);
      buttons.forEach(function (entry) { entry.button.disabled = entry.idle(); });
    }

    function seen() {
      var unit = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      var scale = (right - left) * level;
      var from = (frame.scrollLeft / unit) / scale * days;
      var to = ((frame.scrollLeft + frame.clientWidth) / unit - left) / scale * days;
      return { from: civil(first + Math.max(0, Math.floor(from))).year, to: civil(first + Math.min(days - 1, Math.ceil(to))).year };
    }

    var buttons = [
      { sign: "list these years", name: "List the years in view", act: function () {
        document.dispatchEvent(new CustomEvent("postil:span", { detail: seen() }));
      }, idle: function () { return level <= 1; } },
      { sign: "−", name: "Zoom out", act: function () { zoom(level / 2); }, idle: function () { return level <= 1; } },
      { sign: "+", name: "Zoom in", act: function () { zoom(level * 2); }, idle: function () { return level >= most; } }
    ];
    var tools = document.createElement("div");
    tools.className = "axis-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Zoom: " + frame.getAttribute("aria-label"));
    buttons.forEach(function (entry) {
      entry.button = document.createElement("button");
      entry.button.type = "button";
      entry.button.textContent = entry.sign;
      if (entry.sign.length === 1) entry.button.setAttribute("aria-label", entry.name);
      entry.button.title = entry.name;
      entry.button.disabled = entry.idle();
      entry.button.addEventListener("click", entry.act);
      tools.append(entry.button);
    });
    period.querySelector(".axis-head").append(tools);

    frame.addEventListener("scroll", stay, { passive: true });
    frame.addEventListener("wheel", function (event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(level * Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 120), event.clientX);
    }, { passive: false });
    frame.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "+" || event.key === "=") zoom(level * 2);
      else if (event.key === "-") zoom(level / 2);
      else if (event.key === "0") zoom(1);
      else return;
      event.preventDefault();
    });

    /* A mouse drags; touch scrolls by itself, and two fingers pinch. */
    var drag = null;
    var dragged = false;
    frame.addEventListener("pointerdown", function (event) {
      dragged = false;
      if (event.pointerType !== "mouse" || event.button !== 0 || frame.scrollWidth <= frame.clientWidth) return;
      drag = { x: event.clientX, left: frame.scrollLeft };
    });
    window.addEventListener("pointermove", function (event) {
      if (!drag) return;
      if (!dragged && Math.abs(event.clientX - drag.x) < 4) return;
      dragged = true;
      frame.classList.add("dragged");
      frame.scrollLeft = drag.left + drag.x - event.clientX;
    });
    window.addEventListener("pointerup", function () {
      drag = null;
      frame.classList.remove("dragged");
    });
    frame.addEventListener("click", function (event) {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
    }, true);
    frame.addEventListener("dragstart", function (event) { event.preventDefault(); });

    /* Paper has the whole drawing. */
    var kept = 1;
    window.addEventListener("beforeprint", function () {
      kept = level;
      zoom(1);
    });
    window.addEventListener("afterprint", function () { zoom(kept); });

    var pinch = null;
    function spread(touches) {
      return { distance: Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY), x: (touches[0].clientX + touches[1].clientX) / 2 };
    }
    frame.addEventListener("touchstart", function (event) {
      pinch = event.touches.length === 2 ? { start: spread(event.touches).distance, level: level } : null;
    }, { passive: true });
    frame.addEventListener("touchmove", function (event) {
      if (!pinch || event.touches.length !== 2) return;
      event.preventDefault();
      var now = spread(event.touches);
      zoom(pinch.level * (now.distance / (pinch.start || 1)), now.x);
    }, { passive: false });
    frame.addEventListener("touchend", function () { pinch = null; }, { passive: true });
    stay();
  }

  filters();
  document.querySelectorAll(".axis-period").forEach(drawing);
})();
