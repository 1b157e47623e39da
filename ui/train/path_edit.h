#pragma once

#include <QWidget>

class QLineEdit;

namespace macadam {

/// A path to type, or to choose from a dialog.
class PathEdit : public QWidget {
  Q_OBJECT

 public:
  enum class Target { File, Folder };

  PathEdit(Target target, const QString& emptyText, QWidget* parent = nullptr);

  QString text() const;
  void setText(const QString& text);

 Q_SIGNALS:
  void textChanged(const QString& text);

 private:
  void choose();

  Target target_;
  QLineEdit* line_;
};

}  // namespace macadam
