const widget = document.querySelector("cockpit-jwt");
const form = document.querySelector("form");
const said = document.getElementById("said");

widget.organization = "moehaha";
widget.audience = "moehaha";

widget.addEventListener("cockpit-jwt:token", ({ detail }) => {
  const until = detail.expiresAt?.toLocaleString() ?? "it is withdrawn";
  said.textContent = `A token for ${detail.audience.join(", ")} until ${until}.`;
});
widget.addEventListener("cockpit-jwt:cleared", () => {
  said.textContent = "No token.";
});
widget.addEventListener("cockpit-jwt:error", ({ detail }) => {
  said.textContent = `${detail.message} ${detail.hint}`;
});

document.getElementById("generate").addEventListener("click", () => widget.generate());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  // The token is the value of the element's name, like that of any other field.
  const fields = new FormData(form);
  const length = String(fields.get("jwt")).length;
  said.textContent = `Would call the API for ${fields.get("repository")} with a token of ${length} characters.`;
});
