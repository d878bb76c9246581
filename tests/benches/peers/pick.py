#!/usr/bin/env python3
"""The peer for picking: pick.py TOWN.geojson, one JSON object on stdout.

shapely's STRtree over the polygons and its exact test, point by point as a click asks for it: 10,000
random points in the town's box, median and 99th percentile in microseconds.
"""
import json
import random
import sys
import time

import pyogrio
import shapely


def main():
    polygons = pyogrio.read_dataframe(sys.argv[1], columns=[], use_arrow=True).geometry.to_numpy()
    west, south, east, north = shapely.total_bounds(polygons)
    tree = shapely.STRtree(polygons)
    dice = random.Random(1)
    places = [(west + dice.random() * (east - west), south + dice.random() * (north - south)) for _ in range(11_000)]
    times, hits = [], 0
    for number, (x, y) in enumerate(places):
        begin = time.perf_counter()
        found = tree.query(shapely.Point(x, y), predicate="intersects")
        taken = (time.perf_counter() - begin) * 1e6
        # The first thousand warm up.
        if number >= 1_000:
            times.append(taken)
            hits += len(found)
    times.sort()
    print(json.dumps({"p50_us": times[5_000], "p99_us": times[9_900], "hits": hits, "version": shapely.__version__}))


if __name__ == "__main__":
    main()
