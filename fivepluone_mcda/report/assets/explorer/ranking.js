// The panel with the ranking: one row for each alternative, best first.

/** How long rows take to change places, in milliseconds. */
const SLIDE = 180;

/** Rows for the alternatives; the answer draws an outcome beside that of the start. */
function rankingPanel(model, list, template) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const rows = model.alternatives.map((alternative) => {
    const row = template.content.firstElementChild.cloneNode(true);
    const part = partsOf(row);
    part.shape.textContent = alternative.shape;
    part.id.textContent = alternative.id;
    part.id.title = alternative.name;
    row.style.setProperty("--colour", alternative.colour);
    return { row, part };
  });
  let shown = "";
  let last = -Infinity;

  function reorder(order) {
    if (shown === order.join()) return;
    // One change at a time is followed with the eyes; many in a row are not, and cost time.
    const calm = shown !== "" && !still.matches && performance.now() - last > SLIDE;
    const before = calm ? rows.map(({ row }) => row.offsetTop) : [];
    order.forEach((i, place) => {
      const there = list.children[place];
      if (there !== rows[i].row) list.insertBefore(rows[i].row, there ?? null);
    });
    before.forEach((top, i) => {
      const moved = top - rows[i].row.offsetTop;
      const from = { transform: `translateY(${moved}px)` };
      if (moved !== 0) rows[i].row.animate([from, { transform: "none" }], SLIDE);
    });
    shown = order.join();
    last = performance.now();
  }

  return function draw(outcome, start) {
    const largest = Math.max(...outcome.scores, ...start.scores);
    const share = (score) => (largest > 0 ? score / largest : 0);
    rows.forEach(({ part }, i) => {
      const [sign, words] = changeOfRank(outcome.ranks[i], start.ranks[i]);
      write(part.rank, String(outcome.ranks[i]));
      write(part.score, scoreText(outcome.scores[i], outcome.gap));
      part.score.value = part.score.title = String(outcome.scores[i]);
      write(part.sign, sign);
      write(part.change, words);
      part.bar.style.transform = `scaleX(${share(outcome.scores[i])})`;
      part.mark.style.transform = `translateX(${100 * share(start.scores[i])}%)`;
    });
    reorder(outcome.order);
  };
}
