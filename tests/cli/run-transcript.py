#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a transcript: commands, the output expected of them, their exit status.

    run-transcript.py FOLDER-OF-REEVECTL FILE.transcript

A transcript is plain text, run from top to bottom in an empty folder:

    # a comment, between commands only
    @needs data/longbeach/schools.geojson      skip the whole transcript (exit 77) unless this is in the shared data
    $ reevectl new city.reeve --city "Calder Bend"
    Made the case file city.reeve.
    $ cat > rows.csv <<END                     a line that begins with "> " goes on with the command
    > name,address
    > END
    $ reevectl verify missing.reeve
    reevectl: There is no file missing.reeve.
    [3]                                        the exit status, when it is not 0

Output is standard output and standard error as they came. In commands and in expected lines ${TMP} is the empty folder, ${SHARED}
the shared data, ${SOURCE} the source tree. In expected lines <hash> stands for a SHA-256, <time> for a time in UTC, <number> for
digits, <any> for anything within the line; a line of three dots for any number of lines. Add the file to tests/cli/meson.build."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SKIP = 77
MASKS = {
    '<hash>': r'[0-9a-f]{64}',
    '<time>': r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ',
    '<number>': r'\d+',
    '<any>': r'.*',
}


def parse(text):
    """Yields (line number, command, expected lines, exit status) and ('needs', path)."""
    steps, step = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith('@needs '):
            steps.append(('needs', line[7:].strip()))
        elif line.startswith('$ '):
            step = {'line': number, 'command': line[2:], 'expected': [], 'status': 0}
            steps.append(('run', step))
        elif step is None:
            if line and not line.startswith('#'):
                sys.exit(f'line {number}: output before the first command')
        elif line.startswith('> ') and not step['expected']:
            step['command'] += '\n' + line[2:]
        elif line.startswith('# '):
            continue
        elif re.fullmatch(r'\[\d+\]', line):
            step['status'] = int(line[1:-1])
        else:
            step['expected'].append(line)
    for kind, step in steps:
        while kind == 'run' and step['expected'] and step['expected'][-1] == '':
            step['expected'].pop()
    return steps


def to_pattern(line):
    parts = re.split('(' + '|'.join(map(re.escape, MASKS)) + ')', line)
    return ''.join(MASKS.get(part, re.escape(part)) for part in parts)


def matches(expected, actual):
    """Lines against lines, where '...' takes any number."""
    if not expected:
        return not actual
    if expected[0] == '...':
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and re.fullmatch(to_pattern(expected[0]), actual[0]) is not None and matches(expected[1:], actual[1:])


def main():
    folder, name = os.path.abspath(sys.argv[1]), sys.argv[2]
    shared = os.environ.get('REEVE_SHARED', '')
    source = os.environ.get('REEVE_SOURCE', '')
    steps = parse(pathlib.Path(name).read_text(encoding='utf-8'))
    for kind, need in steps:
        if kind == 'needs' and not os.path.exists(os.path.join(shared, need)):
            print(f'skipped: {need} is not in the folder of shared data (REEVE_SHARED={shared})')
            return SKIP
    failed = 0
    with tempfile.TemporaryDirectory(prefix='reeve-transcript-') as tmp:
        environment = dict(os.environ, PATH=folder + os.pathsep + os.environ['PATH'], TMP=tmp, SHARED=shared, SOURCE=source,
                           LC_ALL='C.UTF-8', HOME=tmp, NO_COLOR='1')
        for kind, step in steps:
            if kind != 'run':
                continue
            run = subprocess.run(['/bin/sh', '-c', step['command']], cwd=tmp, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
            actual = run.stdout.decode('utf-8', 'replace').splitlines()
            while actual and actual[-1] == '':
                actual.pop()
            expected = [line.replace('${TMP}', tmp).replace('${SHARED}', shared).replace('${SOURCE}', source) for line in step['expected']]
            if run.returncode == step['status'] and matches(expected, actual):
                continue
            failed += 1
            print(f'{name}:{step["line"]}: $ {step["command"]}')
            print('expected' + (f' [{step["status"]}]' if step['status'] else '') + ':')
            print(''.join(f'    {line}\n' for line in expected), end='')
            print('got' + (f' [{run.returncode}]' if run.returncode else '') + ':')
            print(''.join(f'    {line}\n' for line in actual), end='')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
