"""fast_bitrix24: single questions, fifty in a `call_batch`: `python fast.py WEBHOOK VALUES ANSWERS`."""

import asyncio
import json
import sys
import time
from urllib.parse import quote

from fast_bitrix24 import BitrixAsync

BATCH = 50

# `call_batch` may be awaited side by side. The library waits by when the last answer came, so that all who wait start
# together and are refused together, and after ten refusals in a row it loses their values. So as many batches go at once
# as the portal takes at once, and what is left three at a time, which is as quick as the rate limit allows and loses
# nothing. Ten at a time lose some values, all of them at once most.
AT_ONCE = 50
AFTERWARDS = 3


def question(kind, spelling):
    return f"crm.duplicate.findbycomm?type={kind}&values[]={quote(spelling, safe='')}"


async def main(webhook, values):
    client = BitrixAsync(webhook, verbose=False)
    found = [None] * len(values)
    errors = []

    # `call`, which makes batches by itself, flattens the answers: whose they are is lost.
    async def ask(start):
        batch = {f"c{place}": question(*values[place]) for place in range(start, min(start + BATCH, len(values)))}
        try:
            answer = await client.call_batch({"halt": 0, "cmd": batch})
        except Exception as error:  # whatever it raises, the other batches are still worth asking
            errors.append(repr(error)[:200])
            return
        for name, result in answer.items():
            found[int(name[1:])] = result

    async def ask_in_turn(starts):
        for start in starts:
            await ask(start)

    starts = range(0, len(values), BATCH)
    await asyncio.gather(*map(ask, starts[:AT_ONCE]))
    rest = iter(starts[AT_ONCE:])
    await asyncio.gather(*(ask_in_turn(rest) for _ in range(AFTERWARDS)))
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
