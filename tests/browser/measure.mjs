// What is measured of drawings: boxes that overlap, how small letters are, and what is wider than the page.

/** Runs in the page. A box is a mark with what is seen of its words; marks in crowds are counted by their crowd. */
export function measured() {
  const overlaps = [];
  let small = 99;
  let outside = 0;
  for (const drawing of document.querySelectorAll(".axis-drawing, .axis-overview")) {
    const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    const boxes = [];
    for (const mark of drawing.querySelectorAll("a.event:not([display]), a.crowd, .parts a")) {
      const parts = [...mark.querySelectorAll(":scope > rect, :scope > circle")].map((e) => e.getBoundingClientRect());
      const name = mark.querySelector("svg.name");
      if (name) {
        // What is seen of the words is what their box lets through.
        const text = name.firstElementChild.getBoundingClientRect();
        parts.push({ left: text.left, right: Math.min(text.right, text.left + name.width.baseVal.value * scale), top: text.top + 3 * scale, bottom: text.bottom - 3 * scale });
        small = Math.min(small, parseFloat(getComputedStyle(name.firstElementChild).fontSize) * scale);
      }
      const box = { name: mark.querySelector("title").textContent, left: Math.min(...parts.map((p) => p.left)), right: Math.max(...parts.map((p) => p.right)), top: Math.min(...parts.map((p) => p.top)), bottom: Math.max(...parts.map((p) => p.bottom)) };
      boxes.push(box);
      const frame = drawing.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) outside += 1;
    }
    boxes.sort((a, b) => a.left - b.left);
    for (let a = 0; a < boxes.length; a++) {
      for (let b = a + 1; b < boxes.length && boxes[b].left < boxes[a].right - 0.5; b++) {
        const [x, y] = [boxes[a], boxes[b]];
        if (x.top < y.bottom - 0.5 && y.top < x.bottom - 0.5) overlaps.push(`${x.name} / ${y.name}`);
      }
    }
  }
  return { overlaps: overlaps.slice(0, 5), outside, small, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth };
}
