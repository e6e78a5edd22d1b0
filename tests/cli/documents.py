#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every piece of YAML in the documents is part of a file that is read and whose worked examples pass. A piece that begins with
`reeve-ordinance:` begins a file; those after it add to it, key by key, and the file is checked after each. Usage: documents.py REEVECTL DOC..."""
import pathlib
import re
import subprocess
import sys
import tempfile

reevectl, *documents = sys.argv[1:]
TOP = re.compile(r'^([A-Za-z][\w-]*):(.*)$')
PIECE = re.compile(r'^```yaml\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def add(file, piece):
    """Appends what @piece has under each top-level key to what @file has there."""
    key = None
    for line in piece.splitlines():
        match = TOP.match(line)
        if match:
            key = match.group(1)
            if key not in file:
                file[key] = [line]
            elif match.group(2).strip():
                sys.exit(f'{key} is given twice')
        else:
            file[key].append(line)


checked = pieces = 0
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / 'document.ordinance.yaml'
    for document in documents:
        text = pathlib.Path(document).read_text(encoding='utf-8')
        file = {}
        for piece in PIECE.finditer(text):
            number = text[:piece.start()].count('\n') + 1
            pieces += 1
            if piece.group(1).startswith('reeve-ordinance:'):
                file = {}
            add(file, piece.group(1))
            if 'provisions' not in file:
                continue
            path.write_text('\n'.join(line for lines in file.values() for line in lines) + '\n', encoding='utf-8')
            run = subprocess.run([reevectl, 'ordinance', 'check', str(path)], capture_output=True, text=True, check=False)
            checked += 1
            if run.returncode != 0 or run.stderr:
                sys.exit(f'{document}:{number}: with this piece\n{run.stderr}{run.stdout}')
if not checked:
    sys.exit('no document has a piece of YAML')
print(f'{pieces} pieces, {checked} files checked')
