#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace macadam {

/// A run's name and its settings as in its run.toml.
struct RunSettings {
  QString name;
  std::string toml;
};

/// Settings by dotted path, a row each, and what every run has there.
class DifferencesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setRuns(const std::vector<RunSettings>& runs);
  void setOnlyDiffering(bool onlyDiffering);
  /// How many settings differ, shown or not.
  int differing() const { return differing_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString path;
    QStringList values;
    bool differs = false;
  };

  void show();

  QStringList names_;
  std::vector<Row> all_;
  std::vector<std::size_t> shown_;
  bool onlyDiffering_ = true;
  int differing_ = 0;
};

}  // namespace macadam
