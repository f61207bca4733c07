// Start of every portal page: tabs, frames, sliders.

import { backend } from "./frame/backend.mjs";
import { Frame } from "./frame/frame.mjs";
import { readTrials } from "./frame/rules.mjs";
import { FrameLog } from "./page/log.mjs";
import { findSliders } from "./page/slider.mjs";
import { startTabs } from "./page/tabs.mjs";

const sliders = findSliders();
const log = new FrameLog(document.getElementById("frame-log"));
const inSlider = document.documentElement.dataset.slider === "yes";

/** Frames of this page, in the order of their opening. */
const frames = [];

const surroundings = {
  backend,
  sliders,
  log,
  trials: readTrials(location.search),
  warn,
  reloadData,
  inSlider,
};

// For pages in sliders, which open the next slider here, and for tests, which read the log.
window.sandboxPortal = { sliders, log, frames };

function warn(text) {
  const banner = document.getElementById("portal-banner");
  banner.textContent = text;
  banner.hidden = false;
}

function openFrame(host) {
  const frame = new Frame(host, surroundings);
  frames.push(frame);
  frame.open();
}

async function fillPanel(panel) {
  const { placement, binding, options } = panel.dataset;
  if (!placement) return;
  const html = await backend.renderFrame(placement, Number(binding), JSON.parse(options));
  if (html === null) return warn("The portal did not answer. Reload the page.");
  panel.innerHTML = html;
  panel.querySelectorAll(".app-frame-host").forEach(openFrame);
}

/** Reads the card again and shows its fields as they are now, without touching the frames. */
async function reloadData() {
  const general = document.getElementById("card-general");
  if (!general) return;
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  general.innerHTML = page.getElementById("card-general")?.innerHTML ?? "";
  const counter = document.getElementById("card-reloads");
  counter.textContent = String(Number(counter.textContent) + 1);
  counter.parentElement.hidden = false;
}

document.querySelectorAll("main > .app-frame-host").forEach(openFrame);
document.querySelectorAll("[role=tablist]").forEach((list) => startTabs(list, fillPanel));

if (inSlider) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") sliders.closeTop();
  });
  // A link from a card in a slider opens the next card over it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/crm/']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sliders.open({ address: new URL(link.href), title: link.textContent.trim(), isApplication: false, onClose() {} });
  });
}
