/** What Streamlit hands to a component each time its data or theme change. */
export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  /** Sets a value that stays until it is set again, and runs the page. */
  setStateValue(name: string, value: unknown): void;
  /** Sets a value for one run of the page. */
  setTriggerValue(name: string, value: unknown): void;
}
