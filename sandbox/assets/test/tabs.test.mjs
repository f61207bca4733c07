// Tabs of a card: filled at the first click, hidden and not emptied afterwards.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { startTabs } from "../static/page/tabs.mjs";
import { newDocument } from "./page.mjs";

let document;
let list;
let opened;

beforeEach(() => {
  document = newDocument();
  list = document.createElement("div");
  document.body.append(list);
  for (const name of ["general", "app", "more"]) {
    const tab = document.createElement("button");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `panel-${name}`);
    tab.dataset.tab = name;
    list.append(tab);
    const panel = document.createElement("div");
    panel.id = `panel-${name}`;
    panel.hidden = true;
    document.body.append(panel);
  }
  globalThis.document = document;
  globalThis.location = new URL("http://localhost:8024/crm/contact/details/275/");
  opened = [];
});

const start = () => startTabs(list, (panel) => opened.push(panel.id));
const shown = () => document.body.children.filter((part) => part.id && !part.hidden).map((panel) => panel.id);
const click = (place) => list.dispatch("click", { target: list.children[place] });

test("the frame of a tab waits for the first click, and is opened once", () => {
  start();
  assert.deepEqual([opened, shown()], [["panel-general"], ["panel-general"]]);
  click(1);
  assert.deepEqual([opened, shown()], [["panel-general", "panel-app"], ["panel-app"]]);
  click(0);
  click(1);
  assert.deepEqual(opened, ["panel-general", "panel-app"], "hidden and shown again, not opened again");
  assert.deepEqual(shown(), ["panel-app"]);
});

test("the address can name the tab to begin with", () => {
  globalThis.location = new URL("http://localhost:8024/crm/contact/details/275/?tab=app");
  start();
  assert.deepEqual(opened, ["panel-app"]);
});

const KEYS = [
  ["ArrowRight", 0, 1],
  ["ArrowRight", 2, 0],
  ["ArrowLeft", 0, 2],
  ["Home", 2, 0],
  ["End", 0, 2],
];

for (const [key, from, to] of KEYS) {
  test(`${key} on tab ${from} shows tab ${to}`, () => {
    start();
    click(from);
    list.dispatch("keydown", { target: list.children[from], key });
    assert.equal(document.activeElement, list.children[to]);
    assert.deepEqual(shown(), [`panel-${list.children[to].dataset.tab}`]);
    assert.deepEqual(list.children.map((tab) => tab.tabIndex), [0, 1, 2].map((place) => (place === to ? 0 : -1)));
  });
}
