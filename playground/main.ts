/** Starts the playground. */
import { createSolver } from "../bindings/solver/index.js";
import { loadCatalogue } from "../devices/index.js";
import { readAddress } from "./address.js";
import { hardwareDevices, isHardwarePermitted, virtualDevices } from "./devices.js";
import { byId, html, setText } from "./dom.js";
import { Playground } from "./playground.js";
import { Views } from "./views.js";

const note = byId("set-note", HTMLElement);
const plugForm = byId("plug-form", HTMLFormElement);
const plugName = byId("plug-name", HTMLSelectElement);
const [virtualSwitch, hardwareSwitch] = document.querySelectorAll<HTMLInputElement>("input[name=set]");

const { device } = readAddress();
const [solver, virtual] = await Promise.all([
  createSolver(),
  virtualDevices(device === undefined ? [] : [device]),
]);
const playground: Playground = new Playground(
  solver,
  new Views({
    choose: (id) => playground.choose(id),
    unplug: (id) => virtual.unplug(id),
    edited: (text) => playground.edited(text),
    mend: (remedy) => playground.mend(remedy),
    setBound: (name, bound, value) => playground.setBound(name, bound, value),
    removeBound: (name, bound) => playground.removeBound(name, bound),
    pick: (size) => playground.pick(size),
    toggle: () => playground.toggle(),
  }),
);

async function useVirtual(why = ""): Promise<void> {
  if (virtualSwitch) virtualSwitch.checked = true;
  plugForm.hidden = false;
  setText(note, why);
  await playground.use(virtual);
}

async function useHardware(): Promise<void> {
  setText(note, "Getting to know the devices …");
  try {
    const hardware = await hardwareDevices();
    if (!hardwareSwitch?.checked) return;
    plugForm.hidden = true;
    setText(note, "");
    await playground.use(hardware);
  } catch (error) {
    await useVirtual(`${error instanceof Error ? error.message : String(error)} These devices are virtual.`);
  }
}

virtualSwitch?.addEventListener("change", () => void useVirtual());
hardwareSwitch?.addEventListener("change", () => void useHardware());

const entries = [...(await loadCatalogue())].sort((a, b) => a.title.localeCompare(b.title));
const groups = { videoinput: "Cameras", audioinput: "Microphones" } as const;
plugName.append(
  ...Object.entries(groups).map(([kind, label]) => {
    const group = html("optgroup", { label });
    const own = entries.filter(({ source }) => source.kind === kind);
    group.append(...own.map(({ name, title }) => html("option", { value: name }, title)));
    return group;
  }),
);
plugName.value = "logitech-brio-4k-stream-edition-usb2";
plugForm.addEventListener("submit", (submission) => {
  submission.preventDefault();
  const name = plugName.value;
  void virtual.plug(name).then(
    () => playground.choose(name),
    () => playground.choose(name),
  );
});

// There is room for them beside the devices, and little on a phone.
byId("offer-details", HTMLDetailsElement).open = matchMedia("(min-width: 760px)").matches;

// A request that somebody sent is about the device it came with.
const isVirtualAsked = (await virtual.list()).some(({ id }) => id === device);
if (!isVirtualAsked && (await isHardwarePermitted())) {
  if (hardwareSwitch) hardwareSwitch.checked = true;
  await useHardware();
} else await useVirtual();
