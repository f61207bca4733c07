// The portal page's own backend: what the page asks of the server that rendered it.

async function ask(path, body) {
  try {
    const response = await fetch(`/_portal/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? response : null;
  } catch {
    // The page's callers treat a backend that is away like one that refuses: with silence.
    return null;
  }
}

async function askJson(path, body) {
  return (await ask(path, body))?.json() ?? null;
}

export const backend = {
  /** A freshly rendered frame as HTML. A refusal is HTML as well; null only without a server. */
  async renderFrame(placement, binding, options) {
    return (await ask("frame", { placement, binding, options }))?.text() ?? null;
  },

  /** New tokens of the current user, or null when the portal has no session for them. */
  refreshAuth: () => askJson("refresh-auth", {}),

  /** All options of the user after the change, or null when it was refused. */
  setUserOption: ({ name, value }) => askJson("user-option", { name, value }),

  /** All options of the app after the change, or null when it was refused. */
  setAppOption: ({ name, value }) => askJson("app-option", { name, value }),

  /** Marks that the current user has opened this version of the app. */
  setFirstRunDone: ({ install }) => ask("first-run", { done: Boolean(install) }),

  /** Ends or undoes the installation; false for anyone but an administrator. */
  finishInstallation: async (finished) => Boolean(await ask("install-finish", { finished })),

  /** Address of the app's page in a slider, the options written as PHP reads them. */
  applicationAddress(page, options) {
    const address = new URL(page, location.origin);
    writeQuery(address.searchParams, "", options);
    return address;
  },
};

function writeQuery(query, prefix, value) {
  if (typeof value !== "object" || value === null) {
    query.append(prefix, value === null || value === undefined ? "" : String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    writeQuery(query, prefix === "" ? key : `${prefix}[${key}]`, inner);
  }
}
