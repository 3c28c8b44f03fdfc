// What is seen while there is no WebAssembly that draws. A page may want Trusted Types, so it is made
// element by element.

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// What all is drawn in, and in it the place for it; the live region is there before anything is said in it.
export function surface() {
  const app = make("div", { id: "app" });
  const live = make("div", { id: "live", className: "live", role: "status" });
  return [make("div", { className: "surface" }, live, app, make("div", { id: "console" })), app];
}

export function starting() {
  return make("p", { className: "starting", textContent: "Loading…" });
}

export function failure(message, hint, again) {
  const lines = [make("p", { className: "not-started-reason", textContent: message }), make("p", { textContent: hint })];
  if (again) {
    lines.push(make("button", { type: "button", className: "button", part: "button", textContent: "Try again", onclick: again }));
  }
  return make("div", { className: "not-started", part: "card", role: "alert" }, ...lines);
}
