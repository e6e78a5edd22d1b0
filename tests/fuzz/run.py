#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the fuzz targets and lets each run for a while, one after the other, at the lowest priority.

    python3 tests/fuzz/run.py BUILD [--minutes 10] [--corpus FOLDER] [yaml|expression|ordinance ...]

BUILD is a folder set up as tests/fuzz/meson.build says. Seeds are the cases of the tests and, for expressions, every expression written in
them. The last lines say how many inputs each target was given; a finding ends it, and its file is named."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser()
parser.add_argument('build')
parser.add_argument('--minutes', type=float, default=10)
parser.add_argument('--corpus', help='keep what was learnt here, for the next run')
parser.add_argument('targets', nargs='*', default=[])
options = parser.parse_intermixed_args()
targets = options.targets or ['yaml', 'expression', 'ordinance']
SEEDS = {'yaml': ['good', 'bad', 'fuzz/yaml'], 'expression': ['fuzz/expression'], 'ordinance': ['good', 'bad', 'fuzz/ordinance']}
ABOUT = ['business', 'premises', 'application', 'licence', 'inspection', 'violation', 'notice', 'sanction', 'hearing', 'complaint']
EXPRESSION = re.compile(r'^ *(?:- )?(?:\{.*?)?(?:require|grounds|applies|when|cure|is|by|until): *(?:>[-+]?\n((?:^ {6,}.*\n)+)|(.+)$)', re.MULTILINE)
WRITTEN = re.compile(r'^ *\{ "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def expressions():
    """Every expression of the cases, and of the tests that try one at a time."""
    for path in sorted((root / 'tests/cases').rglob('*.ordinance.yaml')) + sorted((root / 'data').rglob('*.ordinance.yaml')):
        text = path.read_text(encoding='utf-8', errors='replace')
        for folded, plain in EXPRESSION.findall(text):
            yield ' '.join((folded or plain).split())
    for name in ('test-expression.c', 'test-evaluate.c'):
        for written in WRITTEN.findall((root / 'tests/core/ordinance' / name).read_text(encoding='utf-8')):
            yield written.replace('\\"', '"')


def write_expressions(folder):
    for number, expression in enumerate(sorted(set(expressions()))):
        first = expression.split('.')[0].split()[-1:] or ['']
        about = ABOUT.index(first[0]) if first[0] in ABOUT else 0
        (folder / f'seed-{number}').write_bytes(bytes([about]) + expression.encode())


def execute(program, arguments, environment):
    command = ['nice', '-n', '19', program, '-timeout=20', '-rss_limit_mb=1500', '-print_final_stats=1', f'-artifact_prefix={program}-', *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, errors='replace', check=False)


subprocess.run(['ninja', '-C', options.build, *[f'tests/fuzz/fuzz-{target}' for target in targets]], check=True)
found = False
for target in targets:
    with tempfile.TemporaryDirectory() as temporary:
        corpus = pathlib.Path(options.corpus or temporary) / target
        corpus.mkdir(parents=True, exist_ok=True)
        folders = [str(root / 'tests/cases' / seeds) for seeds in SEEDS[target]]
        if target == 'expression':
            seeds = pathlib.Path(temporary) / 'seeds'
            seeds.mkdir()
            write_expressions(seeds)
            folders.append(str(seeds))
        program = f'{options.build}/tests/fuzz/fuzz-{target}'
        environment = dict(os.environ, G_DEBUG='fatal-criticals', LC_ALL='C.UTF-8', UBSAN_OPTIONS='halt_on_error=1:print_stacktrace=1')
        search = [f'-max_total_time={int(options.minutes * 60)}', '-detect_leaks=0', '-max_len=4096', f'-dict={root}/tests/fuzz/ordinance.dict']
        run = execute(program, [*search, str(corpus), *folders], dict(environment, ASAN_OPTIONS='detect_leaks=0'))
        executed = next((line.split()[-1] for line in run.stderr.splitlines() if 'number_of_executed_units' in line), '0')
        if run.returncode == 0:
            # whole stacks, so that what libraries keep can be told from leaks of ours, cost too much to be had while searching
            run = execute(program, ['-runs=0', str(corpus)], dict(
                environment, ASAN_OPTIONS='fast_unwind_on_malloc=0', LSAN_OPTIONS=f'suppressions={root}/tests/fuzz/lsan.supp:print_suppressions=0'))
        if run.returncode == 0:
            print(f'{target}: {executed} inputs in {int(options.minutes * 60)} s, nothing found', flush=True)
        else:
            found = True
            lines = [line for line in run.stderr.splitlines() if not line.startswith(('#', 'INFO: ', '"'))]
            print('\n'.join(lines[-60:]), f'\n{target}: a finding after {executed} inputs', flush=True)
sys.exit(found)
