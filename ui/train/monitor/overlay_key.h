#pragma once

#include <QList>
#include <QString>
#include <QWidget>
#include <Qt>

namespace macadam {

/// A run that lies over the curves: how its lines are drawn, and its name.
struct OverlayEntry {
  Qt::PenStyle style = Qt::DashLine;
  QString name;
};

/// Says in one line which run is drawn how; names that do not fit are cut, whole in the tool tip.
class OverlayKey : public QWidget {
  Q_OBJECT

 public:
  explicit OverlayKey(QWidget* parent = nullptr);

  void setEntries(const QList<OverlayEntry>& entries);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QList<OverlayEntry> entries_;
};

}  // namespace macadam
