# SPDX-License-Identifier: GPL-3.0-or-later
"""Random facts for a provision, and random provisions. Facts are drawn from what the provision reads: values at and around its limits, left
out (unknown), none, ranges, "not X", stand-ins. Everything follows from a seed."""
import collections
import datetime

import expression
import values

PERSONS = ['P1', 'P2', 'P3']
SCHEDULES = ['08:00-20:00', '10:00-22:30', 'Mon-Fri 09:00-21:00', 'Fri 23:00-24:00, Sat 00:00-08:00', '22:00-06:00', 'Sat-Sun 12:00-18:00']
MONTH_ENDS = [values.day_number(day) for day in ('2023-01-31', '2023-08-31', '2024-01-31', '2024-02-29', '2024-05-31', '2024-12-31', '2025-03-31')]
CALENDAR = values.Counting({})
MAY_BE_ABSENT = ('licence', 'notice', 'hearing', 'occupancy-certificate')


def day_text(day):
    return datetime.date.fromordinal(max(712223, min(int(day), 767010))).isoformat()   # 1951 .. 2100


class Shape:
    """What is read of a record: its fields, the records and collections it leads to, its checklist answers."""

    def __init__(self, kind):
        self.kind, self.fields, self.records, self.collections, self.items = kind, set(), {}, {}, set()

    def record(self, name, kind):
        return self.records.setdefault(name, Shape(kind))

    def collection(self, name, kind):
        return self.collections.setdefault(name, Shape(kind))


