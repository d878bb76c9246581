# maps
