// Starts the page: loads the glue and the WebAssembly beside each other, and says in words what is
// missing when that fails. It has to be a file of its own: the content security policy allows no
// inline script.

const byId = (id) => document.getElementById(id);

function say(reason, hint) {
  byId("starting")?.remove();
  byId("not-started-reason").textContent = reason;
  byId("not-started-hint").textContent = hint;
  byId("not-started").hidden = false;
  byId("not-started").scrollIntoView();
}

function stopped() {
  say("This page has stopped working.", "That is a mistake in the page. Reloading it begins anew, without the token.");
}

function parts() {
  return [document.querySelector("link[rel=modulepreload]").href, document.querySelector("link[rel=preload][as=fetch]").href];
}

// The API console is a module of its own, with styles of its own, loaded when somebody wants it.
let loading;
let attempts = 0;

function partsOfConsole() {
  return document.querySelector("meta[name=cockpit-jwt-console]").content.split(" ");
}

// Whichever module is named first: one calls the other.
function isOfConsole({ stack }) {
  const first = (names) => Math.min(...names.map((name) => (stack + name).indexOf(name)));
  return first(partsOfConsole()) < first(parts());
}

// A trap in the middle of its life leaves a picture that no longer answers. Whoever has opened a
// console listens in its place.
function watch({ error, reason }) {
  const it = error ?? reason;
  if (!(it instanceof WebAssembly.RuntimeError)) {
    return;
  }
  if (isOfConsole(it)) {
    loading = undefined;
    byId("console").dispatchEvent(new Event("stopped"));
  } else {
    stopped();
  }
}

async function loadConsole() {
  const [glue, code, style] = partsOfConsole();
  // Browsers may remember for an address that it could not be imported.
  attempts += 1;
  const address = attempts > 1 ? `./${glue}#${attempts}` : `./${glue}`;
  const [module, styles] = await Promise.all([import(address), fetch(style)]);
  if (!styles.ok) {
    throw new Error(`${style}: ${styles.status}`);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await styles.text());
  await module.default({ module_or_path: code });
  return [module.Console, sheet];
}

async function openConsole(place, options, ask) {
  try {
    loading ??= loadConsole();
    const [Console, sheet] = await loading;
    document.adoptedStyleSheets = [sheet];
    return new Console(place, options, ask);
  } catch (error) {
    // The next one begins with WebAssembly of its own.
    loading = undefined;
    throw error;
  }
}

async function start() {
  const [glue, code] = parts();
  const { default: init, openPage } = await import(glue);
  await init({ module_or_path: code });
  openPage(openConsole);
}

if (typeof WebAssembly !== "object") {
  say("This page needs WebAssembly, and this browser has none or blocks it.", "Allow WebAssembly for this site, or leave the browser's lockdown or strictest mode, or use another browser.");
} else {
  addEventListener("error", watch);
  addEventListener("unhandledrejection", watch);
  byId("starting").hidden = false;
  start().then(
    () => byId("starting")?.remove(),
    (error) => {
      if (error instanceof WebAssembly.CompileError || error instanceof EvalError) {
        say("This browser does not run the page's WebAssembly.", "Allow WebAssembly for this site, or use a current browser.");
      } else if (error instanceof TypeError) {
        say("A part of this page could not be loaded.", "Check your connection, and reload the page. If you have just signed in, you may have to sign in again.");
      } else {
        stopped();
      }
    },
  );
}
