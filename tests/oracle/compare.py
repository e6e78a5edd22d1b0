# SPDX-License-Identifier: GPL-3.0-or-later
"""Random pairs of a record and a provision: writes ordinance files with many examples, asks the product and the oracle, and notes where they
differ. A difference is kept as the file line that shows it, so that it can be tried by hand."""
import collections
import json
import random
import subprocess
from pathlib import Path

import complete
import generate
import ordinance as language
import provisions as writer

TRIES = 250              # completions looked through for one that brings the outcome a settling set names
CLAIMS = 3               # settling sets of one pair
UNMET = 0.02             # of them may be met by none of these: an exact equality comes up rarely
PER_FILE = 15            # provisions; a file has at most a mebibyte


class Product:
    def __init__(self, reevectl, folder):
        self.reevectl, self.folder = reevectl, Path(folder)

    def fields(self):
        return json.loads(subprocess.run([self.reevectl, 'ordinance', 'fields', '--json'], capture_output=True, text=True, check=True).stdout)

    def check(self, path):
        done = subprocess.run([self.reevectl, 'ordinance', 'check', '--outcomes', '--json', str(path)], capture_output=True, text=True, check=False)
        if not done.stdout:
            raise RuntimeError('reevectl says nothing of %s: %s' % (path, done.stderr))
        return json.loads(done.stdout)

    def outcomes(self, raw, provisions):
        """{(provision id, example name): outcome as reevectl tells it}. provisions: [(provision, [(name, day, given, expect)])]."""
        path = self.folder / 'bulk.ordinance.yaml'
        write_file(path, raw, provisions)
        said = self.check(path)
        refused = [m for m in said['messages'] if m['severity'] == 'error' and m['id'] != 'E401']
        if refused:
            raise RuntimeError('reevectl refuses %s: %s' % (path, refused[0]))
        return {(o['provision'], o['example']): o for o in said['outcomes']}


def write_file(path, raw, provisions):
    """JSON is YAML; one key a line, so that a message's line tells the provision. The file's own `given` is left out."""
    out = {key: value for key, value in raw.items() if key not in ('provisions', 'given', 'include')}
    out['provisions'] = []
    for provision, examples in provisions:
        made = {key: value for key, value in provision.items() if key != 'examples'}
        made['examples'] = [{'name': name, 'on': generate.day_text(day), 'given': given, 'expect': expect}
                            for name, day, given, expect in examples]
        out['provisions'].append(made)
    path.write_text(json.dumps(out, ensure_ascii=False, indent=0), encoding='utf-8')


