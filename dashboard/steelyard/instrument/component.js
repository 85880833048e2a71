// What Streamlit calls: once per mount and again for each change of data or theme.
const instruments = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  let instrument = instruments.get(parentElement);
  if (!instrument) {
    const root = parentElement.querySelector("[data-instrument]");
    instrument = new SteelyardInstrument.Instrument(root, (state) => setStateValue("state", state));
    instruments.set(parentElement, instrument);
  }
  instrument.send = (state) => setStateValue("state", state);
  instrument.basisOf = (i, j) => () => {
    const { options, criteria } = instrument.base;
    setTriggerValue("cell", { option: options[i].id, criterion: criteria[j].id });
  };
  instrument.update(JSON.parse(new TextDecoder().decode(data)));
  return () => instruments.delete(parentElement);
}
