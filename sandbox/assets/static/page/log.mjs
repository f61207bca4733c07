// The visible account of what passed between the page and its frames: names only, never contents,
// because contents hold tokens.

const KEPT = 200;

export class FrameLog {
  /** Entries so far, oldest first: placement, direction, method and outcome. */
  entries = [];
  #body;
  #count;

  /** @param {HTMLElement | null} element the page's log, absent on pages without frames */
  constructor(element) {
    this.#body = element?.querySelector("tbody") ?? null;
    this.#count = element?.querySelector("[data-count]") ?? null;
  }

  /** @param {{placement: string, direction: "in" | "out", method: string, outcome: string}} entry */
  add(entry) {
    this.entries.push(entry);
    if (!this.#body) return;
    this.#body.append(renderRow(entry));
    if (this.#body.rows.length > KEPT) this.#body.rows[0].remove();
    this.#count.textContent = String(this.entries.length);
  }
}

function renderRow({ placement, direction, method, outcome }) {
  const row = document.createElement("tr");
  for (const text of [placement, direction === "in" ? "app to portal" : "portal to app", method, outcome]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}
