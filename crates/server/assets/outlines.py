#!/usr/bin/env python3
"""Writes outlines.csv, the outlines of countries, from the npm package world-atlas 2.0.2.

  npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
  crates/server/assets/outlines.py package/countries-110m.json

The package holds Natural Earth 1:110m (naturalearthdata.com, public domain) as TopoJSON, under the ISC licence. Each line is an
arc, as pairs of degrees east and north; arcs that two countries share stand once. Antarctica is left out.
"""

import json
import sys
from pathlib import Path

ANTARCTICA = "010"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    wanted = set()
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") != ANTARCTICA:
            wanted.update(indices(country.get("arcs", [])))
    lines = []
    for number in sorted(wanted):
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][number]:
            x, y = x + dx, y + dy
            point = f"{x * scale[0] + shift[0]:.1f} {y * scale[1] + shift[1]:.1f}"
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1:
            lines.append(",".join(points))
    Path(__file__).with_name("outlines.csv").write_text("\n".join(lines) + "\n")


def indices(arcs: list) -> set[int]:
    if isinstance(arcs, int):
        return {arcs if arcs >= 0 else ~arcs}
    return set().union(*map(indices, arcs)) if arcs else set()


if __name__ == "__main__":
    main()
