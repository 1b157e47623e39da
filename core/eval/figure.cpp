#include "eval/figure.h"

#include "base/error.h"
#include "base/number_text.h"
#include "eval/road_metrics.h"
#include "image/lettering.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr Colour kPaper{255, 255, 255};
constexpr Colour kInk{32, 33, 36};
constexpr Colour kFaintInk{110, 112, 118};
constexpr double kGroundBrightness = 0.30;

cv::Scalar toScalar(Colour colour) {
  return {double(colour.red), double(colour.green), double(colour.blue)};
}

/// All lengths follow from the panel's side, so that a larger figure is the same figure.
struct Layout {
  explicit Layout(const FigureStyle& style)
      : side(style.tileSide),
        margin(side / 12),
        gap(std::max(2, side / 32)),
        header(side / 7),
        caption(side / 7),
        rowTitle(side / 10),
        legend(side / 5),
        title{.height = side / 21.0, .stroke = side / 190.0, .colour = kInk},
        small{.height = side / 26.0, .stroke = side / 256.0, .colour = kFaintInk} {}

  int side, margin, gap, header, caption, rowTitle, legend;
  Lettering title, small;
};

void check(const Figure& figure) {
  for (const FigureRow& row : figure.rows) {
    if (row.image.type() != CV_8UC3) throw Error(row.title, "has no RGB image", "leave the row out of the figure");
    if (row.predictions.size() != figure.methods.size()) {
      throw Error(row.title,
                  "has " + std::to_string(row.predictions.size()) + " predictions for " +
                      std::to_string(figure.methods.size()) + " methods",
                  "predict it with every method");
    }
  }
}

cv::Mat truthPanel(const FigureRow& row, const FigureStyle& style) {
  const cv::Mat ground = quietGround(row.image, kGroundBrightness);
  return row.mask.empty() ? ground : blendErrors(ground, row.mask, row.mask, style.colours, 1.0);
}

cv::Mat methodPanel(const FigureRow& row, const cv::Mat& probability, const FigureStyle& style) {
  const cv::Mat ground = quietGround(row.image, kGroundBrightness);
  if (row.mask.empty()) return blendProbability(ground, probability, style.colours.hit, 1.0);
  return blendErrors(ground, toPrediction(probability), row.mask, style.colours, 1.0);
}

std::string iouCaption(const FigureRow& row, const cv::Mat& probability) {
  if (row.mask.empty()) return {};
  const cv::Mat prediction = toPrediction(probability);
  Confusion counts;
  for (int y = 0; y < prediction.rows; ++y) {
    counts += countPixels(prediction.ptr<uchar>(y), row.mask.ptr<uchar>(y), prediction.cols);
  }
  const std::optional<double> iou = roadMetrics(counts).iou;
  return "IoU " + (iou ? fixedText(*iou * 100.0, 1) : std::string("-"));
}

cv::Size panelSize(const FigureRow& row, int side) {
  const double scale = double(side) / std::max(row.image.cols, row.image.rows);
  return {int(std::lround(row.image.cols * scale)), int(std::lround(row.image.rows * scale))};
}

void place(cv::Mat& page, const cv::Mat& panel, cv::Rect box) {
  const bool enlarging = box.width > panel.cols;
  cv::Mat sized;
  cv::resize(panel, sized, box.size(), 0, 0, enlarging ? cv::INTER_CUBIC : cv::INTER_AREA);
  sized.copyTo(page(box));
}

void drawLegend(cv::Mat& page, cv::Point left, const Layout& layout, const ErrorColours& colours) {
  const std::array<std::pair<Colour, const char*>, 4> entries{{{colours.hit, "found road"},
                                                               {colours.falseAlarm, "false alarm"},
                                                               {colours.miss, "missed road"},
                                                               {colours.ignored, "ignored"}}};
  const int swatch = int(std::lround(layout.small.height * 1.5));
  int x = left.x;
  for (const auto& [colour, name] : entries) {
    const cv::Rect box(x, left.y - swatch / 2, swatch, swatch);
    cv::rectangle(page, box, toScalar(colour), cv::FILLED);
    cv::rectangle(page, box, toScalar(kFaintInk), 1);
    x += swatch + swatch / 2;
    drawText(page, name, {x, left.y}, layout.small, Align::Left);
    x += int(textWidth(name, layout.small)) + 2 * swatch;
  }
}

void drawRow(cv::Mat& page, const FigureRow& row, int top, const Layout& layout, const FigureStyle& style) {
  const cv::Size size = panelSize(row, layout.side);
  int x = layout.margin + layout.rowTitle;
  drawText(page, elided(row.title, size.height, layout.small),
           {layout.margin + layout.rowTitle / 3, top + size.height / 2}, layout.small, Align::Centre,
           Direction::Upwards);
  const auto placeNext = [&](const cv::Mat& panel, const std::string& caption) {
    place(page, panel, {{x, top}, size});
    drawText(page, caption, {x + size.width / 2, top + size.height + layout.caption * 2 / 5}, layout.small,
             Align::Centre);
    x += layout.side + layout.gap;
  };
  placeNext(row.image, {});
  placeNext(truthPanel(row, style), row.mask.empty() ? "not known" : "");
  for (const cv::Mat& probability : row.predictions) {
    placeNext(methodPanel(row, probability, style), iouCaption(row, probability));
  }
}

}  // namespace

cv::Mat drawFigure(const Figure& figure, const FigureStyle& style) {
  check(figure);
  const Layout layout(style);
  const int columns = 2 + static_cast<int>(figure.methods.size());
  const int width = 2 * layout.margin + layout.rowTitle + columns * layout.side + (columns - 1) * layout.gap;
  int height = 2 * layout.margin + layout.header + layout.legend;
  for (const FigureRow& row : figure.rows) height += panelSize(row, layout.side).height + layout.caption;
  cv::Mat page(height, width, CV_8UC3, toScalar(kPaper));

  std::vector<std::string> titles{"Image", "Ground truth"};
  titles.insert(titles.end(), figure.methods.begin(), figure.methods.end());
  int centre = layout.margin + layout.rowTitle + layout.side / 2;
  for (const std::string& title : titles) {
    drawText(page, elided(title, layout.side, layout.title), {centre, layout.margin + layout.header / 3}, layout.title,
             Align::Centre);
    centre += layout.side + layout.gap;
  }
  int top = layout.margin + layout.header;
  for (const FigureRow& row : figure.rows) {
    drawRow(page, row, top, layout, style);
    top += panelSize(row, layout.side).height + layout.caption;
  }
  drawLegend(page, {layout.margin + layout.rowTitle, top + layout.legend / 2}, layout, style.colours);
  return page;
}

}  // namespace macadam
