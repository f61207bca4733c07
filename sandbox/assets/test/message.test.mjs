import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessage, writeReply } from "../static/frame/message.mjs";

const SID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

const READABLE = [
  ["no parameters, as the SDK sends it", `getInitData:k01:${SID}`, "getInitData", [], "k01"],
  ["no parameters, as the classic script sends it", `getInitData::k01:${SID}`, "getInitData", [], "k01"],
  ["colons inside the parameters", `setTitle:{"title":"Ratio 1:2"}:k05:${SID}`, "setTitle", { title: "Ratio 1:2" }, "k05"],
  ["no answer wanted", `setUserOption:{"name":"cols","value":"a,b"}::${SID}`, "setUserOption", { name: "cols", value: "a,b" }, ""],
  ["a bare value as parameters", `setValue:"new text":k11:${SID}`, "setValue", "new text", "k11"],
  ["a falsy value is an empty list", `setValue:0:k11:${SID}`, "setValue", [], "k11"],
  ["method names keep their case", `GetInitData:k:${SID}`, "GetInitData", [], "k"],
];

for (const [name, data, method, params, callback] of READABLE) {
  test(`reads: ${name}`, () => {
    assert.deepEqual(readMessage(data), { call: { method, params, callback, appSid: SID } });
  });
}

const OBJECTS = [
  ["with parameters", { method: "im:setTextareaContent", params: { text: "hi" }, callback: "k15", appSid: SID, requestId: undefined }, { text: "hi" }, "k15"],
  ["with an empty text as parameters", { method: "im:setTextareaContent", params: "", callback: "k15", appSid: SID }, [], "k15"],
  ["without a callback", { method: "im:setTextareaContent", params: { text: "hi" }, appSid: SID }, { text: "hi" }, ""],
];

for (const [name, data, params, callback] of OBJECTS) {
  test(`reads an object: ${name}`, () => {
    assert.deepEqual(readMessage(data), {
      call: { method: "im:setTextareaContent", params, callback, appSid: SID },
    });
  });
}

const DROPPED = [
  ["a number", 7, "not-a-message"],
  ["nothing", undefined, "not-a-message"],
  ["null", null, "not-a-message"],
  ["an object without a method", { appSid: SID }, "not-a-message"],
  ["a single word", "getInitData", "too-short"],
  ["two pieces", `getInitData:${SID}`, "too-short"],
  ["broken JSON", `setTitle:{"title":k05:${SID}`, "broken-json"],
];

for (const [name, data, dropped] of DROPPED) {
  test(`drops ${name}`, () => assert.deepEqual(readMessage(data), { dropped }));
}

test("an answer is the callback, a colon and JSON", () => {
  assert.equal(writeReply("k04", { width: 1012, height: 640 }), 'k04:{"width":1012,"height":640}');
  assert.equal(writeReply("k08", []), "k08:[]");
});

test("an answer without a result ends with the colon", () => {
  assert.equal(writeReply("k07", undefined), "k07:");
});
