// Side sliders: what opens, what closes, and who is told.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Sliders, findSliders } from "../static/page/slider.mjs";
import { newDocument } from "./page.mjs";

let document;
let main;
let sliders;
let told;

beforeEach(() => {
  document = newDocument();
  main = document.createElement("main");
  document.body.append(main);
  sliders = new Sliders(document.body);
  told = [];
});

function open(name, more = {}) {
  const address = new URL(`http://localhost:8024/${name}/`);
  sliders.open({ address, title: name, isApplication: false, onClose: () => told.push(name), ...more });
}

const shown = () => document.body.querySelectorAll(".slider");
const addresses = () => document.body.querySelectorAll(".slider-frame").map((frame) => frame.src);

test("a slider shows the page as one in a slider, over a page that cannot be used meanwhile", () => {
  open("first");
  assert.deepEqual(addresses(), ["http://localhost:8024/first/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER"]);
  assert.equal(main.inert, true);
  assert.equal(document.activeElement.className, "slider-close");
  assert.deepEqual(told, [], "nobody is told before it closes");
});

test("the last one closes first, and the one below can be used again", () => {
  open("first");
  open("second");
  sliders.closeTop();
  assert.deepEqual([told, shown().length, shown()[0].inert, main.inert], [["second"], 1, false, true]);
  sliders.closeTop();
  assert.deepEqual([told, shown().length, main.inert], [["second", "first"], 0, false]);
  sliders.closeTop();
  assert.deepEqual(told, ["second", "first"]);
});

const WAYS = [
  ["the button", () => document.body.querySelector(".slider-close").dispatch("click"), 0],
  ["the space beside it", () => shown()[0].dispatch("click"), 0],
  ["the Escape key", () => document.dispatch("keydown", { key: "Escape" }), 0],
  ["a click into its panel, which does not", () => shown()[0].dispatch("click", { target: shown()[0].children[0] }), 1],
  ["another key, which does not", () => document.dispatch("keydown", { key: "Enter" }), 1],
];

for (const [name, act, left] of WAYS) {
  test(`a slider closes by ${name}`, () => {
    open("first");
    act();
    assert.equal(shown().length, left);
  });
}

test("the focus goes back to where it was", () => {
  const link = document.createElement("a");
  main.append(link);
  link.focus();
  open("first");
  sliders.closeTop();
  assert.equal(document.activeElement, link);
});

test("an app closes its own slider, and no other one", () => {
  let closed = 0;
  open("app", { isApplication: true });
  open("card");
  sliders.closeTopApplication(() => (closed += 1));
  assert.deepEqual([closed, shown().length], [0, 2]);
  sliders.closeTop();
  sliders.closeTopApplication(() => (closed += 1));
  assert.deepEqual([closed, told, shown().length], [1, ["card", "app"], 0]);
});

test("an app whose installation ends is opened anew, and its opener is told once", () => {
  open("app", { isApplication: true });
  const before = shown()[0];
  sliders.reopenTopApplication();
  assert.equal(shown().length, 1);
  assert.notEqual(shown()[0], before);
  assert.deepEqual(addresses(), ["http://localhost:8024/app/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER"]);
  sliders.closeTop();
  assert.deepEqual(told, ["app"]);
});

test("a slider has the width, the edge and the label that the app asks for", () => {
  open("app", { isApplication: true, width: 900, leftBoundary: 40, label: { text: "New", bgColor: "green" } });
  const panel = document.body.querySelector(".slider-panel");
  assert.deepEqual(panel.style, { maxInlineSize: "900px", marginInlineStart: "40px" });
  const label = document.body.querySelector(".slider-label");
  assert.deepEqual([label.textContent, label.dataset.colour], ["New", "green"]);
});

test("a label of an unknown colour has none, and one without a text is left out", () => {
  open("one", { label: { text: "Old", bgColor: "url(x)" } });
  open("two", { label: { text: "" } });
  assert.deepEqual(document.body.querySelectorAll(".slider-label").map((label) => label.dataset), [{}]);
});

test("a page in a slider opens the next one outside", () => {
  const outside = { sliders: "those of the outermost page" };
  const frameElement = { classList: { contains: (name) => name === "slider-frame" } };
  globalThis.window = { frameElement, parent: { sandboxPortal: outside } };
  assert.equal(findSliders(), outside.sliders);
  globalThis.document = document;
  globalThis.window = { frameElement: null };
  assert.ok(findSliders() instanceof Sliders);
});
