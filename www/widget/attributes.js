// The attributes of <cockpit-jwt>, their properties, and what they may be.

// Attributes, the property that goes with each, and, where only some values are known, these: the
// first one stands for a missing or unknown value.
export const ATTRIBUTES = {
  organization: ["organization"],
  scope: ["scope"],
  audience: ["audience"],
  validity: ["validity"],
  "on-behalf-of": ["onBehalfOf", ["myself", "organization"]],
  mode: ["mode", ["popup", "redirect"]],
  profile: ["profile", ["", "cockpit", "documented", "strict"]],
  theme: ["theme", ["auto", "light", "dark"]],
  name: ["name"],
};

export const SWITCHES = ["compact", "disabled", "required"];

// In the order in which they are taken over.
export const PROPERTIES = ["proxy", ...Object.values(ATTRIBUTES).map(([property]) => property), ...SWITCHES];

const warned = new Set();

export function warn(sentence) {
  if (!warned.has(sentence)) {
    warned.add(sentence);
    console.warn(`<cockpit-jwt>: ${sentence}`);
  }
}

// Says once what a value may be.
export function check(attribute, value) {
  const known = ATTRIBUTES[attribute]?.[1];
  if (known && value !== null && !known.includes(value)) {
    const allowed = known.filter((known) => known).join(", ");
    warn(`the attribute ${attribute} is "${value}", and may be one of: ${allowed}. It is taken as missing.`);
  }
}

// As a link's: what is relative is so to the page's base.
export function address(text, base) {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
