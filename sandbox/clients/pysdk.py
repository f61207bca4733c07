"""The vendor's Python client against a sandbox, by webhook: `python pysdk.py HOST`."""

import sys

from b24pysdk import BitrixWebhook, Client, Config
from b24pysdk.errors import BitrixAPIError

# Out of the box it waits three seconds for a connection, in which a busy machine may not have got to it.
Config().configure(default_timeout=300)

client = Client(BitrixWebhook(domain=sys.argv[1], webhook_token="1/sandbox1code"))

assert client.crm.contact.get(bitrix_id=275).result["NAME"] == "Irina"
assert len(client.crm.contact.list().as_list().result) > 50

batch = client.call_batch({
    "known": client.crm.contact.get(bitrix_id=2297),
    "missing": client.crm.contact.get(bitrix_id=999999),
}).result
assert batch.result["known"]["ID"] == "2297", batch
assert batch.result_error["missing"]["error_description"] == "Not found", batch

try:
    client.crm.contact.get(bitrix_id=999999).result
except BitrixAPIError as error:
    assert "Not found" in str(error), error
else:
    raise AssertionError("a missing contact was answered")
