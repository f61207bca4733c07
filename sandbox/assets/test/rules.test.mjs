import assert from "node:assert/strict";
import { test } from "node:test";
import { isDenied, readApplicationParams, readPath, readSize, readTrials } from "../static/frame/rules.mjs";

const surface = (placement, popup = false, edition = "current") => ({ placement, popup, edition });

const DENIALS = [
  ["setTitle", surface("DEFAULT"), false],
  ["setTitle", surface("DEFAULT", true), false],
  ["setTitle", surface("CRM_DEAL_DETAIL_TAB"), true],
  ["setTitle", surface("LEFT_MENU"), true],
  ["resizeWindow", surface("CRM_DEAL_DETAIL_TAB"), false],
  ["resizeWindow", surface("DEFAULT"), false],
  ["resizeWindow", surface("DEFAULT", true), true],
  ["resizeWindow", surface("CRM_DEAL_DETAIL_TOOLBAR", true), true],
  ["resizeWindow", surface("USERFIELD_TYPE", true), false],
  ["setScroll", surface("CRM_LEAD_DETAIL_TAB"), false],
  ["setScroll", surface("CRM_LEAD_DETAIL_TAB", false, "old"), true],
  ["reloadWindow", surface("CRM_LEAD_DETAIL_TAB"), false],
  ["reloadWindow", surface("CRM_LEAD_DETAIL_TAB", false, "old"), true],
  ["reloadWindow", surface("DEFAULT", false, "old"), false],
];

for (const [method, where, denied] of DENIALS) {
  test(`${denied ? "denied" : "allowed"}: ${method} in ${JSON.stringify(where)}`, () => {
    assert.equal(isDenied(method, where), denied);
  });
}

const SIZES = [
  [{ width: "100%", height: 640 }, "DEFAULT", { width: "100%", height: "640px" }],
  [{ width: 500, height: 640 }, "DEFAULT", { width: "500px", height: "640px" }],
  [{ width: "wide", height: "640" }, "LEFT_MENU", { width: "100px", height: "640px" }],
  [{ width: 500, height: 640 }, "CRM_LEAD_DETAIL_TAB", { width: null, height: "640px" }],
  [{ height: 0 }, "CRM_LEAD_DETAIL_TAB", { width: null, height: null }],
  [{ height: "tall" }, "USERFIELD_TYPE", { width: null, height: null }],
];

for (const [params, placement, size] of SIZES) {
  test(`size ${JSON.stringify(params)} in ${placement}`, () => {
    assert.deepEqual(readSize(params, placement), size);
  });
}

const PORTAL = "http://localhost:8024";
const PATHS = [
  ["/crm/deal/details/78/", "current", "/crm/deal/details/78/"],
  ["%2Fcrm%2Fdeal%2Fdetails%2F78%2F", "current", "/crm/deal/details/78/"],
  ["/tasks/", "current", "/tasks/"],
  ["/tasks/", "old", null],
  ["/crm/company/details/1/", "old", "/crm/company/details/1/"],
  ["/crm/quote/details/1/", "old", null],
  ["/marketplace/app/1/", "old", "/marketplace/app/1/"],
  ["/company/personal/user/7/", "old", "/company/personal/user/7/"],
  ["crm/deal/details/78/", "current", null],
  ["//elsewhere.test/crm/", "current", null],
  ["http://localhost:8024/crm/", "current", null],
  ["javascript:alert(1)", "current", null],
  ["/%E0%A4%A", "current", null],
  ["", "current", null],
  [78, "current", null],
];

for (const [path, edition, expected] of PATHS) {
  test(`openPath ${JSON.stringify(path)} on a ${edition} portal`, () => {
    const address = readPath(path, PORTAL, "local.5f.1", edition);
    assert.equal(address === null ? null : address.pathname, expected);
  });
}

test("openPath keeps the query and names the app", () => {
  const address = readPath("/crm/deal/details/78/?tab=app", PORTAL, "local.5f.1", "current");
  assert.equal(address.search, "?tab=app&from=rest_placement&from_app=local.5f.1");
});

test("openApplication parts slider settings from options", () => {
  assert.deepEqual(readApplicationParams({ view: "settings", dealId: 77, bx24_width: 900, bx24_title: "Settings" }), {
    slider: { width: 900, title: "Settings" },
    options: { view: "settings", dealId: 77 },
  });
});

test("openApplication with options and params takes params", () => {
  assert.deepEqual(readApplicationParams({ options: { a: 1 }, params: { b: 2 } }).options, { b: 2 });
});

test("trial switches mute and delay single commands or all", () => {
  const trials = readTrials("?mute=refreshAuth,openPath&latency=500,getInitData:2000");
  assert.equal(trials.isMuted("refreshAuth"), true);
  assert.equal(trials.isMuted("getInitData"), false);
  assert.equal(trials.latencyOf("getInitData"), 2000);
  assert.equal(trials.latencyOf("resizeWindow"), 500);
  assert.equal(readTrials("").latencyOf("resizeWindow"), 0);
  assert.equal(readTrials("?mute=*").isMuted("anything"), true);
});

test("a trial switch denies single commands", () => {
  const trials = readTrials("?deny=resizeWindow,openPath");
  assert.deepEqual(["resizeWindow", "openPath", "getInitData"].map(trials.isDenied), [true, true, false]);
});
