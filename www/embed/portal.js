// The portal's side of the page with the widget: it listens, and never shows the token.

const widget = document.querySelector("cockpit-jwt");
const said = document.getElementById("said");
const isToday = (date) => date.toDateString() === new Date().toDateString();
const clock = (date) => date.toLocaleString([], { timeStyle: "short", dateStyle: isToday(date) ? undefined : "medium" });
const until = (date) => (date ? ` until ${clock(date)}` : ", which never expires");

const mode = new URLSearchParams(location.search).get("mode");
if (mode === "popup" || mode === "redirect") {
  widget.mode = mode;
}
document.getElementById(mode ?? "popup")?.setAttribute("aria-current", "true");

widget.addEventListener("cockpit-jwt:token", ({ detail }) => {
  said.textContent = `The portal has a token${until(detail.expiresAt)}.`;
});
widget.addEventListener("cockpit-jwt:cleared", () => {
  said.textContent = "The portal has no token.";
});
widget.addEventListener("cockpit-jwt:expiring", ({ detail }) => {
  said.textContent = detail.remaining > 0 ? `The portal's token expires at ${clock(detail.expiresAt)}.` : "The portal's token has expired.";
});
widget.addEventListener("cockpit-jwt:error", ({ detail }) => {
  said.textContent = `The portal has no token: ${detail.message}`;
});
