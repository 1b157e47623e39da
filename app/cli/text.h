#pragma once

#include <string>

namespace macadam {

/// Columns that a text takes on a terminal; every code point takes one.
int displayWidth(const std::string& text);

std::string paddedLeft(const std::string& text, int width);
std::string paddedRight(const std::string& text, int width);

/// At most `width` columns of a text, with an ellipsis where something was cut off.
std::string shortened(const std::string& text, int width);

/// `0:42`, `12:05`, `3:07:00`.
std::string durationText(double seconds);

}  // namespace macadam
