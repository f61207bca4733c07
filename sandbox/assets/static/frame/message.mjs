// The wire format between a framed app and the portal page around it. Pure: no DOM, no state.

/**
 * @typedef {object} Call
 * @property {string} method name of the command, case-sensitive
 * @property {unknown} params parsed parameters; `[]` when the app sent none
 * @property {string} callback address of the answer; empty when none is wanted
 * @property {string} appSid label of the frame that the message claims to come from
 */

/**
 * Reads what an app posted.
 *
 * A string is `method:[params:]callback:appSid`. Parameters are JSON and may hold colons, so the
 * ends are fixed and whatever lies between is glued back. A method whose own name holds a colon
 * can only be sent as an object.
 *
 * @param {unknown} data `event.data`
 * @returns {{call: Call} | {dropped: "not-a-message" | "too-short" | "broken-json"}}
 */
export function readMessage(data) {
  if (typeof data === "string") return readText(data);
  if (typeof data === "object" && data !== null) return readObject(data);
  return { dropped: "not-a-message" };
}

function readText(text) {
  const pieces = text.split(":");
  if (pieces.length < 3) return { dropped: "too-short" };
  const method = pieces[0];
  const appSid = pieces[pieces.length - 1];
  const callback = pieces[pieces.length - 2];
  const json = pieces.slice(1, -2).join(":");
  let params = [];
  if (json !== "") {
    try {
      params = JSON.parse(json);
    } catch {
      return { dropped: "broken-json" };
    }
  }
  return { call: { method, params: params || [], callback, appSid } };
}

function readObject(data) {
  const { method, params, callback, appSid } = data;
  if (typeof method !== "string") return { dropped: "not-a-message" };
  return {
    call: {
      method,
      params: params || [],
      callback: callback === undefined || callback === null ? "" : String(callback),
      appSid: String(appSid),
    },
  };
}

/**
 * Writes an answer or an event: always a string, with nothing after the colon when the command
 * has no result. There is no shape for an error; a refused command is not answered.
 *
 * @param {string} callback
 * @param {unknown} result
 */
export function writeReply(callback, result) {
  return result === undefined ? `${callback}:` : `${callback}:${JSON.stringify(result)}`;
}
