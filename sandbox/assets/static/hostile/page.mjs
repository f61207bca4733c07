// A portal page that opens the app like any other, and then misbehaves as its address says.

import { backend } from "../frame/backend.mjs";
import { Frame } from "../frame/frame.mjs";
import { readTrials } from "../frame/rules.mjs";
import { FrameLog } from "../page/log.mjs";
import { Sliders } from "../page/slider.mjs";
import { CASES } from "./cases.mjs";

class HostileFrame extends Frame {
  /** @type {import("./cases.mjs").Case} */ misbehaviour;
  /** @type {HTMLIFrameElement} */ sibling;

  answer(call, result) {
    const lie = this.misbehaviour.answer;
    if (call.method !== "getInitData" || !lie) return super.answer(call, result);
    this.note("out", call.method, "answered with malice");
    lie({
      callback: call.callback,
      init: result,
      post: (data) => this.post(data),
      tell: (told) => super.answer(call, told),
      whisper: (text) => this.sibling.contentWindow.whisper(text, this.launch.origin),
    });
  }
}

/** The frame beside the app's, once its script is there. */
async function findSibling() {
  const sibling = document.querySelector("iframe.hostile-sibling");
  if (!sibling.contentWindow.whisper) {
    await new Promise((loaded) => sibling.addEventListener("load", loaded, { once: true }));
  }
  return sibling;
}

const stage = document.getElementById("hostile");
const log = new FrameLog(document.getElementById("frame-log"));
const sliders = new Sliders(document.body);
const { name, placement, binding, options } = stage.dataset;
const misbehaviour = CASES[name];
window.sandboxPortal = { sliders, log, frames: [] };

const html = await backend.renderFrame(placement, Number(binding), JSON.parse(options));
const parsed = document.createElement("template");
parsed.innerHTML = html ?? "";
const host = parsed.content.querySelector(".app-frame-host");
if (host) {
  misbehaviour.disguise?.({
    iframe: host.querySelector("iframe"),
    form: host.querySelector("form"),
    host: location.host,
  });
}
stage.append(parsed.content);
if (host) {
  const frame = new HostileFrame(host, {
    backend,
    sliders,
    log,
    trials: readTrials(location.search),
    warn: () => {},
    reloadData: async () => {},
    inSlider: false,
  });
  frame.misbehaviour = misbehaviour;
  frame.sibling = await findSibling();
  window.sandboxPortal.frames.push(frame);
  frame.open();
}
