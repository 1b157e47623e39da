#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPalette>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSpinBox>
#include <algorithm>
#include <array>
#include <cmath>

namespace macadam {
namespace {

/// Relative luminance, WCAG 2.1.
double luminance(const QColor& colour) {
  const auto linear = [](double share) {
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Contrast ratio, WCAG 2.1.
double contrast(const QColor& one, const QColor& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector product(const Matrix& matrix, const Vector& vector) {
  Vector result{};
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) result[row] += matrix[row][column] * vector[column];
  }
  return result;
}

/// As seen without red, green or blue cones; Machado et al. 2009, severity 1. The first is normal vision.
constexpr Matrix kEyes[] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

/// Oklab (Ottosson 2020), in which equal distances look equally far apart.
Vector seen(const QColor& colour, const Matrix& eyes) {
  const auto linear = [](double share) {
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  Vector light = product(eyes, {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())});
  for (double& channel : light) channel = std::clamp(channel, 0.0, 1.0);
  Vector cones = product({{{0.4122214708, 0.5363325363, 0.0514459929},
                           {0.2119034982, 0.6806995451, 0.1073969566},
                           {0.0883024619, 0.2817188376, 0.6299787005}}},
                         light);
  for (double& cone : cones) cone = std::cbrt(cone);
  return product({{{0.2104542553, 0.7936177850, -0.0040720468},
                   {1.9779984951, -2.4285922050, 0.4505937099},
                   {0.0259040371, 0.7827717662, -0.8086757660}}},
                 cones);
}

double distance(const Vector& one, const Vector& other) {
  return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

TEST(Theme, CurvesStandOutFromTheirGroundAndFromEachOtherForAllEyes) {
  for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
    Theme::instance().apply(appearance);
    for (int one = 0; one < Theme::kSeries; ++one) {
      const QColor colour = Theme::instance().series(one);
      EXPECT_GE(contrast(colour, QApplication::palette().color(QPalette::Base)), 3.0) << one;
      EXPECT_GE(contrast(Theme::instance().series(one, Ground::Paper), Qt::white), 3.0) << one;
      for (int other = 0; other < one; ++other) {
        for (const Matrix& eyes : kEyes) {
          EXPECT_GE(distance(seen(colour, eyes), seen(Theme::instance().series(other), eyes)), 0.08)
              << one << " and " << other << ", eyes " << &eyes - kEyes;
        }
      }
    }
  }
}

TEST(Theme, WhatIsSelectedCanBeReadInLightAndDark) {
  for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
    Theme::instance().apply(appearance);
    const QPalette palette = QApplication::palette();
    const QColor selection = palette.color(QPalette::Highlight);
    EXPECT_GE(contrast(palette.color(QPalette::HighlightedText), selection), 4.5);
    EXPECT_GE(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)), 4.5);
    EXPECT_GE(contrast(selection, palette.color(QPalette::Base)), 3.0) << "it stands out from what is not selected";
  }
}

TEST(Theme, FieldsAndProgressBarsHaveAnEdgeInLightAndDark) {
  for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
    Theme::instance().apply(appearance);
    const QPalette palette = QApplication::palette();
    const QColor edge = Theme::instance().colours().fieldBorder;
    EXPECT_GE(contrast(edge, palette.color(QPalette::Window)), 3.0);
    EXPECT_GE(contrast(edge, palette.color(QPalette::Base)), 3.0);
    EXPECT_GE(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)), 4.5);
    EXPECT_GE(contrast(Theme::instance().colours().mutedText, palette.color(QPalette::Window)), 4.5);

    QLineEdit line;
    QComboBox box;
    QSpinBox number;
    QPlainTextEdit text;
    QProgressBar progress;
    for (QWidget* field : std::initializer_list<QWidget*>{&line, &box, &number, &text, &progress}) {
      field->resize(120, 30);
      const QImage picture = field->grab().toImage();
      int edgePixels = 0;
      for (int x = 10; x < 110; ++x) {
        edgePixels += contrast(picture.pixelColor(x, 0), palette.color(QPalette::Window)) >= 2.5;
      }
      EXPECT_GE(edgePixels, 90) << field->metaObject()->className();
    }
  }
}

}  // namespace
}  // namespace macadam
