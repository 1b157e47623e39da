#include "image/picture_formats.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(PictureFormats, NamesOfWhatGdalReadsArePicturesInAnyCapitals) {
  for (const char* name :
       {"a.tif", "a.TIFF", "b.png", "c.JPG", "c.jpeg", "d.bmp", "e.jp2", "f.vrt", "g.webp", "h.gif"}) {
    EXPECT_TRUE(isPictureFile(name)) << name;
  }
}

TEST(PictureFormats, SideFilesDocumentsTablesAndVectorsAreNone) {
  for (const char* name : {"a.tif.aux.xml", "a.tif.ovr", "a.tif.msk", "a.tfw", "a.pgw", "a.xml", "a.pdf", "a.txt",
                           "a.json", "a.csv", "a.gpkg", "a.shp", "a.geojson", "a.nc", "a.rst", "tif", ".tif", "a"}) {
    EXPECT_FALSE(isPictureFile(name)) << name;
  }
}

}  // namespace macadam
