// Tabs of a card. A panel that holds a frame is filled when its tab is first opened, and hidden,
// not removed, when another one is.

/**
 * @param {HTMLElement} list element with the role of a tab list
 * @param {(panel: HTMLElement) => void} opened called on the first opening of each panel
 */
export function startTabs(list, opened) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const seen = new Set();

  const select = (chosen) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    if (!seen.has(chosen)) {
      seen.add(chosen);
      opened(panelOf(chosen));
    }
  };

  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) select(tab);
  });
  list.addEventListener("keydown", (event) => {
    const next = neighbour(tabs, tabs.indexOf(event.target), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    select(next);
  });

  const wanted = new URLSearchParams(location.search).get("tab");
  select(tabs.find((tab) => tab.dataset.tab === wanted) ?? tabs[0]);
}

function panelOf(tab) {
  return document.getElementById(tab.getAttribute("aria-controls"));
}

function neighbour(tabs, index, key) {
  if (index < 0) return null;
  switch (key) {
    case "ArrowRight":
      return tabs[(index + 1) % tabs.length];
    case "ArrowLeft":
      return tabs.at(index - 1);
    case "Home":
      return tabs[0];
    case "End":
      return tabs.at(-1);
    default:
      return null;
  }
}
