#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-pdf-reportlab.py N: the tickets of bench-pdf with ReportLab, from the
parts that web ticket shops use (Paragraph, QrCodeWidget, an EAN-13 widget), and
with an embedded font, as names in all languages need it.
Prints the seconds, and the processor seconds, that N pages took."""

import io
import random
import subprocess
import sys
import time

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.eanbc import Ean13BarcodeWidget
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

FIRST = ("Anna", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Göran", "Hana")
LAST = ("Berg", "Çelik", "Dąbrowska", "Ellison", "Fuchs", "García", "Huber")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def register(name, pattern):
    command = ["fc-match", "--format=%{file}", pattern + ":fontformat=TrueType"]
    pdfmetrics.registerFont(TTFont(name, subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def paragraph(canvas, x, top, width, size, text, bold=False):
    style = ParagraphStyle("s", fontName="Bold" if bold else "Text", fontSize=size, leading=size * 1.2)
    block = Paragraph(text, style)
    _, height = block.wrap(width, 144)
    block.drawOn(canvas, x, 144 - top - height)


def widget(canvas, what, x, y, size):
    x0, y0, x1, y1 = what.getBounds()
    drawing = Drawing(size, size, transform=[size / (x1 - x0), 0, 0, size / (y1 - y0), 0, 0])
    drawing.add(what)
    renderPDF.draw(drawing, canvas, x, y)


def ticket(canvas, number):
    paragraph(canvas, 21, 8, 240, 7, "Friends of the Opera presents")
    paragraph(canvas, 21, 18, 261, 23, "The Marriage of Figaro", True)
    paragraph(canvas, 21, 50, 167, 10, "Saturday, 14 November 2026, 20:00", True)
    paragraph(canvas, 21, 65, 110, 8.5, "Municipal Theatre, Great Hall")
    paragraph(canvas, 140, 65, 62, 8.5, "Doors 19:00", True)
    paragraph(canvas, 21, 76, 167, 7, "Theatre Square 1, 86633 Neuburg")
    paragraph(canvas, 21, 91, 58, 5.5, "Category")
    paragraph(canvas, 21, 98, 58, 13, "Stalls", True)
    paragraph(canvas, 80, 91, 60, 5.5, "Seat")
    paragraph(canvas, 80, 98, 64, 10, "Row %d, seat %d" % (1 + number // 32 % 40, 1 + number % 32), True)
    paragraph(canvas, 148, 91, 40, 5.5, "Price")
    paragraph(canvas, 148, 98, 40, 11, "\u20ac24.00", True)
    paragraph(canvas, 21, 116, 100, 8.5, "%s %s" % (FIRST[number % 8], LAST[number % 7]))
    paragraph(canvas, 140, 116, 60, 7, "Order A7K%03d" % (number // 2 % 1000))
    paragraph(canvas, 21, 127, 167, 5, "No admission after the doors close. Keep this ticket until the end of the performance.")
    paragraph(canvas, 215, 132, 80, 6.5, "FIG-%06d" % number, True)
    canvas.rect(10, 9, 5, 126, stroke=0, fill=1)
    canvas.setDash(2.84, 2.84)
    canvas.line(290, 0, 290, 144)

    code = "".join(random.Random(number).choice(ALPHABET) for _ in range(26))
    widget(canvas, QrCodeWidget(code, barLevel="M"), 197, 12, 82)

    canvas.saveState()
    canvas.translate(290, 0)
    canvas.rotate(90)
    canvas.translate(0, -106)
    for top, size, text, bold in ((-40, 11, "Figaro", True), (-27, 7, "Saturday, 14 November 2026, 20:00", False), (-15, 11, "Stalls", True), (-3, 7, "FIG-%06d" % number, False)):
        paragraph(canvas, 9, 144 + top - 100, 126, size, text, bold)
    widget(canvas, Ean13BarcodeWidget("20117%07d" % number), 12, 8, 40)
    canvas.restoreState()
    canvas.showPage()


def main():
    n = int(sys.argv[1])
    register("Text", "Noto Sans:regular")
    register("Bold", "Noto Sans:bold")
    begin, work = time.perf_counter(), time.process_time()
    canvas = Canvas(io.BytesIO(), pagesize=(396, 144))
    for number in range(n):
        ticket(canvas, number)
    canvas.save()
    print("%.6f %.6f" % (time.perf_counter() - begin, time.process_time() - work))


main()
