// Holds the manifest against the class, the styles and the views, copies of which are beside this file. What the
// declarations have to agree with is left in `generated`, for the check of their types.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";

const defined = new Map();
globalThis.HTMLElement = class {};
globalThis.customElements = { get: (name) => defined.get(name), define: (name, value) => defined.set(name, value) };
const { CockpitJwt } = await import("./widget/cockpit-jwt.js");

const manifest = JSON.parse(await fs.readFile("widget/custom-elements.json", "utf8"));
const [declaration] = manifest.modules[0].declarations;
const names = (items) => items.map(({ name }) => name).sort();

assert.equal(defined.get(declaration.tagName), CockpitJwt);
assert.deepEqual(names(declaration.attributes), [...CockpitJwt.observedAttributes].sort());

const isCallback = (name) => name === "constructor" || name.endsWith("Callback");
const members = Object.getOwnPropertyNames(CockpitJwt.prototype).filter((name) => !isCallback(name));
assert.deepEqual(names(declaration.members), members.sort());
for (const { kind, name, readonly = false } of declaration.members) {
  const { value, set } = Object.getOwnPropertyDescriptor(CockpitJwt.prototype, name);
  assert.equal(kind, typeof value === "function" ? "method" : "field", name);
  assert.equal(readonly, kind === "field" && set === undefined, name);
}

async function found(folder, ending, pattern) {
  const files = (await fs.readdir(folder, { recursive: true })).filter((file) => file.endsWith(ending));
  const texts = await Promise.all(files.map((file) => fs.readFile(path.join(folder, file), "utf8")));
  return [...new Set(texts.join("\n").match(pattern) ?? [])].sort();
}

assert.deepEqual(names(declaration.cssProperties), await found("css", ".css", /--cockpit-jwt-[a-z-]+/g));
assert.deepEqual(names(declaration.cssParts), await found("view", ".rs", /(?<= part=")[a-z-]+(?=")/g));

const record = (type, items) => `const _: Record<${type}, true> = { ${names(items).map((name) => `"${name}": true`).join(", ")} };`;
const lines = declaration.members.filter(({ kind }) => kind === "field").map(({ name, type, readonly }) => {
  const written = readonly ? "" : ` element.${name} = value;`;
  return `(element: CockpitJwt): ${type.text} => { const value: ${type.text} = element.${name};${written} return value; };`;
});
await fs.writeFile("generated/manifest.ts", [
  'import type { CockpitJwt, CockpitJwtEventMap } from "./cockpit-jwt";',
  `{ ${record("Exclude<keyof CockpitJwt, keyof HTMLElement>", declaration.members)} }`,
  `{ ${record("keyof CockpitJwtEventMap", declaration.events)} }`,
  ...lines,
  "",
].join("\n"));
