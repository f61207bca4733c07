// One framed app on a portal page: opens it, listens to it, answers it.

import { COMMANDS, PLACEMENT_COMMANDS } from "./commands.mjs";
import { readMessage, writeReply } from "./message.mjs";
import { isDenied } from "./rules.mjs";

/**
 * @typedef {object} Launch what the portal's backend says about a frame that it rendered
 * @property {string} sid label of this render
 * @property {string} origin of the app's handler: the only origin that is heard and answered
 * @property {string} placement
 * @property {boolean} popup
 * @property {"current" | "old"} edition
 * @property {string} clientId
 * @property {string} appPage address of the app's own page
 * @property {{command: string[], event: string[]}} interface names that this placement adds
 * @property {Record<string, unknown>} init answer to getInitData, without DOMAIN and PROTOCOL
 */

/**
 * @typedef {object} Surroundings what a frame may ask of the page around it
 * @property {typeof import("./backend.mjs").backend} backend
 * @property {{open: Function, closeTopApplication: Function}} sliders
 * @property {{add: Function}} log
 * @property {{isDenied: Function, isMuted: Function, latencyOf: Function}} trials
 * @property {(text: string) => void} warn shows a warning on the portal page
 * @property {() => Promise<void>} reloadData reads the card again
 * @property {boolean} inSlider whether the page itself stands in a side slider
 */

export class Frame {
  /** @type {Launch} */ launch;
  /** @type {Surroundings} */ portal;

  #form;
  #iframe;
  #box;
  #bindings = new Map();
  #listener = (event) => this.#receive(event);

  /**
   * @param {HTMLElement} host element that holds the form, the iframe and the launch data
   * @param {Surroundings} portal
   */
  constructor(host, portal) {
    this.launch = JSON.parse(host.querySelector(".app-frame-launch").textContent);
    this.portal = portal;
    this.#form = host.querySelector("form");
    this.#iframe = host.querySelector("iframe");
    this.#box = host.querySelector(".app-frame-layout");
  }

  /** Sends the frame to the app, by the form or, for an app stored by the portal, by its address. */
  open() {
    addEventListener("message", this.#listener);
    if (this.#form) this.#form.submit();
    else this.#iframe.src = this.#iframe.dataset.src;
    // After the submission, so that the load of the empty document does not lift the veil.
    this.#iframe.addEventListener("load", () => this.#iframe.classList.remove("app-loading"), { once: true });
  }

  /** Stops listening; the element may then be removed. */
  close() {
    removeEventListener("message", this.#listener);
  }

  /** Sends an event of the placement to whoever has bound it. */
  fire(event, payload) {
    for (const callback of this.#bindings.get(event) ?? []) {
      this.answer({ method: event, callback }, payload);
    }
  }

  /** Remembers that a callback wants every occurrence of an event. */
  bind(event, callback) {
    this.#bindings.set(event, [...(this.#bindings.get(event) ?? []), callback]);
    if (event in this.launch.firedAtBind) this.fire(event, this.launch.firedAtBind[event]);
  }

  /** Gives the box a new CSS size and returns the size that it then really has. */
  resize({ width, height }) {
    if (width !== null) this.#box.style.inlineSize = width;
    if (height !== null) this.#box.style.blockSize = height;
    return { width: this.#box.offsetWidth, height: this.#box.offsetHeight };
  }

  /** Answers a call, unless it wants no answer or a trial keeps the answer back. */
  answer({ method, callback }, result) {
    if (callback === "") return;
    const { trials } = this.portal;
    if (trials.isMuted(method)) return this.note("out", method, "kept back by ?mute");
    const send = () => {
      this.post(writeReply(callback, result));
      this.note("out", method, "answered");
    };
    const wait = trials.latencyOf(method);
    if (wait > 0) setTimeout(send, wait);
    else send();
  }

  /** Posts to the app's origin only; to nobody once the frame is gone. */
  post(data) {
    this.#iframe.contentWindow?.postMessage(data, this.launch.origin);
  }

  /** Enters a line into the visible log. */
  note(direction, method, outcome) {
    this.portal.log.add({ placement: this.launch.placement, direction, method, outcome });
  }

  #receive(event) {
    if (event.origin !== this.launch.origin) return;
    const { call, dropped } = readMessage(event.data);
    if (!call) {
      this.note("in", "?", `dropped: ${dropped}`);
    } else if (call.appSid === this.launch.sid) {
      this.#carryOut(call);
    }
  }

  #carryOut(call) {
    const { method, params } = call;
    const handler = this.#handlerOf(method);
    if (!handler) return this.note("in", method, "no answer: unknown here");
    if (isDenied(method, this.launch)) return this.note("in", method, "no answer: denied here");
    if (this.portal.trials.isDenied(method)) return this.note("in", method, "no answer: denied by ?deny");
    this.note("in", method, handler.silent ?? "carried out");
    if (!handler.silent) handler(this, params, (result) => this.answer(call, result), call);
  }

  #handlerOf(method) {
    if (Object.hasOwn(COMMANDS, method)) return COMMANDS[method];
    const isOffered = this.launch.interface.command.includes(method);
    return isOffered && Object.hasOwn(PLACEMENT_COMMANDS, method) ? PLACEMENT_COMMANDS[method] : null;
  }
}
