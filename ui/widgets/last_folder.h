#pragma once

#include <QString>

class QWidget;

namespace macadam {

/// Where the file dialogs of one purpose open: in the folder that was last chosen for it, else in `otherwise`, else
/// among the documents. Remembered between starts.
class LastFolder {
 public:
  /// `purpose` is a word such as `lists`.
  explicit LastFolder(const QString& purpose, QString otherwise = {});

  /// A folder that is there.
  QString path() const;
  void remember(const QString& folder) const;

  // Each of these asks, remembers where the answer lies, and gives it; empty when there was none.

  QString chooseFolder(QWidget* parent, const QString& title) const;
  QString chooseFile(QWidget* parent, const QString& title, const QString& filter) const;
  /// `name` is proposed.
  QString chooseNewFile(QWidget* parent, const QString& title, const QString& name, const QString& filter) const;

 private:
  QString key_;
  QString otherwise_;
};

}  // namespace macadam
