"""Makes onest.woff2: one variable file (400-700) with only the letters that the city writes. See README.md.

  npm pack @expo-google-fonts/onest@0.4.2 && tar xzf expo-google-fonts-onest-*.tgz
  pip install fonttools brotli
  python make-onest.py package onest.woff2
"""

import sys

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont

source, target = sys.argv[1:]
letters = [chr(c) for c in (*range(0x20, 0x7F), *range(0x410, 0x450))]
letters += "ЁёӘәҒғҚқҢңӨөҰұҮүҺһІі₸«»–—…·№’“”\u00a0−×✓→"

document = DesignSpaceDocument()
weight = AxisDescriptor()
weight.tag, weight.name = "wght", "Weight"
weight.minimum, weight.default, weight.maximum = 400, 400, 700
document.addAxis(weight)

for file, value in (("400Regular/Onest_400Regular.ttf", 400), ("700Bold/Onest_700Bold.ttf", 700)):
    options = subset.Options()
    options.layout_features = ["kern", "tnum", "ccmp", "mark"]
    options.hinting = False
    options.glyph_names = True
    options.notdef_outline = True
    font = TTFont(f"{source}/{file}")
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    master = SourceDescriptor()
    master.font, master.name, master.location = font, str(value), {"Weight": value}
    document.addSource(master)

font, _, _ = varLib.build(document)
for table in ("MVAR", "STAT", "gasp"):
    if table in font:
        del font[table]
font.flavor = "woff2"
font.save(target)
