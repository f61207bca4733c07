// Shows a readable notice when the widget cannot start or has stopped.
//
// It runs before anything else and depends on nothing. The widget's own start script is Trunk's.
(() => {
  "use strict";

  const PATIENCE_MS = 30000;

  let started = false;

  const show = (stopped) => {
    document.getElementById("app").hidden = stopped;
    document.getElementById("stopped").hidden = !stopped;
  };

  const stop = () => {
    const notice = document.getElementById("stopped");
    if (!notice) {
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
    // Loading again by address: the portal opened the frame by POST, which a reload would ask to repeat.
    notice.onclick = (event) => {
      if (event.target instanceof HTMLButtonElement) {
        location.replace(location.pathname + location.search);
      }
    };
    show(true);
  };

  // Before the start, every failure of a script or of the module is the end of it. Later, a panic says so
  // itself; a trap without a panic (the stack or the memory is full) is a RuntimeError. What a function of the
  // browser throws through the module leaves it in the middle of its work: it never goes on.
  const judge = (reason) => {
    const ends_module = reason instanceof WebAssembly.RuntimeError || /wasm-function/.test(reason?.stack);
    if (!started || ends_module) {
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
  // It may come late, on a slow line.
  addEventListener("TrunkApplicationStarted", () => {
    started = true;
    show(false);
  });
  setTimeout(() => started || stop(), PATIENCE_MS);
})();
