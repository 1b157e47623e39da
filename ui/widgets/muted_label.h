#pragma once

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPalette>

namespace macadam {

/// Text that stands back, in light and in dark.
class MutedLabel : public QLabel {
 public:
  explicit MutedLabel(QWidget* parent = nullptr) : MutedLabel(QString(), parent) {}
  explicit MutedLabel(const QString& text, QWidget* parent = nullptr) : QLabel(text, parent) {
    QObject::connect(&Theme::instance(), &Theme::changed, this, [this] { tint(); });
    tint();
  }

 private:
  void tint() {
    QPalette muted = QApplication::palette();
    muted.setColor(QPalette::WindowText, Theme::instance().colours().mutedText);
    setPalette(muted);
  }
};

}  // namespace macadam
