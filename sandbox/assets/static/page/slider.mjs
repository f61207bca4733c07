// Side sliders: pages of the portal over the page, the last opened on top.

const LABEL_COLOURS = ["aqua", "green", "orange", "brown", "pink", "blue", "violet", "grey"];

/** The sliders of the outermost portal page: a page inside a slider opens the next one there. */
export function findSliders() {
  const isInSlider = window.frameElement?.classList.contains("slider-frame") ?? false;
  return isInSlider ? window.parent.sandboxPortal.sliders : new Sliders(document.body);
}

export class Sliders {
  #stack = [];
  #parent;

  constructor(parent) {
    this.#parent = parent;
    parent.ownerDocument.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeTop();
    });
  }

  /**
   * @param {object} slider
   * @param {URL} slider.address page to show
   * @param {string} slider.title name for people and assistive technology
   * @param {boolean} slider.isApplication whether the app may close it by closeApplication
   * @param {number} [slider.width] in pixels; zero leaves it to the style sheet
   * @param {number} [slider.leftBoundary] pixels that stay free at the left
   * @param {{text?: string, bgColor?: string}} [slider.label] mark beside the close button
   * @param {() => void} slider.onClose
   */
  open({ address, title, isApplication, width = 0, leftBoundary = 0, label, onClose }) {
    address.searchParams.set("IFRAME", "Y");
    address.searchParams.set("IFRAME_TYPE", "SIDE_SLIDER");
    const opener = this.#parent.ownerDocument.activeElement;
    const element = this.#render({ address, title, width, leftBoundary, label });
    this.#behind().forEach((part) => (part.inert = true));
    this.#parent.append(element);
    const again = { address, title, isApplication, width, leftBoundary, label, onClose() {} };
    this.#stack.push({ element, isApplication, onClose, opener, again });
    element.querySelector(".slider-close").focus();
  }

  /** Closes the slider on top, if there is one, and then tells who opened it. */
  closeTop() {
    const slider = this.#stack.pop();
    if (!slider) return;
    slider.element.remove();
    (this.#stack.length > 0 ? [this.#stack.at(-1).element] : this.#behind()).forEach((part) => (part.inert = false));
    slider.opener?.focus();
    slider.onClose();
  }

  /** Closes the slider on top only if it shows an app. */
  closeTopApplication(closed) {
    if (!this.#stack.at(-1)?.isApplication) return;
    this.closeTop();
    closed();
  }

  /** Closes the slider on top, and shows its app anew: the end of an installation in a slider. */
  reopenTopApplication() {
    const again = this.#stack.at(-1)?.again;
    if (!again?.isApplication) return;
    this.closeTop();
    this.open(again);
  }

  #behind() {
    return [...this.#parent.children].filter((part) => part.tagName !== "SCRIPT");
  }

  #render({ address, title, width, leftBoundary, label }) {
    const document = this.#parent.ownerDocument;
    const element = document.createElement("div");
    element.className = "slider";
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-modal", "true");
    element.setAttribute("aria-label", title);
    element.addEventListener("click", (event) => {
      if (event.target === element) this.closeTop();
    });

    const panel = document.createElement("div");
    panel.className = "slider-panel";
    if (width > 0) panel.style.maxInlineSize = `${width}px`;
    if (leftBoundary > 0) panel.style.marginInlineStart = `${leftBoundary}px`;

    const close = document.createElement("button");
    close.type = "button";
    close.className = "slider-close";
    close.setAttribute("aria-label", `Close: ${title}`);
    close.textContent = "\u00d7";
    close.addEventListener("click", () => this.closeTop());

    const frame = document.createElement("iframe");
    frame.className = "slider-frame";
    frame.title = title;
    frame.src = address.href;

    panel.append(close, ...renderLabel(document, label), frame);
    element.append(panel);
    return element;
  }
}

function renderLabel(document, label) {
  if (typeof label?.text !== "string" || label.text === "") return [];
  const mark = document.createElement("span");
  mark.className = "slider-label";
  if (LABEL_COLOURS.includes(label.bgColor)) mark.dataset.colour = label.bgColor;
  mark.textContent = label.text;
  return [mark];
}
