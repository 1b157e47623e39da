#include "spec/weights_report.h"

#include "spec/network_facts.h"

namespace macadam {

std::string describe(const WeightsReport& report) {
  if (!report.encoder) return report.refusal;
  std::string text = std::string(factsOf(*report.encoder).title) + " as " + report.naming +
                     " name it: " + std::to_string(report.taken) + " tensors taken";
  if (!report.leftAside.empty()) text += ", " + std::to_string(report.leftAside.size()) + " left aside";
  if (report.bands > 3) {
    text += "; of " + std::to_string(report.bands) + " bands, number";
    for (std::size_t i = 0; i < 3; ++i)
      text += (i == 0 ? " " : i == 1 ? ", " : " and ") + std::to_string(report.columns[i] + 1);
    text += " are red, green and blue";
  }
  return text;
}

}  // namespace macadam
