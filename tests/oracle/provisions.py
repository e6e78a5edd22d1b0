# SPDX-License-Identifier: GPL-3.0-or-later
"""Random provisions: well-typed expressions over the vocabulary, in a file with parameters, definitions and a checklist of every kind. Most
are rules that no city would make; the language must mean the same by them all the same."""
VISITED = ('business', 'premises', 'inspection', 'application')
KEYWORDS = set('and or not in has all any of only within before after by every some no where as satisfies count sum min max next days '
               'distinct today none'.split())
CHECKLIST = [
    {'id': 'open-up', 'ask': 'Open?'}, {'id': 'clean', 'ask': 'Clean?'}, {'id': 'locked', 'ask': 'Locked?'},
    {'id': 'doors', 'ask': 'How many doors?', 'answers': 'number'}, {'id': 'minors', 'ask': 'How many minors?', 'answers': 'number'},
    {'id': 'sign-width', 'ask': 'How wide?', 'answers': 'length'}, {'id': 'price', 'ask': 'How much?', 'answers': 'money'},
    {'id': 'dated', 'ask': 'Dated when?', 'answers': 'date'}, {'id': 'room-area', 'ask': 'How large?', 'answers': 'area'},
    {'id': 'log', 'ask': 'The log?', 'answers': 'one of [produced, refused, not-there]'},
    {'id': 'posted', 'ask': 'Posted?', 'answers': 'any of [licence, prices, notice]'},
    {'id': 'kept', 'ask': 'Kept?', 'answers': 'any of [licence, prices, billing]'},
    {'id': 'shown', 'ask': 'Shown?', 'when': 'observed.open-up', 'answers': 'any of [licence, prices, notice]'},
    {'id': 'bolts', 'ask': 'Bolts?', 'when': 'observed.log = produced', 'answers': 'number'},
    {'id': 'lit', 'ask': 'Lit?', 'when': 'observed.open-up'},
    {'id': 'in-register', 'ask': 'In the register?', 'of': 'staff'},
    {'id': 'on-file', 'ask': 'On file?', 'of': 'staff', 'answers': 'any of [licence-copy, photo]'},
    {'id': 'named', 'ask': 'Named?', 'of': 'application'}, {'id': 'id-shown', 'ask': 'Shown?', 'of': 'person-present'},
]
PARAMETERS = {
    'shut': [{'from': '2020-03-01', 'value': '22:00-08:00', 'source': 'Ord. 1'}, {'from': '2024-05-01', 'value': '21:00-06:00', 'source': 'Ord. 2'}],
    'late': ['Fri 23:00-24:00', 'Sat 00:00-08:00'],
    'far': '600 ft', 'price-cap': '75 USD', 'limit': [{'from': '2021-01-01', 'value': '2', 'source': 'Ord. 1'}, {'from': '2025-01-01', 'value': '3', 'source': 'Ord. 3'}],
    'grace': '10 days', 'look-back': '24 months', 'term': '1 year', 'rate': '10%', 'zones': ['C-1', 'C-2', 'R-7.5(A)'],
    'year-end': '12-31', 'open-day': '2020-06-01', 'window': '90 days', 'working': '3 business days',
}
DEFINITIONS = {
    'massage-place': 'business.category = massage or business.advertises has any of [massage]',
    'licensed': {'of': 'staff', 'is': 'state-licence.valid and licence-number != none'},
    'recent': {'of': 'event', 'is': 'date within look-back before today'},
    'fresh': {'of': 'observation', 'is': 'date within window before today and observed.clean'},
}
OF = {'staff': {'licensed'}, 'employment': {'licensed'}, 'event': {'recent'}, 'observation': {'fresh'}}
ITEM_TYPE = {'number': 'number', 'length': 'length', 'money': 'money', 'date': 'date', 'area': 'area'}
HOURS = ['22:00-08:00', '06:00-21:00', 'Mon-Thu 22:00-08:00', '[Fri 23:00-24:00, Sat 00:00-08:00]']
DATED_HOURS = ['[02:00-08:00, holiday 03:00-08:00]', '[22:00-06:00, 12-25 00:00-24:00, holiday-eve 22:00-23:00]', '[2025-07-04 00:00-24:00, Sat 10:00-14:00]']
LITERALS = {
    'number': ['0', '1', '2', '3', '5', '2.5', '10'], 'money': ['0 USD', '75 USD', '100.50 USD', '1000 USD'],
    'length': ['300 ft', '600 ft', '1000 ft', '200 m', '8 inch'], 'area': ['80 sq ft', '100 sq ft', '9 sq m'],
    'days': ['0 days', '10 days', '30 days', '365 days'], 'minutes': ['12 hours', '48 hours', '90 minutes'],
    'date': ['2019-03-01', '2024-02-29', '2024-12-31', '2025-06-01'], 'instant': ['2024-06-01T22:00', '2025-01-31T08:30'],
}
PERIODS = ['1 day', '10 days', '30 days', '90 days', '1 month', '6 months', '12 months', '2 years', 'grace', 'look-back', 'term', 'window']
RARE_PERIODS = ['3 business days', '10 business days', 'working']


