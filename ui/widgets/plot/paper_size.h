#pragma once

namespace macadam {

// In pixels of 1/96 inch: the width of a text column on A4, and letters of 9 points.
constexpr int kPaperWidth = 640;
constexpr int kPaperFontPixels = 12;
constexpr int kPaperPanelHeight = 190;

}  // namespace macadam
