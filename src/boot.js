// Asks for the texts ahead, and shows a readable notice when the widget cannot start or has stopped.
//
// It stands in the page itself, so that it depends on nothing, and runs before anything else. What loads and starts the
// widget comes from Trunk, or from `cargo xtask dist`.
(() => {
  "use strict";

  const PATIENCE_MS = 30000;

  const told_by_portal = new URLSearchParams(location.search).get("LANG");

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

  addEventListener("error", (event) => judge(event.error), true);
  addEventListener("unhandledrejection", (event) => judge(event.reason));
  addEventListener("b24d-crash", stop);
  // It may come late, on a slow line.
  addEventListener("TrunkApplicationStarted", () => {
    started = true;
    show("app");
  });
  setTimeout(() => started || stop(), PATIENCE_MS);
  // A question mark lists the keys of a card, and gives the focus back where it closes the list. In a field it is a text.
  let place;
  addEventListener("keydown", (event) => {
    const keys = document.querySelector("[data-folded=keys]");
    if (keys && event.key === "?" && !event.ctrlKey && !event.metaKey && !/^text/.test(event.target.type)) {
      keys.open = !keys.open;
      if (keys.open) {
        place = document.activeElement;
        keys.firstElementChild.focus();
      } else {
        place?.focus();
      }
    }
  });
  if (is_file) {
    stop();
    return;
  }

  // The module will ask for the texts, by their digest. Asked for now, they are there by then. Which language it will be
  // is a guess, and a wrong one costs no more than a file.
  const [folder, ...languages] = document.querySelector("meta[name=b24d-texts]").content.split(" ");
  const wished = navigator.languages.map((tag) => tag.split("-")[0]);
  const spoken = [parent !== window && told_by_portal, ...wished].find((language) => languages.includes(language));
  // After the module, which is asked for where this script ends, and is what takes longest.
  const ask = () => fetch(`${folder}${spoken ?? languages[0]}.txt`, { credentials: "omit" });
  const keep = (texts) => texts.text();
  queueMicrotask(() => ask().then(keep).catch(() => {}));
})();