class Writer:
    """Writes expressions. scopes: ((alias, kind) ...), innermost last."""

    def __init__(self, vocabulary, about, dice):
        self.vocabulary, self.about, self.dice = vocabulary, about, dice
        self.all_roots = set().union(*vocabulary.roots.values())
        self.roots = [r for r in vocabulary.roots[about] if r != 'observed' and r in vocabulary.fields]
        self.collection_names = 0

    def chance(self, of):
        return self.dice.random() < of

    # What can be read

    def paths(self, kind, prefix, depth):
        """(text, field) of all that can be read of a record by to-one steps."""
        found = []
        for name, field in self.vocabulary.fields[kind].items():
            if not prefix and name in self.all_roots:
                continue
            found.append((prefix + (name,), field))
            if field['type'] == 'record' and depth > 0:
                found += self.paths(field['record'], prefix + (name,), depth - 1)
        return found

    def readable(self, scopes):
        found = []
        if scopes:
            for alias, kind in scopes:
                if alias:
                    found += self.paths(kind, (alias,), 1)
            found += self.paths(scopes[-1][1], (), 1) * 2
        if not scopes or self.chance(0.3):
            for root in self.roots:
                found += self.paths(root, (root,), 1)
        return found

    def items(self, scopes):
        kinds = {kind for _, kind in scopes}
        found = []
        for item in CHECKLIST:
            of = item.get('of', 'visit')
            at_hand = {'visit': self.about in VISITED or bool(kinds & {'observation', 'inspection'}), 'staff': bool(kinds & {'staff', 'employment'}), 'application': self.about == 'application'}.get(of, of in kinds)
            if at_hand:
                answers = item.get('answers', 'truth')
                kind = ITEM_TYPE.get(answers) or ('code' if answers.startswith('one') else 'set' if answers.startswith('any') else 'truth')
                codes = answers[answers.index('[') + 1:-1].split(', ') if '[' in answers else []
                found.append((('observed', item['id']), {'name': item['id'], 'type': kind, 'none': False, 'codes': codes, 'open': False}))
        return found

    def pick(self, kind, scopes):
        """A path of a type: (text, field), or None."""
        found = [p for p in self.readable(scopes) + self.items(scopes) * 2 if p[1]['type'] == kind]
        if not found:
            return None
        names, field = self.dice.choice(found)
        return '.'.join(names), field

    # Truth

    def truth(self, depth, scopes=()):
        if depth > 0 and self.chance(0.45):
            how = self.dice.choice(['and', 'or', 'not', 'quantifier', 'quantifier', 'quantifier'])
            if how in ('and', 'or'):
                return (' %s ' % how).join('(%s)' % self.truth(depth - 1, scopes) for _ in range(self.dice.choice([2, 2, 3])))
            if how == 'not':
                return 'not (%s)' % self.truth(depth - 1, scopes)
            if len(scopes) < 2:
                return '(%s)' % self.quantifier(depth - 1, scopes)
        for _ in range(20):
            text = self.dice.choice([self.plain, self.compare, self.compare, self.codes, self.codes, self.codes_in, self.has, self.within,
                                     self.by, self.nothing, self.hours, self.between, self.defined, self.window])(depth, scopes)
            if text:
                return text
        return 'massage-place'

    def plain(self, depth, scopes):
        found = self.pick('truth', scopes)
        return found and self.dice.choice(['', 'not ']) + found[0]

    def compare(self, depth, scopes):
        kind = self.dice.choice(['number', 'number', 'money', 'length', 'area', 'date', 'date', 'instant', 'days', 'minutes'])
        left = self.ordered(kind, depth, scopes)
        right = self.ordered(kind, depth, scopes)
        if not left or not right or left[0].isdigit() and right[0].isdigit():
            return None
        return '%s %s %s' % (left, self.dice.choice(['<', '<=', '>', '>=', '=', '!=']), right)

    def between(self, depth, scopes):
        kind = self.dice.choice(['number', 'money', 'date'])
        left = self.ordered(kind, 0, scopes)
        if not left or left[0].isdigit():
            return None
        ends = {'number': '1..3', 'money': '50 USD..100 USD', 'date': '2024-01-01..2025-06-30'}[kind]
        if kind == 'date' and self.chance(0.5):
            low, high = self.pick('date', scopes), self.pick('date', scopes)
            ends = '%s..%s' % (low[0], high[0]) if low and high else ends
        return '%s in %s' % (left, ends)

    @staticmethod
    def code_text(code):
        return '"%s"' % code if code in KEYWORDS or not code.replace('-', '').isalnum() or not code[0].isalpha() else code

    def some_codes(self, field):
        pool = [c for c in field['codes'] if c != 'none'] or ['C-1', 'C-2', 'R-1']
        return [self.code_text(c) for c in self.dice.sample(pool, min(max(1, len(pool) - 1), self.dice.choice([1, 2, 3])))]

    def codes(self, depth, scopes):
        found = self.pick('code', scopes)
        if not found:
            return None
        if self.chance(0.15):
            other = self.pick('code', scopes) or found
            if other[1]['codes'] == found[1]['codes'] and other[0] != found[0] and '.' in other[0] and found[1]['codes']:
                return '%s = %s' % (found[0], other[0])
        return '%s %s %s' % (found[0], self.dice.choice(['=', '=', '!=']), self.some_codes(found[1])[0])

    def codes_in(self, depth, scopes):
        found = self.pick('code', scopes)
        if not found:
            return None
        if found[0].endswith('premises.zone'):
            return found[0] + ' in zones'
        return '%s%s in [%s]' % (self.dice.choice(['', '', 'not ']), found[0], ', '.join(self.some_codes(found[1])))

    def has(self, depth, scopes):
        found = self.pick('set', scopes)
        if not found:
            return None
        how = self.dice.choice(['all of', 'any of', 'only'])
        if found[1]['codes'] == ['licence', 'prices', 'notice'] and self.chance(0.3):
            return '%s has %s %s' % (found[0], how, 'observed.kept')
        return '%s has %s [%s]' % (found[0], how, ', '.join(self.some_codes(found[1])))

    def period(self):
        return self.dice.choice(RARE_PERIODS) if self.chance(0.07) else self.dice.choice(PERIODS)

    def within(self, depth, scopes):
        left, right = self.ordered('date', 0, scopes), self.ordered('date', 0, scopes)
        return '%s within %s %s %s' % (left, self.period(), self.dice.choice(['before', 'after']), right)

    def reckoned(self, scopes):
        """Dates and periods alone, where the calendar decides."""
        left, right = self.pick('date', scopes), self.pick('date', scopes)
        if not left or not right:
            return 'massage-place'
        period = self.dice.choice(['1 month', '6 months', 'term', '30 days', '10 business days'])
        return '%s %s %s %s %s' % (left[0], self.dice.choice('++-'), period, self.dice.choice(['<=', '>', '=']), right[0])

    def by(self, depth, scopes):
        left, right = self.pick('date', scopes), self.ordered('date', 1, scopes)
        return left and '%s by %s' % (left[0], right)

    def nothing(self, depth, scopes):
        found = [p for p in self.readable(scopes) if p[1]['none'] and p[1]['type'] in ('date', 'code', 'text', 'person')]
        if not found:
            return None
        return '%s %s none' % ('.'.join(self.dice.choice(found)[0]), self.dice.choice(['=', '!=']))

    def hours(self, depth, scopes):
        schedule = self.dice.choice(HOURS + DATED_HOURS + (['shut', 'late', 'business.hours'] if 'business' in self.roots else []))
        if self.chance(0.3) and 'business' in self.roots:
            return 'business.hours has %s %s' % (self.dice.choice(['any of', 'only']), self.dice.choice(HOURS + ['shut', 'late']))
        found = self.pick('instant', scopes)
        return found and '%s in %s' % (found[0], schedule)

    def window(self, depth, scopes):
        """At least so many in any such period."""
        if len(scopes) > 1:
            return None
        coll, kind = self.collection(0, scopes)
        if coll is None or self.vocabulary.records[kind]['from'] is None:
            return None
        distinct = self.distinct(kind)
        period = self.dice.choice(['12 months', '24 months', '30 days', 'look-back', 'window'])
        return 'count(%s%s, in any %s) >= %s' % (coll, distinct, period, self.dice.choice(['1', '2', '3', 'limit']))

    def distinct(self, kind):
        fields = [f['name'] for f in self.vocabulary.fields[kind].values() if f['type'] in ('code', 'text', 'person')]
        return ', distinct ' + self.dice.choice(fields) if fields and self.chance(0.3) else ''

    def defined(self, depth, scopes):
        known = set().union(*(OF.get(kind, set()) for _, kind in scopes)) | {'massage-place'}
        name = self.dice.choice(sorted(known))
        return name if name != 'massage-place' or 'business' in self.roots else None

    # Members

    def collection(self, depth, scopes, alias=None):
        """(text of a collection and its condition, kind of its members)."""
        found = []
        if scopes:
            for name, kind in scopes:
                prefix = (name,) if name else ()
                if name or (name, kind) == scopes[-1]:
                    found += [p for p in self.paths(kind, prefix, 1) if p[1]['type'] == 'collection'] * 3
        for root in self.roots:
            found += [p for p in self.paths(root, (root,), 1) if p[1]['type'] == 'collection']
        if not found:
            return None, None
        favoured = [p for p in found if p[1]['record'] in ('event', 'staff', 'place', 'observation', 'document', 'span')]
        names, field = self.dice.choice(favoured if favoured and self.chance(0.5) else found)
        kind = field['record']
        text = '.'.join(names) + (' as ' + alias if alias else '')
        if self.chance(0.75):
            text += ' where ' + self.condition(depth, scopes + ((alias, kind),))
        return text, kind

    def condition(self, depth, scopes):
        """One or two simple conditions on the member at hand."""
        parts = [self.truth(min(depth, 1), scopes) for _ in range(self.dice.choice([1, 1, 2]))]
        return ' and '.join('(%s)' % p for p in parts) if len(parts) > 1 else parts[0] if ' or ' not in parts[0] else '(%s)' % parts[0]

    def quantifier(self, depth, scopes):
        alias = self.dice.choice([None, 'a%d' % len(scopes)])
        text, kind = self.collection(depth, scopes, alias)
        if text is None:
            return 'massage-place'
        word = self.dice.choice(['every', 'some', 'no'])
        if word == 'every':
            return 'every %s satisfies %s' % (text, self.truth(depth, scopes + ((alias, kind),)))
        return '%s %s' % (word, text)

    # What is ordered

    def ordered(self, kind, depth, scopes):
        options = ['path'] * 4 + ['literal'] * 2 + ['computed'] * (2 if depth > 0 else 0) + ['parameter']
        for _ in range(6):
            how = self.dice.choice(options)
            text = None
            if how == 'path':
                found = self.pick({'days': 'duration', 'minutes': 'duration'}.get(kind, kind), scopes)
                text = found and (kind != 'minutes' or None) and found[0]
            elif how == 'literal':
                text = 'today' if kind == 'date' and self.chance(0.6) else self.dice.choice(LITERALS[kind])
            elif how == 'parameter':
                text = {'number': 'limit', 'money': 'price-cap', 'length': 'far', 'days': 'grace', 'date': 'open-day'}.get(kind)
            else:
                text = getattr(self, 'computed_' + kind)(depth - 1, scopes)
            if text:
                return text
        return None

    def computed_number(self, depth, scopes):
        how = self.dice.choice(['count', 'count', 'days', 'started', '+', '-', '*', 'sum', 'max'])
        if how == 'count' and len(scopes) < 2:
            coll, kind = self.collection(depth, scopes)
            return coll and 'count(%s%s)' % (coll, self.distinct(kind))
        if how == 'days':
            return 'days(%s..%s)' % (self.ordered('date', 0, scopes), self.ordered('date', 0, scopes))
        if how == 'started':
            found = self.pick('number', scopes)
            return found and 'started(%s, %s)' % (found[0], self.dice.choice(['2', '5', '10']))
        if how in '+-*':
            found, other = self.pick('number', scopes), self.pick('number', scopes)
            return found and '%s %s %s' % (found[0], how, self.dice.choice(['2', '3', (other or found)[0]]))
        return self.over('number', how, scopes)

    def over(self, kind, how, scopes):
        """sum, min or max over the members of a collection."""
        if len(scopes) > 1:
            return None
        for _ in range(4):
            coll, member = self.collection(0, scopes)
            fields = [f['name'] for f in self.vocabulary.fields[member].values() if f['type'] == kind] if coll else []
            if fields:
                return '%s(%s of %s)' % (how, self.dice.choice(fields), coll)
        return None

    def computed_money(self, depth, scopes):
        how = self.dice.choice(['sum', 'max', 'min', '*', '+', '-'])
        if how in '*+-':
            found = self.pick('money', scopes)
            amount = found[0] if found else 'price-cap'
            other = self.dice.choice(['2', 'rate', '25%', 'limit']) if how == '*' else self.dice.choice(['10 USD', 'price-cap', '0.50 USD'])
            return '%s %s %s' % (amount, how, other)
        return self.over('money', how, scopes)

    def computed_length(self, depth, scopes):
        if self.chance(0.3):
            found = self.pick('length', scopes)
            return found and found[0] + self.dice.choice([' * 2', ' + 10 ft', ' - 3 m'])
        return self.over('length', self.dice.choice(['min', 'min', 'max']), scopes)

    def computed_area(self, depth, scopes):
        found = self.pick('length', scopes)
        return found and '%s * %s' % (found[0], self.dice.choice(['3 ft', '2 m', found[0]]))

    def computed_date(self, depth, scopes):
        how = self.dice.choice(['+', '+', '-', '-', 'next', 'min', 'max', 'least'])
        if how == 'least':
            return '%s(%s, %s)' % (self.dice.choice(['min', 'max']), self.ordered('date', 0, scopes), self.ordered('date', 0, scopes))
        if how in '+-':
            return '%s %s %s' % (self.ordered('date', 0, scopes), how, self.period())
        if how == 'next':
            return 'next(%s, %s)' % (self.dice.choice(['12-31', '02-end', 'year-end', '06-30']), self.ordered('date', 0, scopes))
        return self.over('date', how, scopes)

    def computed_instant(self, depth, scopes):
        found = self.pick('instant', scopes)
        return found and '%s %s %s' % (found[0], self.dice.choice('+-'), self.dice.choice(['12 hours', '48 hours']))

    def computed_days(self, depth, scopes):
        return '%s - %s' % (self.ordered('date', 0, scopes), self.ordered('date', 0, scopes))

    def computed_minutes(self, depth, scopes):
        found = self.pick('instant', scopes)
        return found and '%s - %s' % (found[0], self.dice.choice(LITERALS['instant']))


