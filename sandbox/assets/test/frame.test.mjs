// The parent side as a whole, with a page made of plain objects: what is answered, and what is not.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Frame } from "../static/frame/frame.mjs";
import { readTrials } from "../static/frame/rules.mjs";

const SID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const APP = "http://127.0.0.1:8025";

const LAUNCH = {
  sid: SID,
  origin: APP,
  placement: "CRM_CONTACT_DETAIL_TAB",
  popup: false,
  edition: "current",
  clientId: "local.5f.1",
  appPage: "/marketplace/app/1/",
  interface: { command: ["reloadData"], event: [] },
  firedAtBind: [],
  init: { LANG: "de", AUTH_ID: "first", AUTH_EXPIRES: "3600", REFRESH_ID: "r", FIRST_RUN: true, IS_ADMIN: true, USER_OPTIONS: [], APP_OPTIONS: [] },
};

let listeners;

beforeEach(() => {
  listeners = [];
  globalThis.addEventListener = (name, listener) => listeners.push(listener);
  globalThis.removeEventListener = (name, listener) => (listeners = listeners.filter((known) => known !== listener));
  globalThis.location = new URL("http://localhost:8024/crm/contact/details/275/");
});

/** A page with one frame: what the app sent is given to `say`, what it got lies in `heard`. */
function open(launch = {}, surroundings = {}) {
  const heard = [];
  const slid = [];
  const warnings = [];
  const box = { style: {}, offsetWidth: 1012, offsetHeight: 300 };
  const classes = new Set(["app-frame", "app-loading"]);
  const iframe = Object.assign(new EventTarget(), {
    classList: { remove: (name) => classes.delete(name) },
    contentWindow: { postMessage: (text, origin) => heard.push([text, origin]) },
  });
  const load = () => iframe.dispatchEvent(new Event("load"));
  const parts = {
    ".app-frame-launch": { textContent: JSON.stringify({ ...LAUNCH, ...launch }) },
    ".app-frame-layout": box,
    // What has loaded before the form is sent is the empty document.
    form: { submit: load },
    iframe,
  };
  const frame = new Frame({ querySelector: (selector) => parts[selector] }, {
    backend: { refreshAuth: async () => ({ AUTH_ID: "second", AUTH_EXPIRES: "3600", REFRESH_ID: "s" }) },
    sliders: { open: (slider) => slid.push(slider), closeTopApplication() {} },
    log: { add() {} },
    trials: readTrials(""),
    warn: (text) => warnings.push(text),
    reloadData: async () => {},
    inSlider: false,
    ...surroundings,
  });
  frame.open();
  const say = async (data, origin = APP) => {
    listeners.forEach((listener) => listener({ data, origin }));
    await new Promise((done) => setImmediate(done));
  };
  /** The user goes elsewhere: the frame has no window any more. */
  const leave = () => (iframe.contentWindow = null);
  return { frame, heard, slid, warnings, box, classes, load, say, leave };
}

const payload = ([text]) => JSON.parse(text.slice(text.indexOf(":") + 1));

test("the veil is lifted by the page of the app, not by the empty document before it", () => {
  const { classes, load } = open();
  assert.deepEqual([...classes], ["app-frame", "app-loading"]);
  load();
  assert.deepEqual([...classes], ["app-frame"]);
});

test("getInitData is answered to the app's exact origin, with the host of the page", async () => {
  const { say, heard } = open();
  await say(`getInitData:k1:${SID}`);
  assert.equal(heard[0][1], APP);
  const init = payload(heard[0]);
  assert.deepEqual([init.DOMAIN, init.PROTOCOL, init.LANG], ["localhost:8024", 0, "de"]);
});

test("the first run is true once", async () => {
  const { say, heard } = open();
  await say(`getInitData:k1:${SID}`);
  await say(`getInitData:k2:${SID}`);
  assert.deepEqual(heard.map((message) => payload(message).FIRST_RUN), [true, false]);
});

const SILENT = [
  ["another origin", `getInitData:k1:${SID}`, "http://127.0.0.1:9999"],
  ["the portal's own origin", `getInitData:k1:${SID}`, "http://localhost:8024"],
  ["another label", `getInitData:k1:${"f".repeat(32)}`],
  ["broken JSON", `openPath:{"path":k1:${SID}`],
  ["an unknown command", `selectEverything:k1:${SID}`],
  ["a name that objects have by themselves", `toString:k1:${SID}`],
  ["another case of letters", `getinitdata:k1:${SID}`],
  ["a command that this placement does not have", `getStatus:k1:${SID}`],
  ["a denied command", `setTitle:{"title":"x"}:k1:${SID}`],
  ["a dialog that the sandbox does not have", `selectUser:{"mult":true}:k1:${SID}`],
  ["a command that is never answered", `imCallTo:{"userId":1}:k1:${SID}`],
  ["an event that this placement does not have", `placementBindEvent:{"event":"onNothing"}:k1:${SID}`],
  ["no wish for an answer", `getInitData::${SID}`],
];

