// Copies the address of the view; where the browser does not allow that, shows it to be copied.

import { make } from "../../../instrument/js/panel/elements.js";
import { isNew } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

const CONFIRMED = 2000; // Milliseconds for which the button says what it did.

/** @param {Component<{ copy: string, copied: string, by_hand: string }>} component */
export default function ({ data, parentElement }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-copy-link]"));
  if (!isNew(root, JSON.stringify(data))) return;
  const button = make("button", { type: "button", text: data.copy });
  const field = make("input", { type: "text", readonly: "", hidden: "", "aria-label": data.by_hand });
  const said = make("span", { class: "said", role: "status" });
  field.onblur = () => {
    field.hidden = true;
  };
  button.onclick = async () => {
    const address = location.href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = data.copied;
      button.textContent = data.copied;
      setTimeout(() => {
        said.textContent = "";
        button.textContent = data.copy;
      }, CONFIRMED);
    } catch {
      field.value = address;
      field.hidden = false;
      field.focus();
      field.select();
    }
  };
  root.replaceChildren(button, field, said);
}
