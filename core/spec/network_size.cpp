#include "spec/network_size.h"

namespace macadam {
namespace {

/// Of the published networks with two classes, in millions.
double millionsOf(const DeepLabV3PlusSpec& spec) {
  switch (spec.encoderDepth) {
    case 18:
      return 16.0;
    case 34:
      return 26.1;
    case 50:
      return 39.8;
    default:
      return 58.8;
  }
}

double millionsOf(const SegNetSpec&) {
  return 29.5;
}

}  // namespace

std::int64_t approximateParameters(const NetworkSpec& spec) {
  return std::visit(
      [](const auto& network) {
        return static_cast<std::int64_t>(1e6 * millionsOf(network) * network.width * network.width);
      },
      spec);
}

}  // namespace macadam
