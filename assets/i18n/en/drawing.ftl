# Drawing the map
map-preparing = Drawing…
window-device-lost = The graphics device was lost and the window opened anew; layers, filters and work under way are as they were
    .hint = If it happens again and again, update the graphics driver
window-no-graphics = No graphics adapter can be used; the processor draws the map
    .hint = Large layers are slower so. Install a graphics driver, for example on Debian/Ubuntu: sudo apt install mesa-vulkan-drivers
