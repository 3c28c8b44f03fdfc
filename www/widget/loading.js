// Loads the glue, the WebAssembly and the styles, and says in words why that fails.

// The files of the same build and what they have to hash to. `cargo xtask build` fills them in.
export const PARTS = {
  glue: ["{glue}", "{glue-integrity}"],
  code: ["{code}", "{code-integrity}"],
  style: ["{style}", "{style-integrity}"],
  consoleGlue: ["{console-glue}", "{console-glue-integrity}"],
  consoleCode: ["{console-code}", "{console-code-integrity}"],
  consoleStyle: ["{console-style}", "{console-style-integrity}"],
};

// The folder that this module came from; files and, unless an attribute says otherwise, proxy are there.
export const HOME = new URL("./", import.meta.url);

export class NotLoaded extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

export const STOPPED = new NotLoaded("The widget has stopped working.", "That is a mistake in the widget. Reload this page to begin anew, without the token.");
// What is loaded, in what is said about it.
const WIDGET = "widget";
const CONSOLE = "API console";
// Not every browser reports that a policy has kept it from preloading something.
const noScript = (what) => new NotLoaded(`The ${what}'s script could not be loaded from ${HOME.href}.`, `Whoever runs this page has to add ${HOME.origin} to script-src in its content security policy. If it is there, the script is not the one that was built, or did not arrive: try again.`);

let loading;
let styling;
let opening;
let policy;
let attempts = 0;

// Once for all elements of the page, and anew after a failure.
export function parts() {
  loading ??= load(fetched, WIDGET).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

// By itself, since what is said about a failure is to look like the rest.
export function style() {
  styling ??= sheet(PARTS.style).catch((error) => {
    styling = undefined;
    throw error;
  });
  return styling;
}

// The API console in its place, with its styles. Its class, once for all elements of the page, is loaded
// when somebody wants it.
export async function openConsole(place, options, ask) {
  try {
    opening ??= load(fetchedConsole, CONSOLE);
    const [Console, sheet] = await opening;
    const root = place.getRootNode();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((other) => other !== sheet), sheet];
    return new Console(place, options, ask);
  } catch (error) {
    endConsole();
    throw error;
  }
}

// The next one begins with WebAssembly of its own: what was loaded has ended, or has not come.
export function endConsole() {
  opening = undefined;
}

async function sheet(part) {
  const response = await file(part);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
}

async function load(fetched, what) {
  const violations = [];
  const note = (violation) => violations.push(violation);
  document.addEventListener("securitypolicyviolation", note);
  try {
    return await fetched(what);
  } catch (error) {
    // A violation is reported in a task of its own, which may come after the failure.
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw explained(error, violations.filter(isOurs), what);
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

async function fetched(what) {
  if (typeof WebAssembly !== "object") {
    throw new NotLoaded("The widget needs WebAssembly, and this browser has none or blocks it.", "Allow WebAssembly for this site, or leave the browser's lockdown or strictest mode, or use another browser.");
  }
  const all = [file(PARTS.code), style(), module(PARTS.glue, what)];
  // The script's failure comes last: it means something else when the files could be fetched.
  await Promise.allSettled(all);
  const [code, , glue] = await Promise.all(all);
  await glue.default({ module_or_path: code });
  return glue.Widget;
}

async function fetchedConsole(what) {
  const all = [file(PARTS.consoleCode), sheet(PARTS.consoleStyle), module(PARTS.consoleGlue, what)];
  await Promise.allSettled(all);
  const [code, styles, glue] = await Promise.all(all);
  await glue.default({ module_or_path: code });
  return [glue.Console, styles];
}

function file([name, integrity]) {
  return fetch(new URL(name, HOME), { integrity, mode: "cors", credentials: "omit" });
}

// `import` knows no hash; an element does, and what it has run is what is imported. A link that preloads
// the module is no way: browsers say that it has loaded when it has not, and `import` would ask again.
async function module([name, integrity], what) {
  const script = document.createElement("script");
  // Browsers may remember for an address that it could not be imported.
  const href = new URL(attempts > 0 ? `${name}#${attempts}` : name, HOME).href;
  attempts += 1;
  // A policy that goes by nonces lets through what `import` takes from this module, but no element.
  const nonce = document.querySelector("script[nonce]")?.nonce ?? "";
  Object.assign(script, { type: "module", crossOrigin: "anonymous", integrity, nonce, src: trusted(href) });
  const run = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(noScript(what));
  });
  document.head.append(script);
  try {
    await run;
    return await import(href);
  } finally {
    script.remove();
  }
}

// A page may want Trusted Types: then a script's address has to be one, and this policy makes only ours.
function trusted(href) {
  policy ??= globalThis.trustedTypes?.createPolicy("cockpit-jwt", {
    createScriptURL: (address) => ([PARTS.glue, PARTS.consoleGlue].some(([name]) => address.startsWith(new URL(name, HOME).href)) ? address : null),
  });
  return policy ? policy.createScriptURL(href) : href;
}

// What stands in the place of an address when something else than one is blocked, and what allows it.
const SOURCES = { "wasm-eval": "'wasm-unsafe-eval'", "trusted-types-policy": "cockpit-jwt" };

function isOurs({ blockedURI, disposition }) {
  return disposition !== "report" && (blockedURI in SOURCES || blockedURI.startsWith(HOME.href));
}

function explained(error, violations, what) {
  if (violations.length > 0) {
    const wanted = violations.map(({ blockedURI, effectiveDirective }) => `${SOURCES[blockedURI] ?? HOME.origin} to ${effectiveDirective.replace("-elem", "")}`);
    return new NotLoaded(`The content security policy of this page blocks the ${what}.`, `Whoever runs this page has to add ${[...new Set(wanted)].join(", ")}.`);
  }
  if (error instanceof NotLoaded) {
    return error;
  }
  if (error instanceof WebAssembly.CompileError || error instanceof EvalError) {
    return new NotLoaded(`The ${what}'s WebAssembly is not run here.`, "Use a current browser, allow WebAssembly for this site, or have 'wasm-unsafe-eval' added to script-src in this page's content security policy.");
  }
  if (!(error instanceof TypeError)) {
    // Of the console's end the view around it tells.
    return what === WIDGET ? STOPPED : error;
  }
  if (!navigator.onLine) {
    return new NotLoaded(`The ${what} could not be loaded: there is no network.`, "Connect to the network and try again.");
  }
  return new NotLoaded(`The ${what} could not be loaded from ${HOME.href}.`, `Check your connection and try again. If that does not help, whoever runs ${HOME.host} has to list ${location.origin} in embedding_origins.`);
}

// From now on nobody gets them: the WebAssembly that was loaded has ended.
export function end() {
  loading = Promise.reject(STOPPED);
  loading.catch(() => {});
}
