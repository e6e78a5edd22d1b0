#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of the core includes only what stands to its left; only store/ sees SQLite; the core never sees GTK."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
LEFT = {
    'base': [],
    'records': ['base'],
    'export': ['base'],
    'geo': ['base', 'records'],
    'ordinance': ['base', 'records'],
    'store': ['base', 'records'],
    'check': ['base', 'records', 'geo', 'ordinance', 'store'],
    'import': ['base', 'records', 'geo', 'ordinance', 'store', 'check'],
    'paint': ['base', 'records', 'geo', 'ordinance', 'store'],
    'paper': ['base', 'export', 'paint'],
    'report': ['base', 'records', 'geo', 'ordinance', 'store', 'check', 'paint', 'export', 'paper'],
    'release': ['base', 'records', 'geo', 'ordinance', 'store', 'check', 'import', 'paint', 'export', 'paper', 'report'],
}
# import/ may use check/ for one thing, the sample city, which adopts an ordinance and makes the findings
ONLY_SAMPLE = {('import', 'check')}
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)
GUI = re.compile(r'^(gtk|gdk|adwaita|shumate|gsk)\b')

owner = {}
for folder in LEFT:
    for header in (root / 'src/core' / folder).glob('*.h'):
        owner[header.name] = folder

problems = []
for path in sorted((root / 'src').rglob('*.[ch]')):
    parts = path.relative_to(root / 'src').parts
    folder = parts[1] if parts[0] == 'core' and len(parts) > 2 else None
    for name in INCLUDE.findall(path.read_text(encoding='utf-8')):
        where = f'{path.relative_to(root)}: includes {name}'
        if name == 'sqlite3.h' and folder != 'store':
            problems.append(f'{where}: only store/ may')
        if (parts[0] in ('core', 'cli', 'gis')) and GUI.match(name) and not name.startswith('gdk-pixbuf'):
            problems.append(f'{where}: no GTK here')
        if folder is None:
            continue
        target = owner.get(pathlib.PurePosixPath(name).name)
        if target is None or target == folder:
            continue
        allowed = target in LEFT[folder]
        if (folder, target) in ONLY_SAMPLE and not path.name.startswith('reeve-sample'):
            allowed = False
        if not allowed:
            problems.append(f'{where}: {folder}/ stands left of {target}/ or beside it')
print('\n'.join(problems) or 'the layers hold')
sys.exit(bool(problems))
