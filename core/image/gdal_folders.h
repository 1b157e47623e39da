#pragma once

namespace macadam {

/// Points GDAL and PROJ at the data files of their own versions, found beside the libraries, whatever PROJ_LIB,
/// PROJ_DATA, GDAL_DATA and GDAL_DRIVER_PATH say: conda and QGIS set these to files of other versions. Where none are
/// found beside them, the libraries look for themselves. To be called before GDAL's drivers are registered.
void useOwnGdalFolders();

}  // namespace macadam
