// What a person cannot read or reach in the window as it is: what sticks out at the side, what is cut
// off, what lies below something else. Shadow roots are looked into.
const describe = (element, how) => `${how}: ${element.outerHTML.slice(0, 120)}`;
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const parentOf = (node) => node.parentElement ?? node.getRootNode().host ?? null;
const modal = everything().find((element) => element.matches("dialog:modal"));
// What is behind a dialog is not there to be used.
const usable = (element) => !modal || modal.contains(element);
// What is there for the ears alone is a pixel wide, or what a zoom makes of it.
const forEyes = (edge) => edge.width > 2;

function sticksOut(element) {
  const root = element === document.scrollingElement;
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
  return wide && (root || scrolls);
}

// The ancestor that cuts off one of the text's lines, if there is one.
function cutOff(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const lines = [...range.getClientRects()].filter((line) => line.width > 0);
  for (let box = parentOf(text); box && lines.length; box = parentOf(box)) {
    const edge = box.getBoundingClientRect();
    if (!forEyes(edge)) return null;
    const style = getComputedStyle(box);
    const [x, y] = [style.overflowX, style.overflowY].map((it) => /hidden|clip/.test(it));
    const outside = (line) =>
      (x && (line.left < edge.left - 1 || line.right > edge.right + 1)) ||
      (y && (line.top < edge.top - 1 || line.bottom > edge.bottom + 1));
    if (lines.some(outside)) return box;
  }
  return null;
}

// What is a pixel wide shows itself when it has the focus, and is looked at then.
function covered(element) {
  if (forEyes(element.getClientRects()[0])) return liesBelow(element);
  const before = focused();
  element.focus();
  const is = liesBelow(element);
  before?.focus();
  return is;
}

// Whether something else gets the click in the middle of the first of its boxes.
function liesBelow(element) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height, right, bottom } = element.getClientRects()[0];
  // Such as a link to the content, which comes into the picture when it has the focus.
  if (right <= 0 || bottom <= 0 || left >= innerWidth) return false;
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = element.getRootNode().elementFromPoint(x, y);
  return !hit || !(element.contains(hit) || hit.contains(element) || hit.control === element);
}

const all = everything().filter(shown);
const texts = all
  .filter((element) => !["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName) && usable(element))
  .flatMap((element) => [...element.childNodes])
  .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
const controls = all.filter(
  (element) =>
    element.matches("a[href], button, input, textarea, select, summary, [tabindex='0']") &&
    element.getClientRects().length > 0 &&
    usable(element),
);
const lost = [
  ...all.filter(sticksOut).map((element) => describe(element, "sticks out")),
  ...texts.filter(cutOff).map((text) => describe(parentOf(text), "is cut off")),
  ...controls.filter(covered).map((element) => describe(element, "is covered")),
];
scrollTo({ top: 0, behavior: "instant" });
return lost;
