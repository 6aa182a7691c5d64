// Opens the codes behind a score in a dialog, and lets the arrow keys walk over the scores.

const dialog = document.getElementById("cell");
const body = document.getElementById("cell-body");
const links = [...document.querySelectorAll(".matrix tbody a")];

/** Shows what stands in the list of all codes for one score: the question and the codes. */
function open(link) {
  const codes = document.getElementById(link.hash.slice(1));
  const table = codes.closest("table");
  const note = table.previousElementSibling;
  const [heading, ...rows] = [...codes.rows].map((row) => row.cloneNode(true));
  const copy = table.cloneNode(false);
  copy.append(table.tHead.cloneNode(true), ...rows);
  document.getElementById("cell-title").textContent =
    `${heading.textContent} · ${note.previousElementSibling.textContent}`;
  body.replaceChildren(note.cloneNode(true), copy);
  dialog.showModal();
  body.scrollTop = 0;
}

/** Only one score is a stop of the Tab key; the arrows lead to the others. */
function stopAt(link) {
  for (const other of links) other.tabIndex = -1;
  link.tabIndex = 0;
}

function step(link, rows, columns) {
  const cells = (row) => [...row.querySelectorAll("a")];
  const lines = [...link.closest("tbody").rows].filter((row) => cells(row).length);
  const row = lines.indexOf(link.closest("tr"));
  const column = cells(lines[row]).indexOf(link);
  return lines[row + rows] && cells(lines[row + rows])[column + columns];
}

const STEPS = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};

if (links.length) stopAt(links[0]);
for (const link of links) {
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    stopAt(link);
    open(link);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
    const next = event.key in STEPS && step(link, ...STEPS[event.key]);
    if (!next) return;
    event.preventDefault();
    stopAt(next);
    next.focus();
  });
}

// Sections are folds. A link to something inside one, or to the section itself, opens it.

const sections = [...document.querySelectorAll(".fold")];
const all = document.getElementById("open-all");

function reveal(id) {
  const target = document.getElementById(id);
  if (!target) return;
  const fold = target.querySelector(":scope > .fold");
  if (fold) fold.open = true;
  for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  target.scrollIntoView();
}

const named = () => location.hash.slice(1).split("?")[0];
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && !event.defaultPrevented) reveal(link.hash.slice(1));
});
addEventListener("hashchange", () => reveal(named()));
if (location.hash) reveal(named());

const allOpen = () => sections.every((one) => one.open);
function name() {
  all.textContent = allOpen() ? "Close all" : "Open all";
}
all.hidden = false;
all.addEventListener("click", () => {
  const open = !allOpen();
  for (const one of sections) one.open = open;
});
for (const one of sections) one.addEventListener("toggle", name);

// A table that is wider than the page says so.

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    target.classList.toggle("cut", target.scrollWidth > target.clientWidth + 1);
  }
});
for (const one of document.querySelectorAll(".scroll")) watcher.observe(one);

// Paper cannot be unfolded: what belongs on it is opened before printing and closed again.
const folded = [...document.querySelectorAll("details.paper")];
let closed = [];
addEventListener("beforeprint", () => {
  closed = folded.filter((one) => !one.open);
  for (const one of closed) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of closed) one.open = false;
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();  // the backdrop belongs to the dialog
});
