#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports that are killed at any moment, or whose disk is full: all of a run is there or nothing, and the history is whole.

    import-killed.py REEVECTL [ROUNDS]"""
import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ROWS = 6000


def table(path, batch):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('License No,Status,DBA,Category,Address,Expires\n')
        for i in range(ROWS):
            out.write(f'{batch}-{i:05},Active,Shop {i},Retail,{i} Oak St,2027-01-{i % 28 + 1:02}\n')


def counts(case):
    with contextlib.closing(sqlite3.connect(f'file:{case}?mode=ro', uri=True)) as db:
        return db.execute('SELECT (SELECT count(*) FROM licence), (SELECT count(*) FROM licence_status), (SELECT count(*) FROM import_run)').fetchone()


def verify(reevectl, case):
    result = subprocess.run([reevectl, 'verify', case, '--json'], stdout=subprocess.PIPE, check=False)
    assert result.returncode == 0, result.stdout
    return json.loads(result.stdout)['entries']


def whole(reevectl, case):
    """Whatever happened, only whole runs are there. Returns how many."""
    verify(reevectl, case)
    licences, statuses, runs = counts(case)
    assert licences == statuses == runs * ROWS, (licences, statuses, runs)
    return runs


def kill_at_random(reevectl, case, folder, rounds):
    source = os.path.join(folder, 'rows.csv')
    table(source, 'timed')
    start = time.monotonic()
    subprocess.run([reevectl, 'import', case, 'licences', source], stdout=subprocess.DEVNULL, check=True)
    usual = time.monotonic() - start
    runs, killed = 1, 0
    for i in range(rounds):
        table(source, f'b{i}')
        process = subprocess.Popen([reevectl, 'import', case, 'licences', source], stdout=subprocess.PIPE)
        time.sleep(random.uniform(0, usual))
        process.send_signal(signal.SIGKILL)
        output = process.communicate()[0]
        now = whole(reevectl, case)
        killed += process.returncode == -signal.SIGKILL
        # what was acknowledged is there
        assert now >= runs + (1 if b'Added' in output else 0), (now, runs, output)
        assert now <= runs + 1
        runs = now
    print(f'{killed} of {rounds} imports were killed before their end; {runs} runs are in the file')
    assert killed > 0


def fill_disk(reevectl, folder):
    """A small disk where one may be mounted; elsewhere a limit on the size of files."""
    source, disk = os.path.join(folder, 'rows.csv'), os.path.join(folder, 'disk')
    os.mkdir(disk)
    mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], stderr=subprocess.DEVNULL, check=False).returncode == 0
    case = os.path.join(disk, 'full.reeve')
    try:
        subprocess.run([reevectl, 'new', case], stdout=subprocess.DEVNULL, check=True)
        table(source, 'full')
        limit = os.path.getsize(case) + 256 * 1024

        def limited():
            if not mounted:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        result = subprocess.run([reevectl, 'import', case, 'licences', source], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limited, check=False)
        print('full disk' if mounted else 'limited files', result.returncode, result.stderr.decode().strip())
        assert result.returncode == 3 and whole(reevectl, case) == 0, result.returncode
        assert not mounted or b'no room left' in result.stderr
        if mounted:
            subprocess.run(['mount', '-o', 'remount,size=64m', disk], check=True)
        subprocess.run([reevectl, 'import', case, 'licences', source], stdout=subprocess.DEVNULL, check=True)
        assert whole(reevectl, case) == 1
    finally:
        if mounted:
            subprocess.run(['umount', disk], check=False)


def interrupt(reevectl, case, folder):
    source = os.path.join(folder, 'rows.csv')
    table(source, 'interrupted')
    before = whole(reevectl, case)
    process = subprocess.Popen([reevectl, 'import', case, 'licences', source], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(0.15)
    process.send_signal(signal.SIGINT)
    message = process.communicate()[1].decode()
    assert whole(reevectl, case) in (before, before + 1)
    print('Ctrl+C:', process.returncode, message.strip())


def main():
    reevectl = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    seed = int(os.environ.get('REEVE_SEED', random.randrange(1 << 30)))
    random.seed(seed)
    print(f'REEVE_SEED={seed}')
    with tempfile.TemporaryDirectory(prefix='reeve-killed-') as folder:
        case = os.path.join(folder, 'city.reeve')
        subprocess.run([reevectl, 'new', case], stdout=subprocess.DEVNULL, check=True)
        kill_at_random(reevectl, case, folder, rounds)
        interrupt(reevectl, case, folder)
        fill_disk(reevectl, folder)


main()
