#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure of an import: its speed against `sqlite3 .import` of the same file into one bare table, in one run.

    bench-import.py REEVECTL TABLE.csv[.xz] [KIND] [ROUNDS]

Both take turns, so that a busy machine slows both; medians are compared. Elapsed time is what a person waits; processor time says what
the work costs. The import reads, maps and checks, writes the final tables with their indexes, the change log and the report."""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    result = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    elapsed = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode not in (0, 1):
        sys.exit(f'{command}: exit {result.returncode}')
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, result.stdout.decode().strip()


def main():
    reevectl, table = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    kind = sys.argv[3] if len(sys.argv) > 3 else 'licences'
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    with tempfile.TemporaryDirectory(prefix='reeve-bench-') as folder:
        if table.endswith('.xz'):
            plain = os.path.join(folder, 'table.csv')
            with open(plain, 'wb') as out:
                subprocess.run(['xz', '-dc', table], stdout=out, check=True)
            table = plain
        bare, first, again = [], [], []
        for i in range(rounds):
            case = os.path.join(folder, f'{i}.reeve')
            bare.append(timed(['sqlite3', os.path.join(folder, f'{i}.db'), f'.import --csv {table} t'])[:2])
            subprocess.run([reevectl, 'new', case], stdout=subprocess.DEVNULL, check=True)
            first.append(timed([reevectl, 'import', case, kind, table, '--json']))
            again.append(timed([reevectl, 'import', case, kind, table, '--json']))
            for name in os.listdir(folder):
                if name.startswith(f'{i}.'):
                    os.remove(os.path.join(folder, name))
        print(f'{os.path.getsize(table) / 1e6:.1f} MB, {rounds} rounds: {first[-1][2]}')
        for index, what in enumerate(['elapsed', 'processor']):
            limit = statistics.median(run[index] for run in bare)
            for name, runs in (('import', first), ('the same again', again)):
                ours = statistics.median(run[index] for run in runs)
                print(f'{what:10} sqlite3 .import {limit:.2f} s, {name} {ours:.2f} s: {limit / ours:.1%} of its speed')


main()
