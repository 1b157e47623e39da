#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/run_catalog.h"
#include "ui/results/comparison_model.h"
#include "ui/results/paper_table.h"

#include <QFuture>
#include <QTimer>
#include <QWidget>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

class QLabel;
class QMenu;
class QTableView;
class QToolButton;

namespace macadam {

enum class TableFormat { Markdown, Csv, Latex };

/// The paper's table over the chosen runs, computed when it is looked at.
class TablePanel : public QWidget {
  Q_OBJECT

 public:
  TablePanel(Jobs& jobs, std::shared_ptr<NetworkCosts> costs, QWidget* parent = nullptr);

  /// `chosen` says whether a person picked them or they are all completed ones.
  void setRuns(const std::vector<RunRecord>& runs, bool chosen);
  bool hasTable() const { return !model_.comparison().rows.empty(); }
  QString text(TableFormat format) const;
  void copy(TableFormat format) const;
  /// The format by the file's ending: .csv, .tex, or Markdown.
  void exportTo(const std::filesystem::path& file);
  /// The titles of columns that are neither shown nor exported.
  QStringList hiddenColumns() const;
  void setHiddenColumns(const QStringList& titles);
  /// Buttons at the panel's right, for the page's actions.
  void addButton(QToolButton* button);

 Q_SIGNALS:
  void tableChanged();
  void exported(const std::filesystem::path& file);

 private:
  void showEvent(QShowEvent* event) override;
  void compute();
  void show(const PaperTable& table);
  void showMessage(const QString& text);
  void fillColumnMenu(QMenu& menu);
  QToolButton* makeColumnButton();
  std::string tableText(TableFormat format) const;

  Jobs& jobs_;
  std::shared_ptr<NetworkCosts> costs_;
  ComparisonModel model_;
  QLabel* caption_;
  QTableView* table_;
  QLabel* remarks_;
  QWidget* buttons_;
  /// With all that its scores change with.
  struct ShownRun {
    RunFolder folder;
    RunState state;
    std::int64_t iterations;
    std::uintmax_t metricsBytes;

    bool operator==(const ShownRun&) const = default;
  };
  std::vector<ShownRun> runs_;
  bool chosen_ = false;
  bool stale_ = true;
  QTimer delay_;
  QFuture<PaperTable> computing_;
};

}  // namespace macadam
