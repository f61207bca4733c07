"""fast_bitrix24: single questions, fifty in a `call_batch`: `python fast.py WEBHOOK VALUES ANSWERS`."""

import asyncio
import json
import sys
import time
from urllib.parse import quote

from fast_bitrix24 import BitrixAsync

BATCH = 50


def question(kind, spelling):
    return f"crm.duplicate.findbycomm?type={kind}&values[]={quote(spelling, safe='')}"


async def main(webhook, values):
    client = BitrixAsync(webhook, verbose=False)
    found = [None] * len(values)
    errors = []
    for start in range(0, len(values), BATCH):
        batch = {f"c{place}": question(*values[place]) for place in range(start, min(start + BATCH, len(values)))}
        try:
            answer = await client.call_batch({"halt": 0, "cmd": batch})
        except Exception as error:  # whatever it raises, the other batches are still worth asking
            errors.append(repr(error)[:200])
            continue
        for name, result in answer.items():
            found[int(name[1:])] = result
    return found, errors


with open(sys.argv[2]) as file:
    values = json.load(file)
started = time.monotonic()
found, errors = asyncio.run(main(sys.argv[1], values))
answers = {
    "wall_s": time.monotonic() - started,
    "groups": [{"values": [place], "found": result} for place, result in enumerate(found)],
    "errors": errors,
}
with open(sys.argv[3], "w") as file:
    json.dump(answers, file)
