#include "image/side_reference.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "image/open_picture.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <string>

namespace macadam {
namespace {

std::string escaped(const std::string& text) {
  char* xml = CPLEscapeString(text.c_str(), static_cast<int>(text.size()), CPLES_XML);
  std::string result = xml;
  CPLFree(xml);
  return result;
}

std::string pointsXml(const GeoReference& reference) {
  std::string xml = "  <GCPList Projection=\"" + escaped(reference.projection) + "\">\n";
  int number = 0;
  for (const ControlPoint& point : reference.controlPoints) {
    xml += "    <GCP Id=\"" + std::to_string(++number) + "\" Pixel=\"" + shortestText(point.column) + "\" Line=\"" +
           shortestText(point.row) + "\" X=\"" + shortestText(point.x) + "\" Y=\"" + shortestText(point.y) + "\" Z=\"" +
           shortestText(point.z) + "\"/>\n";
  }
  return xml + "  </GCPList>\n";
}

/// The numbers of a sensor model stay the same, however they are written.
bool states(const std::filesystem::path& file, const GeoReference& reference) {
  const GdalSession session;
  const GdalDataset picture = openPicture(file);
  auto stated = readGeoReference(picture.get(), {}).value_or(GeoReference{});
  stated.rationalPolynomials = reference.rationalPolynomials;
  return stated == reference;
}

}  // namespace

void stateExactly(const std::filesystem::path& file, const GeoReference& reference) {
  if (states(file, reference)) return;
  std::filesystem::path side = file;
  side += ".aux.xml";
  const std::string place =
      reference.controlPoints.empty() ? "  <SRS>" + escaped(reference.projection) + "</SRS>\n" : pointsXml(reference);
  writeTextAtomically(side, "<PAMDataset>\n" + place + "</PAMDataset>\n");
  if (states(file, reference)) return;
  throw Error(file.string(), "states another place on the earth than its picture",
              "it is saved all the same; compare what gdalinfo says of the two and mend the mask's");
}

}  // namespace macadam
