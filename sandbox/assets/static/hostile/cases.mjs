// Parents that misbehave, each in one way. What a case does not name, the parent does as it should.

/**
 * @typedef {object} Case
 * @property {(opening: Opening) => void} [disguise] changes how the frame is opened
 * @property {(lie: Lie) => void} [answer] takes the place of an answer to getInitData
 *
 * @typedef {object} Opening what the page is about to open
 * @property {HTMLIFrameElement} iframe
 * @property {HTMLFormElement} form
 * @property {string} host of the portal
 *
 * @typedef {object} Lie
 * @property {string} callback id that the app waits for
 * @property {Record<string, unknown>} init the true answer
 * @property {(data: unknown) => void} post sends anything to the app
 * @property {(result: unknown) => void} tell answers the call in the right form
 * @property {(text: string) => void} whisper lets a sibling frame send a text to the app
 */

const OTHER_SID = "f".repeat(32);
const HUGE = 20 * 1024 * 1024;

/** @type {Record<string, Case>} */
export const CASES = {
  "foreign-host": {
    disguise: (opening) => rename(opening, { host: "portal.example", protocol: "1", both: true }),
  },
  "insecure-host": {
    disguise: (opening) => rename(opening, { host: "portal.example", both: true }),
  },
  "wrong-origin": {
    disguise: (opening) => rename(opening, { host: opening.host.replace("localhost", "127.0.0.1"), both: true }),
  },
  "host-mismatch": {
    disguise: (opening) => rename(opening, { host: "portal.example" }),
  },
  "sid-mismatch": {
    disguise: (opening) => rename(opening, { sid: OTHER_SID }),
  },
  "no-name": {
    disguise({ iframe, form }) {
      iframe.name = "frame";
      form.target = "frame";
      form.action = form.action.split("?")[0];
    },
  },
  "domain-mismatch": {
    answer: ({ init, tell }) => tell({ ...init, DOMAIN: "portal.example" }),
  },
  "protocol-mismatch": {
    answer: ({ init, tell }) => tell({ ...init, PROTOCOL: 1 - init.PROTOCOL }),
  },
  silence: {
    answer() {},
  },
  "broken-json": {
    answer: ({ callback, post }) => post(`${callback}:{"LANG":"en","AUTH_ID":`),
  },
  "wrong-shape": {
    answer: ({ tell }) => tell(["neither", "a", "map"]),
  },
  "no-token": {
    answer: ({ init, tell }) => tell({ ...init, AUTH_ID: "" }),
  },
  "not-text": {
    answer({ callback, init, post, tell }) {
      for (const data of [7, null, undefined, true, { callback, result: init }, [callback], new ArrayBuffer(8)]) post(data);
      tell(init);
    },
  },
  "unknown-id": {
    answer({ init, post, tell }) {
      for (let index = 0; index < 1000; index += 1) post(`${index.toString(16).padStart(32, "0")}:${JSON.stringify(init)}`);
      for (const text of ["", ":", "no colon", ":{}", `${OTHER_SID}:`]) post(text);
      tell(init);
    },
  },
  "reply-twice": {
    answer({ init, tell }) {
      tell(init);
      tell({ ...init, AUTH_ID: "an-access-token-of-somebody-else", PLACEMENT_OPTIONS: { ID: "1" } });
    },
  },
  huge: {
    answer: ({ init, tell }) => tell({ ...init, PLACEMENT_OPTIONS: { ...init.PLACEMENT_OPTIONS, filler: "x".repeat(HUGE) } }),
  },
  sibling: {
    answer({ callback, init, tell, whisper }) {
      whisper(`${callback}:${JSON.stringify({ ...init, AUTH_ID: "a-token-from-a-sibling", PLACEMENT_OPTIONS: { ID: "1" } })}`);
      tell(init);
    },
  },
};

/** Lets the name of the frame say another host or label than its address, or both say it. */
function rename({ iframe, form }, { host, protocol, sid, both = false }) {
  const [oldHost, oldProtocol, oldSid] = iframe.name.split("|");
  iframe.name = [host ?? oldHost, protocol ?? oldProtocol, sid ?? oldSid].join("|");
  form.target = iframe.name;
  if (both) {
    const address = new URL(form.action);
    address.searchParams.set("DOMAIN", host);
    address.searchParams.set("PROTOCOL", protocol ?? oldProtocol);
    form.action = address;
  }
}
