"""The client fast_bitrix24 against a sandbox, by webhook: `python fast.py PORTAL_URL`."""

import sys

from fast_bitrix24 import Bitrix

client = Bitrix(f"{sys.argv[1]}/rest/1/sandbox1code/", verbose=False)

contacts = client.get_all("crm.contact.list", {"select": ["ID", "PHONE"]})
assert len(contacts) > 50, len(contacts)
assert len({contact["ID"] for contact in contacts}) == len(contacts)

answer = client.call_batch({
    "halt": 0,
    "cmd": {
        "find": "crm.duplicate.findbycomm?type=PHONE&values[]=1234567&values[]=11223355",
        "contact": "crm.contact.get?id=$result[find][CONTACT][1]",
    },
})
assert answer["find"] == {"CONTACT": [275, 2297]}, answer
assert answer["contact"]["ID"] == "2297", answer

ids = client.call("crm.lead.add", [{"fields": {"TITLE": f"Lead {number}"}} for number in range(60)])
assert len(set(ids)) == 60, ids
leads = client.get_by_ID("crm.lead.get", ids)
assert {lead["TITLE"] for lead in leads.values()} == {f"Lead {number}" for number in range(60)}

# More requests than the portal takes at once: the client has to wait by itself.
for _ in range(60):
    assert client.call("profile", raw=True)["result"]["ID"] == "1"
