#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source says its licence first; nothing is left half done; .ui files pair with .c files; the top of the tree stays as designed."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
problems = []
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
KINDS = {'.c', '.h', '.py', '.sh', '.ui', '.css', '.sql', '.build', '.yaml', '.xml', '.in', '.po', '.md', '.svg', '.1', '.supp'}
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b')


def tracked():
    try:
        listing = subprocess.run(['git', '-C', str(root), 'ls-files', '-z'], capture_output=True, check=True).stdout.decode()
        names = [name for name in listing.split('\0') if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(p.relative_to(root)) for top in ('src', 'ui', 'data', 'po', 'tests') for p in (root / top).rglob('*') if p.is_file()]
    return [name for name in names if (root / name).is_file()]


for name in tracked():
    path = root / name
    if path.suffix not in KINDS or name.startswith('tests/data/') or name.startswith('tests/cases/'):
        continue
    text = path.read_text(encoding='utf-8')
    first = text.splitlines()[:3]
    # a shebang or an XML declaration has to come before
    if not any(SPDX in line for line in (first[:2] if first and first[0].startswith(('#!', '<?xml')) else first[:1])):
        problems.append(f'{name}: the first line should say {SPDX}')
    if path.suffix in ('.c', '.h', '.py', '.sh', '.sql', '.ui') and not name.startswith('tests/lint/'):
        for number, line in enumerate(text.splitlines(), 1):
            if UNFINISHED.search(line):
                problems.append(f'{name}:{number}: says that something is not done')
    if path.suffix in ('.c', '.h') and text.count('\n') > 1300:
        problems.append(f'{name}: {text.count(chr(10))} lines; split it')

stems = {p.stem for p in (root / 'src').rglob('*.c')}
for ui in sorted((root / 'ui').rglob('*.ui')):
    if ui.stem not in stems and ui.stem not in ('help-overlay', 'shortcuts'):
        problems.append(f'{ui.relative_to(root)}: there is no {ui.stem}.c')

TOP = {'meson.build', 'README.md', 'src', 'ui', 'data', 'po', 'tests'}
for name in sorted({n.split('/')[0] for n in tracked()}):
    if not name.startswith('.') and name not in TOP:
        problems.append(f'{name}: does not belong at the top of the tree')

print('\n'.join(problems) or 'all sources are in order')
sys.exit(bool(problems))
