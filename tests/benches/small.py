"""The small version of the bench: do the answers agree? No times, no peers; a town of ten thousand parcels.

The naive side is Python's own JSON reader, row by row.
"""
import hashlib
import json
import os
import sys
import tempfile

from measure import Run

PARCELS = 10_000
STATUS, CATEGORIES = "空置", ("工业厂房", "仓储物流")
WHERE = f"area_mu > 20 AND status = '{STATUS}' AND category IN {CATEGORIES}"


def agree(what, holds):
    """Ends the run where something does not hold."""
    if not holds:
        sys.exit(f"bench: {what}: the answers differ")
    print(f"bench: {what}: agreed", flush=True)


def lines(snapshot):
    """The features of a snapshot as they are written, a line each."""
    with open(snapshot, encoding="utf-8") as file:
        text = file.read()
    features = text.partition('"features":[\n')[2].removesuffix("\n]}\n")
    return features.split(",\n") if features else []


def lossless(town, written):
    """Whether every line is a line of the source, in the source's order."""
    with open(town, encoding="utf-8") as file:
        own = (line.rstrip("\n").removesuffix(",") for line in file)
        return all(any(line == theirs for theirs in own) for line in written)


def matches(feature):
    fields = feature["properties"]
    return fields["area_mu"] > 20 and fields["status"] == STATUS and fields["category"] in CATEGORIES


def check(program, folder):
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        return checked(program, scratch)


def checked(program, scratch):
    def path(name):
        return os.path.join(scratch, name)

    def said(*arguments):
        return Run([program, *arguments]).json()

    town = path("town.geojson")
    Run([program, "synth", "--parcels", str(PARCELS), "-o", town])
    Run([program, "synth", "--parcels", str(PARCELS), "-o", path("again.geojson")])
    with open(town, "rb") as one, open(path("again.geojson"), "rb") as other:
        agree("the town is the same when it is made again", one.read() == other.read())
    with open(town, encoding="utf-8") as file:
        features = json.load(file)["features"]
    layer = said("info", town, "--json")["files"][0]["layers"][0]
    agree("info counts the features", layer["features"] == len(features) == PARCELS)
    naive = [feature for feature in features if matches(feature)]
    agree("some match and some do not", 0 < len(naive) < PARCELS)
    count = said("query", town, "--where", WHERE, "--count", "--json")
    agree("query counts as a row by row reader does", count == {"matching": len(naive), "total": PARCELS})
    listed = Run([program, "query", town, "--where", WHERE]).out.decode().splitlines()
    agree("query lists the same features", [json.loads(line) for line in listed] == naive)
    out = path("out.geojson")
    exported = said("export", town, "--where", WHERE, "-o", out, "--json")
    agree("export writes what query lists", lines(out) == listed and exported["matching"] == len(naive))
    agree("export is lossless", lossless(town, listed))
    with open(out, "rb") as file:
        agree("export says its hash", hashlib.sha256(file.read()).hexdigest() == exported["sha256"])
    fewer = said("export", town, "--where", WHERE, "--fields", "id,area_mu", "-o", out, "--json")
    naive_fewer = [{key: feature["properties"][key] for key in ("id", "area_mu")} for feature in naive]
    written = [json.loads(line)["properties"] for line in lines(out)]
    agree("fields that are left out are all that is missing", written == naive_fewer and len(fewer["left_out"]) == 6)
    verified = said("verify", out, "--source", town, "--json")
    agree("the snapshot follows from its source", verified["same_bytes"] and verified["same_rows"])
    return 0
