#!/usr/bin/env python3
"""Makes one of CacheDeck's bundled fonts from a distribution's font.

    make_fonts.py SOURCE OUTPUT FAMILY WEIGHT [tabular]

Qt 6.4 has no font features, so what the design asks of them is written into the font itself: with `tabular`, the ten figures of
the character map become the font's `tnum` glyphs, all of one width; `calt` and the other alternates are left out, so that no
`->` turns into an arrow. The font keeps the scripts the application is translated to and its kerning, and is renamed, as the SIL
Open Font License asks of a changed font. SOURCE may be a static or a variable font.
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
# Latin with its extensions, Greek, Cyrillic, punctuation, currencies, letterlike signs, arrows, mathematics, shapes.
UNICODES = [(0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x20CF), (0x2100, 0x23FF), (0x2500, 0x27BF), (0xFB00, 0xFB06),
            (0xFFFD, 0xFFFD)]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def tabular_figures(font):
    """Points the ten figures of the character map at their tnum glyphs (single substitutions)."""
    substitution = {}
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for table in gsub.LookupList.Lookup[index].SubTable:
                table = getattr(table, "ExtSubTable", table)
                substitution.update(getattr(table, "mapping", {}))
    best = font.getBestCmap()
    figures = {code: substitution.get(best[code]) for code in range(ord("0"), ord("9") + 1)}
    if None in figures.values():
        sys.exit(f"make_fonts: {font['name'].getDebugName(1)} has no tabular figures")
    for table in font["cmap"].tables:
        table.cmap.update({code: glyph for code, glyph in figures.items() if code in table.cmap})


def rename(font, family, weight):
    style = STYLES[weight]
    full = family if style == "Regular" else f"{family} {style}"
    names = {1: full, 2: "Regular", 3: f"CacheDeck:{full}", 4: full, 6: full.replace(" ", "") + ("-Regular" if style == "Regular" else ""),
             16: family, 17: style}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for identifier, value in names.items():
        table.setName(value, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b100001) | 0b1000000
    font["head"].macStyle = 0
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        font["CFF "].cff.fontNames[0] = names[6]
        for field, value in (("FullName", full), ("FamilyName", family), ("Weight", style)):
            if hasattr(top, field):
                setattr(top, field, value)


def main():
    source, output, family, weight = sys.argv[1:5]
    font = TTFont(source)
    if "fvar" in font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(font, axes | {"wght": int(weight)})
    if "tabular" in sys.argv[5:]:
        tabular_figures(font)
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, hinting=False, glyph_names=False,
                             desubroutinize=True, drop_tables=["DSIG", "STAT", "MVAR"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in UNICODES for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, family, int(weight))
    font["head"].modified = font["head"].created  # the same bytes from the same source
    font.recalcTimestamp = False
    font.save(output)


if __name__ == "__main__":
    main()
