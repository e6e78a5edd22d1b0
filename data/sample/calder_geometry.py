# SPDX-License-Identifier: GPL-3.0-or-later
"""The ground of Calder Bend: real geometry, moved so that it is nobody's town.

Streets, zoning, open space, water and boundaries of Cambridge, Massachusetts (PDDL 1.0) are mirrored, turned and laid out at their true
size in open water in the Gulf of Mexico. Every name is invented here; a check at the end fails if one of Cambridge's street names is left.
Used by make-calder-bend.py."""
import base64
import json
import math
import pathlib
import struct

# where it comes from, where it goes, how it is turned
FROM_LON, FROM_LAT = -71.1130, 42.3780
TO_LON, TO_LAT = -94.6200, 27.9400
TURN = math.radians(24.0)

# half axis and eccentricity of WGS 84
SEMI_MAJOR, ECCENTRICITY_2 = 6378137.0, 6.69437999014e-3


def metres_per_degree(lat):
    sine = math.sin(math.radians(lat))
    root = math.sqrt(1 - ECCENTRICITY_2 * sine * sine)
    north = SEMI_MAJOR * (1 - ECCENTRICITY_2) / root ** 3
    east = SEMI_MAJOR / root * math.cos(math.radians(lat))
    return math.radians(1) * east, math.radians(1) * north


FROM_EAST, FROM_NORTH = metres_per_degree(FROM_LAT)
TO_EAST, TO_NORTH = metres_per_degree(TO_LAT)


def to_ground(lon, lat):
    """Degrees of the source to metres of Calder Bend, east and north of its centre: mirrored in the meridian, then turned."""
    x = -(lon - FROM_LON) * FROM_EAST
    y = (lat - FROM_LAT) * FROM_NORTH
    return x * math.cos(TURN) - y * math.sin(TURN), x * math.sin(TURN) + y * math.cos(TURN)


def to_degrees(point):
    return round(TO_LON + point[0] / TO_EAST, 6), round(TO_LAT + point[1] / TO_NORTH, 6)


# Shapes in metres. A line or ring is a list of points.

def simplify(points, tolerance):
    """Douglas and Peucker's, without recursion."""
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, None
        for i in range(first + 1, last):
            d = distance_to_segment(points[i], points[first], points[last])
            if d > worst:
                worst, at = d, i
        if at is not None and worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def simplify_ring(ring, tolerance):
    """Rings are cut at the point farthest from their start, so that the start is no more special than any other point."""
    ring = ring[:-1] if ring[0] == ring[-1] else ring
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    half = simplify(ring[:far + 1], tolerance)[:-1] + simplify(ring[far:] + ring[:1], tolerance)
    return half if len(half) >= 4 else None


def distance_to_segment(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


def distance_to_polygon(p, rings):
    if inside(p, rings):
        return 0.0
    return min(distance_to_segment(p, ring[i], ring[i + 1]) for ring in rings for i in range(len(ring) - 1))


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2


def centre(ring):
    return sum(p[0] for p in ring[:-1]) / (len(ring) - 1), sum(p[1] for p in ring[:-1]) / (len(ring) - 1)


def inside(p, rings):
    odd = False
    for ring in rings:
        for a, b in zip(ring, ring[1:]):
            if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
                odd = not odd
    return odd


def length_of(points):
    return sum(math.dist(a, b) for a, b in zip(points, points[1:]))


def along(points, share):
    """Point and direction at a share of a line's length."""
    rest = length_of(points) * share
    for a, b in zip(points, points[1:]):
        step = math.dist(a, b)
        if step >= rest and step > 0:
            t = rest / step
            return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), ((b[0] - a[0]) / step, (b[1] - a[1]) / step)
        rest -= step
    return points[-1], (1.0, 0.0)


def rectangle(middle, width, depth, turn):
    cos, sin = math.cos(turn), math.sin(turn)
    corners = [(-width, -depth), (width, -depth), (width, depth), (-width, depth), (-width, -depth)]
    return [(middle[0] + (x * cos - y * sin) / 2, middle[1] + (x * sin + y * cos) / 2) for x, y in corners]


# Well-known binary, little-endian, as base64.

def _points(points):
    return struct.pack('<I', len(points)) + b''.join(struct.pack('<dd', *to_degrees(p)) for p in points)


def wkb_point(point):
    return base64.b64encode(b'\x01' + struct.pack('<I', 1) + struct.pack('<dd', *to_degrees(point))).decode()


def _polygon(rings):
    return b'\x01' + struct.pack('<II', 3, len(rings)) + b''.join(_points(ring) for ring in rings)


def wkb_polygons(polygons):
    parts = [_polygon(rings) for rings in polygons]
    data = parts[0] if len(parts) == 1 else b'\x01' + struct.pack('<II', 6, len(parts)) + b''.join(parts)
    return base64.b64encode(data).decode()


