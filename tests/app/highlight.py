#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor's highlighting of ordinance files: what each part of a text is shown as, and that no shipped file upsets it.

    highlight.py SOURCE                    the test
    highlight.py SOURCE --show FILE.png    a picture of the sample ordinance"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

if 'REEVE_HIGHLIGHT' not in os.environ:
    # again, on a display of its own and with the Python that has the system's modules
    python = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
    if shutil.which('xvfb-run') is None or subprocess.run([python, '-c', 'import gi'], capture_output=True, check=False).returncode != 0:
        print('xvfb-run or python3-gi is not installed')
        sys.exit(77)
    environment = dict(os.environ, REEVE_HIGHLIGHT='1', GSK_RENDERER='cairo', GDK_BACKEND='x11', GTK_A11Y='none')
    environment.pop('G_DEBUG', None)
    sys.exit(subprocess.run(['xvfb-run', '-a', '-n', '150', '-s', '-screen 0 1200x1000x24 -noreset', python, __file__, *sys.argv[1:]],
                            env=environment, check=False).returncode)

import gi  # noqa: E402

try:
    gi.require_version('Gtk', '4.0')
    gi.require_version('GtkSource', '5')
except ValueError as error:
    print(error)
    sys.exit(77)
from gi.repository import GLib, Gtk, GtkSource  # noqa: E402

root = pathlib.Path(sys.argv[1])
Gtk.init()
GtkSource.init()

STYLES = {'comment': 'comment', 'type': 'key', 'identifier': 'name', 'keyword': 'word', 'builtin': 'root', 'number': 'value',
          'special-constant': 'day', 'constant': 'code', 'string': 'string', 'boolean': 'outcome'}
COLOURS = {f'#0000{16 + number:02x}': STYLES[name] for number, name in enumerate(STYLES)}


manager = GtkSource.LanguageManager()   # kept: its languages do not keep it
manager.set_search_path([str(root / 'data/language-specs'), *GtkSource.LanguageManager.get_default().get_search_path()])


def language():
    found = manager.get_language('reeve-ordinance')
    assert found is not None, 'the definition is not found'
    return found


def buffer_of(text):
    """A buffer in a scheme that gives each style a colour of its own."""
    with tempfile.TemporaryDirectory() as folder:
        styles = ''.join(f'<style name="def:{name}" foreground="{colour}"/>' for colour, name in zip(COLOURS, STYLES))
        pathlib.Path(folder, 'test.xml').write_text(f'<style-scheme id="test" name="test" version="1.0">{styles}</style-scheme>', encoding='utf-8')
        schemes = GtkSource.StyleSchemeManager()
        schemes.set_search_path([folder])
        buffer = GtkSource.Buffer(language=language(), style_scheme=schemes.get_scheme('test'))
    buffer.set_text(text)
    buffer.ensure_highlight(buffer.get_start_iter(), buffer.get_end_iter())
    return buffer


def style_at(buffer, offset):
    styles = [tag.props.foreground_rgba.to_string() for tag in buffer.get_iter_at_offset(offset).get_tags() if tag.props.foreground_set]
    if not styles:
        return ''
    red, green, blue = (int(part) for part in styles[-1][4:-1].split(','))
    return COLOURS[f'#{red:02x}{green:02x}{blue:02x}']


def runs(text):
    """The text as [style:words], words without a style bare."""
    buffer, out, last = buffer_of(text), '', ''
    for offset, letter in enumerate(text):
        style = style_at(buffer, offset) if not letter.isspace() else last
        if style != last:
            out += ']' * bool(last) + (f'[{style}:' if style else '')
            last = style
        out += letter
    return out + ']' * bool(last)


def expect(text, style, words):
    """Each of the words, where it first stands in the text, has that style throughout."""
    buffer = buffer_of(text)
    for word in words:
        start = text.index(word)
        for offset in range(start, start + len(word)):
            if not text[offset].isspace() and style_at(buffer, offset) != style:
                sys.exit(f"'{word}' is shown as '{style_at(buffer, offset)}', not as '{style}', in:\n{text}\n{runs(text)}")


def test():
    block = '''\
# Of nobody.
reeve-ordinance: 1
adopted: {ordinance: 2019-14, on: 2019-02-11}
parameters:
  closed-hours:
    - {from: 2019-03-01, value: 22:00-08:00, source: Ord. 2019-14 and more}
  school-distance: 1000 ft
definitions:
  alone: not observed.door-locked and observed.people >= least
provisions:
  - id: hours
    text: Nobody shall not be open and none before 1 day.
    applies: massage-place
    require: >
      every business.staff where gives-massage satisfies (premises.zone = "R-7.5(A)" or premises.zone in [C-3, MX])
      and business.opened < 2020-01-01 and premises.host != motel
    unless:
      - {id: hotel, text: "Hotels, and motels", when: "premises.host in [hotel, inn]"}
    examples:
      - name: open at half past nine
        expect: not-applicable
'''
    expect(block, 'comment', ['# Of nobody.'])
    expect(block, 'key', ['reeve-ordinance', 'adopted', 'on', 'parameters', 'from', 'value', 'applies', 'require', 'unless', 'expect'])
    expect(block, 'name', ['closed-hours', 'school-distance', 'alone'])
    expect(block, 'day', ['2019-02-11', '22:00-08:00', '2020-01-01'])
    expect(block, 'value', ['1000 ft'])
    expect(block, 'word', ['every', 'where', 'satisfies'])
    expect(block, 'root', ['observed', 'business', 'premises'])
    expect(block, 'code', ['"R-7.5(A)"', 'C-3', 'MX', 'inn'])
    expect(block, 'string', ['"Hotels, and motels"'])
    expect(block, 'outcome', ['not-applicable'])
    expect(block, '', ['least', 'Nobody shall not be open and none before 1 day.', 'massage-place', 'open at half past nine', 'Ord. 2019-14 and more'])
    for path in sorted((root / 'data').rglob('*.ordinance.yaml')) + sorted((root / 'tests/cases/good').glob('*.yaml')):
        text = path.read_text(encoding='utf-8')
        shown = buffer_of(text)
        for number, line in enumerate(text.splitlines()):
            key = line.strip().split(':')[0]
            if key in ('require', 'provisions', 'citation') and line.strip().startswith(key + ':'):
                offset = shown.get_iter_at_line(number)[1].get_offset() + len(line) - len(line.lstrip())
                assert style_at(shown, offset) == 'key', f'{path.name}:{number + 1}: {key} is shown as {style_at(shown, offset)}'
    print('the highlighting is right')


def show(picture):
    text = (root / 'data/ordinances/calder-bend.ordinance.yaml').read_text(encoding='utf-8')
    buffer = GtkSource.Buffer(language=language(), style_scheme=GtkSource.StyleSchemeManager.get_default().get_scheme('Adwaita'))
    buffer.set_text(text)
    window = Gtk.Window(default_width=1200, default_height=1000)
    view = GtkSource.View(buffer=buffer, monospace=True, show_line_numbers=True)
    window.set_child(Gtk.ScrolledWindow(child=view))
    window.present()
    loop = GLib.MainLoop()
    view.scroll_to_mark(buffer.create_mark(None, buffer.get_iter_at_line(int(sys.argv[4]) if len(sys.argv) > 4 else 0)[1], True), 0, True, 0, 0)
    GLib.timeout_add(2500, loop.quit)
    loop.run()
    GLib.spawn_command_line_sync(f'import -window root {picture}')


if len(sys.argv) > 3 and sys.argv[2] == '--show':
    show(sys.argv[3])
else:
    test()
