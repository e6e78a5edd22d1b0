#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table in README.md of what the ordinance files hold, as the program itself reads them.

    coverage.py REEVECTL            tells whether the table is up to date
    coverage.py REEVECTL --write    brings it up to date"""
import collections
import difflib
import json
import os
import pathlib
import subprocess
import sys

BEGIN, END = '<!-- coverage: written by coverage.py -->', '<!-- end of coverage -->'
folder = pathlib.Path(__file__).resolve().parent
readme = folder / 'README.md'


def described():
    paths = sorted(folder.glob('*.ordinance.yaml'))
    run = subprocess.run([sys.argv[1], 'ordinance', 'check', '--json', '--outcomes', '--describe', *map(str, paths)], stdout=subprocess.PIPE,
                         encoding='utf-8', env=dict(os.environ, LC_ALL='C.UTF-8'), check=True)
    answer = json.loads(run.stdout)
    return answer['files'], answer['examples']


def cell(text):
    return text.replace('|', '\\|')


def table(files, examples):
    provisions = [(file, provision) for file in files for provision in file['provisions']]
    lines = [BEGIN, f'{len(files)} files, {len(provisions)} provisions, {examples} worked examples, all of which come out as they say.', '']
    lines += ['| File | Law | Year |', '|---|---|---|']
    for file in files:
        published = file['published'] or {'url': None, 'year': None}
        law = cell(f'{file["jurisdiction"]}: {file["title"]}')
        if published['url']:
            law = f'[{law}]({published["url"]})'
        lines.append(f'| {file["id"]} | {law} | {published["year"] or ""} |')
    lines += ['', '| Provision | Citation | About | Duty | Nature | Forms of the language |', '|---|---|---|---|---|---|']
    for file, provision in provisions:
        lines.append(f'| {file["id"]}/{provision["id"]} | {cell(provision["citation"])} | {provision["about"]} | {provision["duty"]} '
                     f'| {provision["nature"]} | {", ".join(provision["features"])} |')
    uses = collections.Counter(feature for _, provision in provisions for feature in provision['features'])
    natures = collections.Counter(provision['nature'] for _, provision in provisions)
    lines += ['', 'Natures: ' + ', '.join(f'{name} {n}' for name, n in natures.most_common()) + '.', '',
              'Forms and how many provisions use them: ' + ', '.join(f'{name} {n}' for name, n in sorted(uses.items(), key=lambda u: (-u[1], u[0])))
              + '.', END]
    return lines


old = readme.read_text(encoding='utf-8')
before, _, rest = old.partition(BEGIN)
_, _, after = rest.partition(END)
new = before + '\n'.join(table(*described())) + after
if '--write' in sys.argv:
    readme.write_text(new, encoding='utf-8')
elif new != old:
    print(''.join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), 'README.md', 'as the program reads the files', n=0)))
    print('The table is out of date: python3 data/ordinances/coverage.py build/src/cli/reevectl --write')
    sys.exit(1)
