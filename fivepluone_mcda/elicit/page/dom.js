// Small tools for building the page. Text only ever becomes text: nothing is read as HTML.

/**
 * An element with properties, listeners (`onclick`) and attributes (`"aria-label"`), and children
 * that are elements or text; null children are left out.
 */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** Writes a text where it is not written yet, so that a screen reader is not told again. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;

/** An id that no other element of the page has. */
function newId() {
  lastId += 1;
  return `id-${lastId}`;
}

/** A sentence of the page in its language, with what stands in braces filled in. */
function speaker(words) {
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A sentence with an element in the place of {slot}. */
function aroundSlot(say, key, element) {
  const [before, after] = say(key, { slot: "\n" }).split("\n");
  return [before, element, after];
}

/** A share as a percentage with one decimal. */
function percent(share) {
  return `${(100 * share).toFixed(1)}\u00a0%`;
}

/** A number with at most some decimals. */
function figure(value, decimals = 2) {
  return String(Number(value.toFixed(decimals)));
}

/** A field with its label above. */
function labelled(label, field) {
  field.id = newId();
  return make("div", { className: "field" }, make("label", { htmlFor: field.id }, label), field);
}

/**
 * A button that shows or hides something; `visible` says how it begins. The button tells a screen
 * reader what it controls.
 */
function disclosure(label, content, visible) {
  content.id = newId();
  const button = make("button", {
    type: "button",
    className: "quiet",
    "aria-controls": content.id,
    onclick() {
      unfold(button, content, content.hidden);
      if (!content.hidden) content.querySelector("input, select, textarea")?.focus();
    },
  }, label);
  unfold(button, content, visible);
  return button;
}

/** Shows or hides what a disclosure button controls. */
function unfold(button, content, visible) {
  content.hidden = !visible;
  button.setAttribute("aria-expanded", String(visible));
}

/**
 * Choices of which one can be taken, as buttons in a row that are radio buttons underneath, so
 * that Tab, arrow keys, touch and screen readers know them. Each choice is {value, label, title}.
 */
function choices(legend, options, value, onchange) {
  const name = newId();
  return make(
    "div",
    { className: "choices", role: "radiogroup", "aria-label": legend },
    options.map((option) =>
      make(
        "label",
        { className: "choice", title: option.title ?? "" },
        make("input", {
          type: "radio",
          name,
          value: String(option.value),
          checked: option.value === value,
          "aria-label": option.title ?? null,
          onchange: () => onchange(option.value),
        }),
        make("span", {}, option.label),
      ),
    ),
  );
}

/** Weights as bars, the largest first. */
function bars(labels, weights) {
  const order = [...weights.keys()].sort((i, j) => weights[j] - weights[i]);
  return make("ul", { className: "bars" }, order.map((i) => {
    const fill = make("i", { className: "fill" });
    fill.style.width = `${100 * weights[i]}%`;
    return make(
      "li",
      {},
      make("span", {}, labels[i]),
      make("data", { value: String(weights[i]) }, percent(weights[i])),
      make("span", { className: "track", "aria-hidden": "true" }, fill),
    );
  }));
}

/** A longer text that is added on demand: a note, a reason. */
function optionalText(say, key, text, onchange) {
  const area = make("textarea", {
    rows: 2, maxLength: LONGEST_TEXT, value: text ?? "",
    oninput: () => onchange(area.value.trim()),
  });
  const field = labelled(say(key), area);
  field.classList.add("wide");
  return { button: disclosure(say(`${key}_add`), field, Boolean(text)), field };
}
