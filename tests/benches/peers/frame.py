#!/usr/bin/env python3
"""The peer for drawing: QT_QPA_PLATFORM=offscreen /usr/bin/python3 frame.py TOWN.geojson RUNS.

QGIS draws the whole town and a hundredth of it at 1600 x 900 with its canvas' own settings, from a
memory layer with an index: the fastest layer that it has. One JSON object on stdout, milliseconds.
"""
import json
import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.core import (Qgis, QgsApplication, QgsFeatureRequest, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsRectangle, QgsVectorLayer, QgsVectorSimplifyMethod)


def draw(layer, extent):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(1600, 900))
    settings.setExtent(extent)
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    simplify = layer.simplifyMethod()
    simplify.setSimplifyHints(QgsVectorSimplifyMethod.GeometrySimplification)
    layer.setSimplifyMethod(simplify)
    job = QgsMapRendererParallelJob(settings)
    begin = time.perf_counter()
    job.start()
    job.waitForFinished()
    return (time.perf_counter() - begin) * 1e3


def main():
    path, runs = sys.argv[1], int(sys.argv[2])
    application = QgsApplication([], True)
    application.initQgis()
    layer = QgsVectorLayer(path, "town", "ogr").materialize(QgsFeatureRequest())
    layer.dataProvider().createSpatialIndex()
    whole = layer.extent()
    part = QgsRectangle(whole)
    part.scale(0.1)
    answer = {"version": Qgis.QGIS_VERSION}
    for name, extent in (("whole_ms", whole), ("part_ms", part)):
        draw(layer, extent)
        answer[name] = statistics.median(draw(layer, extent) for _ in range(runs))
    print(json.dumps(answer), flush=True)
    # QGIS takes its layers down in an order that may crash; the answer is out.
    os._exit(0)


if __name__ == "__main__":
    main()
