// Hand over what this browser keeps of its visitor, once.
export default function ({ data: [data], parentElement, setTriggerValue }) {
  if (parentElement.told) return;
  parentElement.told = true;
  const found = data.names.map((name) => [name, localStorage.getItem(data.prefix + name) ?? ""]);
  setTriggerValue("found", Object.fromEntries(found));
}