def holidays(since):
    return ['%d-%s' % (year, day) for year in range(since, 2027) for day in ('01-01', '07-04', '12-25')]


def provision(vocabulary, number, dice):
    about = dice.choice(['business'] * 6 + [a for a in vocabulary.roots if a != 'practitioner-licence'])
    writer = Writer(vocabulary, about, dice)
    made = {'id': 'p%d' % number, 'citation': 'Sec. %d' % number, 'text': 'A rule.', 'about': about, 'measure': 'unstated'}
    if dice.random() < 0.4:
        made['applies'] = writer.truth(1)
    if dice.random() < 0.3:
        made['unless'] = [{'id': 'u%d' % i, 'text': 'Exempt', 'when': writer.truth(1)} for i in range(dice.choice([1, 2]))]
    if dice.random() < 0.15:
        made['grandfather'] = {'when': writer.truth(0) if dice.random() < 0.6 else 'business.opened < in-force'}
        if dice.random() < 0.6:
            made['grandfather']['until'] = dice.choice(['2025-03-31', 'in-force + 2 years', 'open-day + 4 years'])
    if dice.random() < 0.2:
        made['grounds'] = writer.truth(3)
        made['sanction'] = {'kind': 'suspension', 'effect': 'may'}
    else:
        made['require'] = writer.truth(3) if dice.random() < 0.85 else writer.reckoned(())
    if dice.random() < 0.2 and 'notice' in writer.roots:
        made['cure'] = dice.choice(['notice.served + 10 days', 'notice.sent + grace', 'notice.correct-by', 'notice.issued + 1 month'])
    if dice.random() < 0.4:
        made['from'] = dice.choice(['2020-02-01', '2022-07-01', '2024-02-29'])
    if dice.random() < 0.1:
        made['until'] = dice.choice(['2025-12-31', '2024-08-31'])
    if dice.random() < 0.5:
        made['counting'] = {'first-day': dice.choice(['included', 'excluded']), 'month-end': dice.choice(['last-day', 'next-day']),
                            'roll': dice.choice(['none', 'next', 'previous'])}
        made['counting']['holidays'] = holidays(2024 if dice.random() < 0.3 else 2022)
    if dice.random() < 0.3:
        made['evidence'] = dice.choice(['6 months', '12 months', '30 days', '2 years'])
    if dice.random() < (0.7 if 'grandfather' in made else 0.15):
        change = {'from': '2024-06-01', 'source': 'Ord. 9'}
        how = dice.choice(['test', 'text', 'unless', 'repealed'])
        if how == 'test':
            change['grounds' if 'grounds' in made else 'require'] = writer.truth(2)
        elif how == 'text':
            change['text'] = 'Another rule.'
        elif how == 'repealed':
            change['repealed'] = 'yes'
        elif 'unless' in made:
            change['unless'] = 'none'
        if len(change) > 2:
            made['amended'] = [change]
    return made


def file(provisions, draft=False):
    """A file of them, as the tree of its YAML."""
    made = {'reeve-ordinance': '1', 'id': 'random', 'jurisdiction': 'Anywhere', 'title': 'Random rules', 'authority': 'None',
            'evidence': '18 months', 'counting': {'holidays': holidays(2020)}, 'parameters': PARAMETERS, 'definitions': DEFINITIONS, 'checklist': CHECKLIST, 'provisions': provisions}
    if not draft:
        made['adopted'] = {'ordinance': '2019-1', 'on': '2019-02-11'}
    return made
