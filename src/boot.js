// Shows a readable notice when the widget cannot start or has stopped.
//
// It runs before anything else and depends on nothing. The widget's own start script is Trunk's.
(() => {
  "use strict";

  const PATIENCE_MS = 30000;

  let started = false;

  const stop = () => {
    const place = document.getElementById("app");
    const notice = document.getElementById("stopped");
    if (!place || !notice) {
      return;
    }
    const spoken_here = document.querySelector("[data-app]")?.lang;
    const told_by_portal = new URLSearchParams(location.search).get("LANG");
    const wanted = spoken_here ?? told_by_portal ?? navigator.language.slice(0, 2);
    const texts = [...notice.querySelectorAll("[lang]")];
    const spoken = texts.find((text) => text.lang === wanted) ?? texts[0];
    texts.forEach((text) => {
      text.hidden = text !== spoken;
    });
    place.hidden = true;
    notice.hidden = false;
  };

  // Before the start, every failure of a script or of the module is the end of it. Later, a panic says so
  // itself; a trap without a panic (the stack or the memory is full) is a RuntimeError.
  const judge = (reason) => {
    if (!started || reason instanceof WebAssembly.RuntimeError) {
      stop();
    }
  };

  addEventListener(
    "error",
    (event) => {
      // A style sheet that is missing makes the page plain, not useless.
      if (!(event.target instanceof HTMLLinkElement)) {
        judge(event.error);
      }
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => judge(event.reason));
  addEventListener("b24d-crash", stop);
  addEventListener("TrunkApplicationStarted", () => {
    started = true;
  });
  setTimeout(() => started || stop(), PATIENCE_MS);
})();
