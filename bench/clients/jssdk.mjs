// b24jssdk: single questions by `batchByChunk`: `node jssdk.mjs WEBHOOK VALUES ANSWERS PACKAGE_FOLDER`.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [webhook, valuesFile, answersFile, packageFolder] = process.argv.slice(2);
// Asked for from inside the package, its own name leads to its own entry.
const { B24Hook } = createRequire(`${packageFolder}/`)("@bitrix24/b24jssdk");

const values = JSON.parse(readFileSync(valuesFile, "utf8"));
const calls = values.map(([type, value]) => ({
  method: "crm.duplicate.findbycomm",
  params: { type, values: [value] },
}));
const client = B24Hook.fromWebhookUrl(webhook);
const errors = [];
let rows = [];
const started = performance.now();
try {
  const result = await client.actions.v2.batchByChunk.make({ calls, options: { isHaltOnError: false } });
  errors.push(...result.getErrorMessages());
  rows = result.getData();
} catch (error) {
  errors.push(`${error.code} ${error.message}`);
}
const wall_s = (performance.now() - started) / 1000;
// Answers come without a name, and one that failed is left out: then nobody knows whose the others are.
const isWhole = rows.length === values.length;
const groups = values.map((_, place) => ({ values: [place], found: isWhole ? rows[place] : null }));
writeFileSync(answersFile, JSON.stringify({ wall_s, groups, errors: errors.slice(0, 5) }));
process.exit(0);
