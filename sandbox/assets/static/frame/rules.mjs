// What the portal allows a frame to do, by the place where the frame stands. Pure.

/**
 * @typedef {object} Surface
 * @property {string} placement code of the placement, upper case
 * @property {boolean} popup true inside a side slider that shows the app
 * @property {"current" | "old"} edition a portal before or since version 25.800.0 of its REST module
 */

const DENIED_IN_PLACEMENT = {
  current: ["setTitle"],
  old: ["setTitle", "setScroll", "reloadWindow"],
};

/** Whether the portal stays silent to a command that it would carry out elsewhere. */
export function isDenied(method, surface) {
  const { placement, popup, edition } = surface;
  if (popup && method === "resizeWindow" && placement !== "USERFIELD_TYPE") return true;
  return placement !== "DEFAULT" && DENIED_IN_PLACEMENT[edition].includes(method);
}

/** Card tabs and user fields keep the width of their place. */
export function keepsWidth(placement) {
  return placement.endsWith("_DETAIL_TAB") || placement === "USERFIELD_TYPE";
}

/**
 * The CSS size that `resizeWindow` asks for. A width that is no number is 100 pixels, a height
 * that is no number or zero changes nothing.
 *
 * @returns {{width: string | null, height: string | null}} null means: leave as it is
 */
export function readSize(params, placement) {
  const height = Number.parseInt(params.height, 10);
  return {
    width: keepsWidth(placement) ? null : readWidth(params.width),
    height: Number.isNaN(height) || height === 0 ? null : `${height}px`,
  };
}

function readWidth(value) {
  if (value === "100%") return "100%";
  const width = Number.parseInt(value, 10);
  return `${Number.isNaN(width) ? 100 : width}px`;
}

const OLD_PATHS = [
  /^\/crm\/(deal|lead|contact|company|type)\//,
  /^\/marketplace/,
  /^\/company\/personal\/user\/\d+\//,
  /^\/workgroups\/group\/\d+\//,
];

/**
 * The address that `openPath` opens in a slider, or null when the path is not available.
 *
 * @param {unknown} path as the app sent it
 * @param {string} origin of the portal
 * @param {string} clientId of the app, noted in the address
 * @param {"current" | "old"} edition
 */
export function readPath(path, origin, clientId, edition) {
  if (typeof path !== "string") return null;
  let address;
  try {
    const decoded = decodeURIComponent(path);
    if (!decoded.startsWith("/")) return null;
    address = new URL(decoded, origin);
  } catch {
    return null;
  }
  if (address.origin !== origin || !/^https?:$/.test(address.protocol)) return null;
  if (edition === "old" && !OLD_PATHS.some((known) => known.test(address.pathname))) return null;
  address.searchParams.set("from", "rest_placement");
  address.searchParams.set("from_app", clientId);
  return address;
}

const SLIDER_KEYS = /^bx24_/;

/**
 * Parts the parameters of `openApplication` into what drives the slider and what the new frame
 * gets as its options.
 */
export function readApplicationParams(params) {
  const slider = {};
  let options = {};
  for (const [key, value] of Object.entries(params)) {
    if (SLIDER_KEYS.test(key)) slider[key.replace(SLIDER_KEYS, "")] = value;
    else options[key] = value;
  }
  if ("options" in options && "params" in options) options = options.params;
  return { slider, options };
}

/**
 * Trial switches in the address of a portal page: `?deny=resizeWindow,openPath` does not carry out
 * these commands, `?mute=refreshAuth` does and never answers, `?latency=500` answers everything half a second late, `?latency=getInitData:2000` only
 * this one. `?device=mobile` is an app that has no sliders.
 */
export function readTrials(search) {
  const query = new URLSearchParams(search);
  const namedBy = (name) => new Set((query.get(name) ?? "").split(",").filter(Boolean));
  const [denied, muted] = [namedBy("deny"), namedBy("mute")];
  const latency = new Map();
  for (const entry of query.getAll("latency").flatMap((text) => text.split(","))) {
    const [method, ms] = entry.includes(":") ? entry.split(":") : ["*", entry];
    const wait = Number.parseInt(ms, 10);
    if (wait > 0) latency.set(method, wait);
  }
  return {
    isDenied: (method) => denied.has(method),
    isMuted: (method) => muted.has(method) || muted.has("*"),
    isMobile: query.get("device") === "mobile",
    latencyOf: (method) => latency.get(method) ?? latency.get("*") ?? 0,
  };
}
