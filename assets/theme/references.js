/* The references page: the list narrowed by kind, author, decade and article, and sorted. Without this it is whole, in the
   order of the citation style. */
(function () {
  "use strict";

  var form = document.querySelector("[data-references]");
  var list = document.querySelector("[data-referenced] .reference-list");
  if (!form || !list) return;
  var status = form.querySelector("[role=status]");
  var order = new Intl.Collator(document.documentElement.lang || undefined);

  var rows = Array.from(list.children, function (element, at) {
    var year = element.dataset.year;
    var sources = element.querySelectorAll(".passage-group[data-kind=article] > .passage-source a");
    return {
      element: element,
      at: at,
      kind: [element.dataset.kind].filter(Boolean),
      author: [element.dataset.author].filter(Boolean),
      decade: year ? [Math.floor(year / 10) * 10 + "s"] : [],
      article: Array.from(sources, function (link) {
        return link.textContent;
      }),
      year: year ? Number(year) : Infinity,
      title: element.querySelector(".reference-text").textContent,
    };
  });

  /* The choices of a menu, with how many works each has. */
  function fill(menu) {
    var counts = new Map();
    rows.forEach(function (row) {
      row[menu.name].forEach(function (value) {
        counts.set(value, (counts.get(value) || 0) + 1);
      });
    });
    Array.from(counts.keys()).sort(order.compare).forEach(function (value) {
      menu.append(new Option(value + " (" + counts.get(value) + ")", value));
    });
    menu.closest("label").hidden = counts.size < 2;
  }

  var sorts = {
    style: function (a, b) {
      return a.at - b.at;
    },
    author: function (a, b) {
      return order.compare(a.author[0] || "\uffff", b.author[0] || "\uffff") || a.at - b.at;
    },
    newest: function (a, b) {
      return (b.year === Infinity ? -Infinity : b.year) - (a.year === Infinity ? -Infinity : a.year) || a.at - b.at;
    },
    oldest: function (a, b) {
      return a.year === b.year ? a.at - b.at : a.year - b.year;
    },
    title: function (a, b) {
      return order.compare(a.title, b.title);
    },
  };

  var menus = Array.from(form.querySelectorAll("select[data-facet]"));

  function narrow() {
    var wanted = menus.filter(function (menu) {
      return menu.value;
    });
    var found = 0;
    rows.forEach(function (row) {
      var hit = wanted.every(function (menu) {
        return row[menu.name].indexOf(menu.value) >= 0;
      });
      row.element.hidden = !hit;
      if (hit) found += 1;
    });
    rows.slice().sort(sorts[form.elements.sort.value] || sorts.style).forEach(function (row) {
      list.append(row.element);
    });
    status.textContent = wanted.length ? found + " of " + rows.length + " works" : rows.length + " works";
  }

  /* What is chosen stands in the address, so that it can be passed on. */
  function address() {
    var query = new URLSearchParams();
    menus.concat(form.elements.sort).forEach(function (menu) {
      if (menu.value && menu.value !== "style") query.set(menu.name, menu.value);
    });
    try {
      history.replaceState(null, "", (String(query) ? "?" + query : location.pathname) + location.hash);
    } catch (refused) {
      /* Pages opened from a folder have no address to change. */
    }
  }

  menus.forEach(fill);
  var asked = new URLSearchParams(location.search);
  menus.concat(form.elements.sort).forEach(function (menu) {
    var value = asked.get(menu.name);
    if (value && Array.from(menu.options, function (option) { return option.value; }).indexOf(value) >= 0) menu.value = value;
  });
  form.hidden = rows.length < 2;
  form.addEventListener("change", function () {
    narrow();
    address();
  });
  form.addEventListener("reset", function () {
    setTimeout(function () {
      narrow();
      address();
    });
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  narrow();
})();
