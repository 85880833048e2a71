// Where nothing in the drawer can take the keyboard focus, the drawer takes it, to be scrolled.

/** Finds the part of the page that scrolls and makes it reachable by keyboard. */
export default function () {
  /** @type {HTMLElement | null} */
  let node = document.querySelector(".st-key-cells_shown");
  while (node && !/auto|scroll/.test(getComputedStyle(node).overflowY)) node = node.parentElement;
  if (node) node.tabIndex = 0;
}
