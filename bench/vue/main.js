// A card's tab as people build one today: Vue and the vendor's SDK. It reads the card, asks who else has its phones and
// e-mails, loads those records and lists them: each of the three steps is one request, because a batch is made of what the
// step before it brought.
import { initializeB24Frame } from "@bitrix24/b24jssdk";
import { createApp, h, nextTick, shallowRef } from "vue";

const TYPES = {
  LEAD: { title: "Leads", method: "crm.lead", path: "lead", fields: ["TITLE", "NAME", "LAST_NAME"] },
  CONTACT: { title: "Contacts", method: "crm.contact", path: "contact", fields: ["NAME", "LAST_NAME"] },
  COMPANY: { title: "Companies", method: "crm.company", path: "company", fields: ["TITLE"] },
};

const begun = initializeB24Frame();
const shown = shallowRef({ state: "loading", groups: [] });

/** Asks all of this in one request. */
async function batch(b24, calls) {
  const answer = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: true } });
  if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join(", "));
  return answer.getData();
}

async function load() {
  const b24 = await begun;
  const owner = /^CRM_(LEAD|CONTACT|COMPANY)_/.exec(b24.placement.title)[1];
  const ownId = Number(b24.placement.options.ID);
  const { card } = await batch(b24, { card: { method: `${TYPES[owner].method}.get`, params: { id: ownId } } });

  const searches = {};
  for (const type of ["PHONE", "EMAIL"]) {
    for (const value of new Set((card[type] ?? []).map((field) => field.VALUE))) {
      searches[`${type}${Object.keys(searches).length}`] = {
        method: "crm.duplicate.findbycomm",
        params: { type, values: [value] },
      };
    }
  }
  const found = Object.keys(searches).length > 0 ? await batch(b24, searches) : {};

  const lists = {};
  for (const [type, { method, fields }] of Object.entries(TYPES)) {
    const ids = new Set(Object.values(found).flatMap((ids) => ids[type] ?? []));
    if (type === owner) ids.delete(ownId);
    if (ids.size > 0) {
      const params = { filter: { ID: [...ids] }, select: ["ID", "PHONE", "EMAIL", ...fields], start: -1 };
      lists[type] = { method: `${method}.list`, params };
    }
  }
  const records = Object.keys(lists).length > 0 ? await batch(b24, lists) : {};

  const groups = Object.keys(TYPES).filter((type) => records[type]);
  shown.value = { state: "done", groups: groups.map((type) => group(b24, TYPES[type], records[type])) };
  await nextTick();
  b24.parent.fitWindow();
}

function group(b24, { title, path, fields }, records) {
  const rows = records.map((record) => ({
    id: record.ID,
    name: record.TITLE || fields.map((field) => record[field]).join(" "),
    values: [...(record.PHONE ?? []), ...(record.EMAIL ?? [])].map((field) => field.VALUE).join(", "),
    open: () => b24.slider.openPath(b24.slider.getUrl(`/crm/${path}/details/${record.ID}/`)),
  }));
  return { title, rows };
}

const row = ({ id, name, values, open }) =>
  h("li", { key: id }, [h("a", { href: "#", onClick: open }, name), h("small", values)]);

const App = () => {
  const { state, groups } = shown.value;
  if (state === "loading") return h("div", { class: "waits" }, [h("i"), h("i"), h("i")]);
  if (state === "failed") return h("p", { role: "alert" }, "This cannot be shown now.");
  if (groups.length === 0) return h("p", "Nobody else has these phones and e-mails.");
  return groups.map(({ title, rows }) => [h("h2", `${title} ${rows.length}`), h("ul", rows.map(row))]);
};

createApp(App).mount("#app");
load().catch((error) => {
  console.error(error);
  shown.value = { state: "failed", groups: [] };
});
