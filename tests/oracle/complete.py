# SPDX-License-Identifier: GPL-3.0-or-later
"""Completes half-known facts: finds out what is unknown, in one of many ways. By it two promises are tested: whatever the unknown turns out
to be, the outcome is one that was left open; and the facts that are said to settle it can, once found out, bring the outcome they are said to
bring."""
import generate
import values
from facts import Record

# What the outcome of half-known facts leaves open for the whole ones.
LEFT_OPEN = {
    'violation': {'violation'},
    'compliant': {'compliant', 'not-applicable'},           # met, whether or not it applies
    'not-applicable': {'not-applicable'},
    'pending': {'pending', 'compliant', 'not-applicable'},
    'grounds': {'grounds'},
    'no-grounds': {'no-grounds', 'not-applicable'},
}


def left_open(outcome, version, given):
    """None: anything. A notice of which nothing is known may give time to cure."""
    if outcome == 'insufficient':
        return None
    if outcome == 'violation' and 'cure' in version and given.get('notice') != 'none':
        return {'violation', 'pending'}
    if outcome == 'pending' and 'grounds' in version:
        return {'pending', 'grounds', 'no-grounds', 'not-applicable'}
    return LEFT_OPEN[outcome]


class Completion:
    """One completion of `given`. wanted: find out these paths only, as a settling set names them; None = everything."""

    def __init__(self, reads, facts, dice, about, wanted=None):
        self.reads, self.facts, self.dice, self.wanted = reads, facts, dice, wanted
        self.vocabulary, self.today = reads.vocabulary, facts.today
        self.maker = generate.FactMaker(reads, facts.today, dice, about)
        self.maker.unknown = 0.0
        self.seen = {}

    def whole(self, given):
        made = dict(given)
        self.note(given, self.reads.root)
        for name, shape in sorted(self.reads.root.records.items()):
            self.record(made, name, shape, name)
        self.answers(made, self.reads.root)
        return made

    def note(self, given, shape):
        """Values that stand elsewhere are worth trying: rules compare facts with each other."""
        for name, inner in shape.records.items():
            if isinstance(given.get(name), dict):
                self.note(given[name], inner)
        for name, inner in shape.collections.items():
            for entry in given[name] if isinstance(given.get(name), list) else ():
                self.note(entry.get('maybe', entry), inner)
        for name in shape.fields & set(given):
            kind = self.vocabulary.fields[shape.kind][name]['type']
            if kind in ('date', 'number', 'money', 'length', 'duration') and given[name] != 'none':
                self.seen.setdefault(kind, []).extend(given[name].split('..'))

    def asked(self, path):
        return self.wanted is None or path in self.wanted

    def record(self, holder, name, shape, path):
        if holder.get(name) == 'none':
            return
        missing = name not in holder
        if missing and self.wanted is None and shape.kind in generate.MAY_BE_ABSENT and name != self.maker.about and self.maker.chance(0.2):
            holder[name] = 'none'
            return
        made = dict(holder.get(name, {}))
        self.fields(made, shape, path, None)
        if made or not missing:
            holder[name] = made

    def fields(self, made, shape, path, collection):
        """collection: the field of which this is a written member."""
        kind = self.vocabulary.fields[shape.kind]
        for name in self.missing(made, shape, path):
            if self.asked('%s.%s' % (path, name)):
                self.find(made, shape, name, kind[name], collection)
        for name in sorted(set(made) & set(kind)):
            if kind[name]['type'] not in ('record', 'collection') and self.asked('%s.%s' % (path, name)):
                made[name] = self.exact(made[name], shape.kind, kind[name])
        for name, inner in sorted(shape.records.items()):
            self.record(made, name, inner, '%s.%s' % (path, name))
        for name, inner in sorted(shape.collections.items()):
            self.members(made, name, inner, '%s.%s' % (path, name), kind[name])
        self.answers(made, shape)

    def missing(self, made, shape, path):
        """Fields that nobody recorded, those that others tell replaced by these."""
        names = set(shape.fields) - set(made)
        straight = self.wanted is not None
        if shape.kind == 'licence' and 'valid' in names and not straight:
            names = names - {'valid'} | {'status', 'expires'} - set(made)
        if shape.kind == 'sanction' and 'length' in names and not straight:
            names = names - {'length'} | {'from', 'to'} - set(made)
        if 'date' in names and 'at' in self.vocabulary.fields[shape.kind] and (not straight or 'at' in made):
            names = names - {'date'} | {'at'} - set(made)
        return sorted(names)

    def find(self, made, shape, name, field, collection):
        for _ in range(20):
            value = self.maker.value(field, (shape.kind, name))
            if field['type'] in self.seen and self.dice.random() < 0.3:
                value = self.dice.choice(self.seen[field['type']])
            value = self.exact(value, shape.kind, field)
            if name in self.reads.happened and field['type'] in ('date', 'instant') and value != 'none' and value[:10] > generate.day_text(self.today):
                continue                # what is not known to have happened has, if it has, happened by today
            if collection is None or self.wanted is not None or name not in self.dates_of(shape) or self.belongs(dict(made, **{name: value}), shape, collection):
                made[name] = value
                return
        day = generate.day_text(self.today)
        kind = self.vocabulary.records[shape.kind]
        made[name] = 'none' if field['none'] and name != kind['from'] else day + ('T12:00' if field['type'] == 'instant' else '')

    def dates_of(self, shape):
        kind = self.vocabulary.records[shape.kind]
        return {kind['from'], kind['to'], 'at' if kind['from'] == 'date' else None}

    def belongs(self, made, shape, collection):
        return self.facts.belongs(Record(shape.kind, made), collection) == values.Y

    def exact(self, value, kind, field):
        if isinstance(value, dict):
            pool = self.maker.pool(field, (kind, field['name']), None) + self.maker.known_codes(field, None, None) + ['none'] * field['none']
            return self.dice.choice([c for c in pool if c != value['not']])
        if isinstance(value, str) and '..' in value:
            return self.between(*value.split('..'), field['type'])
        return value

    def between(self, low, high, kind):
        if kind == 'date' and 'none' not in (low, high) and self.dice.random() < 0.6:
            return generate.day_text(self.dice.randint(values.day_number(low), values.day_number(high)))
        return self.dice.choice([low, high])

    def answers(self, made, shape):
        if not shape.items:
            return
        known = dict(made.get('observed') or {})
        for name in sorted(shape.items):
            item = self.reads.ordinance.items[name]
            if self.asked('observed.' + name):
                if name not in known:
                    known[name] = self.exact(self.maker.value(item.field(), ('observed', name), item), 'observed', item.field())
                known[name] = self.exact(known[name], 'observed', item.field())
        made['observed'] = known

    def members(self, made, name, shape, path, field):
        """A list that nobody wrote is found to hold anybody; a stand-in stands for nobody, one or two like it."""
        if made.get(name) == 'none':
            return
        listed = made.get(name)
        if not self.asked(path):
            if listed is not None:
                made[name] = [entry if set(entry) == {'maybe'} else self.member(entry, shape, field) for entry in listed]
            return
        wanted, found = self.wanted, []
        for entry in [{'maybe': {}}] if listed is None else listed:
            if set(entry) != {'maybe'}:
                found.append(self.member(entry, shape, field))
                continue
            self.wanted = None
            for _ in range(self.dice.choice([0, 1, 1, 1, 2, 2, 4, 8])):
                found.append(self.member(entry['maybe'], shape, field))
            self.wanted = wanted
        if field['class'] == 'evidence' and not any(self.facts.belongs(Record(shape.kind, f), field) != values.N for f in found):
            # somebody looked after all, and saw what the stand-in stands for
            like = [entry['maybe'] for entry in listed or () if set(entry) == {'maybe'}] or [{}]
            self.wanted = None
            found.append(self.member(like[-1], shape, field))
            self.wanted = wanted
        made[name] = found

    def member(self, entry, shape, field):
        made = dict(entry)
        self.fields(made, shape, shape.kind, field)
        return made


def settles(ordinance, provision, reads, facts, claim, given, day, dice, tries):
    """Facts in which no more than what the claim names was found out, and which bring its outcome; None if none was met."""
    about = ordinance.version_on(provision, day)[0].get('about', 'business')
    for _ in range(tries):
        made = Completion(reads, facts, dice, about, set(claim['facts'])).whole(given)
        if outcome_matches(ordinance.outcome(provision, made, day), claim['outcome']):
            return made
    return None


def outcome_matches(outcome, claimed):
    """What was found wrong may still be put right in time."""
    return outcome == claimed or (claimed == 'violation' and outcome == 'pending')


def is_plain(claim, reads, given):
    """Whether the description promises the claim without reserve: no fact of the provision is read twice, and each
    value may come out by itself. What hangs on a record that does not exist cannot be found out."""
    if max(reads.times.values(), default=0) > 1 or len(claim['facts']) > 4 or reads.computed:
        return False
    return not any(given.get(path.split('.')[0]) == 'none' for path in claim['facts'])
