#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real ordinances that Reeve ships: each file compiles, says where its law can be read, and all its worked examples come out as they say.
Where the folder of shared data is there, they are also compared with the list of law they restate: no provision and no example of it may be
missing, and none may have changed its citation, address or outcome. As models they are also thorough: no change of an operator or constant
that `ordinance check --mutate` tries goes unnoticed by the examples.

    ordinances.py SOURCE REEVECTL"""
import json
import os
import pathlib
import subprocess
import sys

source, reevectl = pathlib.Path(sys.argv[1]), sys.argv[2]
TEMPLATE = 'calder-bend.ordinance.yaml'
N_FILES, N_PROVISIONS, N_EXAMPLES = 27, 109, 218
# What a shared example expects, and what may be said of it here. A trigger that is met is a "violation" there, one that is not met is "not
# applicable"; so is what waits for a deadline.
SAME = {
    'compliant': {'compliant'},
    'violation': {'violation', 'grounds'},
    'not-applicable': {'not-applicable', 'no-grounds', 'pending'},
    'insufficient-data': {'insufficient'},
}
problems = []


def check(path):
    command = [reevectl, 'ordinance', 'check', '--json', '--outcomes', '--describe', '--mutate', str(path)]
    run = subprocess.run(command, stdout=subprocess.PIPE, encoding='utf-8', env=dict(os.environ, LC_ALL='C.UTF-8'))
    answer = json.loads(run.stdout)
    for message in answer['messages']:
        problems.append(f'{path.name}:{message["line"]}: {message["id"]}: {message["text"]}')
    if answer['failed'] or answer['errors'] or not answer['files']:
        problems.append(f'{path.name}: {answer["failed"]} examples fail, {answer["errors"]} errors')
        return None
    for change in answer['mutations'][0]['survivors']:
        problems.append(f'{path.name}:{change["line"]}: no example of {change["provision"]} notices when "{change["before"]}" becomes '
                        f'"{change["after"]}" in its {change["part"]}')
    file = answer['files'][0]
    if path.name == TEMPLATE:
        return file
    if path.name != file['id'] + '.ordinance.yaml':
        problems.append(f'{path.name}: the id is {file["id"]}')
    if file['published'] is None:
        problems.append(f'{path.name}: does not say under "published" where the law can be read')
    file['examples'] = {}
    for outcome in answer['outcomes']:
        file['examples'].setdefault(outcome['provision'], []).append(outcome)
    return file


def compare(law, file):
    ours = {provision['id']: provision for provision in file['provisions']}
    published = file['published'] or {'url': None, 'year': None}
    for key in ('url', 'year'):
        if published[key] != law[key]:
            problems.append(f'{law["id"]}: {key} is {published[key]}, not {law[key]}')
    for provision in law['provisions']:
        name = provision['id'].split('/')[1]
        if name not in ours:
            problems.append(f'{provision["id"]}: is missing')
            continue
        if ours[name]['citation'] != provision['citation']:
            problems.append(f'{provision["id"]}: cites "{ours[name]["citation"]}", not "{provision["citation"]}"')
        compare_examples(provision, file['examples'].get(name, []))


def compare_examples(provision, ours):
    """The shared examples come first, in their order; more may follow."""
    for number, example in enumerate(provision['examples']):
        if number >= len(ours):
            problems.append(f'{provision["id"]}: example {number + 1} is missing')
            continue
        mine = ours[number]
        if mine['outcome'] not in SAME[example['expected']]:
            problems.append(f'{provision["id"]}: example {number + 1} ("{mine["example"]}") is {mine["outcome"]}, not {example["expected"]}')
        day = example['facts'].get('as_of')
        if day is not None and mine['on'] != day:
            problems.append(f'{provision["id"]}: example {number + 1} ("{mine["example"]}") is of {mine["on"]}, not of {day}')


paths = sorted(path for path in (source / 'data' / 'ordinances').glob('*.ordinance.yaml') if path.name != TEMPLATE)
check(source / 'data' / 'ordinances' / TEMPLATE)
files = {path.name.split('.')[0]: check(path) for path in paths}
files = {name: file for name, file in files.items() if file is not None}
provisions = sum(len(file['provisions']) for file in files.values())
examples = sum(len(outcomes) for file in files.values() for outcomes in file['examples'].values())
if len(files) != N_FILES or provisions < N_PROVISIONS or examples < N_EXAMPLES:
    problems.append(f'{len(files)} files, {provisions} provisions, {examples} examples; '
                    f'there should be {N_FILES}, at least {N_PROVISIONS} and at least {N_EXAMPLES}')

listing = pathlib.Path(os.environ.get('REEVE_SHARED', '')) / 'ordinances' / 'ordinances.json'
if listing.is_file():
    law = json.loads(listing.read_text(encoding='utf-8'))['ordinances']
    counts = (len(law), sum(len(one['provisions']) for one in law), sum(len(p['examples']) for one in law for p in one['provisions']))
    if counts != (N_FILES, N_PROVISIONS, N_EXAMPLES):
        problems.append(f'{listing} has {counts} files, provisions, examples')
    if set(files) != {one['id'] for one in law}:
        problems.append(f'not the same ordinances: {sorted(set(files) ^ {one["id"] for one in law})}')
    for one in law:
        if one['id'] in files:
            compare(one, files[one['id']])
else:
    print(f'not compared with the shared list of law: {listing} is not there')

print('\n'.join(problems))
print(f'{len(files)} files, {provisions} provisions, {examples} examples; {len(problems)} problems')
sys.exit(1 if problems else 0)
