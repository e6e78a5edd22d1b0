#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares reevectl with the oracle: a second evaluator of the ordinance language, written from its description and not from the product.

    oracle.py REEVECTL SOURCE [--pairs N] [--seed S]

Every worked example of the shipped files and of tests/cases/good, then N random pairs of a record and a provision, half of them of the
shipped provisions, half of random ones. Of some, what is unknown is then found out: the outcome must be one that was left open, and what
reevectl says would settle it must. Ends with 1 and shows the first differences if there are any."""
import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import compare
import facts

SHOWN = 10


def compare_all(comparison, vocabulary, source, pairs, seed):
    shipped = sorted((source / 'data' / 'ordinances').glob('*.ordinance.yaml'))
    good = sorted((source / 'tests' / 'cases' / 'good').glob('*.ordinance.yaml'))
    for path in shipped + good:
        # libraries lie beside the file that includes them
        copy = shutil.copy(path, comparison.product.folder)
        comparison.examples(copy, vocabulary)
    examples = comparison.pairs
    tested = sum(path.read_text(encoding='utf-8').count('- id: ') for path in shipped)
    for path in shipped:
        comparison.shipped(path, vocabulary, max(1, pairs * 2 // 5 // tested + 1), seed)
    number, per_rule = 0, 8 if pairs < 20000 else 25
    while comparison.pairs - examples < pairs:
        comparison.random_rules(vocabulary, number, per_rule, seed)
        number += 1
    return examples


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('reevectl')
    parser.add_argument('source', type=Path)
    parser.add_argument('--pairs', type=int, default=4000)
    parser.add_argument('--seed', default='reeve')
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for library in (asked.source / 'tests' / 'cases' / 'lib').glob('*.yaml'):
            shutil.copy(library, folder)
        product = compare.Product(asked.reevectl, folder)
        comparison = compare.Comparison(product)
        examples = compare_all(comparison, facts.Vocabulary(product.fields()), asked.source, asked.pairs, asked.seed)
    comparison.finish()
    for difference in comparison.differences[:SHOWN]:
        print(difference)
    print('%d worked examples and %d random pairs with %d provisions: %d differ. %.0f s.'
          % (examples, comparison.pairs - examples, comparison.provisions, len(comparison.differences), time.monotonic() - began))
    print('%d completions; %d settling sets, of them not met: %d.' % (comparison.completions, comparison.claims, len(comparison.unmet)))
    print(', '.join('%s %d' % item for item in sorted(comparison.outcomes.items())))
    return 1 if comparison.differences else 0


if __name__ == '__main__':
    sys.exit(main())
