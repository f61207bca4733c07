// The loop that one writes first: twenty values a call, a second's rest when the portal is asked too often:
// `node loop.mjs WEBHOOK VALUES ANSWERS`. It learns which records have some of the twenty, not which of them.
import { readFileSync, writeFileSync } from "node:fs";

const [webhook, valuesFile, answersFile] = process.argv.slice(2);
const values = JSON.parse(readFileSync(valuesFile, "utf8"));
const errors = [];

async function ask(type, spellings) {
  for (;;) {
    const response = await fetch(`${webhook}crm.duplicate.findbycomm`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ type, values: spellings }),
    });
    if (response.status !== 503) {
      return (await response.json()).result ?? null;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

const groups = [];
const started = performance.now();
for (const type of ["PHONE", "EMAIL"]) {
  const places = [...values.keys()].filter((place) => values[place][0] === type);
  for (let start = 0; start < places.length; start += 20) {
    const group = places.slice(start, start + 20);
    const found = await ask(type, group.map((place) => values[place][1])).catch((error) => {
      errors.push(String(error));
      return null;
    });
    groups.push({ values: group, found });
  }
}
const wall_s = (performance.now() - started) / 1000;
writeFileSync(answersFile, JSON.stringify({ wall_s, groups, errors: errors.slice(0, 5) }));