class Reads:
    """Walks the expressions of a version and notes what they read, and the constants they compare with."""

    def __init__(self, ordinance, version):
        self.ordinance, self.vocabulary = ordinance, ordinance.vocabulary
        self.root, self.constants, self.codes = Shape(None), {}, {}
        self.times = collections.Counter()          # how often each field, item or collection is read
        self.computed = False                       # a value is reckoned from others, so that not every value can come out
        self.happened = set()                       # fields read as the day on which something was done in time
        self.names = set().union(*self.vocabulary.roots.values())
        for node in ordinance.expressions(version):
            self.walk(node, ())

    def shape_of(self, names, scopes):
        if not names:
            return scopes[-1][1]
        shape = None
        for alias, member in scopes:
            if alias == names[0]:
                shape = member
        if shape is None and scopes and names[0] not in self.names and names[0] in self.vocabulary.fields[scopes[-1][1].kind]:
            return self.step(scopes[-1][1], names)
        if shape is None:
            shape = self.root.record(names[0], names[0])
        return self.step(shape, names[1:])

    def step(self, shape, names):
        for name in names:
            shape = shape.record(name, self.vocabulary.fields[shape.kind][name]['record'])
        return shape

    def path(self, names, scopes):
        """Notes a read; gives the (kind, field) read, or None."""
        if names[0] == 'observed':
            return self.item(names[1], scopes)
        at_hand = scopes and names[0] not in self.names and names[0] in self.vocabulary.fields[scopes[-1][1].kind]
        if len(names) == 1 and not at_hand:
            self.named(names[0], scopes)
            return None
        shape = self.shape_of(names[:-1], scopes)
        shape.fields.add(names[-1])
        self.times[shape.kind, names[-1]] += 1
        return shape.kind, names[-1]

    def item(self, name, scopes):
        when = self.ordinance.items[name].when
        if when is not None:
            self.walk(expression.parse(when), scopes)
        of = self.ordinance.items[name].of
        self.times['observed', name] += 1
        kinds = {'visit': ('observation', 'inspection'), 'staff': ('staff', 'employment'), 'employment': ('staff', 'employment')}.get(of, (of,))
        for _, shape in reversed(scopes):
            if shape.kind in kinds:
                shape.items.add(name)
                return 'observed', name
        self.root.items.add(name)
        return 'observed', name

    def named(self, name, scopes):
        if name in self.ordinance.parameters:
            for _, value in self.ordinance.parameters[name]:
                self.constant(value)
        elif name in self.ordinance.definitions:
            definition = self.ordinance.definitions[name]
            if definition.of is None:
                self.walk(definition.expression, ())
            else:
                inner = [s for s in scopes if s[1].kind in (definition.of, 'staff', 'employment')]
                self.walk(definition.expression, ((None, inner[-1][1]),))

    def constant(self, value, field=None):
        if isinstance(value, values.Range):
            self.constants.setdefault(value.kind, set()).add(value.low)
        elif isinstance(value, values.Schedule):
            self.constants.setdefault('schedule', []).append(value)
        elif isinstance(value, values.Set) and field:
            self.codes.setdefault(field, set()).update(value.sure)
        elif isinstance(value, values.Code) and field:
            self.codes.setdefault(field, set()).add(value.value)
        elif isinstance(value, (list, tuple)):
            for each in value:
                self.constant(each, field)

    def value_of(self, node, field):
        """Codes that a field is compared with."""
        if node[0] in ('literal', 'list'):
            self.constant(node[1], field)
        elif node[0] == 'path' and len(node[1]) == 1:
            name = node[1][0]
            if name in self.ordinance.parameters:
                for _, value in self.ordinance.parameters[name]:
                    self.constant(value, field)
            else:
                self.codes.setdefault(field, set()).add(name)

    def walk(self, node, scopes):
        kind = node[0]
        self.computed = self.computed or kind in ('next', 'days', 'started', '+', '-', '*', 'least', 'greatest')
        if kind == 'path':
            self.path(node[1], scopes)
        elif kind in ('literal', 'list'):
            self.constant(node[1])
        elif kind in ('every', 'some', 'no', 'count', 'sum', 'min', 'max'):
            coll = node[2] if kind in ('sum', 'min', 'max') else node[1]
            inner = self.members(coll, scopes)
            if kind == 'every':
                self.walk(node[2], inner)
            elif kind == 'count':
                if 'distinct' in node[2]:
                    self.computed = True
                    inner[-1][1].fields.add(node[2]['distinct'])
                if 'any' in node[2]:
                    inner[-1][1].fields.add(self.vocabulary.records[inner[-1][1].kind]['from'])
                    self.walk(node[2]['any'], scopes)
            elif kind != 'some' and kind != 'no':
                self.walk(node[1], inner)
        elif kind in ('compare', 'in', 'has'):
            left, right = node[-2], node[-1]
            field = self.path(left[1], scopes) if left[0] == 'path' else None
            field_type = self.type_of(field)
            if field_type in ('code', 'set'):
                self.value_of(right, field)
                if right[0] == 'path' and len(right[1]) > 1:
                    self.path(right[1], scopes)
            else:
                self.walk(left, scopes)
                self.walk(right, scopes)
        else:
            for child in node[1:]:
                if isinstance(child, tuple):
                    self.walk(child, scopes)
                if kind == 'by' and child is node[1]:
                    self.happened |= self.dates_in(child)

    def dates_in(self, node):
        """The fields at the ends of the paths in an expression."""
        if isinstance(node, tuple) and node and node[0] == 'path':
            return {node[1][-1]}
        return set().union(*(self.dates_in(child) for child in node if isinstance(child, tuple))) if isinstance(node, tuple) else set()

    def type_of(self, field):
        if field is None:
            return None
        if field[0] == 'observed':
            return self.ordinance.items[field[1]].type
        return self.vocabulary.fields[field[0]][field[1]]['type']

    def members(self, coll, scopes):
        path, alias, where = coll
        owner = self.shape_of(path[:-1], scopes)
        self.times[owner.kind, path[-1]] += 1
        shape = owner.collection(path[-1], self.vocabulary.fields[owner.kind][path[-1]]['record'])
        inner = scopes + ((alias, shape),)
        if where is not None:
            self.walk(where, inner)
        return inner