class Comparison:
    """What was compared, and what differed."""

    def __init__(self, product):
        self.product = product
        self.pairs = self.provisions = self.completions = self.claims = 0
        self.unmet = []
        self.every = 4                   # pairs from one that is completed to the next
        self.outcomes = collections.Counter()
        self.differences = []

    def take(self, name, provision, day, given, mine, theirs):
        self.pairs += 1
        self.outcomes[mine] += 1
        if mine != theirs:
            keys = {k: v for k, v in provision.items() if k not in ('examples', 'title', 'text', 'note', 'penalty', 'appeal')}
            self.differences.append('%s: the oracle says %s, the product %s\n  %s\n  on %s given %s'
                                    % (name, mine, theirs, json.dumps(keys), generate.day_text(day), json.dumps(given)))

    def examples(self, path, vocabulary, libraries=None):
        """The worked examples of a file: both agree, and with the drafter."""
        ordinance = language.Ordinance(path, vocabulary, libraries)
        theirs = {(o['provision'], o['example']): o['outcome'] for o in self.product.check(path)['outcomes']}
        for provision, example in ordinance.examples():
            mine, given = ordinance.run(provision, example), ordinance.given(example)
            day = ordinance.day_of(provision, example)
            said = theirs.get((provision['id'], example['name']))
            self.take('%s, %s, %s' % (Path(path).name, provision['id'], example['name']), provision, day, given, mine, said)
            if mine != example['expect']:
                self.differences.append('%s, %s, %s: expected %s, the oracle says %s'
                                        % (Path(path).name, provision['id'], example['name'], example['expect'], mine))

    def facts_for(self, ordinance, tested, count, dice):
        """[(provision, [(name, day, given, the oracle's outcome)])] for random facts."""
        made = []
        self.provisions += len(tested)
        for provision in tested:
            examples = []
            for i in range(count):
                day, given = generate.example_for(ordinance, provision, dice)
                examples.append(('e%d' % i, day, given, ordinance.outcome(provision, given, day)))
            made.append((provision, examples))
        return made

    def compare(self, name, raw, made):
        theirs = self.product.outcomes(raw, made)
        for provision, examples in made:
            for example, day, given, mine in examples:
                said = theirs.get((provision['id'], example), {'outcome': None})['outcome']
                self.take('%s, %s' % (name, provision['id']), provision, day, given, mine, said)
        return theirs

    def complete(self, name, ordinance, made, theirs, dice):
        """Finds out what some of the pairs leave unknown: the outcome was left open; what is said to settle it can."""
        whole = []
        for provision, examples in made:
            found = []
            for example, day, given, mine in examples[::self.every]:
                evaluator = ordinance.evaluator(provision, given, day)
                if evaluator is not None:
                    found += self.complete_pair(ordinance, provision, evaluator.facts, (example, day, given, mine),
                                                theirs.get((provision['id'], example), {}), dice)
            whole.append((provision, found))
        self.compare(name + ', completed', ordinance.raw, whole)

    def complete_pair(self, ordinance, provision, facts, pair, theirs, dice):
        example, day, given, outcome = pair
        version = ordinance.version_on(provision, day)[0]
        reads = generate.reads(ordinance, provision, version)
        made = complete.Completion(reads, facts, dice, version.get('about', 'business')).whole(given)
        found = [(example + '/whole', day, made, ordinance.outcome(provision, made, day))]
        allowed = complete.left_open(outcome, version, given)
        self.completions += 1
        if allowed is not None and found[0][3] not in allowed:
            self.differences.append('%s: %s when half known, %s when known\n  on %s given %s\n  completed %s'
                                    % (provision['id'], outcome, found[0][3], generate.day_text(day), json.dumps(given), json.dumps(made)))
        for number, claim in enumerate(theirs.get('settling', [])[:CLAIMS]):
            if not complete.is_plain(claim, reads, given):
                continue
            self.claims += 1
            made = complete.settles(ordinance, provision, reads, facts, claim, given, day, dice, TRIES)
            if made is None:
                tested = version.get('require', version.get('grounds'))
                self.unmet.append('%s: %s is said to come of %s\n  %s\n  on %s given %s' % (provision['id'], claim['outcome'], ', '.join(claim['facts']),
                                                                                         tested, generate.day_text(day), json.dumps(given)))
            else:
                found.append(('%s/settled-%d' % (example, number), day, made, ordinance.outcome(provision, made, day)))
        return found

    def finish(self):
        """Too many settling sets that settle nothing are a difference."""
        if len(self.unmet) > max(2, UNMET * self.claims):
            self.differences += self.unmet

    def shipped(self, path, vocabulary, count, seed):
        """Random facts for the provisions of a file."""
        ordinance = language.Ordinance(path, vocabulary)
        tested = [p for p in ordinance.provisions if {'require', 'grounds', 'defines'} & set(p)]
        dice = random.Random('%s %s' % (seed, Path(path).name))
        for at in range(0, len(tested), PER_FILE):
            made = self.facts_for(ordinance, tested[at:at + PER_FILE], count, dice)
            self.complete(Path(path).name, ordinance, made, self.compare(Path(path).name, ordinance.raw, made), dice)
        generate.reads_of.clear()

    def random_rules(self, vocabulary, number, count, seed):
        """Random facts for random provisions."""
        dice = random.Random('%s rules %s' % (seed, number))
        raw, rules = self.accepted([writer.provision(vocabulary, i, dice) for i in range(PER_FILE)])
        path = self.product.folder / 'rules.ordinance.yaml'
        write_file(path, raw, [(rule, []) for rule in rules])
        ordinance = language.Ordinance(path, vocabulary)
        name = 'random rules %s/%d' % (seed, number)
        made = self.facts_for(ordinance, rules, count, dice)
        self.complete(name, ordinance, made, self.compare(name, raw, made), dice)
        generate.reads_of.clear()

    def accepted(self, rules):
        """Those that the product's checker takes: a random rule may say what can never be."""
        path = self.product.folder / 'rules.ordinance.yaml'
        for _ in range(len(rules)):
            raw = writer.file(rules)
            write_file(path, raw, [(rule, []) for rule in rules])
            lines = path.read_text(encoding='utf-8').split('\n')
            starts = [(at + 1, json.loads('{%s}' % line.rstrip(','))['id']) for at, line in enumerate(lines) if line.startswith('"id": "p')]
            bad = {[name for start, name in starts if start <= m['line']][-1]
                   for m in self.product.check(path)['messages'] if m['severity'] == 'error'}
            if not bad:
                return raw, rules
            rules = [rule for rule in rules if rule['id'] not in bad]
        raise RuntimeError('no random rule is accepted')
