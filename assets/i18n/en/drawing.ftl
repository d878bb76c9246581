# Drawing the map
map-preparing = Drawing…
window-no-graphics = No graphics adapter can be used; the processor draws the map
    .hint = Large layers are slower so. Install a graphics driver, for example on Debian/Ubuntu: sudo apt install mesa-vulkan-drivers
