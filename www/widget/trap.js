// A trap ends the WebAssembly of all elements: they are told to stop.

import { PARTS, end } from "./loading.js";

const mounted = new Set();

// A portal may have WebAssembly of its own.
export function isTrap(error) {
  const stack = String(error?.stack);
  return "WebAssembly" in globalThis && error instanceof WebAssembly.RuntimeError && Object.values(PARTS).some(([name]) => stack.includes(name));
}

function watch({ error, reason }) {
  if (isTrap(error ?? reason)) {
    trapped();
  }
}

export function trapped() {
  end();
  for (const stop of [...mounted]) {
    stop();
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
