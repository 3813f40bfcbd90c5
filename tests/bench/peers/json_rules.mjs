// json-rules-engine over the tables that come on the first line; then, for each line of lesions, their totals and the
// nanoseconds that each took. Of the rows of an item the first that fits counts, which here is the highest priority.
import { createInterface } from 'node:readline';
import { Engine } from 'json-rules-engine';

const engineOf = (items) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [item, rows] of Object.entries(items)) {
    rows.forEach(({ conditions, points }, number) => {
      const priority = rows.length - number;
      engine.addRule({ conditions: { all: conditions }, priority, event: { type: item, params: { points } } });
    });
  }
  return engine;
};

const total = async (engine, lesion) => {
  const first = new Map();
  const { events } = await engine.run(lesion);
  for (const { type, params } of events) if (!first.has(type)) first.set(type, params.points);
  return [...first.values()].reduce((sum, points) => sum + points, 0);
};

let engines;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (!engines) {
    engines = Object.fromEntries(Object.entries(asked).map(([score, items]) => [score, engineOf(items)]));
    continue;
  }
  const totals = [];
  const taken = [];
  for (const lesion of asked.lesions) {
    const started = process.hrtime.bigint();
    totals.push(await total(engines[asked.score], lesion));
    taken.push(Number(process.hrtime.bigint() - started));
  }
  console.log(JSON.stringify({ totals, taken }));
}
