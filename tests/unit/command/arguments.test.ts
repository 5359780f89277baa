import { readArguments } from "../../../bindings/command/arguments.js";

const fit = { name: "fit", constraints: "{}", devices: undefined, json: false, top: undefined };

test.each([
  [["--help"], { name: "help", of: "trackfit" }],
  [["-h"], { name: "help", of: "trackfit" }],
  [["--version"], { name: "version" }],
  [["fit", "--help"], { name: "help", of: "fit" }],
  [["devices", "-h"], { name: "help", of: "devices" }],
  [["devices"], { name: "devices", json: false }],
  [["devices", "--json"], { name: "devices", json: true }],
  [["fit", "{}"], fit],
  [["fit", "--json", "{}", "--top", "3"], { ...fit, json: true, top: 3 }],
  [["fit", "{}", "--top=3"], { ...fit, top: 3 }],
  [["fit", "{}", "--devices", "a", "b", "c"], { ...fit, devices: ["a", "b", "c"] }],
  [
    ["fit", "{}", "--devices", "a", "b", "--json", "--devices=c"],
    { ...fit, devices: ["a", "b", "c"], json: true },
  ],
  [["fit", "--devices", "a", "--", "{}"], { ...fit, devices: ["a"] }],
  [["fit", "--devices", "a", "b", "{}"], { ...fit, devices: ["a", "b"] }],
  [["fit", "--devices", "{}", "a"], { ...fit, devices: ["a"] }],
  [["fit", "{}", "--devices", "-"], { ...fit, devices: "-" }],
  [["fit", "{}", "--devices", "-", "--json"], { ...fit, devices: "-", json: true }],
])("%j", (args, task) => {
  expect(readArguments(args)).toEqual(task);
});

test.each([
  [[], "A command must be given, fit or devices; trackfit --help tells more."],
  [["fti"], 'The command must be fit or devices, got "fti"; trackfit --help tells more.'],
  [["constructor"], 'The command must be fit or devices, got "constructor"; trackfit --help tells more.'],
  [["--json"], "--json must be an option of trackfit; trackfit --help lists them."],
  [["fit"], "fit must be given constraints as JSON, such as '{\"video\": true}'."],
  [["fit", "{}", "x", "y"], 'fit must be given constraints in one argument (quote them), got also "x" "y".'],
  [["fit", "{}", "--tpo", "3"], "--tpo must be an option of trackfit fit; trackfit fit --help lists them."],
  [["fit", "{}", "-x"], "-x must be an option of trackfit fit; trackfit fit --help lists them."],
  [
    ["fit", "{}", "--version"],
    "--version must be an option of trackfit fit; trackfit fit --help lists them.",
  ],
  [
    ["fit", "{}", "--toString"],
    "--toString must be an option of trackfit fit; trackfit fit --help lists them.",
  ],
  [["fit", "{}", "--json=yes"], '--json must have no value, got "yes".'],
  [["fit", "{}", "--top"], "--top must have a value, got none."],
  [["fit", "{}", "--top", "0"], '--top must be a positive integer, got "0".'],
  [["fit", "{}", "--top", "1e3"], '--top must be a positive integer, got "1e3".'],
  [["fit", "{}", "--top=-3"], '--top must be a positive integer, got "-3".'],
  [["fit", "{}", "--devices"], "--devices must have a value, got none."],
  [["fit", "{}", "--devices", "--json"], "--devices must have a value, got --json."],
  [["fit", "--devices", "{}"], "--devices must have a value, got none."],
  [["fit", "{}", "--devices", "a", "-"], "--devices - must stand alone: standard input is not ranked."],
  [
    ["fit", "{}", "--devices", "-", "--top", "3"],
    "--top must be left out with --devices -, which keeps the order of its lines.",
  ],
  [["devices", "x"], 'devices must have no arguments, got "x".'],
  [
    ["devices", "--top", "3"],
    "--top must be an option of trackfit devices; trackfit devices --help lists them.",
  ],
])("%j is refused", (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
