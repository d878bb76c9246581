# window

# 地图
map-name = 地图:拖动平移,滚轮缩放,方向键与 + − 亦可
map-illustrative = 示例数据 · 位置为示意,非测绘
map-north = 上方为北
map-zoom-in = 放大
map-zoom-out = 缩小
map-legend-other = 其他
map-legend-more = 另有 { $count } 类
map-nothing-matches = 筛选后没有要素:共 { $total } 条,均不符合条件。
map-show-all = 清除筛选,显示全部
