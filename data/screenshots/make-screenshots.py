#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of the README: the real window, on the sample city, on a virtual display.

    python3 data/screenshots/make-screenshots.py BUILD-FOLDER

Needs Xvfb, dbus and python3-pyatspi (sh .ci/setup test installs them). The display's frame buffer is a file, so nothing else is needed to
read the picture off it. The window is driven as a screen reader would drive it."""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT = 1280, 800
BUSINESS = 'Ninth Lantern Wellness'


def read_frame_buffer(path):
    """An XWD file of 32 bits a pixel, blue first: rows of red, green, blue."""
    data = path.read_bytes()
    head = struct.unpack('>25I', data[:100])
    width, height, per_line, colours = head[4], head[5], head[12], head[19]
    start = head[0] + colours * 12
    rows = []
    for y in range(height):
        line = data[start + y * per_line:start + y * per_line + width * 4]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows.append(bytes(row))
    return rows


def write_png(path, rows):
    """As a palette picture when it has few colours, which a window has, and truecolour otherwise."""
    width = len(rows[0]) // 3
    colours = {}
    for row in rows:
        for x in range(0, len(row), 3):
            colours[row[x:x + 3]] = colours.get(row[x:x + 3], 0) + 1
    if len(colours) > 256:
        # nearest of the 256 most used, five bits a channel for the lookup
        table = sorted(colours, key=colours.get, reverse=True)[:256]
        nearest = {}

        def index(colour):
            key = (colour[0] >> 2, colour[1] >> 2, colour[2] >> 2)
            if key not in nearest:
                nearest[key] = min(range(256), key=lambda i: sum((a - b) ** 2 for a, b in zip(table[i], colour)))
            return nearest[key]
        exact = {colour: number for number, colour in enumerate(table)}
        lookup = lambda colour: exact[colour] if colour in exact else index(colour)
    else:
        table = sorted(colours)
        exact = {colour: number for number, colour in enumerate(table)}
        lookup = exact.__getitem__
    raw = b''.join(b'\0' + bytes(lookup(row[x:x + 3]) for x in range(0, len(row), 3)) for row in rows)

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, len(rows), 8, 3, 0, 0, 0)) +
                     chunk(b'PLTE', b''.join(table)) + chunk(b'IDAT', zlib.compress(raw, 9)) + chunk(b'IEND', b''))


def wait_for(what, seconds, find):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:  # the tree changes under us while it is read
            found = None
        if found:
            return found
        time.sleep(0.2)
    raise SystemExit(f'waited {seconds} s for {what}')


def walk(node, depth=0):
    yield node
    if depth < 40:
        for child in node:
            if child is not None:
                yield from walk(child, depth + 1)


def drive(build, folder):
    """Runs inside the session: starts the window, opens what the pictures show, takes them."""
    import pyatspi
    case = folder / 'calder-bend.reeve'
    (folder / 'config/gtk-4.0').mkdir(parents=True)
    (folder / 'config/gtk-4.0/settings.ini').write_text('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\n')
    env = dict(os.environ, GSETTINGS_SCHEMA_DIR=str(build / 'data'), GSETTINGS_BACKEND='memory', GSK_RENDERER='cairo', GDK_BACKEND='x11',
               LC_ALL='en_US.UTF-8' if 'en_US.utf8' in subprocess.run(['locale', '-a'], capture_output=True, text=True).stdout else 'C.UTF-8',
               XDG_DATA_HOME=str(folder / 'data'), XDG_CONFIG_HOME=str(folder / 'config'), XDG_CACHE_HOME=str(folder / 'cache'))
    program = subprocess.Popen([str(build / 'src/app/reeve'), str(case)], env=env)
    screen = folder / 'Xvfb_screen0'
    try:
        application = wait_for('the window', 60, lambda: next(
            (a for a in pyatspi.Registry.getDesktop(0) if a is not None and a.get_process_id() == program.pid and a.childCount), None))
        press = lambda keys: subprocess_keys(pyatspi, keys)
        time.sleep(3)
        go_to(pyatspi, application, 'Businesses', press)
        open_business(pyatspi, application, press)
        time.sleep(2)
        write_png(HERE / 'businesses.png', read_frame_buffer(screen))
        go_to(pyatspi, application, 'Map', press)
        time.sleep(6)
        write_png(HERE / 'map.png', read_frame_buffer(screen))
    finally:
        program.terminate()
        program.wait()


KEYS = {'<Alt>': 64, '<Ctrl>': 37, 'F4': 70, 'Return': 36, 'Tab': 23, 'Escape': 9, 'Down': 116}


def subprocess_keys(pyatspi, keys):
    """Key codes of the plain pc105 map that Xvfb starts with."""
    for key in keys:
        held = []
        while key.startswith('<'):
            modifier, key = key[:key.index('>') + 1], key[key.index('>') + 1:]
            held.append(KEYS[modifier])
        code = KEYS.get(key) or {'1': 10, '2': 11, '3': 12, '4': 13, '5': 14, '6': 15}.get(key) or {'f': 41, 'k': 45}[key]
        for modifier in held:
            pyatspi.Registry.generateKeyboardEvent(modifier, None, pyatspi.KEY_PRESS)
        pyatspi.Registry.generateKeyboardEvent(code, None, pyatspi.KEY_PRESSRELEASE)
        for modifier in reversed(held):
            pyatspi.Registry.generateKeyboardEvent(modifier, None, pyatspi.KEY_RELEASE)
        time.sleep(0.3)


def go_to(pyatspi, application, title, press):
    """Alt and the number of the page in the sidebar."""
    def numbers():
        rows = [node for node in walk(application) if node.getRole() == pyatspi.ROLE_LIST_ITEM]
        names = [row.name or next((n.name for n in walk(row) if n.getRole() == pyatspi.ROLE_LABEL), '') for row in rows]
        names = names[names.index('Overview'):]  # the sidebar comes last in the tree
        return [number + 1 for number, name in enumerate(names) if name == title]
    press([f'<Alt>{wait_for(title, 20, numbers)[0]}'])
    time.sleep(2)


def open_business(pyatspi, application, press):
    """Finds it through the search entry, as a person would, and opens its first finding."""
    press(['<Ctrl>f'])
    for letter in BUSINESS[:13]:
        pyatspi.Registry.generateKeyboardEvent(0, letter, pyatspi.KEY_STRING)
        time.sleep(0.05)
    time.sleep(2)
    press(['Return'])
    time.sleep(1.5)
    press(['<Ctrl>f', 'Escape'])
    time.sleep(1.5)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == '--inside':
        drive(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
        return
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([str(build / 'src/cli/reevectl'), 'sample', str(folder / 'calder-bend.reeve')], check=True, stdout=subprocess.DEVNULL)
        reading, writing = os.pipe()
        server = subprocess.Popen(['Xvfb', '-displayfd', str(writing), '-screen', '0', f'{WIDTH}x{HEIGHT}x24', '-fbdir', name, '-nolisten', 'tcp'],
                                  pass_fds=[writing], stderr=subprocess.DEVNULL)
        try:
            display = os.read(reading, 16).decode().strip()
            env = dict(os.environ, DISPLAY=f':{display}', XDG_RUNTIME_DIR=name, NO_AT_BRIDGE='0')
            env.pop('WAYLAND_DISPLAY', None)
            subprocess.run(['dbus-run-session', '--', '/usr/bin/python3', __file__, '--inside', str(build), name], env=env, check=True)
        finally:
            server.terminate()
            server.wait()
    for picture in ('businesses.png', 'map.png'):
        print(f'{picture}: {(HERE / picture).stat().st_size} bytes')


if __name__ == '__main__':
    main()
