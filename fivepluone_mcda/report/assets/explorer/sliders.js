// The tree of criteria: a row with a slider, a number field and a lock for each node.

/** Trees with no more nodes than this open with all their groups unfolded. */
const SMALL = 16;

function sliderId(n) {
  return `explorer-range-${n}`;
}

/** The share that a field of per cents has, without what rounding adds: 0.371 for 37.1. */
function shareIn(field) {
  return Number((field.valueAsNumber / 100).toFixed(12));
}

/**
 * Rows for the nodes. `on` has what to do when a person moves a node (`move`) or presses a lock
 * (`lock`).
 */
function sliderTree(model, list, themes, template, on) {
  const rows = [];
  const groups = new Set(model.nodes.map((node) => node.parent));
  model.nodes.forEach((node, n) => {
    const row = template.content.firstElementChild.cloneNode(true);
    const part = partsOf(row);
    const above = rows[node.parent] ?? { depth: -1, part: { children: node.theme ? themes : list } };
    const depth = above.depth + 1;
    const isGroup = groups.has(n);
    above.part.children.append(row);
    row.style.setProperty("--depth", depth);
    row.classList.toggle("explorer-group", isGroup);

    part.label.textContent = node.label;
    if (node.theme) {
      part.members.textContent = listed(node.leaves.map((leaf) => model.leafLabels[leaf]));
      part.members.hidden = false;
    }
    part.label.htmlFor = part.range.id = sliderId(n);
    part.children.id = `explorer-children-${n}`;
    part.reach.id = `explorer-reach-${n}`;
    part.range.setAttribute("aria-describedby", part.reach.id);
    part.number.setAttribute("aria-label", `${node.label}, per cent`);
    part.lock.setAttribute("aria-label", `Lock ${node.label}`);
    part.lock.title = "Lock: keep this weight while others move";
    part.range.addEventListener("input", () => on.move(n, shareIn(part.range)));
    part.number.addEventListener("change", () => on.move(n, shareIn(part.number)));
    part.lock.addEventListener("click", () => on.lock(n));
    if (isGroup) {
      part.fold.setAttribute("aria-controls", part.children.id);
      part.fold.setAttribute("aria-label", `Criteria of ${node.label}`);
      part.fold.addEventListener("click", () => fold(n, !part.children.hidden));
    } else {
      part.fold.remove();
      part.children.remove();
    }
    rows.push({ row, part, depth, isGroup });
  });

  function fold(n, hidden) {
    rows[n].part.children.hidden = hidden;
    rows[n].part.fold.setAttribute("aria-expanded", String(!hidden));
  }

  /** Unfolds the groups down to a depth, and folds the others. */
  function unfoldTo(depth) {
    rows.forEach((row, n) => row.isGroup && fold(n, row.depth > depth));
  }
  const isSmall = list.querySelectorAll("li").length <= SMALL || rows.every((row) => !row.isGroup || row.depth === 0);
  unfoldTo(isSmall ? Infinity : 0);

  /** Unfolds whatever hides a node's slider and puts the focus there. */
  function goTo(n) {
    for (let above = model.nodes[n].parent; above !== null; above = model.nodes[above].parent) {
      fold(above, false);
    }
    rows[n].part.range.focus({ preventScroll: true });
    rows[n].row.scrollIntoView({ block: "center" });
  }

  function draw(outcome, locked) {
    const colour = (i) => (i === null ? "transparent" : model.alternatives[i].colour);
    rows.forEach(({ row, part }, n) => {
      const bound = outcome.bounds[n];
      const shown = (100 * bound.weight).toFixed(1);
      if (part.range.value !== shown) part.range.value = shown;
      if (part.number.value !== shown) part.number.value = shown;
      attribute(part.range, "aria-valuetext", percent(bound.weight));
      attribute(part.lock, "aria-pressed", String(locked.has(n)));
      part.range.disabled = part.number.disabled = !bound.movable;
      write(part.printed, percent(bound.weight));
      part.printed.value = String(bound.weight);
      write(part.reach, reachSentence(model, bound, locked.has(n)));
      row.classList.toggle("explorer-next", outcome.nearest?.node === n);
      const [from, to] = bound.movable ? [bound.lower, bound.upper] : [0, 0];
      part.track.style.cssText =
        `--low:${100 * bound.low}%;--from:${100 * from}%;--to:${100 * to}%;` +
        `--high:${100 * bound.high}%;--leader:${colour(outcome.order[0])};` +
        `--below:${colour(bound.below)};--above:${colour(bound.above)}`;
    });
  }

  return { draw, goTo, unfoldTo, isSmall };
}
