#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes data/sample/calder-bend.jsonl: the records of an invented city, the same bytes each time.

    python3 data/sample/make-calder-bend.py FOLDER-WITH-CAMBRIDGE-GEOJSON

Each line is one row of a recorded table, in order of dependence; a reference gives the number of the row among the
rows of its table. The ground comes from calder_geometry.py. Everything else, every business, person, licence, visit
and complaint, is made up."""
import datetime
import json
import math
import pathlib
import random
import sys

import calder_geometry as ground

TODAY = datetime.date(2026, 11, 16)
FOOT = 0.3048
OFFICERS = ['R. Whitlow', 'M. Trevanion', 'A. Coldmere']
ATTRIBUTION = 'City of Calder Bend GIS (invented; shapes derived from City of Cambridge open data, PDDL 1.0)'

rows = []
counts = {}


# Where rows come from in words, as the window shows beside a fact.
SOURCES = {'business': 'licence register', 'premises': 'city GIS', 'licence': 'licence register', 'licence_status': 'licence register',
           'ownership': 'licence application', 'party': 'licence application', 'occupancy': 'licence register', 'practitioner': 'roster',
           'document': 'licence application', 'use_permit': 'zoning register', 'exemption': 'decision of the clerk', 'notice': 'notice register',
           'application': 'licence application', 'application_person': 'licence application', 'fee': 'finance', 'business_change': 'licence application',
           'sanction': 'city record', 'hearing': 'municipal court', 'event': 'city record', 'place': 'city GIS', 'zone': 'city GIS', 'map_layer': 'city GIS'}


def add(table, **fields):
    counts[table] = counts.get(table, 0) + 1
    if fields.get('source') == 'sample':
        fields['source'] = SOURCES[table]
    row = {'table': table, 'n': counts[table]}
    for name, value in fields.items():
        if value is None:
            continue
        row[name] = str(value) if isinstance(value, datetime.date) else int(value) if isinstance(value, bool) else value
    rows.append(row)
    return counts[table]


def rng(name):
    return random.Random(f'calder-bend {name}')


def day(text):
    return datetime.date.fromisoformat(text)


def shift(date, days):
    return date + datetime.timedelta(days=days)


def between(random_, first, last):
    return shift(first, random_.randrange((last - first).days + 1))


def weekday(date):
    """The day itself, or the next working day: offices are shut on Saturdays, Sundays and about the turn of the year."""
    while date.weekday() >= 5 or (date.month, date.day) in ((1, 1), (7, 4), (12, 24), (12, 25), (12, 31)):
        date = shift(date, 1)
    return date


def offset(date):
    """Minutes east of UTC in Central time: daylight time from the second Sunday of March to the first Sunday of November."""
    march, november = datetime.date(date.year, 3, 8), datetime.date(date.year, 11, 1)
    start = shift(march, (6 - march.weekday()) % 7)
    end = shift(november, (6 - november.weekday()) % 7)
    return -300 if start <= date < end else -360


# The ground

ZONES = {
    'R-1': ('residential', 'Residence, single family', 'residence home-occupation'),
    'R-2': ('residential', 'Residence, two families', 'residence home-occupation'),
    'R-3': ('residential', 'Residence, apartments', 'residence home-occupation'),
    'C-1': ('commercial', 'Neighbourhood business', 'retail office personal-service massage'),
    'C-2': ('commercial', 'General business', 'retail office personal-service massage hotel'),
    'MX': ('mixed', 'Mixed use', 'residence retail office personal-service massage hotel'),
    'O-1': ('office', 'Office', 'office clinic'),
    'M-1': ('industrial', 'Light industry', 'industry office'),
    'OS': ('open-space', 'Open space', ''),
}


def zone_code(real, number):
    head = real.split('-')[0]
    if real == 'OS':
        return 'OS'
    if head in ('BA',):
        return 'C-1'
    if head in ('BB', 'CAM', 'ASD', 'NP'):
        return 'C-2'
    if head in ('IA', 'IB'):
        return 'M-1'
    if head == 'O':
        return 'O-1'
    if head in ('MAS', 'MXD', 'CRDD'):
        return 'MX'
    if head == 'SD':
        return ('MX', 'C-2', 'M-1')[number % 3]
    if head in ('A', 'B') or real in ('C', 'C-1'):
        return 'R-1' if head == 'A' else 'R-2'
    return 'R-3'


def spread(random_, points, count, apart):
    """Some of the points, no two nearer than apart."""
    points = list(points)
    random_.shuffle(points)
    chosen = []
    for point in points:
        if all(math.dist(point, other) >= apart for other in chosen):
            chosen.append(point)
        if len(chosen) == count:
            break
    return chosen


class Town:
    """The layers, and for each address that there may be its place, zone and distances."""

    def __init__(self, source):
        self.make_streets(source)
        self.make_zones(source)
        self.make_places(source)
        self.make_backdrop(source)
        self.make_addresses()

    def layer(self, kind, name, what=None, data_date='2026-10-01'):
        return add('map_layer', kind=kind, what=what, name=name, attribution=ATTRIBUTION, data_date=data_date, source='sample')

    def make_streets(self, source):
        streets = {}
        self.pieces = []
        for properties, line in source.lines('TRANS_Centerlines'):
            real = properties.get('Street')
            if not real:
                continue
            street = streets.setdefault(real, {'lines': [], 'length': 0.0, 'major': 0.0})
            street['lines'].append(line)
            street['length'] += ground.length_of(line)
            street['major'] += ground.length_of(line) if properties.get('MajorRoad') == 1 else 0
            ranges = [(properties.get(f'{side}_From') or 0, properties.get(f'{side}_To') or 0, sign) for side, sign in (('L', 1), ('R', -1))]
            self.pieces.append((real, line, ranges))
        kept = sorted((real for real in streets if streets[real]['length'] >= 70), key=lambda real: (-round(streets[real]['length']), real))
        self.names = dict(zip(kept, ground.street_names(rng('streets'), len(kept), streets)))
        layer = self.layer('streets', 'Streets')
        for real in kept:
            lines = [ground.simplify(line, 3.0) for line in ground.join_lines(streets[real]['lines'])]
            add('map_feature', layer_id=layer, key=f'S{counts.get("map_feature", 0) + 1:04}', name=self.names[real],
                **{'class': 'major' if streets[real]['major'] > streets[real]['length'] / 2 else 'minor'}, geometry=ground.wkb_lines(lines))
        rail = ground.join_lines([line for _, line in source.lines('TRANS_Rail')])
        rail = [ground.simplify(line, 4.0) for line in rail if ground.length_of(line) > 60]
        add('map_feature', layer_id=layer, key='RAIL', **{'class': 'rail'}, geometry=ground.wkb_lines(rail))

    def make_zones(self, source):
        layer = self.layer('zones', 'Zoning', 'zoning', '2026-08-01')
        self.zones = []
        for number, (properties, polygons) in enumerate(source.polygons('CDD_ZoningDistricts', 2.5, 500)):
            code = zone_code(properties['ZONE_TYPE'], number)
            kind, name, allows = ZONES[code]
            add('zone', layer_id=layer, key=f'Z{number + 1:03}', kind='zoning', code=code, **{'class': kind}, name=name, allows=allows,
                from_date='1998-06-01', to_date='none', geometry=ground.wkb_polygons(polygons), source='sample')
            self.zones.append((code, polygons[0]))
        layer = self.layer('zones', 'Council districts', 'district')
        quarters = sorted(source.polygons('BOUNDARY_CDDNeighborhoods', 5.0, 1000), key=lambda item: sum(ground.centre(item[1][0][0])))
        for number, (_, polygons) in enumerate(quarters):
            code = ('West', 'Central', 'East')[number * 3 // len(quarters)]
            add('zone', layer_id=layer, key=f'D{number + 1:02}', kind='district', code=code, name=code, from_date='2012-01-01',
                to_date='none', geometry=ground.wkb_polygons(polygons), source='sample')

    def make_places(self, source):
        random_ = rng('places')
        points = [p for name in ('LANDMARK_PublicSchools', 'LANDMARK_PrivateSchools') for _, p in source.points(name)]
        schools = spread(random_, points, 12, 900)
        names = ['Sabre River Elementary', 'Larkmere Middle School', 'Calder Bend High School', 'Old Ferry Elementary', 'Heron Point Elementary',
                 'Gantry Row School', 'Bluestem Elementary', 'Kestrel Academy', 'Marlwood Elementary', 'Tannery Hill School',
                 'Windlass Charter School', 'Pinnace Street Elementary']
        self.schools = []
        layer = self.layer('places', 'Schools', 'school')
        for number, point in enumerate(schools):
            ring = ground.rectangle(point, random_.uniform(70, 130), random_.uniform(60, 100), ground.TURN + random_.choice([0.2, 0.9, -0.4]))
            add('place', layer_id=layer, key=f'SCH{number + 1:02}', kind='school', name=names[number], accuracy_m=1.0,
                since='2023-08-15' if number == 10 else f'{random_.randrange(1921, 2005)}-08-20', until_date='none',
                geometry=ground.wkb_polygons([[ring]]), source='sample')
            self.schools.append([ring])
        layer = self.layer('places', 'Day care', 'day-care')
        self.soft = []
        cares = spread(random_, [p for _, p in source.points('LANDMARK_DayCareFacilities')], 14, 600)
        for number, point in enumerate(cares):
            ring = ground.rectangle(point, 30, 26, ground.TURN + 0.9)
            add('place', layer_id=layer, key=f'DC{number + 1:02}', kind='day-care', accuracy_m=1.0, since=f'{random_.randrange(1990, 2018)}-09-01',
                until_date='none', name=f'{ground.PLAIN[number * 3 + 1]} Day Care', geometry=ground.wkb_polygons([[ring]]), source='sample')
            self.soft.append([ring])
        layer = self.layer('places', 'Public parks', 'park')
        self.open_spaces = list(source.polygons('RECREATION_OpenSpace', 3.0, 600))
        parks = sorted(self.open_spaces, key=lambda item: -sum(ground.area(rings[0]) for rings in item[1]))
        chosen = []
        for _, polygons in parks:
            middle = ground.centre(polygons[0][0])
            if all(math.dist(middle, other) > 480 for other in chosen) and ground.area(polygons[0][0]) > 2500:
                number = len(chosen)
                chosen.append(middle)
                kind = ('Park', 'Green', 'Commons', 'Field', 'Gardens')[number % 5]
                add('place', layer_id=layer, key=f'P{number + 1:02}', kind='park', name=f'{ground.PLAIN[(number * 5 + 9) % len(ground.PLAIN)]} {kind}',
                    accuracy_m=1.0, since=f'{1890 + number * 3}-05-01', until_date='none', geometry=ground.wkb_polygons(polygons), source='sample')
                self.soft += polygons
            if len(chosen) == 26:
                break
        layer = self.layer('places', 'Libraries', 'library')
        for number, (_, point) in enumerate(list(source.points('LANDMARK_PublicLibraries'))[:4]):
            add('place', layer_id=layer, key=f'L{number + 1}', kind='library', name=('Main Library', 'West Branch', 'Ferry Branch', 'Depot Branch')[number],
                accuracy_m=5.0, until_date='none', geometry=ground.wkb_point(point), source='sample')

    def make_backdrop(self, source):
        layer = self.layer('parks', 'Open space')
        for number, (_, polygons) in enumerate(self.open_spaces):
            add('map_feature', layer_id=layer, key=f'OS{number + 1:03}', geometry=ground.wkb_polygons(polygons))
        layer = self.layer('water', 'Water')
        for number, (_, polygons) in enumerate(source.polygons('HYDRO_WaterBodies', 8.0, 3000)):
            add('map_feature', layer_id=layer, key=f'W{number + 1:02}', name='Sabre River' if number == 0 else None,
                geometry=ground.wkb_polygons(polygons))
        layer = self.layer('boundary', 'City boundary')
        for _, polygons in source.polygons('BOUNDARY_CityBoundary', 8.0, 1000):
            add('map_feature', layer_id=layer, key='CITY', name='Calder Bend', geometry=ground.wkb_polygons(polygons))

    def zone_at(self, point):
        return next((code for code, rings in self.zones if ground.inside(point, rings)), None)

    def make_addresses(self):
        """Every tenth house number or so of every block, with its side of the street, zone and distances."""
        random_ = rng('addresses')
        taken = set()
        self.addresses = []
        for real, line, ranges in self.pieces:
            if real not in self.names or ground.length_of(line) < 40:
                continue
            for low, high, sign in ranges:
                low, high = int(min(low, high)), int(max(low, high))
                if low <= 0 or high - low < 6:
                    continue
                for share in (0.2, 0.4, 0.6, 0.8):
                    number = low + int((high - low) * share) // 2 * 2
                    text = f'{number} {self.names[real]}'
                    if text in taken:
                        continue
                    taken.add(text)
                    on, ahead = ground.along(line, share)
                    point = (on[0] - ahead[1] * 14 * sign, on[1] + ahead[0] * 14 * sign)
                    code = self.zone_at(point)
                    if code in (None, 'OS'):
                        continue
                    self.addresses.append({
                        'text': text, 'point': point, 'zone': code, 'street': self.names[real],
                        'school': min(ground.distance_to_polygon(point, rings) for rings in self.schools),
                        'soft': min(ground.distance_to_polygon(point, rings) for rings in self.soft)})
        random_.shuffle(self.addresses)


# People and names, all invented

GIVEN = ('Avery Blair Corin Dale Emery Finley Greer Harlan Ira Jory Kerry Lane Marlo Nell Orrin Perrin Quinn Reese Sloan Tatum Vaughn Wren '
         'Arden Bryn Casey Devon Ellis Frey Hollis Jules').split()
used_names = set()


def surname(random_):
    while True:
        name = random_.choice(ground.FIRST) + random_.choice(ground.LAST)
        if len(name) <= 10:
            return name


def phone(random_):
    return f'409-555-01{random_.randrange(100):02}'


def person(random_):
    return add('party', kind='person', name=f'{random_.choice(GIVEN)} {surname(random_)}', phone=phone(random_), source='sample')


def organisation(random_):
    return add('party', kind='organisation', name=f'{surname(random_)} {random_.choice(["Holdings", "Ventures", "Trading", "Properties"])} '
               f'{random_.choice(["LLC", "LLC", "Inc", "LP"])}', phone=phone(random_), source='sample')


def premises(random_, address, suite=None, **more):
    fields = {'address': address['text'], 'suite': suite, 'parcel': f'CB-{random_.randrange(100, 999)}-{random_.randrange(100, 999)}',
              'position_method': 'parcel', 'position_accuracy_m': 2.0, 'floor': 1, 'host': 'none', 'home_occupation': 0, 'entrance_visible': 1,
              'parcel_shared': int(suite is not None), 'co_status': 'issued', 'co_issued': between(random_, day('2008-01-01'), day('2020-12-31')),
              'co_use': 'personal-service', 'source': 'sample'}
    fields['lon'], fields['lat'] = ground.to_degrees(address['point'])
    fields.update(more)
    return add('premises', **fields)


def licence(scope, class_, number, spans, **more):
    """A licence and its status history: spans are (status, from, to)."""
    n = add('licence', scope=scope, number=number, source='sample', **{'class': class_}, **more)
    for status, first, last in spans:
        add('licence_status', licence_id=n, status=status, from_date=first, to_date=last, source='sample')
    return n


# Massage establishments: what is true of each, unless said otherwise, is that all is in order.

MASSAGE = [
    ('Marlgate Spa', {'where': 'near-school', 'confirmed': 'school'}),
    ('Ostrander Relaxation', {'expired': '2026-10-02', 'confirmed': 'city-licence'}),
    ('Ninth Lantern Wellness', {'where': 'at-limit', 'hours': 'Mon-Thu 10:00-20:00, Fri-Sat 10:00-22:30', 'price-list-posted': 'no',
                                'door-locked': None, 'staff-on-duty': None, 'unverified': True, 'number': '2024-0117', 'opened': '2024-02-12'}),
    ('Corvane Wellness', {'living-quarters': 'yes'}),
    ('Tern & Thistle Massage', {'hours': 'Mon-Sat 11:00-22:00', 'notice': 'hours'}),
    ('Lowmoor Bodywork', {'price-list-posted': 'no', 'notice': 'price-list'}),
    ('Quillfeather Bodywork', {'where': 'at-limit', 'last-visit': '2025-06'}),
    ('Sablewood Massage', {'applied-only': True, 'home': None}),
    ('Pell Street Therapeutics', {'staff-incomplete': True}),
    ('Fennimore & Daughters', {'hours': None}),
    ('Adder Creek Massage', {'reopened': 'closed'}), ('Brindle House Massage', {'reopened': 'closed'}), ('Calloway Street Bodywork', {}), ('Dovetail Therapeutic', {}),
    ('Eastgate Sports Massage', {}), ('Gantry Row Massage', {}), ('Hollin Wood Wellness', {}), ('Ironbark Recovery', {}),
    ('Junction Hotel, guest service', {'host': 'hotel', 'hours': 'Mon-Sun 06:00-24:00', 'windows-transparent': 'no'}),
    ('Kestrel Lane Massage', {}), ('Larch & Loam', {}), ('Copper Kettle Bodywork', {}),
    ('Saltbox Massage', {'arrests': True, 'reopened': 'closed'}),
    ('Harbor Bell Spa', {'suspensions': ['2025-12-08', '2026-06-01'], 'open-while-suspended': True}),
    ('Driftwood Day Massage', {'suspensions': ['2025-11-20'], 'violation-after': '2026-04-14'}),
    ('Willow & Wick Massage', {'lapsed-staff': True}),
    ('Stillwater Bodywork', {'lapsed-staff': True, 'notice': 'staff-licensed'}),
    ('Blue Heron Massage', {'windows-transparent': 'no', 'dismissed': 'windows'}),
    ('Juniper Table', {'massage-room-locks': '2', 'staff-on-duty': '4'}),
    ('One Oak Massage', {'massage-room-locks': '1', 'staff-on-duty': '1', 'staff': 1}),
    ('Fernbrook Spa', {'massage-room-locks': '2', 'staff-on-duty': None}),
    ('Cedar Lane Wellness', {'where': 'near-school', 'trafficking-sign-languages': 'en'}),
    ('Meridian Bodywork', {'trafficking-sign': 'no', 'trafficking-sign-languages': None}),
    ('Slate Roof Massage', {'register-shown': 'no'}),
    ('Hyacinth Wellness', {'not-in-register': True}),
    ('Long Porch Massage', {'old-plan': True}),
    ('Tidewater Spa', {'alcohol': 'yes'}),
    ('Paperwhite Massage', {'recording-devices': '1', 'confirmed': 'recording'}),
    ('Grayling Bodywork', {'clean': 'no', 'notice': 'clean'}),
    ('Cobblestone Massage', {'posted': 'city-licence'}),
    ('Amber Gate Wellness', {'services-offered': 'massage waxing'}),
    ('Red Lantern Street Massage', {'state-lapsed': '2026-06-30'}),
    ('Northpoint Therapeutics', {'state-unknown': True}),
    ('Solace on Sumac', {'solo': True}),
    ('Windmill Massage', {'fee-paid': 7500}),
    ('Birchbark Spa', {'where': 'near-school', 'roles-present': 'therapist'}),
    ('Lantern Row Bodywork', {'door-locked': 'yes', 'staff-on-duty': '3'}),
    ('Canvas & Clay Massage', {'entrance': 0}),
    ('Old Mill Massage', {'entrance': 0, 'first': '2015-04-20', 'where': 'near-park'}),
    ('Nightjar Massage', {'seen-late': True, 'confirmed': 'hours-seen'}),
    ('New Leaf Bodywork', {'opened': '2026-08-17', 'no-visits': True}),
    ('Two Rivers Massage', {'owner-age': None}),
    ('Foxglove Wellness', {'last-visit': '2024-10'}),
    ('Traveling Table', {'out-call': 1, 'where': 'home', 'windows-transparent': 'no', 'entrance': 0}),
    ('Spine & Stride', {'attached': 'chiropractor', 'where': 'near-peer'}),
    ('Sunroom Massage', {'where': 'near-peer'}),
    ('Parkside Bodywork', {'where': 'near-park'}),
    ('Millrace Spa', {'where': 'industrial', 'permit': True, 'reopened': 'old-revocation'}),
    ('Foundry Massage', {'where': 'industrial', 'reopened': 'revoked'}),
    ('Second Story Wellness', {'where': 'unplaced', 'reopened': 'cause-unknown'}),
]
FORMER = ['Silver Reed Spa', 'Garden Court Massage', 'Evening Tide Spa', 'Sumac Street Bodywork', 'Halcyon Table', 'Rosewater Massage']

ITEMS = {
    'open-to-customers': 'yes', 'roles-present': 'manager therapist receptionist', 'staff-on-duty': '3', 'door-locked': 'no',
    'windows-transparent': 'yes', 'massage-room-locks': '0', 'living-quarters': 'no', 'alcohol': 'no', 'recording-devices': '0',
    'price-list-posted': 'yes', 'services-listed': 'massage reflexology cupping', 'services-offered': 'massage', 'posted': 'city-licence state-licence complaint-notice',
    'trafficking-sign': 'yes', 'trafficking-sign-languages': 'en es', 'register-shown': 'yes', 'clean': 'yes',
}


class Massage:
    def __init__(self, town):
        self.town = town
        self.random = rng('massage')
        self.taken = []
        self.licence_number = {}
        self.practitioners = 0
        for number, (name, facts) in enumerate(MASSAGE):
            self.make(number, name, facts)

    def choose(self, where):
        """An address that is as near to things as the story wants."""
        limit = 1000 * FOOT
        for address in self.town.addresses:
            if address.get('used'):
                continue
            peer = min((math.dist(address['point'], other) for other in self.taken), default=9999)
            zone, school, soft = address['zone'], address['school'], address['soft']
            shop = zone in ('C-1', 'C-2', 'MX')
            fits = {
                None: shop and school > limit + 12 and soft > 105 and peer > 205,
                'near-school': shop and 90 < school < limit - 20 and soft > 105 and peer > 205,
                'at-limit': shop and limit - 3 < school < limit + 3 and soft > 105 and peer > 205,
                'near-park': shop and school > limit + 12 and soft < 75 and peer > 205,
                'near-peer': shop and school > limit + 12 and soft > 105 and 60 < peer < 160,
                'industrial': zone == 'M-1' and school > limit + 12 and soft > 105 and peer > 205,
                'home': zone in ('R-2', 'R-3') and school > limit + 12 and soft > 105 and peer > 205,
                'unplaced': shop and school > limit + 12 and soft > 105 and peer > 205,
            }[where]
            if fits:
                address['used'] = True
                self.taken.append(address['point'])
                return address
        raise SystemExit(f'no address fits {where}')

    def next_licence(self, year):
        self.licence_number[year] = self.licence_number.get(year, 11) + self.random.randrange(1, 9)
        return f'{year}-{self.licence_number[year]:04}'

    def make(self, number, name, facts):
        random_ = self.random
        where = facts.get('where')
        address = self.choose(where)
        opened = day(facts['opened']) if 'opened' in facts else day(facts['first']) if 'first' in facts else between(
            random_, day('2019-05-01'), day('2023-06-30'))
        reopened = facts.get('reopened')
        if reopened in ('revoked', 'cause-unknown'):
            opened = between(random_, day('2025-09-01'), day('2025-11-01'))
        more = {'home_occupation': facts.get('home', int(where == 'home')), 'entrance_visible': facts.get('entrance', 1),
                'host': facts.get('host', 'dwelling' if where == 'home' else 'none')}
        if where == 'at-limit':
            more |= {'position_method': 'geocoded', 'position_accuracy_m': 9.0}
        elif where == 'near-school':
            more |= {'position_method': 'surveyed', 'position_accuracy_m': 1.0}
        elif where == 'unplaced':
            more |= {'position_method': None, 'position_accuracy_m': None, 'lon': None, 'lat': None}
        suite = random_.choice([None, None, None, 'Ste 2', 'Ste 4', 'Ste B'])
        if facts.get('arrests'):
            more |= {'lease_from': opened, 'lease_to': 'none', 'lease_clauses': 'use-limited'}
        owner_of_house = organisation(random_) if number % 5 == 0 else None
        place = premises(random_, address, suite, owner_id=owner_of_house, **more)

        solo = facts.get('solo')
        staff = 1 if solo else facts.get('staff', random_.choice([2, 3, 3, 4]))
        business = add(
            'business', number=f'{400 + number:06}', name=name, category='massage', classes='massage', provides='massage', advertises='massage',
            operating=1, opened=opened, closed='none', principal_use=1, out_call_only=facts.get('out-call', 0), nonconforming=0,
            attached_to=facts.get('attached', 'none'), staff_count=staff, phone=phone(random_),
            staff_complete_on=None if facts.get('staff-incomplete') else shift(TODAY, -random_.randrange(20, 200)),
            principals_complete_on=shift(opened, 3), entity_type=random_.choice(['llc', 'llc', 'sole', 'corporation']), source='sample')
        add('occupancy', premises_id=place, business_id=business, from_date=opened, to_date='none', source='sample')
        self.people(business, opened, facts)
        crew = self.crew(business, opened, staff, facts)
        self.licences(business, place, opened, facts)
        if facts.get('hours', '') is not None:
            add('opening_hours', business_id=business, to_date='none', from_date=opened if 'hours' not in facts else day('2026-02-12'),
                schedule=facts.get('hours') or random_.choice(['Mon-Sat 10:00-20:00', 'Mon-Fri 09:00-18:00', 'Mon-Sun 10:00-21:00',
                                                              'Mon-Thu 10:00-19:00, Fri-Sat 10:00-20:30']),
                source='website seen by R. Whitlow' if 'hours' in facts else 'licence application')
        plan = between(random_, day('2021-01-01'), day('2024-12-31'))
        add('document', business_id=business, premises_id=place, kind='floor-plan', dated=plan, filed=shift(plan, 9), source='sample')
        if facts.get('permit'):
            add('use_permit', premises_id=place, kind='specific-use', status='approved', granted='2022-03-14', ends='none', conditions='parking',
                source='sample')
        if solo:
            add('exemption', business_id=business, ground='sole-practitioner', from_date=opened, to_date='none', proof=1, decided_by='R. Whitlow',
                source='sample')
        if not facts.get('no-visits'):
            self.visits(business, place, opened, plan, crew, facts)
        self.events(business, place, name, facts)
        if reopened:
            self.former(place, opened, reopened, facts)
        if 'notice' in facts:
            served = shift(TODAY, -random_.randrange(2, 8))
            add('notice', number=f'N-2026-{len([r for r in rows if r["table"] == "notice"]) + 11:03}', kind='violation', business_id=business,
                premises_id=place, provisions=f'calder-bend-ch-18/{facts["notice"]}', issued=shift(served, -3), sent=shift(served, -3), served=served,
                correct_by=shift(served, 10), method='certified-mail', addressees='business', states='violation provision correction date rights',
                text='Please put right what is named above by the day stated. You may ask for a hearing.', source='sample')
        for kind in ('confirmed', 'dismissed'):
            if kind in facts:
                rows.append({'table': 'decision', 'business': business, 'provision': facts[kind], 'kind': kind, 'who': 'R. Whitlow',
                             'day': str(shift(TODAY, -random_.randrange(5, 40))),
                             'reason': 'Seen and recorded at the visit.' if kind == 'confirmed' else
                                       'The covering was a sun shade, taken down while we were there.'})

    def people(self, business, opened, facts):
        owner = person(self.random)
        add('ownership', business_id=business, party_id=owner, role='owner', share_bp=10000, from_date=opened, to_date='none',
            turned_18=facts.get('owner-age', 1), inquiry='clear', disclosed=1, source='sample')
        if self.random.random() < 0.4:
            add('ownership', business_id=business, party_id=person(self.random), role='manager', from_date=opened, to_date='none', turned_18=1,
                disclosed=1, source='sample')

    def crew(self, business, opened, staff, facts):
        random_ = self.random
        crew = []
        for place_in_crew in range(staff):
            self.practitioners += 1
            practitioner = add('practitioner', reference=f'P-{self.practitioners:04}', source='sample')
            started = max(opened, between(random_, day('2019-06-01'), day('2026-03-01')))
            add('employment', business_id=business, practitioner_id=practitioner, role='therapist', gives_massage=1, contractor=int(random_.random() < 0.2),
                started=started, ended='none', turned_18=1, notified=shift(started, 4), notified_end='none', source='roster')
            crew.append(practitioner)
            issued = between(random_, day('2015-01-01'), day('2019-05-01'))
            expires = between(random_, day('2027-01-15'), day('2028-06-30'))
            last = place_in_crew == staff - 1
            if last and facts.get('unverified'):
                continue  # nobody has looked this one up
            if last and facts.get('lapsed-staff'):
                expires = between(random_, day('2026-05-01'), day('2026-09-30'))
            licence('state', 'massage-therapist', f'MT{100000 + self.practitioners * 37:06}', [('active', issued, 'none')],
                    practitioner_id=practitioner, issued=issued, first_issued=issued, expires=expires,
                    verified_on=shift(TODAY, -random_.randrange(30, 300)), verified_how='register')
        return crew

    def licences(self, business, place, opened, facts):
        random_ = self.random
        first = opened
        applied = shift(first, -random_.randrange(40, 75))
        common = {'business_id': business, 'premises_id': place}
        if facts.get('applied-only'):
            licence('city', 'massage', None, [('applied', day('2026-09-28'), 'none')], applied=day('2026-09-28'), issued='none',
                    first_issued='none', fee_due_cents=15000, fee_paid_cents=15000, **common)
        else:
            expires = day(facts['expired']) if 'expired' in facts else random_.choice(
                [day('2026-12-31')] * 4 + [day('2027-03-31'), day('2027-06-30'), day('2027-08-31')])
            if facts.get('number'):
                expires = day('2027-03-31')
            renewed = shift(expires, -365)
            spans, since = [], first
            for start in facts.get('suspensions', []):
                start = day(start)
                spans += [('active', since, shift(start, -1)), ('suspended', start, shift(start, 20))]
                since = shift(start, 21)
            spans.append(('active', since, 'none'))
            licence('city', 'massage', facts.get('number') or self.next_licence(first.year), spans, applied=applied, issued=max(first, renewed),
                    first_issued=first, renewed=renewed if renewed > first else 'none', expires=expires, fee_due_cents=15000,
                    fee_paid_cents=facts.get('fee-paid', 15000), approvals='zoning fire police', **common)
        if facts.get('state-unknown') or facts.get('solo'):
            if facts.get('solo'):
                licence('state', 'massage-establishment', None, [('exempt', opened, 'none')], issued='none', exempt_ground='sole-practitioner', **common)
            return
        issued = shift(opened, -random_.randrange(10, 60))
        licence('state', 'massage-establishment', f'ME{2000 + business * 13:04}', [('active', issued, 'none')], issued=issued, first_issued=issued,
                expires=day(facts['state-lapsed']) if 'state-lapsed' in facts else between(random_, day('2027-01-10'), day('2028-05-30')),
                verified_on=shift(TODAY, -random_.randrange(30, 300)), verified_how='register', **common)

    def visit(self, business, place, at, kind, reason, items=None, crew=(), facts=None, **more):
        refused = more.get('entry') == 'refused'
        fields = {'business_id': business, 'premises_id': place, 'at': at.strftime('%Y-%m-%dT%H:%M'),
                  'at_offset': offset(at.date()), 'ended_at': (at + datetime.timedelta(minutes=45)).strftime('%Y-%m-%dT%H:%M'), 'kind': kind,
                  'announced': 0, 'reason': reason, 'reason_text': 'Yearly visit' if reason == 'schedule' else None, 'legal_basis': 'consent',
                  'basis_words': 'Person in charge: please come in.', 'credentials_shown': 1, 'entry': 'granted',
                  'areas': 'common reception treatment-room office', 'by_service': 'code', 'officers': self.random.choice(OFFICERS),
                  'interpreter_used': 0, 'result': 'nothing-needed', 'status': 'done', 'source': 'visit'}
        fields.update(more)
        inspection = add('inspection', **fields)
        for item, answer in (items or {}).items():
            add('inspection_item', inspection_id=inspection, item=item, answer='not-observed' if answer is None else answer)
        if items and 'register-shown' in items and items['register-shown'] == 'yes':
            for position, practitioner in enumerate(crew):
                missing = facts.get('not-in-register') and position == len(crew) - 1
                add('inspection_item', inspection_id=inspection, item='in-register', practitioner_id=practitioner, answer='no' if missing else 'yes')
        if not refused and items:
            for role, count in (('manager', 1), ('therapist', len(crew)), ('client', self.random.randrange(3))):
                if count:
                    add('inspection_present', inspection_id=inspection, role=role, number=count)
        return inspection

    def visits(self, business, place, opened, plan, crew, facts):
        random_ = self.random
        spans = [('2023-11-20', '2024-06-28'), ('2024-09-02', '2025-06-27')]
        last = facts.get('last-visit')
        spans.append((f'{last}-02', f'{last}-27') if last else ('2025-12-01', '2026-10-30'))
        for position, (low, high) in enumerate(spans):
            date = weekday(between(random_, day(low), day(high)))
            if date <= shift(opened, 20) or (last and position < 2 and date >= day(f'{last}-01')):
                continue
            at = datetime.datetime(date.year, date.month, date.day, random_.randrange(11, 17), random_.randrange(0, 60, 5))
            latest = position == 2
            items = dict(ITEMS)
            items['staff-on-duty'] = str(max(2, len(crew)))
            if len(crew) == 1:
                items['staff-on-duty'] = '1'
            items['diagram-dated'] = str(shift(plan, -420) if latest and facts.get('old-plan') else plan)
            if not latest and random_.random() < 0.3:
                items[random_.choice(['price-list-posted', 'clean', 'register-shown'])] = 'no'
            elif not latest and random_.random() < 0.3:
                items[random_.choice(['recording-devices', 'living-quarters', 'alcohol'])] = None
            if latest:
                items |= {key: facts[key] for key in items if key in facts}
                if len(crew) == 1 and facts.get('solo'):
                    items['roles-present'] = 'owner therapist'
            wrong = any(facts.get(key) not in (None, ITEMS[key]) for key in ITEMS if key in facts) if latest else items['clean'] == 'no'
            more = {'result': 'corrections-wanted' if wrong else 'nothing-needed'}
            if not latest and random_.random() < 0.06:
                more |= {'legal_basis': 'licence-condition', 'basis_words': None}
            self.visit(business, place, at, 'routine', 'schedule', items, crew, facts, **more)
        if facts.get('seen-late'):
            self.visit(business, place, datetime.datetime(2026, 9, 18, 21, 40), 'complaint', 'complaint',
                       {'open-to-customers': 'yes', 'roles-present': 'manager therapist'}, crew, facts, reason_text='Complaint about late opening',
                       areas='common reception', result='corrections-wanted')
        if facts.get('open-while-suspended'):
            self.visit(business, place, datetime.datetime(2026, 6, 10, 14, 5), 'follow-up', 'follow-up',
                       {'open-to-customers': 'yes', 'roles-present': 'owner therapist'}, crew, facts, reason_text='Is it closed as ordered?',
                       areas='common reception', result='sent-to-enforcement')
        if business % 17 == 3:
            self.visit(business, place, datetime.datetime(2026, 3, 4, 15, 20), 'routine', 'schedule', None, crew, facts, entry='refused',
                       legal_basis='none', basis_words='Person in charge asked us to come back another day.', areas='', result='access-refused')

    def event(self, kind, date, agency, **more):
        add('event', kind=kind, date=date, agency=agency, source='sample', **more)

    def events(self, business, place, name, facts):
        city, police = 'City of Calder Bend', 'Calder Bend Police Department'
        for date in facts.get('suspensions', []):
            self.event('suspension', date, city, business_id=business, premises_id=place, licence_class='massage', incident=f'S-{date}')
        if 'violation-after' in facts:
            self.event('violation', facts['violation-after'], city, business_id=business, premises_id=place, provision='18-55(a)',
                       incident=f'V-{facts["violation-after"]}')
        if facts.get('arrests'):
            for number, date in enumerate(('2024-09-12', '2025-05-30', '2026-07-21')):
                self.event('arrest', date, police, premises_id=place, category='listed-offence', incident=f'CB-{date[:4]}-{4410 + number}')
            self.event('nuisance-abatement', '2026-10-05', 'District court', premises_id=place, incident='Cause 26-1183')

    def former(self, place, opened, how, facts):
        """Who held these premises before, and how that ended."""
        random_ = self.random
        name = FORMER[sum(1 for r in rows if r['table'] == 'business' and r['name'] in FORMER)]
        ended = {'closed': shift(opened, -200), 'old-revocation': shift(opened, -1100), 'revoked': shift(opened, -260),
                 'cause-unknown': shift(opened, -300)}[how]
        began = shift(ended, -random_.randrange(500, 1400))
        business = add('business', number=f'{300 + counts["business"]:06}', name=name, category='massage', classes='massage', provides='massage',
                       advertises='massage', operating=0, opened=began, closed=ended, principal_use=1, out_call_only=0, nonconforming=0,
                       attached_to='none', staff_complete_on=ended, principals_complete_on=ended, source='sample')
        add('occupancy', premises_id=place, business_id=business, from_date=began, to_date=ended, source='sample',
            ended_why='ordered' if 'revo' in how else 'closed')
        add('ownership', business_id=business, party_id=person(random_), role='owner', share_bp=10000, from_date=began, to_date=ended, turned_18=1,
            inquiry='clear', disclosed=1, source='sample')
        status = {'closed': 'lapsed', 'cause-unknown': 'surrendered'}.get(how, 'revoked')
        licence('city', 'massage', self.next_licence(began.year), [('active', began, shift(ended, -1)), (status, ended, 'none')],
                business_id=business, premises_id=place, applied=shift(began, -50), issued=began, first_issued=began, expires=ended,
                fee_due_cents=15000, fee_paid_cents=15000, approvals='zoning fire police')
        licence('state', 'massage-establishment', f'ME{9000 + business:04}', [('active', began, ended)], business_id=business, premises_id=place,
                issued=began, first_issued=began, expires=ended)
        if status != 'lapsed':
            self.event('licence-revoked' if status == 'revoked' else 'licence-surrendered', str(ended), 'City of Calder Bend', business_id=business,
                       premises_id=place, licence_class='massage', for_cause=1 if status == 'revoked' else None)


# All the other businesses of the city

OTHERS = [  # category, how many, names, opening hours
    ('restaurant', 128, ['{} Grill', '{} Kitchen', 'The {} Table', 'Cafe {}', '{} Smokehouse', '{} Noodles', '{} Taqueria', '{} Diner', '{} Coffee'],
     ['Mon-Sun 07:00-15:00', 'Mon-Sat 11:00-22:00', 'Tue-Sun 17:00-23:00']),
    ('retail', 112, ['{} Hardware', '{} Books', '{} Outfitters', '{} Flowers', '{} Cycle', '{} Gifts', '{} Paper & Ink', '{} Music', '{} Market'],
     ['Mon-Sat 09:00-18:00', 'Mon-Sun 10:00-19:00']),
    ('salon', 56, ['{} Hair', '{} & Co Salon', '{} Nails', 'Studio {}', '{} Color Bar'], ['Tue-Sat 09:00-19:00', 'Mon-Sat 10:00-20:00']),
    ('salon', 22, ['{} Barbers', '{} Street Barber', '{} Cuts'], ['Tue-Sat 08:00-18:00']),
    ('gym', 14, ['{} Fitness', '{} Yoga', '{} Rowing Club'], ['Mon-Sun 05:30-22:00']),
    ('medical-office', 24, ['{} Family Clinic', '{} Dental', '{} Physical Therapy', '{} Eye Care'], ['Mon-Fri 08:00-17:00']),
    ('chiropractor', 8, ['{} Chiropractic', '{} Spine Care'], ['Mon-Fri 08:00-18:00']),
    ('tattoo', 7, ['{} Tattoo', '{} Ink'], ['Tue-Sun 12:00-20:00']),
    ('hotel', 9, ['{} Inn', 'Hotel {}', '{} Motor Lodge'], ['Mon-Sun 00:00-24:00']),
    ('service', 38, ['{} Auto', '{} Tire & Brake', '{} Body Shop', '{} Muffler'], ['Mon-Fri 07:30-17:30', 'Mon-Sat 08:00-17:00']),
    ('service', 18, ['{} Laundry', '{} Dry Cleaners'], ['Mon-Sun 06:00-22:00']),
    ('office', 64, ['{} Accounting', '{} Title', '{} Insurance', '{} Engineering', '{} Law Office', '{} Realty'], ['Mon-Fri 08:30-17:30']),
    ('manufacturing', 34, ['{} Woodworks', '{} Metal', '{} Print', '{} Signs', '{} Pottery'], ['Mon-Fri 08:00-17:00']),
]

COMPLAINTS = {
    'noise': ['Music could be heard in the flats across the street after ten on {day}.', 'Deliveries with loud reversing signals before six.'],
    'parking': ['Cars of customers stand in the fire lane at lunch time.', 'Delivery van blocks the ramp on the corner.'],
    'signs': ['A board on the pavement leaves no room for a wheelchair.', 'Banner over the walkway hangs loose.'],
    'sanitation': ['Bins behind the shop are overfull and open.', 'Grease on the pavement at the back door.'],
    'building': ['Water runs out of the wall beside the entrance.', 'The outside stair has a loose step.'],
    'hours': ['It was open at half past ten at night on {day}.', 'Lights on and people going in after closing time on {day}.'],
    'zoning': ['A workshop runs in the garage of a house.', 'Storage containers stand in the yard.'],
    'licence': ['No licence is on the wall and nobody could show one.'],
    'services': ['The card in the window offers services that are not on the price list.'],
    'safety': ['The back door was chained shut while people were inside.'],
}


class Others:
    def __init__(self, town):
        self.random = rng('others')
        self.businesses = []
        shops = [a for a in town.addresses if a['zone'] in ('C-1', 'C-2', 'MX', 'O-1', 'M-1')]
        homes = [a for a in town.addresses if a['zone'] in ('R-1', 'R-2', 'R-3')]
        number = 0
        for category, count, names, hours in OTHERS:
            for position in range(count):
                number += 1
                if category in ('office', 'manufacturing') and position % 9 == 0:
                    pool, home = homes, 1
                else:
                    pool, home = shops, 0
                self.make(number, category, names, hours, self.address(pool), home)

    def address(self, pool):
        """Two businesses in a hundred share a building with one that is there already."""
        address = pool[self.random.randrange(len(pool))]
        address['uses'] = address.get('uses', int(bool(address.get('used')))) + 1
        return address

    def make(self, number, category, names, hours, address, home):
        random_ = self.random
        name = None
        while name is None or name in used_names:
            word = random_.choice([surname(random_), random_.choice(ground.PLAIN), f'{random_.choice(ground.PLAIN)} {random_.choice(ground.PLAIN)}'])
            name = random_.choice(names).format(word)
        used_names.add(name)
        suite = None if address['uses'] == 1 and random_.random() < 0.8 else f'Ste {address["uses"] * 10 + number % 9 + 1}'
        closed = random_.random() < 0.07
        opened = between(random_, day('1996-01-01'), day('2026-05-30'))
        ended = between(random_, max(opened, day('2024-01-01')), day('2026-10-30')) if closed else 'none'
        geocoded = random_.random() < 0.15
        lost = random_.random() < 0.015
        more = {'lon': None, 'lat': None, 'position_method': None, 'position_accuracy_m': None} if lost else (
            {'position_method': 'geocoded', 'position_accuracy_m': 15.0} if geocoded else {})
        place = premises(random_, address, suite, home_occupation=home, host='dwelling' if home else 'none', co_use='mixed' if home else 'retail',
                         floor=random_.choice([1, 1, 1, 1, 2]), **more)
        business = add(
            'business', number=f'{1000 + number * 7:06}', name=name, category=None if number % 180 == 90 else category, classes='', provides='other',
            advertises='', operating=int(not closed), opened=opened, closed=ended, principal_use=0, out_call_only=0,
            attached_to='none', staff_count=random_.randrange(1, 24), phone=phone(random_), legal_name=None,
            entity_type=random_.choice(['llc', 'llc', 'corporation', 'sole']), source='import 1')
        add('occupancy', premises_id=place, business_id=business, from_date=opened, to_date=ended, ended_why='closed' if closed else None, source='sample')
        owner = organisation(random_) if random_.random() < 0.5 else person(random_)
        add('ownership', business_id=business, party_id=owner, role='owner', share_bp=10000, from_date=opened, to_date=ended, disclosed=1, source='sample')
        expires = ended if closed else day('2026-12-31') if random_.random() < 0.9 else between(random_, day('2026-02-28'), day('2026-10-31'))
        licence('city', 'business', f'B{opened.year % 100:02}-{1000 + number:04}', [('active', opened, 'none' if not closed else ended)],
                business_id=business, premises_id=place, issued=opened, first_issued=opened, expires=expires, fee_due_cents=9000, fee_paid_cents=9000)
        if random_.random() < 0.8:
            add('opening_hours', business_id=business, schedule=random_.choice(hours), from_date=opened, to_date='none')
        if not closed:
            self.businesses.append((business, place, category, home))


def make_complaints(others):
    """Some of them led to a visit. Who complained is not in this file."""
    random_ = rng('complaints')
    massage = [(r['n'], next(o['premises_id'] for o in rows if o['table'] == 'occupancy' and o['business_id'] == r['n']))
               for r in rows if r['table'] == 'business' and r.get('category') == 'massage' and r['operating']]
    told = []
    for _ in range(84):
        business, place, _, home = random_.choice(others.businesses)
        if not home:
            told.append((business, place, random_.choice(['noise', 'parking', 'signs', 'sanitation', 'building', 'zoning', 'hours'])))
    for _ in range(34):
        business, place = random_.choice(massage)
        told.append((business, place, random_.choice(['hours', 'parking', 'signs', 'licence', 'services', 'safety', 'building'])))
    opened = {r['n']: day(r['opened']) for r in rows if r['table'] == 'business'}
    dated = sorted((between(random_, max(day('2023-11-20'), opened[item[0]]), day('2026-11-14')), *item) for item in told)
    number = {}
    for date, business, place, category in dated:
        number[date.year] = number.get(date.year, 0) + 1
        recent = (TODAY - date).days < 14
        status = random_.choice(['pending', 'accepted', 'in-progress']) if recent else random_.choice(['completed'] * 7 + ['declined', 'referred'])
        closed = shift(date, random_.randrange(4, 40))
        add('complaint', number=f'C-{date.year}-{number[date.year]:04}', received_at=f'{date}T{random_.randrange(8, 18):02}:{random_.randrange(60):02}',
            received_offset=offset(date), channel=random_.choice(['phone', 'phone', 'web', 'counter', 'mail', 'officer']),
            source_class=random_.choice(['resident', 'resident', 'anonymous', 'business', 'officer']), category=category,
            text=random_.choice(COMPLAINTS[category]).format(day=(shift(date, -1)).strftime('%A')), premises_id=place, business_id=business,
            priority='safety' if category == 'safety' else 'normal', assigned_to=random_.choice(OFFICERS), response_due=shift(date, 5),
            acknowledged=shift(date, 1) if status != 'pending' else 'none', first_visit=shift(date, 3) if status == 'completed' else 'none',
            status=status, closed='none' if status in ('pending', 'accepted', 'in-progress') else min(closed, TODAY),
            outcome={'completed': random_.choice(['corrected', 'no-violation']), 'declined': 'not-reached', 'referred': 'referred'}.get(status), source='form')


def make_enforcement(story):
    """Applications, fees, changes, sanctions, hearings, and what was found before. Whose story needs it has it; most renewals come in by themselves."""
    random_ = rng('enforcement')
    massage = {r['name']: r for r in rows if r['table'] == 'business' and r.get('category') == 'massage' and r['operating']}
    place = {r['business_id']: r['premises_id'] for r in rows if r['table'] == 'occupancy'}
    held = {r['business_id']: r for r in rows if r['table'] == 'licence' and r['scope'] == 'city' and r.get('business_id')}
    owners = {r['business_id']: r['party_id'] for r in rows if r['table'] == 'ownership' and r['role'] == 'owner'}
    numbers = {}

    def number(letter, date):
        numbers[letter, date.year] = numbers.get((letter, date.year), 0) + 1
        return f'{letter}-{date.year}-{numbers[letter, date.year]:03}'

    def apply(name, kind, filed, complete, decided=None, paid=15000, everyone=1, inquiry='clear', **more):
        n = massage[name]['n']
        filed = day(filed)
        old = held[n]
        application = add(
            'application', number=number('A', filed), business_id=n, premises_id=place[n], kind=kind, **{'class': 'massage'}, filed=filed, received=filed,
            complete=complete, due=shift(day(complete), 30) if complete != 'none' else None, extended=more.get('extended', 0), decided=decided or 'none',
            decision='granted' if decided else 'none', licence_id=old['n'] if kind == 'renewal' else None,
            issued_id=old['n'] if kind == 'new' and decided else None, persons_complete=everyone, source='sample')
        add('application_person', application_id=application, party_id=owners[n], role='owner', turned_18=1, inquiry=inquiry, disclosed=1, source='sample')
        if kind in ('new', 'renewal'):
            add('fee', kind='application', business_id=n, application_id=application, due_cents=15000, charged_cents=15000, paid_cents=paid, date=filed,
                waived=0, source='sample')
        return application

    apply('New Leaf Bodywork', 'new', '2026-06-15', '2026-06-29', '2026-07-24')
    apply('Sablewood Massage', 'new', '2026-09-28', '2026-10-05')            # the city is late
    apply('Tidewater Spa', 'change', '2026-10-26', 'none')
    apply('Windmill Massage', 'renewal', '2026-10-19', '2026-10-30', paid=7500)
    apply('Copper Kettle Bodywork', 'renewal', '2026-10-28', '2026-11-05', everyone=0, inquiry='pending')
    apply('Hollin Wood Wellness', 'renewal', '2026-09-18', '2026-09-24', extended=1)
    soon = [name for name, r in massage.items() if str(held[r['n']].get('expires')) == '2026-12-31' and name not in
            ('Windmill Massage', 'Copper Kettle Bodywork', 'Hollin Wood Wellness', 'Tidewater Spa')]
    for name in random_.sample(soon, 12):
        filed = weekday(between(random_, day('2026-09-14'), day('2026-10-16')))
        complete = weekday(shift(filed, random_.randrange(3, 9)))
        apply(name, 'renewal', str(filed), str(complete), str(weekday(shift(complete, random_.randrange(9, 19)))))

    for name, kind, date, approved in (('Long Porch Massage', 'floor-plan', '2025-09-15', 'none'), ('Larch & Loam', 'floor-plan', '2026-04-20', '2026-04-13'),
                                       ('Eastgate Sports Massage', 'hours', '2026-05-04', 'none'), ('Kestrel Lane Massage', 'name', '2025-02-03', '2025-02-03'),
                                       ('Ironbark Recovery', 'floor-plan', '2025-10-06', '2025-09-22')):
        add('business_change', business_id=massage[name]['n'], kind=kind, date=date, approved=approved, source='sample')

    def sanction(name, kind, issued, served, first, last, **more):
        """The order and the notice that told of it."""
        n = massage[name]['n']
        order = add('sanction', number=number('S', day(issued)), business_id=n, premises_id=place[n], licence_id=held[n]['n'], kind=kind, issued=issued,
                    from_date=first, to_date=last, lifted='none', stayed=0, decided_by='Municipal court', source='sample', **more)
        told = add('notice', number=f'N-{issued[:4]}-{40 + order:03}', kind='suspension' if kind == 'suspension' else 'citation', business_id=n,
                   premises_id=place[n], issued=issued, sent=issued, served=served, method='certified-mail', addressees='business',
                   states='violation provision date rights', sanction_id=order, source='sample')
        return n, order, told

    n, order, told = sanction('Harbor Bell Spa', 'suspension', '2025-11-20', '2025-11-24', '2025-12-08', '2025-12-28', reason='violation')
    n, order, told = sanction('Harbor Bell Spa', 'suspension', '2026-05-26', '2026-05-27', '2026-06-01', '2026-06-21', reason='repeated-violation')
    add('hearing', number='H-2026-01', business_id=n, premises_id=place[n], notice_id=told, sanction_id=order, kind='appeal', forum='municipal-court',
        requested='2026-06-03', set_for='2026-06-12', held='2026-06-12', decided='2026-06-15', decision='upheld', source='sample')
    sanction('Driftwood Day Massage', 'suspension', '2025-11-03', '2025-11-05', '2025-11-20', '2025-12-10', reason='violation')
    n, fine, _ = sanction('Paperwhite Massage', 'fine', '2026-11-09', '2026-11-12', '2026-11-09', 'none', reason='violation', amount_cents=25000,
                          offence_from='2026-10-08', offence_to='2026-10-08')
    contested = next(r for r in rows if r['table'] == 'notice' and r['business_id'] == massage['Lowmoor Bodywork']['n'])
    add('hearing', number='H-2026-02', business_id=contested['business_id'], premises_id=contested['premises_id'], notice_id=contested['n'],
        kind='hearing', forum='municipal-court', requested='2026-11-16', set_for='2026-12-02', held='none', decided='none', decision='none', source='sample')

    # Found at earlier visits, and told in time but for one.
    nightjar = massage['Nightjar Massage']['n']
    for found, told in (('2025-06-10', '2025-06-17'), ('2026-02-20', '2026-04-02')):
        notice = add('notice', number=f'N-{found[:4]}-{30 + int(found[5:7]):03}', kind='violation', business_id=nightjar, premises_id=place[nightjar],
                     provisions='calder-bend-ch-18/hours-seen', issued=told, sent=told, served=told, correct_by=shift(day(told), 10),
                     method='in-person', addressees='business', states='violation provision correction date' + (' rights' if found < '2026' else ''),
                     source='sample')
        seen = datetime.datetime.combine(day(found), datetime.time(21, 50))
        story.visit(nightjar, place[nightjar], seen, 'complaint', 'complaint', {'open-to-customers': 'yes', 'roles-present': 'manager therapist'},
                    reason_text='Complaint about late opening', areas='common reception', result='corrections-wanted')
        rows.append({'table': 'decision', 'business': nightjar, 'provision': 'hours-seen', 'kind': 'confirmed', 'who': 'M. Trevanion', 'day': found,
                     'reason': 'Seen and recorded at the visit.', 'notice': notice})
    for r in rows:
        if r['table'] == 'decision' and r['business'] == n:
            r['sanction'] = fine


def number_visits():
    """Visits are numbered in the order in which they were made."""
    number = {}
    for row in sorted((row for row in rows if row['table'] == 'inspection'), key=lambda row: (row['at'], row['n'])):
        year = row['at'][:4]
        number[year] = number.get(year, 0) + 1
        row['number'] = f'{year}-{number[year]:03}'


def make_planned(massage):
    """Visits that are still to come."""
    random_ = rng('planned')
    operating = [r for r in rows if r['table'] == 'business' and r.get('category') == 'massage' and r['operating']]
    for number, business in enumerate(random_.sample(operating, 5)):
        place = next(o['premises_id'] for o in rows if o['table'] == 'occupancy' and o['business_id'] == business['n'])
        date = shift(TODAY, number + 1)
        at = datetime.datetime(date.year, date.month, date.day, 10 + number, 30)
        massage.visit(business['n'], place, at, 'routine', 'schedule', status='planned', result=None, entry=None, legal_basis=None, basis_words=None,
                      credentials_shown=None, areas=None, ended_at=None, interpreter_used=None, source='form')


# What the file may take as whole: without it, nothing found would only mean that nobody looked.
SETTINGS = {'events-complete': 'arrest citation conviction', 'licences-complete': 'city', 'businesses-complete': 'yes'}

# Rows that say it through the record they belong to.
UNSOURCED = ('licence_status', 'occupancy', 'party', 'ownership', 'zone', 'application_person')

ORDER = ['setting', 'map_layer', 'map_feature', 'zone', 'place', 'party', 'premises', 'business', 'business_name', 'occupancy', 'ownership', 'practitioner',
         'employment', 'licence', 'licence_status', 'application', 'application_person', 'opening_hours', 'document', 'use_permit', 'exemption', 'complaint', 'inspection',
         'inspection_item', 'inspection_present', 'event', 'sanction', 'notice', 'hearing', 'fee', 'business_change', 'decision']


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    rows.extend({'table': 'setting', 'key': key, 'value': value} for key, value in SETTINGS.items())
    town = Town(ground.Source(sys.argv[1]))
    massage = Massage(town)
    others = Others(town)
    make_complaints(others)
    make_planned(massage)
    make_enforcement(massage)
    number_visits()
    target = pathlib.Path(__file__).with_name('calder-bend.jsonl')
    rows.sort(key=lambda row: (ORDER.index(row['table']), row.get('n', 0)))
    with open(target, 'w', encoding='utf-8', newline='\n') as file:
        for row in rows:
            line = {name: value for name, value in row.items() if name != 'n' and (name != 'source' or row['table'] not in UNSOURCED)}
            file.write(json.dumps(line, ensure_ascii=False, separators=(',', ':')) + '\n')
    print(f'{target.name}: {len(rows)} rows, {target.stat().st_size} bytes')
    for table in ORDER:
        print(f'  {table:20} {sum(1 for row in rows if row["table"] == table)}')


if __name__ == '__main__':
    main()