for (const [name, data, origin] of SILENT) {
  test(`silence for ${name}`, async () => {
    const { say, heard, slid } = open();
    await say(data, origin);
    assert.deepEqual([heard, slid], [[], []]);
  });
}

test("a fresh token is answered, and known to the next getInitData", async () => {
  const { say, heard } = open();
  await say(`refreshAuth:k1:${SID}`);
  await say(`getInitData:k2:${SID}`);
  assert.deepEqual(payload(heard[0]), { AUTH_ID: "second", AUTH_EXPIRES: "3600", REFRESH_ID: "s" });
  assert.equal(payload(heard[1]).AUTH_ID, "second");
});

test("a refused refresh is a warning on the page and silence for the app", async () => {
  const { say, heard, warnings } = open({}, { backend: { refreshAuth: async () => null } });
  await say(`refreshAuth:k1:${SID}`);
  assert.deepEqual(heard, []);
  assert.equal(warnings.length, 1);
});

test("a tab changes its height only, and hears its real size", async () => {
  const { say, heard, box } = open();
  await say(`resizeWindow:{"width":500,"height":640}:k1:${SID}`);
  assert.deepEqual(box.style, { blockSize: "640px" });
  assert.deepEqual(payload(heard[0]), { width: 1012, height: 300 });
});

test("a slider may not be resized", async () => {
  const { say, heard, box } = open({ placement: "DEFAULT", popup: true });
  await say(`resizeWindow:{"width":"100%","height":640}:k1:${SID}`);
  assert.deepEqual([heard, box.style], [[], {}]);
});

test("openPath is answered when the slider closes, and at once when the path is refused", async () => {
  const { say, heard, slid } = open();
  await say(`openPath:{"path":"/crm/deal/details/78/"}:k1:${SID}`);
  assert.deepEqual(heard, []);
  assert.equal(slid[0].address.pathname, "/crm/deal/details/78/");
  slid[0].onClose();
  assert.deepEqual(payload(heard[0]), { result: "close" });
  await say(`openPath:{"path":"//elsewhere.test/"}:k2:${SID}`);
  assert.deepEqual(payload(heard[1]), { result: "error", errorCode: "PATH_NOT_AVAILABLE" });
});

test("reloadData is answered without a result", async () => {
  const { say, heard } = open();
  await say(`reloadData:k1:${SID}`);
  assert.equal(heard[0][0], "k1:");
});

test("an option of the app is kept from those who do not administer", async () => {
  const backend = { setAppOption: async () => ({ mode: "2" }) };
  const admin = open({}, { backend });
  await admin.say(`setAppOption:{"name":"mode","value":"2"}:k1:${SID}`);
  assert.deepEqual(payload(admin.heard[0]), { mode: "2" });
  const other = open({ init: { ...LAUNCH.init, IS_ADMIN: false } }, { backend });
  await other.say(`setAppOption:{"name":"mode","value":"2"}:k1:${SID}`);
  assert.deepEqual(other.heard, []);
});

test("an event is answered as often as it happens, and at once if it is under way", async () => {
  const event = "CallCard::CallStateChanged";
  const { frame, say, heard } = open({
    placement: "CALL_CARD",
    interface: { command: [], event: [event] },
    firedAtBind: { [event]: { CALL_STATE: "idle" } },
  });
  await say(`placementBindEvent:{"event":"${event}"}:k1:${SID}`);
  frame.fire(event, { CALL_STATE: "connected" });
  frame.fire("CallCard::BeforeClose", {});
  assert.deepEqual(heard.map(([text]) => text), ['k1:{"CALL_STATE":"idle"}', 'k1:{"CALL_STATE":"connected"}']);
});

test("a closed frame hears nothing", async () => {
  const { frame, say, heard } = open();
  frame.close();
  await say(`getInitData:k1:${SID}`);
  assert.deepEqual(heard, []);
});

