#pragma once

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace macadam {

/// A path to type, or to choose from a dialog. Whether it is there is looked up in the background, when typing rests.
class PathEdit : public QWidget {
  Q_OBJECT

 public:
  enum class Target { File, Folder };

  PathEdit(Target target, const QString& emptyText, QWidget* parent = nullptr);

  QString text() const;
  void setText(const QString& text);

 Q_SIGNALS:
  void textChanged(const QString& text);
  /// What is written names nothing, or not what is wanted.
  void missing(const QString& text);
  /// What is written is there.
  void found(const QString& text);

 private:
  void choose();
  void check();

  Target target_;
  QLineEdit* line_;
  QTimer rest_;
};

}  // namespace macadam
