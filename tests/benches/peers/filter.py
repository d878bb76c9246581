#!/usr/bin/env python3
"""The peers for filters: filter.py ENGINE TOWN.geojson CACHE_FOLDER, one JSON object on stdout.

The same three predicates over the same rows, in memory, each engine with its best types: polars on
categoricals, DuckDB on enums, numpy on codes. Three runs to warm up, then the median of twenty.
"""
import json
import os
import statistics
import sys
import time

STATUS, CATEGORIES = "空置", ("工业厂房", "仓储物流")
LEAST_MU = 20


def measured(run):
    for _ in range(3):
        count = run()
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        count = run()
        times.append((time.perf_counter() - begin) * 1e3)
    return {"ms": statistics.median(times), "count": int(count)}


def table(town, folder):
    """The town's fields without geometry, kept as Parquet so that each engine reads it once."""
    path = os.path.join(folder, os.path.basename(town) + ".parquet")
    if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(town):
        import pyarrow.parquet
        import pyogrio
        pyarrow.parquet.write_table(pyogrio.read_arrow(town, read_geometry=False)[1], path)
    return path


def polars(path):
    import polars
    names = ("status", "category")
    rows = polars.read_parquet(path).with_columns(polars.col(name).cast(polars.Categorical) for name in names)
    rows = rows.rechunk()
    either = (polars.col("category") == CATEGORIES[0]) | (polars.col("category") == CATEGORIES[1])
    mask = (polars.col("area_mu") > LEAST_MU) & (polars.col("status") == STATUS) & either
    return measured(lambda: rows.select(mask.alias("m"))["m"].sum()), polars.__version__


def duckdb(path):
    import duckdb
    base = duckdb.connect()
    base.execute(f"create table plain as select * from '{path}'")
    base.execute("create type s as enum (select distinct status from plain)")
    base.execute("create type c as enum (select distinct category from plain)")
    base.execute("create table town as select area_mu, status::s status, category::c category from plain")
    text = (f"select count(*) from town where area_mu > {LEAST_MU} and status = '{STATUS}' "
            f"and category in {CATEGORIES}")
    return measured(lambda: base.execute(text).fetchone()[0]), duckdb.__version__


def numpy(path):
    import numpy
    import pyarrow.parquet
    rows = pyarrow.parquet.read_table(path)
    area = rows["area_mu"].combine_chunks().to_numpy()
    coded = {name: rows[name].combine_chunks().dictionary_encode() for name in ("status", "category")}
    codes = {name: array.indices.to_numpy() for name, array in coded.items()}
    code = {name: array.dictionary.to_pylist().index for name, array in coded.items()}
    status = code["status"](STATUS)
    one, two = (code["category"](text) for text in CATEGORIES)

    def run():
        category = codes["category"]
        mask = (area > LEAST_MU) & (codes["status"] == status) & ((category == one) | (category == two))
        return numpy.count_nonzero(mask)
    return measured(run), numpy.__version__


def main():
    engine, town, folder = sys.argv[1:4]
    answer, version = {"polars": polars, "duckdb": duckdb, "numpy": numpy}[engine](table(town, folder))
    print(json.dumps(dict(answer, version=version)))


if __name__ == "__main__":
    main()
