#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

namespace macadam {

/// A picture under its name, as large as there is room for.
class PreviewCell : public QWidget {
 public:
  explicit PreviewCell(QWidget* parent = nullptr);

  void show(const QString& name, const QImage& picture, const QString& whenEmpty);
  QSize sizeHint() const override { return {128, 148}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString name_, whenEmpty_;
  QImage picture_;
};

}  // namespace macadam
