#include "spec/run_spec.h"

#include <sstream>

#include "base/error.h"

namespace macadam {

std::string toString(Role role) {
  switch (role) {
    case Role::Student: return "student";
    case Role::Teacher1: return "teacher1";
    case Role::Teacher2: return "teacher2";
  }
  return {};
}

std::string toText(const NetworkSpec& spec) {
  std::ostringstream text;
  if (const auto* deeplab = std::get_if<DeepLabV3PlusSpec>(&spec)) {
    text << "deeplab_v3plus resnet" << deeplab->encoderDepth << " width=" << deeplab->width;
  } else {
    text << "segnet vgg16 width=" << std::get<SegNetSpec>(spec).width;
  }
  return text.str();
}

NetworkSpec networkSpecFromText(const std::string& text) {
  std::istringstream words(text);
  std::string architecture, encoder, width;
  words >> architecture >> encoder >> width;
  try {
    if (width.starts_with("width=")) {
      const double factor = std::stod(width.substr(6));
      if (architecture == "segnet" && encoder == "vgg16") return SegNetSpec{.width = factor};
      if (architecture == "deeplab_v3plus" && encoder.starts_with("resnet")) {
        return DeepLabV3PlusSpec{.encoderDepth = std::stoi(encoder.substr(6)), .width = factor};
      }
    }
  } catch (const std::logic_error&) {  // a number that is none
  }
  throw Error("network", "'" + text + "' is not a known network",
              "expected for example 'deeplab_v3plus resnet50 width=1' or 'segnet vgg16 width=1'");
}

const NetworkSpec& NetworksSpec::of(Role role) const {
  switch (role) {
    case Role::Teacher1: return teacher1;
    case Role::Teacher2: return teacher2;
    case Role::Student: break;
  }
  return student;
}

}  // namespace macadam
