// What the declarations allow and what they do not: a line below `@ts-expect-error` has to be an error.
import type { CockpitJwt } from "./cockpit-jwt";

const made: CockpitJwt = document.createElement("cockpit-jwt");
made.mode = "redirect";
made.compact = true;
made.generate();

// @ts-expect-error: no such mode.
made.mode = "window";
// @ts-expect-error: only read.
made.token = "";

made.addEventListener("cockpit-jwt:token", ({ detail }) => {
  const until: Date | null = detail.expiresAt;
  // @ts-expect-error: it may never expire.
  until.getTime();
});
document.addEventListener("cockpit-jwt:error", ({ detail }) => detail.hint.length);
made.addEventListener("click", ({ clientX }) => clientX);