class FactMaker:
    """Random `given` for what a version reads."""

    def __init__(self, reads, today, dice, about='business'):
        self.about, self.reads, self.vocabulary, self.today, self.dice = about, reads, reads.vocabulary, today, dice
        self.unknown = dice.choice([0.0, 0.05, 0.15, 0.3, 0.6])
        self.days = sorted(int(d) for d in reads.constants.get('date', ()) if not values.endless(d)) or []
        self.steps = [0, 1, -1, 2, -2, 30, -30, 365, -365]
        for unit, factor in (('days', 1), ('business', 1), ('months', 30)):
            for size in reads.constants.get(unit, ()):
                step = int(size * factor)
                self.steps += [-step, step, step + 1, -step - 1, step - 1, 1 - step]
        self.months = sorted(int(m) for m in reads.constants.get('months', ()))
        self.anchor = self.today

    def chance(self, of):
        return self.dice.random() < of

    def given(self):
        given = {}
        for name, shape in sorted(self.reads.root.records.items()):
            self.put(given, name, shape)
        if self.reads.root.items:
            given['observed'] = self.answers(self.reads.root)
        return given

    def put(self, holder, name, shape):
        if shape.kind in MAY_BE_ABSENT and name != self.about and self.chance(0.08):
            holder[name] = 'none'
        elif not self.chance(self.unknown / 3):
            holder[name] = self.fields(shape)

    def fields(self, shape):
        made = {}
        names = set(shape.fields)
        if shape.kind == 'licence' and 'valid' in names:
            names |= {'status', 'expires'}
            if self.chance(0.7):
                names.discard('valid')
        if shape.kind == 'sanction' and 'length' in names and self.chance(0.7):
            names = names - {'length'} | {'from', 'to'}
        kind = self.vocabulary.records[shape.kind]
        for name in (kind['from'], kind['to']):
            if name and self.chance(0.6):
                names.add(name)
        if 'date' in names and 'at' in self.vocabulary.fields[shape.kind]:
            names.discard('date')
            names.add('at')
        for name in sorted(names):
            if not self.chance(self.unknown):
                made[name] = self.value(self.vocabulary.fields[shape.kind][name], (shape.kind, name))
        for name, inner in sorted(shape.records.items()):
            self.put(made, name, inner)
        for name, inner in sorted(shape.collections.items()):
            if not self.chance(self.unknown / 2 + 0.03):
                made[name] = self.members(inner)
        if shape.items:
            made['observed'] = self.answers(shape)
        return made

    def members(self, shape):
        if self.chance(0.12):
            return []
        found = []
        for _ in range(self.dice.choice([1, 1, 2, 2, 3, 4])):
            made = self.fields(shape)
            found.append({'maybe': made} if self.chance(0.05 + self.unknown / 4) else made)
        return found

    def answers(self, shape):
        made = {}
        for name in sorted(shape.items):
            if not self.chance(self.unknown):
                item = self.reads.ordinance.items[name]
                made[name] = self.value(item.field(), ('observed', name), item)
        return made

    def value(self, field, key, item=None):
        kind = field['type']
        if kind == 'truth':
            return self.dice.choice(['yes', 'no'])
        if kind in ('code', 'set'):
            return self.code(field, key, item) if kind == 'code' else self.some_codes(field, key, item)
        if kind == 'person':
            return 'none' if field['none'] and self.chance(0.15) else self.dice.choice(PERSONS)
        if kind == 'text':
            return 'none' if field['none'] and self.chance(0.2) else self.dice.choice(['T1', 'T2', 'T3'])
        if kind == 'schedule':
            return self.dice.choice(SCHEDULES)
        if field['none'] and item is None and self.chance(0.15):
            return 'none'
        low = self.one(kind)
        if kind in ('date', 'number', 'length', 'money') and self.chance(0.1 + self.unknown / 3):
            high = self.one(kind)
            ends = sorted([low, high], key=self.size)
            return '%s..%s' % tuple(ends)
        return low

    @staticmethod
    def size(text):
        return text if '-' in text else float(text.split()[0])

    def known_codes(self, field, key, item):
        if item is not None:
            return item.codes
        return [c for c in field['codes'] if c != 'none'] or ['C-1', 'C-2', 'C-3']

    def pool(self, field, key, item):
        compared = sorted(self.reads.codes.get(key, ()))
        other = self.known_codes(field, key, item)
        if item is not None or field.get('open') is False:
            compared = [c for c in compared if c in other]
        return compared * 3 + self.dice.sample(other, min(2, len(other)))

    def code(self, field, key, item):
        if field['none'] and self.chance(0.15):
            return 'none'
        pool = self.pool(field, key, item)
        if item is None and self.chance(self.unknown / 3):
            return {'not': self.dice.choice(pool)}
        return self.dice.choice(pool)

    def some_codes(self, field, key, item):
        pool = sorted(set(self.pool(field, key, item)) - {'none'})
        return [c for c in pool if self.chance(0.6)]

    def one(self, kind):
        if kind == 'date':
            return self.day()
        if kind == 'instant':
            if self.chance(0.12):
                return self.day()
            minute = self.dice.choice([0, 1, 359, 360, 479, 480, 600, 1199, 1200, 1259, 1260, 1320, 1319, 1439, self.dice.randrange(1440)])
            return '%sT%02d:%02d' % (self.day(), minute // 60, minute % 60)
        near = [n for n in self.reads.constants.get('money:USD' if kind == 'money' else kind, ()) if not values.endless(n)]
        if kind == 'number':
            base = self.dice.choice(near) if near and self.chance(0.7) else self.dice.randrange(12)
            return '%d' % max(0, int(base) + self.dice.choice([0, 0, 1, -1]))
        if kind == 'money':
            base = self.dice.choice(near) if near and self.chance(0.8) else self.dice.randrange(100000)
            cents = max(0, int(base) + self.dice.choice([0, 0, 1, -1, 1000]))
            return '%d.%02d USD' % (cents // 100, cents % 100)
        if kind == 'length':
            base = self.dice.choice(near) if near and self.chance(0.8) else self.dice.randrange(3000) * 30480
            feet = max(0, round(base / 30480)) + self.dice.choice([0, 0, 1, -1, 100, -100])
            return '%d ft' % max(0, feet)
        if kind == 'area':
            return '%d sq ft' % self.dice.randrange(60, 140)
        if kind == 'duration':
            return '%d days' % self.dice.choice([1, 5, 10, 29, 30, 31, 90])
        raise TypeError(kind)

    def day(self):
        anchors = [self.today, self.anchor] + self.days
        day = self.dice.choice(anchors) + self.dice.choice(self.steps) + self.dice.choice([0, 0, 0, 1, -1])
        if self.chance(0.15):
            day = self.today + self.dice.randrange(-1500, 400)
        if self.months and self.chance(0.35):
            day = CALENDAR.months(self.anchor, self.dice.choice([1, -1]) * self.dice.choice(self.months)) + self.dice.choice([0, 0, 1, -1])
        if self.chance(0.15):
            day = self.dice.choice(MONTH_ENDS)
        self.anchor = day
        return day_text(day)


def some_day(ordinance, provision, dice):
    """A day of a test: near a change of the text or of a parameter, or any."""
    days = []
    if 'from' in provision:
        days.append(values.day_number(provision['from']))
    if 'until' in provision:
        days.append(values.day_number(provision['until']))
    days += [values.day_number(a['from']) for a in provision.get('amended', [])]
    for entries in ordinance.parameters.values():
        days += [start for start, _ in entries if not values.endless(start)]
    if days and dice.random() < 0.35:
        return dice.choice(days) + dice.choice([0, -1, 1, 40, 400])
    return values.day_number('2024-06-15') + dice.randrange(-900, 900)


def reads(ordinance, provision, version):
    """What a version reads, walked once."""
    key = (id(ordinance), provision['id'], str(sorted(version.items(), key=str)))
    if key not in reads_of:
        reads_of[key] = Reads(ordinance, version)
    return reads_of[key]


def example_for(ordinance, provision, dice):
    """(day, given) for one record and this provision."""
    day = values.day_number(day_text(some_day(ordinance, provision, dice)))
    found = ordinance.version_on(provision, day)
    version = found[0] if found else provision
    return day, FactMaker(reads(ordinance, provision, version), day, dice, version.get('about', 'business')).given()


reads_of = {}
