// Elements of a page as plain objects: as much of the DOM as tabs and sliders use.

/** An element that remembers its children, attributes and listeners. */
export class Element {
  #attributes = new Map();
  #listeners = new Map();
  children = [];
  dataset = {};
  style = {};
  hidden = false;
  inert = false;
  tabIndex = 0;
  textContent = "";
  isFocused = false;

  constructor(document, tagName) {
    this.ownerDocument = document;
    this.tagName = tagName.toUpperCase();
  }

  setAttribute(name, value) {
    this.#attributes.set(name, value);
  }

  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  append(...children) {
    for (const child of children) child.parent = this;
    this.children.push(...children);
  }

  remove() {
    this.parent.children = this.parent.children.filter((child) => child !== this);
  }

  addEventListener(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  /** Tells the listeners of this element, with itself as the target unless the event names another. */
  dispatch(name, event = {}) {
    for (const listener of this.#listeners.get(name) ?? []) {
      listener({ target: this, preventDefault() {}, ...event });
    }
  }

  focus() {
    this.ownerDocument.activeElement = this;
  }

  /** All descendants. */
  *all() {
    for (const child of this.children) {
      yield child;
      yield* child.all();
    }
  }

  querySelectorAll(selector) {
    const role = /^\[role=(\w+)\]$/.exec(selector)?.[1];
    return [...this.all()].filter((element) =>
      role ? element.getAttribute("role") === role : element.className === selector.slice(1),
    );
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  closest() {
    return this.getAttribute("role") === "tab" ? this : null;
  }
}

/** A document with an empty body. */
export function newDocument() {
  const document = new Element(null, "html");
  document.ownerDocument = document;
  document.createElement = (name) => new Element(document, name);
  document.getElementById = (id) => [...document.all()].find((element) => element.id === id) ?? null;
  document.body = document.createElement("body");
  document.append(document.body);
  return document;
}