def wkb_lines(lines):
    parts = [b'\x01' + struct.pack('<I', 2) + _points(line) for line in lines]
    data = parts[0] if len(parts) == 1 else b'\x01' + struct.pack('<II', 5, len(parts)) + b''.join(parts)
    return base64.b64encode(data).decode()


# Reading the source.

class Source:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def features(self, name):
        with open(self.folder / f'{name}.geojson', encoding='utf-8') as file:
            for feature in json.load(file)['features']:
                if feature['geometry'] is not None:
                    yield feature['properties'], feature['geometry']

    def lines(self, name):
        for properties, geometry in self.features(name):
            parts = geometry['coordinates'] if geometry['type'] == 'MultiLineString' else [geometry['coordinates']]
            for part in parts:
                yield properties, [to_ground(*p[:2]) for p in part]

    def polygons(self, name, tolerance, smallest):
        """Outer ring first; parts below the smallest area (square metres) and holes below it are left out."""
        for properties, geometry in self.features(name):
            parts = geometry['coordinates'] if geometry['type'] == 'MultiPolygon' else [geometry['coordinates']]
            kept = []
            for part in parts:
                rings = [simplify_ring([to_ground(*p[:2]) for p in ring], tolerance) for ring in part]
                if rings[0] is None or area(rings[0]) < smallest:
                    continue
                kept.append([rings[0]] + [r for r in rings[1:] if r is not None and area(r) >= smallest])
            if kept:
                yield properties, kept

    def points(self, name):
        for properties, geometry in self.features(name):
            yield properties, to_ground(*geometry['coordinates'][:2])


def join_lines(lines):
    """Joins pieces that meet end to end, so that a street is few long lines."""
    lines = [list(line) for line in lines]
    key = lambda p: (round(p[0], 1), round(p[1], 1))
    joined = True
    while joined:
        joined = False
        ends = {}
        for i, line in enumerate(lines):
            for p, tail in ((line[0], False), (line[-1], True)):
                ends.setdefault(key(p), []).append((i, tail))
        for meet in ends.values():
            if len(meet) == 2 and meet[0][0] != meet[1][0]:
                (i, i_tail), (j, j_tail) = meet
                first = lines[i] if i_tail else lines[i][::-1]
                second = lines[j][::-1] if j_tail else lines[j]
                lines[i] = first + second[1:]
                del lines[j]
                joined = True
                break
    return lines


# Invented names.

FIRST = ('Marl Corv Low Quill Sable Fenn Brind Call Dov Gant Holl Iron Kest Larch Thistle Ostr Hather Penn Wick Rush Ash Bram Cold Dun Ell '
         'Fal Gold Harr Ing Kell Lind Mor Nor Oak Pres Ridge Sel Tamber Uff Var Wex Yarr Alder Birken Copper Drum Ember Farr Grim').split()
LAST = 'gate ane moor feather wood more le oway etail row in bark rel ham ton field worth well combe ley den shaw croft mere ford by hurst'.split()
PLAIN = ('Quarry Sabre Pell Gin Depot Cotter Lantern Tern Adder Heron Cannery Ropewalk Saltbox Tannery Kiln Loom Bellows Anchor Cooper Mason '
         'Pilot Ferryman Bayonet Compass Sextant Windlass Capstan Halyard Cordage Plover Sandpiper Bittern Egret Grackle Kingbird Mockingbird '
         'Pecan Sotol Mesquite Retama Huisache Palmetto Yaupon Persimmon Sumac Bluestem Switchgrass Caliche Arroyo Resaca Pinnace Brigantine').split()
MAIN = ['Old Ferry Rd', 'Cotter Blvd', 'Marl Ave', 'Pell St', 'Quarry Ln', 'Gin Rd', 'Hollin Ave', 'Calloway St', 'Depot Rd', 'Kestrel Ln',
        'Sabre Ct', 'Gantry Row', 'Lantern St', 'Cannery Rd', 'Ropewalk Ave', 'Saltbox Rd']
KINDS = ['St', 'St', 'St', 'Ave', 'Ln', 'Rd', 'Ct', 'Way', 'Ter', 'Dr', 'Pl', 'Row']


def street_names(random, count, real):
    """The main ones first, then as many as wanted, none of them a real one of the source."""
    words = PLAIN + sorted({a + b for a in FIRST for b in LAST})
    real_words = {name.rsplit(' ', 1)[0].lower() for name in real if name}
    taken = {name.rsplit(' ', 1)[0] for name in MAIN}
    rest = [word for word in words if word not in taken and word.lower() not in real_words]
    random.shuffle(rest)
    names = [name for name in MAIN if name.rsplit(' ', 1)[0].lower() not in real_words]
    names += [f'{word} {random.choice(KINDS)}' for word in rest]
    if len(names) < count:
        raise SystemExit(f'{count} street names are wanted, {len(names)} can be made')
    return names[:count]
