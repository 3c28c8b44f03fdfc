// The end of a sign-in in a window of its own: takes the identity server's answer out of the address,
// hands it to the page with the widget, and closes the window. It never looks into the answer's code.

const CHANNEL = "cockpit-jwt";
const PATIENCE = 2000;

const byId = (id) => document.getElementById(id);

// First of all: neither the history nor a reload nor a script of somebody else gets to see it again.
const query = location.search;
history.replaceState(null, "", location.origin + location.pathname);

function say(state, reason, hint) {
  byId("said").dataset.state = state;
  byId("said").textContent = reason;
  byId("hint").textContent = hint;
}

// What the answer lacks, as a sentence; nothing when it can be handed over.
function lacking(parameters) {
  const repeated = ["code", "state", "error", "iss"].find((name) => parameters.getAll(name).length > 1);
  if (repeated) {
    return `The identity server's answer has the parameter ${repeated} more than once.`;
  }
  if (!parameters.get("state")) {
    return "The identity server's answer does not say which sign-in it belongs to: the parameter state is missing.";
  }
  if (parameters.has("code") === parameters.has("error")) {
    return parameters.has("code")
      ? "The identity server's answer has both a code and an error."
      : "The identity server's answer has neither a code nor an error.";
  }
  return null;
}

function proxy() {
  const folder = document.querySelector("meta[name=cockpit-jwt-proxy]").content || "./";
  return new URL(folder.replace(/\/?$/, "/"), location.href);
}

// The origins whose pages may embed the widget, from the proxy's settings.
async function embeddingOrigins() {
  const response = await fetch(new URL("api/config", proxy()), { credentials: "omit" });
  if (!response.ok) {
    throw new TypeError(`the proxy answers with ${response.status}`);
  }
  return (await response.json()).embedding_origins ?? [];
}

// Resolves when a widget says that it has received the answer to this state.
function received(state, channel, isFromOpener) {
  const isReceipt = ({ data }) => data?.kind === "cockpit-jwt:received" && data.state === state;
  return new Promise((resolve) => {
    channel.onmessage = (event) => isReceipt(event) && resolve();
    addEventListener("message", (event) => isFromOpener(event) && isReceipt(event) && resolve());
  });
}

function openerIsThere() {
  return Boolean(window.opener) && !window.opener.closed;
}

// Of a page of another origin nothing can be read.
function openerIsOfThisOrigin() {
  try {
    return window.opener.location.origin === location.origin;
  } catch {
    return false;
  }
}

// To every page that may have asked, each by its exact origin. Says what went wrong, if something did.
async function handOver(message, channel, origins) {
  channel.postMessage(message);
  if (!openerIsThere()) {
    return null;
  }
  if (openerIsOfThisOrigin()) {
    window.opener.postMessage(message, location.origin);
    return null;
  }
  try {
    for (const origin of await embeddingOrigins()) {
      origins.add(origin);
      window.opener.postMessage(message, origin);
    }
  } catch {
    return `The proxy at ${proxy().href} could not be asked which pages may receive the sign-in.`;
  }
  return null;
}

function nobody(problem) {
  if (problem) {
    say("failed", problem, "Check your connection, go back to the page that you came from, and generate the token again.");
  } else if (openerIsThere()) {
    say("failed", "The page that opened this window did not take the sign-in.", "It may have been reloaded meanwhile: go back to it and generate the token again. If that does not help, its origin has to be listed in the proxy's embedding_origins.");
  } else {
    say("failed", "The page that asked for this sign-in is not there any more.", "Open it again and generate the token again. If it is still open, its Cross-Origin-Opener-Policy cuts it off from this window: whoever runs it has to host a callback page of its own.");
  }
}

function finish() {
  say("done", "Signed in. This window is no longer needed.", "If it does not close by itself, you may close it and go on in the page that you came from.");
  window.close();
}

async function deliver(state) {
  const channel = new BroadcastChannel(CHANNEL);
  const origins = new Set([location.origin]);
  const receipt = received(state, channel, ({ source, origin }) => source === window.opener && origins.has(origin));
  let isOver = false;
  receipt.then(() => {
    isOver = true;
    finish();
  });
  const problem = await handOver({ kind: "cockpit-jwt:callback", query }, channel, origins);
  await Promise.race([receipt, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  // A receipt may still come: a page in the background is slow.
  if (!isOver) {
    nobody(problem);
  }
}

function start() {
  const parameters = new URLSearchParams(query);
  if (!["code", "state", "error"].some((name) => parameters.has(name))) {
    say("idle", "This page is where a sign-in in a window of its own ends.", "There is none to end now. You may close this window; a sign-in begins in the page that shows the widget.");
    return;
  }
  const reason = lacking(parameters);
  if (reason) {
    say("failed", reason, "It was not handed over. Close this window and generate the token again.");
    return;
  }
  say("working", "Handing the sign-in over…", "This window closes by itself.");
  deliver(parameters.get("state"));
}

// An `async` module may run before the page is read to its end.
if (document.readyState === "loading") {
  addEventListener("DOMContentLoaded", start, { once: true });
} else {
  start();
}
