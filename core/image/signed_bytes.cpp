#include "image/signed_bytes.h"

#include "base/number_text.h"
#include "image/geo_reference.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <string>
#include <string_view>

namespace macadam {
namespace {

std::string bandOf(GDALDatasetH dataset, int number, const std::string& escapedFile) {
  const std::string count = std::to_string(number);
  int declared = 0;
  const double noData = GDALGetRasterNoDataValue(GDALGetRasterBand(dataset, number), &declared);
  return "<VRTRasterBand dataType=\"Int16\" band=\"" + count + "\">" +
         (declared ? "<NoDataValue>" + shortestText(noData) + "</NoDataValue>" : "") +
         "<ComplexSource><SourceFilename relativeToVRT=\"0\">" + escapedFile + "</SourceFilename><SourceBand>" + count +
         "</SourceBand><LUT>0:0,127:127,128:-128,255:-1</LUT></ComplexSource></VRTRasterBand>";
}

}  // namespace

bool holdsSignedBytes(GDALDatasetH dataset) {
  const char* type = GDALGetMetadataItem(GDALGetRasterBand(dataset, 1), "PIXELTYPE", "IMAGE_STRUCTURE");
  return type != nullptr && type == std::string_view("SIGNEDBYTE");
}

GdalDataset openSignedBytes(const std::filesystem::path& file, GDALDatasetH dataset) {
  char* escaped = CPLEscapeString(file.c_str(), -1, CPLES_XML);
  std::string bands;
  for (int number = 1; number <= GDALGetRasterCount(dataset); ++number) bands += bandOf(dataset, number, escaped);
  CPLFree(escaped);
  const std::string xml = "<VRTDataset rasterXSize=\"" + std::to_string(GDALGetRasterXSize(dataset)) +
                          "\" rasterYSize=\"" + std::to_string(GDALGetRasterYSize(dataset)) + "\">" + bands +
                          "</VRTDataset>";
  GdalDataset words(GDALOpen(xml.c_str(), GA_ReadOnly));
  if (!words) return words;
  if (const auto reference = readGeoReference(dataset, {})) writeGeoReference(words.get(), *reference);
  return words;
}

}  // namespace macadam
