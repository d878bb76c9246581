# 地图绘制
map-preparing = 正在绘制…
window-device-lost = 显卡设备中断，窗口已重新打开；图层、筛选和进行中的操作均保持原样
    .hint = 若反复出现，请更新显卡驱动
window-no-graphics = 没有可用的显卡接口，地图改由处理器绘制
    .hint = 大图层会慢一些。请安装显卡驱动，例如 Debian/Ubuntu：sudo apt install mesa-vulkan-drivers
