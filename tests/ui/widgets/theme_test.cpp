#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QPalette>
#include <algorithm>
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

}  // namespace
}  // namespace macadam
