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
window.sandboxPortal = { sliders, log, frames, reloadData };

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

/** Reads the card or list again and shows it as it is now, without touching the frames. */
async function reloadData() {
  const shown = document.querySelector("[data-reloadable]");
  if (!shown) return inSlider ? window.parent.sandboxPortal.reloadData() : undefined;
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  shown.innerHTML = page.getElementById(shown.id)?.innerHTML ?? "";
  const counter = document.getElementById("reloads");
  counter.textContent = String(Number(counter.textContent) + 1);
  counter.parentElement.hidden = false;
}

document.querySelectorAll(".app-frame-host").forEach(openFrame);
document.querySelectorAll("[role=tablist]").forEach((list) => startTabs(list, fillPanel));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fire]");
  if (!button) return;
  for (const frame of frames) frame.fire(button.dataset.fire, JSON.parse(button.dataset.payload));
});

document.addEventListener("click", (event) => {
  // A link from a card in a slider opens the next card over it.
  const link = event.target.closest(inSlider ? "a[data-slider], a[href^='/crm/']" : "a[data-slider]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const isApplication = "slider" in link.dataset;
  sliders.open({ address: new URL(link.href), title: link.textContent.trim(), isApplication, onClose() {} });
});

if (inSlider) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") sliders.closeTop();
  });
}
