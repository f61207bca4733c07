// The vendor's JavaScript client against a sandbox, by webhook: `node jssdk.mjs PORTAL_URL PACKAGE_FOLDER`.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

// Asked for from inside the package, its own name leads to its own entry.
const { B24Hook } = createRequire(`${process.argv[3]}/`)("@bitrix24/b24jssdk");

const portal = process.argv[2];
const client = B24Hook.fromWebhookUrl(`${portal}/rest/1/sandbox1code/`);
const { call, batch, callList } = client.actions.v2;

const found = await call.make({
  method: "crm.duplicate.findbycomm",
  params: { type: "PHONE", values: ["1234567", "11223355"] },
});
assert.ok(found.isSuccess);
assert.deepEqual(found.getData().result, { CONTACT: [275, 2297] });

const nothing = await call.make({
  method: "crm.duplicate.findbycomm",
  params: { type: "PHONE", values: ["000"] },
});
assert.deepEqual(nothing.getData().result, []);

const mixed = await batch.make({
  calls: {
    contact: { method: "crm.contact.get", params: { id: 275 } },
    leads: { method: "crm.lead.list", params: { filter: { ID: [511, 512] }, select: ["ID"], order: { ID: "ASC" } } },
    wrong: { method: "crm.nothing.get", params: {} },
  },
  options: { isHaltOnError: false, returnAjaxResult: true },
});
assert.deepEqual(mixed.getErrorMessages(), ["Method not found!"]);
assert.equal(mixed.getData().contact.getData().result.NAME, "Irina");
assert.deepEqual(
  mixed.getData().leads.getData().result.map((lead) => lead.ID),
  ["511", "512"],
);

// The one disagreement: the client takes an item whose code is empty for a success without a result. The
// portal's own code and stored answers of real portals have such items.
const empty = await batch.make({
  calls: { missing: { method: "crm.contact.get", params: { id: 999999 } } },
  options: { isHaltOnError: false, returnAjaxResult: true },
});
assert.deepEqual(empty.getErrorMessages(), []);
assert.equal(empty.getData().missing?.getData()?.result, undefined);

const counted = await call.make({ method: "crm.contact.list", params: { select: ["ID"] } });
const all = await callList.make({ method: "crm.contact.list", params: { select: ["ID"] }, idKey: "ID" });
assert.equal(all.getData().length, counted.getTotal());
assert.ok(all.getData().length > 50);

// A refused credential is one of the errors that the client throws; it keeps code, text and status apart.
const denied = B24Hook.fromWebhookUrl(`${portal}/rest/1/wrong/`);
await assert.rejects(denied.actions.v2.call.make({ method: "profile" }), {
  name: "AjaxError",
  code: "INVALID_CREDENTIALS",
  message: "Invalid request credentials",
  status: 401,
});
process.exit(0);
