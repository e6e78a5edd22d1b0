// SPDX-License-Identifier: GPL-3.0-or-later
// The same records and the same twelve conditions, with reasons, in Reeve and in two other rule engines, one after another in one run.
//
//   node run.mjs BENCH-PEERS [BUSINESSES] [ROUNDS]        or: meson compile -C build peers
//
// Installs the others into a temporary folder through npm, and leaves nothing behind. Ours reads the rows from the case file; theirs have them
// in memory, parsed, before the clock starts. All use one thread for the rules. Medians of the rounds are compared, in
// processor time, which a busy machine changes least.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.argv[2]);
const businesses = process.argv[3] ?? '100000';
const rounds = Number(process.argv[4] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'reeve-peers-'));
const day = text => Math.round(Date.parse(text) / 86400000);   // days since 1970, as Reeve counts them
const today = day('2026-11-16');

// field, operator, value; `any` and `all` nest
const conditions = [
  { all: [['operating', '=', true]] },
  { all: [['category', 'in', ['massage', 'salon', 'retail']]] },
  { all: [['category', '!=', 'salon']] },
  { all: [['licence.expires', '>=', today]] },
  { all: [['licence.issued', '<=', today]] },
  { all: [['licence.firstIssued', '>=', day('2015-01-01')]] },
  { all: [['licence.status', '=', 'active']] },
  { all: [['staffCount', '<=', 10]] },
  { all: [['opened', '<', day('2020-01-01')]] },
  { any: [['outCallOnly', '=', false], ['staffCount', '<=', 3]] },
  { any: [['category', '!=', 'massage'], { all: [['licence.status', '=', 'active'], ['staffCount', '<=', 5]] }] },
  { any: [['opened', '<', day('2010-01-01')],
          { all: [['licence.firstIssued', '<', day('2012-01-01')], ['licence.expires', '>=', today]] }] },
];

const operators = { '=': 'equal', '!=': 'notEqual', '<': 'lessThan', '<=': 'lessThanInclusive', '>=': 'greaterThanInclusive', in: 'in' };

function jsonRules(condition) {
  if (!Array.isArray(condition)) {
    const [key, list] = Object.entries(condition)[0];
    return { [key]: list.map(jsonRules) };
  }
  const [field, operator, value] = condition, [fact, member] = field.split('.');
  return { fact, operator: operators[operator], value, ...(member ? { path: `$.${member}` } : {}) };
}

function zen(condition) {
  if (!Array.isArray(condition)) {
    const [key, list] = Object.entries(condition)[0];
    return `(${list.map(zen).join(key === 'all' ? ' and ' : ' or ')})`;
  }
  const [field, operator, value] = condition;
  return `${field} ${operator === '=' ? '==' : operator} ${JSON.stringify(value)}`;
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function timed(evaluate, records) {
  const seconds = [];
  let compliant;
  for (let round = 0; round < rounds; round++) {
    compliant = conditions.map(() => 0);
    const start = process.cpuUsage();
    for (const record of records)
      await evaluate(record, compliant);
    const { user, system } = process.cpuUsage(start);
    seconds.push((user + system) / 1e6);
  }
  return { seconds, compliant };
}

async function main() {
  copyFileSync(join(here, 'package.json'), join(folder, 'package.json'));
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const require = createRequire(join(folder, 'package.json'));
  const { Engine } = require('json-rules-engine'), { ZenEngine } = require('@gorules/zen-engine');
  const path = join(folder, 'records.jsonl');
  const ours = JSON.parse(execFileSync(program, [businesses, String(rounds), path], { stdio: ['ignore', 'pipe', 'inherit'] }));
  const records = readFileSync(path, 'utf8').trim().split('\n').map(line => JSON.parse(line));

  // Every rule's result keeps each condition with what it found and whether it held: the reasons.
  const engine = new Engine();
  conditions.forEach((condition, index) => engine.addRule({ conditions: jsonRules(condition), event: { type: String(index) } }));
  const rules = await timed(async (record, compliant) => {
    const { results } = await engine.run(record);
    for (const result of results)
      compliant[Number(result.event.type)]++;
  }, records);

  const graph = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'rules', type: 'expressionNode', name: 'rules', position: { x: 1, y: 0 },
        content: { expressions: conditions.map((condition, index) => ({ id: `e${index}`, key: `c${index}`, value: zen(condition) })) } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  const zens = await timed(async (record, compliant) => {
    const { result } = await decision.evaluate(record, { trace: true });
    for (let i = 0; i < conditions.length; i++)
      compliant[i] += result[`c${i}`] === true ? 1 : 0;
  }, records);

  for (const [name, theirs] of [['json-rules-engine', rules], ['ZEN', zens]])
    if (JSON.stringify(theirs.compliant) !== JSON.stringify(ours.compliant))
      throw new Error(`${name} answers otherwise: ${theirs.compliant} against ${ours.compliant}`);
  console.log(`${records.length} records, ${conditions.length} conditions, reasons kept, median of ${rounds}; all answer alike`);
  for (const [name, run] of [['Reeve, from the file', ours], ['Reeve, and in sentences', { seconds: ours.words }], ['json-rules-engine 7.3.1, from memory', rules], ['GoRules ZEN 0.54.0 with trace, from memory', zens]])
    console.log(`${name.padEnd(44)} ${median(run.seconds).toFixed(2).padStart(8)} s ${(median(run.seconds) / median(ours.seconds)).toFixed(1).padStart(7)}`);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
