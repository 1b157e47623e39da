#pragma once

#include "data/split.h"

#include <QColor>
#include <QIcon>
#include <QObject>
#include <QString>

class QApplication;

namespace macadam {

enum class Appearance { System, Light, Dark };

/// Colours beyond the palette, chosen for the present appearance; the categories stay apart in every common form of
/// colour blindness.
struct ThemeColours {
  QColor accent;
  QColor mutedText;
  QColor border;
  QColor fieldBorder;  ///< Of what one types into, and of progress bars; stands out from window and base.
  QColor raised;       ///< Of cards and panels on the window.
  QColor plotGrid;
  QColor good;
  QColor warning;
  QColor error;
};

/// What colours stand on: the window, light or dark, or white paper.
enum class Ground { Window, Paper };

/// The look of the application: Fusion with a calm palette, light or dark, following the system unless told.
class Theme : public QObject {
  Q_OBJECT

 public:
  static constexpr int kSeries = 10;
  static Theme& instance();

  /// Sets style and palette, and follows the system's wish from then on.
  void apply(Appearance appearance);
  Appearance appearance() const { return appearance_; }
  bool isDark() const { return dark_; }
  const ThemeColours& colours(Ground ground = Ground::Window) const;

  /// Of badges, bars and histograms.
  QColor subset(Subset subset) const;
  /// Of the nth curve of a plot; repeats after `kSeries`.
  QColor series(int index, Ground ground = Ground::Window) const;
  /// A symbol of resources/icons by its file name, tinted as text; follows light and dark.
  QIcon icon(const QString& name) const;

 Q_SIGNALS:
  void changed();

 private Q_SLOTS:
  void followSystem();

 private:
  Theme();
  void refresh();

  Appearance appearance_ = Appearance::System;
  bool dark_ = false;
  bool systemDark_ = false;
};

}  // namespace macadam