test("two frames on one page hear only what carries their own label", async () => {
  const other = "f".repeat(32);
  const first = open();
  const second = open({ sid: other, placement: "CALL_CARD" });
  await first.say(`getInitData:k1:${other}`);
  assert.deepEqual([first.heard.length, second.heard.length], [0, 1]);
  await first.say(`getInitData:k2:${SID}`);
  assert.deepEqual([first.heard.length, second.heard.length], [1, 1]);
  second.frame.close();
  await first.say(`getInitData:k3:${SID}`);
  assert.deepEqual([first.heard.length, second.heard.length], [2, 1]);
});

/** What each surface may ask for: `true` for an answer, `false` for silence. */
const SURFACES = [
  ["the app's page", { placement: "DEFAULT" }, {}, { resizeWindow: true, setTitle: true, setScroll: true, openPath: true, closeApplication: false, placementBindEvent: false }],
  ["the app in a slider", { placement: "DEFAULT", popup: true }, { inSlider: true }, { resizeWindow: false, setTitle: true, setScroll: true, openPath: true, closeApplication: true, placementBindEvent: false }],
  ["a tab", {}, {}, { resizeWindow: true, setTitle: false, setScroll: true, openPath: true, closeApplication: false, placementBindEvent: false }],
  ["a tab of an old portal", { edition: "old" }, {}, { resizeWindow: true, setTitle: false, setScroll: false, openPath: true, closeApplication: false, placementBindEvent: false }],
  ["a button's slider", { placement: "CRM_DEAL_DETAIL_TOOLBAR", popup: true }, { inSlider: true }, { resizeWindow: false, setTitle: false, setScroll: true, openPath: true, closeApplication: true, placementBindEvent: false }],
  ["the left menu", { placement: "LEFT_MENU" }, {}, { resizeWindow: true, setTitle: false, setScroll: true, openPath: true, closeApplication: false, placementBindEvent: false }],
];

const PARAMS = {
  resizeWindow: { width: "100%", height: 640 },
  setTitle: { title: "Ratio 1:2" },
  setScroll: { scroll: 120 },
  openPath: { path: "/crm/deal/details/78/" },
  placementBindEvent: { event: "onNothing" },
};

for (const [name, launch, surroundings, answers] of SURFACES) {
  test(`surface: ${name}`, async () => {
    const heading = { textContent: "" };
    globalThis.document = { getElementById: () => heading };
    const scrolled = [];
    globalThis.scrollTo = (...place) => scrolled.push(place);
    const isTop = surroundings.inSlider === true;
    const sliders = {
      open: (slider) => slider.onClose(),
      closeTopApplication: (closed) => isTop && closed(),
    };
    for (const [method, isAnswered] of Object.entries(answers)) {
      const { say, heard } = open(launch, { sliders, ...surroundings });
      const json = PARAMS[method] ? JSON.stringify(PARAMS[method]) : "";
      await say(`${method}:${json}:k1:${SID}`);
      assert.equal(heard.length, Number(isAnswered), method);
      listeners = [];
    }
    assert.equal(heading.textContent, answers.setTitle ? "Ratio 1:2" : "");
    assert.deepEqual(scrolled, answers.setScroll && !isTop ? [[0, 120]] : []);
  });
}

/** Commands that answer, with what the page's backend does for them and the payload of the answer. */
const ANSWERS = [
  ["getInterface", null, {}, {}, { command: ["reloadData"], event: [] }],
  ["setUserOption", { name: "cols", value: "a,b" }, {}, { setUserOption: async () => ({ cols: "a,b" }) }, { name: "cols", value: "a,b" }],
  ["setInstall", { install: true }, {}, { setFirstRunDone: async () => true }, { install: true }],
  ["getStatus", null, { placement: "CALL_CARD", interface: { command: ["getStatus"], event: [] }, init: { ...LAUNCH.init, PLACEMENT_OPTIONS: { CALL_ID: "x" } } }, {}, { CALL_ID: "x" }],
  ["disableAutoClose", null, { interface: { command: ["disableAutoClose"], event: [] } }, {}, []],
  ["enableAutoClose", null, { interface: { command: ["enableAutoClose"], event: [] } }, {}, []],
];

for (const [method, params, launch, backend, expected] of ANSWERS) {
  test(`answer to ${method}`, async () => {
    const { say, heard } = open(launch, { backend });
    await say(`${method}:${params ? JSON.stringify(params) : ""}:k1:${SID}`);
    assert.deepEqual(heard.map(payload), [expected]);
  });
}

for (const method of ["setUserOption", "setInstall"]) {
  test(`silence when the backend refuses ${method}`, async () => {
    const { say, heard } = open({}, { backend: { setUserOption: async () => null, setFirstRunDone: async () => null } });
    await say(`${method}:{"name":"a","value":"b"}:k1:${SID}`);
    assert.deepEqual(heard, []);
  });
}

