# 命令行的帮助与用法错误。
help-about = 三张图 · Three Maps：创新城镇的可用空间、产业与创业地图
help-about-long = 三张图 · Three Maps：创新城镇的可用空间、产业与创业地图。

    不写命令则打开窗口，显示所给的文件；不写文件则显示内置地图。
    各命令都不需要显示器。
help-usage = 用法：
help-heading-commands = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-any-lang = 程序使用的语言：zh 或 en（不写则随系统）
help-any-json = 以 JSON 回答，供程序使用
help-any-strict = 有任何警告即视为失败
help-any-stations = 距地铁站等距离以此文件的地铁站计算（默认为内置图层）
help-any-help = 显示帮助
help-any-version = 显示版本
help-any-files = 文件，或内置图层，如 bundled:space/land
help-any-file = 文件，或内置图层，如 bundled:space/land
help-any-command = 不打开窗口时要做的事
help-any-columns = 指定列是哪个字段（未识别或识别有误时）：如 面积=area_mu；可用英文名、中文名或 none；FILE=COLUMN=FIELD 只指其中一个文件
help-any-units = 某列数值的单位（识别不出或识别有误时），如 面积=公顷；多个文件时可用 FILE=COLUMN=UNIT 单独指定
help-any-kinds = 文件是哪类数据（识别不出或识别有误时）：如 land，或 none 表示都不是；多个文件时可用 FILE=KIND 单独指定
help-program-files = 要在窗口中打开的文件，或一个工作区
help-info-files = 文件、工作区，或内置图层，如 bundled:space/land
help-program-empty = 不打开任何文件，从空窗口开始
help-command-info = 文件里有什么：图层、要素、几何、字段
help-command-assemble = 相邻地块连片，合计达到某一面积
help-assemble-file = 文件，或内置图层，如 bundled:space/land
help-assemble-area-mu = 要达到的面积（亩）
help-assemble-tolerance-m = 两条边界最多相距几米仍算相邻（默认 1）
help-assemble-filter = CQL2 筛选条件；不写则所有地块都可参与
help-assemble-most = 最多列出几组（默认 20）
help-command-check = 按规则检查数据质量：几何、重复、重叠、面积、数值、代码、日期、合计
help-check-boundary = 所有要素应在其中的面图层（内置图层默认用内置边界）
help-check-most = 每条规则最多列出几处，其余计数（默认 1000）
help-command-query = 列出符合条件的要素，每行一个 GeoJSON，或只给数量
help-command-export = 导出筛选后的快照；格式由 OUT 的后缀决定（.geojson、.csv）
help-command-verify = 快照与来源是否仍然一致
help-command-synth = 生成测试城镇，或再次写出内置地图
help-query-filter = CQL2 条件，如 area_mu >= 30 AND status = '闲置'
help-query-count = 只给出符合条件的数量
help-export-filter = CQL2 条件；不写则导出全部要素
help-export-out = 要写出的文件（.geojson、.json 或 .csv）；已有的文件会一次性替换
help-export-fields = 只要这些字段，顺序同图层
help-export-include-private = 连同内部字段，如 owner_tel、start_price
help-verify-snapshot = 由 export 写出的 GeoJSON 快照
help-verify-source = 来源现在的位置；不写则在快照旁或当前文件夹中找快照所记的文件
help-synth-parcels = 测试城镇的地块数
help-synth-seed = 测试城镇的随机种子
help-synth-out = 测试城镇写到哪个文件（.geojson）
help-synth-bundled = 把程序内置的地图写到哪个文件夹
usage-unknown-argument = 错误：不认识的参数“{ $argument }”
usage-missing-argument = 错误：缺少参数 { $argument }
usage-invalid-value = 错误：{ $argument } 不能是“{ $value }”
usage-value-needed = 错误：{ $argument } 后面要写一个值
usage-conflict = 错误：{ $argument } 不能与其他所给的选项同用
usage-valid-values = 可以是：{ $values }
usage-suggestion = 是不是：{ $suggested }？
usage-see-help = 详见 --help。
