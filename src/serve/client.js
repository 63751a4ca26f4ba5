// Reloads the page when the reader was built anew, and shows what is wrong with it. Everything shown is text.
(function () {
  "use strict";

  var version = document.currentScript.dataset.version;
  var source = null;
  var panel = null;

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function place(fault) {
    if (!fault.path) return "";
    return fault.line ? fault.path + ":" + fault.line + ":" + fault.column : fault.path;
  }

  function entry(fault) {
    var item = element("li", "postil-fault");
    item.append(element("p", "postil-message", fault.message));
    if (place(fault)) item.append(element("p", "postil-place", place(fault) + " [" + fault.code + "]"));
    if (fault.help) item.append(element("p", "postil-help", fault.help));
    return item;
  }

  function hide() {
    if (panel) panel.remove();
    panel = null;
  }

  function show(faults) {
    hide();
    if (!faults.length) return;
    panel = element("aside", "postil-faults");
    panel.setAttribute("role", "status");
    panel.setAttribute("aria-label", "What is wrong with the reader");
    var head = element("div", "postil-head");
    var count = faults.length === 1 ? "1 error" : faults.length + " errors";
    head.append(element("strong", "", count + ": this page is as it was before"));
    var close = element("button", "postil-close", "Hide");
    close.type = "button";
    close.addEventListener("click", hide);
    head.append(close);
    var list = element("ol", "postil-list");
    faults.slice(0, 100).forEach(function (fault) {
      list.append(entry(fault));
    });
    panel.append(head, list);
    document.body.append(panel);
  }

  function receive(event) {
    var lines = event.data.split("\n");
    if (lines[0] !== version) {
      disconnect();
      window.location.reload();
      return;
    }
    show(
      lines.slice(1).map(function (line) {
        return JSON.parse(line);
      }),
    );
  }

  function connect() {
    if (source) return;
    source = new EventSource("/.postil/events");
    source.addEventListener("state", receive);
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
  document.head.append(styles);

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", follow);
  follow();
})();
