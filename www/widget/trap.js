// A trap ends the WebAssembly of all elements, or that of their API consoles: they are told to stop.

import { PARTS, end, endConsole } from "./loading.js";

const mounted = new Set();

// A portal may have WebAssembly of its own.
export function isTrap(error) {
  const stack = String(error?.stack);
  return "WebAssembly" in globalThis && error instanceof WebAssembly.RuntimeError && Object.values(PARTS).some(([name]) => stack.includes(name));
}

// Whichever is named first: one calls the other.
function isOfConsole({ stack }) {
  const { glue, code, consoleGlue, consoleCode } = PARTS;
  const first = (...parts) => Math.min(...parts.map(([name]) => (stack + name).indexOf(name)));
  return first(consoleGlue, consoleCode) < first(glue, code);
}

function watch({ error, reason }) {
  const it = error ?? reason;
  if (isTrap(it)) {
    trapped(isOfConsole(it) ? endConsole : end);
  }
}

export function trapped(over = end) {
  over();
  for (const stop of [...mounted]) {
    stop(over === endConsole);
  }
}

export function add(stop) {
  if (mounted.size === 0) {
    addEventListener("error", watch);
    addEventListener("unhandledrejection", watch);
  }
  mounted.add(stop);
}

export function remove(stop) {
  mounted.delete(stop);
  if (mounted.size === 0) {
    removeEventListener("error", watch);
    removeEventListener("unhandledrejection", watch);
  }
}
