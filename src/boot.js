// Shows a readable notice when the widget cannot start or has stopped.
//
// It stands in the page itself, so that it depends on nothing, and runs before anything else. What loads and starts the
// widget comes from Trunk, or from `cargo xtask dist`.
(() => {
  "use strict";

  const PATIENCE_MS = 30000;
  const STYLE_PATIENCE_MS = 10000;

  let started = false;

  // One of the page's parts, in place of the others: the widget or a notice.
  const show = (id) => {
    for (const part of document.querySelectorAll("body > main")) {
      part.hidden = part.id !== id;
    }
  };

  const say = (id) => {
    if (document.readyState === "loading") {
      // There are no notices yet. They come with the page; the end of the document would wait for scripts too.
      document.addEventListener("readystatechange", () => say(id), { once: true });
      return;
    }
    const spoken_here = document.querySelector("[data-app]")?.lang;
    const told_by_portal = new URLSearchParams(location.search).get("LANG");
    const wanted = spoken_here ?? told_by_portal ?? navigator.language.slice(0, 2);
    const notice = document.getElementById(id);
    const texts = [...notice.querySelectorAll("[lang]")];
    const spoken = texts.find((text) => text.lang === wanted) ?? texts[0];
    texts.forEach((text) => {
      text.hidden = text !== spoken;
    });
    // Loading again by address: the portal opened the frame by POST, which a reload would ask to repeat. A path that
    // begins with two slashes would by itself be another host's address.
    notice.onclick = (event) => {
      if (event.target instanceof HTMLButtonElement) {
        location.replace(location.origin + location.pathname + location.search);
      }
    };
    show(id);
  };

  // A browser loads no module from a file.
  const is_file = location.protocol === "file:";

  const stop = () => say(is_file ? "from-a-file" : "stopped");

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
    show("app");
  });
  setTimeout(() => started || stop(), PATIENCE_MS);
  // A style sheet that hangs keeps the page blank and the module from starting, for as long as it hangs. After a while
  // the page goes on without it, and takes it when it comes.
  setTimeout(() => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (!link.sheet) {
        link.addEventListener("load", () => (link.media = "all"), { once: true });
        link.media = "not all";
      }
    }
  }, STYLE_PATIENCE_MS);
  if (is_file) {
    stop();
  }
})();
