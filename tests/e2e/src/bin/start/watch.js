// Runs in each document before its own scripts. A frame tells the page around it how its start went: when the words
// that are waited for are shown, what was painted first, and everything that moved, also for a while after.
if (window === top) {
  window.start = new Promise((resolve) => {
    addEventListener("message", ({ data }) => {
      if (data?.start) resolve(data.start);
    });
  });
} else {
  const AFTERWARDS_MS = 700;
  const moved = [];
  const named = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element ? [element.tagName.toLowerCase(), ...element.classList].join(".") : "?";
  };
  new PerformanceObserver((list) => {
    for (const { startTime, value, sources } of list.getEntries()) {
      const what = sources.map(({ node, previousRect: from, currentRect: to }) =>
        `${named(node)} ${from.y}+${from.height} to ${to.y}+${to.height}`);
      moved.push({ at: startTime, value, what });
    }
  }).observe({ type: "layout-shift", buffered: true });

  const watcher = new MutationObserver(() => {
    const text = document.body?.textContent ?? "";
    if (!WORDS.every((word) => text.includes(word))) return;
    watcher.disconnect();
    // A message that is posted while a picture is prepared arrives once it is there.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const ms = performance.now();
        setTimeout(() => {
          const painted = performance.getEntriesByName("first-paint")[0]?.startTime ?? null;
          top.postMessage({ start: { ms, painted, moved } }, "*");
        }, AFTERWARDS_MS);
      };
      port2.postMessage(0);
    });
  });
  watcher.observe(document, { subtree: true, childList: true, characterData: true });
}
