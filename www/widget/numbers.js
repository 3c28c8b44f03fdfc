// The number of an element among those that are in the page, by which one without an id finds its
// sign-in again: a page that is loaded anew has to give the same.

const numbers = new Set();

// The one it had before, if nobody has it by now, or the next free one.
export function numbered(before) {
  let number = Math.max(before, 1);
  while (numbers.has(number)) {
    number += 1;
  }
  numbers.add(number);
  return number;
}

export function unnumbered(number) {
  numbers.delete(number);
}