test("an option of the user is known to the next getInitData", async () => {
  const { say, heard } = open({}, { backend: { setUserOption: async () => ({ cols: "a" }) } });
  await say(`setUserOption:{"name":"cols","value":"a"}::${SID}`);
  await say(`getInitData:k2:${SID}`);
  assert.deepEqual(heard.map((message) => payload(message).USER_OPTIONS), [{ cols: "a" }]);
});

test("reloadWindow loads the page anew and answers nothing", async () => {
  const { say, heard } = open();
  let reloads = 0;
  globalThis.location = { reload: () => (reloads += 1) };
  await say(`reloadWindow:k1:${SID}`);
  assert.deepEqual([reloads, heard], [1, []]);
});

const FINISHES = [
  ["without a value", "", true, "Y"],
  ["with true", '{"value":true}', true, "Y"],
  ["with the text false", '{"value":"false"}', true, "Y"],
  ["with false", '{"value":false}', true, "N"],
  ["of somebody who does not administer", "", false, "N"],
];

for (const [name, params, isAccepted, mark] of FINISHES) {
  test(`setInstallFinish ${name} shows the page with ${mark} and answers nothing`, async () => {
    const asked = [];
    const finishInstallation = async (finished) => asked.push(finished) && isAccepted;
    const { say, heard } = open({ placement: "DEFAULT" }, { backend: { finishInstallation } });
    const went = [];
    globalThis.location = { href: "http://localhost:8024/marketplace/app/1/", assign: (address) => went.push(address.href) };
    await say(`setInstallFinish:${params}:k1:${SID}`);
    assert.deepEqual(went, [`http://localhost:8024/marketplace/app/1/?install_finished=${mark}`]);
    assert.deepEqual([heard, asked], [[], [params !== '{"value":false}']]);
  });
}

test("setInstallFinish in a slider closes it and opens the app anew", async () => {
  let reopened = 0;
  const { say, heard } = open(
    { placement: "DEFAULT", popup: true },
    {
      inSlider: true,
      backend: { finishInstallation: async () => true },
      sliders: { reopenTopApplication: () => (reopened += 1) },
    },
  );
  await say(`setInstallFinish:k1:${SID}`);
  assert.deepEqual([reopened, heard], [1, []]);
});

test("an answer is late by ?latency", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { say, heard } = open({}, { trials: readTrials("?latency=getInitData:2000") });
    await say(`getInitData:k1:${SID}`);
    mock.timers.tick(1999);
    assert.deepEqual(heard, []);
    mock.timers.tick(1);
    assert.equal(heard.length, 1);
  } finally {
    mock.timers.reset();
  }
});

test("a command is neither carried out nor answered by ?deny, and others are", async () => {
  const { say, heard, box } = open({}, { trials: readTrials("?deny=resizeWindow") });
  await say(`resizeWindow:{"height":640}:k1:${SID}`);
  await say(`getInterface:k2:${SID}`);
  assert.deepEqual([box.style, heard.map(([text]) => text.split(":")[0])], [{}, ["k2"]]);
});

test("an answer is kept back by ?mute, and others are not", async () => {
  const { say, heard } = open({}, { trials: readTrials("?mute=refreshAuth") });
  await say(`refreshAuth:k1:${SID}`);
  await say(`getInterface:k2:${SID}`);
  assert.deepEqual(heard.map(([text]) => text.split(":")[0]), ["k2"]);
});

test("no path opens on a mobile device", async () => {
  const { say, heard, slid } = open({}, { trials: readTrials("?device=mobile") });
  await say(`openPath:{"path":"/crm/deal/details/78/"}:k1:${SID}`);
  assert.deepEqual(heard.map(payload), [{ result: "error", errorCode: "METHOD_NOT_SUPPORTED_ON_DEVICE" }]);
  assert.deepEqual(slid, []);
});

test("a refresh that comes back after the user has left is answered to nobody", async () => {
  let grant;
  const refreshAuth = () => new Promise((done) => (grant = done));
  const { say, heard, warnings, leave } = open({}, { backend: { refreshAuth } });
  await say(`refreshAuth:k1:${SID}`);
  leave();
  grant({ AUTH_ID: "second", AUTH_EXPIRES: "3600", REFRESH_ID: "s" });
  await new Promise((done) => setImmediate(done));
  assert.deepEqual([heard, warnings], [[], []]);
});
