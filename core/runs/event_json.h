#pragma once

#include "train/events.h"

#include <string>
#include <string_view>

namespace macadam {

/// An event as one line of JSON without its line break. Numbers read back exactly; what is not finite is written
/// as "NaN", "Infinity" or "-Infinity". A preview's pixels are left out: `picture` names the file that holds them.
std::string toJsonLine(const Event& event, const std::string& picture = {});

struct EventLine {
  Event event;
  std::string picture;  ///< Of a preview: the file that holds its pixels.
};

/// The reverse. @throws Error when the line is not an event.
EventLine fromJsonLine(std::string_view line);

}  // namespace macadam
