#include "ui/compare/grid_figure.h"

#include "base/error.h"
#include "compare_world.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

QImage filled(QColor colour) {
  QImage image(60, 40, QImage::Format_RGB32);
  image.fill(colour);
  return image;
}

GridFigure twoByTwo() {
  return {.columns = 2,
          .cells = {{{}, {}, filled(Qt::red)},
                    {{}, "IoU 50.0", filled(Qt::green)},
                    {{}, {}, filled(Qt::blue)},
                    {{}, "IoU 60.0", filled(Qt::yellow)}},
          .columnTitles = {"Image", "SSLKD student"},
          .rowTitles = {"a.png", "b.png"},
          .legend = legendOf(PredictionView::Errors)};
}

}  // namespace

TEST(GridFigure, HasRoomForRowsColumnsAndLegend) {
  GridFigure figure = twoByTwo();
  const QSizeF with = figureSize(figure, 150);
  EXPECT_DOUBLE_EQ(with.width(), 6 + 13 + 150 + 5 + 150 + 6);
  figure.legend.clear();
  EXPECT_LT(figureSize(figure, 150).height(), with.height());
}

TEST(GridFigure, IsWrittenAsAPngThatCanBeRead) {
  const TemporaryFolder folder;
  const QString file = QString::fromStdString((folder / "figure.png").string());
  writeFigure(twoByTwo(), file);
  const QImage picture(file);
  ASSERT_FALSE(picture.isNull());
  const QSizeF points = figureSize(twoByTwo(), 150);
  EXPECT_EQ(picture.size(), (points * 2.0).toSize());
  const auto at = [&](double x, double y) { return picture.pixelColor(int(2 * x), int(2 * y)); };
  EXPECT_EQ(at(6 + 13 + 75, 6 + 13 + 50), QColor(Qt::red));
  EXPECT_EQ(at(6 + 13 + 155 + 75, 6 + 13 + 50), QColor(Qt::green));
}

TEST(GridFigure, IsWrittenAsAPdfWithLettersNotPixels) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "figure.pdf";
  writeFigure(twoByTwo(), QString::fromStdString(file.string()));
  const std::string bytes = readBytes(file);
  EXPECT_TRUE(bytes.starts_with("%PDF-"));
  EXPECT_NE(bytes.find("/FontDescriptor"), std::string::npos) << "the lettering is text in an embedded font";
  EXPECT_NE(bytes.find("%%EOF"), std::string::npos);
}

TEST(GridFigure, SaysWhichFileCannotBeWritten) {
  EXPECT_THROW(writeFigure(twoByTwo(), "/nowhere/figure.png"), Error);
}

}  // namespace macadam
